/// The order of sections of which the last that fits a file wins.
enum SectionOrder {
    /// A key that two sections hold now, in an order that comes from a side on which only one of them held it: what the
    /// other side said there would be overridden, or override, as nobody meant.
    static func broken(_ merged: SyntaxTree, _ sides: Sides<SyntaxTree>) -> String? {
        let mine = order(of: sides.local)
        let theirs = order(of: sides.incoming)
        let sections = order(of: merged).sorted { $0.value < $1.value }.map(\.key)
        let moved = sections.filter { mine[$0] != nil && theirs[$0] != nil }
        let values = (merged.value.pairs, sides.local.value.pairs, sides.incoming.value.pairs)
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
        return overruled(sections, mine, theirs, values)
    }

    /// Sections that the sides added, the lower of which says otherwise what the upper one says of some file.
    private static func overruled(
        _ sections: [Key], _ mine: [Key: Int], _ theirs: [Key: Int],
        _ values: ([Key: Value], [Key: Value], [Key: Value])
    ) -> String? {
        for (index, upper) in sections.enumerated() {
            for lower in sections[(index + 1)...] {
                let isApart =
                    mine[upper] != nil && theirs[upper] == nil && mine[lower] == nil
                    || mine[upper] == nil && mine[lower] != nil && theirs[lower] == nil
                guard isApart,
                    PatternOrder.alternatives(lower.name).contains(where: { general in
                        PatternOrder.alternatives(upper.name).contains { PatternOrder.covers(general, $0) }
                    })
                else { continue }
                let (first, second) = (values.0[upper]?.pairs ?? [:], values.0[lower]?.pairs ?? [:])
                if let key = first.keys.first(where: { second[$0] != nil && second[$0] != first[$0] }) {
                    return "order of \(upper.name) and \(lower.name) for \(key.name)"
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
