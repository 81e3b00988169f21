extension InstructionAlignment {
    /// The rows of the commands of three `RUN`s where one side's are the other's with more between them: what both made
    /// of the base's commands is one change, and the rest was added.
    ///
    /// Nil where that is not so, or where what was added may be what a command of the base became.
    static func included(_ values: Sides<[Value]>) -> [AlignedRow]? {
        guard values.base != values.local, values.base != values.incoming else { return nil }
        let hasLocal = values.local.count > values.incoming.count
        let (large, small) = hasLocal ? (values.local, values.incoming) : (values.incoming, values.local)
        var rows: [AlignedRow] = []
        var next = (base: 0, small: 0)
        var added: [Value] = []
        for (index, value) in large.enumerated() {
            let isShared = next.small < small.count && small[next.small] == value
            if !isShared { added.append(value) }
            var base = next.base..<next.base
            if isShared, let place = values.base[next.base...].firstIndex(of: value) {
                rows += dropped(next.base..<place, at: index, next.small, hasLocal)
                base = place..<place + 1
                next.base = place + 1
            }
            let (whole, part) = (index..<index + 1, next.small..<next.small + (isShared ? 1 : 0))
            rows.append(
                AlignedRow(base: base, local: hasLocal ? whole : part, incoming: hasLocal ? part : whole))
            if isShared { next.small += 1 }
        }
        guard next.small == small.count, !added.isEmpty else { return nil }
        rows += dropped(next.base..<values.base.count, at: large.count, small.count, hasLocal)
        let gone = values.base.filter { !small.contains($0) }
        guard !gone.isEmpty, gone.allSatisfy({ !large.contains($0) }) else { return nil }
        let brought = small.filter { !values.base.contains($0) }
        for old in gone where shared(old, added) > shared(old, brought) { return nil }
        rows[0].decision = AlignedRow.Decision(
            resolver: AutomaticResolver.included.rawValue,
            message: hasLocal
                ? "local has the template's commands already, and more: kept local's"
                : "the template has local's commands, and more: took the template's")
        return rows
    }

    /// How many words of a command the most similar of some others has.
    private static func shared(_ command: Value, _ others: [Value]) -> Int {
        let words = InstructionTraits(command: command).words
        return others.map { InstructionTraits(command: $0).words.intersection(words).count }.max() ?? 0
    }

    /// Rows for commands of the base that neither side has.
    private static func dropped(_ base: Range<Int>, at large: Int, _ small: Int, _ hasLocal: Bool) -> [AlignedRow] {
        base.map { index in
            AlignedRow(
                base: index..<index + 1, local: hasLocal ? large..<large : small..<small,
                incoming: hasLocal ? small..<small : large..<large)
        }
    }
}
