/// What a forge merges by itself once the checks that it requires are through.
extension World {
    /// Whether a branch requires checks: by a rule of its own, or by one for many branches.
    enum RequiredChecks: Sendable {
        case none
        case branch
        case ruleset
    }

    /// How the checks of a pull request's commit stand; nil without any.
    func state(_ repository: Repository, _ pull: Pull) -> String? {
        let states = repository.checks.filter { $0.commit == pull.headCommit }.map(\.state)
        return states.contains("failure") ? "failure" : states.contains("pending") ? "pending" : states.first
    }

    /// Schedules the merge of a pull request, or takes that back; returns what has changed.
    mutating func setAutomerge(
        _ number: Int, _ isOn: Bool, commit: String?, in repository: inout Repository
    ) throws(Refusal) -> [String] {
        guard let index = repository.pulls.firstIndex(where: { $0.number == number }) else { throw .notFound }
        let pull = repository.pulls[index]
        guard pull.isOpen, !isOn || !pull.isDraft else { throw .conflict("Pull Request is not mergeable") }
        if let commit, commit != pull.headCommit { throw .conflict("Head branch was modified. Review and try again.") }
        guard pull.isAutomerging != isOn else { return [] }
        repository.pulls[index].isAutomerging = isOn
        return [isOn ? "automerge" : "no automerge"]
    }

    /// Merges what waited for its checks.
    mutating func mergeWhatIsThrough(_ repository: inout Repository) {
        for pull in repository.pulls where pull.isOpen && pull.isAutomerging && !pull.isDraft {
            guard state(repository, pull) == "success" else { continue }
            _ = try? merge(&repository, number: pull.number, method: "merge")
        }
    }
}
