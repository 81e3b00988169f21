/// A local copy of a remote repository.
public struct Mirror: Hashable, Sendable {
    /// The bare repository's folder; open it with ``Repository/open(at:)``.
    public var path: String
    /// Whether the remote was asked, with success, for this call.
    public var fetched: Bool
    /// Why the remote could not be asked although it should have been; the copy may then be out of date.
    public var failure: GitError?

    /// Whether the copy is served from the cache because the remote could not be asked.
    public var isStale: Bool { failure != nil }
}

/// Bare mirrors of the repositories that scaffolds come from: one for each address, shared by all processes.
///
/// A mirror appears whole or not at all: it is made beside its place and renamed. Whoever makes or refreshes one holds
/// its lock file, so two processes never write the same mirror. Credentials are not stored: git is given the address
/// at each fetch. Commits that the remote drops stay, since a service may have been generated from them.
public struct SourceCache: Sendable {
    /// The folder that holds the mirrors.
    public var root: String
    /// The executable that fetches.
    public var git: GitExecutable

    /// Uses a folder of one's own.
    public init(root: String, git: GitExecutable) {
        self.root = root
        self.git = git
    }

    /// Uses `$XDG_CACHE_HOME/scaffold`, or `~/.cache/scaffold`.
    public static func standard(git: GitExecutable) throws(GitError) -> SourceCache {
        if let folder = ProcessEnvironment.value("XDG_CACHE_HOME"), folder.hasPrefix("/") {
            return SourceCache(root: folder.withoutTrailingSlashes + "/scaffold", git: git)
        }
        if let home = ProcessEnvironment.value("HOME"), home.hasPrefix("/") {
            return SourceCache(root: home.withoutTrailingSlashes + "/.cache/scaffold", git: git)
        }
        throw GitError(
            code: .notFound, category: "os", message: "there is no place for the cache", operation: "SourceCache",
            subject: "HOME", hint: "set HOME or XDG_CACHE_HOME to an absolute path")
    }

    /// A mirror of a repository that holds a revision.
    ///
    /// The remote is asked only if it has to be: for a commit id or a tag that the mirror holds it is not. A branch
    /// (and no revision at all) is looked up anew; when that fails, the last known state is served and says so.
    /// - Parameters:
    ///   - url: the address, or the path of a local repository.
    ///   - revision: a commit id, tag or branch; nil for the newest state of everything.
    /// - Throws: `notFound` when the remote has no such revision; the failure of the fetch when the mirror can't
    ///   answer without it.
    public func mirror(of url: String, needing revision: String? = nil) throws(GitError) -> Mirror {
        try RemoteURL.validate(url)
        let source = RemoteURL.isLocal(url) ? FileSystem.resolved(url) ?? url : url
        let key = ObjectID.of(blob: Array(RemoteURL.normalized(source).utf8)).hex
        let path = "\(root)/sources/\(key)"
        try FileSystem.makeDirectories("\(root)/sources", mode: 0o700)
        let lock = try FileLock(path + ".lock")
        defer { lock.release() }

        guard Self.isIntact(path, revision) else { return try build(path, from: source, needing: revision) }
        if let revision, Self.holdsFixed(revision, in: path) {
            return Mirror(path: path, fetched: false, failure: nil)
        }
        do throws(GitError) {
            try refresh(path, from: source, needing: revision)
        } catch {
            switch error.code {
            case .network, .authentication, .notFound, .gitMissing, .diskFull, .permission, .locked:
                if let revision, !Self.holds(revision, in: path) { throw error }
                return Mirror(path: path, fetched: false, failure: error)
            default:
                // A fetch that fails for no outer reason has met a damaged mirror.
                return try build(path, from: source, needing: revision)
            }
        }
        try require(revision, in: path, source)
        return Mirror(path: path, fetched: true, failure: nil)
    }

    /// Makes a mirror beside its place, then puts it there, in place of a damaged one if need be.
    private func build(_ path: String, from url: String, needing revision: String?) throws(GitError) -> Mirror {
        let fresh = "\(path).new"
        try FileSystem.remove(fresh)
        do throws(GitError) {
            _ = try Repository.create(at: fresh, bare: true, initialBranch: "main")
            do throws(GitError) {
                try refresh(fresh, from: url, needing: revision)
            } catch {
                guard Self.mayLackObjects(error) else { throw error }
                try FileSystem.remove(fresh)
                try copy(url, to: fresh, insteadOf: error)
            }
            for (key, value) in [("gc.pruneExpire", "never"), ("scaffold.source", RemoteURL.withoutCredentials(url))] {
                try git.succeed(["config", key, value], gitDirectory: fresh, subject: fresh)
            }
            try require(revision, in: fresh, url)
        } catch {
            try FileSystem.remove(fresh)
            throw error
        }
        if FileSystem.exists(path) {
            let old = "\(path).old"
            try FileSystem.remove(old)
            try FileSystem.move(path, to: old)
            try FileSystem.move(fresh, to: path)
            try FileSystem.remove(old)
        } else {
            try FileSystem.move(fresh, to: path)
        }
        return Mirror(path: path, fetched: true, failure: nil)
    }

    /// Whether a fetch failed for no outer reason: the remote may lack objects of its own history.
    private static func mayLackObjects(_ error: GitError) -> Bool {
        switch error.code {
        case .network, .authentication, .notFound, .gitMissing, .diskFull, .permission, .locked: false
        default: true
        }
    }

    /// Copies a repository on this machine as it is, which needs no object of it to be read: one that lacks files of
    /// some commits still has the others.
    private func copy(_ url: String, to path: String, insteadOf failure: GitError) throws(GitError) {
        do throws(GitError) {
            try git.clone(url, to: path, bare: true)
        } catch {
            throw failure
        }
    }

    /// Takes over the remote's branches, tags and HEAD.
    private func refresh(_ path: String, from url: String, needing revision: String?) throws(GitError) {
        let head = try git.references(of: url, matching: ["HEAD"]).first
        try git.fetch(
            into: path, from: url, refspecs: ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"], prune: true)
        var branch = head?.symbolicTarget
        if branch == nil, let head {
            // A bundle says which commit is its HEAD and not which branch.
            branch = try git.references(of: url, matching: ["refs/heads/*"]).first { $0.id == head.id }?.name
        }
        if let branch { try git.succeed(["symbolic-ref", "HEAD", branch], gitDirectory: path, subject: url) }
        guard let revision, let id = ObjectID(hex: revision), !Self.holds(revision, in: path) else { return }
        // A commit on no branch any more: servers hand it out by its id, and a ref of ours keeps it.
        do throws(GitError) {
            try git.fetch(into: path, from: url, refspecs: ["+\(id.hex):refs/scaffold/\(id.hex)"])
        } catch {
            guard error.code == .notFound else { throw error }
        }
    }

    private func require(_ revision: String?, in path: String, _ url: String) throws(GitError) {
        guard let revision, !Self.holds(revision, in: path) else { return }
        throw GitError(
            code: .notFound, category: "git", message: "the source has no revision '\(revision)'",
            operation: "git fetch", subject: RemoteURL.withoutCredentials(url),
            hint: "see what there is with: git ls-remote \(shellQuoted(RemoteURL.withoutCredentials(url)))")
    }

    /// Whether the mirror opens, and the revision's commit and tree can be read if it is there at all.
    private static func isIntact(_ path: String, _ revision: String?) -> Bool {
        guard FileSystem.exists(path), let repository = try? Repository.open(at: path) else { return false }
        let wanted = revision ?? "HEAD"
        if let id = ObjectID(hex: wanted), !repository.contains(id) { return true }
        do throws(GitError) {
            let commit = try repository.commit(repository.resolve(wanted))
            _ = try repository.entries(of: commit.tree)
            return true
        } catch {
            return [.notFound, .ambiguous, .invalid, .unborn].contains(error.code)
        }
    }

    private static func holds(_ revision: String, in path: String) -> Bool {
        guard let repository = try? Repository.open(at: path) else { return false }
        if let id = ObjectID(hex: revision) { return repository.contains(id) }
        return (try? repository.resolve(revision)) != nil
    }

    /// Whether the mirror holds a revision that doesn't move: a commit id, whole, abbreviated or as `git describe` writes
    /// it, or a tag.
    private static func holdsFixed(_ revision: String, in path: String) -> Bool {
        guard let repository = try? Repository.open(at: path) else { return false }
        if let id = ObjectID(hex: revision) { return repository.contains(id) }
        let tag = revision.hasPrefix("refs/tags/") ? revision : "refs/tags/\(revision)"
        if (try? repository.reference(tag)) != nil { return true }
        if (try? repository.reference("refs/heads/\(revision)")) != nil { return false }
        return isAbbreviated(described(revision) ?? revision[...]) && (try? repository.resolve(revision)) != nil
    }

    private static func isAbbreviated(_ id: Substring) -> Bool {
        id.utf8.count >= 7 && id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The abbreviated id in `TAG-COUNT-gID`.
    private static func described(_ revision: String) -> Substring? {
        let parts = revision.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let id = parts.last, id.first == "g", Int(parts[parts.count - 2]) != nil else {
            return nil
        }
        return id.dropFirst()
    }
}
