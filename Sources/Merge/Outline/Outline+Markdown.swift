extension Outline {
    /// Markdown: headings below the heading that they belong to, badges, and what links are defined as.
    static let markdown: Scanner = { lines in
        var outline = Outline()
        var fence: Substring?
        var above: [(level: Int, line: Int)] = []
        for line in lines {
            if let open = fence {
                if line.text.hasPrefix(open) { fence = nil }
                continue
            }
            if line.text.hasPrefix("```") || line.text.hasPrefix("~~~") {
                fence = line.text.prefix(3)
                continue
            }
            guard line.indentation < 4 else { continue }
            let level = line.text.prefix { $0 == "#" }.count
            if (1...6).contains(level), line.text.dropFirst(level).hasPrefix(" ") {
                while let last = above.last, last.level >= level { above.removeLast() }
                outline.add(line.text, scope: above.last?.line ?? -1, line: line.number)
                above.append((level, line.number))
            } else if line.text.hasPrefix("[![") || line.text.hasPrefix("![") {
                for badge in line.text.matches(of: /!\[([^\]]+)\]/) {
                    outline.add("badge \(badge.1)", line: line.number)
                }
            } else if line.text.hasPrefix("["), let end = line.text.firstRange(of: "]:") {
                let label = LinkDefinitions.folded(line.text[..<end.lowerBound].dropFirst()) ?? ""
                outline.add("[" + label, line: line.number, text: String(line.text[end.upperBound...]).trimmed)
            }
        }
        return outline
    }

    /// What a link to a heading says behind `#`.
    static func anchor(of heading: String) -> String {
        let text = heading.drop { $0 == "#" }.lowercased().trimmed
        return String(text.filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.map { $0 == " " ? "-" : $0 })
    }
}
