/// Tells the code of a source file from its comments and from what its texts hold.
///
/// Expressions within a text are code: `f"{name}"` and `` `${name}` ``. A text of one line that its line does not close is
/// none, and where one over several lines stays open nothing is told at all.
struct CodeMask {
    /// What a byte is part of.
    enum Part: UInt8 {
        case code
        case text
        /// What opens and closes texts, and the expressions in them.
        case mark
        case comment
    }

    enum Style { case python, script, go }

    /// What each byte is part of.
    private(set) var parts: [Part]
    private let bytes: [UInt8]
    private let style: Style
    /// The texts that are open, and the expressions in them.
    private var open: [Frame] = []

    private enum Frame {
        case text(quote: [UInt8], start: Int, hasExpressions: Bool)
        /// The curly brackets that are open in an expression.
        case expression(depth: Int)
    }

    /// Nil where the texts of a file can't be told.
    init?(_ bytes: [UInt8], _ style: Style) {
        self.bytes = bytes
        self.style = style
        parts = [Part](repeating: .code, count: bytes.count)
        var index = 0
        while index < bytes.count {
            if case .text(let quote, let start, let hasExpressions) = open.last {
                index = readText(at: index, quote, from: start, hasExpressions)
            } else {
                guard let next = readCode(at: index) else { return nil }
                index = next
            }
        }
        // The last line may lack its line feed, which closes no text.
        if let outer = open.first {
            guard case .text(let quote, let start, _) = outer, !isLong(quote) else { return nil }
            for place in start..<bytes.count { parts[place] = .code }
        }
    }

    private func isLong(_ quote: [UInt8]) -> Bool { quote.count > 1 || quote[0] == UInt8(ascii: "`") }

    private func starts(_ text: StaticString, at index: Int) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    private mutating func mark(_ part: Part, _ range: Range<Int>) -> Int {
        for place in range where place < bytes.count { parts[place] = part }
        return min(range.upperBound, bytes.count)
    }

    // MARK: Texts

    private mutating func readText(
        at index: Int, _ quote: [UInt8], from start: Int, _ hasExpressions: Bool
    ) -> Int {
        let byte = bytes[index]
        let isRaw = style == .go && quote[0] == UInt8(ascii: "`")
        if byte == UInt8(ascii: "\\"), !isRaw { return mark(.text, index..<(index + 2)) }
        if bytes[index...].starts(with: quote) {
            open.removeLast()
            return mark(.mark, index..<(index + quote.count))
        }
        if byte == lineFeed, !isLong(quote) { return reopen(from: start, to: index) }
        if hasExpressions {
            if style == .python, byte == UInt8(ascii: "{") {
                if starts("{{", at: index) { return mark(.text, index..<(index + 2)) }
                open.append(.expression(depth: 0))
                return mark(.mark, index..<(index + 1))
            }
            if style == .script, starts("${", at: index) {
                open.append(.expression(depth: 0))
                return mark(.mark, index..<(index + 2))
            }
        }
        return mark(.text, index..<(index + 1))
    }

    /// Takes a text that its line does not close for code; where to read on.
    private mutating func reopen(from start: Int, to end: Int) -> Int {
        while case .expression = open.last { open.removeLast() }
        open.removeLast()
        return mark(.code, start..<end)
    }

    // MARK: Code

    /// Nil where a comment stays open.
    private mutating func readCode(at index: Int) -> Int? {
        let byte = bytes[index]
        if case .expression(let depth) = open.last {
            open.removeLast()
            if byte == UInt8(ascii: "}"), depth == 0 { return mark(.mark, index..<(index + 1)) }
            let change = byte == UInt8(ascii: "{") ? 1 : byte == UInt8(ascii: "}") ? -1 : 0
            open.append(.expression(depth: depth + change))
        }
        if let end = commentEnd(at: index) { return end > bytes.count ? nil : mark(.comment, index..<end) }
        if let quote = quote(at: index) {
            let hasExpressions = style == .python ? isFormatted(before: index) : quote[0] == UInt8(ascii: "`")
            open.append(.text(quote: quote, start: index, hasExpressions: hasExpressions && style != .go))
            return mark(.mark, index..<(index + quote.count))
        }
        if style == .script, byte == UInt8(ascii: "/"), let end = patternEnd(at: index) {
            return mark(.text, index..<end)
        }
        return index + 1
    }

    /// Where a comment that begins here ends, behind the last byte where it does not; nil where none begins.
    private func commentEnd(at index: Int) -> Int? {
        func lineEnd() -> Int { bytes[index...].firstIndex(of: lineFeed) ?? bytes.count }
        if style == .python {
            // Types may stand in comments.
            return bytes[index] == UInt8(ascii: "#") && !starts("# type:", at: index) ? lineEnd() : nil
        }
        guard bytes[index] == UInt8(ascii: "/") else { return nil }
        // An address in the text of a tag: `<p>https://…`.
        if starts("//", at: index), index == 0 || bytes[index - 1] != UInt8(ascii: ":") { return lineEnd() }
        guard starts("/*", at: index) else { return nil }
        var end = index + 2
        while end + 1 < bytes.count, !starts("*/", at: end) { end += 1 }
        return end + 1 < bytes.count ? end + 2 : bytes.count + 1
    }

    private func quote(at index: Int) -> [UInt8]? {
        let byte = bytes[index]
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") && style != .python
        else { return nil }
        if style == .python {
            let long = [byte, byte, byte]
            return bytes[index...].starts(with: long) ? long : [byte]
        }
        // `don't` in the text of a tag.
        if byte == UInt8(ascii: "'"), index > 0, bytes[index - 1].isWordByte { return nil }
        return [byte]
    }

    /// Whether the letters before a quotation mark of Python say that its text has expressions: `f"…"`, `rf'…'`.
    private func isFormatted(before index: Int) -> Bool {
        let prefix = bytes[..<index].reversed().prefix { $0.isWordByte }
        return prefix.count < 3 && prefix.contains { "fFtT".utf8.contains($0) }
    }

    /// Where the regular expression that begins at a slash ends; nil where none does.
    private func patternEnd(at index: Int) -> Int? {
        let before = bytes[..<index].last { !isBlank($0) }
        guard before.map({ "(,=:[!&|?{;+".utf8.contains($0) }) ?? true else { return nil }
        var isInClass = false
        var end = index + 1
        while end < bytes.count, bytes[end] != lineFeed {
            switch bytes[end] {
            case UInt8(ascii: "\\"): end += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: return end + 1
            default: break
            }
            end += 1
        }
        return nil
    }
}
