/// What mappings take over from anchored ones by `<<`, and what they say themselves over it.
struct MergeKeys {
    /// The names that mappings say themselves, and those that they take over, by the names on the way to them.
    private var own: Set<[String]> = []
    private var inherited: Set<[String]> = []

    private var anchored: [String: Set<String>] = [:]

    private init(_ documents: Value) {
        for document in documents.elements {
            anchored = [:]
            findAnchors(document)
            visit(document, path: [])
        }
    }

    private mutating func findAnchors(_ value: Value) {
        switch value {
        case .marked(let mark, let inner):
            if let name = AnchorUses.anchor(in: mark) {
                anchored[name, default: []].formUnion(inner.pairs.keys.map(\.name))
            }
            findAnchors(inner)
        case .list(let values): for value in values { findAnchors(value) }
        case .map(let pairs): for value in pairs.values { findAnchors(value) }
        default: break
        }
    }

    private mutating func visit(_ value: Value, path: [String]) {
        switch value {
        case .marked(_, let inner): visit(inner, path: path)
        case .list(let values): for value in values { visit(value, path: path + ["[]"]) }
        case .map(let pairs):
            let names = Set(pairs.keys.map(\.name))
            if let merged = pairs[Key("<<")] {
                for source in [merged] + merged.elements {
                    guard case .alias(let anchor) = source else { continue }
                    for name in (anchored[anchor] ?? []).subtracting(names) { inherited.insert(path + [name]) }
                }
            }
            for name in names { own.insert(path + [name]) }
            for (key, inner) in pairs { visit(inner, path: path + [key.name]) }
        default: break
        }
    }

    /// What a merged mapping would take over although a side says it there itself, and no side takes it over: one side
    /// deleted it, and the other brought the `<<`.
    static func broken(_ merged: SyntaxTree, _ sides: Sides<SyntaxTree>) -> String? {
        guard merged.bytes.contains(UInt8(ascii: "*")), !merged.bytes.ranges(of: Array("<<".utf8)).isEmpty else {
            return nil
        }
        let result = MergeKeys(merged.value)
        if result.inherited.isEmpty { return nil }
        let (mine, theirs) = (MergeKeys(sides.local.value), MergeKeys(sides.incoming.value))
        return result.inherited.subtracting(mine.inherited).subtracting(theirs.inherited)
            .intersection(mine.own.union(theirs.own)).map { "inherited \($0.last ?? "")" }.min()
    }
}
