import Report

/// What an update pull request says to the next run, in a comment that no reader sees.
///
/// It is the only memory between two runs: the forge is the state. Nothing in it is trusted to push over anything; whose
/// the branch is, its commits say.
public struct MachineBlock: Hashable, Sendable {
    /// The scaffold.
    public var scaffold: String
    /// The service's folder in its repository; "" for the repository itself.
    public var directory: String
    /// The release that it goes to.
    public var release: String
    /// The commit that was pushed.
    public var commit: String
    /// A hash of title and text as they were written, which tells whether there is something new to write.
    public var text: String
    /// Whether this tool made it a draft.
    public var isDraft: Bool
    /// How the service's own check of that commit ended; nil where there was none.
    public var verification: String?
    /// Whether this tool closed it, because there was nothing left to do: that is nobody's no.
    public var isWithdrawn = false

    private static let mark = "<!-- scaffold-update "

    /// The block as a comment in Markdown or HTML.
    var comment: String {
        var members: [(String, JSONValue)] = [
            ("schema", .int(1)), ("scaffold", .string(scaffold)), ("directory", .string(directory)),
            ("release", .string(release)),
            ("commit", .string(commit)), ("text", .string(text)), ("draft", .bool(isDraft)),
        ]
        if let verification { members.append(("verification", .string(verification))) }
        if isWithdrawn { members.append(("withdrawn", .bool(true))) }
        // Nothing in it may end the comment.
        let json = JSONValue.object(members).compact
            .replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing("--", with: "-\\u002d")
        return Self.mark + json + " -->"
    }

    /// Reads the last block of a text; nil where there is none, or somebody changed it beyond recognition.
    public init?(in body: String) {
        guard let range = Self.range(in: body),
            let members = JSON(Array(body[range].dropFirst(Self.mark.count).dropLast(4).utf8)),
            let scaffold = members["scaffold"].string, let directory = members["directory"].string,
            let release = members["release"].string, let commit = members["commit"].string
        else { return nil }
        self.scaffold = scaffold
        self.directory = directory
        self.release = release
        self.commit = commit
        text = members["text"].string ?? ""
        isDraft = members["draft"].bool ?? false
        verification = members["verification"].string
        isWithdrawn = members["withdrawn"].bool ?? false
    }

    /// A text with its last block replaced by this one.
    func replacing(in body: String) -> String {
        guard let range = Self.range(in: body) else { return body }
        return body[..<range.lowerBound] + comment + body[range.upperBound...]
    }

    /// Where the last block of a text is, with its marks.
    private static func range(in body: String) -> Range<String.Index>? {
        guard let start = body.ranges(of: mark).last, let end = body[start.upperBound...].firstRange(of: " -->") else {
            return nil
        }
        return start.lowerBound..<end.upperBound
    }

    /// Makes a block.
    init(
        scaffold: String, directory: String, release: String, commit: String, text: String, isDraft: Bool,
        verification: String?
    ) {
        self.scaffold = scaffold
        self.directory = directory
        self.release = release
        self.commit = commit
        self.text = text
        self.isDraft = isDraft
        self.verification = verification
    }
}

/// A comment that stays the only one of its topic, found again by a mark that no reader sees.
struct TopicComment {
    var topic: Decision.Topic
    var text: String

    private var mark: String { "<!-- scaffold-topic \(topic.rawValue) -->" }

    /// The comment as it is written.
    var body: String { "\(mark)\n\(text)\n" }

    /// Whether a comment is the one of this topic.
    func isSame(as comment: PullRequestComment) -> Bool { comment.body.contains(mark) }
}
