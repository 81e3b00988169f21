/// What a scalar's text allows it to be written as.
struct ScalarAnalysis {
    private(set) var isEmpty = false
    private(set) var isMultiline = false
    private(set) var allowsFlowPlain = true
    private(set) var allowsBlockPlain = true
    private(set) var allowsSingleQuoted = true

    init(_ text: [UInt32], isUnicode: Bool) {
        guard !text.isEmpty else {
            (isEmpty, allowsFlowPlain) = (true, false)
            return
        }
        var (hasBlockIndicators, hasFlowIndicators) = (false, false)
        var hasSpecial = false
        var (hasBreakSpace, hasSpaceBreak) = (false, false)
        if text.starts(with: "---".utf8.map(UInt32.init)) || text.starts(with: "...".utf8.map(UInt32.init)) {
            (hasBlockIndicators, hasFlowIndicators) = (true, true)
        }
        var (previousSpace, previousBreak, afterSpace) = (false, false, true)
        for (index, value) in text.enumerated() {
            let beforeSpace = index + 1 >= text.count || ScalarAnalysis.isBlank(text[index + 1])
            let (flow, block) = ScalarAnalysis.indicators(
                value, isFirst: index == 0, afterSpace: afterSpace, beforeSpace: beforeSpace)
            hasFlowIndicators = hasFlowIndicators || flow
            hasBlockIndicators = hasBlockIndicators || block
            let isBreak = ScalarAnalysis.isBreak(value)
            if isBreak { isMultiline = true }
            if value != 0x0A, !(0x20...0x7E).contains(value), !isUnicode || !ScalarAnalysis.isPrintable(value) {
                hasSpecial = true
            }
            if value == 0x20, previousBreak { hasBreakSpace = true }
            if isBreak, previousSpace { hasSpaceBreak = true }
            (previousSpace, previousBreak) = (value == 0x20, isBreak)
            afterSpace = ScalarAnalysis.isBlank(value)
        }
        let ends = [text[0], text[text.count - 1]]
        let hasBlankEnds = ends.contains { $0 == 0x20 || ScalarAnalysis.isBreak($0) }
        allowsSingleQuoted = !hasBreakSpace && !hasSpaceBreak && !hasSpecial
        let allowsPlain = allowsSingleQuoted && !hasBlankEnds && !isMultiline
        allowsFlowPlain = allowsPlain && !hasFlowIndicators
        allowsBlockPlain = allowsPlain && !hasBlockIndicators
    }

    /// Whether a character keeps a plain scalar out of flow and out of block style.
    private static func indicators(
        _ value: UInt32, isFirst: Bool, afterSpace: Bool, beforeSpace: Bool
    ) -> (flow: Bool, block: Bool) {
        guard value < 0x80 else { return (false, false) }
        let byte = UInt8(value)
        if isFirst {
            if "#,[]{}&*!|>'\"%@`".utf8.contains(byte) { return (true, true) }
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":") { return (true, beforeSpace) }
            let isDash = byte == UInt8(ascii: "-") && beforeSpace
            return (isDash, isDash)
        }
        if ",?[]{}".utf8.contains(byte) { return (true, false) }
        if byte == UInt8(ascii: ":") { return (true, beforeSpace) }
        let isComment = byte == UInt8(ascii: "#") && afterSpace
        return (isComment, isComment)
    }

    static func isBreak(_ value: UInt32) -> Bool {
        value == 0x0A || value == 0x85 || value == 0x2028 || value == 0x2029
    }

    private static func isBlank(_ value: UInt32) -> Bool {
        value == 0 || value == 0x20 || value == 0x09 || value == 0x0D || isBreak(value)
    }

    private static func isPrintable(_ value: UInt32) -> Bool {
        switch value {
        case 0xFEFF: false
        case 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000..<0x10FFFF: true
        default: false
        }
    }
}

extension YAMLEmitter {
    mutating func writePlain(_ text: [UInt32], splits: Bool) {
        if isRoot { isOpenEnded = true }
        if text.isEmpty { return }
        if !isSpace { write(" ") }
        isSpace = false
        isIndention = false
        var start = 0
        var end = 0
        var inSpaces = false
        // A plain scalar has no line breaks: its analysis forbids them.
        while end <= text.count {
            let next = end < text.count ? text[end] : nil
            if inSpaces {
                if next != 0x20 {
                    if start + 1 == end, column > bestWidth, splits {
                        writeIndent()
                        isSpace = false
                        isIndention = false
                    } else {
                        write(text[start..<end])
                    }
                    start = end
                }
            } else if next == nil || next == 0x20 {
                write(text[start..<end])
                start = end
            }
            inSpaces = next == 0x20
            end += 1
        }
    }

    mutating func writeSingleQuoted(_ text: [UInt32], splits: Bool) {
        writeIndicator("'", needsSpace: true)
        var (inSpaces, inBreaks) = (false, false)
        var (start, end) = (0, 0)
        while end <= text.count {
            let next = end < text.count ? text[end] : nil
            if inSpaces {
                if next != 0x20 {
                    if start + 1 == end, column > bestWidth, splits, start != 0, end != text.count {
                        writeIndent()
                    } else {
                        write(text[start..<end])
                    }
                    start = end
                }
            } else if inBreaks {
                if next.map(ScalarAnalysis.isBreak) != true {
                    if text[start] == 0x0A { writeLineBreak() }
                    for value in text[start..<end] { writeLineBreak(RegexParser.text([value])) }
                    writeIndent()
                    start = end
                }
            } else if next == nil || next == 0x20 || next == 0x27 || next.map(ScalarAnalysis.isBreak) == true {
                if start < end {
                    write(text[start..<end])
                    start = end
                }
            }
            if next == 0x27 {
                write("''")
                start = end + 1
            }
            if let next {
                inSpaces = next == 0x20
                inBreaks = ScalarAnalysis.isBreak(next)
            }
            end += 1
        }
        writeIndicator("'", needsSpace: false)
    }

    mutating func writeDoubleQuoted(_ text: [UInt32], splits: Bool) {
        writeIndicator("\"", needsSpace: true)
        var (start, end) = (0, 0)
        while end <= text.count {
            let next = end < text.count ? text[end] : nil
            if next.map(isEscaped) != false {
                if start < end {
                    write(text[start..<end])
                    start = end
                }
                if let next {
                    write(YAMLEmitter.escape(next))
                    start = end + 1
                }
            }
            if end > 0, end < text.count - 1, next == 0x20 || start >= end, column + (end - start) > bestWidth, splits {
                if start < end {
                    write(text[start..<end])
                    start = end
                }
                write("\\")
                writeIndent()
                isSpace = false
                isIndention = false
                if text[start] == 0x20 { write("\\") }
            }
            end += 1
        }
        writeIndicator("\"", needsSpace: false)
    }

    private func isEscaped(_ value: UInt32) -> Bool {
        switch value {
        case 0x22, 0x5C, 0x85, 0x2028, 0x2029, 0xFEFF: true
        case 0x20...0x7E: false
        case 0xA0...0xD7FF, 0xE000...0xFFFD: !isUnicode
        default: true
        }
    }

    private static func escape(_ value: UInt32) -> String {
        switch value {
        case 0x00: return "\\0"
        case 0x07: return "\\a"
        case 0x08: return "\\b"
        case 0x09: return "\\t"
        case 0x0A: return "\\n"
        case 0x0B: return "\\v"
        case 0x0C: return "\\f"
        case 0x0D: return "\\r"
        case 0x1B: return "\\e"
        case 0x22: return "\\\""
        case 0x5C: return "\\\\"
        case 0x85: return "\\N"
        case 0xA0: return "\\_"
        case 0x2028: return "\\L"
        case 0x2029: return "\\P"
        default:
            let (letter, digits) = value <= 0xFF ? ("x", 2) : value <= 0xFFFF ? ("u", 4) : ("U", 8)
            return "\\\(letter)\(YAMLScalar.hex(value, digits: digits))"
        }
    }
}
