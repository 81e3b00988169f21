extension InstructionAlignment {
    /// Where one side takes a stage apart: what the other adds must come to stand in the stage of its neighbours, and
    /// what the other changes must not be in two stages now.
    mutating func refuseOtherStages(_ order: InstructionOrder) {
        for side in [SideName.local, .incoming] {
            let stages = StageClaims(order, side)
            for (index, place) in order.places.enumerated() where rows[place.row].conflict == nil {
                if stages.isElsewhere(place) || stages.isCopied(index) { rows[place.row].conflict = .valueOrder }
            }
        }
    }
}

/// In which stages of the result what one side has comes to stand.
private struct StageClaims {
    private let order: InstructionOrder
    private let side: SideName
    private let other: SideName
    /// For each part of the side that others have too: the stages of the result where it stands.
    private var stages: [Int: Set<Int>] = [:]
    /// For each part of the base: what it is in the result.
    private var places: [Int: [Int]] = [:]

    init(_ order: InstructionOrder, _ side: SideName) {
        self.order = order
        self.side = side
        other = side == .local ? .incoming : .local
        for (index, place) in order.places.enumerated() {
            if let part = place.parts[side], !place.isAdded { stages[part, default: []].insert(place.stage) }
            if let part = place.parts.base { places[part, default: []].append(index) }
        }
    }

    /// Whether what the side adds has a neighbour there that is in another stage now.
    func isElsewhere(_ place: InstructionOrder.Place) -> Bool {
        guard place.isAdded, let part = place.parts[side], place.keyword != "FROM" else { return false }
        let parts = order.parts[side]
        let stage = parts[part].stage
        // What is said about the image stands in the last stage, whichever that is.
        if Self.aboutImage.contains(place.keyword), stage == parts.last?.stage, place.stage == order.stageCount {
            return false
        }
        func found(_ places: some Sequence<Int>) -> [Int] {
            places.prefix { parts[$0].stage == stage }.compactMap { part in
                stages[part].flatMap { $0.count == 1 ? $0.first : nil }
            }
        }
        let above = found((0..<part).reversed())
        let below = found((part + 1)..<parts.count)
        // A variable, a user or a folder is for all below.
        let isForAll = place.ordering == .variables || place.ordering == .setting
        return (above.prefix(1) + (isForAll ? below[...] : below.prefix(1))).contains { $0 != place.stage }
    }

    private static let aboutImage = InstructionTraits.lastCounts.union(["LABEL", "EXPOSE"])

    /// Whether the side changes what the other has put into another part of the same stage as well.
    func isCopied(_ index: Int) -> Bool {
        let place = order.places[index]
        guard let base = place.parts.base, let own = place.parts[side] else { return false }
        let old = order.parts.base[base]
        guard order.parts[side][own].value != old.value else { return false }
        return order.places.contains { copy in
            guard copy.stage != place.stage, copy.parts.base == base || copy.keyword == "FROM" && copy.isAdded,
                let part = copy.parts[other]
            else { return false }
            return order.parts[other][part].says(old) && isOf(old.stage, stage: copy.stage)
        }
    }

    /// Whether a stage of the result has something that stood in a stage of the base, and stands nowhere else now.
    private func isOf(_ old: Int, stage: Int) -> Bool {
        places.contains { part, found in
            order.parts.base[part].stage == old && found.count == 1 && order.places[found[0]].stage == stage
                && order.places[found[0]].keyword != "FROM"
        }
    }
}

extension InstructionOrder.Part {
    /// Whether it says the same, or builds on the same image.
    fileprivate func says(_ other: InstructionOrder.Part) -> Bool {
        value == other.value || keyword == "FROM" && value.image != nil && value.image == other.value.image
    }
}

extension Value {
    /// The image of a stage.
    fileprivate var image: Value? {
        guard case .marked("FROM", let parts) = self else { return nil }
        return parts.pairs[.image]
    }
}
