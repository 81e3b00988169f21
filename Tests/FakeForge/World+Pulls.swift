import TestSupport

/// What can be done with pull requests, whichever API asks for it.
extension World {
    struct Opening {
        var title: String
        var body: String
        var isDraft: Bool
        var source: String
        var head: String
        var base: String
        var author: String
    }

    mutating func open(_ opening: Opening, in repository: inout Repository) throws(Refusal) -> Pull {
        guard !repository.isArchived else {
            throw .forbidden("Repository was archived so is read-only.")
        }
        guard repository.takesPullRequests else { throw .notFound }
        guard let headCommit = tip(opening.source, opening.head) else { throw .invalid("head", field: "head") }
        guard let baseCommit = tip(repository.path, opening.base) else { throw .invalid("base", field: "base") }
        guard !opening.title.isEmpty else { throw .invalid("title can't be blank", field: "title") }
        let isOpen = repository.pulls.contains {
            $0.isOpen && $0.source == opening.source && $0.head == opening.head && $0.base == opening.base
        }
        if isOpen {
            let owner = self.repository(opening.source)?.owner ?? ""
            throw .exists("A pull request already exists for \(owner):\(opening.head).")
        }
        let time = now()
        let pull = Pull(
            id: number(), number: (repository.pulls.map(\.number).max() ?? 0) + 1, title: opening.title,
            body: opening.body, isDraft: opening.isDraft, author: opening.author, source: opening.source,
            head: opening.head, base: opening.base, headCommit: headCommit, created: time, updated: time)
        take(pull, to: repository)
        let ahead = try? git(repository.path, ["rev-list", "--count", "\(baseCommit)..\(headCommit)"]).trimmed
        guard ahead != "0" else {
            throw .invalid("No commits between \(opening.base) and \(opening.head)")
        }
        repository.pulls.append(pull)
        return pull
    }

    /// What a change of a pull request may say; nil leaves a thing alone.
    struct Edit {
        var title: String?
        var body: String?
        var base: String?
        var isOpen: Bool?
        var isDraft: Bool?
        var addingLabels: [String] = []
        var removingLabels: [String] = []
        var labels: [String]?
        var reviewers: [String]?
        var teams: [String]?
    }

    /// Makes a change; returns what is really another than before.
    mutating func edit(_ number: Int, _ edit: Edit, in repository: inout Repository) throws(Refusal) -> [String] {
        guard !repository.isArchived else { throw .forbidden("Repository was archived so is read-only.") }
        guard let index = repository.pulls.firstIndex(where: { $0.number == number }) else { throw .notFound }
        var pull = repository.pulls[index]
        var changed: [String] = []
        func set<Value: Equatable>(_ name: String, _ target: inout Value, _ value: Value?) {
            guard let value, value != target else { return }
            target = value
            changed.append(name)
        }
        if let title = edit.title, title.isEmpty { throw .invalid("title can't be blank", field: "title") }
        set("title", &pull.title, edit.title)
        set("body", &pull.body, edit.body)
        if let base = edit.base, tip(repository.path, base) == nil { throw .invalid("base", field: "base") }
        set("base", &pull.base, edit.base)
        set("draft", &pull.isDraft, edit.isDraft)
        if edit.isOpen == true, pull.isMerged || (!pull.isOpen && tip(pull.source, pull.head) == nil) {
            throw .invalid("state cannot be changed", field: "state")
        }
        if pull.isMerged == false { set("state", &pull.isOpen, edit.isOpen) }
        var labels = edit.labels ?? pull.labels
        for label in edit.addingLabels where !labels.contains(label) { labels.append(label) }
        labels.removeAll(where: edit.removingLabels.contains)
        for label in labels { _ = self.label(label, in: &repository) }
        set("labels", &pull.labels, labels)
        set("reviewers", &pull.reviewers, edit.reviewers)
        set("teams", &pull.teams, edit.teams)
        guard !changed.isEmpty else { return [] }
        pull.updated = now()
        if changed.contains("state") { pull.closed = pull.isOpen ? nil : pull.updated }
        repository.pulls[index] = pull
        return changed
    }

    /// A label by its name, made when there is none.
    mutating func label(
        _ name: String, color: String = "ededed", in repository: inout Repository
    ) -> Label {
        if let label = repository.labels.first(where: { $0.name == name }) { return label }
        let label = Label(id: number(), name: name, color: color)
        repository.labels.append(label)
        return label
    }

    mutating func comment(
        _ number: Int, _ body: String, by author: String, in repository: inout Repository
    ) throws(Refusal) -> Comment {
        guard !repository.isArchived else { throw .forbidden("Repository was archived so is read-only.") }
        guard let index = repository.pulls.firstIndex(where: { $0.number == number }) else { throw .notFound }
        guard !body.isEmpty else { throw .invalid("body can't be blank", field: "body") }
        let time = now()
        let comment = Comment(id: self.number(), author: author, body: body, created: time, updated: time)
        repository.pulls[index].comments.append(comment)
        return comment
    }

    mutating func editComment(
        _ id: Int, _ body: String, in repository: inout Repository
    ) throws(Refusal) -> (comment: Comment, number: Int, changed: Bool) {
        for index in repository.pulls.indices {
            guard let place = repository.pulls[index].comments.firstIndex(where: { $0.id == id }) else { continue }
            let isNew = repository.pulls[index].comments[place].body != body
            repository.pulls[index].comments[place].body = body
            if isNew { repository.pulls[index].comments[place].updated = now() }
            return (repository.pulls[index].comments[place], repository.pulls[index].number, isNew)
        }
        throw .notFound
    }

    /// A fork of a repository below a person's name, made when there is none.
    mutating func fork(_ repository: Repository, for user: String) -> (fork: Repository, isNew: Bool) {
        let existing = repositories.values.first { $0.parent == repository.path && $0.owner == user }
        if let existing { return (existing, false) }
        _ = account(user)
        let path = "\(user)/\(repository.name)"
        let clone = ["clone", "--quiet", "--bare", gitDirectory(repository.path), gitDirectory(path)]
        _ = try? Self.git(root, clone)
        _ = try? git(path, ["config", "http.receivepack", "true"])
        let fork = Repository(id: number(), path: path, parent: repository.path, created: now())
        change(fork)
        return (fork, true)
    }

    /// Pull requests of a list, newest first.
    func pulls(_ repository: Repository, _ call: Call, open isOpen: Bool?) -> [Pull] {
        var pulls = repository.pulls.filter { isOpen == nil || $0.isOpen == isOpen }
        if call.isStale { pulls.removeAll { $0.number == repository.pulls.last?.number } }
        return pulls.sorted { $0.number > $1.number }
    }
}
