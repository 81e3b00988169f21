/// A ref of a remote repository.
public struct RemoteReference: Hashable, Sendable {
    /// The full name, such as `refs/heads/main`, or `HEAD`.
    public var name: String
    /// The object it holds: for an annotated tag the tag object.
    public var id: ObjectID
    /// The commit of an annotated tag, otherwise equal to ``id``.
    public var commit: ObjectID
    /// The branch that a symbolic ref such as `HEAD` points to.
    public var symbolicTarget: String?
}

/// A ref to push.
public struct PushUpdate: Hashable, Sendable {
    /// The full name at the remote, such as `refs/heads/scaffold/upgrade`.
    public var name: String
    /// The commit it is to hold; nil deletes it.
    public var commit: ObjectID?
    /// What it must hold at the remote now; nil when it must not exist there.
    public var expecting: ObjectID?

    /// Creates an update.
    public init(name: String, commit: ObjectID?, expecting: ObjectID?) {
        self.name = name
        self.commit = commit
        self.expecting = expecting
    }
}

/// The network commands.
extension GitExecutable {
    /// Copies a remote repository to a new folder.
    ///
    /// - Parameters:
    ///   - bare: whether to make no work tree.
    ///   - depth: how many commits of history to take; nil for all.
    ///   - branch: the branch or tag to check out; nil for the remote's HEAD.
    public func clone(
        _ url: String, to path: String, bare: Bool = false, depth: Int? = nil, branch: String? = nil
    ) throws(GitError) {
        try RemoteURL.validate(url)
        var arguments = ["clone", "--quiet", "--no-recurse-submodules", "--template="]
        if bare { arguments.append("--bare") }
        if let depth { arguments.append("--depth=\(depth)") }
        if let branch {
            try validate(branch)
            arguments.append("--branch=\(branch)")
        }
        try succeed(arguments + ["--", url, path], subject: url)
    }

    /// Fetches refs of a remote repository into another one.
    ///
    /// - Parameters:
    ///   - gitDirectory: the repository to fetch into.
    ///   - remote: an address, or the name of a remote of that repository.
    ///   - refspecs: such as `+refs/heads/*:refs/remotes/origin/*`; none for those of the remote's configuration.
    ///   - depth: how many commits of history to take; nil for all.
    ///   - prune: whether refs that the remote no longer has are deleted here.
    public func fetch(
        into gitDirectory: String, from remote: String, refspecs: [String] = [], depth: Int? = nil, prune: Bool = false
    ) throws(GitError) {
        try RemoteURL.validate(remote)
        for refspec in refspecs { try validate(refspec) }
        var arguments = [
            "fetch", "--quiet", "--force", "--no-recurse-submodules", "--no-write-fetch-head", "--no-tags",
        ]
        if let depth { arguments.append("--depth=\(depth)") }
        if prune { arguments.append("--prune") }
        try succeed(arguments + ["--", remote] + refspecs, gitDirectory: gitDirectory, subject: remote)
    }

    /// Moves refs of a remote repository, each only if it is where it is expected to be.
    ///
    /// - Throws: `modified` when a ref is somewhere else, `rejected` when the remote refuses, with what it says.
    public func push(from gitDirectory: String, to remote: String, _ updates: [PushUpdate]) throws(GitError) {
        try RemoteURL.validate(remote)
        var arguments = ["push", "--quiet", "--no-verify", "--no-recurse-submodules", "--atomic"]
        var refspecs: [String] = []
        for update in updates {
            try validate(update.name)
            arguments.append("--force-with-lease=\(update.name):\(update.expecting?.hex ?? "")")
            refspecs.append("\(update.commit?.hex ?? ""):\(update.name)")
        }
        let shown = RemoteURL.withoutCredentials(remote)
        let output = try run(arguments + ["--", remote] + refspecs, gitDirectory: gitDirectory)
        if output.status != 0 { throw GitError(refused: output, subject: shown) }
    }

    /// Lists the refs of a remote repository without fetching anything.
    ///
    /// - Parameters:
    ///   - url: an address, or with a repository the name of a remote of it.
    ///   - gitDirectory: the repository whose settings count; nil for none.
    ///   - patterns: names or patterns such as `refs/tags/*`; none for all refs.
    public func references(
        of url: String, gitDirectory: String? = nil, matching patterns: [String] = []
    ) throws(GitError) -> [RemoteReference] {
        try RemoteURL.validate(url)
        for pattern in patterns { try validate(pattern) }
        let output = try succeed(
            ["ls-remote", "--quiet", "--symref", "--", url] + patterns, gitDirectory: gitDirectory, subject: url)
        var references: [RemoteReference] = []
        var symbolic: [String: String] = [:]
        for line in output.stdout.split(separator: 0x0A) {
            let fields = line.split(separator: 0x09, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 2 else { continue }
            if fields[0].hasPrefix("ref: ") {
                symbolic[fields[1]] = String(fields[0].dropFirst(5))
            } else if let id = ObjectID(hex: fields[0]) {
                if fields[1].hasSuffix("^{}") {
                    let name = String(fields[1].dropLast(3))
                    if references.last?.name == name { references[references.count - 1].commit = id }
                } else {
                    let target = symbolic[fields[1]]
                    references.append(
                        RemoteReference(name: fields[1], id: id, commit: id, symbolicTarget: target))
                }
            }
        }
        return references
    }

    /// The address that a remote of a repository has, as it is written there; nil when there is no such remote.
    public func address(of remote: String, gitDirectory: String) throws(GitError) -> String? {
        try validate(remote)
        let output = try run(["config", "--get", "remote.\(remote).url"], gitDirectory: gitDirectory)
        let line = output.stdout.split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) }
        return output.status == 0 ? line : nil
    }

    /// Runs something in a new work tree of a commit, which is removed again whatever happens.
    /// - Parameter folder: where it is made; must not exist.
    public func withWorkTree<Result>(
        of commit: ObjectID, gitDirectory: String, at folder: String, _ body: (String) throws -> Result
    ) throws -> Result {
        try succeed(
            ["worktree", "add", "--quiet", "--force", "--detach", "--", folder, commit.hex],
            gitDirectory: gitDirectory, subject: folder)
        defer {
            _ = try? run(["worktree", "remove", "--force", "--force", "--", folder], gitDirectory: gitDirectory)
            try? FileSystem.remove(folder)
            _ = try? run(["worktree", "prune"], gitDirectory: gitDirectory)
        }
        return try body(folder)
    }

    /// Refuses names that git would take for an option.
    private func validate(_ name: String) throws(GitError) {
        let isBad = name.isEmpty || name.hasPrefix("-") || name.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
        guard isBad else { return }
        throw GitError(
            code: .invalid, category: "git", message: "this can't be the name of a ref", operation: "git",
            subject: name)
    }
}
