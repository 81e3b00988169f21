/// Cuts the arguments of one instruction into words and shell operators, with their places.
///
/// What stands between two tokens is space, continued line ends and comments on lines of their own.
struct DockerfileLexer {
    struct Token: Hashable {
        var span: Range<Int>
        /// `&&`, `;`, `|` and the like, outside of quotation marks.
        var isOperator: Bool
    }

    private let bytes: [UInt8]
    private let escape: UInt8
    /// What separates words like space does, and is a token of its own.
    private let operators: [UInt8]
    private let end: Int
    private var position: Int

    private init(_ bytes: [UInt8], _ span: Range<Int>, escape: UInt8, operators: [UInt8]) {
        self.bytes = bytes
        self.operators = operators
        self.escape = escape
        position = span.lowerBound
        end = span.upperBound
    }

    /// The tokens of a span; nil where a quotation or a substitution is not closed, or a line ends within a word.
    ///
    /// - Parameter isShell: whether operators of the shell are tokens of their own.
    static func tokens(_ bytes: [UInt8], _ span: Range<Int>, escape: UInt8, isShell: Bool) -> [Token]? {
        var lexer = DockerfileLexer(bytes, span, escape: escape, operators: isShell ? Array("&|;<>()".utf8) : [])
        var tokens: [Token] = []
        while true {
            lexer.skipSpace()
            guard lexer.position < lexer.end else { return tokens }
            let start = lexer.position
            if lexer.skipOperator() {
                tokens.append(Token(span: start..<lexer.position, isOperator: true))
            } else {
                guard lexer.skipWord(), lexer.position > start else { return nil }
                tokens.append(Token(span: start..<lexer.position, isOperator: false))
            }
        }
    }

    private var byte: UInt8? { position < end ? bytes[position] : nil }

    /// Where the next line starts when the line ends here, behind an escape character.
    private func continuation(at index: Int) -> Int? {
        guard index < end, bytes[index] == escape else { return nil }
        var next = index + 1
        while next < end, Self.isSpace(bytes[next]) { next += 1 }
        return next < end && bytes[next] == lineFeed ? next + 1 : nil
    }

    private mutating func skipSpace() {
        while let byte {
            if Self.isSpace(byte) || byte == lineFeed {
                position += 1
            } else if let next = continuation(at: position) {
                position = next
            } else if byte == UInt8(ascii: "#"), startsLine(position) {
                while let byte = self.byte, byte != lineFeed { position += 1 }
            } else {
                return
            }
        }
    }

    private func startsLine(_ index: Int) -> Bool {
        var index = index
        while index > 0, Self.isSpace(bytes[index - 1]) { index -= 1 }
        return index == 0 || bytes[index - 1] == lineFeed
    }

    private mutating func skipOperator() -> Bool {
        guard let byte, operators.contains(byte) else { return false }
        position += 1
        if self.byte == byte, byte != UInt8(ascii: "("), byte != UInt8(ascii: ")") { position += 1 }
        return true
    }

    private mutating func skipWord() -> Bool {
        while let byte {
            if Self.isSpace(byte) || byte == lineFeed || operators.contains(byte) { return true }
            if let next = continuation(at: position) {
                // Without space on either side the word goes on in the next line.
                return next >= end || Self.isSpace(bytes[next]) || bytes[next] == lineFeed || position == end
            }
            switch byte {
            case UInt8(ascii: "'"): guard skipQuotation(byte, escapes: false) else { return false }
            case UInt8(ascii: "\""): guard skipQuotation(byte, escapes: true) else { return false }
            case UInt8(ascii: "`") where escape != byte: guard skipQuotation(byte, escapes: true) else { return false }
            case UInt8(ascii: "$"): guard skipSubstitution() else { return false }
            case UInt8(ascii: "\\") where escape == byte: position += 2
            default: position += 1
            }
        }
        return position <= end
    }

    private mutating func skipQuotation(_ mark: UInt8, escapes: Bool) -> Bool {
        position += 1
        while let byte {
            if escapes, byte == UInt8(ascii: "\\"), escape == byte {
                position += 2
                continue
            }
            if escapes, byte == UInt8(ascii: "$") {
                guard skipSubstitution() else { return false }
                continue
            }
            position += 1
            if byte == mark { return true }
        }
        return false
    }

    /// `$NAME`, `${NAME:-word}`, `$(command)`.
    private mutating func skipSubstitution() -> Bool {
        position += 1
        guard let open = byte, open == UInt8(ascii: "{") || open == UInt8(ascii: "(") else { return true }
        let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
        var depth = 0
        while let byte {
            if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                guard skipQuotation(byte, escapes: byte == UInt8(ascii: "\"")) else { return false }
                continue
            }
            position += byte == UInt8(ascii: "\\") && escape == byte ? 2 : 1
            if byte == open { depth += 1 }
            if byte == close { depth -= 1 }
            if depth == 0 { return true }
        }
        return false
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == carriageReturn
    }
}
