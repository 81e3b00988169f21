/// GitLab's REST API below `/api/v4`.
enum GitLabAPI {
    static func answer(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
        let parts = Array(call.parts.dropFirst(2))
        switch (call.method, parts.first ?? "", parts.count) {
        case ("GET", "user", 1): return .json(200, GitLabModels.user(call.user, &world))
        case ("GET", "users", 1):
            let name = call.query["username"] ?? ""
            let isKnown = world.accounts[name] != nil && !world.organisations.contains(name)
            let url = world.url
            let objects = isKnown ? [GitLabModels.user(name, &world)] : []
            return Page.reply(objects, call, url: url) { $0 }
        case ("GET", "groups", 3) where parts[2] == "projects":
            guard world.organisations.contains(parts[1]) else { throw .notFound }
            return list(parts[1], call, &world)
        case ("GET", "users", 3) where parts[2] == "projects":
            guard world.accounts[parts[1]] != nil else { throw .notFound }
            return list(parts[1], call, &world)
        case (_, "projects", 2...):
            let byNumber = Int(parts[1]).flatMap { id in world.repositories.values.first { $0.id == id } }
            var repository: World.Repository
            if let byNumber { repository = byNumber } else { repository = try world.find(parts[1], call) }
            world.refresh(&repository)
            let reply = try answer(call, Array(parts.dropFirst(2)), &repository, &world)
            world.change(repository)
            return reply
        default: throw .notFound
        }
    }

    private static func list(_ owner: String, _ call: Call, _ world: inout World) -> Reply {
        let found = world.repositories.values.filter {
            $0.isVisible && ($0.owner == owner || $0.owner.hasPrefix(owner + "/"))
        }
        let url = world.url
        var objects: [[String: Any]] = []
        for repository in found.sorted(by: { $0.id < $1.id }) {
            objects.append(GitLabModels.project(repository, &world))
        }
        return Page.reply(objects, call, url: url) { $0 }
    }

    private static func answer(
        _ call: Call, _ parts: [String], _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        let url = world.url
        switch (call.method, parts.first ?? "", parts.count) {
        case ("GET", "", 0): return .json(200, GitLabModels.project(repository, &world))
        case ("GET", "forks", 1):
            let forks = world.repositories.values.filter { $0.parent == repository.path && $0.owner == call.user }
            var objects: [[String: Any]] = []
            for fork in forks { objects.append(GitLabModels.project(fork, &world)) }
            return Page.reply(objects, call, url: url) { $0 }
        case ("POST", "fork", 1):
            let (fork, isNew) = world.fork(repository, for: call.user)
            guard isNew else { throw .exists("Project namespace name has already been taken") }
            return .json(201, GitLabModels.project(fork, &world), changed: ["fork"])
        case ("GET", "labels", 1):
            let objects = repository.labels.map(GitLabModels.label)
            return Page.reply(objects, call, url: url) { $0 }
        case ("GET", "pipelines", 1):
            let checks = repository.checks.filter { $0.isRun && $0.commit == call.query["sha"] }.reversed()
            let objects = checks.map { GitLabModels.pipeline($0, repository, world) }
            return Page.reply(objects, call, url: url) { $0 }
        case ("GET", "repository", 4) where parts[1] == "commits" && parts[3] == "statuses":
            guard world.hasCommit(repository.path, parts[2]) else { throw .notFound }
            let checks = repository.checks.filter { !$0.isRun && $0.commit == parts[2] }
            var objects: [[String: Any]] = []
            for check in checks { objects.append(GitLabModels.status(check, &world)) }
            return Page.reply(objects, call, url: url) { $0 }
        case (_, "merge_requests", _):
            return try mergeRequests(call, Array(parts.dropFirst()), &repository, &world)
        default: throw .notFound
        }
    }

    private static func mergeRequests(
        _ call: Call, _ parts: [String], _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        if parts.isEmpty {
            guard call.method == "GET" else { return try create(call, &repository, &world) }
            var found = world.pulls(repository, call, open: nil)
            let state = call.query["state"] ?? "all"
            if state != "all" { found = found.filter { GitLabModels.state($0) == state } }
            if let branch = call.query["source_branch"] { found = found.filter { $0.head == branch } }
            if let branch = call.query["target_branch"] { found = found.filter { $0.base == branch } }
            let url = world.url
            var objects: [[String: Any]] = []
            for pull in found { objects.append(GitLabModels.mergeRequest(pull, repository, &world)) }
            return Page.reply(objects, call, url: url) { $0 }
        }
        guard let number = Int(parts[0]), let pull = repository.pulls.first(where: { $0.number == number }) else {
            throw .notFound
        }
        switch (call.method, parts.count > 1 ? parts[1] : "", parts.count) {
        case ("GET", "", 1): return whole(number, repository, &world)
        case ("PUT", "", 1):
            let changed = try edit(call, pull, &repository, &world)
            return whole(number, repository, &world, changed: changed)
        case ("PUT", "merge", 2) where call.bool("merge_when_pipeline_succeeds") == true:
            let changed = try automerge(call, pull, &repository, &world)
            return whole(number, repository, &world, changed: changed)
        case ("POST", "cancel_merge_when_pipeline_succeeds", 2):
            let changed = try world.setAutomerge(number, false, commit: nil, in: &repository)
            return .json(201, ["status": "success"], changed: changed)
        case ("PUT", "merge", 2):
            let method = call.bool("squash") == true ? "squash" : "merge"
            _ = try world.merge(&repository, number: number, method: method)
            return whole(number, repository, &world, changed: ["merge"])
        case ("GET", "notes", 2):
            let url = world.url
            var objects: [[String: Any]] = []
            for comment in pull.comments { objects.append(GitLabModels.note(comment, pull, repository, &world)) }
            // GitLab's usual order is newest first.
            if call.query["sort"] != "asc" { objects.reverse() }
            return Page.reply(objects, call, url: url) { $0 }
        case ("POST", "notes", 2):
            let comment = try world.comment(number, call.string("body") ?? "", by: call.user, in: &repository)
            let object = GitLabModels.note(comment, pull, repository, &world)
            return .json(201, object, changed: ["comment"])
        case ("PUT", "notes", 3):
            let edited = try world.editComment(Int(parts[2]) ?? 0, call.string("body") ?? "", in: &repository)
            let object = GitLabModels.note(edited.comment, pull, repository, &world)
            return .json(200, object, changed: edited.changed ? ["edit comment"] : [])
        default: throw .notFound
        }
    }

    /// Without a pipeline, or with one that failed where it must not, it is refused; with one that is through it is done.
    private static func automerge(
        _ call: Call, _ pull: World.Pull, _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> [String] {
        if let commit = call.string("sha"), commit != pull.headCommit {
            throw .exists("SHA does not match HEAD of source branch")
        }
        switch world.state(repository, pull) {
        case "pending": return try world.setAutomerge(pull.number, true, commit: nil, in: &repository)
        case nil: throw .method
        case "failure" where repository.requiredChecks != .none: throw .method
        default:
            _ = try world.merge(&repository, number: pull.number, method: "merge")
            return ["merge"]
        }
    }

    private static func create(
        _ call: Call, _ source: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> Reply {
        let (title, isDraft) = GitLabModels.split(call.string("title") ?? "")
        let target = call.fields["target_project_id"] as? Int ?? source.id
        let opening = World.Opening(
            title: title, body: call.string("description") ?? "", isDraft: isDraft, source: source.path,
            head: call.string("source_branch") ?? "", base: call.string("target_branch") ?? "", author: call.user)
        let pull: World.Pull
        var changed = ["create"]
        if target == source.id {
            pull = try world.open(opening, in: &source)
            if !call.strings("labels").isEmpty {
                let labels = World.Edit(addingLabels: call.strings("labels"))
                changed += try world.edit(pull.number, labels, in: &source)
            }
            return whole(pull.number, source, &world, status: 201, changed: changed)
        }
        guard var repository = world.repositories.values.first(where: { $0.id == target }) else { throw .notFound }
        do throws(Refusal) {
            pull = try world.open(opening, in: &repository)
        } catch {
            guard case .exists = error else { throw error }
            throw .exists("Another open merge request already exists for this source branch")
        }
        world.change(repository)
        return whole(pull.number, repository, &world, status: 201, changed: changed)
    }

    private static func edit(
        _ call: Call, _ pull: World.Pull, _ repository: inout World.Repository, _ world: inout World
    ) throws(Refusal) -> [String] {
        let title = call.string("title").map(GitLabModels.split)
        let event = call.string("state_event")
        var edit = World.Edit(
            title: title?.title, body: call.string("description"), base: call.string("target_branch"),
            isOpen: event.map { $0 == "reopen" }, isDraft: title?.isDraft,
            addingLabels: call.strings("add_labels"), removingLabels: call.strings("remove_labels"))
        if call.fields["labels"] != nil { edit.labels = call.strings("labels") }
        if call.fields["reviewer_ids"] != nil {
            let names = call.ints("reviewer_ids").compactMap { id in world.accounts.first { $0.value == id }?.key }
            edit.reviewers = names
        }
        return try world.edit(pull.number, edit, in: &repository)
    }

    private static func whole(
        _ number: Int, _ repository: World.Repository, _ world: inout World, status: Int = 200, changed: [String] = []
    ) -> Reply {
        guard let pull = repository.pulls.first(where: { $0.number == number }) else {
            return Refusal.notFound.reply("v4")
        }
        return .json(status, GitLabModels.mergeRequest(pull, repository, &world), changed: changed)
    }
}
