/// What is wrong with the sides of a merge already: looked for once, and only where something is wrong with the result.
final class KnownProblems {
    private let sides: Sides<Value>
    private let profile: MergeProfile

    init(_ sides: Sides<Value>, of profile: MergeProfile) {
        self.sides = sides
        self.profile = profile
    }

    /// The first problem of a merged value that neither side has.
    func new(in value: Value) -> String? {
        let found = problems(of: value)
        return found.isEmpty ? nil : found.subtracting(known).min()
    }

    private lazy var known = problems(of: sides.local).union(problems(of: sides.incoming))

    private func problems(of value: Value) -> Set<String> { profile.problems(value).union(DataClashes.all(in: value)) }
}
