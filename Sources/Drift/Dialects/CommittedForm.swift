import Template

/// The form in which a project's repository has what a tool wrote into its work tree.
///
/// A template's `.gitattributes` go into the project with the rest. Where they say `text`, `eol` or `ident`, git takes the CR
/// of a line's end and what stands in `$Id$` away as the project is committed, while the tool renders both as the clone of
/// the template has them: compared with one another, no such file would ever be as generated.
struct CommittedForm {
    private static let names: Set<String> = ["text", "eol", "ident"]

    /// Reads a file of the project.
    private let read: (String) -> [UInt8]?
    private var attributes: AttributeFiles

    /// - Parameter read: Reads a file of the project.
    init(read: @escaping (String) -> [UInt8]?) {
        self.read = read
        attributes = AttributeFiles(names: Self.names, read: read)
    }

    /// The render with its files as git would commit them.
    mutating func committed(_ render: DialectRender) throws -> DialectRender {
        var render = render
        let files = try render.baseline.files.map { try committed($0) }
        if files != render.baseline.files { render.baseline = Baseline(files: files) }
        return render
    }

    private mutating func committed(_ file: BaselineFile) throws -> BaselineFile {
        guard file.version.isRegular, file.bytes.contains(0x0D) || hasIdentity(file.bytes) else { return file }
        let settings = try attributes.settings(of: file.path)
        if settings.isEmpty { return file }
        var bytes = file.bytes
        let isText = settings["text"]
        let isConverted =
            isText == "auto"
            ? !bytes.contains(0)
            : isText != "unset" && (isText == "set" || ["crlf", "lf"].contains(settings["eol"]))
        // What was committed before the attribute keeps its line ends until somebody renormalizes it.
        if isConverted, read(file.path).map({ !Self.hasCRLF($0) }) ?? true { bytes = Self.withoutCR(bytes) }
        if settings["ident"] == "set" { bytes = Self.withoutIdentity(bytes) }
        guard bytes != file.bytes else { return file }
        return BaselineFile(
            path: file.path, bytes: bytes, mode: file.mode, source: file.source, fileClass: file.fileClass,
            slots: file.slots, disabledResolvers: file.disabledResolvers)
    }

    private static func hasCRLF(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == (0x0D, 0x0A) }
    }

    private static func withoutCR(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
            result.append(byte)
        }
        return result
    }

    private func hasIdentity(_ bytes: [UInt8]) -> Bool { TemplateMarkers.holds(bytes, Array("$Id:".utf8)) }

    /// `$Id: … $` on one line becomes `$Id$`, as git's `ident_to_git` makes of it.
    private static func withoutIdentity(_ bytes: [UInt8]) -> [UInt8] {
        let start = Array("$Id:".utf8)
        var result: [UInt8] = []
        var rest = bytes[...]
        while let first = rest.first {
            if rest.starts(with: start),
                let end = rest.dropFirst(start.count).firstIndex(where: { $0 == UInt8(ascii: "$") || $0 == 0x0A }),
                rest[end] == UInt8(ascii: "$")
            {
                result += Array("$Id$".utf8)
                rest = rest[(end + 1)...]
            } else {
                result.append(first)
                rest.removeFirst()
            }
        }
        return result
    }
}
