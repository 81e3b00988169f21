/// Reads a Dockerfile into a lossless tree: a list of its directives and instructions, each with its keyword as mark.
///
/// Pairs of `ENV`, `ARG` and `LABEL`, ports, the parts of `FROM` and the commands of a plain `RUN` are parts of their
/// instruction; everything else is one text, with one space where it has space, continued line ends and the like. Nil
/// for an open here-document and for an instruction without an end.
struct DockerfileParser {
    let bytes: [UInt8]
    /// What continues a line: a backslash, unless a directive says otherwise.
    private(set) var escape = UInt8(ascii: "\\")
    private let lines: [Range<Int>]
    private var line = 0

    static func parse(_ bytes: [UInt8]) -> SyntaxTree? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var parser = DockerfileParser(bytes: bytes, lines: lineSpans(bytes))
        return parser.file()
    }

    private init(bytes: [UInt8], lines: [Range<Int>]) {
        self.bytes = bytes
        self.lines = lines
    }

    private mutating func file() -> SyntaxTree? {
        var list = LineTreeBuilder(bytes: bytes)
        var hasInstruction = false
        while line < lines.count, let (name, value) = Self.directive(bytes, content(of: lines[line], in: bytes)) {
            if name == "escape" {
                guard value.count == 1, let first = bytes[value].first, "\\`".utf8.contains(first) else { return nil }
                escape = first
            }
            let text = String(decoding: bytes[value], as: UTF8.self)
            list.add(
                Key(""), head: content(of: lines[line], in: bytes).lowerBound..<value.lowerBound,
                node: SyntaxNode(span: value, content: .scalar(.string(text), .inline), mark: "# \(name)"),
                lineEnd: lines[line].upperBound)
            line += 1
        }
        while let start = nextInstruction() {
            guard let end = instructionEnd(from: start) else { return nil }
            let whole = content(of: lines[start].lowerBound..<lines[end].upperBound, in: bytes)
            let keyword = whole.lowerBound..<(bytes[whole].firstIndex { !Self.isLetter($0) } ?? whole.upperBound)
            let instruction = instruction(whole, keyword: keyword, isContinued: end > start)
            list.add(Key(""), head: instruction.head, node: instruction.node, lineEnd: lines[end].upperBound)
            hasInstruction = true
            line = end + 1
        }
        return hasInstruction ? list.tree(isMap: false) : nil
    }

    private static let directiveLine = Pattern(/#[ \t]*([A-Za-z]+)[ \t]*=[ \t]*(.*)/)

    /// `# name=value` at the head of the file; any other line ends the directives.
    private static func directive(_ bytes: [UInt8], _ span: Range<Int>) -> (name: String, value: Range<Int>)? {
        guard bytes[span].first == UInt8(ascii: "#"), bytes[span].contains(UInt8(ascii: "=")) else { return nil }
        let text = String(decoding: bytes[span], as: UTF8.self)
        guard let match = text.wholeMatch(of: directiveLine),
            ["syntax", "escape", "check"].contains(match.1.lowercased())
        else { return nil }
        return (match.1.lowercased(), span.upperBound - match.2.utf8.count..<span.upperBound)
    }

    /// The next line that is neither blank nor a comment.
    private mutating func nextInstruction() -> Int? {
        while line < lines.count {
            let text = content(of: lines[line], in: bytes)
            guard let first = bytes[text].first, first != UInt8(ascii: "#") else {
                line += 1
                continue
            }
            return line
        }
        return nil
    }

    /// The last line of an instruction: continuation lines, comments between them, here-documents.
    private func instructionEnd(from start: Int) -> Int? {
        var end = start
        var hereDocuments: [String] = []
        let keyword = Self.keyword(String(decoding: bytes[lines[start]], as: UTF8.self))
        while true {
            let text = String(decoding: bytes[lines[end]], as: UTF8.self).trimmedEnd
            let isComment = end > start && (text.trimmed.hasPrefix("#") || text.trimmed.isEmpty)
            if !isComment { hereDocuments += Self.hereDocuments(text, of: keyword) }
            let continues = text.utf8.last == escape
            guard continues || isComment else { break }
            guard end + 1 < lines.count else { return continues ? nil : end }
            end += 1
        }
        for name in hereDocuments {
            repeat {
                end += 1
                guard end < lines.count else { return nil }
            } while String(decoding: bytes[lines[end]], as: UTF8.self).trimmedEnd.trimmed != name
        }
        return end
    }

    private static let heredocument = Pattern(/(?:^|[^<])<<-?["']?([A-Za-z_][A-Za-z0-9_]*)["']?/)

    /// The names that end the here-documents of a line of an instruction: `<<EOF`, `<<-"EOF"`.
    static func hereDocuments(_ text: String, of keyword: String) -> [String] {
        guard text.holds("<<"), ["RUN", "COPY", "ADD"].contains(keyword) else { return [] }
        return text.matches(of: heredocument).map { String($0.1) }
    }

    /// The first word, in capitals.
    static func keyword(_ text: String) -> String {
        String(Substring(text.trimmed.utf8.prefix(while: isLetter))).uppercased()
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension String {
    /// The text without space and line ends at its end.
    var trimmedEnd: String {
        var text = self[...]
        while let last = text.unicodeScalars.last, " \t\r\n".unicodeScalars.contains(last) {
            text = Substring(text.unicodeScalars.dropLast())
        }
        return String(text)
    }
}
