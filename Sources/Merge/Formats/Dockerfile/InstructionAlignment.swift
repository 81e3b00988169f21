/// Puts the instructions of three Dockerfiles side by side, stage by stage, or the commands of three `RUN`s.
///
/// Whatever would make an instruction mean something else than on the side that brought it is a conflict: another user,
/// folder or shell, a variable or a stage that is gone or another, an instruction of which the other side brought one
/// too.
struct InstructionAlignment {
    let values: Sides<[Value]>
    let traits: Sides<[InstructionTraits]>
    var rows: [AlignedRow] = []

    /// The rows of three Dockerfiles.
    static func files(_ values: Sides<[Value]>) -> [AlignedRow] {
        var alignment = InstructionAlignment(values) { InstructionTraits($0) }
        let escapes = values.map { $0.filter { $0.mark == "# escape" } }
        guard escapes.base == escapes.local, escapes.base == escapes.incoming else {
            // Every line of one side may read otherwise on the other.
            return [
                AlignedRow(
                    base: values.base.indices, local: values.local.indices, incoming: values.incoming.indices,
                    conflict: .contentOverlap)
            ]
        }
        alignment.alignStages()
        alignment.refuseTwins()
        alignment.refuseOtherContexts()
        let order = InstructionOrder(alignment)
        alignment.refuseMovedTwice(order)
        alignment.refuseOtherOrder(order)
        alignment.refuseOtherStages(order)
        return alignment.rows
    }

    /// The rows of the commands of three `RUN`s.
    static func commands(_ values: Sides<[Value]>) -> [AlignedRow] {
        var alignment = InstructionAlignment(values) { InstructionTraits(command: $0) }
        if let rows = included(values) {
            alignment.rows = rows
        } else {
            alignment.align(
                Sides(base: values.base.indices, local: values.local.indices, incoming: values.incoming.indices))
        }
        alignment.refuseTwins()
        alignment.refuseOtherContexts()
        return alignment.rows
    }

    private init(_ values: Sides<[Value]>, traits: (Value) -> InstructionTraits) {
        self.values = values
        self.traits = values.map { $0.map(traits) }
    }

    // MARK: Alignment

    private mutating func alignStages() {
        let stages = Sides(
            base: DockerfileStage.all(values.base), local: DockerfileStage.all(values.local),
            incoming: DockerfileStage.all(values.incoming))
        // What stands before the first stage belongs together on all sides.
        align(stages.map { $0[0].instructions })
        let named = stages.map { Array($0.dropFirst()) }
        let alignment = ListAlignment(
            counts: named.map(\.count), local: DockerfileStage.pairs(named.base, named.local),
            incoming: DockerfileStage.pairs(named.base, named.incoming)
        ) { local, incoming in
            zip(named.local[local].map(\.values), named.incoming[incoming].map(\.values)).allSatisfy { $0 == $1 }
                && local.count == incoming.count
                ? zip(local, incoming).map {
                    AlignedRow(base: 0..<0, local: $0..<$0 + 1, incoming: $1..<$1 + 1)
                } : nil
        }
        for row in alignment.rows {
            let ranges = Sides(
                base: DockerfileStage.instructions(row.base, of: named.base),
                local: DockerfileStage.instructions(row.local, of: named.local),
                incoming: DockerfileStage.instructions(row.incoming, of: named.incoming))
            let texts = Sides(
                base: values.base[ranges.base], local: values.local[ranges.local],
                incoming: values.incoming[ranges.incoming])
            let isKept = row.base.isEmpty || !row.local.isEmpty && !row.incoming.isEmpty
            let isUntouched = row.local.isEmpty ? texts.incoming == texts.base : texts.local == texts.base
            if let kind = row.conflict ?? (isKept || isUntouched ? nil : .valueDeleteModify) {
                rows.append(
                    AlignedRow(base: ranges.base, local: ranges.local, incoming: ranges.incoming, conflict: kind))
            } else {
                align(ranges)
            }
        }
    }

    /// Aligns stretches that belong together.
    private mutating func align(_ ranges: Sides<Range<Int>>) {
        let parts = Sides(
            base: Array(values.base[ranges.base]), local: Array(values.local[ranges.local]),
            incoming: Array(values.incoming[ranges.incoming]))
        let traits = traits
        func pairs(_ side: [Value], _ sideTraits: [InstructionTraits]) -> Pairs {
            ListPairing.pairs(parts.base, side) { old, new in
                traits.base[ranges.base.lowerBound + old].likeness(to: sideTraits[new])
            }
        }
        let alignment = ListAlignment(
            counts: parts.map(\.count), local: pairs(parts.local, Array(traits.local[ranges.local])),
            incoming: pairs(parts.incoming, Array(traits.incoming[ranges.incoming]))
        ) { local, incoming in
            settle(
                Sides(
                    base: 0..<0, local: local.shifted(by: ranges.local.lowerBound),
                    incoming: incoming.shifted(by: ranges.incoming.lowerBound))
            )?.map { row in
                var row = row
                row.local = row.local.shifted(by: -ranges.local.lowerBound)
                row.incoming = row.incoming.shifted(by: -ranges.incoming.lowerBound)
                return row
            }
        }
        rows += alignment.rows.map { row in
            var row = row
            row.base = row.base.shifted(by: ranges.base.lowerBound)
            row.local = row.local.shifted(by: ranges.local.lowerBound)
            row.incoming = row.incoming.shifted(by: ranges.incoming.lowerBound)
            return row
        }
    }

    /// What both sides brought to one place: what is the same once, and the rest where its order says nothing.
    private func settle(_ ranges: Sides<Range<Int>>) -> [AlignedRow]? {
        let local = Array(values.local[ranges.local])
        let incoming = Array(values.incoming[ranges.incoming])
        let same = ListPairing.pairs(local, incoming) { _, _ in 0 }
        let mine = local.indices.filter { same[$0] == nil }
        let taken = Set(same.values)
        let theirs = incoming.indices.filter { !taken.contains($0) }
        guard mine.count * theirs.count <= 10_000 else { return nil }
        for first in mine {
            for second in theirs {
                let (first, second) = (
                    traits.local[ranges.local.lowerBound + first], traits.incoming[ranges.incoming.lowerBound + second]
                )
                guard first.commutes, second.commutes,
                    first.defines.isDisjoint(with: second.defines.union(second.depends)),
                    second.defines.isDisjoint(with: first.depends)
                else { return nil }
            }
        }
        var rows: [AlignedRow] = []
        var next = 0
        func bring(upTo end: Int) {
            while next < end {
                let place = ranges.incoming.lowerBound + next
                var row = AlignedRow(base: 0..<0, local: 0..<0, incoming: place..<place + 1)
                if !mine.isEmpty {
                    row.decision = .init(
                        resolver: "independent-instructions",
                        message: "both sides added instructions at one place whose order says nothing: kept both")
                }
                rows.append(row)
                next += 1
            }
        }
        for index in local.indices {
            let place = ranges.local.lowerBound + index
            var row = AlignedRow(base: 0..<0, local: place..<place + 1, incoming: 0..<0)
            if let pair = same[index] {
                bring(upTo: pair)
                row.incoming = ranges.incoming.lowerBound + pair..<ranges.incoming.lowerBound + pair + 1
                next = pair + 1
            }
            rows.append(row)
        }
        bring(upTo: incoming.count)
        return rows
    }
}

extension Range<Int> {
    fileprivate func shifted(by offset: Int) -> Range<Int> { lowerBound + offset..<upperBound + offset }
}
