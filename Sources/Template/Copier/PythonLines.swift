/// The logical lines of a Python source, each with the lines that are indented below it.
///
/// Just enough of Python to find classes, functions and assignments of literals in a template's own extensions;
/// nothing is ever run. What it does not know ends in nil, and the extension counts as unknown.
struct PythonLine: Hashable, Sendable {
    /// One token of a line.
    enum Token: Hashable, Sendable {
        case name(String)
        case number(String)
        /// A string literal's value.
        case string(String)
        /// A literal of bytes, or a string with expressions or unknown escapes in it, as it is written.
        case computed(String)
        case mark(String)
    }

    /// The tokens, without comments and white space.
    var tokens: [Token]
    /// The lines below it.
    var body: [PythonLine] = []

    /// Reads a module; nil where it is no Python that is known here.
    static func module(_ bytes: [UInt8]) -> [PythonLine]? {
        var reader = PythonLineReader(bytes)
        guard let lines = reader.lines() else { return nil }
        var index = 0
        let module = nested(lines, from: &index, below: -1)
        return index == lines.count ? module : nil
    }

    private static func nested(_ lines: [PythonLineReader.Line], from index: inout Int, below indent: Int)
        -> [PythonLine]
    {
        var result: [PythonLine] = []
        guard index < lines.count, lines[index].indent > indent else { return [] }
        let own = lines[index].indent
        while index < lines.count, lines[index].indent == own {
            var line = PythonLine(tokens: lines[index].tokens)
            index += 1
            line.body = nested(lines, from: &index, below: own)
            result.append(line)
        }
        return result
    }

    /// The line and all below it as one text, the same for every spelling that means the same.
    var normalized: String {
        let words = tokens.map { token in
            switch token {
            case .name(let name): name
            case .number(let number): number
            case .string(let value): YAMLScalar.quoted(value)
            case .computed(let written): written
            case .mark(let mark): mark
            }
        }
        let below = body.map(\.normalized).joined(separator: ";")
        return words.joined(separator: " ") + (below.isEmpty ? "" : "{\(below)}")
    }

    /// The name after a keyword, as in `class Name` or `def name`; nil for other lines.
    func defined(by keyword: String) -> String? {
        guard tokens.count > 1, tokens[0] == .name(keyword), case .name(let name) = tokens[1] else { return nil }
        return name
    }
}

/// Splits Python source into tokens and logical lines.
struct PythonLineReader {
    /// A logical line: physical lines that brackets or backslashes join are one.
    struct Line {
        var indent: Int
        var tokens: [PythonLine.Token]
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func lines() -> [Line]? {
        var lines: [Line] = []
        while index < bytes.count {
            let indent = takeIndent()
            guard let tokens = lineTokens() else { return nil }
            if !tokens.isEmpty { lines.append(Line(indent: indent, tokens: tokens)) }
        }
        return lines
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func takeIndent() -> Int {
        var indent = 0
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0C {
            indent = byte == 0x09 ? (indent / 8 + 1) * 8 : indent + 1
            index += 1
        }
        return indent
    }

    private mutating func lineTokens() -> [PythonLine.Token]? {
        var tokens: [PythonLine.Token] = []
        var depth = 0
        while let byte = next {
            switch byte {
            case 0x0A, 0x0D:
                index += 1
                if depth == 0 { return tokens }
            case 0x20, 0x09, 0x0C: index += 1
            case UInt8(ascii: "#"):
                while let byte = next, byte != 0x0A { index += 1 }
            case UInt8(ascii: "\\"):
                index += 1
                if next == 0x0D { index += 1 }
                guard next == 0x0A else { return nil }
                index += 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard let string = string(prefix: "") else { return nil }
                tokens.append(string)
            case _ where byte.isASCIILetter || byte == UInt8(ascii: "_") || byte >= 0x80:
                let word = takeWord()
                if next == UInt8(ascii: "'") || next == UInt8(ascii: "\""), word.utf8.count < 3 {
                    guard let string = string(prefix: word.lowercased()) else { return nil }
                    tokens.append(string)
                } else {
                    tokens.append(.name(word))
                }
            case _ where byte.isASCIIDigit:
                let word = takeWord(withDots: true)
                tokens.append(.number(word))
            default:
                index += 1
                if "([{".utf8.contains(byte) { depth += 1 }
                if ")]}".utf8.contains(byte) { depth -= 1 }
                if depth < 0 { return nil }
                var mark = [byte]
                // `==` and the like must not look like an assignment.
                while let following = next, "=<>!+-*/%&|^@:~".utf8.contains(byte),
                    following == UInt8(ascii: "=") || (following == byte && "<>*/".utf8.contains(byte))
                        || (byte == UInt8(ascii: "-") && following == UInt8(ascii: ">"))
                {
                    mark.append(following)
                    index += 1
                }
                tokens.append(.mark(String(decoding: mark, as: UTF8.self)))
            }
        }
        return depth == 0 ? tokens : nil
    }

    private mutating func takeWord(withDots: Bool = false) -> String {
        let start = index
        while let byte = next,
            byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte >= 0x80
                || (withDots && byte == UInt8(ascii: "."))
        {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func string(prefix: String) -> PythonLine.Token? {
        guard let quote = next, prefix.utf8.allSatisfy({ "rbuft".utf8.contains($0) }) else { return nil }
        let isRaw = prefix.contains("r")
        let isPlain = !prefix.contains("b") && !prefix.contains("f") && !prefix.contains("t")
        let isLong = bytes[index...].starts(with: [quote, quote, quote])
        let start = index
        index += isLong ? 3 : 1
        var content: [UInt8] = []
        var isKnown = isPlain
        while let byte = next {
            if byte == quote, !isLong || bytes[index...].starts(with: [quote, quote, quote]) {
                index += isLong ? 3 : 1
                if isKnown, let text = String(validating: content, as: UTF8.self) { return .string(text) }
                return .computed(prefix + String(decoding: bytes[start..<index], as: UTF8.self))
            }
            index += 1
            if byte == 0x0A, !isLong { return nil }
            guard byte == UInt8(ascii: "\\"), let escaped = next else {
                content.append(byte)
                continue
            }
            index += 1
            if isRaw {
                content += [byte, escaped]
            } else if let bytes = unescaped(escaped) {
                content += bytes
            } else {
                isKnown = false
            }
        }
        return nil
    }

    /// What a backslash and a byte after it mean; nil for escapes that are not known here.
    private mutating func unescaped(_ byte: UInt8) -> [UInt8]? {
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case 0x0A: return []
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return [byte]
        case UInt8(ascii: "u"), UInt8(ascii: "x"):
            let count = byte == UInt8(ascii: "u") ? 4 : 2
            guard index + count <= bytes.count,
                let value = UInt32(String(decoding: bytes[index..<(index + count)], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(value)
            else { return nil }
            index += count
            return Array(String(scalar).utf8)
        case _ where byte.isASCIILetter || byte.isASCIIDigit: return nil
        default: return [UInt8(ascii: "\\"), byte]
        }
    }
}
