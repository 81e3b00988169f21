/// A scaffold as `scaffold show` shows it: its releases, and one release's questions, stack and files.
public struct ScaffoldReport: Sendable {
    /// One release of the list.
    public struct Release: Sendable {
        /// The release.
        public var version: String
        /// When it came out; nil where the source does not say.
        public var date: String?
        /// The line it belongs to, such as `2.x`.
        public var line: String
        /// Whether it is the newest of its line that can be used.
        public var isNewest: Bool
        /// Why it was withdrawn; nil when it was not.
        public var yanked: String?
        /// What it brings.
        public var summary: String

        /// Makes a row.
        public init(
            version: String, date: String?, line: String, isNewest: Bool, yanked: String?, summary: String
        ) {
            self.version = version
            self.date = date
            self.line = line
            self.isNewest = isNewest
            self.yanked = yanked
            self.summary = summary
        }
    }

    /// One value that a question offers.
    public struct Choice: Sendable {
        /// The value, as text and as JSON.
        public var value: (text: String, json: JSONValue)
        /// What people see.
        public var label: String
        /// Other names for the value.
        public var aliases: [String]
        /// The condition for it to be on offer; nil when it always is.
        public var condition: String?
        /// Why it is not on offer otherwise.
        public var reason: String?
        /// The first release that has it.
        public var since: String?

        /// Makes a choice.
        public init(
            value: (text: String, json: JSONValue), label: String, aliases: [String], condition: String?,
            reason: String?, since: String?
        ) {
            self.value = value
            self.label = label
            self.aliases = aliases
            self.condition = condition
            self.reason = reason
            self.since = since
        }
    }

    /// One question.
    public struct Question: Sendable {
        /// The name of the answer.
        public var name: String
        /// What an answer is: `string`, `int`, `bool`, `choice`, `multichoice`.
        public var kind: String
        /// The question as a person is asked it.
        public var prompt: String
        /// A longer explanation.
        public var help: String?
        /// The default, a template where it depends on other answers; nil when an answer is required.
        public var standard: (text: String, json: JSONValue)?
        /// The condition for it to be asked; nil when it always is.
        public var condition: String?
        /// What is on offer.
        public var choices: [Choice]
        /// The first release that has it.
        public var since: String?
        /// Whether it can't be changed later.
        public var isImmutable: Bool
        /// Whether the answer is never recorded.
        public var isSecret: Bool

        /// Makes a question.
        public init(
            name: String, kind: String, prompt: String, help: String?, standard: (text: String, json: JSONValue)?,
            condition: String?, choices: [Choice], since: String?, isImmutable: Bool, isSecret: Bool
        ) {
            self.name = name
            self.kind = kind
            self.prompt = prompt
            self.help = help
            self.standard = standard
            self.condition = condition
            self.choices = choices
            self.since = since
            self.isImmutable = isImmutable
            self.isSecret = isSecret
        }
    }

    /// The scaffold's name.
    public var scaffold: String
    /// The release that is shown.
    public var release: String
    /// What the release brings.
    public var summary: String
    /// Every release, newest version first.
    public var releases: [Release]
    /// What a service with default answers is made of.
    public var stack: [(name: String, value: String)]
    /// The questions in order.
    public var questions: [Question]
    /// The files, whose paths are templates.
    public var files: [FileOverview]

    /// Makes a report of its parts.
    public init(
        scaffold: String, release: String, summary: String, releases: [Release],
        stack: [(name: String, value: String)], questions: [Question], files: [FileOverview]
    ) {
        self.scaffold = scaffold
        self.release = release
        self.summary = summary
        self.releases = releases
        self.stack = stack
        self.questions = questions
        self.files = files
    }
}
