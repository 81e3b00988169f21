import OrderedCollections
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
        let release = try source.release(held.release.recorded())
        let baseline = try release.render(release.answersWhereKnown(entry.answers.merging(held.answers) { $1 }))
        known[key] = baseline
        return baseline
    }
}

extension Release {
    /// The effective answers, from those of `answers` that the release has questions for.
    func answersWhereKnown(_ answers: Answers) throws -> Answers {
        let names = Set(questions.map(\.name))
        var known: Answers = [:]
        for (name, value) in answers where names.contains(name) { known[name] = value }
        return try self.answers(given: known)
    }
}
