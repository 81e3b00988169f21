import Git
import Jinja

/// Functions that many templates carry in their own extensions, word for word, and that are built in here.
///
/// A function counts as known when its text, without comments and spacing, is exactly one that was looked at.
enum CopierKnownFunction: Hashable, Sendable {
    /// A filter that gives git's `user.name`, or its argument where git has none.
    case gitUserName
    /// A filter that gives git's `user.email`, or its argument where git has none.
    case gitUserEmail
    /// A filter that makes a text fit for addresses.
    case slugify
    /// A filter that puts `# ` before each line.
    case pythonComment
    /// A variable: the year.
    case currentYear

    /// Knows a function by its text; nil for every other.
    init?(_ normalized: String) {
        guard let function = CopierKnownFunction.texts[ObjectID.of(blob: Array(normalized.utf8)).hex] else { return nil }
        self = function
    }

    /// Whether it is a filter; the others are variables.
    var isFilter: Bool { self != .currentYear }

    private static let texts: [String: CopierKnownFunction] = [:]
}
