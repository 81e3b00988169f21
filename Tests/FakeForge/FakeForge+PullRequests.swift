import TestSupport

/// A pull request as the forge has it.
public struct FakePullRequest: Sendable, Hashable {
    /// Its number.
    public var number: Int
    /// The title without a draft's prefix.
    public var title: String
    /// The text.
    public var body: String
    /// Whether it is a draft.
    public var isDraft: Bool
    /// `open`, `closed` or `merged`.
    public var state: String
    /// The branch it comes from.
    public var head: String
    /// The path of the repository which has that branch.
    public var source: String
    /// The branch it goes to.
    public var base: String
    /// The commit last seen on its branch.
    public var headCommit: String
    /// Its labels.
    public var labels: [String]
    /// The people who are asked to review.
    public var reviewers: [String]
    /// The teams that are asked to review.
    public var teams: [String]
    /// The comments' texts, oldest first.
    public var comments: [String]
    /// Whether it is merged once its checks are through.
    public var isAutomerging: Bool
}

/// What people do with pull requests, in the browser.
extension FakeForge {
    /// All pull requests of a repository, oldest first.
    public func pullRequests(_ path: String) throws -> [FakePullRequest] {
        var found: [FakePullRequest] = []
        try change(path) { repository, _ in
            found = repository.pulls.map { pull in
                FakePullRequest(
                    number: pull.number, title: pull.title, body: pull.body, isDraft: pull.isDraft,
                    state: pull.isMerged ? "merged" : pull.isOpen ? "open" : "closed", head: pull.head,
                    source: pull.source, base: pull.base, headCommit: pull.headCommit, labels: pull.labels,
                    reviewers: pull.reviewers, teams: pull.teams, comments: pull.comments.map(\.body),
                    isAutomerging: pull.isAutomerging)
            }
        }
        return found
    }

    /// Opens a pull request as a person does.
    @discardableResult
    public func open(
        _ path: String, from head: String, to base: String = "main", title: String, body: String = "",
        isDraft: Bool = false, by author: String = "ann"
    ) throws -> Int {
        var number = 0
        try change(path) { repository, world in
            let opening = World.Opening(
                title: title, body: body, isDraft: isDraft, source: path, head: head, base: base, author: author)
            number = try world.open(opening, in: &repository).number
        }
        return number
    }

    /// Closes one without a merge.
    public func close(_ path: String, _ number: Int) throws {
        try edit(path, number, World.Edit(isOpen: false))
    }

    /// Opens one again.
    public func reopen(_ path: String, _ number: Int) throws {
        try edit(path, number, World.Edit(isOpen: true))
    }

    /// Makes one a draft, or ready.
    public func setDraft(_ path: String, _ number: Int, _ isDraft: Bool) throws {
        try edit(path, number, World.Edit(isDraft: isDraft))
    }

    /// Gives one another title.
    public func retitle(_ path: String, _ number: Int, _ title: String) throws {
        try edit(path, number, World.Edit(title: title))
    }

    /// Gives one another text.
    public func rewrite(_ path: String, _ number: Int, _ body: String) throws {
        try edit(path, number, World.Edit(body: body))
    }

    /// Sends one to another branch.
    public func retarget(_ path: String, _ number: Int, to base: String) throws {
        try edit(path, number, World.Edit(base: base))
    }

    /// Puts a label on one.
    public func label(_ path: String, _ number: Int, _ label: String) throws {
        try edit(path, number, World.Edit(addingLabels: [label]))
    }

    /// Takes a label off one.
    public func unlabel(_ path: String, _ number: Int, _ label: String) throws {
        try edit(path, number, World.Edit(removingLabels: [label]))
    }

    /// Writes a comment.
    public func comment(_ path: String, _ number: Int, _ body: String, by author: String = "ann") throws {
        try change(path) { repository, world in
            _ = try world.comment(number, body, by: author, in: &repository)
        }
    }

    /// Merges one, with a merge commit or as one commit; returns the commit on the base.
    @discardableResult
    public func merge(_ path: String, _ number: Int, squash: Bool = false, deletingBranch: Bool = false) throws
        -> String
    {
        var commit = ""
        var head = (source: "", branch: "")
        try change(path) { repository, world in
            commit = try world.merge(&repository, number: number, method: squash ? "squash" : "merge")
            if let pull = repository.pulls.first(where: { $0.number == number }) {
                head = (pull.source, pull.head)
            }
        }
        if deletingBranch { try deleteBranch(head.source, head.branch) }
        return commit
    }

    /// Says how a check of a commit stands.
    /// - Parameters:
    ///   - state: `pending`, `success` or `failure`.
    ///   - isRun: whether it is a check run (on GitLab a pipeline), and not a status.
    public func setCheck(
        _ path: String, _ commit: String, _ state: String, name: String = "test", isRun: Bool = true
    ) throws {
        try change(path) { repository, world in
            let index = repository.checks.firstIndex {
                $0.commit == commit && $0.name == name && $0.isRun == isRun
            }
            if let index {
                repository.checks[index].state = state
            } else {
                repository.checks.append(
                    World.Check(
                        id: world.number(), commit: commit, name: name, state: state, isRun: isRun,
                        created: world.now()))
            }
            world.mergeWhatIsThrough(&repository)
        }
    }

    private func edit(_ path: String, _ number: Int, _ edit: World.Edit) throws {
        try change(path) { repository, world in _ = try world.edit(number, edit, in: &repository) }
    }
}
