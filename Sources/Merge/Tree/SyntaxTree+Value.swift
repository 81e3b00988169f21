/// What trees say, each once; files that say much the same share it.
extension SyntaxTree {
    /// The tree with what it says at hand, so that nobody has to put it together again.
    ///
    /// - Parameter other: Another version of the file. What both say is one value in memory then, and comparing the two
    ///   is a glance instead of a walk: nearly all of a large file is the same on all sides.
    func valued(like other: SyntaxTree? = nil) -> SyntaxTree {
        if known != nil { return self }
        var tree = self
        tree.known = other.map { Self.value(of: root, like: $0.root, $0.value) } ?? root.value
        return tree
    }

    /// What a node says; what another one says, too, is taken from that one's value.
    private static func value(of node: SyntaxNode, like other: SyntaxNode, _ value: Value) -> Value {
        if node.saysSame(as: other) { return value }
        let found: Value
        switch (node.content, other.content, value.unmarked) {
        case (.map(let container), .map(let model), .map(let pairs)) where model.entries.count == pairs.count:
            var places = EntryPlaces(model)
            found = .map(
                container.pairs { entry in
                    guard let place = places.place(of: entry.key), let known = pairs[entry.key] else {
                        return entry.node.value
                    }
                    return self.value(of: entry.node, like: model.entries[place].node, known)
                })
        case (.list(let container), .list(let model), .list(let values)):
            // What was put in or taken out moves what is below.
            let shift = model.entries.count - container.entries.count
            found = .list(
                container.entries.indices.map { index in
                    let node = container.entries[index].node
                    for place in [index, index + shift] where values.indices.contains(place) {
                        if node.saysSame(as: model.entries[place].node) { return values[place] }
                    }
                    guard values.indices.contains(index) else { return node.value }
                    return self.value(of: node, like: model.entries[index].node, values[index])
                })
        default: return node.value
        }
        return node.mark.isEmpty ? found : .marked(node.mark, found)
    }
}

/// Where the entries of a mapping stand, asked for in the order of a file that is much like it.
private struct EntryPlaces {
    private let entries: [SyntaxEntry]
    private var next = 0
    /// Where all entries stand; empty as long as the order is the same.
    private var places: [Key: Int] = [:]

    init(_ container: SyntaxContainer) {
        entries = container.entries
    }

    mutating func place(of key: Key) -> Int? {
        if next < entries.count, entries[next].key == key {
            next += 1
            return next - 1
        }
        if places.isEmpty {
            places = Dictionary(entries.indices.map { (entries[$0].key, $0) }) { first, _ in first }
        }
        guard let place = places[key] else { return nil }
        next = place + 1
        return place
    }
}

extension SyntaxNode {
    /// Whether two nodes have the same marks, keys and values in the same order.
    fileprivate func saysSame(as other: SyntaxNode) -> Bool {
        guard mark.isSpelled(other.mark) else { return false }
        switch (content, other.content) {
        case (.scalar(let one, _), .scalar(let two, _)): return one == two
        case (.map(let one), .map(let two)), (.list(let one), .list(let two)):
            return one.entries.withUnsafeBufferPointer { mine in
                two.entries.withUnsafeBufferPointer { theirs in
                    guard mine.count == theirs.count else { return false }
                    for index in mine.indices {
                        guard mine[index].key == theirs[index].key, mine[index].node.saysSame(as: theirs[index].node)
                        else { return false }
                    }
                    return true
                }
            }
        default: return false
        }
    }
}

extension Value {
    /// The value without the mark before it.
    var unmarked: Value {
        if case .marked(_, let value) = self { return value.unmarked }
        return self
    }

    /// What may have become of an entry of another list: what stands at its index, or there where entries were put in or
    /// taken out above.
    func elements(near index: Int, of list: [Value]) -> [Value] {
        let elements = elements
        let places = elements.count == list.count ? [index] : [index, index + elements.count - list.count]
        return places.filter(elements.indices.contains).map { elements[$0] }
    }

    /// What has most likely become of an entry of another list.
    func counterpart(of index: Int, in list: [Value]) -> Value? {
        let near = elements(near: index, of: list)
        return near.first { $0 == list[index] } ?? near.first
    }

    /// The texts of a value; those of what another version of it has at the same place may be left out.
    func allTexts(beside known: Value?) -> [String] {
        if self == known { return [] }
        switch self {
        case .list(let values):
            return values.indices.flatMap { index in
                values[index].allTexts(beside: known?.counterpart(of: index, in: values))
            }
        case .map(let pairs):
            let others = known?.pairs ?? [:]
            return pairs.flatMap { key, value in value.allTexts(beside: others[key]) }
        case .marked(_, let value): return value.allTexts(beside: known?.unmarked)
        case .string, .literal, .empty, .alias: return allTexts
        }
    }
}
