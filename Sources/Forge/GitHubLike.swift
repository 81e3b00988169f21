/// The part of GitHub's API that Gitea and Forgejo took over as it is.
protocol GitHubLike: Forge {
    var client: ForgeClient { get }
}

extension GitHubLike {
    var root: String { "repos/\(percentEncoded(address.owner))/\(percentEncoded(address.name))" }

    func requestReviewers(_ reviewers: Reviewers, on pullRequest: PullRequest) throws(ForgeError) {
        guard !reviewers.isEmpty else { return }
        let body: [String: any Sendable] = ["reviewers": reviewers.people, "team_reviewers": reviewers.teams]
        try client.send("POST", "\(root)/pulls/\(pullRequest.number)/requested_reviewers", body)
    }

    func comments(on pullRequest: PullRequest) throws(ForgeError) -> [PullRequestComment] {
        var comments: [PullRequestComment] = []
        for json in try client.all("\(root)/issues/\(pullRequest.number)/comments") {
            comments.append(try PullRequestComment(json))
        }
        return comments
    }

    func comment(_ body: String, on pullRequest: PullRequest) throws(ForgeError) {
        try client.send("POST", "\(root)/issues/\(pullRequest.number)/comments", ["body": body])
    }

    func edit(_ comment: PullRequestComment, to body: String, on pullRequest: PullRequest) throws(ForgeError) {
        try client.send("PATCH", "\(root)/issues/comments/\(comment.id)", ["body": body])
    }

    /// Writes what changes, under a title as the forge keeps it.
    func write(_ change: PullRequestChange, title: String?, on pullRequest: PullRequest) throws(ForgeError) {
        var body: [String: any Sendable] = [:]
        if let title { body["title"] = title }
        if let text = change.body { body["body"] = text }
        if change.closes { body["state"] = "closed" }
        try client.send("PATCH", "\(root)/pulls/\(pullRequest.number)", body)
    }

    /// The fork of the same name that the token's owner has; a new one may take a moment until git can push to it.
    /// - Parameter request: What is sent to have one made; nil makes none.
    func fork(making request: [String: any Sendable]?) throws(ForgeError) -> ForgeRepository? {
        if let known = try knownFork() { return known }
        return try request.map { body throws(ForgeError) in
            try ForgeRepository(try client.send("POST", "\(root)/forks", body), kind)
        }
    }

    /// Nil where there is none, or the token's owner is nobody: an app's installation.
    private func knownFork() throws(ForgeError) -> ForgeRepository? {
        let owner = try client.get("user", accepting: [401, 403, 404])
        guard owner.status == 200, let user = try client.decode(owner, "GET", "user")["login"].string else {
            return nil
        }
        let path = "repos/\(percentEncoded(user))/\(percentEncoded(address.name))"
        let reply = try client.get(path, accepting: [404])
        guard reply.status != 404 else { return nil }
        let json = try client.decode(reply, "GET", path)
        guard json["parent"]["full_name"].string?.lowercased() == address.path.lowercased() else { return nil }
        return try ForgeRepository(json, kind)
    }
}
