/// Where the instructions of a merged Dockerfile stand on each side, those that were moved included.
///
/// To an alignment an instruction that was moved is one taken out and another put in. Here it is found again by what it
/// says, if a side has it once in the stage or in the file; and the commands of a plain `RUN` are looked at one by one, so
/// that a chain taken apart or put together is the same commands in other instructions.
struct InstructionOrder {
    /// A command or an instruction of one side.
    struct Part {
        var value: Value
        var keyword: String
        /// The row that it is in, and the stage of the file that the side has it in.
        var row: Int
        var stage: Int

        /// What it is like.
        var traits: InstructionTraits {
            value.mark == "RUN" || keyword != "RUN" ? InstructionTraits(value) : InstructionTraits(command: value)
        }
    }

    /// A command or an instruction of the result.
    struct Place {
        var row: Int
        var keyword: String
        /// The folders on the way to where a copy goes; the first is `.` for a path that hangs on the folder.
        var target: [Substring]?
        /// The stage of the result.
        var stage: Int
        /// Which part of each side it is.
        var parts: Sides<Int?>
        /// Whether a side has it in another row.
        var isMoved = false

        /// Whether one side alone has it.
        var isAdded: Bool { parts.base == nil && (parts.local == nil || parts.incoming == nil) }
    }

    let parts: Sides<[Part]>
    private(set) var places: [Place] = []
    /// The number of stages in the result.
    private(set) var stageCount = 0
    /// Which stage of the alignment each row belongs to.
    private let stageOfRow: [Int]

    init(_ alignment: InstructionAlignment) {
        var stageOfRow = [Int](repeating: 0, count: alignment.rows.count)
        for (stage, rows) in alignment.stageRows.enumerated() { for row in rows { stageOfRow[row] = stage } }
        self.stageOfRow = stageOfRow
        parts = Sides(
            base: Self.parts(alignment, .base), local: Self.parts(alignment, .local),
            incoming: Self.parts(alignment, .incoming))
        place(alignment)
        find(alignment.rows)
        findChanged(alignment)
    }

    private static func parts(_ alignment: InstructionAlignment, _ side: SideName) -> [Part] {
        var stage = 0
        return alignment.rows.enumerated().flatMap { row, aligned in
            alignment.values[side][aligned[side]].flatMap { value -> [Part] in
                if value.mark == "FROM" { stage += 1 }
                let keyword = InstructionTraits.keyword(of: value)
                return value.commands.map { Part(value: $0, keyword: keyword, row: row, stage: stage) }
            }
        }
    }

    // MARK: The result

    /// The parts of the result, each with what its row has on the sides.
    private mutating func place(_ alignment: InstructionAlignment) {
        var next = Sides(base: 0, local: 0, incoming: 0)
        for (index, row) in alignment.rows.enumerated() {
            func values(_ side: SideName) -> [Value] { alignment.values[side][row[side]].flatMap(\.commands) }
            let parts = Sides(base: values(.base), local: values(.local), incoming: values(.incoming))
            defer {
                next = Sides(
                    base: next.base + parts.base.count, local: next.local + parts.local.count,
                    incoming: next.incoming + parts.incoming.count)
            }
            func stages(_ side: SideName) -> Int {
                alignment.values[side][row[side]].count { $0.mark == "FROM" }
            }
            let isGone = !row.base.isEmpty && (row.local.isEmpty || row.incoming.isEmpty)
            if isGone && row.conflict == nil || row.isDropped { continue }
            let first = alignment[row, .local] ?? alignment[row, .incoming]
            stageCount += max(stages(.local), stages(.incoming))
            guard row.conflict == nil, let first else { continue }
            for inner in Self.rows(parts) ?? [] {
                func place(_ range: Range<Int>, _ start: Int) -> Int? { range.isEmpty ? nil : start + range.lowerBound }
                places.append(
                    Place(
                        row: index, keyword: InstructionTraits.keyword(of: first), target: first.copyTarget,
                        stage: stageCount,
                        parts: Sides(
                            base: place(inner.base, next.base), local: place(inner.local, next.local),
                            incoming: place(inner.incoming, next.incoming))))
            }
        }
    }

    /// How the commands of one row belong together; nil where the sides disagree.
    private static func rows(_ parts: Sides<[Value]>) -> [AlignedRow]? {
        let sides = [parts.base, parts.local, parts.incoming].filter { !$0.isEmpty }
        let isOne = sides.allSatisfy { $0.count == 1 }
        if isOne || sides.allSatisfy({ $0 == sides[0] }) {
            return sides[0].indices.map { index in
                func range(_ side: [Value]) -> Range<Int> { side.isEmpty ? 0..<0 : index..<index + 1 }
                return AlignedRow(
                    base: range(parts.base), local: range(parts.local), incoming: range(parts.incoming))
            }
        }
        let rows = InstructionAlignment.commands(parts)
        guard rows.allSatisfy({ $0.conflict == nil }) else { return nil }
        return rows.filter { row in
            !row.isDropped && (row.base.isEmpty || !row.local.isEmpty && !row.incoming.isEmpty)
        }
    }

    // MARK: What was moved

    /// Finds what a row lacks on a side elsewhere on that side, but not in a conflict.
    private mutating func find(_ rows: [AlignedRow]) {
        let known = parts.map { parts in
            Dictionary(grouping: parts.indices.filter { rows[parts[$0].row].conflict == nil }) { parts[$0].value }
        }
        for index in places.indices {
            let place = places[index]
            guard let value = value(place) else { continue }
            func found(_ side: KeyPath<Sides<[Part]>, [Part]>, _ places: [Int]?, isNew: Bool = false) -> Int? {
                guard let places, places.count > 1 || isNew else { return places?.first }
                let near = places.filter { stageOfRow[self.parts[keyPath: side][$0].row] == stageOfRow[place.row] }
                return near.count == 1 ? near[0] : nil
            }
            let base = place.parts.base ?? found(\.base, known.base[value])
            // What each side brought to another stage is no instruction that was moved.
            let parts = Sides(
                base: base,
                local: place.parts.local ?? found(\.local, known.local[value], isNew: base == nil),
                incoming: place.parts.incoming ?? found(\.incoming, known.incoming[value], isNew: base == nil))
            places[index].isMoved = parts != place.parts
            places[index].parts = parts
        }
    }

    /// Finds what one side has moved and changed: where it took a part out, the most similar one that it put in.
    private mutating func findChanged(_ alignment: InstructionAlignment) {
        for (side, other) in [(SideName.local, SideName.incoming), (.incoming, .local)] {
            let kept = Set(places.lazy.filter { $0.parts[side] != nil }.compactMap(\.parts.base))
            let gone = parts.base.indices.filter { part in
                !kept.contains(part) && alignment.rows[parts.base[part].row].conflict == nil
            }
            let added = places.indices.filter { index in
                places[index].isAdded && places[index].parts[side] != nil && places[index].ordering != nil
            }
            guard !gone.isEmpty, gone.count * added.count <= 100_000 else { continue }
            let traits = gone.map { (part: $0, traits: parts.base[$0].traits) }
            for index in added {
                guard let own = places[index].parts[side].map({ parts[side][$0].traits }) else { continue }
                let alike = traits.map { (part: $0.part, likeness: $0.traits.likeness(to: own)) }
                    .max { $0.likeness < $1.likeness }
                guard let alike, alike.likeness > 0 else { continue }
                let twin = places.firstIndex { $0.parts.base == alike.part }
                guard let otherPart = twin.flatMap({ places[$0].parts[other] }) ?? part(alike.part, on: other) else {
                    continue
                }
                if let twin { places[twin].parts[side] = places[index].parts[side] }
                places[index].parts.base = alike.part
                places[index].parts[other] = otherPart
                places[index].isMoved = true
            }
        }
    }

    /// Where a side has a part of the base in the same row.
    private func part(_ base: Int, on side: SideName) -> Int? {
        let old = parts.base[base]
        return parts[side].firstIndex { $0.row == old.row && $0.value == old.value }
            ?? parts[side].firstIndex { $0.row == old.row }
    }

    private func value(_ place: Place) -> Value? {
        place.parts.local.map { parts.local[$0].value } ?? place.parts.incoming.map { parts.incoming[$0].value }
    }
}

extension Value {
    /// The commands of a plain `RUN`; any other instruction is one.
    fileprivate var commands: [Value] {
        guard case .marked(_, let inner) = self, case .list(let commands)? = inner.pairs[.commands] else {
            return [self]
        }
        return commands
    }

    /// The folders on the way to where a copy goes.
    fileprivate var copyTarget: [Substring]? {
        guard mark == "COPY" || mark == "ADD", case .marked(_, let inner) = self, let text = inner.text else {
            return nil
        }
        let target = InstructionTraits.target(text)
        let start: [Substring] = InstructionTraits.isRelative(target) ? ["."] : []
        return start + target.split(separator: "/").filter { $0 != "." }
    }
}
