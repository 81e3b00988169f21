/// A version of a Python package with what stands behind its numbers, in the order of PEP 440: `2.0a13` is older than
/// `2.0b9`, and that is older than `2.0`.
struct PythonVersion {
    /// Whether it is no final release.
    let isPreRelease: Bool
    private let release: [Int]
    private let rest: [Int]

    /// Nil for what the standard does not order, such as a local version.
    init?(_ version: VersionNumber) {
        let numbers = version.numbers.compactMap { Int($0) }
        guard numbers.count == version.numbers.count, version.prefix.isEmpty else { return nil }
        let pattern =
            #/
            (?:[-_.]?(a|alpha|b|beta|c|rc|pre|preview)[-_.]?([0-9]*))?
            (?:[-_.]?(?:post|rev|r)[-_.]?([0-9]*))?
            (?:[-_.]?dev[-_.]?([0-9]*))?
            /#
        guard let match = version.mark.lowercased().wholeMatch(of: pattern) else { return nil }
        func number(_ text: Substring?) -> Int? { text.map { $0.isEmpty ? 0 : Int($0) ?? Int.max } }
        let (post, dev) = (number(match.3), number(match.4))
        let phase: Int =
            switch match.1 {
            case "a", "alpha": 1
            case "b", "beta": 2
            case nil: post == nil && dev != nil ? 0 : 4
            default: 3
            }
        isPreRelease = match.1 != nil || dev != nil
        release = numbers
        rest = [phase, number(match.2) ?? 0, post ?? -1, dev ?? Int.max]
    }

    func isOlder(than other: PythonVersion) -> Bool {
        let count = max(release.count, other.release.count)
        func key(_ version: PythonVersion) -> [Int] {
            version.release + [Int](repeating: 0, count: count - version.release.count) + version.rest
        }
        return key(self).lexicographicallyPrecedes(key(other))
    }

    /// The newer of two versions where the base was no final release and both sides went on from it; nil otherwise.
    ///
    /// A final release and a later pre-release are for people to choose from: nobody is taken back to one in silence.
    static func newer(_ versions: Sides<VersionNumber>) -> VersionResolver.Verdict? {
        guard let base = PythonVersion(versions.base), let local = PythonVersion(versions.local),
            let incoming = PythonVersion(versions.incoming), base.isPreRelease, base.isOlder(than: local),
            base.isOlder(than: incoming)
        else { return nil }
        if incoming.isOlder(than: local), incoming.isPreRelease || !local.isPreRelease { return .local }
        if local.isOlder(than: incoming), local.isPreRelease || !incoming.isPreRelease { return .incoming }
        return nil
    }
}
