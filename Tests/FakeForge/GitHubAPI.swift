/// GitHub's REST API below `/api/v3`, and what of GraphQL changes drafts.
enum GitHubAPI {
    static func answer(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
        if call.parts.count == 2, call.parts[1] == "graphql" { return try GitHubGraphQL.answer(call, &world) }
        let parts = Array(call.parts.dropFirst(2))
        switch (call.method, parts.count) {
        case ("GET", 1) where parts[0] == "user": return .json(200, GitHubModels.privateUser(call.user, &world))
        case ("GET", 3) where parts[0] == "orgs" && parts[2] == "repos":
            guard world.organisations.contains(parts[1]) else { throw .notFound }
            return list(parts[1], call, &world)
        case ("GET", 3) where parts[0] == "users" && parts[2] == "repos":
            guard world.accounts[parts[1]] != nil else { throw .notFound }
            return list(parts[1], call, &world)
        case (_, 3...) where parts[0] == "repos":
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
        for repository in found { objects.append(GitHubModels.repository(repository, &world)) }
        return Page.reply(objects, call, url: url) { $0 }
    }

    private static func answer(
        _ call: Call, _ parts: [String], _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        switch (call.method, parts.first ?? "", parts.count) {
        case ("GET", "", 0): return .json(200, GitHubModels.repository(repository, &world))
        case ("POST", "forks", 1):
            let (fork, isNew) = world.fork(repository, for: call.user)
            let object = GitHubModels.repository(fork, &world)
            return .json(202, object, changed: isNew ? ["fork"] : [])
        case ("GET", "commits", 1):
            if world.isEmpty(repository.path) { return .json(409, ["message": "Git Repository is empty."]) }
            return .json(200, [[String: Any]]())
        case ("GET", "commits", 3): return try checks(call, parts[1], parts[2], repository, &world)
        case ("GET", "branches", 2):
            guard world.tip(repository.path, parts[1]) != nil else { throw .notFound }
            return .json(200, GitHubModels.branch(parts[1], repository, world))
        case ("GET", "rules", 3) where parts[1] == "branches":
            let objects = GitHubModels.rules(repository)
            return Page.reply(objects, call, url: world.url) { $0 }
        case ("GET", "labels", 1):
            let objects = repository.labels.map { GitHubModels.label($0, repository, world) }
            return Page.reply(objects, call, url: world.url) { $0 }
        case ("POST", "labels", 1):
            let name = call.string("name") ?? ""
            guard !repository.labels.contains(where: { $0.name == name }) else { throw .exists("already_exists") }
            let label = world.label(name, color: call.string("color") ?? "ededed", in: &repository)
            return .json(201, GitHubModels.label(label, repository, world), changed: ["new label"])
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
            var found = world.pulls(repository, call, open: state == "all" ? nil : state == "open")
            if let head = call.query["head"], head.contains(":") {
                found = found.filter { GitHubModels.label($0, world) == head }
            }
            if let base = call.query["base"] { found = found.filter { $0.base == base } }
            if call.query["direction"] == "asc" { found.reverse() }
            let url = world.url
            var objects: [[String: Any]] = []
            for pull in found { objects.append(GitHubModels.pull(pull, repository, &world, isWhole: false)) }
            return Page.reply(objects, call, url: url) { $0 }
        }
        guard let number = Int(parts[0]), repository.pulls.contains(where: { $0.number == number }) else {
            throw .notFound
        }
        switch (call.method, parts.count > 1 ? parts[1] : "") {
        case ("GET", ""): return whole(number, repository, &world)
        case ("PATCH", ""):
            let edit = World.Edit(
                title: call.string("title"), body: call.string("body"), base: call.string("base"),
                isOpen: call.string("state").map { $0 == "open" })
            let changed = try world.edit(number, edit, in: &repository)
            return whole(number, repository, &world, changed: changed)
        case ("PUT", "merge"):
            let commit = try world.merge(
                &repository, number: number, method: call.string("merge_method") ?? "merge")
            let object: [String: Any] = [
                "sha": commit, "merged": true, "message": "Pull Request successfully merged",
            ]
            return .json(200, object, changed: ["merge"])
        case ("POST", "requested_reviewers"):
            return try request(call, number, &repository, &world)
        default: throw .notFound
        }
    }

    private static func create(
        _ call: Call, _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        let words = (call.string("head") ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        guard let branch = words.last else { throw .invalid("head", field: "head") }
        var source = repository.path
        if words.count == 2, words[0].lowercased() != repository.owner.lowercased() {
            let fork = world.repositories.values.first {
                $0.owner.lowercased() == words[0].lowercased() && $0.parent == repository.path
            }
            guard let fork else { throw .invalid("head", field: "head") }
            source = fork.path
        }
        let opening = World.Opening(
            title: call.string("title") ?? "", body: call.string("body") ?? "", isDraft: call.bool("draft") ?? false,
            source: source, head: branch, base: call.string("base") ?? "", author: call.user)
        let pull = try world.open(opening, in: &repository)
        return whole(pull.number, repository, &world, status: 201, changed: ["create"])
    }

    private static func request(
        _ call: Call, _ number: Int, _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        guard let pull = repository.pulls.first(where: { $0.number == number }) else { throw .notFound }
        let people = call.strings("reviewers")
        let teams = call.strings("team_reviewers")
        if people.contains(pull.author) { throw .invalid("Review cannot be requested from pull request author.") }
        guard people.allSatisfy({ world.accounts[$0] != nil }) else {
            throw .invalid(
                "Reviews may only be requested from collaborators. One or more of the users or teams you specified "
                    + "is not a collaborator of the \(repository.path) repository.")
        }
        let edit = World.Edit(
            reviewers: pull.reviewers + people.filter { !pull.reviewers.contains($0) },
            teams: pull.teams + teams.filter { !pull.teams.contains($0) })
        let changed = try world.edit(number, edit, in: &repository)
        return whole(number, repository, &world, status: 201, changed: changed)
    }

    private static func issues(
        _ call: Call, _ parts: [String], _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        if parts.count == 2, parts[0] == "comments", let id = Int(parts[1]), call.method == "PATCH" {
            let edited = try world.editComment(id, call.string("body") ?? "", in: &repository)
            let object = GitHubModels.comment(edited.comment, edited.number, repository, &world)
            return .json(200, object, changed: edited.changed ? ["edit comment"] : [])
        }
        guard parts.count >= 2, let number = Int(parts[0]),
            let pull = repository.pulls.first(where: { $0.number == number })
        else { throw .notFound }
        switch (call.method, parts[1], parts.count) {
        case ("GET", "comments", 2):
            let url = world.url
            var objects: [[String: Any]] = []
            for comment in pull.comments { objects.append(GitHubModels.comment(comment, number, repository, &world)) }
            return Page.reply(objects, call, url: url) { $0 }
        case ("POST", "comments", 2):
            let comment = try world.comment(number, call.string("body") ?? "", by: call.user, in: &repository)
            let object = GitHubModels.comment(comment, number, repository, &world)
            return .json(201, object, changed: ["comment"])
        case ("POST", "labels", 2):
            let edit = World.Edit(addingLabels: call.strings("labels"))
            let changed = try world.edit(number, edit, in: &repository)
            return .json(200, labels(number, repository, world), changed: changed)
        case ("GET", "labels", 2): return .json(200, labels(number, repository, world))
        case ("DELETE", "labels", 3):
            guard pull.labels.contains(parts[2]) else {
                return .json(404, ["message": "Label does not exist", "status": "404"])
            }
            let changed = try world.edit(number, World.Edit(removingLabels: [parts[2]]), in: &repository)
            return .json(200, labels(number, repository, world), changed: changed)
        default: throw .notFound
        }
    }

    private static func labels(_ number: Int, _ repository: World.Repository, _ world: World) -> [[String: Any]] {
        let names = repository.pulls.first { $0.number == number }?.labels ?? []
        return repository.labels.filter { names.contains($0.name) }.map { GitHubModels.label($0, repository, world) }
    }

    private static func whole(
        _ number: Int, _ repository: World.Repository, _ world: inout World, status: Int = 200, changed: [String] = []
    ) -> Reply {
        guard let pull = repository.pulls.first(where: { $0.number == number }) else {
            return Refusal.notFound.reply("v3")
        }
        return .json(status, GitHubModels.pull(pull, repository, &world, isWhole: true), changed: changed)
    }

    private static func checks(
        _ call: Call, _ commit: String, _ kind: String, _ repository: World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        guard world.hasCommit(repository.path, commit) else {
            throw .invalid("No commit found for SHA: \(commit)")
        }
        let checks = repository.checks.filter { $0.commit == commit && $0.isRun == (kind == "check-runs") }
        let url = world.url
        if kind == "check-runs" {
            let objects = checks.map { GitHubModels.checkRun($0, repository, world) }
            return Page.reply(objects, call, url: url) { ["total_count": checks.count, "check_runs": $0] }
        }
        guard kind == "status" else { throw .notFound }
        let states = checks.map(\.state)
        let state =
            states.contains("failure") ? "failure" : states.allSatisfy { $0 == "success" } ? "success" : "pending"
        let minimal = GitHubModels.repository(repository, &world)
        let address = GitHubModels.api(repository, world)
        let objects = checks.map { GitHubModels.status($0, repository, world) }
        return Page.reply(objects, call, url: url) {
            [
                "state": checks.isEmpty ? "pending" : state, "statuses": $0, "sha": commit,
                "total_count": checks.count, "repository": minimal, "commit_url": "\(address)/commits/\(commit)",
                "url": "\(address)/commits/\(commit)/status",
            ]
        }
    }
}
