public import Git

/// Where the releases of one scaffold come from.
public protocol ScaffoldSource: Sendable {
    /// The scaffold's name.
    var name: String { get }
    /// What the scaffold is, in a sentence; empty where the source does not say.
    var summary: String { get }
    /// Where it is.
    var locator: SourceLocator { get }
    /// What a person should know about the source, such as that it is served from a cache that could not be renewed.
    var warnings: [String] { get }

    /// The releases, oldest version first.
    func releases() throws(ScaffoldError) -> [ReleaseSummary]

    /// Reads one release with all its files.
    func release(_ version: ReleaseVersion) throws(ScaffoldError) -> Release

    /// The manifest of a release that moves or drops files, without those files; nil when it does neither.
    ///
    /// Far cheaper than the whole release, so that `status` can ask every release for the paths that it gave up.
    func pathChanges(in version: ReleaseVersion) throws(ScaffoldError) -> Release?

    /// Reads what a branch, tag or commit holds; only git sources have those.
    func release(revision: String) throws(ScaffoldError) -> Release

    /// The commit of a release; nil where the source is no repository.
    func commit(of version: ReleaseVersion) throws(ScaffoldError) -> ObjectID?
}

extension ScaffoldSource {
    /// No warnings.
    public var warnings: [String] { [] }

    /// The newest release to create services from or to upgrade to: neither yanked nor a pre-release.
    public func newest() throws(ScaffoldError) -> ReleaseSummary? {
        let usable = try releases().filter { $0.yanked == nil }
        return usable.last { !$0.version.isPrerelease } ?? usable.last
    }

    /// Reads a version, or else a branch, tag or commit.
    public func release(named text: String) throws(ScaffoldError) -> Release {
        if let version = ReleaseVersion(text), try releases().contains(where: { $0.version == version }) {
            return try release(version)
        }
        return try release(revision: text)
    }

    /// No commit.
    public func commit(of version: ReleaseVersion) throws(ScaffoldError) -> ObjectID? { nil }

    /// Refuses, because the source is no repository.
    public func release(revision: String) throws(ScaffoldError) -> Release {
        throw unknownRelease(revision, known: try releases())
    }

    func unknownRelease(_ text: String, known: [ReleaseSummary]) -> ScaffoldError {
        let names = known.map(\.version.description)
        let shown = names.suffix(8).joined(separator: ", ")
        return ScaffoldError(
            .notFound, "\(name) has no release \(text)", at: .init(file: locator.description),
            fix: names.isEmpty ? "it has none yet" : "it has \(names.count > 8 ? "…, " : "")\(shown)")
    }
}

/// The releases that lead to one, following `previous`.
public struct Lineage: Sendable {
    /// The releases, oldest first, the target last.
    public var releases: [Release]
    /// Whether the way led back to the release that was asked for; always true when none was.
    public var reachesBase: Bool
}

/// The releases from the first one to a target, oldest first, following `previous`.
public func lineage(of target: ReleaseVersion, in source: any ScaffoldSource) throws(ScaffoldError) -> [Release] {
    try lineage(of: target, after: nil, in: source).releases
}

/// The releases after one up to a target, oldest first, following `previous`.
///
/// When the base is on another line (2.4.1 beside 3.0.0), the way never meets it: `reachesBase` is false, and the
/// releases are those newer than the base's nearest ancestor on the target's line.
public func lineage(
    of target: ReleaseVersion, after base: ReleaseVersion?, in source: any ScaffoldSource
) throws(ScaffoldError) -> Lineage {
    if base == target { return Lineage(releases: [], reachesBase: true) }
    var chain: [Release] = []
    var next: ReleaseVersion? = target
    while let version = next {
        if version == base { return Lineage(releases: chain.reversed(), reachesBase: true) }
        if let base, version < base { return Lineage(releases: chain.reversed(), reachesBase: false) }
        let release = try source.release(version)
        chain.append(release)
        next = release.previous
    }
    return Lineage(releases: chain.reversed(), reachesBase: base == nil)
}
