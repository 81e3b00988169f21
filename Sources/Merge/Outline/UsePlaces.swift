/// Where in a source file a word can be the use of a name that the file defines at its top: not within a comment or a
/// text, not behind a dot, and not where it names an argument, a key or an attribute.
///
/// What is in doubt counts as a use.
struct UsePlaces {
    private let bytes: [UInt8]
    private let lines: LineText
    private let mask: CodeMask
    private let style: CodeMask.Style
    private let hasTags: Bool
    private let functions: PythonFunctions?

    /// Nil where nothing is known of such a text: each word may be a use.
    init?(_ lines: LineText, style: CodeMask.Style, path: String) {
        guard let mask = CodeMask(lines.bytes, style) else { return nil }
        bytes = lines.bytes
        self.lines = lines
        self.mask = mask
        self.style = style
        hasTags = ["jsx", "tsx"].contains(path.fileSuffix)
        functions = style == .python ? PythonFunctions(lines, mask) : nil
    }

    /// Whether a word on a line can be a use of a name.
    func isUse(_ word: Range<Int>, line: Int, of kind: NameUses.Kind) -> Bool {
        switch mask.parts[word.lowerBound] {
        case .comment: return false
        case .text, .mark:
            switch style {
            case .python: return isUseInText(word, line: line, of: kind)
            // What looks things up by their class may ask for its name.
            case .script: return kind == .defined && bytes[word.lowerBound - 1] == bytes[word.upperBound]
            case .go: return false
            }
        case .code: break
        }
        if style == .go, kind == .imported, next(word.upperBound) != UInt8(ascii: ".") { return false }
        if isMember(word) { return false }
        switch style {
        case .python: return !isModulePath(word, line: line) && functions?.isOwn(word, line: line, of: kind) != true
        case .script: return !isKey(word) && !(hasTags && (isAttribute(word) || isTagText(word, line: line)))
        case .go: return true
        }
    }

    /// The first byte from an index on that is no space.
    private func next(_ index: Int) -> UInt8? { bytes[index...].first { $0 != UInt8(ascii: " ") } }

    /// Whether a word stands behind the dot of something else.
    private func isMember(_ word: Range<Int>) -> Bool {
        let above = bytes[..<word.lowerBound].reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard above.first == UInt8(ascii: "."), above.dropFirst().first != UInt8(ascii: ".") else { return false }
        // What a module gives away, and what all of a script sees, may be asked for through these.
        let owner = above.dropFirst().drop { $0 == UInt8(ascii: "?") }.prefix { $0.isWordByte }
        return !Self.owners.contains(String(decoding: owner.reversed(), as: UTF8.self))
    }

    private static let owners: Set<String> = ["exports", "module", "window", "globalThis", "global", "self", "this"]

    // MARK: Python

    /// Whether a word is a part of the path in `from a.b import c`.
    private func isModulePath(_ word: Range<Int>, line: Int) -> Bool {
        let start = lines[line].startIndex
        let above = String(decoding: bytes[start..<word.lowerBound], as: UTF8.self).trimmed
        let rest = String(decoding: lines[line][word.upperBound...], as: UTF8.self)
        return (above == "from" || above.hasPrefix("from ")) && !above.contains(" import") && rest.contains(" import ")
    }

    private static let typeList = Pattern(/[\w.:\[\]]+(?:\s*[,|]\s*[\w.:\[\]]+)*/)

    /// Whether a word in a text of Python names something: a type that is written as a text, or what is looked up by name.
    private func isUseInText(_ word: Range<Int>, line: Int, of kind: NameUses.Kind) -> Bool {
        let start = bytes[..<word.lowerBound].indices.last { mask.parts[$0] != .text }.map { $0 + 1 } ?? 0
        let end = bytes[word.upperBound...].indices.first { mask.parts[$0] != .text } ?? bytes.count
        let statement = lines[(functions?.statement(of: line) ?? line)..<(line + 1)]
        let above = String(decoding: statement, as: UTF8.self)
        if Self.lookups.contains(where: above.contains) { return true }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        guard text.wholeMatch(of: Self.typeList) != nil else { return false }
        let name = bytes[word]
        if kind == .defined || word.lowerBound > start && bytes[word.lowerBound - 1] == UInt8(ascii: ":") {
            return true
        }
        // `"Path"` is more likely a type than `"json"`.
        if let first = name.first, (0x41...0x5A).contains(first), name.contains(where: { (0x61...0x7A).contains($0) }) {
            return true
        }
        let head = bytes[..<start].reversed().drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
            .drop(while: isBlank)
        if head.starts(with: ">-".utf8) { return true }
        return head.first == UInt8(ascii: ":") && head.dropFirst().first?.isWordByte == true
    }

    /// What looks names up by their texts.
    private static let lookups = [
        "__all__", "patch", "attr(", "attr.", "globals(", "locals(", "vars(", "fixture", "import_module", "eval(",
        "exec(",
        "__dict__", "cast(", "timeit", "parametrize", "attrgetter",
    ]

    // MARK: Scripts

    /// Whether a word is the key in `{ key: value }` or the name in `(name: Type)`.
    private func isKey(_ word: Range<Int>) -> Bool {
        let rest = bytes[word.upperBound...]
        guard rest.starts(with: ":".utf8) || rest.starts(with: "?:".utf8) else { return false }
        var place = word.lowerBound - 1
        while place >= 0, isBlank(bytes[place]) || mask.parts[place] == .comment { place -= 1 }
        return place >= 0 && mask.parts[place] == .code && "{,(;".utf8.contains(bytes[place])
    }

    /// Whether a word is the attribute in `<Tag name="value">`.
    private func isAttribute(_ word: Range<Int>) -> Bool {
        let rest = bytes[word.upperBound...]
        return word.lowerBound > 0 && isBlank(bytes[word.lowerBound - 1])
            && ["=\"", "={", "='"].contains { rest.starts(with: $0.utf8) }
    }

    /// Whether a word stands in the text between two tags: `<p>some words</p>`.
    private func isTagText(_ word: Range<Int>, line: Int) -> Bool {
        func isProse(_ byte: UInt8) -> Bool { byte.isWordByte || byte >= 0x80 || " .,!?':-".utf8.contains(byte) }
        let line = lines[line]
        let above = line[..<word.lowerBound].reversed().drop(while: isProse)
        let below = line[word.upperBound...].drop(while: isProse)
        guard above.first == UInt8(ascii: ">"), below.starts(with: "</".utf8), let end = above.dropFirst().first else {
            return false
        }
        return end != UInt8(ascii: "=") && !isBlank(end)
    }
}
