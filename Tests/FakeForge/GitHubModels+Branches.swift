import Foundation

extension GitHubModels {
    static func branch(_ name: String, _ repository: World.Repository, _ world: World) -> [String: Any] {
        let url = "\(api(repository, world))/branches/\(name)"
        let page = "\(world.url)/\(repository.path)"
        let commit = world.tip(repository.path, name) ?? ""
        let place = "\(api(repository, world))/commits/\(commit)"
        let isProtected = repository.requiredChecks == .branch
        let contexts = isProtected ? ["test"] : []
        return [
            "name": name, "protected": isProtected, "protection_url": "\(url)/protection",
            "_links": ["self": url, "html": "\(page)/tree/\(name)"],
            "protection": [
                "enabled": isProtected,
                "required_status_checks": [
                    "enforcement_level": isProtected ? "non_admins" : "off", "contexts": contexts,
                    "checks": contexts.map { ["context": $0, "app_id": NSNull()] as [String: Any] },
                ] as [String: Any],
            ] as [String: Any],
            "commit": [
                "url": place, "sha": commit, "node_id": node("C", 1), "html_url": "\(page)/commit/\(commit)",
                "comments_url": "\(place)/comments", "author": NSNull(), "committer": NSNull(), "parents": [Int](),
                "commit": [
                    "url": place, "author": NSNull(), "committer": NSNull(), "message": "Change", "comment_count": 0,
                    "tree": ["sha": commit, "url": place],
                ] as [String: Any],
            ] as [String: Any],
        ]
    }

    static func rules(_ repository: World.Repository) -> [[String: Any]] {
        guard repository.requiredChecks == .ruleset else { return [] }
        return [
            [
                "type": "required_status_checks", "ruleset_source_type": "Repository",
                "ruleset_source": repository.path, "ruleset_id": 1,
                "parameters": [
                    "required_status_checks": [["context": "test"]], "strict_required_status_checks_policy": false,
                ] as [String: Any],
            ]
        ]
    }
}
