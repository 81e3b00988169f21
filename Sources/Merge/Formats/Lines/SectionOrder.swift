/// The order of sections of which the last that fits a file wins.
enum SectionOrder {
    /// A key that two sections hold now, in an order that comes from a side on which only one of them held it: what the
    /// other side said there would be overridden, or override, as nobody meant.
    static func broken(_ merged: SyntaxTree, _ sides: Sides<SyntaxTree>) -> String? {
        let mine = order(of: sides.local)
        let theirs = order(of: sides.incoming)
        let sections = order(of: merged).sorted { $0.value < $1.value }.map(\.key)
        let moved = sections.filter { mine[$0] != nil && theirs[$0] != nil }
        let values = (merged.root.value.pairs, sides.local.root.value.pairs, sides.incoming.root.value.pairs)
        for (index, first) in moved.enumerated() {
            for second in moved[(index + 1)...] {
                let isMine = mine[first] ?? 0 < mine[second] ?? 0
                let isTheirs = theirs[first] ?? 0 < theirs[second] ?? 0
                if isMine == isTheirs { continue }
                let side = isMine ? values.1 : values.2
                func shared(_ pairs: [Key: Value]) -> Set<Key> {
                    Set((pairs[first]?.pairs ?? [:]).keys).intersection((pairs[second]?.pairs ?? [:]).keys)
                }
                if let key = shared(values.0).subtracting(shared(side)).map(\.name).min() {
                    return "order of \(first.name) and \(second.name) for \(key)"
                }
            }
        }
        return nil
    }

    private static func order(of tree: SyntaxTree) -> [Key: Int] {
        let keys = (tree.root.container?.entries ?? []).map(\.key).filter { $0.kind == "section" }
        return Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
    }
}
