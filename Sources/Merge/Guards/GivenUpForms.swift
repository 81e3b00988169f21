/// Finds uses of a name in a form that the other side gave up: `Keys.find(1)`, where all its uses, and what the name stands
/// for, are `keys.find(1)` now; `total`, which is called by now; a call without the `await` that all others got.
struct GivenUpForms {
    private let keywords: Set<String>

    /// Nil for files that are no source code.
    init?(path: String) {
        guard let keywords = Self.keywords[scriptSuffixes.contains(path.fileSuffix) ? "ts" : path.fileSuffix] else {
            return nil
        }
        self.keywords = keywords
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { !isComment($0) }.map { (line: $0, uses: uses(in: $0.text)) }
            let gone = sides.lines.base.filter { sides.counts[side][$0.text] ?? 0 < sides.counts.base[$0.text] ?? 0 }
            if added.isEmpty || gone.isEmpty { return [] }
            let changed = Set(gone.filter { !isComment($0) }.flatMap { uses(in: $0.text).map(\.name) })
            let wanted = changed.intersection(added.flatMap { $0.uses.map(\.name) })
            if wanted.isEmpty { return [] }
            let (old, new) = (forms(sides.lines.base, of: wanted), forms(sides.lines[side], of: wanted))
            let declared = declared(in: gone)
            return added.flatMap { line, uses in
                uses.compactMap { use -> Contradiction? in
                    guard wanted.contains(use.name), let before = old[use.name], let now = new[use.name],
                        let count = before[use.form], now[use.form] == nil,
                        count > 1 || declared.contains(use.name),
                        now.contains(where: { form, more in before[form] == nil && more >= count }),
                        let place = sides.added(by: side).first(where: { $0.text.names(use.name) })
                    else { return nil }
                    return Contradiction(
                        "form of \(use.name) in \(line.text)", place, of: side, line, isOrdered: false)
                }
            }
        }
    }

    private func isComment(_ line: OutlineLine) -> Bool {
        line.isComment("*") || line.text.hasPrefix("//") || line.text.hasPrefix("/*")
    }

    /// How often each name stands there in each form, besides where it is declared.
    private func forms(_ lines: [OutlineLine], of names: Set<String>) -> [String: [String: Int]] {
        var found: [String: [String: Int]] = [:]
        for line in lines where !isComment(line) {
            let method = line.text.hasSuffix("{") ? line.signature(line.words[...], others: "$")?.name : nil
            for use in uses(in: line.text) where names.contains(use.name) && use.name != method {
                found[use.name, default: [:]][use.form, default: 0] += 1
            }
        }
        return found
    }

    /// The names that lines declare.
    private func declared(in lines: [OutlineLine]) -> Set<String> {
        Set(
            lines.flatMap { line in
                let words = line.text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }.map(String.init)
                let fields = words.count == 2 ? [words[0]] : []
                return zip(words, words.dropFirst()).filter { keywords.contains($0.0) }.map(\.1) + fields
                    + [line.assigned].compactMap { $0 }
            })
    }

    /// The names in a line of code, outside of texts, each with what stands right before and behind it.
    private func uses(in text: String) -> [(name: String, form: String)] {
        var found: [(name: String, form: String)] = []
        let bytes = Array(text.utf8)
        var index = 0
        var words: [(text: String, start: Int)] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                // A lifetime of Rust has no second one.
                index = bytes[(index + 1)...].contains(byte) ? bytes.endOfText(at: index) : index + 1
                continue
            }
            if byte == UInt8(ascii: "#")
                || byte == UInt8(ascii: "/") && index + 1 < bytes.count && bytes[index + 1] == byte
            {
                break
            }
            guard Self.isWord(byte) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
            let name = String(decoding: bytes[start..<index], as: UTF8.self)
            defer { words.append((name, start)) }
            let isDeclared = words.last.map { keywords.contains($0.text) } ?? false
            if name.utf8.count < 3 || isDeclared || keywords.contains(name) { continue }
            found.append((name, before(start, bytes, words) + " " + behind(index, bytes)))
        }
        return found
    }

    private static func isWord(_ byte: UInt8) -> Bool { byte.isWordByte || byte == UInt8(ascii: "$") }

    /// What a name belongs to, and what is done with it first.
    private func before(_ start: Int, _ bytes: [UInt8], _ words: [(text: String, start: Int)]) -> String {
        guard start > 0 else { return "" }
        var form = ""
        var first = start
        if bytes[start - 1] == UInt8(ascii: ".")
            || bytes[start - 1] == UInt8(ascii: ":") && start > 1 && bytes[start - 2] == UInt8(ascii: ":")
        {
            let sign = bytes[start - 1] == UInt8(ascii: ".") ? "." : "::"
            if let owner = words.last, owner.start + owner.text.utf8.count + sign.utf8.count == start {
                let isType = owner.text.first?.isUppercase == true
                form = (isType || ["self", "this"].contains(owner.text) ? owner.text : "x") + sign
                first = owner.start
            } else {
                form = ")" + sign
            }
        }
        let prior = words.last { $0.start < first }
        if let prior, ["await", "try", "new"].contains(prior.text), prior.start + prior.text.utf8.count + 1 == first {
            form = prior.text + " " + form
        }
        return form
    }

    /// What is done with a name that ends here.
    private func behind(_ end: Int, _ bytes: [UInt8]) -> String {
        guard end < bytes.count else { return "" }
        let next = end + 1 < bytes.count ? bytes[end + 1] : 0
        switch bytes[end] {
        case UInt8(ascii: "("): return "("
        case UInt8(ascii: "["): return "["
        case UInt8(ascii: "?") where next == UInt8(ascii: "."): return "?"
        case UInt8(ascii: "!") where next != UInt8(ascii: "="): return "!"
        case UInt8(ascii: "="), UInt8(ascii: ":"): return "="
        default: return ""
        }
    }

    /// The words before a name that a line declares, by the suffix of the file.
    private static let keywords: [String: Set<String>] = [
        "py": ["def", "class"], "ts": ["function", "const", "let", "class", "static", "async", "readonly"],
        "go": ["func", "type", "var", "const"],
        "java": ["class", "static", "void", "int", "long", "String", "boolean", "record"],
        "kt": ["fun", "val", "var", "class", "object"],
        "cs": ["class", "static", "void", "int", "long", "string", "bool", "record"],
        "swift": ["func", "var", "let", "class", "struct", "static"],
        "rs": ["fn", "let", "mut", "struct", "enum", "const", "static"], "rb": ["def", "class", "module"],
    ]
}
