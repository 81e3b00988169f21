import Foundation

/// Gitea's objects.
enum GiteaModels {
    static func api(_ repository: World.Repository, _ world: World) -> String {
        "\(world.url)/api/v1/repos/\(repository.path)"
    }

    static func split(_ title: String) -> (title: String, isDraft: Bool) {
        for prefix in ["wip:", "[wip]"] where title.lowercased().hasPrefix(prefix) {
            return (title.dropFirst(prefix.count).trimmingCharacters(in: .whitespaces), true)
        }
        return (title, false)
    }

    static func user(_ name: String, _ world: inout World) -> [String: Any] {
        [
            "id": world.account(name), "login": name, "login_name": "", "source_id": 0, "full_name": "",
            "email": "\(name)@noreply.example.com", "avatar_url": "\(world.url)/avatars/1",
            "html_url": "\(world.url)/\(name)", "language": "", "is_admin": false,
            "last_login": World.time(0), "created": World.time(0), "restricted": false, "active": true,
            "prohibit_login": false, "location": "", "website": "", "description": "", "visibility": "public",
            "followers_count": 0, "following_count": 0, "starred_repos_count": 0, "username": name,
        ]
    }

    static func repository(_ repository: World.Repository, _ world: inout World) -> [String: Any] {
        let page = "\(world.url)/\(repository.path)"
        let parent = repository.parent.flatMap(world.repository)
        return [
            "id": repository.id, "owner": user(repository.owner, &world), "name": repository.name,
            "full_name": repository.path, "description": "", "empty": world.isEmpty(repository.path),
            "private": true, "fork": parent != nil, "template": false,
            "parent": parent.map { Self.repository($0, &world) as Any } ?? NSNull(),
            "mirror": repository.isMirror, "size": 1, "language": "", "languages_url": "",
            "html_url": page, "url": api(repository, world), "link": "",
            "ssh_url": "git@127.0.0.1:\(repository.path).git", "clone_url": "\(page).git", "original_url": "",
            "website": "", "stars_count": 0, "forks_count": 0, "watchers_count": 0, "open_issues_count": 0,
            "open_pr_counter": repository.pulls.filter(\.isOpen).count, "release_counter": 0,
            "default_branch": world.defaultBranch(repository.path), "archived": repository.isArchived,
            "created_at": repository.created, "updated_at": repository.created,
            "archived_at": World.time(0),
            "permissions": ["admin": false, "push": repository.canPush, "pull": true],
            "has_issues": true, "has_wiki": false, "has_pull_requests": repository.takesPullRequests,
            "has_projects": false, "has_releases": false, "has_packages": false, "has_actions": false,
            "ignore_whitespace_conflicts": false, "allow_merge_commits": true, "allow_rebase": true,
            "allow_rebase_explicit": true, "allow_squash_merge": true, "allow_fast_forward_only_merge": false,
            "allow_rebase_update": true, "default_delete_branch_after_merge": false,
            "default_merge_style": "merge", "default_allow_maintainer_edit": false, "avatar_url": "",
            "internal": false, "mirror_interval": "", "object_format_name": "sha1",
            "mirror_updated": World.time(0), "repo_transfer": NSNull(), "topics": repository.topics,
        ]
    }

    static func branch(_ name: String, _ commit: String, _ repository: World.Repository) -> [String: Any] {
        let isProtected = repository.requiredChecks != .none
        return [
            "name": name, "commit": ["id": commit, "message": "Change"], "protected": isProtected,
            "required_approvals": 0, "enable_status_check": isProtected,
            "status_check_contexts": isProtected ? ["test"] : [], "user_can_push": true, "user_can_merge": true,
            "effective_branch_protection_name": "",
        ]
    }

    static func label(_ label: World.Label, _ repository: World.Repository, _ world: World) -> [String: Any] {
        [
            "id": label.id, "name": label.name, "exclusive": false, "is_archived": false, "color": label.color,
            "description": "", "url": "\(api(repository, world))/labels/\(label.id)",
        ]
    }

    static func comment(
        _ comment: World.Comment, _ number: Int, _ repository: World.Repository, _ world: inout World
    ) -> [String: Any] {
        let page = "\(world.url)/\(repository.path)/pulls/\(number)"
        return [
            "id": comment.id, "html_url": "\(page)#issuecomment-\(comment.id)", "pull_request_url": page,
            "issue_url": "", "user": user(comment.author, &world), "original_author": "",
            "original_author_id": 0, "body": comment.body, "assets": [Int](), "created_at": comment.created,
            "updated_at": comment.updated,
        ]
    }

    static func status(
        _ check: World.Check, _ repository: World.Repository, _ world: inout World
    ) -> [String: Any] {
        [
            "id": check.id, "status": check.state, "target_url": "", "description": "",
            "url": "\(api(repository, world))/statuses/\(check.commit)", "context": check.name,
            "creator": user("bot", &world), "created_at": check.created, "updated_at": check.created,
        ]
    }

    static func review(_ name: String, _ pull: World.Pull, _ world: inout World) -> [String: Any] {
        [
            "id": world.number(), "user": user(name, &world), "team": NSNull(), "state": "REQUEST_REVIEW",
            "body": "", "commit_id": pull.headCommit, "stale": false, "official": false, "dismissed": false,
            "comments_count": 0, "submitted_at": pull.updated, "updated_at": pull.updated, "html_url": "",
            "pull_request_url": "",
        ]
    }

    static func pull(
        _ pull: World.Pull, _ repository: World.Repository, _ world: inout World
    ) -> [String: Any] {
        let page = "\(world.url)/\(repository.path)/pulls/\(pull.number)"
        let isMergeable = pull.isOpen && world.mergedTree(repository, pull) != nil
        var reviewers: [[String: Any]] = []
        for name in pull.reviewers { reviewers.append(user(name, &world)) }
        let time = pull.closed as Any? ?? NSNull()
        var object: [String: Any] = [
            "id": pull.id, "url": page, "number": pull.number, "user": user(pull.author, &world),
            "title": pull.isDraft ? "WIP: \(pull.title)" : pull.title, "body": pull.body,
            "labels": repository.labels.filter { pull.labels.contains($0.name) }.map {
                label($0, repository, world)
            },
            "milestone": NSNull(), "assignee": NSNull(), "assignees": NSNull(),
            "requested_reviewers": reviewers, "requested_reviewers_teams": NSNull(),
            "state": pull.isOpen ? "open" : "closed", "draft": pull.isDraft, "is_locked": false,
            "comments": pull.comments.count, "html_url": page, "diff_url": "\(page).diff",
            "patch_url": "\(page).patch", "mergeable": isMergeable, "merged": pull.isMerged,
            "merged_at": pull.isMerged ? time : NSNull(),
            "merge_commit_sha": pull.mergeCommit as Any? ?? NSNull(), "merged_by": NSNull(),
            "allow_maintainer_edit": false, "merge_base": "", "due_date": NSNull(), "created_at": pull.created,
            "updated_at": pull.updated, "closed_at": time, "pin_order": 0, "additions": 0, "deletions": 0,
            "changed_files": 0, "review_comments": 0,
        ]
        let base = world.tip(repository.path, pull.base) ?? ""
        object["base"] = side(pull.base, pull.base, base, repository, &world)
        // A branch that is gone shows as the pull request's own ref; the label stays.
        let isThere = world.tip(pull.source, pull.head) != nil
        let ref = isThere ? pull.head : "refs/pull/\(pull.number)/head"
        object["head"] = side(pull.head, ref, pull.headCommit, world.repository(pull.source), &world)
        return object
    }

    private static func side(
        _ label: String, _ ref: String, _ commit: String, _ repository: World.Repository?, _ world: inout World
    ) -> [String: Any] {
        [
            "label": label, "ref": ref, "sha": commit, "repo_id": repository?.id ?? 0,
            "repo": repository.map { Self.repository($0, &world) as Any } ?? NSNull(),
        ]
    }
}
