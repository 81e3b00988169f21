/// Colour for terminals: decided once, at the edge, and passed down as a value.
public struct Style: Sendable {
    /// Whether escape sequences are written at all.
    public var isColoured: Bool

    /// Makes a style; pass false for pipes, files and NO_COLOR.
    public init(isColoured: Bool) { self.isColoured = isColoured }

    /// No colour at all.
    public static let plain = Style(isColoured: false)

    /// `text` in bold.
    public func bold(_ text: String) -> String { wrap(text, "1") }
    /// `text` in a fainter shade.
    public func faint(_ text: String) -> String { wrap(text, "2") }
    /// `text` in red: removed lines, errors.
    public func red(_ text: String) -> String { wrap(text, "31") }
    /// `text` in green: added lines, success.
    public func green(_ text: String) -> String { wrap(text, "32") }
    /// `text` in yellow: held files, warnings.
    public func yellow(_ text: String) -> String { wrap(text, "33") }
    /// `text` in cyan: hunk headers.
    public func cyan(_ text: String) -> String { wrap(text, "36") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// A unified diff with its lines coloured as git does it; other text of the diff is made safe first.
    public func diff(_ patch: String) -> String {
        let safe = sanitized(patch)
        guard isColoured else { return safe }
        return safe.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = String(line)
            if line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("diff ") { return bold(line) }
            if line.hasPrefix("@@") { return cyan(line) }
            if line.hasPrefix("+") { return green(line) }
            if line.hasPrefix("-") { return red(line) }
            return line
        }.joined(separator: "\n")
    }
}
