/// A token of a shell script.
enum ShellToken {
    /// A word: its value, and its text when it is written without quotes or variables.
    case word(ScriptExpression, bare: String?)
    case symbol(String)
    case newline
    case end

    /// The text of a word without quotes or variables.
    var bare: String? { if case .word(_, let bare) = self { bare } else { nil } }
}

/// Cuts a shell script into tokens; values become expressions of the kind that hooks in Python have.
struct ShellLexer {
    private let text: [Unicode.Scalar]
    private var position = 0
    private var line = 1
    private var tokens: [(token: ShellToken, line: Int)] = []
    /// The ends of texts that begin on the next line.
    private var documents: [String] = []

    /// The tokens of a script with their lines.
    static func tokens(of script: String) -> [(token: ShellToken, line: Int)] {
        var lexer = ShellLexer(text: Array(script.unicodeScalars))
        lexer.run()
        return lexer.tokens
    }

    private init(text: [Unicode.Scalar]) { self.text = text }

    private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func run() {
        while let scalar = current {
            switch scalar {
            case "\n":
                tokens.append((.newline, line))
                position += 1
                line += 1
                skipDocuments()
            case " ", "\t", "\r": position += 1
            case "#": while position < text.count, text[position] != "\n" { position += 1 }
            case "\\" where position + 1 < text.count && text[position + 1] == "\n":
                position += 2
                line += 1
            case ";", "&", "|", "(", ")", "<", ">": symbol()
            default: word()
            }
        }
        tokens.append((.newline, line))
        tokens.append((.end, line))
    }

    private mutating func symbol() {
        var symbol = String(text[position])
        position += 1
        while let next = current, "&|;<>-".unicodeScalars.contains(next),
            ["&&", "||", ";;", "<<", ">>", "<<-", ">&", "<<<"]
                .contains(symbol + String(next))
        {
            symbol += String(next)
            position += 1
        }
        tokens.append((.symbol(symbol), line))
        guard symbol == "<<" || symbol == "<<-" else { return }
        while current == " " { position += 1 }
        var end = ""
        while let next = current, !next.properties.isWhitespace {
            if next != "'", next != "\"", next != "\\" { end.unicodeScalars.append(next) }
            position += 1
        }
        documents.append(end)
    }

    /// Goes over the texts that commands of the last line read.
    private mutating func skipDocuments() {
        for end in documents {
            while position < text.count {
                var content = ""
                while let next = current, next != "\n" {
                    content.unicodeScalars.append(next)
                    position += 1
                }
                position += 1
                line += 1
                if content.drop(while: { $0 == "\t" }) == end { break }
            }
        }
        documents = []
    }

    private mutating func word() {
        var parts: [ScriptExpression] = []
        var literal = ""
        var isBare = true
        var isPattern = false
        func flush() {
            if !literal.isEmpty { parts.append(.string(literal)) }
            literal = ""
        }
        scan: while let scalar = current {
            switch scalar {
            case " ", "\t", "\n", "\r", ";", "&", "|", "(", ")", "<", ">": break scan
            case "'":
                isBare = false
                position += 1
                while let next = current, next != "'" {
                    if next == "\n" { line += 1 }
                    literal.unicodeScalars.append(next)
                    position += 1
                }
                position += 1
            case "\"":
                isBare = false
                position += 1
                while let next = current, next != "\"" {
                    if next == "$" || next == "`" {
                        flush()
                        parts.append(substitution(isQuoted: true))
                        continue
                    }
                    position += 1
                    if next == "\n" { line += 1 }
                    if next == "\\", let escaped = current {
                        position += 1
                        literal.unicodeScalars.append(escaped)
                    } else {
                        literal.unicodeScalars.append(next)
                    }
                }
                position += 1
            case "$", "`":
                isBare = false
                flush()
                parts.append(substitution(isQuoted: false))
            case "\\":
                position += 1
                isBare = false
                if let next = current { literal.unicodeScalars.append(next) }
                position += 1
            default:
                if "*?[~{".unicodeScalars.contains(scalar) { isPattern = true }
                literal.unicodeScalars.append(scalar)
                position += 1
            }
        }
        let bare = isBare ? literal : nil
        flush()
        var value = parts.first ?? .string("")
        for part in parts.dropFirst() { value = .binary("+", value, part) }
        // What a pattern stands for is a matter of the folder, and a list.
        tokens.append((.word(isPattern && bare != "[" && bare != "[[" ? .other : value, bare: bare), line))
    }

    /// A variable, or something that only a shell can tell.
    private mutating func substitution(isQuoted: Bool) -> ScriptExpression {
        let opening = text[position]
        position += 1
        if opening == "`" {
            while let next = current, next != "`" {
                if next == "\n" { line += 1 }
                position += 1
            }
            position += 1
            return .other
        }
        if current == "(" || current == "{" {
            let close: Unicode.Scalar = current == "(" ? ")" : "}"
            let open = text[position]
            var depth = 0
            var inner = ""
            while let next = current {
                if next == "\n" { line += 1 }
                if next == open { depth += 1 }
                if next == close { depth -= 1 }
                position += 1
                if depth == 0 { break }
                inner.unicodeScalars.append(next)
            }
            let name = String(inner.dropFirst())
            let isName = open == "{" && !name.isEmpty && name.unicodeScalars.allSatisfy(ShellLexer.isNamePart)
            return isName ? ShellLexer.variable(name, isQuoted) : .other
        }
        var name = ""
        while let next = current, ShellLexer.isNamePart(next) {
            name.unicodeScalars.append(next)
            position += 1
        }
        return name.isEmpty ? .other : ShellLexer.variable(name, isQuoted)
    }

    /// A variable without quotes is cut at white space, and its patterns are followed.
    private static func variable(_ name: String, _ isQuoted: Bool) -> ScriptExpression {
        isQuoted ? .name("$\(name)") : .call(.name(ScriptReader.singleWord), [.name("$\(name)")], [])
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
}
