/// What went wrong in a repository or in the `git` executable: what, where, why and how to fix it.
public struct GitError: Error, Hashable, Sendable {
    /// The kinds of failure that callers tell apart.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The repository, object, ref or path doesn't exist.
        case notFound
        /// Something of that name exists already.
        case exists
        /// An abbreviated id or name matches more than one thing.
        case ambiguous
        /// Two changes contradict each other (for example a file where a directory is).
        case conflict
        /// A lock file of another process is in the way: try again later.
        case locked
        /// A name, path or value isn't acceptable.
        case invalid
        /// HEAD points to a branch that has no commit yet.
        case unborn
        /// A work tree is needed and the repository has none.
        case bare
        /// The repository belongs to another user (`safe.directory`).
        case ownership
        /// The repository's format isn't one that can be read.
        case unsupported
        /// Stored data is damaged.
        case corrupt
        /// The disk or quota is full.
        case diskFull
        /// The file system refused access, or is read-only.
        case permission
        /// A ref or index isn't at the expected value any more.
        case modified
        /// The remote could not be reached, or did not answer in time.
        case network
        /// The remote wants credentials, or refused those it got.
        case authentication
        /// The remote refused a push.
        case rejected
        /// An object of the repository is missing (shallow or partial clone, or damage).
        case missingObject
        /// The `git` executable isn't installed.
        case gitMissing
        /// Anything else.
        case generic
    }

    /// What kind of failure it is.
    public var code: Code
    /// Where in libgit2 it arose (`repository`, `odb`, `os`, …), or `git` for the executable.
    public var category: String
    /// What happened and why, as a sentence without a final full stop.
    public var message: String
    /// The C function or git command that failed.
    public var operation: String
    /// The path, ref, object or URL concerned; never contains credentials.
    public var subject: String
    /// How to fix it; empty when nothing useful is known.
    public var hint: String

    /// Creates an error.
    public init(
        code: Code, category: String = "", message: String, operation: String, subject: String = "", hint: String = ""
    ) {
        self.code = code
        self.category = category
        self.message = message
        self.operation = operation
        self.subject = subject
        self.hint = hint
    }
}

extension GitError: CustomStringConvertible {
    /// Subject, message and hint in one line: `<subject>: <message>; <hint>`.
    public var description: String {
        let place = subject.isEmpty ? "" : "\(subject): "
        let advice = hint.isEmpty ? "" : "; \(hint)"
        return "\(place)\(message)\(advice)"
    }
}
