extension Outline {
    private static let releaseHeading = Pattern(/^#+ \[?v?(\d+\.\d+(?:\.\d+)?)\]?\s/)
    private static let imageLabel = Pattern(/!\[([^\]]+)\]/)

    /// Markdown: headings below the heading that they belong to, badges, and what links are defined as.
    static let markdown: Scanner = { lines in
        var outline = Outline()
        var fence: Substring?
        var above: [(level: Int, line: Int)] = []
        var table: (first: Int, last: Int)?
        var isHeader = false
        for line in lines {
            if line.text == "---", line.number == 0 || isHeader {
                isHeader.toggle()
                continue
            }
            if isHeader {
                if line.indentation == 0, let key = line.plainKey {
                    outline.add(once: key, scope: -1, line: line.number, text: line.text)
                }
                continue
            }
            if line.isRow {
                if table?.last != line.number - 1 { table = (line.number, line.number) }
                table?.last = line.number
                let cell = line.text.dropFirst().prefix { $0 != "|" }.filter { $0 != " " }
                if cell.contains(where: { $0.isLetter || $0.isNumber }) {
                    outline.add(once: "row " + cell, scope: table?.first ?? -1, line: line.number, text: line.text)
                }
                continue
            }
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
                // Two releases of one number, whatever their days.
                if line.holds("."), let version = line.text.firstMatch(of: releaseHeading) {
                    outline.add(once: "version \(version.1)", scope: above.last?.line ?? -1, line: line.number)
                }
                above.append((level, line.number))
            } else if line.text.hasPrefix("[![") || line.text.hasPrefix("![") {
                for badge in line.text.matches(of: imageLabel) {
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
