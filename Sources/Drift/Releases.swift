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
        usable.max()
    }

    /// The newest release of a line, such as `2.x`, that is neither withdrawn nor a pre-release.
    public func newest(of line: String) -> ReleaseVersion? {
        usable.filter { $0.line == line }.max()
    }

    /// Whether a target came out before the recorded release, on another line: it can't have what that one fixed.
    ///
    /// Dates decide, since numbers can't: 2.4.1 may be younger than 3.0.0. Without dates nothing is known.
    public func isOlderLine(_ target: ReleaseVersion, than recorded: ReleaseVersion) -> Bool {
        guard target.line != recorded.line, let from = date(of: recorded), let to = date(of: target) else {
            return false
        }
        return to < from
    }

    /// The newest release of a target's line that came out with the recorded release or after it; nil when there is none.
    public func newest(of line: String, with recorded: ReleaseVersion) -> ReleaseVersion? {
        usable.filter { $0.line == line && $0 >= recorded && !isOlderLine($0, than: recorded) }.max()
    }

    /// When a release came out, as `2024-01-15`; dates of this form sort as text.
    public func date(of release: ReleaseVersion) -> String? { all.first { $0.version == release }?.date }

    /// How far a release is behind another: the releases that came after it and were not withdrawn, and the days.
    public func distance(from old: ReleaseVersion, to new: ReleaseVersion) -> ReleaseDistance {
        var days: Int?
        if let from = date(of: old).flatMap(CivilDate.day), let to = date(of: new).flatMap(CivilDate.day) {
            days = Int(to - from)
        }
        return ReleaseDistance(releases: usable.count { $0 > old && $0 <= new }, days: days)
    }

    private var usable: [ReleaseVersion] {
        all.filter { $0.yanked == nil && !$0.version.isPrerelease }.map(\.version)
    }

    /// The target, or why there is none: unknown, withdrawn, or older than the recorded release.
    ///
    /// Without a wish it is the newest release that loses nothing, see ``isOlderLine(_:than:)``.
    public func target(from recorded: ReleaseVersion, asked: ReleaseVersion?) throws(DriftError) -> ReleaseVersion {
        guard all.contains(where: { $0.version == recorded }) else {
            throw DriftError(
                .unknownRelease, "the record names release \(recorded) of \(scaffold), which its source does not have",
                fix: "known releases: \(list)")
        }
        guard let asked else {
            return usable.filter { $0 > recorded && !isOlderLine($0, than: recorded) }.max() ?? recorded
        }
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
