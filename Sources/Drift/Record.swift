public import Git
public import OrderedCollections
public import Template

/// What generated a service: the content of its `.scaffold.yml`, and of the records of other tools in it.
///
/// A list, so that one service can follow several scaffolds. Written in stable order; see ``Record/init(parsing:file:)``
/// for what is refused on reading. A project of Copier or cruft keeps its own tool's file; `.scaffold.yml` beside it has
/// only what that file can't hold, and is there only when there is such a thing.
public struct Record: Hashable, Sendable {
    /// The record's file name, at the root of each service.
    public static let fileName = ".scaffold.yml"
    /// The schema that this tool reads and writes.
    public static let schema = 1
    /// The most bytes that a record may have.
    static let sizeLimit = 1_048_576

    /// One entry for each scaffold that the service follows.
    public var scaffolds: [Entry]

    /// Makes a record of its entries.
    public init(scaffolds: [Entry]) { self.scaffolds = scaffolds }

    /// One scaffold that the service follows.
    public struct Entry: Hashable, Sendable {
        /// The scaffold's name.
        public var name: String
        /// Where its releases come from: `builtin`, a URL without credentials, or a path relative to the service.
        public var source: String
        /// The release that generated the service or that it was last upgraded to.
        public var release: ReleaseName
        /// The full commit id of the release, for git sources.
        public var commit: ObjectID?
        /// The git tree id of the pristine output of `release` with `answers`; nil where another tool's record holds none.
        public var baseline: ObjectID?
        /// Every effective answer, defaults too.
        public var answers: Answers
        /// Files that are still at an older release.
        public var held: [Held]
        /// What people decided; never asked again.
        public var decisions: [Decision]

        /// The automatic resolvers that its owners switched off.
        public var without: [Without]
        /// The record of the tool that made the service, when that is not `scaffold`.
        public var foreign: ForeignRecord?

        /// Makes an entry; a new service has nothing held, nothing decided and nothing switched off.
        public init(
            name: String, source: String, release: ReleaseName, commit: ObjectID? = nil, baseline: ObjectID?,
            answers: Answers, held: [Held] = [], decisions: [Decision] = [], without: [Without] = [],
            foreign: ForeignRecord? = nil
        ) {
            self.name = name
            self.source = source
            self.release = release
            self.commit = commit
            self.baseline = baseline
            self.answers = answers
            self.held = held
            self.decisions = decisions
            self.without = without
            self.foreign = foreign
        }
    }

    /// A file whose incoming change could not be merged: it keeps its own, older base until someone resolves it.
    public struct Held: Hashable, Sendable {
        /// Where the file is now, relative to the service.
        public var path: String
        /// The release whose output is the file's base.
        public var release: ReleaseName
        /// Where that release had the file, when the template has moved it since.
        public var was: String?
        /// Answers of that time that differ from the entry's, so that the old base can be rendered again.
        public var answers: Answers

        /// Makes a held file.
        public init(path: String, release: ReleaseName, was: String? = nil, answers: Answers = [:]) {
            self.path = path
            self.release = release
            self.was = was
            self.answers = answers
        }
    }

    /// Automatic resolvers that must not settle anything in some files.
    public struct Without: Hashable, Sendable {
        /// The files, relative to the service.
        public var path: Glob
        /// The names of the resolvers; `all` stands for each that merges.
        public var resolvers: [String]

        /// Makes a switch.
        public init(path: Glob, resolvers: [String]) {
            self.path = path
            self.resolvers = resolvers
        }
    }

    /// What people decided about a file.
    public struct Decision: Hashable, Sendable {
        /// The two things that can be decided for good.
        public enum Kind: Hashable, Sendable {
            /// The owners deleted the file: it stays deleted.
            case deleted
            /// The owners keep their content: the template's changes are never merged into it.
            case keepLocal
        }

        /// The file, relative to the service.
        public var path: String
        /// What was decided.
        public var kind: Kind

        /// Makes a decision.
        public init(path: String, kind: Kind) {
            self.path = path
            self.kind = kind
        }
    }
}
