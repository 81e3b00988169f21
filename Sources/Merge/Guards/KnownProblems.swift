/// What is wrong with the sides of a merge already: looked for once, and only where something is wrong with the result.
struct KnownProblems: Sendable {
    private let profile: MergeProfile
    private let sides: [Value]
    private let known: Aside<Set<String>>

    init(_ sides: Sides<Value>, of profile: MergeProfile) {
        self.profile = profile
        let sides = [sides.local, sides.incoming]
        self.sides = sides
        known = Aside {
            sides.reduce(into: []) { found, side in
                found.formUnion(profile.problems(side))
                found.formUnion(DataClashes.all(in: side))
            }
        }
    }

    /// The first problem of a merged value that neither side has.
    func new(in value: Value) -> String? {
        let found = profile.problems(value).union(DataClashes.all(in: value, beside: sides))
        return found.isEmpty ? nil : found.subtracting(known.result).min()
    }
}
