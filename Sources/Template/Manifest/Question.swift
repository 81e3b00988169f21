/// One question of a release: what it asks, and which answers it takes.
public struct Question: Hashable, Sendable {
    /// What an answer is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Text.
        case string
        /// A whole number.
        case int
        /// True or false.
        case bool
        /// One of the choices.
        case choice
        /// Any number of the choices, in the order of the choices.
        case multichoice
    }

    /// One of the values a choice offers.
    public struct Choice: Hashable, Sendable {
        /// The value as it is recorded; its type is kept.
        public var value: AnswerValue
        /// What people see; the value's text when the manifest gives none.
        public var label: String
        /// Other names that a given or recorded value may have; it becomes ``value``.
        public var aliases: [AnswerValue] = []
        /// The expression that must hold for the value to be on offer.
        public var when: Expression?
        /// Why it is not on offer when ``when`` does not hold.
        public var reason: String?
        /// The first release that offers it.
        public var since: ReleaseVersion?
    }

    /// The name, unique in the release.
    public var name: String
    /// What an answer is.
    public var kind: Kind
    /// The question as a person is asked it.
    public var prompt: String
    /// A longer explanation.
    public var help: String?
    /// The named check an answer must pass.
    public var format: NameFormat?
    /// The regular expression that must describe the whole answer.
    public var pattern: Pattern?
    /// The expression that must be true or empty; a string is the complaint.
    public var validator: Expression?
    /// The least number, for ints.
    public var minimum: Int?
    /// The greatest number, for ints.
    public var maximum: Int?
    /// The value without an answer; nil means that an answer is required.
    public var defaultValue: Default?
    /// The expression that must hold for the question to be asked; the value is the default otherwise.
    public var when: Expression?
    /// What is on offer, for choices.
    public var choices: [Choice]
    /// Whether the answer must never be recorded.
    public var isSecret: Bool
    /// Whether the answer is fixed for the life of a service.
    public var isImmutable: Bool
    /// The first release that has the question.
    public var since: ReleaseVersion?
    /// The value for services generated before the question existed, instead of the default.
    public var upgraded: Default?
    /// Where the manifest asks it.
    public var location: ScaffoldError.Location

    /// Whether an answer must be given: there is no default.
    public var isRequired: Bool { defaultValue == nil }
}

/// A value of a manifest: a literal, or a template that makes it from other answers.
public enum Default: Hashable, Sendable {
    /// The value itself.
    case literal(AnswerValue)
    /// A template over the answers; its text is read as the question's kind.
    case template(TemplateText)
}

/// A template in a manifest, with its place.
public struct TemplateText: Hashable, Sendable {
    /// The template.
    public var source: String
    /// Where it stands.
    public var location: ScaffoldError.Location
}

/// An expression in a manifest, with its place.
public struct Expression: Hashable, Sendable {
    /// The expression, without delimiters.
    public var source: String
    /// Where it stands.
    public var location: ScaffoldError.Location
}
