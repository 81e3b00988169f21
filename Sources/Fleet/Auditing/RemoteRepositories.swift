import Drift
public import Git

/// The newest state of remote repositories, as bare copies without history in the cache.
///
/// A copy is made by `git fetch --depth 1`, since libgit2 1.5 can neither fetch a part of the history nor lazily what a
/// filter left out. One lock a copy: processes share them.
public struct RemoteRepositories: Sendable {
    private var cache: SourceCache?
    private let failure: GitError?

    /// Uses a cache; without one, remote repositories can't be read, for the reason given.
    public init(cache: Result<SourceCache, GitError>) {
        switch cache {
        case .success(let cache): (self.cache, failure) = (cache, nil)
        case .failure(let error): (self.cache, failure) = (nil, error)
        }
    }

    /// The same by another git: one that has the credentials for an address.
    func using(_ git: GitExecutable) -> RemoteRepositories {
        var copy = self
        copy.cache?.git = git
        return copy
    }

    /// The commit of a remote repository's HEAD: one question, nothing is fetched.
    /// - Throws: ``GitError`` `unborn` when it has no commit.
    func head(of url: String, until deadline: ContinuousClock.Instant? = nil) throws(GitError) -> ObjectID {
        let references = try usable(until: deadline).git.references(of: url, matching: ["HEAD"])
        guard let head = references.first(where: { $0.name == "HEAD" }) else {
            throw GitError(
                code: .unborn, category: "git", message: "the repository has no commit yet", operation: "git ls-remote",
                subject: RemoteURL.withoutCredentials(url), hint: "take it off the list until it has one")
        }
        return head.commit
    }

    /// A copy whose HEAD is a commit; with the whole history where a record of Copier or cruft needs it.
    func repository(
        _ url: String, at commit: ObjectID, until deadline: ContinuousClock.Instant? = nil
    ) throws -> Repository {
        try usable(until: deadline).snapshot(of: url, at: commit, needsHistory: Self.needsHistory)
    }

    /// The repository of a member of a fleet, where it is or as a copy.
    func repository(of member: FleetMember) throws -> Repository {
        switch member.location {
        case .folder(let path): try Service.repository(at: path)
        case .remote(let url): try repository(url, at: head(of: url))
        }
    }

    private func usable(until deadline: ContinuousClock.Instant?) throws(GitError) -> SourceCache {
        if var cache {
            cache.git.deadline = deadline
            return cache
        }
        throw failure
            ?? GitError(
                code: .gitMissing, category: "git", message: "there is no git to fetch with", operation: "git",
                subject: "")
    }

    /// Copier's and cruft's records hold no date: the commit that took the template tells it.
    private static func needsHistory(_ repository: Repository, _ commit: ObjectID) throws -> Bool {
        try repository.files(in: repository.commit(commit).tree).contains { file in
            ForeignRecord.isStandardName(file.path.split(separator: "/").last.map(String.init) ?? file.path)
        }
    }
}
