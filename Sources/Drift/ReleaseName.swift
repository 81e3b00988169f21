public import Template

/// How a release is called: by its version, or, where another tool's template has none, by a tag, a branch or a commit.
public enum ReleaseName: Hashable, Sendable {
    /// A release of one of our own scaffolds.
    case version(ReleaseVersion)
    /// A state of a template's repository, as its own tool calls it.
    case revision(String)

    /// The version; nil for a state that has none.
    public var version: ReleaseVersion? {
        if case .version(let version) = self { version } else { nil }
    }

    /// The version, which every release of our own scaffolds has.
    func recorded() throws(DriftError) -> ReleaseVersion {
        if let version { return version }
        throw DriftError(
            .brokenRecord, "\(self) is no release; expected a version such as 1.2.0",
            fix: "restore the record from history")
    }
}

extension ReleaseName: CustomStringConvertible {
    /// The version or the revision as it is recorded.
    public var text: String {
        switch self {
        case .version(let version): version.description
        case .revision(let text): text
        }
    }

    /// The version or the revision; a full commit id is cut to twelve digits.
    public var description: String {
        switch self {
        case .version(let version): version.description
        case .revision(let text): ReleaseName.isCommit(text) ? String(text.prefix(12)) : text
        }
    }

    private static func isCommit(_ text: String) -> Bool {
        text.utf8.count == 40 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
