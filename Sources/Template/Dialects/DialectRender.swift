/// What a template of another tool gave for some answers.
public struct DialectRender: Sendable {
    /// The files; what could not be rendered is not among them.
    public var baseline: Baseline
    /// Every effective answer, in the order in which the tool's own record has them.
    public var answers: Answers
    /// Files that need something that is not there natively; the service's own content of them stays.
    public var unrendered: [UnrenderedFile]
    /// What a person should know: an answer that is no longer a choice, a setting that is not honoured.
    public var notes: [DialectNote]
    /// What the tool itself would have run; nothing of it was.
    public var commands: [DialectCommand]
    /// Whether the templates asked for the time or for something random, so that another setting may render otherwise.
    public var dependsOnChance: Bool
    /// What the template tells people.
    public var messages = TemplateMessages()

    /// Makes a render of its parts.
    public init(
        baseline: Baseline, answers: Answers, unrendered: [UnrenderedFile] = [], notes: [DialectNote] = [],
        commands: [DialectCommand] = [], dependsOnChance: Bool = false
    ) {
        self.baseline = baseline
        self.answers = answers
        self.unrendered = unrendered
        self.notes = notes
        self.commands = commands
        self.dependsOnChance = dependsOnChance
    }
}

/// What a template tells people around the generation of a project, or around its update; empty where it says nothing.
public struct TemplateMessages: Hashable, Sendable {
    /// Before the files are written.
    public var before = ""
    /// After that.
    public var after = ""

    /// Notes nothing.
    public init() {}
}

/// A file that could not be rendered, and why.
public struct UnrenderedFile: Hashable, Sendable {
    /// The template's path in its repository.
    public var source: String
    /// Where the file would be in the service, when the path could be rendered; nil when that failed, too.
    public var path: String?
    /// What is missing, in a sentence: "the filter 'gitlab_url' is not known".
    public var reason: String
    /// Whether it may be a folder: everything below its paths is missing, too.
    public var isFolder: Bool

    /// Notes a file.
    public init(source: String, path: String?, reason: String, isFolder: Bool = false) {
        self.source = source
        self.path = path
        self.reason = reason
        self.isFolder = isFolder
    }

    /// Whether a file of another render is in the folder that this stands for.
    public func holds(_ file: BaselineFile) -> Bool {
        guard isFolder else { return false }
        func isBelow(_ path: String, _ folder: String) -> Bool { path.utf8.starts(with: "\(folder)/".utf8) }
        return isBelow(file.source, source) || path.map { isBelow(file.path, $0) } ?? false
    }
}

/// Something to tell a person about a render.
public struct DialectNote: Hashable, Sendable {
    /// A stable name in kebab case: `answer-not-a-choice`, `unknown-extension`, `escaping-path`.
    public var rule: String
    /// The file or question it is about.
    public var subject: String?
    /// What there is to say, in a sentence.
    public var message: String
    /// What can be answered instead; empty where that is not the matter, or nobody knows.
    public var choices: [AnswerValue] = []

    /// The rule of a file that prints what the template does not ask for: a project may have it from an answer that no
    /// record holds.
    public static let undefinedName = "undefined-name"

    /// Makes a note.
    public init(rule: String, subject: String? = nil, message: String, choices: [AnswerValue] = []) {
        self.rule = rule
        self.subject = subject
        self.message = message
        self.choices = choices
    }
}

/// A command that a template declares: a task, a migration, a hook.
public struct DialectCommand: Hashable, Sendable {
    /// When the tool would run it: `task`, `before`, `after`, `pre_prompt`, `pre_gen_project`, `post_gen_project`.
    public var stage: String
    /// The command line, or the hook's path in the template.
    public var command: String
    /// The folder it would run in, relative to the service.
    public var folder: String
    /// `NAME=value` that its tool gives it.
    public var variables: [String]
    /// Whether it could be rendered; one that could not is listed as it is written, and never runs.
    public var isRendered = true

    /// What it is and when its tool would have run it, in words.
    public var occasion: String {
        switch stage {
        case "before": "a migration, before the update"
        case "after": "a migration, after the update"
        case "task": "a task, after the files are written"
        case "pre_prompt": "a hook, before the questions"
        case "pre_gen_project": "a hook, before the files are written"
        default: "a hook, after the files are written"
        }
    }

    /// Makes a command.
    public init(stage: String, command: String, folder: String = ".", variables: [String] = []) {
        self.stage = stage
        self.command = command
        self.folder = folder
        self.variables = variables
    }
}
