/// A token of a Python script.
enum PythonToken: Equatable {
    case name(String)
    case number(String)
    /// A text; a format string holds its source, with the places to fill.
    case string(String, isFormat: Bool)
    case symbol(String)
    case newline
    case indent
    case dedent
    case end
}

/// Cuts a Python script into tokens.
///
/// What is not Python becomes tokens that no statement has: it never fails.
struct PythonLexer {
    private let text: [Unicode.Scalar]
    private var position = 0
    private var line = 1
    private var depth = 0
    private var indents = [0]
    private var tokens: [(token: PythonToken, line: Int)] = []

    /// The tokens of a script with their lines.
    static func tokens(of script: String) -> [(token: PythonToken, line: Int)] {
        var lexer = PythonLexer(script)
        lexer.run()
        return lexer.tokens
    }

    private init(_ script: String) { text = Array(script.unicodeScalars) }

    private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private func peek(_ offset: Int) -> Unicode.Scalar? {
        position + offset < text.count ? text[position + offset] : nil
    }

    private mutating func add(_ token: PythonToken) { tokens.append((token, line)) }

    private mutating func run() {
        beginLine()
        while let scalar = current {
            switch scalar {
            case "\n":
                position += 1
                if depth == 0 {
                    if tokens.last?.token != .newline, !tokens.isEmpty { add(.newline) }
                    line += 1
                    beginLine()
                } else {
                    line += 1
                }
            case "\\" where peek(1) == "\n":
                position += 2
                line += 1
            case "#": while position < text.count, text[position] != "\n" { position += 1 }
            case "\"", "'": string(prefix: "")
            case _ where scalar.properties.isXIDStart || scalar == "_": word()
            case "0"..."9": number()
            case "." where peek(1).map(PythonLexer.isDigit) ?? false: number()
            case _ where scalar.properties.isWhitespace: position += 1
            default: symbol()
            }
        }
        add(.newline)
        while indents.count > 1 {
            indents.removeLast()
            add(.dedent)
        }
        add(.end)
    }

    /// Reads the indentation of a line that is not empty.
    private mutating func beginLine() {
        while true {
            var column = 0
            var ahead = position
            while ahead < text.count, text[ahead] == " " || text[ahead] == "\t" {
                column = text[ahead] == "\t" ? column / 8 * 8 + 8 : column + 1
                ahead += 1
            }
            if ahead < text.count, text[ahead] == "#" {
                while ahead < text.count, text[ahead] != "\n" { ahead += 1 }
            }
            position = ahead
            guard ahead < text.count else { return }
            if text[ahead] == "\n" {
                position += 1
                line += 1
                continue
            }
            if column > indents[indents.count - 1] {
                indents.append(column)
                add(.indent)
            }
            while column < indents[indents.count - 1] {
                indents.removeLast()
                add(.dedent)
            }
            return
        }
    }

    private mutating func word() {
        var word = ""
        while let scalar = current, scalar.properties.isXIDContinue || scalar == "_" {
            word.unicodeScalars.append(scalar)
            position += 1
        }
        if current == "\"" || current == "'", word.count <= 2, word.lowercased().allSatisfy({ "rbfu".contains($0) }) {
            return string(prefix: word.lowercased())
        }
        add(.name(word))
    }

    private mutating func number() {
        var digits = ""
        while let scalar = current, scalar.properties.isXIDContinue || scalar == "." {
            digits.unicodeScalars.append(scalar)
            position += 1
            // The sign of an exponent.
            if scalar == "e" || scalar == "E", let sign = current, sign == "+" || sign == "-",
                peek(1).map(PythonLexer.isDigit) ?? false,
                digits.utf8.dropLast().allSatisfy({ $0 < 0x3A || $0 == 0x5F })
            {
                digits.unicodeScalars.append(sign)
                position += 1
            }
        }
        add(.number(digits))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private mutating func symbol() {
        let three = ["**=", "//=", "...", ">>=", "<<="]
        let two = [
            "==", "!=", "<=", ">=", "->", "+=", "-=", "*=", "/=", "//", "**", ":=", "|=", "&=", "^=", "%=", "<<",
            ">>",
        ]
        for (length, known) in [(3, three), (2, two)] where position + length <= text.count {
            var candidate = ""
            candidate.unicodeScalars.append(contentsOf: text[position..<(position + length)])
            if known.contains(candidate) {
                position += length
                return add(.symbol(candidate))
            }
        }
        let scalar = text[position]
        position += 1
        if "([{".unicodeScalars.contains(scalar) { depth += 1 }
        if ")]}".unicodeScalars.contains(scalar) { depth = max(0, depth - 1) }
        add(.symbol(String(scalar)))
    }

    private mutating func string(prefix: String) {
        guard let quote = current else { return }
        let start = line
        let isLong = peek(1) == quote && peek(2) == quote
        position += isLong ? 3 : 1
        var value = String.UnicodeScalarView()
        while let scalar = current {
            if scalar == quote, !isLong || (peek(1) == quote && peek(2) == quote) {
                position += isLong ? 3 : 1
                break
            }
            if scalar == "\n" {
                if !isLong { break }
                line += 1
            }
            position += 1
            if scalar == "\\", let next = current {
                position += 1
                if next == "\n" { line += 1 }
                if prefix.contains("r") {
                    value.append(contentsOf: [scalar, next])
                } else if let number = numbered(next), !prefix.contains("b"),
                    !prefix.contains("f") || !"{}".contains(Character(number))
                {
                    value.append(number)
                } else {
                    value.append(contentsOf: PythonLexer.escape(next))
                }
                continue
            }
            value.append(scalar)
        }
        // Bytes are no text: with a NUL in it a text counts as unknown.
        let isBytes = prefix.contains("b")
        let token = PythonToken.string(isBytes ? "\u{0}" : String(value), isFormat: prefix.contains("f"))
        tokens.append((token, start))
    }

    /// The character of `\x41`, `\u0041` or `\U00000041`, whose letter has been read; nil for any other escape.
    private mutating func numbered(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
        guard let length: Int = ["x": 2, "u": 4, "U": 8][letter], position + length <= text.count else { return nil }
        var number: UInt32 = 0
        for scalar in text[position..<(position + length)] {
            guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { return nil }
            number = number &* 16 &+ UInt32(digit)
        }
        guard number > 0, let scalar = Unicode.Scalar(number) else { return nil }
        position += length
        return scalar
    }

    private static func escape(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "n": ["\n"]
        case "t": ["\t"]
        case "r": ["\r"]
        case "\\", "'", "\"": [scalar]
        case "a": ["\u{07}"]
        case "b": ["\u{08}"]
        case "f": ["\u{0C}"]
        case "v": ["\u{0B}"]
        case "\n": []
        // By number or by name.
        case "x", "u", "U", "N", "0"..."7": ["\0"]
        default: ["\\", scalar]
        }
    }
}
