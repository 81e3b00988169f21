/// A source file of a language whose layout says little, for the question whether two versions say the same.
///
/// White space, the kind of quotation marks, commas before closing brackets, the last semicolon of a CSS rule and, in
/// Python, the order of a block of sorted imports say nothing. Everything else does: comments, the columns of Python's
/// statements, the ends of statements, what stands in a text.
struct FormattedSource {
    private enum Language { case python, script, style }

    private let language: Language
    private let source: TokenizedSource

    /// Nil where the language is not one of these, and where the file can't be read with certainty.
    ///
    /// - Parameter body: the file's lines, without their attributes.
    init?(path: String, _ body: [UInt8]) {
        guard let language = Self.language(path), body.count <= Self.largest,
            let source = language == .python
                ? PythonTokens.read(body)
                : language == .script ? ScriptTokens.read(body) : StyleTokens.read(body)
        else { return nil }
        self.language = language
        self.source = source
    }

    /// The largest file that is looked at, in bytes.
    private static let largest = 1_000_000

    private static func language(_ path: String) -> Language? {
        switch path.fileSuffix.lowercased() {
        case "py", "pyi": return .python
        case "js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx": return .script
        case "css": return .style
        default: return nil
        }
    }

    /// Whether some lines, changed from another version's, say what they said there.
    func onlyFormats(_ old: FormattedSource, _ lines: Range<Int>, from oldLines: Range<Int>) -> Bool {
        guard let mine = source.tokens(in: lines), let theirs = old.source.tokens(in: oldLines) else { return false }
        guard language == .python else {
            return mine.lazy.map(\.described).elementsEqual(theirs.lazy.map(\.described))
        }
        return PythonStatements(mine).isSame(as: PythonStatements(theirs)) { lines in
            PythonStatements(source.tokens[...]).isSorted(on: lines)
        }
    }

    /// Whether all of the file says what another version says.
    func onlyFormats(_ old: FormattedSource) -> Bool {
        onlyFormats(old, 0..<source.states.count - 1, from: 0..<old.source.states.count - 1)
    }

    /// Whether some lines hold nothing.
    func isBlank(_ lines: Range<Int>) -> Bool { source.tokens(in: lines)?.isEmpty == true }

    /// What is open before and behind some lines.
    func surroundings(_ lines: Range<Int>) -> [TokenizedSource.LineState]? {
        guard lines.upperBound < source.states.count, let start = source.states[lines.lowerBound],
            let end = source.states[lines.upperBound]
        else { return nil }
        return [start, end]
    }
}

/// Tells whether the second of two versions of a file is the first in another layout: what a formatter does.
///
/// Known for Python, JavaScript, TypeScript and CSS, by the path's suffix; false for everything else, for equal files,
/// and for those that can't be read with certainty.
public func isOnlyFormatted(_ old: [UInt8], _ new: [UInt8], path: String) -> Bool {
    guard old != new,
        let before = FormattedSource(path: path, TextAttributes.plainBody(of: old)),
        let after = FormattedSource(path: path, TextAttributes.plainBody(of: new))
    else { return false }
    return after.onlyFormats(before)
}

/// Settles conflicts in which one side only formatted: its lines say what the base's did, so the other side's change is
/// all there is.
struct FormattedOnly {
    let sides: Sides<FormattedSource>
    private let path: String
    private let incoming: LineText

    init?(path: String, _ bodies: MergeBodies) {
        guard let base = FormattedSource(path: path, bodies.base),
            let local = FormattedSource(path: path, bodies.local),
            let incoming = FormattedSource(path: path, bodies.incoming)
        else { return nil }
        sides = Sides(base: base, local: local, incoming: incoming)
        self.path = path
        self.incoming = LineText(bodies.incoming)
    }

    /// Whether lines in place of the template's say what those say.
    func says(_ text: [UInt8], inPlaceOf hunk: ConflictHunk) -> Bool {
        let lines = hunk.incomingLines
        let body = incoming[0..<lines.lowerBound] + text + incoming[lines.upperBound..<incoming.count]
        return FormattedSource(path: path, Array(body))?.onlyFormats(sides.incoming) == true
    }

    /// The side whose change is left; nil where both changed more.
    func changed(_ hunk: ConflictHunk) -> MergeSide? {
        let around = sides.base.surroundings(hunk.baseLines)
        // Lines can stand for each other only where the same is open around them.
        guard around != nil, around == sides.local.surroundings(hunk.localLines),
            around == sides.incoming.surroundings(hunk.incomingLines)
        else { return nil }
        if sides.incoming.onlyFormats(sides.base, hunk.incomingLines, from: hunk.baseLines) { return .local }
        return sides.local.onlyFormats(sides.base, hunk.localLines, from: hunk.baseLines) ? .incoming : nil
    }
}
