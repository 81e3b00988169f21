public import Template

/// Which release an upgrade goes to.
public struct Releases {
    /// Every release of the scaffold, oldest first.
    public var all: [ReleaseSummary]
    /// The scaffold's name, for messages.
    public var scaffold: String

    /// Makes a list of what a source has.
    public init(all: [ReleaseSummary], scaffold: String) {
        self.all = all
        self.scaffold = scaffold
    }

    /// The newest release that is neither withdrawn nor a pre-release; nil when there is none.
    public var newest: ReleaseVersion? {
        all.filter { $0.yanked == nil && !$0.version.isPrerelease }.map(\.version).max()
    }

    /// The target, or why there is none: unknown, withdrawn, or older than the recorded release.
    public func target(from recorded: ReleaseVersion, asked: ReleaseVersion?) throws(DriftError) -> ReleaseVersion {
        guard all.contains(where: { $0.version == recorded }) else {
            throw DriftError(
                .release, "the record names release \(recorded) of \(scaffold), which its source does not have",
                fix: "known releases: \(list)")
        }
        guard let asked else { return max(newest ?? recorded, recorded) }
        guard let found = all.first(where: { $0.version == asked }) else {
            throw DriftError(.release, "\(scaffold) has no release \(asked)", fix: "known releases: \(list)")
        }
        if let reason = found.yanked, asked != recorded {
            throw DriftError(
                .release, "release \(asked) of \(scaffold) was withdrawn: \(reason)",
                fix: newest.map { "use --to \($0)" } ?? "wait for the next release")
        }
        guard asked >= recorded else {
            throw DriftError(
                .release,
                "the service is at \(recorded), and \(asked) is older: going back would undo its owners' upgrades",
                fix: "revert the commit of the upgrade instead, or name a release from \(recorded) on")
        }
        return asked
    }

    private var list: String { all.map(\.version.description).joined(separator: ", ") }
}
