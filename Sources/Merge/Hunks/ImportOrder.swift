/// The orders that lists of imports are kept in by the tools that sort them.
enum ImportOrder: CaseIterable {
    /// Statements that import modules before those that import from them, each by name.
    case grouped
    /// By name alone, capitals like small letters.
    case folded
    /// By name alone, capitals first.
    case plain
    /// CONSTANTS, then Classes, then the rest.
    case byType

    /// An order that lists are all in; nil where there is none.
    ///
    /// Each list must have an entry more than once at no place.
    static func common(of lists: [[(group: Int, text: String)]]) -> ImportOrder? {
        allCases.first { order in lists.allSatisfy(order.isKept) }
    }

    func isKept(_ list: [(group: Int, text: String)]) -> Bool {
        zip(list, list.dropFirst()).allSatisfy { isBefore($0, $1) }
    }

    func isBefore(_ first: (group: Int, text: String), _ second: (group: Int, text: String)) -> Bool {
        let (one, two) = (key(first), key(second))
        return one.0 != two.0 ? one.0 < two.0 : one.1 != two.1 ? one.1 < two.1 : first.text < second.text
    }

    private func key(_ entry: (group: Int, text: String)) -> (Int, String) {
        switch self {
        case .grouped: (entry.group, entry.text.lowercased())
        case .folded: (0, entry.text.lowercased())
        case .plain: (0, entry.text)
        case .byType: (Self.type(of: entry.text), entry.text.lowercased())
        }
    }

    private static func type(of name: String) -> Int {
        let letters = name.filter(\.isLetter)
        if letters.count > 1, letters.allSatisfy(\.isUppercase) { return 0 }
        return letters.first?.isUppercase == true ? 1 : 2
    }
}
