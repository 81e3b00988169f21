/// What is decided where both sides changed one scalar.
struct ScalarResolvers: Sendable {
    /// A decision between two texts.
    struct Choice: Hashable, Sendable {
        /// The stable name of the resolver.
        var resolver: String
        /// What was decided and from what.
        var message: String
        /// Whether the template's text is taken; local's otherwise.
        var takesIncoming: Bool
    }

    /// Names of resolvers that must not be used for this file.
    var disabled: Set<String> = []

    /// Decides between two changed scalars; nil means conflict.
    func decide(_ values: Sides<Value>, path: [String]) -> Choice? {
        nil
    }

    /// Why two changed scalars are a conflict.
    func conflictKind(_ values: Sides<Value>, path: [String]) -> ConflictKind {
        .valueScalar
    }
}
