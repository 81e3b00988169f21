/// One row of three lists side by side: an entry that two or three of them share, an entry of one alone, or a stretch
/// in which the sides disagree.
struct AlignedRow: Hashable, Sendable {
    /// Which entries of each list; without a conflict at most one, and an empty range is the place where it would be.
    var base: Range<Int>
    var local: Range<Int>
    var incoming: Range<Int>
    /// Why the sides disagree; nil where the entries are merged one with the other.
    var conflict: ConflictKind?
    /// The resolver that decided about this row, and what; nil where nothing was to decide.
    var decision: Decision?
    /// Whether the result has nothing here, because local brings the same elsewhere.
    var isDropped = false

    struct Decision: Hashable, Sendable {
        var resolver: String
        var message: String
    }

    /// The entries of one list.
    subscript(side: SideName) -> Range<Int> {
        switch side {
        case .base: base
        case .local: local
        case .incoming: incoming
        }
    }
}

/// What belongs together in two lists, in order: index in the base to index in the side.
typealias Pairs = [Int: Int]

/// Three lists in the order of the result, given what of each side belongs to what of the base.
///
/// What neither side moved stands in base order. Between two entries of the base a side may have brought entries of its
/// own; where both have, at one place, `settle` says what becomes of them.
struct ListAlignment {
    private(set) var rows: [AlignedRow] = []

    private let counts: Sides<Int>
    private let local: Pairs
    private let incoming: Pairs
    private var next = Sides(base: 0, local: 0, incoming: 0)

    /// Entries that one side alone has between two entries that it shares with the base.
    private struct Group {
        /// The entries, by index in their list.
        var entries: Range<Int>
        /// Before which entries of the base they may stand.
        var slots: ClosedRange<Int>
    }

    /// - Parameter settle: rows for what both sides brought to one place, by ranges of local and incoming; nil when
    ///   they disagree.
    init(
        counts: Sides<Int>, local: Pairs, incoming: Pairs,
        settle: (_ local: Range<Int>, _ incoming: Range<Int>) -> [AlignedRow]?
    ) {
        self.counts = counts
        self.local = local
        self.incoming = incoming
        let mine = Self.groups(count: counts.local, base: counts.base, pairs: local)
        let theirs = Self.groups(count: counts.incoming, base: counts.base, pairs: incoming)
        var restOfMine = mine[...]
        var restOfTheirs = theirs[...]
        while restOfMine.first != nil || restOfTheirs.first != nil {
            var slots =
                [restOfMine.first?.slots, restOfTheirs.first?.slots].compactMap { $0 }
                .min { $0.lowerBound < $1.lowerBound } ?? 0...0
            var cluster: (mine: [Group], theirs: [Group]) = ([], [])
            var grew = true
            while grew {
                grew = false
                if let group = restOfMine.first, group.slots.overlaps(slots) {
                    slots = slots.lowerBound...max(slots.upperBound, group.slots.upperBound)
                    cluster.mine.append(restOfMine.removeFirst())
                    grew = true
                }
                if let group = restOfTheirs.first, group.slots.overlaps(slots) {
                    slots = slots.lowerBound...max(slots.upperBound, group.slots.upperBound)
                    cluster.theirs.append(restOfTheirs.removeFirst())
                    grew = true
                }
            }
            append(cluster.mine, cluster.theirs, slots: slots, settle: settle)
        }
        copy(upTo: counts.base)
    }

    private mutating func append(
        _ mine: [Group], _ theirs: [Group], slots: ClosedRange<Int>,
        settle: (Range<Int>, Range<Int>) -> [AlignedRow]?
    ) {
        if theirs.isEmpty || mine.isEmpty {
            for group in mine + theirs {
                copy(upTo: group.slots.lowerBound)
                for index in group.entries {
                    let place = next
                    if theirs.isEmpty {
                        rows.append(row(local: index..<index + 1))
                        next.local += 1
                    } else {
                        rows.append(
                            AlignedRow(
                                base: place.base..<place.base, local: place.local..<place.local,
                                incoming: index..<index + 1))
                        next.incoming += 1
                    }
                }
            }
            return
        }
        if mine.count == 1, theirs.count == 1, let settled = settle(mine[0].entries, theirs[0].entries) {
            copy(upTo: max(mine[0].slots.lowerBound, theirs[0].slots.lowerBound))
            for var row in settled {
                row.base = next.base..<next.base
                if row.local.isEmpty { row.local = next.local..<next.local }
                if row.incoming.isEmpty { row.incoming = next.incoming..<next.incoming }
                rows.append(row)
                next.local += row.local.count
                next.incoming += row.incoming.count
            }
            return
        }
        copy(upTo: slots.lowerBound)
        func end(_ pairs: Pairs, _ count: Int) -> Int {
            (slots.upperBound..<max(slots.upperBound, counts.base)).lazy.compactMap { pairs[$0] }.first ?? count
        }
        let ends = Sides(
            base: slots.upperBound, local: end(local, counts.local), incoming: end(incoming, counts.incoming))
        rows.append(
            AlignedRow(
                base: next.base..<ends.base, local: next.local..<ends.local, incoming: next.incoming..<ends.incoming,
                conflict: next.base == ends.base ? .contentInsertInsert : .contentOverlap))
        next = ends
    }

    private func row(local: Range<Int>) -> AlignedRow {
        AlignedRow(base: next.base..<next.base, local: local, incoming: next.incoming..<next.incoming)
    }

    /// The entries of the base before this one, with what each side made of them.
    private mutating func copy(upTo end: Int) {
        while next.base < end {
            let mine = local[next.base] != nil ? 1 : 0
            let theirs = incoming[next.base] != nil ? 1 : 0
            rows.append(
                AlignedRow(
                    base: next.base..<next.base + 1, local: next.local..<next.local + mine,
                    incoming: next.incoming..<next.incoming + theirs))
            next = Sides(base: next.base + 1, local: next.local + mine, incoming: next.incoming + theirs)
        }
    }

    private static func groups(count: Int, base: Int, pairs: Pairs) -> [Group] {
        var groups: [Group] = []
        var start = 0
        var slot = 0
        for (old, new) in pairs.sorted(by: { $0.key < $1.key }) {
            if new > start { groups.append(Group(entries: start..<new, slots: slot...old)) }
            start = new + 1
            slot = old + 1
        }
        if count > start { groups.append(Group(entries: start..<count, slots: slot...base)) }
        return groups
    }
}
