extension FleetReport {
    /// The report as one HTML page that needs nothing else: no network, and no script for reading it.
    ///
    /// The page's policy lets nothing run or load but its own script and style, which are named by their hashes.
    public func html() -> String { FleetPage(self).text }
}

/// The page's parts, each a function of the report.
struct FleetPage {
    /// What the page shows of a service.
    struct Row {
        var repository: RepositoryAudit
        var service: ServiceAudit
        /// The name of its part of the page.
        var anchor: String
        /// What it is called.
        var name: String { repository.name(of: service) }
    }

    let report: FleetReport
    let summary: FleetSummary
    /// The services, the worst first.
    let rows: [Row]

    init(_ report: FleetReport) {
        self.report = report
        summary = report.summary
        rows = report.worstFirst.enumerated().map { number, row in
            Row(repository: row.repository, service: row.service, anchor: "s\(number)")
        }
    }

    var text: String {
        let when =
            report.moment.map { "<time datetime=\"\(xmlText($0))\">\(xmlText(Self.readable($0)))</time>, " } ?? ""
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            script-src 'sha256-\(Self.scriptHash)'; style-src 'sha256-\(Self.styleHash)'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Fleet audit</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <a class="skip" href="#services">Skip to the services</a>
            <header>
            <p class="kicker">\(when)scaffold \(xmlText(report.tool))</p>
            <h1>Fleet audit</h1>
            <p class="lead">\(xmlText(report.headline)).</p>
            <nav aria-label="Sections"><ul>\(navigation)</ul></nav>
            </header>
            <main>
            \(overview)\(servicesSection)\(filesSection)\(failuresSection)\(detailsSection)</main>
            <footer><p>Made by <code>scaffold audit</code>. Nothing on this page is loaded from elsewhere.</p></footer>
            <script>\(Self.script)</script>
            </body>
            </html>

            """
    }

    private var navigation: String {
        var links = [("overview", "Overview"), ("services", "Services")]
        if !summary.drifted.isEmpty { links.append(("files", "Files")) }
        if !report.notLookedAt.isEmpty { links.append(("failures", "Not looked at")) }
        if rows.contains(where: \.hasDetails) { links.append(("details", "Details")) }
        return links.map { "<li><a href=\"#\($0.0)\">\($0.1)</a></li>" }.joined()
    }

    /// The repositories that could not be looked at, and those left out on purpose.
    private var failuresSection: String {
        let all = report.notLookedAt
        if all.isEmpty { return "" }
        let lines = all.map { repository, failure in
            let fix = failure.fix.map { "<span class=\"fix\">\(xmlText($0))</span>" } ?? ""
            return "<tr><th scope=\"row\">\(xmlText(repository.id))</th><td>\(failure.kind.rawValue)</td>"
                + "<td>\(xmlText(failure.message))\(fix)</td></tr>\n"
        }
        return """
            <section id="failures" aria-labelledby="failures-title">
            <h2 id="failures-title">Not looked at</h2>
            \(Self.scrolling("Table of repositories", """
                <table><caption>Repositories without a result, and why</caption>
                <thead><tr><th scope="col">Repository</th><th scope="col">Kind</th><th scope="col">What is wrong</th></tr></thead>
                <tbody>\(lines.joined())</tbody></table>
                """))
            </section>

            """
    }

    /// A part that is wider than a phone scrolls in itself, also by keyboard.
    static func scrolling(_ name: String, _ content: String) -> String {
        "<div class=\"wide\" role=\"region\" aria-label=\"\(name)\" tabindex=\"0\">\(content)</div>"
    }

    /// A state as a word with its colour beside it.
    static func badge(_ state: ServiceAudit.State) -> String {
        "<span class=\"state \(state.rawValue)\">\(state.rawValue)</span>"
    }

    /// `2026-11-28 09:00 UTC`.
    static func readable(_ moment: String) -> String {
        UTC.seconds(moment) == nil ? moment : "\(moment.prefix(10)) \(moment.dropFirst(11).prefix(5)) UTC"
    }
}

extension FleetPage.Row {
    /// Whether there is anything to say of the service beyond its row.
    var hasDetails: Bool { !service.files.isEmpty || !service.findings.isEmpty }
}
