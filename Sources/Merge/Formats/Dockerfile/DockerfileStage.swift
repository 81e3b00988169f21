/// A stage of a Dockerfile: where its instructions stand in the list of all.
struct DockerfileStage {
    var instructions: Range<Int>
    var values: [Value]
    /// The name in `FROM image AS name`, in lower case.
    var name: String?

    /// The image that it builds on, in lower case: another stage, it may be.
    var parent: String? {
        guard case .marked("FROM", let parts)? = values.first else { return nil }
        return parts.pairs[.image]?.text?.lowercased()
    }

    /// All stages; the first is what stands before any `FROM`, and may be empty.
    static func all(_ instructions: [Value]) -> [DockerfileStage] {
        let starts = [0] + instructions.indices.filter { instructions[$0].mark == "FROM" } + [instructions.count]
        return zip(starts, starts.dropFirst()).map { start, end in
            DockerfileStage(
                instructions: start..<end, values: Array(instructions[start..<end]),
                name: start < end ? stageName(instructions[start]) : nil)
        }
    }

    /// Whether a Dockerfile has more than one.
    static func areSeveral(in file: SyntaxTree) -> Bool {
        file.value.elements.count { $0.mark == "FROM" } > 1
    }

    static func stageName(_ instruction: Value) -> String? {
        guard case .marked("FROM", let parts) = instruction else { return nil }
        return parts.pairs[.stageName]?.text?.lowercased()
    }

    /// The instructions of a run of stages; an empty range where a stage would be.
    static func instructions(_ run: Range<Int>, of stages: [DockerfileStage]) -> Range<Int> {
        guard let first = stages[run].first, let last = stages[run].last else {
            let place =
                run.lowerBound < stages.count
                ? stages[run.lowerBound].instructions.lowerBound : stages.last?.instructions.upperBound ?? 0
            return place..<place
        }
        return first.instructions.lowerBound..<last.instructions.upperBound
    }

    /// Which stages belong together: those of one name, and those that say mostly the same under another.
    static func pairs(_ base: [DockerfileStage], _ side: [DockerfileStage]) -> Pairs {
        let baseNames = Set(base.compactMap(\.name))
        let sideNames = Set(side.compactMap(\.name))
        return ListPairing.pairs(base.map { .list($0.values) }, side.map { .list($0.values) }) { old, new in
            let (old, new) = (base[old], side[new])
            if let name = old.name, name == new.name { return 1000 }
            // A name that is on both sides belongs to its own stage.
            if old.name.map(sideNames.contains) == true || new.name.map(baseNames.contains) == true { return 0 }
            let isUnnamed = old.name == nil && new.name == nil
            let share = share(of: old, in: new)
            return isUnnamed ? 500 + share : share >= 50 ? share : 0
        }
    }

    /// How much of two stages is the same, in hundredths: their image, and their instructions.
    private static func share(of old: DockerfileStage, in new: DockerfileStage) -> Int {
        func parts(_ stage: DockerfileStage) -> Set<Value> {
            Set(stage.values.dropFirst()).union([.literal(image(stage))])
        }
        let (first, second) = (parts(old), parts(new))
        return 100 * first.intersection(second).count / max(1, first.count, second.count)
    }

    /// The image without its tag.
    private static func image(_ stage: DockerfileStage) -> String {
        guard case .marked(_, let parts)? = stage.values.first, let image = parts.pairs[.image]?.text else { return "" }
        let name = image.split(separator: "@").first ?? ""
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return String(name) }
        return String(name[..<colon])
    }
}
