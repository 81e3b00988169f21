import Foundation

/// GitHub's objects, with all fields that its description requires.
enum GitHubModels {
    static func node(_ kind: String, _ id: Int) -> String {
        Data("\(kind)_\(id)".utf8).base64EncodedString()
    }

    static func api(_ repository: World.Repository, _ world: World) -> String {
        "\(world.url)/api/v3/repos/\(repository.path)"
    }

    static func label(_ pull: World.Pull, _ world: World) -> String {
        "\(world.repository(pull.source)?.owner ?? ""):\(pull.head)"
    }

    static func user(_ login: String, _ world: inout World) -> [String: Any] {
        let id = world.account(login)
        let url = "\(world.url)/api/v3/users/\(login)"
        return [
            "login": login, "id": id, "node_id": node("U", id), "avatar_url": "\(world.url)/avatars/\(id)",
            "gravatar_id": "", "url": url, "html_url": "\(world.url)/\(login)", "followers_url": "\(url)/followers",
            "following_url": "\(url)/following{/other_user}", "gists_url": "\(url)/gists{/gist_id}",
            "starred_url": "\(url)/starred{/owner}{/repo}", "subscriptions_url": "\(url)/subscriptions",
            "organizations_url": "\(url)/orgs", "repos_url": "\(url)/repos",
            "events_url": "\(url)/events{/privacy}", "received_events_url": "\(url)/received_events",
            "type": world.organisations.contains(login) ? "Organization" : "User", "site_admin": false,
            "user_view_type": "public",
        ]
    }

    static func privateUser(_ login: String, _ world: inout World) -> [String: Any] {
        let time = World.time(0)
        let more: [String: Any] = [
            "name": login, "company": NSNull(), "blog": "", "location": NSNull(), "email": NSNull(),
            "hireable": NSNull(), "bio": NSNull(), "public_repos": 0, "public_gists": 0, "followers": 0,
            "following": 0, "created_at": time, "updated_at": time, "private_gists": 0, "total_private_repos": 0,
            "owned_private_repos": 0, "disk_usage": 0, "collaborators": 0, "two_factor_authentication": true,
            "twitter_username": NSNull(), "notification_email": NSNull(),
        ]
        return user(login, &world).merging(more) { $1 }
    }

    static func repository(_ repository: World.Repository, _ world: inout World) -> [String: Any] {
        let url = api(repository, world)
        let page = "\(world.url)/\(repository.path)"
        let isEmpty = world.isEmpty(repository.path)
        var object: [String: Any] = [
            "id": repository.id, "node_id": node("R", repository.id), "name": repository.name,
            "full_name": repository.path, "owner": user(repository.owner, &world), "private": true,
            "html_url": page, "description": NSNull(), "fork": repository.parent != nil, "url": url,
            "git_url": "git://\(page.dropFirst(7)).git", "ssh_url": "git@127.0.0.1:\(repository.path).git",
            "clone_url": "\(page).git", "svn_url": page, "mirror_url": NSNull(), "homepage": NSNull(),
            "language": NSNull(), "forks_count": 0, "stargazers_count": 0, "watchers_count": 0,
            "size": isEmpty ? 0 : 1, "default_branch": world.defaultBranch(repository.path),
            "open_issues_count": 0, "has_issues": true, "has_projects": true, "has_wiki": true, "has_pages": false,
            "has_downloads": true, "has_discussions": false, "archived": repository.isArchived,
            "disabled": repository.isDisabled, "pushed_at": repository.created, "created_at": repository.created,
            "updated_at": repository.created, "subscribers_count": 0, "network_count": 0, "license": NSNull(),
            "forks": 0, "open_issues": 0, "watchers": 0, "topics": repository.topics, "visibility": "private",
            "allow_auto_merge": repository.allowsAutomerge, "allow_merge_commit": true, "allow_squash_merge": true,
            "allow_rebase_merge": true, "allow_forking": true, "is_template": false,
            "web_commit_signoff_required": false,
            "has_pull_requests": repository.takesPullRequests,
            "permissions": [
                "admin": false, "maintain": false, "push": repository.canPush, "triage": repository.canPush,
                "pull": true,
            ],
        ]
        if repository.isMirror { object["mirror_url"] = "https://example.invalid/mirror.git" }
        let addresses = [
            "archive": "/{archive_format}{/ref}", "assignees": "/assignees{/user}", "blobs": "/git/blobs{/sha}",
            "branches": "/branches{/branch}", "collaborators": "/collaborators{/collaborator}",
            "comments": "/comments{/number}", "commits": "/commits{/sha}", "compare": "/compare/{base}...{head}",
            "contents": "/contents/{+path}", "contributors": "/contributors", "deployments": "/deployments",
            "downloads": "/downloads", "events": "/events", "forks": "/forks", "git_commits": "/git/commits{/sha}",
            "git_refs": "/git/refs{/sha}", "git_tags": "/git/tags{/sha}",
            "issue_comment": "/issues/comments{/number}", "issue_events": "/issues/events{/number}",
            "issues": "/issues{/number}", "keys": "/keys{/key_id}", "labels": "/labels{/name}",
            "languages": "/languages", "merges": "/merges", "milestones": "/milestones{/number}",
            "notifications": "/notifications{?since,all,participating}", "pulls": "/pulls{/number}",
            "releases": "/releases{/id}", "stargazers": "/stargazers", "statuses": "/statuses/{sha}",
            "subscribers": "/subscribers", "subscription": "/subscription", "tags": "/tags", "teams": "/teams",
            "trees": "/git/trees{/sha}", "hooks": "/hooks",
        ]
        for (name, end) in addresses { object["\(name)_url"] = url + end }
        if let parent = repository.parent.flatMap(world.repository) {
            let above = Self.repository(parent, &world)
            object["parent"] = above
            object["source"] = above
        }
        return object
    }

    static func label(_ label: World.Label, _ repository: World.Repository, _ world: World) -> [String: Any] {
        [
            "id": label.id, "node_id": node("LA", label.id),
            "url": "\(api(repository, world))/labels/\(label.id)", "name": label.name, "description": NSNull(),
            "color": label.color, "default": false, "archived_at": NSNull(), "archived_by": NSNull(),
        ]
    }

    static func comment(
        _ comment: World.Comment, _ number: Int, _ repository: World.Repository, _ world: inout World
    ) -> [String: Any] {
        let url = api(repository, world)
        return [
            "id": comment.id, "node_id": node("IC", comment.id), "url": "\(url)/issues/comments/\(comment.id)",
            "html_url": "\(world.url)/\(repository.path)/pull/\(number)#issuecomment-\(comment.id)",
            "body": comment.body, "user": user(comment.author, &world), "created_at": comment.created,
            "updated_at": comment.updated, "issue_url": "\(url)/issues/\(number)",
            "author_association": "COLLABORATOR", "performed_via_github_app": NSNull(),
        ]
    }

    static func status(_ check: World.Check, _ repository: World.Repository, _ world: World) -> [String: Any] {
        [
            "description": NSNull(), "id": check.id, "node_id": node("SC", check.id), "state": check.state,
            "context": check.name, "target_url": NSNull(), "required": NSNull(),
            "avatar_url": "\(world.url)/avatars/1", "url": "\(api(repository, world))/statuses/\(check.commit)",
            "created_at": check.created, "updated_at": check.created,
        ]
    }

    static func checkRun(_ check: World.Check, _ repository: World.Repository, _ world: World) -> [String: Any] {
        let url = "\(api(repository, world))/check-runs/\(check.id)"
        let isDone = check.state != "pending"
        return [
            "id": check.id, "head_sha": check.commit, "node_id": node("CR", check.id), "external_id": "",
            "url": url, "html_url": "\(world.url)/\(repository.path)/runs/\(check.id)", "details_url": NSNull(),
            "status": isDone ? "completed" : "in_progress", "conclusion": isDone ? check.state as Any : NSNull(),
            "started_at": check.created, "completed_at": isDone ? check.created as Any : NSNull(),
            "output": [
                "title": NSNull(), "summary": NSNull(), "text": NSNull(), "annotations_count": 0,
                "annotations_url": "\(url)/annotations",
            ] as [String: Any],
            "name": check.name, "check_suite": ["id": check.id], "app": NSNull(), "pull_requests": [Int](),
        ]
    }

    static func pull(
        _ pull: World.Pull, _ repository: World.Repository, _ world: inout World, isWhole: Bool
    ) -> [String: Any] {
        let url = "\(api(repository, world))/pulls/\(pull.number)"
        let issue = "\(api(repository, world))/issues/\(pull.number)"
        let statuses = "\(api(repository, world))/statuses/\(pull.headCommit)"
        let page = "\(world.url)/\(repository.path)/pull/\(pull.number)"
        var reviewers: [[String: Any]] = []
        for name in pull.reviewers { reviewers.append(user(name, &world)) }
        var teams: [[String: Any]] = []
        for name in pull.teams { teams.append(team(name, repository, &world)) }
        var object: [String: Any] = [
            "url": url, "id": pull.id, "node_id": node("PR", pull.id), "html_url": page, "diff_url": "\(page).diff",
            "patch_url": "\(page).patch", "issue_url": issue, "commits_url": "\(url)/commits",
            "review_comments_url": "\(url)/comments",
            "review_comment_url": "\(api(repository, world))/pulls/comments{/number}",
            "comments_url": "\(issue)/comments", "statuses_url": statuses, "number": pull.number,
            "state": pull.isOpen ? "open" : "closed", "locked": false, "title": pull.title,
            "user": user(pull.author, &world), "body": pull.body.isEmpty ? NSNull() as Any : pull.body,
            "labels": repository.labels.filter { pull.labels.contains($0.name) }.map {
                label($0, repository, world)
            },
            "milestone": NSNull(), "active_lock_reason": NSNull(), "created_at": pull.created,
            "updated_at": pull.updated, "closed_at": pull.closed as Any? ?? NSNull(),
            "merged_at": pull.isMerged ? pull.closed as Any? ?? NSNull() : NSNull(),
            "merge_commit_sha": pull.mergeCommit as Any? ?? NSNull(), "assignee": NSNull(), "assignees": [Int](),
            "requested_reviewers": reviewers, "requested_teams": teams, "draft": pull.isDraft,
            "author_association": "COLLABORATOR", "auto_merge": automerge(pull, &world),
            "_links": [
                "comments": ["href": "\(issue)/comments"], "commits": ["href": "\(url)/commits"],
                "statuses": ["href": statuses], "html": ["href": page], "issue": ["href": issue],
                "review_comments": ["href": "\(url)/comments"],
                "review_comment": ["href": "\(api(repository, world))/pulls/comments{/number}"],
                "self": ["href": url],
            ],
        ]
        let base = world.tip(repository.path, pull.base) ?? pull.headCommit
        object["head"] = side(pull.head, pull.headCommit, world.repository(pull.source), &world)
        object["base"] = side(pull.base, base, repository, &world)
        guard isWhole else { return object }
        let size = world.size(repository, pull)
        let isMergeable = pull.isOpen ? world.mergedTree(repository, pull) != nil : nil
        let more: [String: Any] = [
            "merged": pull.isMerged, "mergeable": isMergeable as Any? ?? NSNull(), "rebaseable": NSNull(),
            "mergeable_state": isMergeable.map { $0 ? (pull.isDraft ? "draft" : "clean") : "dirty" } ?? "unknown",
            "merged_by": pull.isMerged ? user(pull.author, &world) as Any : NSNull(),
            "comments": pull.comments.count, "review_comments": 0, "maintainer_can_modify": false,
            "commits": size.commits, "additions": size.additions, "deletions": size.deletions,
            "changed_files": size.files,
        ]
        return object.merging(more) { $1 }
    }

    private static func automerge(_ pull: World.Pull, _ world: inout World) -> Any {
        guard pull.isAutomerging else { return NSNull() }
        return [
            "enabled_by": user(pull.author, &world), "merge_method": "merge", "commit_title": NSNull(),
            "commit_message": NSNull(),
        ]
    }

    private static func side(
        _ branch: String, _ commit: String, _ repository: World.Repository?, _ world: inout World
    ) -> [String: Any] {
        let owner = repository?.owner ?? "ghost"
        let object = repository.map { Self.repository($0, &world) as Any } ?? NSNull()
        return [
            "label": "\(owner):\(branch)", "ref": branch, "sha": commit, "user": user(owner, &world), "repo": object,
        ]
    }

    private static func team(
        _ name: String, _ repository: World.Repository, _ world: inout World
    ) -> [String: Any] {
        let id = world.account("team:\(name)")
        let url = "\(world.url)/api/v3/organizations/1/team/\(id)"
        return [
            "id": id, "node_id": node("T", id), "name": name, "slug": name, "description": NSNull(),
            "privacy": "closed", "permission": "push", "url": url, "html_url": url, "members_url": "\(url)/members",
            "repositories_url": "\(url)/repos", "parent": NSNull(), "notification_setting": "notifications_enabled",
            "type": "organization", "organization_id": world.account(repository.owner),
        ]
    }
}
