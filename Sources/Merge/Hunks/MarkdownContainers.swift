/// What holds blocks of Markdown together: elements of HTML, boxes of `:::`, tags and shortcodes of generators, and regions
/// between two comments.
///
/// A text whose end stands elsewhere in the file is no whole one: what comes to stand behind it is within it.
struct MarkdownContainers {
    /// What is opened and closed somewhere; other tags need no end.
    private let names: Set<String>

    /// - Parameter files: the lines of the files that texts may come from.
    init(_ files: [[String]]) {
        let marks = files.flatMap { Self.marks(in: $0) }
        names = Set(marks.lazy.filter(\.opens).map(\.name)).intersection(marks.lazy.filter { !$0.opens }.map(\.name))
    }

    /// Whether lines close all that they open, and open all that they close.
    func isBalanced(_ lines: [String]) -> Bool {
        var depth: [String: Int] = [:]
        for mark in Self.marks(in: lines) where names.contains(mark.name) {
            depth[mark.name, default: 0] += mark.opens ? 1 : -1
            if depth[mark.name, default: 0] < 0 { return false }
        }
        return depth.values.allSatisfy { $0 == 0 }
    }

    // MARK: Marks

    private struct Mark {
        var name: String
        var opens: Bool
    }

    private static let codeSpan = Pattern(/`+[^`]*`+/)

    private static func marks(in lines: [String]) -> [Mark] {
        let places = MarkdownPlaces(lines)
        return lines.enumerated().flatMap { index, line -> [Mark] in
            let text = line.trimmed
            guard !places.isCode(index), !text.hasPrefix("```"), !text.hasPrefix("~~~"),
                text.contains(where: { "<:{".contains($0) })
            else { return [] }
            if text.hasPrefix(":::") { return [colons(text)] }
            let plain = text.contains("`") ? text.replacing(codeSpan, with: "") : text
            return elements(plain) + comments(plain) + tags(plain)
        }
    }

    /// `:::tip` … `:::`; some write `:::row:::` … `:::row-end:::`.
    private static func colons(_ text: String) -> Mark {
        let inner = text.drop { $0 == ":" }.lowercased()
        guard inner.hasSuffix(":::") else { return Mark(name: ":::", opens: !inner.isEmpty) }
        let name = inner[...].identifier(with: "-")
        return name.hasSuffix("-end")
            ? Mark(name: ":::" + name.dropLast(4), opens: false) : Mark(name: ":::" + name, opens: true)
    }

    private static let htmlTag = Pattern(/<(\/?)([A-Za-z][A-Za-z0-9.\-]*)(?:\s[^<>]*?)?(\/?)(?:>|$)/)

    /// `<div class="box">` … `</div>`, with any name; not `<img … />`.
    private static func elements(_ text: String) -> [Mark] {
        guard text.contains("<") else { return [] }
        return text.matches(of: htmlTag).compactMap { match in
            match.3.isEmpty ? Mark(name: "<" + match.2.lowercased(), opens: match.1.isEmpty) : nil
        }
    }

    private static let templateTag = Pattern(
        /(\{%-?|\{\{[<%])\s*(\/?)\s*([A-Za-z][\w.\-]*)(\(?)[^{}]*?(\/?)\s*(?:-?%\}|[>%]\}\})/)

    /// `{% hint %}` … `{% endhint %}`, `{{< details >}}` … `{{< /details >}}`.
    private static func tags(_ text: String) -> [Mark] {
        guard text.holds("{%") || text.holds("{{") else { return [] }
        return text.matches(of: templateTag)
            .compactMap { match in
                guard match.5.isEmpty else { return nil }
                // `{% quote(by="me") %}` … `{% end %}`: those with arguments end alike.
                let name = match.4.isEmpty || match.1.hasPrefix("{{") ? String(match.3) : ""
                let isEnd = !match.2.isEmpty || match.1.hasPrefix("{%") && name.hasPrefix("end")
                let label = match.2.isEmpty && isEnd ? String(name.dropFirst(3)) : name
                return Mark(name: "{" + label, opens: !isEnd)
            }
    }

    private static let htmlComment = Pattern(/<!--\s*([^<>]*?)\s*-->/)

    /// `<!-- docs:start -->` … `<!-- docs:end -->`, in the words that tools have for that; `<!-- tabs -->` … `<!-- /tabs -->`.
    private static func comments(_ text: String) -> [Mark] {
        guard text.holds("<!--") else { return [] }
        return text.matches(of: htmlComment).compactMap { match in
            func words(_ text: Substring) -> [String] {
                text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
            }
            let all = words(match.1)
            if match.1.hasPrefix("/") { return Mark(name: "!" + all.joined(separator: " "), opens: false) }
            // Told by the word alone, since the end need not say what it ends; in a sentence only where it is the first.
            let telling = all.count <= 3 ? all : words(match.1.prefix { $0 != " " })
            for (opening, closing) in regions {
                if telling.contains(where: closing.contains) { return Mark(name: "!" + opening[0], opens: false) }
                if telling.contains(where: opening.contains) { return Mark(name: "!" + opening[0], opens: true) }
            }
            return Mark(name: "!" + all.joined(separator: " "), opens: true)
        }
    }

    private static let regions: [(opening: [String], closing: [String])] = [
        (["start", "begin", "anchor"], ["end", "stop"]), (["disable", "off"], ["enable", "on"]),
        (["region"], ["endregion"]), (["toc"], ["tocstop"]),
    ]
}
