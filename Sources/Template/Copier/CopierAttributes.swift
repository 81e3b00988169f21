import Git

/// The parts of `.gitattributes` that change what a checkout of the template gives.
///
/// Copier copies files out of a checkout, so line ends follow `text` and `eol`, and `$Id$` and encodings are followed.
/// No filter is run.
struct CopierAttributes: Sendable {
    private static let names: Set<String> = ["text", "eol", "crlf", "ident", "filter", "working-tree-encoding"]

    private var rules = AttributeRules()

    /// Reads all files of a tree: those of deeper folders come later, and override.
    init(_ tree: CopierTree) {
        let root = tree[".gitattributes"].map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        read("", in: tree, AttributeRules.macros(root))
    }

    private mutating func read(_ folder: String, in tree: CopierTree, _ macros: [String: [String]]) {
        let path = Path.join(folder, ".gitattributes")
        if let file = tree[path], file.mode != .symlink {
            let text = String(decoding: file.bytes, as: UTF8.self)
            rules.add(text, in: folder, macros: macros, only: Self.names)
        }
        for name in tree.names(in: folder) {
            let path = Path.join(folder, name)
            if tree[path] == nil { read(path, in: tree, macros) }
        }
    }

    /// What a checkout makes of a file.
    struct Checkout {
        var bytes: [UInt8]
        /// What was not followed, if anything; the content is most likely right.
        var note: String?
    }

    /// A file as git checks it out on Linux.
    /// - Returns: A refusal where the content would be another one, and which is not known here.
    func checkedOut(_ file: TemplateFile) -> Result<Checkout, Refusal> {
        if rules.isEmpty || file.mode == .symlink { return .success(Checkout(bytes: file.bytes)) }
        let settings = rules.settings(of: file.path)
        var checkout = Checkout(bytes: file.bytes)
        if let filter = settings["filter"], !["", "unset"].contains(filter) {
            if file.bytes.starts(with: "version https://git-lfs".utf8) {
                return .failure(Refusal(reason: "the content is kept by git-lfs, and only its name is in the template"))
            }
            // A filter that a machine has no program for changes nothing.
            checkout.note = "the template's .gitattributes ask for filter=\(filter), which is not run"
        }
        if settings["ident"] == "set" { checkout.bytes = CopierAttributes.identified(file.bytes) }
        let isText = settings["text"] != "unset" && settings["crlf"] != "unset"
        let isLeft =
            settings["text"] == "auto" && (TemplateMarkers.isBinary(file.bytes) || file.bytes.contains(0x0D))
        if settings["eol"] == "crlf", isText, !isLeft { checkout.bytes = CopierAttributes.withPairs(checkout.bytes) }
        if let encoding = settings["working-tree-encoding"], !["", "unset", "set", "UTF-8", "utf-8"].contains(encoding)
        {
            guard let encoded = CopierAttributes.encoded(checkout.bytes, encoding) else {
                return .failure(Refusal(reason: "the encoding \(encoding) that .gitattributes ask for is not known"))
            }
            checkout.bytes = encoded
        }
        return .success(checkout)
    }

    /// Why a file cannot be checked out here.
    struct Refusal: Error {
        var reason: String
    }

    /// UTF-8 in another encoding; nil for those that aren't known here, and for text that doesn't fit.
    private static func encoded(_ content: [UInt8], _ encoding: String) -> [UInt8]? {
        guard let text = String(validating: content, as: UTF8.self) else { return nil }
        switch encoding.uppercased() {
        case "ISO-8859-1", "LATIN1", "LATIN-1":
            let bytes = text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
            return bytes.count == text.unicodeScalars.count ? bytes : nil
        case "UTF-16LE": return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "UTF-16BE": return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        default: return nil
        }
    }

    /// The content with a carriage return before every line feed.
    private static func withPairs(_ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var previous: UInt8 = 0
        for byte in content {
            if byte == 0x0A, previous != 0x0D { bytes.append(0x0D) }
            bytes.append(byte)
            previous = byte
        }
        return bytes
    }

    /// The content with its git id in the place of every `$Id$`.
    static func identified(_ content: [UInt8]) -> [UInt8] {
        let id = Array("$Id: \(ObjectID.of(blob: content).hex) $".utf8)
        var result: [UInt8] = []
        var rest = content[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[..<dollar]
            rest = rest[dollar...]
            let line = rest.prefix { $0 != 0x0A }
            guard rest.starts(with: "$Id".utf8), let end = line.dropFirst().firstIndex(of: UInt8(ascii: "$")),
                end == dollar + 3 || rest[dollar + 3] == UInt8(ascii: ":")
            else {
                result.append(rest.removeFirst())
                continue
            }
            result += id
            rest = rest[(end + 1)...]
        }
        return result + rest
    }
}
