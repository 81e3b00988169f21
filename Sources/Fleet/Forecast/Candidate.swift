import Drift
import Git
import Template

/// A state of a template that is not released yet.
public struct Candidate: Sendable {
    /// What it is.
    enum Kind: Sendable {
        /// A release of one of our own scaffolds.
        case native(Release)
        /// A commit of another tool's template, in a repository at a path.
        case foreign(path: String, revision: String, addresses: Set<String>)
    }

    /// The scaffold's or the template's name.
    public let name: String
    /// The release that it would be.
    public let release: String
    let kind: Kind

    /// Reads a state: a folder with `release.yml` or `scaffold.yml` (its newest release), or a repository at a revision.
    /// - Parameters:
    ///   - path: The folder or repository.
    ///   - revision: A branch, tag or commit; nil for the folder as it is, or HEAD of another tool's template.
    public init(path: String, revision: String?) throws {
        if let release = try Self.native(path, revision) {
            name = release.scaffold
            self.release = release.version.description
            kind = .native(release)
            return
        }
        let real = try FileSystem.realPath(path)
        let repository = try Service.repository(at: real)
        let wanted = revision ?? "HEAD"
        let commit = try repository.resolve(wanted)
        let origin = try? repository.configuration("remote.origin.url")
        var addresses: Set<String> = [RemoteURL.normalized(real)]
        if let origin { addresses.insert(RemoteURL.normalized(origin)) }
        name = (origin ?? real).split(separator: "/").last.map(String.init) ?? real
        release = String(commit.hex.prefix(12))
        kind = .foreign(path: real, revision: commit.hex, addresses: addresses)
    }

    private static func native(_ path: String, _ revision: String?) throws -> Release? {
        if let revision {
            guard let source = try? GitSource(repository: path, locator: .folder(path)) else { return nil }
            return try source.release(revision: revision)
        }
        guard FileTree.isFile(path + "/scaffold.yml") || FileTree.isFile(path + "/release.yml") else { return nil }
        let source = try FolderSource(path)
        guard let newest = try source.releases().filter({ $0.yanked == nil }).map(\.version).max() else { return nil }
        return try source.release(newest)
    }
}

/// A scaffold's releases, with one more that is not out yet.
struct CandidateSource: ScaffoldSource {
    let source: CachedSource
    let candidate: Release

    var name: String { source.name }
    var summary: String { source.summary }
    var locator: SourceLocator { source.locator }

    func releases() throws(ScaffoldError) -> [ReleaseSummary] {
        let others = try source.releases().filter { $0.version != candidate.version }
        let mine = ReleaseSummary(
            version: candidate.version, date: candidate.date, yanked: nil, summary: candidate.summary)
        return (others + [mine]).sorted { $0.version < $1.version }
    }

    func release(_ version: ReleaseVersion) throws(ScaffoldError) -> Release {
        version == candidate.version ? candidate : try source.release(version)
    }

    func pathChanges(in version: ReleaseVersion) throws(ScaffoldError) -> Release? {
        version == candidate.version ? candidate : try source.pathChanges(in: version)
    }
}
