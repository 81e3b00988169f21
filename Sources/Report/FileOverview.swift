/// One file that a scaffold generates, as people are shown it before there is a service.
public struct FileOverview: Sendable {
    /// The path in the service; a template where no answers are known yet.
    public var path: String
    /// What the scaffold owes it: `managed`, `create-once`, `exact`, `unmanaged`.
    public var fileClass: String
    /// `executable` or `link`; nil for an ordinary file.
    public var mode: String?
    /// The condition for it to be generated; nil when it always is, or when it was decided.
    public var condition: String?
    /// What it is for.
    public var purpose: String?
    /// Whether the service's owners are expected to edit it.
    public var isEdited: Bool

    /// Makes a row.
    public init(
        path: String, fileClass: String, mode: String? = nil, condition: String? = nil, purpose: String? = nil,
        isEdited: Bool = false
    ) {
        self.path = path
        self.fileClass = fileClass
        self.mode = mode
        self.condition = condition
        self.purpose = purpose
        self.isEdited = isEdited
    }

    /// The file as JSON.
    public var json: JSONValue {
        .object([
            ("path", .string(path)), ("class", .string(fileClass)), ("mode", .string(mode ?? "file")),
            ("when", .optional(condition)), ("purpose", .optional(purpose)), ("edit", .bool(isEdited)),
        ])
    }

    /// The file as a line of text: its path and class, what is special about it, and what it is for.
    func text(_ style: Style, width: Int, classWidth: Int) -> String {
        let notes = [mode, condition.map { "when \($0)" }].compactMap { $0 }
        var columns = [padded(sanitized(path), width), padded(fileClass, classWidth)]
        if !notes.isEmpty { columns.append(style.faint(sanitized("(\(notes.joined(separator: ", ")))"))) }
        if let purpose { columns.append(sanitized(purpose)) }
        return "  " + trimmed(columns.joined(separator: "  ")) + "\n"
    }

    /// The section of all files, and the one of those that are there to be edited.
    static func sections(_ files: [FileOverview], _ style: Style) -> String {
        let width = min(48, files.map(\.path.count).max() ?? 0)
        var out = "\n" + style.bold("Files") + "\n"
        let classWidth = files.map(\.fileClass.count).max() ?? 0
        for file in files { out += file.text(style, width: width, classWidth: classWidth) }
        let edited = files.filter(\.isEdited)
        if edited.isEmpty { return out }
        out += "\n" + style.bold("Yours to edit") + "\n"
        let editedWidth = min(48, edited.map(\.path.count).max() ?? 0)
        for file in edited {
            out +=
                "  " + trimmed(padded(sanitized(file.path), editedWidth) + "  " + sanitized(file.purpose ?? "")) + "\n"
        }
        return out
    }
}

/// Lines of a technology stack, as text and as JSON.
enum StackOverview {
    static func section(_ stack: [(name: String, value: String)], _ style: Style) -> String {
        if stack.isEmpty { return "" }
        let width = stack.map(\.name.count).max() ?? 0
        return "\n" + style.bold("Stack") + "\n"
            + stack.map { "  " + padded(sanitized($0.name), width) + "  " + sanitized($0.value) + "\n" }.joined()
    }

    static func json(_ stack: [(name: String, value: String)]) -> JSONValue {
        .array(stack.map { .object([("name", .string($0.name)), ("value", .string($0.value))]) })
    }
}

/// A text with spaces after it, up to a width.
func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }

private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
}
