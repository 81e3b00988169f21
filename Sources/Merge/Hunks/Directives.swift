/// Merges comments that are instructions to tools about the line they stand on, such as `# noqa: E501`: a set with one
/// entry for each tool, whose rules are a set too.
///
/// Only where the code of each line is the same on all sides, and where such a comment holds nothing for people.
struct Directives {
    /// What begins a comment.
    private let mark: String
    private let tools: [Tool]
    /// Whether a comment may hold those of several tools: ESLint takes whatever stands behind its words for rules, and
    /// TypeScript looks for its own at the start of the comment only.
    private let areShared: Bool

    /// Nil where no tool is known.
    init?(path: String) {
        switch path.fileSuffix.lowercased() {
        case "py", "pyi": (mark, tools, areShared) = ("#", Self.python, true)
        case "sh", "bash": (mark, tools, areShared) = ("#", Self.shell, true)
        case "js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx":
            (mark, tools, areShared) = ("//", Self.script, false)
        default: return nil
        }
    }

    /// How a tool is told what to leave out.
    private struct Tool {
        var name: String
        /// What stands before and behind the rules.
        var head: String
        var tail = ""
        /// Whether it must name rules; otherwise it may, or never does.
        var rules: Rules
        /// Whether its rules are codes such as `E501`, between which a space may stand.
        var isSpaced = false

        enum Rules { case required, optional, none }
    }

    private static let python: [Tool] = [
        Tool(name: "type", head: "type: ignore[", tail: "]", rules: .required),
        Tool(name: "type", head: "type: ignore", rules: .none),
        Tool(name: "ty", head: "ty: ignore[", tail: "]", rules: .required),
        Tool(name: "ty", head: "ty: ignore", rules: .none),
        Tool(name: "pyright", head: "pyright: ignore[", tail: "]", rules: .required),
        Tool(name: "pyright", head: "pyright: ignore", rules: .none),
        Tool(name: "noqa", head: "noqa:", rules: .required, isSpaced: true),
        Tool(name: "noqa", head: "noqa", rules: .none),
        Tool(name: "nosec", head: "nosec", rules: .optional, isSpaced: true),
        Tool(name: "pylint", head: "pylint: disable=", rules: .required),
        Tool(name: "coverage", head: "pragma: no cover", rules: .none),
    ]
    private static let shell = [Tool(name: "shellcheck", head: "shellcheck disable=", rules: .required, isSpaced: true)]
    private static let script = [
        Tool(name: "eslint", head: "eslint-disable-line", rules: .optional),
        Tool(name: "eslint below", head: "eslint-disable-next-line", rules: .optional),
        Tool(name: "ignored types", head: "@ts-ignore", rules: .none),
        Tool(name: "wrong types", head: "@ts-expect-error", rules: .none),
    ]

    private struct Directive: Equatable {
        var tool: String
        /// Nothing for all of them.
        var rules: [String]
        /// As it is written, with the comment's mark.
        var text: String
        var head: String
        var tail: String
    }

    private struct Line {
        var code: Substring
        /// The space between the code and the first directive.
        var gap: Substring
        var directives: [Directive]

        func directive(_ tool: String) -> Directive? { directives.first { $0.tool == tool } }
    }

    /// What becomes of a conflict about nothing but directives.
    enum Outcome {
        case merged([UInt8])
        /// The sides disagree about one tool: no other rule knows better.
        case contested
    }

    /// What becomes of a conflict; nil where it is about anything else.
    func outcome(of hunk: ConflictHunk) -> Outcome? {
        let texts = Sides(base: hunk.base, local: hunk.local, incoming: hunk.incoming).map { bytes in
            String(validating: bytes, as: UTF8.self).map { $0.lines.dropLast() } ?? []
        }
        guard !texts.base.isEmpty, texts.base.count == texts.local.count, texts.base.count == texts.incoming.count
        else { return nil }
        var result = ""
        var isContested = false
        for ((base, local), incoming) in zip(zip(texts.base, texts.local), texts.incoming) {
            guard let old = line(base), let mine = line(local), let theirs = line(incoming), old.code == mine.code,
                old.code == theirs.code
            else { return nil }
            guard let merged = merged(Sides(base: old, local: mine, incoming: theirs)) else {
                isContested = true
                continue
            }
            if !areShared, merged.count > 1, merged != mine.directives, merged != theirs.directives {
                isContested = true
                continue
            }
            let text =
                merged == mine.directives
                ? local : merged == theirs.directives ? incoming : written(merged, mine, theirs)
            // Without its only directive, a line of its own would be an empty one.
            if text.trimmed.isEmpty, !local.trimmed.isEmpty || !base.trimmed.isEmpty { isContested = true }
            result += text + "\n"
        }
        return isContested ? .contested : .merged(Array(result.utf8))
    }

    private func written(_ directives: [Directive], _ mine: Line, _ theirs: Line) -> String {
        guard !directives.isEmpty else { return String(mine.code) }
        // mypy looks for its own at the start of the comment.
        let first = directives.filter { $0.tool == "type" }
        let all = first + directives.filter { $0.tool != "type" }
        let gap = mine.directives.isEmpty ? theirs.gap : mine.gap
        return mine.code + gap + all.map(\.text).joined(separator: "  ")
    }

    private func merged(_ lines: Sides<Line>) -> [Directive]? {
        var result: [Directive] = []
        var seen: Set<String> = []
        for tool in (lines.local.directives + lines.incoming.directives).map(\.tool) where seen.insert(tool).inserted {
            let (old, mine, theirs) = (
                lines.base.directive(tool), lines.local.directive(tool), lines.incoming.directive(tool)
            )
            func says(_ directive: Directive?) -> Set<String>? { directive.map { Set($0.rules) } }
            if says(mine) == says(theirs) || says(theirs) == says(old) {
                if let mine { result.append(mine) }
            } else if says(mine) == says(old) {
                if let theirs { result.append(theirs) }
            } else if let mine, let theirs, !mine.rules.isEmpty, !theirs.rules.isEmpty, old?.rules.isEmpty != true {
                guard let both = union(mine, theirs, since: old?.rules ?? []) else { return nil }
                result.append(both)
            } else {
                return nil
            }
        }
        return result
    }

    /// A directive with the rules that both sides left and those that either brought; nil for none.
    private func union(_ mine: Directive, _ theirs: Directive, since old: [String]) -> Directive? {
        var rules = mine.rules.filter { theirs.rules.contains($0) || !old.contains($0) }
        rules += theirs.rules.filter { !old.contains($0) && !mine.rules.contains($0) }
        guard !rules.isEmpty else { return nil }
        var both = mine
        both.rules = rules
        both.text = mine.head + rules.joined(separator: mine.tool == "shellcheck" ? "," : ", ") + mine.tail
        return both
    }

    // MARK: Reading

    /// A line with the directives at its end; nil where one tool has two.
    private func line(_ text: String) -> Line? {
        var code = text[...]
        var directives: [Directive] = []
        while let start = code.lastRange(of: mark)?.lowerBound, let directive = directive(code[start...]) {
            directives.insert(directive, at: 0)
            code = code[..<start]
            while code.last == " " || code.last == "\t" { code = code.dropLast() }
        }
        guard Set(directives.map(\.tool)).count == directives.count else { return nil }
        let gap = text[code.endIndex...].prefix { $0 == " " || $0 == "\t" }
        // The space at the start of a directive's own line is its indentation.
        if code.isEmpty { return Line(code: gap, gap: "", directives: directives) }
        return Line(code: code, gap: directives.isEmpty ? "" : gap, directives: directives)
    }

    private func directive(_ comment: Substring) -> Directive? {
        var comment = comment
        while comment.last == " " || comment.last == "\t" { comment = comment.dropLast() }
        let body = comment.dropFirst(mark.count).drop { $0 == " " }
        for tool in tools where body.hasPrefix(tool.head) && body.dropFirst(tool.head.count).hasSuffix(tool.tail) {
            let inner = body.dropFirst(tool.head.count).dropLast(tool.tail.count)
            // Behind a word that needs no rules, these stand apart.
            let isApart = tool.rules == .required || inner.isEmpty || inner.first == " " || inner.first == ":"
            let named = inner.drop { $0 == " " || tool.rules == .optional && $0 == ":" }
            let rules = named.split { $0 == "," || tool.isSpaced && $0 == " " }.map { String($0).trimmed }
            guard isApart, tool.rules == .none ? rules.isEmpty : tool.rules == .optional || !rules.isEmpty,
                rules.allSatisfy({ Self.isRule($0, ofCode: tool.isSpaced) })
            else { continue }
            return Directive(
                tool: tool.name, rules: rules, text: String(comment),
                head: String(comment[..<named.startIndex]), tail: tool.tail)
        }
        return nil
    }

    /// Whether a text can name a rule, and is no word of a sentence.
    private static func isRule(_ text: String, ofCode: Bool) -> Bool {
        let letters = text.utf8.prefix { !$0.isASCIIDigit }
        if ofCode {
            // Letters and a number: `E501`.
            return !letters.isEmpty && letters.count < text.utf8.count
                && text.utf8.dropFirst(letters.count).allSatisfy(\.isASCIIDigit)
                && letters.allSatisfy { $0.isWordByte && $0 != UInt8(ascii: "_") }
        }
        return !text.isEmpty && !text.hasPrefix("-")
            && text.utf8.allSatisfy { $0.isWordByte || "-./@".utf8.contains($0) }
    }
}

extension Substring {
    /// The last place of a text.
    fileprivate func lastRange(of text: String) -> Range<Index>? {
        var index = endIndex
        while index > startIndex {
            index = self.index(before: index)
            if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
        }
        return nil
    }
}
