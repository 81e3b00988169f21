/// Reads a Dockerfile into a lossless tree: a list of stages, each a list of instructions.
///
/// What stands before the first `FROM` (parser directives, global arguments) is a stage of its own. An instruction is one
/// scalar with its continuation lines and here-documents. Nil for another escape character and for an open
/// here-document.
struct DockerfileParser {
    private let bytes: [UInt8]
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
        var stages = LineTreeBuilder(bytes: bytes)
        var stage = LineTreeBuilder(bytes: bytes)
        var stageStart = 0
        var isEmpty = true
        while let start = nextInstruction() {
            let first = lines[start].lowerBound
            let word = Self.keyword(String(decoding: bytes[lines[start]], as: UTF8.self))
            if word == "FROM", !isEmpty || start > 0 {
                // The comments right above a stage are the stage's.
                let boundary = commentsAbove(start)
                if !isEmpty {
                    close(stage, from: stageStart, to: boundary, into: &stages)
                    stageStart = boundary
                    stage = LineTreeBuilder(bytes: bytes, start: boundary)
                }
            }
            guard let end = instructionEnd(from: start) else { return nil }
            let content = content(of: first..<lines[end].upperBound, in: bytes)
            let text = String(decoding: bytes[content], as: UTF8.self)
            stage.add(
                Key(""), head: content.lowerBound..<content.lowerBound,
                node: SyntaxNode(
                    span: content, content: .scalar(.string(text), text.contains("\n") ? .lines : .inline)),
                lineEnd: lines[end].upperBound)
            isEmpty = false
            line = end + 1
        }
        guard !isEmpty else { return nil }
        close(stage, from: stageStart, to: bytes.count, into: &stages)
        return stages.tree(isMap: false)
    }

    private func close(_ stage: LineTreeBuilder, from start: Int, to end: Int, into stages: inout LineTreeBuilder) {
        let node = SyntaxNode(span: start..<end, content: .list(stage.container(to: end)))
        stages.add(Key(""), head: start..<start, node: node, lineEnd: end)
    }

    /// The next line that is neither blank nor a comment; a directive `# escape=` with another character ends it all.
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

    private func commentsAbove(_ start: Int) -> Int {
        var index = start
        while index > 0 {
            let text = content(of: lines[index - 1], in: bytes)
            guard bytes[text].first == UInt8(ascii: "#") else { break }
            index -= 1
        }
        return lines[index].lowerBound
    }

    /// The last line of an instruction: continuation lines, comments between them, here-documents.
    private func instructionEnd(from start: Int) -> Int? {
        var end = start
        var hereDocuments: [String] = []
        while true {
            let text = String(decoding: bytes[lines[end]], as: UTF8.self).trimmedEnd
            if end == start || !text.trimmed.hasPrefix("#") { hereDocuments += Self.hereDocuments(text) }
            guard
                text.hasSuffix("\\") || (end > start && text.trimmed.hasPrefix("#"))
                    || (end > start && text.trimmed.isEmpty)
            else { break }
            guard end + 1 < lines.count else { return text.hasSuffix("\\") ? nil : end }
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

    /// The names that end the here-documents of a line: `<<EOF`, `<<-"EOF"`.
    static func hereDocuments(_ text: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "<")), ["RUN", "COPY", "ADD"].contains(keyword(text)) else { return [] }
        return text.matches(of: /(?:^|[^<])<<-?["']?([A-Za-z_][A-Za-z0-9_]*)["']?/).map { String($0.1) }
    }

    /// The first word, in capitals.
    static func keyword(_ text: String) -> String {
        String(text.trimmed.prefix { $0.isASCII && $0.isLetter }).uppercased()
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
