/// What of GitHub's GraphQL changes pull requests in ways that the REST API can't.
enum GitHubGraphQL {
    private static let mutations = [
        "markPullRequestReadyForReview", "convertPullRequestToDraft", "enablePullRequestAutoMerge",
        "disablePullRequestAutoMerge",
    ]

    static func answer(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
        let variables = call.fields["variables"] as? [String: Any]
        // Clients name the variables as they like: one for each field, or one for the whole input.
        let input = variables?["input"] as? [String: Any] ?? variables ?? [:]
        let id = input["pullRequestId"] as? String ?? input["id"] as? String ?? ""
        let query = call.string("query") ?? ""
        guard let name = mutations.first(where: { query.contains($0) }) else {
            return .json(200, ["errors": [["message": "Field doesn't exist on type 'Mutation'"]]])
        }
        for var repository in world.repositories.values {
            guard let pull = repository.pulls.first(where: { GitHubModels.node("PR", $0.id) == id }) else { continue }
            do throws(Refusal) {
                let changed = try change(name, pull, input, &repository, &world)
                world.change(repository)
                let now = repository.pulls.first { $0.number == pull.number } ?? pull
                let request: Any = now.isAutomerging ? ["enabledAt": now.updated] as Any : [String: String]?.none as Any
                let object: [String: Any] = ["isDraft": now.isDraft, "autoMergeRequest": request]
                return .json(200, ["data": [name: ["pullRequest": object]]], changed: changed)
            } catch {
                guard case .conflict(let text) = error else { throw error }
                return failure(name, "UNPROCESSABLE", text)
            }
        }
        return failure(name, "NOT_FOUND", "Could not resolve to a node with the global id of '\(id)'")
    }

    private static func failure(_ name: String, _ type: String, _ text: String) -> Reply {
        .json(200, ["data": [name: nil as String?], "errors": [["type": type, "message": text]]])
    }

    private static func change(
        _ name: String, _ pull: World.Pull, _ input: [String: Any], _ repository: inout World.Repository,
        _ world: inout World
    ) throws(Refusal) -> [String] {
        switch name {
        case "enablePullRequestAutoMerge":
            guard repository.allowsAutomerge else {
                throw .conflict("Pull request Auto merge is not allowed for this repository")
            }
            if repository.requiredChecks == .none || world.state(repository, pull) == "success" {
                throw .conflict("Pull request Pull request is in clean status")
            }
            let commit = input["expectedHeadOid"] as? String
            return try world.setAutomerge(pull.number, true, commit: commit, in: &repository)
        case "disablePullRequestAutoMerge":
            guard pull.isAutomerging else { throw .conflict("Can't disable auto-merge for this pull request.") }
            return try world.setAutomerge(pull.number, false, commit: nil, in: &repository)
        default:
            let edit = World.Edit(isDraft: name == "convertPullRequestToDraft")
            return try world.edit(pull.number, edit, in: &repository)
        }
    }
}
