/// Gitea's and Forgejo's REST API below `/api/v1`.
enum GiteaAPI {
    static func answer(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
        let parts = Array(call.parts.dropFirst(2))
        switch (call.method, parts.first ?? "", parts.count) {
        case ("GET", "user", 1): return .json(200, GiteaModels.user(call.user, &world))
        case ("GET", "version", 1): return .json(200, ["version": "1.22.0"])
        case ("GET", "orgs", 3) where parts[2] == "repos":
            guard world.organisations.contains(parts[1]) else { throw .notFound }
            return list(parts[1], call, &world)
        case ("GET", "orgs", 3) where parts[2] == "labels":
            guard world.organisations.contains(parts[1]) else { throw .notFound }
            return .json(200, [Int]())
        case ("GET", "users", 3) where parts[2] == "repos":
            guard world.accounts[parts[1]] != nil else { throw .notFound }
            return list(parts[1], call, &world)
        case (_, "repos", 3...):
            var repository = try world.find("\(parts[1])/\(parts[2])", call)
            world.refresh(&repository)
            let reply = try answer(call, Array(parts.dropFirst(3)), &repository, &world)
            world.change(repository)
            return reply
        default: throw .notFound
        }
    }

    private static func list(_ owner: String, _ call: Call, _ world: inout World) -> Reply {
        let found = world.repositories.values.filter { $0.owner == owner && $0.isVisible }.sorted { $0.id < $1.id }
        let url = world.url
        var objects: [[String: Any]] = []
        for repository in found { objects.append(GiteaModels.repository(repository, &world)) }
        return Page.reply(objects, call, url: url) { $0 }
    }

    private static func answer(
        _ call: Call, _ parts: [String], _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        let url = world.url
        switch (call.method, parts.first ?? "", parts.count) {
        case ("GET", "", 0): return .json(200, GiteaModels.repository(repository, &world))
        case ("POST", "forks", 1):
            let (fork, isNew) = world.fork(repository, for: call.user)
            guard isNew else { throw .exists("repository is already forked by user") }
            return .json(202, GiteaModels.repository(fork, &world), changed: ["fork"])
        case ("GET", "branches", 2):
            guard let commit = world.tip(repository.path, parts[1]) else { throw .notFound }
            return .json(200, GiteaModels.branch(parts[1], commit, repository))
        case ("GET", "labels", 1):
            let objects = repository.labels.map { GiteaModels.label($0, repository, world) }
            return Page.reply(objects, call, url: url) { $0 }
        case ("POST", "labels", 1):
            var color = call.string("color") ?? "ededed"
            if color.hasPrefix("#") { color.removeFirst() }
            let label = World.Label(id: world.number(), name: call.string("name") ?? "", color: color)
            // Gitea makes a second label of the same name without a word.
            repository.labels.append(label)
            return .json(201, GiteaModels.label(label, repository, world), changed: ["new label"])
        case ("GET", "commits", 3) where parts[2] == "status":
            guard world.hasCommit(repository.path, parts[1]) else { throw .notFound }
            let checks = repository.checks.filter { $0.commit == parts[1] }
            let object = GiteaModels.repository(repository, &world)
            var statuses: [[String: Any]] = []
            for check in checks { statuses.append(GiteaModels.status(check, repository, &world)) }
            let states = checks.map(\.state)
            let state =
                states.contains("failure") ? "failure" : states.contains("pending") ? "pending" : states.first ?? ""
            let address = GiteaModels.api(repository, world)
            return Page.reply(statuses, call, url: url) {
                [
                    "state": state, "sha": parts[1], "total_count": checks.count, "statuses": $0,
                    "repository": object, "commit_url": "\(address)/git/commits/\(parts[1])",
                    "url": "\(address)/commits/\(parts[1])/status",
                ]
            }
        case (_, "pulls", _): return try pulls(call, Array(parts.dropFirst()), &repository, &world)
        case (_, "issues", _): return try issues(call, Array(parts.dropFirst()), &repository, &world)
        default: throw .notFound
        }
    }

    private static func pulls(
        _ call: Call, _ parts: [String], _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        if parts.isEmpty {
            guard call.method == "GET" else { return try create(call, &repository, &world) }
            let state = call.query["state"] ?? "open"
            let found = world.pulls(repository, call, open: state == "all" ? nil : state == "open")
            let url = world.url
            var objects: [[String: Any]] = []
            for pull in found { objects.append(GiteaModels.pull(pull, repository, &world)) }
            return Page.reply(objects, call, url: url) { $0 }
        }
        guard let number = Int(parts[0]), let pull = repository.pulls.first(where: { $0.number == number }) else {
            throw .notFound
        }
        switch (call.method, parts.count > 1 ? parts[1] : "") {
        case ("GET", ""): return whole(number, repository, &world)
        case ("PATCH", ""):
            let title = call.string("title").map(GiteaModels.split)
            let edit = World.Edit(
                title: title?.title, body: call.string("body"), base: call.string("base"),
                isOpen: call.string("state").map { $0 == "open" }, isDraft: title?.isDraft)
            let changed = try world.edit(number, edit, in: &repository)
            return whole(number, repository, &world, status: 201, changed: changed)
        case ("POST", "merge")
        where call.bool("merge_when_checks_succeed") == true && isWaiting(repository, pull, world):
            let commit = call.string("head_commit_id")
            let changed = try world.setAutomerge(number, true, commit: commit, in: &repository)
            guard !changed.isEmpty else { throw .exists("pull request is already scheduled to auto merge") }
            return Reply(status: 201, changed: changed)
        case ("DELETE", "merge"):
            guard pull.isAutomerging else { throw .notFound }
            let changed = try world.setAutomerge(number, false, commit: nil, in: &repository)
            return Reply(status: 204, changed: changed)
        case ("POST", "merge"):
            _ = try world.merge(&repository, number: number, method: call.string("do") ?? call.string("Do") ?? "merge")
            return Reply(status: 200, changed: ["merge"])
        case ("POST", "requested_reviewers"):
            let people = call.strings("reviewers")
            let teams = call.strings("team_reviewers")
            if people.contains(pull.author) { throw .invalid("poster of pr can't be reviewer") }
            if let stranger = people.first(where: { world.accounts[$0] == nil }) {
                throw .invalid("user does not exist [name: \(stranger)]")
            }
            let edit = World.Edit(
                reviewers: pull.reviewers + people.filter { !pull.reviewers.contains($0) },
                teams: pull.teams + teams.filter { !pull.teams.contains($0) })
            let changed = try world.edit(number, edit, in: &repository)
            var objects: [[String: Any]] = []
            for name in people { objects.append(GiteaModels.review(name, pull, &world)) }
            return .json(201, objects, changed: changed)
        default: throw .notFound
        }
    }

    /// Whether checks that are required are not through: those that nobody has begun count as such.
    private static func isWaiting(_ repository: World.Repository, _ pull: World.Pull, _ world: World) -> Bool {
        repository.requiredChecks != .none && world.state(repository, pull) != "success"
    }

    private static func create(
        _ call: Call, _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        let words = (call.string("head") ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        guard let branch = words.last else { throw .notFound }
        var source = repository.path
        if words.count == 2, words[0].lowercased() != repository.owner.lowercased() {
            let fork = world.repositories.values.first {
                $0.owner.lowercased() == words[0].lowercased() && $0.parent == repository.path
            }
            guard let fork else { throw .notFound }
            source = fork.path
        }
        let (title, isDraft) = GiteaModels.split(call.string("title") ?? "")
        let opening = World.Opening(
            title: title, body: call.string("body") ?? "", isDraft: isDraft, source: source, head: branch,
            base: call.string("base") ?? "", author: call.user)
        let pull: World.Pull
        do throws(Refusal) {
            pull = try world.open(opening, in: &repository)
        } catch {
            guard case .exists = error else { throw error }
            throw .exists("pull request already exists for these targets [head_branch: \(branch)]")
        }
        return whole(pull.number, repository, &world, status: 201, changed: ["create"])
    }

    private static func issues(
        _ call: Call, _ parts: [String], _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        if parts.count == 2, parts[0] == "comments", let id = Int(parts[1]), call.method == "PATCH" {
            let edited = try world.editComment(id, call.string("body") ?? "", in: &repository)
            let object = GiteaModels.comment(edited.comment, edited.number, repository, &world)
            return .json(200, object, changed: edited.changed ? ["edit comment"] : [])
        }
        guard parts.count >= 2, let number = Int(parts[0]),
            let pull = repository.pulls.first(where: { $0.number == number })
        else { throw .notFound }
        switch (call.method, parts[1], parts.count) {
        case ("GET", "comments", 2):
            var objects: [[String: Any]] = []
            for comment in pull.comments { objects.append(GiteaModels.comment(comment, number, repository, &world)) }
            return .json(200, objects)
        case ("POST", "comments", 2):
            let comment = try world.comment(number, call.string("body") ?? "", by: call.user, in: &repository)
            let object = GiteaModels.comment(comment, number, repository, &world)
            return .json(201, object, changed: ["comment"])
        case ("GET", "labels", 2): return .json(200, labels(number, repository, world))
        case ("POST", "labels", 2):
            let ids = call.ints("labels")
            let names = repository.labels.filter { ids.contains($0.id) }.map(\.name)
            guard names.count == ids.count else { throw .notFound }
            let changed = try world.edit(number, World.Edit(addingLabels: names), in: &repository)
            return .json(200, labels(number, repository, world), changed: changed)
        case ("DELETE", "labels", 3):
            guard let label = repository.labels.first(where: { "\($0.id)" == parts[2] }) else {
                throw .invalid("label does not exist [label_id: \(parts[2])]")
            }
            let changed = try world.edit(number, World.Edit(removingLabels: [label.name]), in: &repository)
            return Reply(status: 204, changed: changed)
        default: throw .notFound
        }
    }

    private static func labels(_ number: Int, _ repository: World.Repository, _ world: World) -> [[String: Any]] {
        let names = repository.pulls.first { $0.number == number }?.labels ?? []
        return repository.labels.filter { names.contains($0.name) }.map { GiteaModels.label($0, repository, world) }
    }

    private static func whole(
        _ number: Int, _ repository: World.Repository, _ world: inout World, status: Int = 200, changed: [String] = []
    ) -> Reply {
        guard let pull = repository.pulls.first(where: { $0.number == number }) else {
            return Refusal.notFound.reply("v1")
        }
        return .json(status, GiteaModels.pull(pull, repository, &world), changed: changed)
    }
}
