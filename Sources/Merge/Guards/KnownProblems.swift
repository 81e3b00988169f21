/// What is wrong with the sides of a merge already: looked for once, and only where something is wrong with the result.
struct KnownProblems: Sendable {
    private let profile: MergeProfile
    private let known: Aside<Set<String>>

    init(_ sides: Sides<Value>, of profile: MergeProfile) {
        self.profile = profile
        known = Aside {
            Self.problems(of: sides.local, profile).union(Self.problems(of: sides.incoming, profile))
        }
    }

    /// The first problem of a merged value that neither side has.
    func new(in value: Value) -> String? {
        let found = Self.problems(of: value, profile)
        return found.isEmpty ? nil : found.subtracting(known.result).min()
    }

    private static func problems(of value: Value, _ profile: MergeProfile) -> Set<String> {
        profile.problems(value).union(DataClashes.all(in: value))
    }
}
