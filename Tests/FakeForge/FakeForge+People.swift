import Foundation
import Synchronization
import TestSupport

/// What people and administrators do, besides calls of an API.
extension FakeForge {
    /// Adds a token; writing is refused for one that may only read.
    /// - Parameter scopes: what GitHub's `X-OAuth-Scopes` tells; nil for a token that has none.
    public func addToken(_ token: String, user: String = "bot", scopes: [String]? = nil, canWrite: Bool = true) {
        world.withLock { world in
            _ = world.account(user)
            world.tokens[token] = World.TokenInfo(user: user, scopes: scopes, canWrite: canWrite)
        }
    }

    /// Refuses a token after some more calls, git's too.
    public func expire(_ token: String, afterCalls count: Int = 0) {
        world.withLock { $0.tokens[token]?.callsLeft = count }
    }

    /// Adds a person who can be asked to review.
    public func addUser(_ name: String) {
        world.withLock { _ = $0.account(name) }
    }

    /// What a repository is like; what isn't named is as usual.
    public struct Traits: Sendable {
        /// Nothing can be written.
        public var isArchived = false
        /// It is switched off.
        public var isDisabled = false
        /// It copies another one.
        public var isMirror = false
        /// Tokens may push.
        public var canPush = true
        /// Tokens may see it.
        public var isVisible = true
        /// Pull requests are switched on.
        public var takesPullRequests = true
        /// Its topics.
        public var topics: [String] = []
        /// The forge merges by itself where that is asked for; GitHub alone can be told not to.
        public var allowsAutomerge = true
        /// Nothing is merged before its checks are through.
        public var requiresChecks = false
        /// The same, by a rule that GitHub has for many branches.
        public var requiresChecksByRuleset = false

        /// As usual.
        public init() {}
    }

    /// Adds a repository; the owner is an organisation (a group), unless it is a user already.
    /// - Parameter files: what the first commit on `main` has; none leaves it empty.
    public func addRepository(
        _ path: String, files: [String: String] = ["README.md": "hello\n"],
        traits edit: (inout Traits) -> Void = { _ in }
    ) throws {
        var traits = Traits()
        edit(&traits)
        let folder = gitDirectory(path)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let arguments = ["init", "--quiet", "--bare", "--template=", "--initial-branch=main", folder]
        try require(World.git(root, arguments))
        let settings = "[http]\n\treceivepack = true\n[gc]\n\tauto = 0\n[receive]\n\tautogc = false\n"
        let configuration = try String(contentsOfFile: "\(folder)/config", encoding: .utf8)
        try (configuration + settings).write(toFile: "\(folder)/config", atomically: false, encoding: .utf8)
        world.withLock { world in
            var repository = World.Repository(id: world.number(), path: path, created: world.now())
            let top = path.split(separator: "/").first.map(String.init) ?? ""
            if world.accounts[repository.owner] == nil {
                _ = world.account(repository.owner)
                world.organisations.insert(repository.owner)
                world.organisations.insert(top)
            }
            Self.apply(traits, to: &repository)
            world.change(repository)
        }
        if !files.isEmpty { try commit(to: path, files: files, message: "Begin") }
    }

    /// Changes what a repository is like, from what is usual.
    public func set(_ path: String, traits edit: (inout Traits) -> Void) throws {
        var traits = Traits()
        edit(&traits)
        try change(path) { repository, _ in Self.apply(traits, to: &repository) }
    }

    private static func apply(_ traits: Traits, to repository: inout World.Repository) {
        repository.isArchived = traits.isArchived
        repository.isDisabled = traits.isDisabled
        repository.isMirror = traits.isMirror
        repository.canPush = traits.canPush
        repository.isVisible = traits.isVisible
        repository.takesPullRequests = traits.takesPullRequests
        repository.topics = traits.topics
        repository.allowsAutomerge = traits.allowsAutomerge
        repository.requiredChecks =
            traits.requiresChecks ? .branch : traits.requiresChecksByRuleset ? .ruleset : .none
    }

    /// Gives a repository another path; the old one leads to it.
    public func rename(_ path: String, to new: String) throws {
        let folder = URL(filePath: gitDirectory(new)).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try change(path) { repository, world in
            // Not before: a pull request whose branch is gone is closed.
            try FileManager.default.moveItem(atPath: gitDirectory(path), toPath: gitDirectory(new))
            world.repositories[path.lowercased()] = nil
            repository.path = new
            for index in repository.pulls.indices where repository.pulls[index].source == path {
                repository.pulls[index].source = new
            }
            world.renames[path.lowercased()] = new
            if world.accounts[repository.owner] == nil {
                _ = world.account(repository.owner)
                world.organisations.insert(repository.owner)
            }
        }
    }

    /// Commits straight to a branch of the bare repository, as a push by a person does; returns the commit.
    ///
    /// - Parameters:
    ///   - branch: made when it isn't there, from the default branch.
    ///   - files: what files hold now; nil deletes one.
    ///   - amending: whether the branch's last commit is replaced.
    @discardableResult
    public func commit(
        to path: String, branch: String = "main", files: [String: String?], message: String = "Change",
        author: String = "Ann <ann@example.com>", amending: Bool = false
    ) throws -> String {
        let (old, base) = world.withLock { world in
            (world.tip(path, branch), world.tip(path, world.defaultBranch(path)))
        }
        let time = world.withLock { world in
            _ = world.now()
            return 1_767_225_600 + world.number()
        }
        var script = "commit refs/heads/\(branch)\ncommitter \(author) \(time) +0000\n"
        script += "data \(message.utf8.count)\n\(message)\n"
        if let old {
            script += "from \(old)\(amending ? "^" : "")\n"
        } else if let base {
            script += "from \(base)\n"
        }
        for (name, content) in files.sorted(by: { $0.key < $1.key }) {
            if let content {
                script += "M 100644 inline \(name)\ndata \(content.utf8.count)\n\(content)\n"
            } else {
                script += "D \(name)\n"
            }
        }
        let arguments = ["fast-import", "--quiet", "--force"]
        try require(world.withLock { try $0.git(path, arguments, stdin: Array(script.utf8)) })
        guard let new = tip(path, branch) else { throw FakeForgeFailure(description: "the branch wasn't made") }
        return new
    }

    /// The commit of a branch; nil when there is none.
    public func tip(_ path: String, _ branch: String) -> String? {
        world.withLock { $0.tip(path, branch) }
    }

    /// Deletes a branch.
    public func deleteBranch(_ path: String, _ branch: String) throws {
        try require(world.withLock { try $0.git(path, ["update-ref", "-d", "refs/heads/\(branch)"]) })
    }

    /// Makes another branch the default one.
    public func setDefaultBranch(_ path: String, _ branch: String) throws {
        try require(world.withLock { try $0.git(path, ["symbolic-ref", "HEAD", "refs/heads/\(branch)"]) })
    }

    /// Refuses pushes to branches that match a pattern of the shell, as branch protection does.
    public func protect(_ path: String, _ pattern: String) throws {
        let text = "GH006: Protected branch update failed for $1."
        try hook(
            path, "update",
            "case \"$1\" in refs/heads/\(pattern)) echo \"error: \(text)\" >&2; exit 1;; esac")
    }

    /// Refuses pushes that change workflow files, as GitHub does for tokens without that right.
    public func refuseWorkflowFiles(_ path: String) throws {
        let text =
            "refusing to allow a GitHub App to create or update workflow \\`.github/workflows\\` "
            + "without \\`workflows\\` permission"
        try hook(
            path, "pre-receive",
            """
            while read old new ref; do
              case "$new" in *[!0]*) ;; *) continue ;; esac
              base=$(git merge-base HEAD "$new" 2>/dev/null) || continue
              if ! git diff --quiet "$base" "$new" -- .github/workflows; then
                echo "\(text)" >&2
                exit 1
              fi
            done
            """)
    }

    /// Puts a hook into the bare repository: a script of the shell.
    public func hook(_ path: String, _ name: String, _ script: String) throws {
        let folder = "\(gitDirectory(path))/hooks"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let command = "cat > \"$1\" && chmod +x \"$1\""
        let content = "#!/bin/sh\n\(script)\n"
        try require(run("/bin/sh", ["-c", command, "sh", "\(folder)/\(name)"], stdin: Array(content.utf8)))
    }

    func change(_ path: String, _ edit: (inout World.Repository, inout World) throws -> Void) throws {
        try world.withLock { world in
            guard var repository = world.repository(path) else {
                throw FakeForgeFailure(description: "the fake forge has no \(path)")
            }
            world.refresh(&repository)
            try edit(&repository, &world)
            world.change(repository)
        }
    }

    private func require(_ result: ProcessResult) throws {
        guard result.status == 0 else { throw FakeForgeFailure(description: result.stderr) }
    }
}
