import OrderedCollections

/// What templates and expressions of a release can name.
struct Context {
    /// Answers and computed names.
    var values: Answers
    /// The text of each slot; nil where slots are not known, as in questions.
    var slots: [String: String]?

    init(_ values: Answers, slots: [String: String]? = nil) {
        self.values = values
        self.slots = slots
    }
}
