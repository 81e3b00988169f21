/// What an upgrade does or did, as plain values: the same report for `--plan`, a real run and every format.
public struct UpgradeReport: Sendable {
    /// How the upgrade ended.
    public enum Result: String, Sendable {
        /// Everything was merged.
        case updated
        /// The service already is what the target release makes of it.
        case upToDate = "up-to-date"
        /// It landed, but some files wait for a person.
        case held
    }

    /// One file that the upgrade touches, keeps or has something to say about.
    public struct File: Sendable {
        /// Where the file is after the upgrade (or was, when it is deleted), relative to the service.
        public var path: String
        /// Where it was before, when the upgrade moves it.
        public var previousPath: String?
        /// What happens: `add`, `update`, `merge`, `move`, `delete`, `keep`, `hold`.
        public var action: String
        /// Why, in a few words.
        public var reason: String
        /// Automatic decisions beyond a one-sided change, by resolver.
        public var decisions: [String]
        /// How many lines the upgrade adds and removes; nil where nobody counted, and for binary files.
        public var lines: (added: Int, removed: Int)?

        /// Makes a row.
        public init(path: String, previousPath: String?, action: String, reason: String, decisions: [String]) {
            self.path = path
            self.previousPath = previousPath
            self.action = action
            self.reason = reason
            self.decisions = decisions
        }
    }

    /// One file whose incoming change could not be merged.
    public struct Held: Sendable {
        /// The file, relative to the service.
        public var path: String
        /// The stable name of what is in the way, such as `content/overlap`.
        public var kind: String
        /// The release whose content the file is still based on.
        public var release: String
        /// How many places conflict; 1 where the whole file does.
        public var conflicts: Int
        /// Each of these places.
        public var places: [Conflict]
        /// What the template changed in the file since that release, as a patch; nil where nobody asked for it.
        public var patch: String?

        /// Makes a row.
        public init(path: String, kind: String, release: String, conflicts: Int, places: [Conflict] = []) {
            self.path = path
            self.kind = kind
            self.release = release
            self.conflicts = conflicts
            self.places = places
        }
    }

    /// How it ended (or would end, for a plan).
    public var result: Result
    /// The scaffold's name.
    public var scaffold: String
    /// The recorded release.
    public var from: String
    /// The release upgraded to.
    public var to: String
    /// The branch that holds the result; nil for a plan, for `--in-place` and when nothing changed.
    public var branch: String?
    /// The commit that was made.
    public var commit: String?
    /// The root tree of the result.
    public var tree: String?
    /// The files with something to tell, sorted by path.
    public var files: [File]
    /// The files that wait for a person.
    public var held: [Held]
    /// Answers that the upgrade changed: name, old and new value as text, reason.
    public var answers: [(name: String, old: String?, new: String?, reason: String)]
    /// What else to know.
    public var findings: [Finding]
    /// What the releases on the way tell their users, as (release, text).
    public var notes: [(release: String, text: String)]

    /// Makes a report of its parts.
    public init(
        result: Result, scaffold: String, from: String, to: String, branch: String? = nil, commit: String? = nil,
        tree: String? = nil, files: [File], held: [Held],
        answers: [(name: String, old: String?, new: String?, reason: String)], findings: [Finding],
        notes: [(release: String, text: String)]
    ) {
        self.result = result
        self.scaffold = scaffold
        self.from = from
        self.to = to
        self.branch = branch
        self.commit = commit
        self.tree = tree
        self.files = files
        self.held = held
        self.answers = answers
        self.findings = findings
        self.notes = notes
    }
}
