extension InstructionAlignment {
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
}
