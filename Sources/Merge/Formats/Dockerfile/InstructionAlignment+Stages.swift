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
    /// The stages that the last one of the result is made of.
    private let last: (image: Set<Int>, all: Set<Int>)

    init(_ order: InstructionOrder, _ side: SideName) {
        self.order = order
        self.side = side
        other = side == .local ? .incoming : .local
        let isAsked = order.places.contains {
            $0.isAdded && $0.stage != order.stageCount && Self.aboutImage.contains($0.keyword)
        }
        last = isAsked ? order.lastStages : ([], [])
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
        // What is said about the image stands in the last stage, whichever that is: in another one, the image has it not.
        if Self.aboutImage.contains(place.keyword), stage == parts.last?.stage {
            if place.stage == order.stageCount { return false }
            // A trigger is pulled by the next stage that builds on its own, and is gone.
            let isInherited = last.image.contains(place.stage) && place.keyword != "ONBUILD"
            if !isInherited, isTakenApart(place.stage) { return true }
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

    /// Whether the image is made by another stage now, which takes from this one or has a part of what was the last.
    private func isTakenApart(_ stage: Int) -> Bool {
        let old = order.parts.base.last?.stage
        return last.all.contains(stage)
            || order.places.contains { place in
                place.stage == order.stageCount && place.keyword != "FROM"
                    && place.parts.base.map { order.parts.base[$0].stage } == old
            }
    }

    private static let aboutImage = InstructionTraits.lastCounts.union(["LABEL", "EXPOSE", "VOLUME", "ONBUILD"])

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

extension InstructionOrder {
    /// The last stage of the result and those that it builds on, which make its image, and with them all that these take
    /// something from.
    fileprivate var lastStages: (image: Set<Int>, all: Set<Int>) {
        var names: [String: Int] = [:]
        var images: [Int: Set<String>] = [:]
        var sources: [Int: Set<String>] = [:]
        for place in places {
            for part in [place.parts.local.map { parts.local[$0] }, place.parts.incoming.map { parts.incoming[$0] }] {
                guard let part else { continue }
                let found = part.traits.depends.filter { $0.hasPrefix("stage ") }
                sources[place.stage, default: []].formUnion(found)
                guard place.keyword == "FROM" else { continue }
                images[place.stage, default: []].formUnion(found)
                names["stage #\(place.stage - 1)"] = place.stage
                if let name = DockerfileStage.stageName(part.value) { names["stage \(name)"] = place.stage }
            }
        }
        func reached(_ steps: [Int: Set<String>]) -> Set<Int> {
            var found: Set<Int> = []
            var next = [stageCount]
            while let stage = next.popLast() {
                guard found.insert(stage).inserted else { continue }
                next += steps[stage, default: []].compactMap { names[$0] }
            }
            return found
        }
        return (reached(images), reached(sources))
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
