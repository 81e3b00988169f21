extension FleetPage {
    /// How many services, the worst ones, have their diffs on the page.
    private static let servicesWithDiffs = 200
    /// How many lines a diff has at most.
    private static let linesOfDiff = 300

    /// A part for each service that there is something to say of.
    var detailsSection: String {
        let shown = rows.filter(\.hasDetails)
        if shown.isEmpty { return "" }
        var withDiffs = 0
        let parts = shown.map { row in
            let hasDiffs = row.service.files.contains { $0.diff != nil } && withDiffs < Self.servicesWithDiffs
            if hasDiffs { withDiffs += 1 }
            return details(row, hasDiffs: hasDiffs)
        }
        return """
            <section id="details" aria-labelledby="details-title">
            <h2 id="details-title">Details</h2>
            \(parts.joined())</section>

            """
    }

    /// The anchor is inside of what opens, so that a link opens it, with or without a script.
    private func details(_ row: Row, hasDiffs: Bool) -> String {
        let service = row.service
        var facts = [xmlText(service.scaffold ?? "no scaffold"), xmlText(service.step)]
        if !service.lag.isEmpty, service.lag != "?" { facts.append("\(service.lag) behind") }
        if let commit = row.repository.commit { facts.append("at <code>\(xmlText(String(commit.prefix(12))))</code>") }
        if row.repository.location.hasPrefix("https://") {
            let location = xmlText(row.repository.location)
            facts.append("<a href=\"\(location)\" rel=\"noreferrer\">\(location)</a>")
        }
        return """
            <details><summary>\(Self.badge(service.state)) <span>\(xmlText(row.name))</span></summary>
            <div id="\(row.anchor)"><p class="facts">\(facts.joined(separator: " · "))</p>
            \(Self.findings(service))\(Self.files(service, hasDiffs: hasDiffs))</div></details>

            """
    }

    private static func findings(_ service: ServiceAudit) -> String {
        if service.findings.isEmpty { return "" }
        let lines = service.findings.map { finding in
            let place = finding.path.map { path in
                " <code>\(xmlText(path + (finding.line.map { ":\($0)" } ?? "")))</code>"
            }
            let fix = finding.fix.map { "<span class=\"fix\">\(xmlText($0))</span>" } ?? ""
            return "<li><b class=\"\(finding.severity.rawValue)\">\(finding.severity.rawValue)</b> "
                + "\(xmlText(finding.rule))\(place ?? ""): \(xmlText(finding.message))\(fix)</li>\n"
        }
        return "<h3>Findings</h3><ul>\(lines.joined())</ul>\n"
    }

    private static func files(_ service: ServiceAudit, hasDiffs: Bool) -> String {
        if service.files.isEmpty { return "" }
        let lines = service.files.map { file in
            var words: [String] = []
            if let edited = file.edited { words.append(edited) }
            if let behind = file.behind { words.append("newest release: \(behind)") }
            if file.isAhead { words.append("has what a newer release has") }
            if file.isHeld { words.append("waits since an earlier upgrade") }
            words.append("next upgrade: \(file.forecast)")
            if let conflict = file.conflict { words.append(conflict) }
            if file.fileClass != "managed" { words.append(file.fileClass) }
            let diff = hasDiffs ? file.diff.map(diff) : nil
            return
                "<li><code>\(xmlText(file.path))</code> \(xmlText(words.joined(separator: ", ")))\(diff ?? "")</li>\n"
        }
        return "<h3>Files</h3><ul>\(lines.joined())</ul>\n"
    }

    private static func diff(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var out = lines.prefix(linesOfDiff).map { line in
            let text = xmlText(String(line.prefix(1_000)))
            if line.hasPrefix("+") && !line.hasPrefix("+++ ") { return "<ins>\(text)</ins>" }
            if line.hasPrefix("-") && !line.hasPrefix("--- ") { return "<del>\(text)</del>" }
            return line.hasPrefix("@@") ? "<i>\(text)</i>" : text
        }.joined(separator: "\n")
        if lines.count > linesOfDiff { out += "\n<i>\(lines.count - linesOfDiff) more lines</i>" }
        return "<pre tabindex=\"0\">\(out)</pre>"
    }
}
