import Git
import Template

extension ForeignTemplate {
    /// One state of the template, with how well it explains a tree.
    struct Candidate {
        var state: State
        var render: DialectRender
        var explanation: Explanation
    }

    /// Rates states of the template against a tree: HEAD, the version tags, the commits behind HEAD.
    /// - Parameters:
    ///   - ignored: Files that say nothing, such as the record itself.
    ///   - first: Commits that are rated before these.
    ///   - limit: How many states are tried, the newest first.
    /// - Returns: Those that can be rendered.
    func candidates(
        for files: any LocalFiles, _ inputs: Inputs, ignoring ignored: Set<String>, first: [ObjectID] = [],
        limit: Int = 100
    ) throws -> [Candidate] {
        let explainer = Explainer(files)
        var candidates: [Candidate] = []
        var seen: Set<ObjectID> = []
        for commit in first + (try source.states(limit: limit)) where seen.insert(commit).inserted {
            guard let state = try? state(.revision(commit.hex)), let render = try? render(state, inputs) else {
                continue
            }
            let explanation = try explainer.explain(
                render.baseline, release: state.name.description, answers: render.answers, ignoring: ignored)
            candidates.append(Candidate(state: state, render: render, explanation: explanation))
        }
        return candidates
    }
}

extension [ForeignTemplate.Candidate] {
    /// The best one; of equal ones the first, which is the newest.
    var best: ForeignTemplate.Candidate? {
        var best: ForeignTemplate.Candidate?
        for item in self where best.map({ item.explanation.isBetter(than: $0.explanation) }) ?? true { best = item }
        return best
    }
}
