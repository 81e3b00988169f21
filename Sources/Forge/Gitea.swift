/// A repository on Gitea or Forgejo.
struct Gitea: GitHubLike {
    let client: ForgeClient
    let address: ForgeAddress

    var kind: ForgeKind { .gitea }

    func repository() throws(ForgeError) -> ForgeRepository {
        var repository = try ForgeRepository(try client.json(root), .gitea)
        if repository.isEmpty { repository.defaultBranch = nil }
        return repository
    }

    /// There is no filter by branch: all of them are looked through.
    func pullRequests(from branch: String, of owner: String?) throws(ForgeError) -> [PullRequest] {
        let owner = owner ?? address.owner
        return try list("state=all").filter {
            $0.head == branch && $0.headOwner.lowercased() == owner.lowercased()
        }
    }

    func openPullRequests() throws(ForgeError) -> [PullRequest] {
        try list("state=open")
    }

    private func list(_ query: String) throws(ForgeError) -> [PullRequest] {
        var found: [PullRequest] = []
        for json in try client.all("\(root)/pulls?\(query)") { found.append(try PullRequest(gitea: json)) }
        return found.sorted { $0.number > $1.number }
    }

    func create(_ proposal: PullRequestProposal) throws(ForgeError) -> PullRequest {
        let head = proposal.headOwner.map { "\($0):\(proposal.head)" } ?? proposal.head
        let body: [String: any Sendable] = [
            "title": DraftPrefix.joined(proposal.title, isDraft: proposal.isDraft, .gitea), "body": proposal.body,
            "head": head, "base": proposal.base,
        ]
        return try PullRequest(gitea: try client.send("POST", "\(root)/pulls", body))
    }

    private func title(_ pullRequest: PullRequest) throws(ForgeError) -> String {
        try client.json("\(root)/pulls/\(pullRequest.number)").required("title")
    }

    func update(_ pullRequest: PullRequest, _ change: PullRequestChange) throws(ForgeError) {
        guard !change.isEmpty else { return }
        var title = change.title
        if let wanted = title {
            // Somebody may have lifted the draft meanwhile.
            let isDraft = DraftPrefix.split(try self.title(pullRequest), .gitea).isDraft
            title = DraftPrefix.joined(wanted, isDraft: isDraft, .gitea)
        }
        try write(change, title: title, on: pullRequest)
    }

    func setDraft(_ pullRequest: PullRequest, _ isDraft: Bool) throws(ForgeError) {
        let title = try title(pullRequest)
        let wanted = DraftPrefix.joined(title, isDraft: isDraft, .gitea)
        if wanted != title { try client.send("PATCH", "\(root)/pulls/\(pullRequest.number)", ["title": wanted]) }
    }

    /// Labels go by number here; those of the organisation count too.
    func addLabels(_ labels: [String], to pullRequest: PullRequest) throws(ForgeError) {
        guard !labels.isEmpty else { return }
        var known = try client.all("\(root)/labels")
        if !labels.allSatisfy({ name in known.contains { $0["name"].string == name } }) {
            do throws(ForgeError) {
                known += try client.all("orgs/\(percentEncoded(address.owner))/labels")
            } catch {
                // A person has none, and the token may be refused a look.
                guard error.code == .notFound || error.code == .forbidden else { throw error }
            }
        }
        var numbers: [Int] = []
        for name in labels {
            var label = known.first { $0["name"].string == name }
            if label == nil {
                label = try client.send("POST", "\(root)/labels", ["name": name, "color": "#ededed"])
            }
            if let label { numbers.append(try label.requiredInt("id")) }
        }
        _ = try client.send("POST", "\(root)/issues/\(pullRequest.number)/labels", ["labels": numbers])
    }

    func removeLabel(_ label: String, from pullRequest: PullRequest) throws(ForgeError) {
        let path = "\(root)/issues/\(pullRequest.number)/labels"
        for json in try client.all(path) where json["name"].string == label {
            try client.write("DELETE", "\(path)/\(try json.requiredInt("id"))")
        }
    }

    func checks(of commit: String) throws(ForgeError) -> CheckState {
        var states: [CheckState] = []
        for status in try client.all("\(root)/commits/\(percentEncoded(commit))/status", in: "statuses") {
            switch status["status"].string ?? status["state"].string ?? "" {
            case "success", "warning", "skipped": states.append(.passed)
            case "pending": states.append(.pending)
            default: states.append(.failed)
            }
        }
        return CheckState(all: states)
    }

    func automergeObstacle(base: String) throws(ForgeError) -> String? {
        let branch = try client.json("\(root)/branches/\(percentEncoded(base))")
        let isRequired = branch["enable_status_check"].bool == true
        return isRequired ? nil : "no check is required on \(base)"
    }

    func setAutomerge(_ pullRequest: PullRequest, _ isOn: Bool, commit: String) throws(ForgeError) {
        let path = "\(root)/pulls/\(pullRequest.number)/merge"
        do throws(ForgeError) {
            if isOn {
                let style = try client.json(root)["default_merge_style"].string ?? "merge"
                let body: [String: any Sendable] = [
                    "do": style, "merge_when_checks_succeed": true, "head_commit_id": commit,
                ]
                _ = try client.call("POST", client.api + "/" + path, body: JSON.bytes(body))
            } else {
                try client.write("DELETE", path)
            }
        } catch {
            // It is scheduled already, or was never.
            guard error.code == (isOn ? .exists : .notFound) else { throw error }
        }
    }

    func fork(makingIt: Bool) throws(ForgeError) -> ForgeRepository? { try fork(making: makingIt ? [:] : nil) }
}

extension PullRequest {
    /// From Gitea's object.
    init(gitea json: JSON) throws(ForgeError) {
        let head = json["head"]
        let (title, isPrefixed) = DraftPrefix.split(try json.required("title"), .gitea)
        // `ref` turns into `refs/pull/N/head` when the branch is deleted; the label stays.
        let label = head["label"].string.flatMap { $0.isEmpty ? nil : $0 }
        self.init(
            number: try json.requiredInt("number"),
            state: json["merged"].bool == true ? .merged : json["state"].string == "open" ? .open : .closed,
            title: title, body: json["body"].string ?? "", isDraft: json["draft"].bool ?? isPrefixed,
            labels: (json["labels"].array ?? []).compactMap { $0["name"].string },
            head: label ?? head["ref"].string ?? "", headOwner: head["repo"]["owner"]["login"].string ?? "",
            headCommit: head["sha"].string ?? "", base: try json["base"].required("ref"),
            url: json["html_url"].string ?? "", isMergeable: json["mergeable"].bool)
    }
}
