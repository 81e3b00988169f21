/// What a release made of the answers that came last: planning an upgrade asks for it several times.
struct SettledAnswers {
    private struct Entry {
        var answers: Answers
        /// The answers with the computed names.
        var values: Answers
        var slots: [String: String]?
    }

    /// An upgrade has answers of before and of after.
    private static let limit = 2
    private var entries: [Entry] = []

    /// The answers with the names that the release computes of them, where they came lately.
    func values(of answers: Answers) -> Answers? { entries.first { $0.answers == answers }?.values }

    /// The texts of the slots, where they were rendered lately.
    func slots(with values: Answers) -> [String: String]? { entries.first { $0.values == values }?.slots }

    /// Notes what the answers gave.
    mutating func note(_ values: Answers, of answers: Answers) {
        entries.insert(Entry(answers: answers, values: values), at: 0)
        if entries.count > Self.limit { entries.removeLast() }
    }

    /// Notes the slots of answers that are known.
    mutating func note(slots: [String: String], with values: Answers) {
        guard let index = entries.firstIndex(where: { $0.values == values }) else { return }
        entries[index].slots = slots
    }
}
