/// Cuts a template into tokens, by the delimiters and the rules for white space of its environment.
struct Lexer {
    let source: TemplateSource
    let bytes: [UInt8]
    let delimiters: Delimiters
    let trimBlocks: Bool
    let lstripBlocks: Bool
    let newline: [UInt8]
    var position = 0
    var tokens: [Token] = []
    /// Whether the last match ended with a line end: then a tag starts its line.
    private var startsLine = true
    private let rules: [Rule]
    private let triggers: [Bool]

    /// What can begin a tag.
    private enum Rule {
        case variable([UInt8])
        case block([UInt8])
        case comment([UInt8])
        case lineStatement([UInt8])
        case lineComment([UInt8])
    }

    init(_ source: TemplateSource, _ environment: Environment) {
        self.source = source
        bytes = source.bytes
        delimiters = environment.delimiters
        trimBlocks = environment.trimBlocks
        lstripBlocks = environment.lstripBlocks
        newline = Array(environment.newlineSequence.utf8)
        // Longer delimiters win; of equal length the kinds in this order, as Jinja's sorted rules give it.
        var rules: [(length: Int, rule: Rule)] = []
        func add(_ text: String?, _ rule: ([UInt8]) -> Rule) {
            guard let text else { return }
            rules.append((Text.count(text), rule(Array(text.utf8))))
        }
        add(delimiters.variableStart) { .variable($0) }
        add(delimiters.lineStatementPrefix) { .lineStatement($0) }
        add(delimiters.lineCommentPrefix) { .lineComment($0) }
        add(delimiters.commentStart) { .comment($0) }
        add(delimiters.blockStart) { .block($0) }
        let order = rules.indices.sorted {
            rules[$0].length != rules[$1].length ? rules[$0].length > rules[$1].length : $0 < $1
        }
        self.rules = order.map { rules[$0].rule }
        var triggers = [Bool](repeating: false, count: 256)
        for text in [delimiters.variableStart, delimiters.commentStart, delimiters.blockStart] {
            if let first = text.utf8.first { triggers[Int(first)] = true }
        }
        self.triggers = triggers
    }

    /// The tokens of a text, the last one being the end, and what kept the lexer from reading on after them.
    struct Result {
        let tokens: [Token]
        let failure: TemplateError?
    }

    /// Reads a template, or an expression without delimiters.
    static func tokenize(
        _ source: TemplateSource, _ environment: Environment, isExpression: Bool = false
    ) -> Result {
        var lexer = Lexer(source, environment)
        var failure: TemplateError?
        do throws(TemplateError) {
            if isExpression {
                try lexer.expression(ending: nil)
            } else {
                while try lexer.root() {}
            }
        } catch {
            failure = error
        }
        // Jinja's end token is on the line of the token before it.
        lexer.tokens.append(Token(kind: .end, offset: lexer.tokens.last?.offset ?? 0))
        return Result(tokens: lexer.tokens, failure: failure)
    }

    func failure(_ message: String, at offset: Int) -> TemplateError {
        TemplateError(.syntax, message, at: source.location(offset))
    }

    // MARK: Text

    /// Reads text up to a tag, and the tag; false at the end of the template.
    private mutating func root() throws(TemplateError) -> Bool {
        guard position < bytes.count else { return false }
        guard let (start, rule, length) = nextTag() else {
            addData(position..<bytes.count)
            position = bytes.count
            return false
        }
        let contentStart = start + length
        let raw = rawBegin(rule, start)
        let sign = contentStart < bytes.count ? bytes[contentStart] : 0
        let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        var isVariable = false
        if case .variable = rule, raw == nil { isVariable = true }
        addData(stripped(position..<start, sign: hasSign ? sign : 0, isVariable: isVariable))
        position = contentStart + (hasSign ? 1 : 0)
        startsLine = false
        if let raw {
            startsLine = bytes[raw - 1] == UInt8(ascii: "\n")
            position = raw
            try readRaw(from: start)
            return true
        }
        switch rule {
        case .variable:
            tokens.append(Token(kind: .variableBegin, offset: start))
            try expression(ending: .variableEnd)
        case .block:
            tokens.append(Token(kind: .blockBegin, offset: start))
            try expression(ending: .blockEnd)
        case .lineStatement:
            tokens.append(Token(kind: .blockBegin, offset: start))
            try expression(ending: .lineEnd)
        case .comment: try readComment(from: start)
        case .lineComment:
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        }
        return true
    }

    private mutating func addData(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        tokens.append(Token(kind: .data, offset: range.lowerBound, text: withNewlines(bytes[range])))
    }

    /// Text with the environment's line ends.
    private func withNewlines(_ slice: ArraySlice<UInt8>) -> String {
        if newline == [UInt8(ascii: "\n")] { return Text.string(slice) }
        var out: [UInt8] = []
        for byte in slice {
            if byte == UInt8(ascii: "\n") { out.append(contentsOf: newline) } else { out.append(byte) }
        }
        return Text.string(out)
    }

    /// The text before a tag without what the tag strips of it.
    private func stripped(_ range: Range<Int>, sign: UInt8, isVariable: Bool) -> Range<Int> {
        if sign == UInt8(ascii: "-") {
            var end = range.upperBound
            while end > range.lowerBound, let start = spaceStart(before: end, from: range.lowerBound) { end = start }
            return range.lowerBound..<end
        }
        guard sign != UInt8(ascii: "+"), lstripBlocks, !isVariable else { return range }
        let lineStart = bytes[range].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
        guard let from = lineStart ?? (startsLine ? range.lowerBound : nil) else { return range }
        guard from < range.upperBound, skipSpace(from) >= range.upperBound else { return range }
        return range.lowerBound..<from
    }

    private mutating func readComment(from start: Int) throws(TemplateError) {
        let end = Array(delimiters.commentEnd.utf8)
        guard let found = Text.find(end, in: bytes, from: position) else {
            // With nothing after it, Jinja ignores the begin of a comment.
            if position >= bytes.count { return }
            throw failure("Missing end of comment tag", at: position)
        }
        // A sign before the end counts only where the comment's text comes before it.
        let sign = found > position ? bytes[found - 1] : 0
        position = closing(found + end.count, sign: sign, trims: true)
    }

    /// The place after a closing delimiter and the white space that it takes.
    mutating func closing(_ end: Int, sign: UInt8, trims: Bool) -> Int {
        var after = end
        if sign == UInt8(ascii: "-") {
            after = skipSpace(end)
        } else if sign != UInt8(ascii: "+"), trims, trimBlocks, end < bytes.count, bytes[end] == UInt8(ascii: "\n") {
            after = end + 1
        }
        startsLine = after > 0 && bytes[after - 1] == UInt8(ascii: "\n")
        return after
    }

    // MARK: Raw

    /// The place after `{% raw %}` where one begins here.
    private func rawBegin(_ rule: Rule, _ start: Int) -> Int? {
        let begin = Array(delimiters.blockStart.utf8)
        guard matches(begin, at: start) else { return nil }
        return tag("raw", after: start + begin.count).map { end, sign in
            sign == UInt8(ascii: "-") ? skipSpace(end) : end
        }
    }

    /// A tag of one word after its opening delimiter: the end of its closing delimiter, and the sign before that.
    private func tag(_ word: String, after start: Int) -> (end: Int, sign: UInt8)? {
        var place = start
        if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") { place += 1 }
        place = skipSpace(place)
        guard matches(Array(word.utf8), at: place) else { return nil }
        place = skipSpace(place + word.utf8.count)
        let end = Array(delimiters.blockEnd.utf8)
        if place < bytes.count, bytes[place] == UInt8(ascii: "-"), matches(end, at: place + 1) {
            return (place + 1 + end.count, UInt8(ascii: "-"))
        }
        if word != "raw", place < bytes.count, bytes[place] == UInt8(ascii: "+"), matches(end, at: place + 1) {
            return (place + 1 + end.count, UInt8(ascii: "+"))
        }
        return matches(end, at: place) ? (place + end.count, 0) : nil
    }

    private mutating func readRaw(from start: Int) throws(TemplateError) {
        let begin = Array(delimiters.blockStart.utf8)
        var search = position
        while let found = Text.find(begin, in: bytes, from: search) {
            if let (end, sign) = tag("endraw", after: found + begin.count) {
                let lead = found + begin.count < bytes.count ? bytes[found + begin.count] : 0
                let isSign = lead == UInt8(ascii: "-") || lead == UInt8(ascii: "+")
                addData(stripped(position..<found, sign: isSign ? lead : 0, isVariable: false))
                position = closing(end, sign: sign, trims: true)
                return
            }
            search = found + 1
        }
        if position >= bytes.count { return }
        throw failure("Missing end of raw directive", at: position)
    }

    // MARK: Finding tags

    private func nextTag() -> (start: Int, rule: Rule, length: Int)? {
        let hasLineRules = delimiters.lineStatementPrefix != nil || delimiters.lineCommentPrefix != nil
        var place = position
        while place < bytes.count {
            if hasLineRules || triggers[Int(bytes[place])] {
                if rawBegin(.block([]), place) != nil {
                    return (place, .block([]), delimiters.blockStart.utf8.count)
                }
                for rule in rules {
                    if let length = match(rule, at: place) { return (place, rule, length) }
                }
            }
            place += 1
        }
        return nil
    }

    /// The length of what begins a tag at a place.
    private func match(_ rule: Rule, at place: Int) -> Int? {
        switch rule {
        case .variable(let text), .block(let text), .comment(let text):
            return matches(text, at: place) ? text.count : nil
        case .lineStatement(let text):
            guard place == 0 || bytes[place - 1] == UInt8(ascii: "\n") else { return nil }
            var at = place
            while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0B { at += 1 }
            return matches(text, at: at) ? at + text.count - place : nil
        case .lineComment(let text):
            let afterText = place > 0 && spaceStart(before: place, from: 0) == nil
            guard place == 0 || bytes[place - 1] == UInt8(ascii: "\n") || afterText else { return nil }
            var at = place
            while at < bytes.count, bytes[at] != UInt8(ascii: "\n"), let end = spaceEnd(at) { at = end }
            return matches(text, at: at) ? at + text.count - place : nil
        }
    }

    func matches(_ text: [UInt8], at place: Int) -> Bool {
        guard place >= 0, bytes.count - place >= text.count else { return false }
        for index in text.indices where bytes[place + index] != text[index] { return false }
        return true
    }

    // MARK: White space

    /// The end of the white space scalar that starts here; nil where there is none.
    func spaceEnd(_ place: Int) -> Int? {
        let byte = bytes[place]
        if byte < 0x80 {
            return (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x20) ? place + 1 : nil
        }
        let width = byte >= 0xE0 ? 3 : 2
        guard byte < 0xF0, place + width <= bytes.count else { return nil }
        let scalar = Text.string(bytes[place..<(place + width)]).unicodeScalars.first
        return scalar.map(Text.isSpace) == true ? place + width : nil
    }

    /// The start of the white space scalar that ends here; nil where there is none.
    private func spaceStart(before end: Int, from lowest: Int) -> Int? {
        var start = end - 1
        while start > lowest, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start >= lowest && spaceEnd(start) == end ? start : nil
    }

    /// The first place from here that isn't white space.
    func skipSpace(_ place: Int) -> Int {
        var place = place
        while place < bytes.count, let end = spaceEnd(place) { place = end }
        return place
    }
}
