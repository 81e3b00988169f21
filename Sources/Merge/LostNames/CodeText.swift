/// Tells the code of a line from its texts and comments.
///
/// What stands within a text is left out, but for what it takes in: `"\(name)"`, `"${name}"`, `f"{name}"`.
struct CodeText {
    /// How a text takes in what a name stands for.
    enum Inserts {
        case none
        /// `\(name)` between double quotes.
        case swift
        /// `$name` and `${name}` between double quotes.
        case dollar
        /// `${name}` between backticks.
        case template
        /// `{name}` in a text with one of these before its quotes.
        case braces(marks: String)
        /// `#{name}` between double quotes.
        case ruby
    }

    /// What a comment begins with.
    var comments: [String]
    var quotes: [UInt8]
    var inserts = Inserts.none

    /// A place within what is open, from the outside to the inside.
    private enum Place {
        case text(quote: UInt8, inserts: Bool)
        /// Code that a text takes in, up to the bracket that closes it.
        case code(close: UInt8, depth: Int)
    }

    /// The bytes of a line with spaces in place of what is no code.
    func masked(_ line: String) -> [UInt8] {
        let bytes = Array(line.utf8)
        var result = bytes
        var open: [Place] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard case .text(let quote, let takesIn) = open.last else {
                if comments.contains(where: { bytes[index...].starts(with: $0.utf8) }), isComment(bytes, index) {
                    for rest in index..<bytes.count { result[rest] = space }
                    break
                }
                if quotes.contains(byte) {
                    open.append(.text(quote: byte, inserts: inserts(byte, behind: bytes[..<index])))
                } else if case .code(let close, let depth) = open.last {
                    follow(byte, close: close, depth: depth, in: &open)
                }
                index += 1
                continue
            }
            let length = takesIn ? opened(bytes[index...]) : 0
            if length > 0 {
                let bracket = bytes[index + length - 1]
                for blank in index..<index + length { result[blank] = space }
                index += length
                if bracket == UInt8(ascii: "$") {
                    result[index - 1] = bracket
                    index = bytes[index...].firstIndex { !$0.isWordByte } ?? bytes.count
                } else {
                    open.append(
                        .code(close: bracket == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}"), depth: 0))
                }
                continue
            }
            if byte == quote {
                open.removeLast()
            } else {
                result[index] = space
                if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                    index += 1
                    result[index] = space
                }
            }
            index += 1
        }
        return result
    }

    /// `#` and the like begin a comment behind space only; `$#` and `a#b` are no comments.
    private func isComment(_ bytes: [UInt8], _ index: Int) -> Bool {
        index == 0 || bytes[index] == UInt8(ascii: "/") || isBlank(bytes[index - 1])
    }

    private func follow(_ byte: UInt8, close: UInt8, depth: Int, in open: inout [Place]) {
        if byte == (close == UInt8(ascii: ")") ? UInt8(ascii: "(") : UInt8(ascii: "{")) {
            open[open.count - 1] = .code(close: close, depth: depth + 1)
        } else if byte == close {
            if depth == 0 { open.removeLast() } else { open[open.count - 1] = .code(close: close, depth: depth - 1) }
        }
    }

    /// Whether a text that this quote opens takes in names.
    private func inserts(_ quote: UInt8, behind before: ArraySlice<UInt8>) -> Bool {
        switch inserts {
        case .none: false
        case .swift, .dollar, .ruby: quote == UInt8(ascii: "\"")
        case .template: quote == UInt8(ascii: "`")
        case .braces(let marks): before.last.map { marks.utf8.contains($0) } ?? false
        }
    }

    /// How many bytes open what a text takes in here; the last of them is the bracket, or `$` before a plain name.
    private func opened(_ bytes: ArraySlice<UInt8>) -> Int {
        switch inserts {
        case .none: return 0
        case .swift: return bytes.starts(with: "\\(".utf8) ? 2 : 0
        case .template: return bytes.starts(with: "${".utf8) ? 2 : 0
        case .ruby: return bytes.starts(with: "#{".utf8) ? 2 : 0
        case .braces: return bytes.first == UInt8(ascii: "{") && !bytes.starts(with: "{{".utf8) ? 1 : 0
        case .dollar:
            if bytes.starts(with: "${".utf8) || bytes.starts(with: "$(".utf8) { return 2 }
            // `{$name}` of PHP begins with a plain name.
            let next = bytes.dropFirst().first
            return bytes.first == UInt8(ascii: "$") && next.map { $0.isASCIILetter || $0 == UInt8(ascii: "_") } == true
                ? 1 : 0
        }
    }

    private let space = UInt8(ascii: " ")

    init(comments: [String], quotes: String, inserts: Inserts = .none) {
        self.comments = comments
        self.quotes = Array(quotes.utf8)
        self.inserts = inserts
    }
}

/// The words of some lines of code, each with what stands around it.
struct CodeWords {
    struct Place {
        /// The number of the line.
        var line: Int
        /// The code of the line before the word, and behind it.
        var before: ArraySlice<UInt8>
        var after: ArraySlice<UInt8>
    }

    private var places: [String: [Place]] = [:]

    /// - Parameters:
    ///   - others: Characters of words beside letters, digits and underscores.
    ///   - wanted: The words to find.
    init(
        _ lines: some Sequence<OutlineLine>, _ code: CodeText?, others: [UInt8], ignoresCase: Bool, wanted: Set<String>
    ) {
        let lengths = Set(wanted.map(\.utf8.count))
        func isPart(_ byte: UInt8) -> Bool { byte.isWordByte || byte >= 0x80 || others.contains(byte) }
        for line in lines {
            let text = ignoresCase ? line.text.lowercased() : line.text
            let bytes = code?.masked(text) ?? Array(text.utf8)
            for word in bytes.split(whereSeparator: { !isPart($0) }) where lengths.contains(word.count) {
                let name = String(decoding: word, as: UTF8.self)
                guard wanted.contains(name) else { continue }
                places[name, default: []].append(
                    Place(
                        line: line.number, before: bytes[..<word.startIndex], after: bytes[word.endIndex...]))
            }
        }
    }

    subscript(name: String) -> [Place] { places[name] ?? [] }
}
