import OrderedCollections
import Template

extension ForeignRecord {
    /// Reads the record of another tool.
    static func entry(_ bytes: [UInt8], path: String, _ files: RecordFiles) throws -> Record.Entry {
        let name = files.name(of: path)
        switch tool(ofFile: path) {
        case .cruft: return try cruft(bytes, path: path, name, pyproject: files.read("pyproject.toml"))
        case .copier: return try copier(bytes, path: path, name)
        case nil:
            throw DriftError(
                .brokenRecord, "\(name) is no record: it has neither the name .cruft.json nor the ending .yml",
                fix: "name the answers file of Copier, or .cruft.json, with --answers-file")
        }
    }

    /// The template's revision that a record names; nil where it can't be read.
    static func revision(in bytes: [UInt8], tool: Tool) -> String? {
        switch tool {
        case .copier: (try? CopierAnswersFile(bytes, path: ""))?.commit
        case .cruft: (try? CruftRecord(bytes))?.commit
        }
    }

    private static func copier(_ bytes: [UInt8], path: String, _ name: String) throws -> Record.Entry {
        let file = try CopierAnswersFile(bytes, path: name)
        guard let source = file.source, let commit = file.commit else {
            throw DriftError(
                .brokenRecord,
                "\(name) lacks \(file.source == nil ? "_src_path" : "_commit"), so that nothing says "
                    + "which template it was made from",
                fix: "restore it from history, or generate the project again from a git repository")
        }
        return Record.Entry(
            name: templateName(of: source), source: source, release: .revision(commit), baseline: nil,
            answers: file.answers, foreign: ForeignRecord(tool: .copier, path: path, bytes: bytes))
    }

    private static func cruft(
        _ bytes: [UInt8], path: String, _ name: String, pyproject: [UInt8]?
    ) throws -> Record.Entry {
        let file = try CruftRecord(bytes, file: name)
        return Record.Entry(
            name: templateName(of: file.template), source: file.template, release: .revision(file.commit),
            baseline: nil,
            answers: file.answers,
            foreign: ForeignRecord(
                tool: .cruft, path: path, bytes: bytes, checkout: file.checkout, directory: file.directory ?? "",
                skip: try CruftSkip(file.skip, pyproject: pyproject)))
    }

    /// What a template is called: the last part of its address.
    static func templateName(of source: String) -> String {
        var text = source[...]
        while text.hasSuffix("/") { text = text.dropLast() }
        if text.hasSuffix(".git") { text = text.dropLast(4) }
        let name = text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? "template"
        return name.isEmpty || name == "." ? "template" : name
    }
}
