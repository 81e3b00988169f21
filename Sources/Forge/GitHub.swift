/// A repository on GitHub or GitHub Enterprise.
struct GitHub: GitHubLike {
    let client: ForgeClient
    let address: ForgeAddress

    var kind: ForgeKind { .github }

    func repository() throws(ForgeError) -> ForgeRepository {
        let reply = try client.get(root)
        let json = try client.decode(reply, "GET", root)
        var repository = try ForgeRepository(json, .github)
        repository.scopes = reply.headers["x-oauth-scopes"].map { text in
            text.split { $0 == "," || $0 == " " }.map(String.init)
        }
        // An empty repository names a default branch nevertheless; its size is rounded down to nothing as small ones'.
        if json["size"].int == 0 {
            let commits = try client.get("\(root)/commits?per_page=1", accepting: [409])
            repository.isEmpty = commits.status == 409
            if repository.isEmpty { repository.defaultBranch = nil }
        }
        return repository
    }

    func pullRequests(from branch: String, of owner: String?) throws(ForgeError) -> [PullRequest] {
        let owner = owner ?? address.owner
        let head = percentEncoded("\(owner):\(branch)")
        var found: [PullRequest] = []
        // GitHub answers with all pull requests when it doesn't understand the filter.
        for json in try client.all("\(root)/pulls?head=\(head)&state=all&sort=created&direction=desc") {
            let pullRequest = try PullRequest(github: json)
            guard pullRequest.head == branch, pullRequest.headOwner.lowercased() == owner.lowercased() else {
                continue
            }
            // Only the single one says whether it can be merged.
            let isOpen = pullRequest.state == .open
            found.append(isOpen ? try fresh(pullRequest.number) : pullRequest)
        }
        return found
    }

    func openPullRequests() throws(ForgeError) -> [PullRequest] {
        var found: [PullRequest] = []
        for json in try client.all("\(root)/pulls?state=open&sort=created&direction=desc") {
            found.append(try PullRequest(github: json))
        }
        return found
    }

    private func fresh(_ number: Int) throws(ForgeError) -> PullRequest {
        try PullRequest(github: try client.json("\(root)/pulls/\(number)"))
    }

    /// Opens a pull request; one that begins as a draft is opened ready where the repository's plan has no drafts.
    func create(_ proposal: PullRequestProposal) throws(ForgeError) -> PullRequest {
        var body: [String: any Sendable] = [
            "title": proposal.title, "body": proposal.body, "base": proposal.base, "draft": proposal.isDraft,
            "head": "\(proposal.headOwner ?? address.owner):\(proposal.head)",
        ]
        if proposal.headOwner != nil { body["maintainer_can_modify"] = true }
        do throws(ForgeError) {
            return try PullRequest(github: try client.send("POST", "\(root)/pulls", body))
        } catch {
            let isDraftRefused = error.code == .invalid && error.message.lowercased().contains("draft pull requests")
            guard proposal.isDraft, isDraftRefused else { throw error }
            body["draft"] = false
            return try PullRequest(github: try client.send("POST", "\(root)/pulls", body))
        }
    }

    func update(_ pullRequest: PullRequest, _ change: PullRequestChange) throws(ForgeError) {
        guard !change.isEmpty else { return }
        try write(change, title: change.title, on: pullRequest)
    }

    func setDraft(_ pullRequest: PullRequest, _ isDraft: Bool) throws(ForgeError) {
        let mutation = isDraft ? "convertPullRequestToDraft" : "markPullRequestReadyForReview"
        let answer = try mutate(pullRequest, mutation, giving: "isDraft")
        guard answer["isDraft"].bool == isDraft else { throw Self.isUnsure(mutation) }
    }

    func automergeObstacle(base: String) throws(ForgeError) -> String? {
        if try client.json(root)["allow_auto_merge"].bool == false { return "the repository doesn't allow auto-merge" }
        let branch = percentEncoded(base)
        // Rulesets; servers that are too old for them don't know the address.
        let path = "\(root)/rules/branches/\(branch)?per_page=100"
        let rules = JSON(try client.get(path, accepting: [403, 404]).body)?.array ?? []
        if rules.contains(where: { $0["type"].string == "required_status_checks" }) { return nil }
        let classic = try client.json("\(root)/branches/\(branch)")["protection"]["required_status_checks"]
        let contexts = classic["contexts"].array ?? classic["checks"].array ?? []
        let isRequired = classic["enforcement_level"].string != "off" && !contexts.isEmpty
        return isRequired ? nil : "no check is required on \(base)"
    }

    /// Merges as the repository allows: with a merge commit, else as one commit, else by a rebase.
    func setAutomerge(_ pullRequest: PullRequest, _ isOn: Bool, commit: String) throws(ForgeError) {
        let mutation = isOn ? "enablePullRequestAutoMerge" : "disablePullRequestAutoMerge"
        var more: [(name: String, type: String, value: String)] = []
        if isOn {
            let repository = try client.json(root)
            let methods = [
                "MERGE": "allow_merge_commit", "SQUASH": "allow_squash_merge", "REBASE": "allow_rebase_merge",
            ]
            let method = ["MERGE", "SQUASH", "REBASE"].first { repository[methods[$0] ?? ""].bool != false }
            more = [
                ("mergeMethod", "PullRequestMergeMethod!", method ?? "MERGE"),
                ("expectedHeadOid", "GitObjectID!", commit),
            ]
        }
        let answer = try mutate(pullRequest, mutation, more, giving: "autoMergeRequest { enabledAt }")
        guard answer["autoMergeRequest"].exists == isOn else { throw Self.isUnsure(mutation) }
    }

    private static func isUnsure(_ mutation: String) -> ForgeError {
        ForgeError(.malformed, "the reply doesn't say that the change is made", call: "POST \(mutation)")
    }

    /// Changes a pull request by GraphQL, where the other API can't; returns what is asked of it afterwards.
    private func mutate(
        _ pullRequest: PullRequest, _ mutation: String, _ more: [(name: String, type: String, value: String)] = [],
        giving fields: String
    ) throws(ForgeError) -> JSON {
        let handle = pullRequest.handle.isEmpty ? try fresh(pullRequest.number).handle : pullRequest.handle
        let inputs = [(name: "pullRequestId", type: "ID!", value: handle)] + more
        let types = inputs.map { "$\($0.name): \($0.type)" }.joined(separator: ", ")
        let input = inputs.map { "\($0.name): $\($0.name)" }.joined(separator: ", ")
        let query = "mutation(\(types)) { \(mutation)(input: {\(input)}) { pullRequest { \(fields) } } }"
        let values = Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, $0.value) })
        let body = JSON.bytes(["query": query, "variables": values])
        // On GitHub Enterprise it is beside the other API's root, not below it.
        let url = client.api.hasSuffix("/v3") ? client.api.dropLast(3) + "/graphql" : client.api + "/graphql"
        let reply = try client.call("POST", url, body: body)
        let json = try client.decode(reply, "POST", url)
        let call = client.name("POST", url)
        // Errors come with status 200 here.
        if let first = json["errors"].array?.first {
            let kinds: [String: ForgeError.Code] = [
                "NOT_FOUND": .notFound, "FORBIDDEN": .forbidden, "RATE_LIMITED": .rateLimited,
            ]
            throw ForgeError(
                kinds[first["type"].string ?? ""] ?? .invalid,
                ForeignText.line(first["message"].string ?? "", hiding: [client.token.secret]), call: call)
        }
        return json["data"][mutation]["pullRequest"]
    }

    func addLabels(_ labels: [String], to pullRequest: PullRequest) throws(ForgeError) {
        guard !labels.isEmpty else { return }
        // GitHub makes those that are missing.
        _ = try client.send("POST", "\(root)/issues/\(pullRequest.number)/labels", ["labels": labels])
    }

    func removeLabel(_ label: String, from pullRequest: PullRequest) throws(ForgeError) {
        do throws(ForgeError) {
            try client.write("DELETE", "\(root)/issues/\(pullRequest.number)/labels/\(percentEncoded(label))")
        } catch {
            // Without access it is the same status, but another text.
            guard error.code == .notFound, error.message.contains("Label does not exist") else { throw error }
        }
    }

    func checks(of commit: String) throws(ForgeError) -> CheckState {
        let path = "\(root)/commits/\(percentEncoded(commit))"
        var states: [CheckState] = []
        for run in try client.all("\(path)/check-runs", in: "check_runs") {
            let conclusion = run["conclusion"].string ?? ""
            if run["status"].string != "completed" {
                states.append(.pending)
            } else {
                states.append(["success", "neutral", "skipped"].contains(conclusion) ? .passed : .failed)
            }
        }
        for status in try client.all("\(path)/status", in: "statuses") {
            states.append(["success": .passed, "pending": .pending][status["state"].string ?? ""] ?? .failed)
        }
        return CheckState(all: states)
    }

    func fork(makingIt: Bool) throws(ForgeError) -> ForgeRepository? {
        try fork(making: makingIt ? ["default_branch_only": true] : nil)
    }
}

extension PullRequest {
    /// From GitHub's object.
    init(github json: JSON) throws(ForgeError) {
        let head = json["head"]
        let isMerged = json["merged_at"].exists || json["merged"].bool == true
        // The fork may be gone; the label still begins with its owner.
        let label = head["label"].string ?? ""
        let owner = head["repo"]["owner"]["login"].string ?? head["user"]["login"].string
        self.init(
            number: try json.requiredInt("number"),
            state: isMerged ? .merged : json["state"].string == "open" ? .open : .closed,
            title: try json.required("title"), body: json["body"].string ?? "", isDraft: json["draft"].bool ?? false,
            labels: (json["labels"].array ?? []).compactMap { $0["name"].string }, head: try head.required("ref"),
            headOwner: owner ?? String(label.prefix { $0 != ":" }), headCommit: try head.required("sha"),
            base: try json["base"].required("ref"), url: json["html_url"].string ?? "",
            isMergeable: json["mergeable"].bool, handle: json["node_id"].string ?? "",
            isAutomerging: json["auto_merge"].exists)
    }
}

extension PullRequestComment {
    /// From the object that all three describe a comment with.
    init(_ json: JSON) throws(ForgeError) {
        self.init(id: try json.requiredInt("id"), body: json["body"].string ?? "")
    }
}

extension CheckState {
    /// All of them together: a failure is one whatever still runs.
    init(all states: [CheckState]) {
        self = states.contains(.failed) ? .failed : states.contains(.pending) ? .pending : states.first ?? .none
    }
}
