import Git
import Report
import Template

extension ForeignPlanner {
    /// The state of the template that the record names, or the best base there is where that is gone.
    ///
    /// A history that was rewritten, and a tag that was moved, leave no commit with what the project took. Its own commit
    /// that set the record tells what that was: the state that explains it best takes the place of the lost one, and a
    /// finding says so.
    /// - Throws: ``DriftError`` `unknown-release` where no state explains the project well enough, and a shallow clone does
    ///   not have that commit.
    func recordedState(
        of template: ForeignTemplate, _ inputs: ForeignTemplate.Inputs
    ) throws -> (state: ForeignTemplate.State, findings: [Finding]) {
        do {
            let state = try template.state(entry.release)
            guard let moment = inputs.moment, try template.isMoved(state, since: moment) else { return (state, []) }
            return try movedState(state, of: template, inputs, moment)
        } catch let error as DriftError where error.code == .unknownRelease {
            guard let best = try nearest(to: inputs, of: template), best.explanation.score >= Explanation.leastScore
            else {
                guard inputs.moment != nil, case .revision(let revision) = entry.release else { throw error }
                // The project's own commit is the base then; the id is that of no commit.
                let gone = ForeignTemplate.State(commit: .of(blob: []), revision: revision, version: nil, isGone: true)
                return (gone, [])
            }
            let finding = Finding(
                rule: "recorded-state-gone", severity: .warning, path: record.path,
                message: "the template no longer has \(entry.release), its history was rewritten: \(best.sentence) "
                    + "and is taken as the base; what changed between the two may show as edited")
            return (best.state, [finding])
        }
    }

    /// A tag that names another commit than it did: what explains the project better than that commit is the base.
    private func movedState(
        _ state: ForeignTemplate.State, of template: ForeignTemplate, _ inputs: ForeignTemplate.Inputs,
        _ moment: RecordHistory.Moment
    ) throws -> (state: ForeignTemplate.State, findings: [Finding]) {
        let moved =
            "\(state.revision) is a commit of the template that is younger than the project's commit "
            + "\(moment.commit.id.hex.prefix(12)), which took it: the tag was moved"
        func finding(_ rest: String) -> Finding {
            Finding(rule: "moved-tag", severity: .warning, path: record.path, message: moved + rest)
        }
        let candidates = try candidates(for: inputs, of: template, first: state)
        guard let best = candidates.best, let named = candidates.first(where: { $0.state.commit == state.commit }),
            best.explanation.score > named.explanation.score
        else {
            return (
                state, [finding(", and the difference between what it was and what it is now may never arrive")]
            )
        }
        return (best.state, [finding("; \(best.sentence) and is taken as the base")])
    }

    private func nearest(
        to inputs: ForeignTemplate.Inputs, of template: ForeignTemplate
    ) throws -> ForeignTemplate.Candidate? {
        try candidates(for: inputs, of: template, first: nil).best
    }

    private func candidates(
        for inputs: ForeignTemplate.Inputs, of template: ForeignTemplate, first: ForeignTemplate.State?
    ) throws -> [ForeignTemplate.Candidate] {
        let tree = inputs.moment?.tree ?? service.tree
        // Without the moment, since hooks that are told from it would explain any state.
        var inputs = inputs
        inputs.moment = nil
        let ignored = Set([Record.fileName] + service.record.scaffolds.compactMap { $0.foreign?.path })
        return try template.candidates(
            for: TreeFiles(repository: service.repository, tree: tree), inputs, ignoring: ignored,
            first: first.map { [$0.commit] } ?? [])
    }
}

extension ForeignTemplate.Candidate {
    /// What it is and how well it fits, to go on with "and".
    fileprivate var sentence: String {
        "\(state.name) explains the project's commit that took it best (\(explanation.percent): \(explanation.identical) "
            + "files as rendered, \(explanation.changed) changed, \(explanation.missing) missing)"
    }
}
