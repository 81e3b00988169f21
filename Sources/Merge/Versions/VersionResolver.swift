/// Both sides moved one version: the newer one, never below the user's.
///
/// Applies only where both moved forward from the base and all three have one shape: the same thing, operators, number
/// of numbers, prefix and mark. A user's downgrade is a conflict, and so is everything that can't be compared.
enum VersionResolver {
    static let name = "version-max"

    enum Verdict: Hashable {
        case local
        case incoming
        case conflict(ConflictKind)
    }

    /// Decides between two changed versions; nil where the three are no versions of this scheme.
    static func decide(_ values: Sides<Value>, scheme: VersionScheme) -> Verdict? {
        if let side = samePin(values, scheme: scheme) { return side }
        guard let base = scheme.parse(values.base), let local = scheme.parse(values.local),
            let incoming = scheme.parse(values.incoming)
        else { return nil }
        let sides = Sides(base: base, local: local, incoming: incoming)
        guard local.identity == base.identity, incoming.identity == base.identity else { return nil }
        if base.bounds.count == 1, local.bounds.count == 1, incoming.bounds.count == 1 {
            return single(sides, isPython: scheme.isPython)
        }
        return ranges(sides, isPython: scheme.isPython)
    }

    /// The side that pins an action by a commit id, where both left a branch for one release that the other names by its tag.
    private static func samePin(_ values: Sides<Value>, scheme: VersionScheme) -> Verdict? {
        guard scheme == .action, scheme.parse(values.base) == nil, let local = scheme.parse(values.local),
            let incoming = scheme.parse(values.incoming), local.identity == incoming.identity,
            values.base.text?.hasPrefix(local.identity) == true, local.bounds == incoming.bounds,
            local.isPinned != incoming.isPinned
        else { return nil }
        return local.isPinned ? .local : .incoming
    }

    /// Of two lower bounds of one Python package the higher one; nil where a side is anything else.
    static func higherLowerBound(_ local: VersionedText?, _ incoming: VersionedText?) -> SideName? {
        guard let mine = local?.bounds, let theirs = incoming?.bounds, mine.count == 1, theirs.count == 1,
            mine[0].operation == ">=", theirs[0].operation == ">="
        else { return nil }
        let versions = versions(Sides(base: mine[0], local: mine[0], incoming: theirs[0]), isPython: true)
        guard versions.local.isComparable(to: versions.incoming) else { return nil }
        return versions.local.order(to: versions.incoming) == .older ? .incoming : .local
    }

    /// The versions of bounds with one operator; with as many numbers each where they are Python's lower ones: there `3.11` is
    /// `3.11.0`, elsewhere it may be all of them.
    private static func versions(_ bounds: Sides<VersionedText.Bound>, isPython: Bool) -> Sides<VersionNumber> {
        isPython && [">=", ">"].contains(bounds.base.operation) ? padded(bounds.map(\.version)) : bounds.map(\.version)
    }

    /// Versions with as many numbers each; as they are where they are more than numbers.
    private static func padded(_ versions: Sides<VersionNumber>) -> Sides<VersionNumber> {
        let all = [versions.base, versions.local, versions.incoming]
        guard all.allSatisfy({ $0.prefix.isEmpty && $0.mark.isEmpty }) else { return versions }
        let count = all.map(\.numbers.count).max() ?? 0
        return versions.map { version in
            var version = version
            version.numbers += Array(repeating: "0", count: count - version.numbers.count)
            return version
        }
    }

    /// The operators of which the higher version is the newer one: a version alone, and bounds from below.
    ///
    /// How far up a side allows versions is its own to say, and what is shut out or compared as text has no order.
    private static let rising: Set<String> = ["", "=", "==", ">=", ">", "~=", "^", "~"]

    private static func single(_ sides: Sides<VersionedText>, isPython: Bool) -> Verdict {
        let bounds = sides.map { $0.bounds[0] }
        guard bounds.local.operation == bounds.base.operation, bounds.incoming.operation == bounds.base.operation,
            rising.contains(bounds.base.operation)
        else { return .conflict(.versionIncomparable) }
        let versions = versions(bounds, isPython: isPython)
        // A change of the commit or of the words behind it, at the same version, is no step forward.
        if sides.base.isPinned, sides.local.isPinned, sides.incoming.isPinned,
            versions.local == versions.base || versions.incoming == versions.base
        {
            return .conflict(.versionIncomparable)
        }
        if sides.local.isPinned != sides.incoming.isPinned { return pinned(sides, versions) }
        if isPython, ["==", ">=", ">"].contains(bounds.base.operation), let verdict = PythonVersion.newer(versions) {
            return verdict
        }
        guard versions.local.isComparable(to: versions.incoming) else { return .conflict(.versionIncomparable) }
        // The base may be shorter or longer where both sides changed that alike.
        guard versions.base.prefix == versions.local.prefix, versions.base.mark == versions.local.mark else {
            return .conflict(.versionIncomparable)
        }
        // To Python `==4.2` is 4.2.0, which is below 4.2.1.
        let exact = isPython && bounds.base.operation == "==" ? padded(versions) : versions
        if exact.local.order(to: exact.base) == .older || exact.incoming.order(to: exact.base) == .older {
            return .conflict(.versionDowngrade)
        }
        switch versions.local.order(to: versions.incoming) {
        case .older: return .incoming
        case .newer: return .local
        // `>=8.2` and `>=8.2.0`.
        case .same: return isPython && bounds.base.operation == ">=" ? .local : .conflict(.versionIncomparable)
        }
    }

    /// One side pins by a commit id or a digest, the other names a version: the pin stays when it is at least as new.
    private static func pinned(_ sides: Sides<VersionedText>, _ versions: Sides<VersionNumber>) -> Verdict {
        guard versions.local.prefix == versions.incoming.prefix, versions.local.mark == versions.incoming.mark,
            versions.local.order(to: versions.base) != .older, versions.incoming.order(to: versions.base) != .older
        else { return .conflict(.versionIncomparable) }
        let localPins = sides.local.isPinned
        let pin = localPins ? versions.local : versions.incoming
        let name = localPins ? versions.incoming : versions.local
        // Who left the pin for a tag that moves, such as `v6`, has decided to follow it, whatever the other one pins.
        if sides.base.isPinned, name.numbers.count < 3 { return .conflict(.versionIncomparable) }
        // The template must not take the user's moving tag away for a pin of the same version.
        let isNewer = pin.order(to: name) == .newer
        let isWithin = pin.order(to: name) == .same && pin.numbers.count >= name.numbers.count
        guard isNewer || isWithin else { return .conflict(.versionIncomparable) }
        return localPins ? .local : .incoming
    }

    /// Ranges with the same operators: the higher lower bound; upper bounds must agree.
    private static func ranges(_ sides: Sides<VersionedText>, isPython: Bool) -> Verdict {
        let operations = sides.map { $0.bounds.map(\.operation) }
        guard operations.local == operations.base, operations.incoming == operations.base else {
            return .conflict(.versionIncomparable)
        }
        var verdict: Verdict?
        for index in sides.base.bounds.indices {
            let versions = versions(sides.map { $0.bounds[index] }, isPython: isPython)
            if versions.local == versions.incoming { continue }
            guard rising.contains(sides.base.bounds[index].operation),
                versions.local.isComparable(to: versions.incoming), verdict == nil,
                versions.local.order(to: versions.base) != .older, versions.incoming.order(to: versions.base) != .older
            else { return .conflict(.versionIncomparable) }
            verdict = versions.local.order(to: versions.incoming) == .older ? .incoming : .local
        }
        return verdict ?? .conflict(.versionIncomparable)
    }
}
