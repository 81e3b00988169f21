public import Git

/// One release as a scaffold's index lists it.
public struct ReleaseSummary: Hashable, Sendable {
    /// The release.
    public var version: ReleaseVersion
    /// When it was released, as `2024-01-15`.
    public var date: String?
    /// Why nobody should use it any more.
    public var yanked: String?
    /// What it brings, in a sentence; empty where the source keeps it only in the release itself.
    public var summary: String
    /// The git tree id that its content must have, for folders.
    public var content: ObjectID?

    /// Makes a summary.
    public init(
        version: ReleaseVersion, date: String? = nil, yanked: String? = nil, summary: String = "",
        content: ObjectID? = nil
    ) {
        self.version = version
        self.date = date
        self.yanked = yanked
        self.summary = summary
        self.content = content
    }
}

/// A `scaffold.yml`: the scaffold's name and its releases.
struct ScaffoldIndex: Sendable {
    var name: String
    var summary: String
    var releases: [ReleaseSummary]

    /// Reads a `scaffold.yml`.
    init(_ bytes: [UInt8], file: String) throws(ScaffoldError) {
        let root = try ManifestNode.root(of: bytes, file: file)
        try Manifest.checkSchema(root)
        let fields = try root.fields(allowed: ["schema", "scaffold", "summary", "releases"])
        let name = try fields.required("scaffold")
        self.name = try name.string()
        guard SourceLocator.isName(self.name) else {
            throw name.error("must have only lower-case letters, digits and dashes, at most 63")
        }
        summary = try fields.required("summary").nonEmptyString()
        releases = []
        for element in try fields.required("releases").elements() {
            let entry = try element.fields(allowed: ["release", "date", "content", "yanked", "summary"])
            let version = try entry.required("release").version()
            if releases.contains(where: { $0.version == version }) { throw element.error("lists \(version) again") }
            let summary = ReleaseSummary(
                version: version, date: try entry["date"]?.date(), yanked: try entry["yanked"]?.nonEmptyString(),
                summary: try entry["summary"]?.nonEmptyString() ?? "", content: try entry["content"]?.objectID())
            releases.append(summary)
        }
        // Parallel lines (2.4.1 after 3.0.0) may stand in the order they came out; callers get version order.
        releases.sort { $0.version < $1.version }
    }
}

extension ManifestNode {
    fileprivate func date() throws(ScaffoldError) -> String {
        let text = try string()
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDate = parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy(\.isASCIIDigit) }
        guard isDate, let month = Int(parts[1]), let day = Int(parts[2]), 1...12 ~= month, 1...31 ~= day else {
            throw error("must be a date such as 2024-01-15")
        }
        return text
    }

    fileprivate func objectID() throws(ScaffoldError) -> ObjectID {
        guard let text = scalarText, let id = ObjectID(hex: text) else {
            throw error("must be a git tree id of 40 hexadecimal digits")
        }
        return id
    }
}
