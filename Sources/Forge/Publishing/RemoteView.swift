import Drift
import Git

/// The branches of a remote that a run depends on, with their commits fetched.
struct RemoteView {
    /// The base branch's name.
    var base: String
    /// Its commit.
    var baseCommit: ObjectID
    /// The commit of the update branch; nil when there is none.
    var branchCommit: ObjectID?
    /// The commit of the branch for workflow files; nil when there is none.
    var workflowCommit: ObjectID?

    /// Asks the remote once, and fetches what the repository lacks into refs of our own.
    /// - Parameters:
    ///   - base: The base branch; nil for the one that the remote's HEAD points to.
    ///   - branch: The update branch.
    init(
        _ repository: Repository, _ target: PublishTarget, git: GitExecutable, base: String?, branch: String
    ) throws {
        let folder = repository.gitDirectory
        let names = ["HEAD", "refs/heads/\(branch)", "refs/heads/\(Self.workflowBranch(of: branch))"]
        let wanted = names + (base.map { ["refs/heads/\($0)"] } ?? [])
        let refs = try git.references(of: target.remote, gitDirectory: folder, matching: wanted)
        let head = refs.first { $0.name == "HEAD" }
        guard let name = base ?? head?.symbolicTarget.map({ String($0.dropFirst("refs/heads/".count)) }) else {
            throw ForgeError(
                .notFound, "the remote doesn't say which its default branch is",
                hint: "name the branch that upgrades go to with --base")
        }
        self.base = name
        let full = "refs/heads/\(name)"
        guard let commit = refs.first(where: { $0.name == full })?.id ?? (base == nil ? head?.id : nil) else {
            throw ForgeError(.notFound, "the remote has no branch \(name)", hint: "name another one with --base")
        }
        baseCommit = commit
        var own = refs
        var place = target.remote
        switch target.fork {
        case .known(let url, _):
            place = url
            own = try git.references(of: url, gitDirectory: folder, matching: names)
        case .missing: own = []
        case nil: break
        }
        branchCommit = own.first { $0.name == names[1] }?.id
        workflowCommit = own.first { $0.name == names[2] }?.id
        try fetch(full, commit, 1, from: target.remote, repository, git)
        if let branchCommit {
            try fetch(names[1], branchCommit, 2, from: place, repository, git)
        }
        if let workflowCommit { try fetch(names[2], workflowCommit, 2, from: place, repository, git) }
    }

    /// The branch for workflow files that belongs to an update branch.
    static func workflowBranch(of branch: String) -> String { branch + "-workflows" }

    /// A complete clone stays complete, and a shallow one gets no more than it needs.
    private func fetch(
        _ name: String, _ commit: ObjectID, _ depth: Int, from remote: String, _ repository: Repository,
        _ git: GitExecutable
    ) throws {
        let parents = repository.contains(commit) ? try repository.commit(commit).parents : nil
        if let parents, depth == 1 || parents.allSatisfy(repository.contains) { return }
        let place = "refs/scaffold/remote/" + name.dropFirst("refs/heads/".count)
        try git.fetch(
            into: repository.gitDirectory, from: remote, refspecs: ["+\(name):\(place)"],
            depth: repository.isShallow ? depth : nil)
        guard repository.contains(commit) else {
            throw GitError(
                code: .modified, category: "git", message: "\(name) moved while it was read", operation: "git fetch",
                subject: RemoteURL.withoutCredentials(remote), hint: "run it again")
        }
    }
}
