extension InstructionAlignment {
    /// The rows of each stage, by index.
    var stageRows: [[Int]] {
        var stages: [[Int]] = [[]]
        for (index, row) in rows.enumerated() {
            if self[row, .local]?.mark == "FROM" || self[row, .incoming]?.mark == "FROM" { stages.append([]) }
            stages[stages.count - 1].append(index)
        }
        return stages
    }

    /// What a row has on one side; nil for nothing.
    subscript(row: AlignedRow, side: SideName) -> Value? {
        values[side][row[side]].first
    }

    func traits(_ row: AlignedRow, _ side: SideName) -> InstructionTraits? {
        traits[side][row[side]].first
    }

    /// Both sides brought one thing, each to a place of its own: it must not stand there twice.
    mutating func refuseTwins() {
        for stage in stageRows {
            var brought: [Value: Int] = [:]
            var named: [String: Int] = [:]
            for index in stage where rows[index].conflict == nil && !rows[index].local.isEmpty {
                let row = rows[index]
                if row.base.isEmpty, row.incoming.isEmpty, let value = self[row, .local] { brought[value] = index }
                for name in added(row, .local) { named[name] = index }
            }
            for index in stage where rows[index].conflict == nil && !rows[index].incoming.isEmpty {
                let row = rows[index]
                let isNew = row.base.isEmpty && row.local.isEmpty
                let twins = added(row, .incoming).filter { named[$0].map { $0 != index } ?? false }
                let isPort = self[row, .incoming]?.mark == "EXPOSE"
                let isFree = isPort || self[row, .incoming]?.mark == "LABEL"
                let twin = isNew ? self[row, .incoming].flatMap { brought[$0] } : nil
                if isNew, isFree && twin != nil || isPort && twins == added(row, .incoming) {
                    rows[index].isDropped = true
                    rows[index].decision = .init(
                        resolver: "same-instruction", message: "both sides added one instruction: kept local's")
                } else if twin != nil {
                    rows[index].conflict = .contentOverlap
                } else if !twins.isEmpty, !isPort {
                    rows[index].conflict = .contentInsertInsert
                }
            }
        }
    }

    /// Refuses what both sides moved, each to a place of its own: it must not stand there twice.
    mutating func refuseMovedTwice(_ order: InstructionOrder) {
        var claims: [Int: [Int]] = [:]
        for (index, place) in order.places.enumerated() {
            if let part = place.parts.base { claims[part, default: []].append(index) }
        }
        for (_, indices) in claims.sorted(by: { $0.key < $1.key }) where indices.count > 1 {
            let places = indices.map { order.places[$0] }
            func count(_ side: SideName) -> Int { Set(places.compactMap { $0.parts[side] }).count }
            guard count(.local) < places.count, count(.incoming) < places.count else { continue }
            let row = places.last { rows[$0.row].base.isEmpty }?.row ?? places[0].row
            if rows[row].conflict == nil { rows[row].conflict = .contentOverlap }
        }
    }

    /// The names that one side added to a row, or brought with it.
    private func added(_ row: AlignedRow, _ side: SideName) -> Set<String> {
        (traits(row, side)?.names ?? []).subtracting(traits(row, .base)?.names ?? [])
    }
}
