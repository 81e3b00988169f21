extension FleetReport {
    /// The report as Markdown for a job's summary: numbers, failures, releases, drifted files, and the services last, as
    /// many as there is room for.
    ///
    /// - Parameter limit: how many bytes there may be. GitHub refuses a summary of more than 1 MiB.
    public func markdown(limit: Int = 1_000_000) -> String {
        var page = LimitedMarkdown(limit: limit)
        page.add("## Fleet audit\n\n\(headline)\n")
        let summary = summary
        page.list(
            "### States\n\n| state | services |\n| --- | ---: |\n",
            ServiceAudit.State.allCases.map { "| \($0.rawValue) | \(summary.count($0)) |\n" }, limit: 10, "states")
        page.list(
            "### Not looked at\n\n",
            notLookedAt.map { repository, failure in
                "- \(MarkdownText.code(repository.id)) \(failure.kind.rawValue): \(MarkdownText.code(failure.message))\n"
            }, limit: 100, "repositories")
        page.list(
            "### Releases\n\n| scaffold | release | services |\n| --- | --- | ---: |\n",
            summary.releases.sorted { $0.key < $1.key }.flatMap { scaffold, counts in
                counts.sorted { $0.key > $1.key }.map { release, count in
                    "| \(MarkdownText.cell(scaffold)) | \(MarkdownText.cell(release)) | \(count) |\n"
                }
            }, limit: 100, "releases")
        page.list(
            "### Most drifted files\n\n| file | scaffold | services |\n| --- | --- | ---: |\n",
            summary.mostDrifted.map { file, services in
                "| \(MarkdownText.cell(file.path)) | \(MarkdownText.cell(file.scaffold)) | \(services) |\n"
            }, limit: 20, "files")
        page.list(
            "### Services, the worst first\n\n"
                + "| service | state | release | behind | edited | missing | would hold | why |\n"
                + "| --- | --- | --- | --- | ---: | ---: | ---: | --- |\n",
            worstFirst.map { row($0.repository, $0.service) }, limit: .max, "services")
        return page.text
    }

    private func row(_ repository: RepositoryAudit, _ service: ServiceAudit) -> String {
        func number(_ value: Int?) -> String { value.map(String.init) ?? "?" }
        let why = service.reasons.isEmpty ? "" : MarkdownText.cell(service.reasons.joined(separator: ", "))
        return
            "| \(MarkdownText.cell(repository.name(of: service))) | \(service.state.rawValue) | \(MarkdownText.cell(service.step)) "
            + "| \(service.lag) | \(number(service.fidelity?.edited)) | \(number(service.fidelity?.missing)) "
            + "| \(number(service.effort?.held)) | \(why) |\n"
    }

}

/// Markdown up to a length; a section whose lines don't all fit says how many more there are.
private struct LimitedMarkdown {
    private(set) var text = ""
    private let limit: Int
    /// Room for each section's line that says how many more there are: nothing is left out in silence.
    private let reserve = 400

    init(limit: Int) { self.limit = limit }

    private func fits(_ part: String) -> Bool { text.utf8.count + part.utf8.count + reserve <= limit }

    mutating func add(_ part: String) {
        if fits(part) { text += part }
    }

    mutating func list(_ head: String, _ lines: [String], limit count: Int, _ noun: String) {
        let title = "\n" + head
        guard let first = lines.first, fits(title + first) else {
            if !lines.isEmpty { text += "\n\(lines.count) more \(noun)\n" }
            return
        }
        text += title
        var shown = 0
        for line in lines.prefix(count) {
            guard fits(line) else { break }
            text += line
            shown += 1
        }
        if shown < lines.count { text += "\n\(lines.count - shown) more \(noun)\n" }
    }
}
