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
        guard let function = CopierKnownFunction.texts[ObjectID.of(blob: Array(normalized.utf8)).hex] else {
            return nil
        }
        self = function
    }

    /// Whether it is a filter; the others are variables.
    var isFilter: Bool { self != .currentYear }

    /// The functions by the git id of their normalized text.
    private static let texts: [String: CopierKnownFunction] = [
        "021af0a25afaec7d5faf01c66f77dcde8550ab80": .gitUserName,
        "751c0458564cb0a55732fae5fe5caab683259d50": .gitUserEmail,
        "83e3dba769117c842c159d52955a8bce1ac2d069": .slugify,
        "f99fa5fa924c62dce6cb274382a9629cc870c60b": .pythonComment,
        "82cc690fafaa5f37d77cb31d1033996ea0220155": .currentYear,
    ]
}
