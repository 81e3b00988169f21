/// A reason why the work can't be done that its user can act on: what, where, why, and how to fix it.
public struct DriftError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of reason; stable names, also used as the rule of a finding.
    public enum Code: String, Sendable {
        /// The folder is in no git repository.
        case notARepository = "not-a-repository"
        /// The service has no record.
        case noRecord = "no-record"
        /// The record can't be read.
        case brokenRecord = "broken-record"
        /// The record follows no scaffold of the asked name, or several and none was asked for.
        case whichScaffold = "which-scaffold"
        /// The asked release is not there, is yanked, or is older than the recorded one.
        case release
        /// The recorded release is none of those that its source has.
        case unknownRelease = "unknown-release"
        /// Nothing that was tried explains the tree well enough.
        case unexplained
        /// Answers are missing or don't fit.
        case answers
        /// The repository is in a state that an upgrade can't start from.
        case repositoryState = "repository-state"
        /// The branch holds somebody's commits.
        case foreignBranch = "foreign-branch"
        /// Files of the work tree are in the way.
        case workTree = "work-tree"
        /// Something conflicts and the caller asked to fail then.
        case conflicts
        /// The asked path is not held, or is no part of the baseline.
        case path
        /// The file of remembered resolutions can't be used, or has no such key.
        case memory
        /// Another `scaffold` is at work in the same repository.
        case busy
        /// A file can't be read or written.
        case files
        /// There is nothing to undo, or undoing would lose work.
        case undo
    }

    /// What kind of reason it is.
    public var code: Code
    /// What is wrong and where.
    public var message: String
    /// What to do about it; nil where the message says it all.
    public var fix: String?

    /// Makes an error.
    public init(_ code: Code, _ message: String, fix: String? = nil) {
        self.code = code
        self.message = message
        self.fix = fix
    }

    /// The message and the fix on one line.
    public var description: String { fix.map { "\(message) (\($0))" } ?? message }
}
