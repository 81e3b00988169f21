/// How much a finding matters, from a note to something that must be fixed.
public enum Severity: String, Sendable, Comparable, CaseIterable, Decodable {
    /// Worth knowing; nothing needs doing.
    case note
    /// Probably needs a look by a person.
    case warning
    /// Wrong: a policy is broken, or what was recorded can't be trusted.
    case error

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }

    /// Orders severities from ``note`` to ``error``.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// One reported fact: the unit that every report format renders.
///
/// `rule` is a stable identifier such as `baseline-mismatch`; `path` is relative to the service, and `line` counts from 1.
public struct Finding: Hashable, Sendable, Decodable {
    /// The stable identifier of the rule that found it, in kebab case.
    public var rule: String
    /// How much it matters.
    public var severity: Severity
    /// The file it is about, relative to the service; nil when it is about the service as a whole.
    public var path: String?
    /// The line it is about, from 1.
    public var line: Int?
    /// What is the case and what to do about it, in one or two sentences.
    public var message: String
    /// How to fix it, where that is not part of the message.
    public var fix: String?

    /// Makes a finding; `path` and `line` are nil for facts about the whole service.
    public init(
        rule: String, severity: Severity, path: String? = nil, line: Int? = nil, message: String, fix: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.path = path
        self.line = line
        self.message = message
        self.fix = fix
    }

    /// The finding as JSON: `rule`, `severity`, `path`, `line` (where known), `message` and `fix` (where there is one).
    public var json: JSONValue {
        var members: [(String, JSONValue)] = [("rule", .string(rule)), ("severity", .string(severity.rawValue))]
        if let path { members.append(("path", .string(path))) }
        if let line { members.append(("line", .int(line))) }
        members.append(("message", .string(message)))
        if let fix { members.append(("fix", .string(fix))) }
        return .object(members)
    }

    /// The finding as one line of text, safe for a terminal, and a second one for the fix where it has one.
    public var text: String {
        var place = ""
        if let path { place = " " + singleLine(path) + (line.map { ":\($0)" } ?? "") }
        let advice = fix.map { "\n  fix: \($0)" } ?? ""
        return sanitized("\(severity.rawValue)[\(rule)]\(place): \(message)\(advice)")
    }
}
