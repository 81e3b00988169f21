/// What tables below an array of tables, `[bin.options]`, belong to: the last `[[bin]]` above them, which only the order
/// tells.
enum ArrayTables {
    /// A table that one side changed or brought while the other put another element above it.
    static func broken(_ merged: SyntaxTree, _ sides: Sides<SyntaxTree>) -> String? {
        let tables = merged.root.container?.entries ?? []
        let arrays = tables.filter { $0.key.kind == "array" }.map(\.key)
        if arrays.isEmpty { return nil }
        let values = sides.map { $0.value.pairs }
        for array in arrays {
            let elements = values.map { $0[array]?.elements ?? [] }
            let isReplaced = Sides(
                base: false, local: isReplaced(elements.base, elements.local),
                incoming: isReplaced(elements.base, elements.incoming))
            guard isReplaced.local || isReplaced.incoming else { continue }
            for table in tables.map(\.key) where table.name.hasPrefix(array.name + ".") {
                let old = values.base[table]
                if isReplaced.local && values.incoming[table] != old
                    || isReplaced.incoming && values.local[table] != old
                {
                    return "element of \(table.name)"
                }
            }
        }
        return nil
    }

    /// Whether the last element is another one than it was.
    private static func isReplaced(_ old: [Value], _ new: [Value]) -> Bool {
        old.count != new.count && old.last != new.last
    }
}
