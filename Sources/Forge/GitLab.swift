/// A project on GitLab.
struct GitLab: Forge {
    let client: ForgeClient
    let address: ForgeAddress

    var kind: ForgeKind { .gitlab }

    private var root: String { "projects/\(percentEncoded(address.path))" }

    private func root(_ pullRequest: PullRequest) -> String { "\(root)/merge_requests/\(pullRequest.number)" }

    func repository() throws(ForgeError) -> ForgeRepository {
        try ForgeRepository(try client.json(root), .gitlab)
    }

    func pullRequests(from branch: String, of owner: String?) throws(ForgeError) -> [PullRequest] {
        let query = "source_branch=\(percentEncoded(branch))&state=all&order_by=created_at&sort=desc"
        let found = try mergeRequests(query)
        let owner = owner ?? address.owner
        return found.filter { $0.head == branch && $0.headOwner.lowercased() == owner.lowercased() }
    }

    func openPullRequests() throws(ForgeError) -> [PullRequest] {
        try mergeRequests("state=opened&order_by=created_at&sort=desc")
    }

    private func mergeRequests(_ query: String) throws(ForgeError) -> [PullRequest] {
        var owners: [Int: String] = [:]
        var found: [PullRequest] = []
        for json in try client.all("\(root)/merge_requests?\(query)") {
            found.append(try PullRequest(gitlab: json, owner: try sourceOwner(json, &owners)))
        }
        return found
    }

    /// Whose project the branch is in: the number is all that a merge request says.
    private func sourceOwner(_ json: JSON, _ known: inout [Int: String]) throws(ForgeError) -> String {
        guard let source = json["source_project_id"].int else { return "" }
        if source == json["target_project_id"].int { return address.owner }
        if let owner = known[source] { return owner }
        let reply = try client.get("projects/\(source)", accepting: [403, 404])
        let path = JSON(reply.body)?["path_with_namespace"].string ?? ""
        let owner = ForgeAddress.owner(of: path)
        known[source] = owner
        return owner
    }

    private func fresh(_ pullRequest: PullRequest) throws(ForgeError) -> JSON {
        try client.json(root(pullRequest))
    }

    func create(_ proposal: PullRequestProposal) throws(ForgeError) -> PullRequest {
        var body: [String: any Sendable] = [
            "title": DraftPrefix.joined(proposal.title, isDraft: proposal.isDraft, .gitlab),
            "description": proposal.body, "source_branch": proposal.head, "target_branch": proposal.base,
        ]
        var source = root
        if let owner = proposal.headOwner, owner.lowercased() != address.owner.lowercased() {
            // A merge request is made in the project that it comes from.
            source = "projects/\(percentEncoded("\(owner)/\(address.name)"))"
            body["target_project_id"] = try client.json(root).requiredInt("id")
            body["allow_collaboration"] = true
        }
        let json = try client.send("POST", "\(source)/merge_requests", body)
        return try PullRequest(gitlab: json, owner: proposal.headOwner ?? address.owner)
    }

    func update(_ pullRequest: PullRequest, _ change: PullRequestChange) throws(ForgeError) {
        guard !change.isEmpty else { return }
        var body: [String: any Sendable] = [:]
        if let title = change.title {
            // Somebody may have lifted the draft meanwhile.
            let isDraft = DraftPrefix.split(try fresh(pullRequest).required("title"), .gitlab).isDraft
            body["title"] = DraftPrefix.joined(title, isDraft: isDraft, .gitlab)
        }
        if let text = change.body { body["description"] = text }
        if change.closes { body["state_event"] = "close" }
        try client.send("PUT", root(pullRequest), body)
    }

    func setDraft(_ pullRequest: PullRequest, _ isDraft: Bool) throws(ForgeError) {
        let title = try fresh(pullRequest).required("title")
        let wanted = DraftPrefix.joined(title, isDraft: isDraft, .gitlab)
        if wanted != title { try client.send("PUT", root(pullRequest), ["title": wanted]) }
    }

    func addLabels(_ labels: [String], to pullRequest: PullRequest) throws(ForgeError) {
        guard !labels.isEmpty else { return }
        try client.send("PUT", root(pullRequest), ["add_labels": try joined(labels)])
    }

    func removeLabel(_ label: String, from pullRequest: PullRequest) throws(ForgeError) {
        try client.send("PUT", root(pullRequest), ["remove_labels": try joined([label])])
    }

    private func joined(_ labels: [String]) throws(ForgeError) -> String {
        if let label = labels.first(where: { $0.contains(",") || $0.isEmpty }) {
            throw ForgeError(.invalid, "'\(ForeignText.line(label))' can't be a label: GitLab's have no commas")
        }
        return labels.joined(separator: ",")
    }

    /// Adds reviewers to those who are asked already; names that nobody has are refused after the others are asked.
    func requestReviewers(_ reviewers: Reviewers, on pullRequest: PullRequest) throws(ForgeError) {
        guard !reviewers.people.isEmpty else { return }
        let asked = (try fresh(pullRequest)["reviewers"].array ?? []).compactMap { $0["id"].int }
        var numbers = asked
        var strangers: [String] = []
        for name in reviewers.people {
            let users = try client.all("users?username=\(percentEncoded(name))")
            let user = users.first { $0["username"].string?.lowercased() == name.lowercased() }
            if let number = user?["id"].int {
                if !numbers.contains(number) { numbers.append(number) }
            } else {
                strangers.append(ForeignText.line(name))
            }
        }
        if numbers != asked { try client.send("PUT", root(pullRequest), ["reviewer_ids": numbers]) }
        guard strangers.isEmpty else {
            throw ForgeError(.invalid, "GitLab knows nobody called \(strangers.joined(separator: ", "))")
        }
    }

    func comments(on pullRequest: PullRequest) throws(ForgeError) -> [PullRequestComment] {
        var comments: [PullRequestComment] = []
        let notes = try client.all("\(root(pullRequest))/notes?sort=asc&order_by=created_at")
        // Notes that GitLab itself wrote tell of changes.
        for json in notes where json["system"].bool != true { comments.append(try PullRequestComment(json)) }
        return comments
    }

    func comment(_ body: String, on pullRequest: PullRequest) throws(ForgeError) {
        try client.send("POST", "\(root(pullRequest))/notes", ["body": body])
    }

    func edit(_ comment: PullRequestComment, to body: String, on pullRequest: PullRequest) throws(ForgeError) {
        try client.send("PUT", "\(root(pullRequest))/notes/\(comment.id)", ["body": body])
    }

    /// Pipelines, the newest of each branch and trigger, and statuses that are not allowed to fail.
    func checks(of commit: String) throws(ForgeError) -> CheckState {
        var states: [CheckState] = []
        var seen: Set<String> = []
        for pipeline in try client.all("\(root)/pipelines?sha=\(percentEncoded(commit))&order_by=id&sort=desc") {
            let line = "\(pipeline["ref"].string ?? "") \(pipeline["source"].string ?? "")"
            if seen.insert(line).inserted { states.append(Self.state(pipeline)) }
        }
        for status in try client.all("\(root)/repository/commits/\(percentEncoded(commit))/statuses")
        where status["allow_failure"].bool != true {
            states.append(Self.state(status))
        }
        return CheckState(all: states)
    }

    private static func state(_ json: JSON) -> CheckState {
        switch json["status"].string ?? "" {
        case "success", "skipped": .passed
        case "failed", "canceled": .failed
        default: .pending
        }
    }

    func automergeObstacle(base: String) throws(ForgeError) -> String? {
        // A failed pipeline would be no obstacle otherwise.
        let isRequired = try client.json(root)["only_allow_merge_if_pipeline_succeeds"].bool == true
        return isRequired ? nil : "the project doesn't require that pipelines succeed"
    }

    func setAutomerge(_ pullRequest: PullRequest, _ isOn: Bool, commit: String) throws(ForgeError) {
        guard isOn else {
            guard try fresh(pullRequest)["merge_when_pipeline_succeeds"].bool == true else { return }
            try client.send("POST", "\(root(pullRequest))/cancel_merge_when_pipeline_succeeds", [:])
            return
        }
        // The one name is for servers before 17.11, the other for those after.
        let body: [String: any Sendable] = ["merge_when_pipeline_succeeds": true, "auto_merge": true, "sha": commit]
        var tries = 1
        while true {
            do throws(ForgeError) {
                try client.send("PUT", "\(root(pullRequest))/merge", body)
                return
            } catch {
                // It says 405 until it has begun the pipeline, some seconds after the push.
                guard error.code == .invalid, tries < 5 else { throw error }
                client.pacer.wait(5)
                tries += 1
            }
        }
    }

    /// A new fork may take a moment until git can push to it.
    func fork(makingIt: Bool) throws(ForgeError) -> ForgeRepository? {
        for json in try client.all("\(root)/forks?owned=true") { return try ForgeRepository(json, .gitlab) }
        guard makingIt else { return nil }
        return try ForgeRepository(try client.send("POST", "\(root)/fork", [:]), .gitlab)
    }
}

extension PullRequest {
    /// From GitLab's object.
    init(gitlab json: JSON, owner: String) throws(ForgeError) {
        let states: [String: State] = ["opened": .open, "locked": .open, "merged": .merged, "closed": .closed]
        let (title, isPrefixed) = DraftPrefix.split(try json.required("title"), .gitlab)
        let status = json["detailed_merge_status"].string ?? json["merge_status"].string ?? ""
        let unknown = ["", "unchecked", "checking", "preparing", "cannot_be_merged_recheck"]
        let isConflicted = json["has_conflicts"].bool == true || json["merge_status"].string == "cannot_be_merged"
        self.init(
            number: try json.requiredInt("iid"), state: states[try json.required("state")] ?? .closed, title: title,
            body: json["description"].string ?? "", isDraft: json["draft"].bool ?? isPrefixed,
            labels: (json["labels"].array ?? []).compactMap(\.string), head: try json.required("source_branch"),
            headOwner: owner, headCommit: json["sha"].string ?? "", base: try json.required("target_branch"),
            url: json["web_url"].string ?? "",
            isMergeable: isConflicted ? false : unknown.contains(status) ? nil : true,
            isAutomerging: json["merge_when_pipeline_succeeds"].bool)
    }
}
