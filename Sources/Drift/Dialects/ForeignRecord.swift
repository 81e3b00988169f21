import OrderedCollections
public import Template

/// The record of another tool: Copier's answers file, or cruft's `.cruft.json`.
///
/// It stays that tool's own, byte for byte in its format, so that the tool goes on working.
public struct ForeignRecord: Hashable, Sendable {
    /// The tools whose projects are read.
    public enum Tool: String, Sendable {
        /// Copier, with an answers file that its templates render.
        case copier
        /// cruft, with Cookiecutter's templates.
        case cruft

        /// The tool that renders its templates.
        public var renderer: InstalledTool.Name { self == .copier ? .copier : .cookiecutter }
    }

    /// Whose record it is.
    public var tool: Tool
    /// Where the file is, relative to the service.
    public var path: String
    /// Its content; empty where only its place is known.
    public var bytes: [UInt8]
    /// The branch or tag that the project follows (cruft's `checkout`); nil for the newest.
    public var checkout: String?
    /// The folder of the template's repository that is the template (cruft's `directory`); "" for its root.
    public var directory: String
    /// The files that are never compared or merged (cruft's `skip`).
    public var skip: CruftSkip?

    /// Notes a record.
    public init(
        tool: Tool, path: String, bytes: [UInt8] = [], checkout: String? = nil, directory: String = "",
        skip: CruftSkip? = nil
    ) {
        self.tool = tool
        self.path = path
        self.bytes = bytes
        self.checkout = checkout
        self.directory = directory
        self.skip = skip
    }

    /// Which tool's record a file is, from its name; nil for any other file.
    static func tool(ofFile path: String) -> Tool? {
        let name = path.split(separator: "/").last ?? ""
        if name == ".cruft.json" { return .cruft }
        return name.hasSuffix(".yml") || name.hasSuffix(".yaml") ? .copier : nil
    }

    /// Whether a file of this name is a record without having been named as one.
    package static func isStandardName(_ name: String) -> Bool {
        if name == ".cruft.json" { return true }
        return name.hasPrefix(".copier-answers") && (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
    }
}

extension Record.Entry {
    /// What `.scaffold.yml` says beside the record of another tool, before that is read.
    init(name: String, beside path: String) {
        self.init(
            name: name, source: "", release: .revision(""), baseline: nil, answers: [:],
            foreign: ForeignRecord(tool: ForeignRecord.tool(ofFile: path) ?? .copier, path: path))
    }

    /// Whether both are about one scaffold of one record.
    func isOfSameScaffold(as other: Record.Entry) -> Bool {
        foreign?.path == other.foreign?.path && (foreign != nil || name == other.name)
    }

    /// Whether `.scaffold.yml` has something to say of it.
    var isStored: Bool { foreign == nil || !held.isEmpty || !decisions.isEmpty || !without.isEmpty }

    /// What of it stands in `.scaffold.yml`.
    var stored: Record.Entry {
        guard let foreign else { return self }
        var entry = Record.Entry(name: name, beside: foreign.path)
        (entry.held, entry.decisions, entry.without) = (held, decisions, without)
        return entry
    }
}
