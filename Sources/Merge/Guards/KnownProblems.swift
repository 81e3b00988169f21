import Synchronization

/// What is wrong with the sides of a merge already: looked for once, and only where something is wrong with the result.
final class KnownProblems: Sendable {
    private let sides: Sides<Value>
    private let profile: MergeProfile
    private let known = Mutex<Set<String>?>(nil)

    init(_ sides: Sides<Value>, of profile: MergeProfile) {
        self.sides = sides
        self.profile = profile
    }

    /// The first problem of a merged value that neither side has.
    func new(in value: Value) -> String? {
        let found = problems(of: value)
        if found.isEmpty { return nil }
        return known.withLock { known in
            let old = known ?? problems(of: sides.local).union(problems(of: sides.incoming))
            known = old
            return found.subtracting(old).min()
        }
    }

    private func problems(of value: Value) -> Set<String> { profile.problems(value).union(DataClashes.all(in: value)) }
}
