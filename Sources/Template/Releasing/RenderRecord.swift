import OrderedCollections

/// What the releases of a scaffold rendered when they came out: `renders.json` beside `scaffold.yml`.
///
/// Keys are a release and a set of answers, values the git tree ids of the output.
public struct RenderRecord: Sendable {
    /// The file's name.
    public static let fileName = "renders.json"

    /// The tree ids by `release set`.
    public private(set) var trees: [String: String]

    /// Reads the record of a scaffold's folder; empty when there is none.
    public init(of source: FolderSource) throws(ScaffoldError) {
        trees = [:]
        let file = Path.join(source.folder, RenderRecord.fileName)
        guard let bytes = try FileTree.file(file) else { return }
        // JSON is YAML, and the manifest reader knows places.
        for (key, value) in try ManifestNode.root(of: bytes, file: file).entries() { trees[key] = try value.string() }
    }

    /// Notes a render that is not noted yet; returns whether it is new.
    mutating func note(_ key: String, _ tree: String) -> Bool {
        guard trees[key] == nil else { return false }
        trees[key] = tree
        return true
    }

    /// The record as JSON, sorted, one render a line.
    public var text: String {
        let lines = trees.sorted { Path.precedes($0.key, $1.key) }.map { key, tree in
            "  \(Quoting.json(key)): \(Quoting.json(tree))"
        }
        return lines.isEmpty ? "{}\n" : "{\n\(lines.joined(separator: ",\n"))\n}\n"
    }
}
