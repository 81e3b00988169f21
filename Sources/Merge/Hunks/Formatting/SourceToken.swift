/// A part of source code that says something: what is left of a file when the way it is laid out is taken away.
struct SourceToken {
    enum Kind {
        /// A name, a number, an operator or a bracket.
        case code
        /// A text between quotation marks.
        case string
        case comment
        /// The end of a statement, where it is a line's.
        case newline
        /// The indentation of a statement, where it says something.
        case indentation
        /// Space that says something.
        case space
    }

    var kind: Kind
    /// What it says: equal for two spellings of one thing.
    var text: String
    /// The lines that it stands on, counted from 0.
    var lines: ClosedRange<Int>

    var line: Int { lines.lowerBound }
}

/// A file as tokens.
struct TokenizedSource {
    /// What is open where a line starts.
    struct LineState: Hashable {
        /// The brackets, outermost first.
        var brackets: [UInt8] = []
        /// Whether the line goes on with the statement of the one before.
        var isContinued = false
    }

    var tokens: [SourceToken]
    /// One for each line, and one for the end of the file; nil within a token.
    var states: [LineState?]

    /// The tokens of some lines; nil where one of them reaches further.
    func tokens(in range: Range<Int>) -> ArraySlice<SourceToken>? {
        guard range.upperBound < states.count, states[range.lowerBound] != nil, states[range.upperBound] != nil else {
            return nil
        }
        return tokens[index(ofLine: range.lowerBound)..<index(ofLine: range.upperBound)]
    }

    /// The first token on a line or below it.
    private func index(ofLine line: Int) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].line < line { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Walks over the bytes of source code: what lexers of several languages share.
struct SourceScanner {
    /// Brackets nested deeper are no source code that people wrote.
    static let deepest = 200

    let bytes: [UInt8]
    private(set) var index = 0
    private(set) var line = 0
    var tokens: [SourceToken] = []
    var state = TokenizedSource.LineState()
    private var states: [TokenizedSource.LineState?]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        states = [.init()]
    }

    var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    func byte(_ offset: Int) -> UInt8? {
        bytes.indices.contains(index + offset) ? bytes[index + offset] : nil
    }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    /// Goes on to a later byte; lines that start before it start within a token unless `isSpace`.
    mutating func advance(to end: Int, isSpace: Bool = false) {
        while index < end {
            if bytes[index] == lineFeed {
                line += 1
                states.append(isSpace ? state : nil)
            }
            index += 1
        }
    }

    /// Adds a token of the bytes up to an index, and goes on behind it.
    mutating func take(_ kind: SourceToken.Kind, to end: Int, as text: String? = nil) {
        let start = line
        let text = text ?? String(decoding: bytes[index..<end], as: UTF8.self)
        advance(to: end)
        tokens.append(SourceToken(kind: kind, text: text, lines: start...line))
    }

    /// Opens or closes a bracket; false where it closes what is not open.
    mutating func follow(_ bracket: UInt8) -> Bool {
        let pairs: [UInt8: UInt8] = [0x29: 0x28, 0x5D: 0x5B, 0x7D: 0x7B]
        guard let open = pairs[bracket] else {
            state.brackets.append(bracket)
            return state.brackets.count <= Self.deepest
        }
        return state.brackets.popLast() == open
    }

    static func isBracket(_ byte: UInt8) -> Bool { "()[]{}".utf8.contains(byte) }

    /// Where a run of bytes ends.
    func end(while condition: (UInt8) -> Bool) -> Int {
        var end = index
        while end < bytes.count, condition(bytes[end]) { end += 1 }
        return end
    }

    /// The file as tokens; nil where a bracket stays open.
    func finished() -> TokenizedSource? {
        guard state.brackets.isEmpty else { return nil }
        return TokenizedSource(tokens: tokens, states: states)
    }

    /// What a comment says, without the space around and in front of its lines.
    static func comment(_ bytes: ArraySlice<UInt8>, mark: Int) -> String {
        let text = String(decoding: bytes.dropFirst(mark), as: UTF8.self)
        return text.lines.map(\.trimmed).joined(separator: "\n")
    }

    /// What a text says, whichever marks stand around it; escaped marks are no matter of the text's.
    static func unquoted(_ body: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        var isEscaped = false
        for byte in body {
            if isEscaped {
                if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { text.removeLast() }
                isEscaped = false
            } else {
                isEscaped = byte == UInt8(ascii: "\\")
            }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
