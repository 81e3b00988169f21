public import Git
import Synchronization

/// A source that is read once for many services: what it said first it goes on saying.
public final class CachedSource: ScaffoldSource {
    private let source: any ScaffoldSource
    private let known = Mutex(Known())

    private struct Known {
        var releases: [ReleaseSummary]?
        var byVersion: [ReleaseVersion: Release] = [:]
        var byRevision: [String: Release] = [:]
        var pathChanges: [ReleaseVersion: Release?] = [:]
    }

    /// Keeps what `source` says.
    public init(_ source: any ScaffoldSource) { self.source = source }

    /// See ``ScaffoldSource/name``.
    public var name: String { source.name }
    /// See ``ScaffoldSource/summary``.
    public var summary: String { source.summary }
    /// See ``ScaffoldSource/locator``.
    public var locator: SourceLocator { source.locator }
    /// See ``ScaffoldSource/warnings``.
    public var warnings: [String] { source.warnings }

    /// See ``ScaffoldSource/releases()``.
    public func releases() throws(ScaffoldError) -> [ReleaseSummary] {
        if let list = known.withLock(\.releases) { return list }
        let list = try source.releases()
        known.withLock { $0.releases = list }
        return list
    }

    /// See ``ScaffoldSource/release(_:)``.
    public func release(_ version: ReleaseVersion) throws(ScaffoldError) -> Release {
        if let release = known.withLock({ $0.byVersion[version] }) { return release }
        let release = try source.release(version)
        known.withLock { $0.byVersion[version] = release }
        return release
    }

    /// See ``ScaffoldSource/pathChanges(in:)``.
    public func pathChanges(in version: ReleaseVersion) throws(ScaffoldError) -> Release? {
        if let release = known.withLock({ $0.pathChanges[version] }) { return release }
        let release = try source.pathChanges(in: version)
        known.withLock { _ = $0.pathChanges.updateValue(release, forKey: version) }
        return release
    }

    /// See ``ScaffoldSource/release(revision:)``.
    public func release(revision: String) throws(ScaffoldError) -> Release {
        if let release = known.withLock({ $0.byRevision[revision] }) { return release }
        let release = try source.release(revision: revision)
        known.withLock { $0.byRevision[revision] = release }
        return release
    }

    /// See ``ScaffoldSource/commit(of:)``.
    public func commit(of version: ReleaseVersion) throws(ScaffoldError) -> ObjectID? { try source.commit(of: version) }
}
