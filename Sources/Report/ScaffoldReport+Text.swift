extension ScaffoldReport {
    /// The report as text for a terminal.
    public func text(_ style: Style) -> String {
        var out = style.bold("\(scaffold) \(release)") + "  \(sanitized(summary))\n"
        out += "\n" + style.bold("Releases") + "\n" + lines(style)
        out += StackOverview.section(stack, style)
        out += "\n" + style.bold("Questions") + "\n" + questions.map { $0.text(style) }.joined()
        return out + FileOverview.sections(files, style)
    }

    /// The releases, a block for each line.
    private func lines(_ style: Style) -> String {
        var out = ""
        var line: String?
        for item in releases {
            if item.line != line {
                line = item.line
                let newest = releases.first { $0.line == item.line && $0.isNewest }
                out += "  \(item.line)  " + style.faint(newest.map { "newest \($0.version)" } ?? "all withdrawn") + "\n"
            }
            let yanked = item.yanked.map { style.yellow("  withdrawn: \(sanitized($0))") } ?? ""
            out += "    \(item.version)  \(item.date ?? "")  \(sanitized(item.summary))\(yanked)\n"
        }
        return out
    }
}

extension ScaffoldReport.Question {
    fileprivate func text(_ style: Style) -> String {
        var notes: [String] = [kind]
        if let standard {
            notes.append(standard.text.isEmpty ? "default empty" : "default \(standard.text)")
        } else {
            notes.append("required")
        }
        if let condition { notes.append("asked when \(condition)") }
        if let since { notes.append("since \(since)") }
        if isImmutable { notes.append("can't be changed later") }
        if isSecret { notes.append("never recorded") }
        var out = "  \(name): \(sanitized(prompt))\n"
        out += style.faint("      \(sanitized(notes.joined(separator: "; ")))") + "\n"
        let width = choices.map(\.value.text.count).max() ?? 0
        for choice in choices { out += "      " + choice.text(width: width) + "\n" }
        return out
    }
}

extension ScaffoldReport.Choice {
    fileprivate func text(width: Int) -> String {
        var notes: [String] = []
        if label != value.text { notes.append(label) }
        if !aliases.isEmpty { notes.append("also \(aliases.joined(separator: ", "))") }
        if let since { notes.append("since \(since)") }
        if let condition {
            notes.append("only when \(condition)" + (reason.map { ": \($0)" } ?? ""))
        }
        if notes.isEmpty { return sanitized(value.text) }
        return sanitized(padded(value.text, width) + "  " + notes.joined(separator: "; "))
    }
}
