public import Git
public import OrderedCollections

/// One release of a scaffold: everything that a render and an upgrade into it need, as a value.
public struct Release: Sendable {
    /// The scaffold's name.
    public var scaffold: String
    /// This release.
    public var version: ReleaseVersion
    /// The release whose renames, deletions and answer migrations these are; nil for the first one.
    public var previous: ReleaseVersion?
    /// When it was released, as `2024-01-15`.
    public var date: String?
    /// Why nobody should use it any more; nil when nothing is wrong with it.
    public var yanked: String?
    /// The commit it was read from, for git sources.
    public var commit: ObjectID?
    /// What it brings, in a sentence.
    public var summary: String
    /// The oldest tool that can render it.
    public var requires: ReleaseVersion?
    /// What the service is made of, for people.
    public var stack: [StackEntry]
    /// The questions in order.
    public var questions: [Question]
    /// Names for templates, neither asked nor recorded, in order of evaluation.
    public var computed: [Computed]
    /// Rules over template paths; for each key the last rule that matches and sets it wins.
    public var rules: [FileRule]
    /// The slots of shared files by name.
    public var slots: OrderedDictionary<String, Slot>
    /// Output paths that moved since ``previous``.
    public var renames: [Rename]
    /// Output paths that went away since ``previous``.
    public var deletions: [Deletion]
    /// What becomes of recorded answers, in order.
    public var answerMigrations: [AnswerStep]
    /// A template for what a person is told after an upgrade into this release.
    public var notes: TemplateText?
    /// The template tree below `files/`, sorted by path bytes.
    public var files: [TemplateFile]
    /// The fragments by `slot/file`.
    public var fragments: [String: TemplateFile]
    /// The files for `include` by path below `parts/`.
    public var parts: [String: TemplateFile]
    /// What error messages call the folder of this release.
    public var origin: String

    /// The question of a name, or nil.
    public func question(_ name: String) -> Question? { questions.first { $0.name == name } }
}

/// A file of a template tree.
public struct TemplateFile: Hashable, Sendable {
    /// The path below `files/`, a template itself.
    public var path: String
    /// The content, or a symlink's target.
    public var bytes: [UInt8] { didSet { id = nil } }
    /// File, executable, symlink, or a submodule, whose content is elsewhere.
    public var mode: FileMode
    /// The git blob that the content was read from; nil where it came from elsewhere, or is no longer that.
    public private(set) var id: ObjectID?
    /// Whether the path is what the file is called; false where its name is no text, and the path only shows it.
    public private(set) var hasReadableName = true

    /// An entry whose name is not UTF-8.
    /// - Parameter path: Its path for people.
    init(unreadableName path: String) {
        self.init(path: path, bytes: [])
        hasReadableName = false
    }

    /// Makes a file.
    public init(path: String, bytes: [UInt8], mode: FileMode = .file, id: ObjectID? = nil) {
        self.path = path
        self.bytes = bytes
        self.mode = mode
        self.id = id
    }
}

/// A name that templates see beside the answers.
public struct Computed: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The template that makes its value, a text.
    public var value: TemplateText
}

/// What a release owes a file after it was generated.
public enum FileClass: String, Hashable, Sendable, CaseIterable {
    /// Merged at every upgrade.
    case managed
    /// Written once; the service's own from then on.
    case createOnce = "create-once"
    /// Must equal the template.
    case exact
    /// Generated, then nobody's business.
    case unmanaged
}

/// A rule over template paths.
public struct FileRule: Hashable, Sendable {
    /// The template paths it is about.
    public var path: Glob
    /// The condition for the files to exist.
    public var when: Expression?
    /// Their class.
    public var fileClass: FileClass?
    /// Whether they are copied without rendering.
    public var isVerbatim: Bool?
    /// What they are for, in a few words.
    public var purpose: String?
    /// Whether the service's owners are expected to edit them.
    public var isEdited: Bool?
    /// The automatic resolvers that must not settle anything in them, by name.
    public var disabledResolvers: [String]?
    /// Where the manifest has the rule.
    public var location: ScaffoldError.Location
}

/// One line of a release's technology stack, such as its database.
public struct StackEntry: Hashable, Sendable {
    /// What it is.
    public var name: String
    /// The template of what the service uses for it; it may give nothing.
    public var value: TemplateText
}

/// A place in shared files that several features contribute lines to.
public struct Slot: Hashable, Sendable {
    /// What stands between fragments.
    public enum Separator: String, Hashable, Sendable, CaseIterable {
        /// Nothing.
        case none
        /// One blank line.
        case blankLine = "blank-line"
    }

    /// A contribution.
    public struct Fragment: Hashable, Sendable {
        /// The file below `slots/<slot>/`.
        public var file: String
        /// Its place; fragments are sorted by it.
        public var order: Int
        /// The condition for it to be there.
        public var when: Expression?
    }

    /// What stands between fragments.
    public var separator: Separator
    /// The contributions, sorted by order, then by file.
    public var fragments: [Fragment]
}

/// An output path that moved between two releases; both sides are templates.
public struct Rename: Hashable, Sendable {
    /// The path in the previous release's output.
    public var from: TemplateText
    /// The path in this release's output.
    public var to: TemplateText
    /// The condition for the move.
    public var when: Expression?
}

/// An output path that went away, and why.
public struct Deletion: Hashable, Sendable {
    /// The path in the previous release's output, a template.
    public var path: TemplateText
    /// What a person is told.
    public var reason: String
}

/// One step of carrying recorded answers into a release.
public struct AnswerStep: Hashable, Sendable {
    /// What the step does.
    public enum Action: Hashable, Sendable {
        /// The answer goes on under another name.
        case rename(String, to: String)
        /// The answer goes away, with what a person is told.
        case remove(String, reason: String)
        /// The answer gets a value, a literal or a template over the answers so far.
        case set(String, Default)
    }

    /// What the step does.
    public var action: Action
    /// The condition for the step.
    public var when: Expression?
    /// What a person is told.
    public var reason: String?
}
