extension SourceCache {
    /// A bare copy of a remote repository's HEAD, without history unless that is needed.
    ///
    /// The copy's folder has the repository's name, which templates can ask for.
    /// - Parameters:
    ///   - commit: What HEAD is at the remote, as ``GitExecutable/references(of:matching:)`` says.
    ///   - needsHistory: Tells from the copy whether all commits behind HEAD are needed.
    /// - Throws: ``GitError`` of the fetch; `modified` when HEAD moved on meanwhile and the commit can't be had.
    public func snapshot(
        of url: String, at commit: ObjectID, needsHistory: (Repository, ObjectID) throws -> Bool
    ) throws -> Repository {
        try RemoteURL.validate(url)
        let key = ObjectID.of(blob: Array(RemoteURL.normalized(url).utf8)).hex
        let folder = "\(root)/fleet/\(key)"
        try FileSystem.makeDirectories(folder, mode: 0o700)
        let lock = try FileLock(folder + "/lock", until: git.deadline)
        defer { lock.release() }
        let path = "\(folder)/\(Self.folderName(of: url)).git"
        if let known = try? Repository.open(at: path), try known.head().commit == commit,
            try !(known.isShallow && needsHistory(known, commit))
        {
            return known
        }
        do throws(GitError) {
            try take(commit, of: url, into: path, depth: 1)
        } catch {
            // A damaged copy is made anew.
            guard [.corrupt, .missingObject, .generic, .notFound, .invalid].contains(error.code) else { throw error }
            try FileSystem.remove(path)
            try take(commit, of: url, into: path, depth: 1)
        }
        let repository = try Repository.open(at: path)
        if repository.isShallow, try needsHistory(repository, commit) {
            try git.succeed(
                ["fetch", "--quiet", "--unshallow", "--no-tags", "--", url], gitDirectory: path, subject: url)
            return try Repository.open(at: path)
        }
        return repository
    }

    private func take(_ commit: ObjectID, of url: String, into path: String, depth: Int) throws(GitError) {
        if !FileSystem.exists(path) { _ = try Repository.create(at: path, bare: true, initialBranch: "audited") }
        try git.fetch(into: path, from: url, refspecs: ["+HEAD:refs/heads/audited"], depth: depth)
        let repository = try Repository.open(at: path)
        guard try repository.head().commit != commit else { return }
        guard repository.contains(commit) else {
            throw GitError(
                code: .modified, category: "git", message: "the repository's HEAD moved while it was read",
                operation: "git fetch", subject: RemoteURL.withoutCredentials(url), hint: "run it again")
        }
    }

    private static func folderName(of url: String) -> String {
        let name = RemoteURL.normalized(url).split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? ""
        return name.isEmpty || name.hasPrefix(".") ? "repository" : name
    }
}
