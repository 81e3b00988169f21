import Template

/// The older baselines that held files still start from; each is rendered once.
struct HeldRenderings {
    let source: any ScaffoldSource
    let entry: Record.Entry
    private var known: [Record.Held: Baseline] = [:]

    init(source: any ScaffoldSource, entry: Record.Entry) {
        self.source = source
        self.entry = entry
    }

    /// The output of the release that `held` is still at, with the answers of that time.
    mutating func baseline(of held: Record.Held) throws -> Baseline {
        let key = Record.Held(path: "", release: held.release, answers: held.answers)
        if let baseline = known[key] { return baseline }
        let release = try source.release(held.release)
        let names = Set(release.questions.map(\.name))
        let answers = entry.answers.merging(held.answers) { $1 }.filter { names.contains($0.key) }
        let baseline = try release.render(release.answers(given: answers))
        known[key] = baseline
        return baseline
    }
}
