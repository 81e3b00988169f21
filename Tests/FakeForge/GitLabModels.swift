import Foundation

/// GitLab's objects.
enum GitLabModels {
    static func split(_ title: String) -> (title: String, isDraft: Bool) {
        guard title.lowercased().hasPrefix("draft:") else { return (title, false) }
        return (title.dropFirst(6).trimmingCharacters(in: .whitespaces), true)
    }

    static func state(_ pull: World.Pull) -> String {
        pull.isOpen ? "opened" : pull.isMerged ? "merged" : "closed"
    }

    static func user(_ name: String, _ world: inout World) -> [String: Any] {
        [
            "id": world.account(name), "username": name, "name": name, "state": "active", "locked": false,
            "avatar_url": NSNull(), "web_url": "\(world.url)/\(name)", "public_email": NSNull(),
        ]
    }

    static func project(_ repository: World.Repository, _ world: inout World) -> [String: Any] {
        let page = "\(world.url)/\(repository.path)"
        let isEmpty = world.isEmpty(repository.path)
        var object: [String: Any] = [
            "id": repository.id, "description": NSNull(), "name": repository.name, "path": repository.name,
            "name_with_namespace": repository.path.replacing("/", with: " / "),
            "path_with_namespace": repository.path, "created_at": repository.created,
            "default_branch": isEmpty ? NSNull() as Any : world.defaultBranch(repository.path),
            "tag_list": repository.topics, "topics": repository.topics,
            "ssh_url_to_repo": "git@127.0.0.1:\(repository.path).git", "http_url_to_repo": "\(page).git",
            "web_url": page, "readme_url": NSNull(), "forks_count": 0, "avatar_url": NSNull(), "star_count": 0,
            "last_activity_at": repository.created,
            "namespace": [
                "id": world.account(repository.owner), "name": repository.owner, "path": repository.owner,
                "kind": world.organisations.contains(repository.owner) ? "group" : "user",
                "full_path": repository.owner, "parent_id": NSNull(), "avatar_url": NSNull(),
                "web_url": "\(world.url)/\(repository.owner)",
            ] as [String: Any],
            "empty_repo": isEmpty, "archived": repository.isArchived, "visibility": "private",
            "merge_requests_enabled": repository.takesPullRequests,
            "merge_requests_access_level": repository.takesPullRequests ? "enabled" : "disabled",
            "issues_enabled": true, "jobs_enabled": true, "mirror": repository.isMirror, "open_issues_count": 0,
            "only_allow_merge_if_pipeline_succeeds": repository.requiredChecks != .none, "merge_method": "merge",
            "import_status": repository.parent == nil ? "none" : "finished",
            "permissions": [
                "project_access": [
                    "access_level": repository.canPush ? 30 : 20, "notification_level": 3,
                ],
                "group_access": NSNull(),
            ] as [String: Any],
            "_links": ["self": "\(world.url)/api/v4/projects/\(repository.id)"],
        ]
        if let parent = repository.parent.flatMap(world.repository) {
            object["forked_from_project"] = [
                "id": parent.id, "path_with_namespace": parent.path, "web_url": "\(world.url)/\(parent.path)",
            ]
        }
        return object
    }

    static func label(_ label: World.Label) -> [String: Any] {
        [
            "id": label.id, "name": label.name, "description": NSNull(), "text_color": "#1F1E24",
            "color": "#\(label.color)", "is_project_label": true, "priority": NSNull(), "subscribed": false,
        ]
    }

    static func note(
        _ comment: World.Comment, _ pull: World.Pull, _ repository: World.Repository, _ world: inout World
    ) -> [String: Any] {
        [
            "id": comment.id, "type": NSNull(), "body": comment.body, "author": user(comment.author, &world),
            "created_at": comment.created, "updated_at": comment.updated, "system": false, "noteable_id": pull.id,
            "noteable_type": "MergeRequest", "noteable_iid": pull.number, "project_id": repository.id,
            "resolvable": false, "confidential": false, "internal": false,
        ]
    }

    private static func status(_ state: String) -> String {
        ["failure": "failed", "pending": "running"][state] ?? state
    }

    static func pipeline(_ check: World.Check, _ repository: World.Repository, _ world: World) -> [String: Any] {
        [
            "id": check.id, "iid": check.id, "project_id": repository.id, "sha": check.commit, "ref": check.name,
            "status": status(check.state), "source": "push", "created_at": check.created,
            "updated_at": check.created, "web_url": "\(world.url)/\(repository.path)/-/pipelines/\(check.id)",
            "name": NSNull(),
        ]
    }

    static func status(_ check: World.Check, _ world: inout World) -> [String: Any] {
        [
            "id": check.id, "sha": check.commit, "ref": "main", "status": status(check.state), "name": check.name,
            "target_url": NSNull(), "description": NSNull(), "created_at": check.created,
            "started_at": NSNull(), "finished_at": NSNull(), "allow_failure": false, "coverage": NSNull(),
            "author": user("bot", &world),
        ]
    }

    static func mergeRequest(
        _ pull: World.Pull, _ repository: World.Repository, _ world: inout World
    ) -> [String: Any] {
        var reviewers: [[String: Any]] = []
        for name in pull.reviewers { reviewers.append(user(name, &world)) }
        let isClean = pull.isOpen && world.mergedTree(repository, pull) != nil
        let status = !pull.isOpen ? "not_open" : !isClean ? "conflict" : pull.isDraft ? "draft_status" : "mergeable"
        let time = pull.closed as Any? ?? NSNull()
        return [
            "id": pull.id, "iid": pull.number, "project_id": repository.id,
            "title": pull.isDraft ? "Draft: \(pull.title)" : pull.title, "description": pull.body,
            "state": state(pull), "created_at": pull.created, "updated_at": pull.updated,
            "merged_by": NSNull(), "merge_user": NSNull(), "merged_at": pull.isMerged ? time : NSNull(),
            "closed_by": NSNull(), "closed_at": pull.isMerged ? NSNull() : time, "target_branch": pull.base,
            "source_branch": pull.head, "user_notes_count": pull.comments.count, "upvotes": 0, "downvotes": 0,
            "author": user(pull.author, &world), "assignees": [Int](), "assignee": NSNull(),
            "reviewers": reviewers, "source_project_id": world.repository(pull.source)?.id ?? NSNull() as Any,
            "target_project_id": repository.id, "labels": pull.labels, "draft": pull.isDraft,
            "work_in_progress": pull.isDraft, "milestone": NSNull(), "merge_when_pipeline_succeeds": pull.isAutomerging,
            "merge_status": isClean ? "can_be_merged" : "cannot_be_merged", "detailed_merge_status": status,
            "sha": pull.headCommit, "merge_commit_sha": pull.mergeCommit as Any? ?? NSNull(),
            "squash_commit_sha": NSNull(), "discussion_locked": NSNull(), "should_remove_source_branch": NSNull(),
            "force_remove_source_branch": false, "reference": "!\(pull.number)",
            "references": [
                "short": "!\(pull.number)", "relative": "!\(pull.number)",
                "full": "\(repository.path)!\(pull.number)",
            ],
            "web_url": "\(world.url)/\(repository.path)/-/merge_requests/\(pull.number)", "squash": false,
            "has_conflicts": pull.isOpen && !isClean, "blocking_discussions_resolved": true,
        ]
    }
}
