/// The versions that bounds allow: one stretch, from a lowest to a highest.
///
/// Only bounds that every tool reads alike are understood, so that `>=3.11, ^3` and `^3.11` are known to be the same:
/// no `||`, no wildcard, no exclusion and no version with a mark. What a bare version means differs between tools.
struct VersionRange: Hashable {
    /// One end of the stretch.
    struct Edge: Hashable {
        /// The numbers of the version, without zeros at the end: `1.2` and `1.2.0` are one version.
        var numbers: [Int]
        var isIncluded: Bool
    }

    private(set) var lower: Edge?
    private(set) var upper: Edge?

    /// Nil where a bound is not understood in files of this scheme, and where nothing is allowed.
    init?(_ bounds: [VersionedText.Bound], scheme: VersionScheme) {
        for bound in bounds {
            let numbers = bound.version.numbers.compactMap { Int($0) }
            guard numbers.count == bound.version.numbers.count, bound.version.mark.isEmpty,
                bound.version.prefix.isEmpty, numbers.allSatisfy({ $0 < 1_000_000_000 })
            else { return nil }
            let isPython = scheme.isPython
            switch bound.operation {
            case ">=": raise(to: numbers, isIncluded: true)
            case "<": cap(at: numbers, isIncluded: false)
            // The others read an incomplete version here as all that begin with it.
            case ">" where isPython: raise(to: numbers, isIncluded: false)
            case "<=" where isPython: cap(at: numbers, isIncluded: true)
            case "==":
                raise(to: numbers, isIncluded: true)
                cap(at: numbers, isIncluded: true)
            case "~=" where numbers.count > 1:
                raise(to: numbers, isIncluded: true)
                cap(at: Self.next(numbers, at: numbers.count - 2), isIncluded: false)
            case "^" where !isPython && numbers.count <= 3:
                raise(to: numbers, isIncluded: true)
                // Below 1.0 the next number is the one that breaks: `^0.3` ends at 0.4.
                let place = numbers.firstIndex { $0 > 0 } ?? numbers.count - 1
                cap(at: Self.next(numbers, at: place), isIncluded: false)
            case "~" where !isPython && numbers.count <= 3:
                raise(to: numbers, isIncluded: true)
                cap(at: Self.next(numbers, at: min(1, numbers.count - 1)), isIncluded: false)
            default: return nil
            }
        }
        guard let lower, let upper else { return }
        if lower.numbers == upper.numbers, !lower.isIncluded || !upper.isIncluded { return nil }
        if upper.numbers.lexicographicallyPrecedes(lower.numbers) { return nil }
    }

    private static func next(_ numbers: [Int], at place: Int) -> [Int] {
        var next = Array(numbers[...place])
        next[place] += 1
        return next
    }

    private mutating func raise(to numbers: [Int], isIncluded: Bool) {
        let edge = Edge(numbers: numbers.withoutLastZeros, isIncluded: isIncluded)
        let isHigher = lower.map { $0.numbers.lexicographicallyPrecedes(edge.numbers) } ?? true
        if isHigher || lower?.numbers == edge.numbers && !isIncluded { lower = edge }
    }

    private mutating func cap(at numbers: [Int], isIncluded: Bool) {
        let edge = Edge(numbers: numbers.withoutLastZeros, isIncluded: isIncluded)
        let isLower = upper.map { edge.numbers.lexicographicallyPrecedes($0.numbers) } ?? true
        if isLower || upper?.numbers == edge.numbers && !isIncluded { upper = edge }
    }
}

extension VersionRange {
    /// The side whose change is left, where the other one wrote the base's versions in another way.
    ///
    /// Nil for anything else.
    static func decide(_ values: Sides<Value>, scheme: VersionScheme) -> MergeSide? {
        guard [values.base, values.local, values.incoming].allSatisfy(\.isPlain),
            let base = scheme.parse(values.base), let local = scheme.parse(values.local),
            let incoming = scheme.parse(values.incoming), local.identity == base.identity,
            incoming.identity == base.identity
        else { return nil }
        guard let old = VersionRange(base.bounds, scheme: scheme) else { return nil }
        if VersionRange(incoming.bounds, scheme: scheme) == old { return .local }
        return VersionRange(local.bounds, scheme: scheme) == old ? .incoming : nil
    }
}

extension VersionScheme {
    /// Whether versions are compared as Python's packages are (PEP 440).
    var isPython: Bool { self == .requirement || self == .specifier }
}

extension Value {
    /// Whether the value is a text without a tag, an anchor or a comment that belongs to it.
    fileprivate var isPlain: Bool {
        if case .marked = self { return false }
        return text != nil
    }
}

extension [Int] {
    fileprivate var withoutLastZeros: [Int] { Array(self[..<((lastIndex { $0 != 0 } ?? -1) + 1)]) }
}
