extension FleetPage {
    /// How many files and services the map of drift has at most.
    private static let mapSize = (files: 30, services: 50)

    /// The files that most services have edited, and where.
    var filesSection: String {
        let most = Array(summary.mostDrifted.prefix(Self.mapSize.files))
        if most.isEmpty { return "" }
        let top = max(1, most[0].services)
        let lines = most.map { file, services in
            "<tr><th scope=\"row\"><code>\(xmlText(file.path))</code></th><td>\(xmlText(file.scaffold))</td>"
                + "<td class=\"meter\"><svg class=\"flat\" aria-hidden=\"true\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\">"
                + "<rect class=\"edited\" width=\"\(max(1, services * 100 / top))\" height=\"8\"/></svg></td>"
                + "<td class=\"n\">\(services)</td></tr>\n"
        }
        let rest = summary.drifted.count - most.count
        let note = rest > 0 ? "<p class=\"note\">\(FleetReport.counted(rest, "more file")) in the JSON report.</p>" : ""
        return """
            <section id="files" aria-labelledby="files-title">
            <h2 id="files-title">Files</h2>
            <h3>Most drifted</h3>
            <p>What many services edit may be worth an option of the scaffold.</p>
            \(Self.scrolling("Table of files", """
                <table><caption>Files by how many services have them edited or missing</caption>
                <thead><tr><th scope="col">File</th><th scope="col">Scaffold</th><th scope="col"><span class="quiet">Share</span></th>\
                <th scope="col" class="n">Services</th></tr></thead>
                <tbody>\(lines.joined())</tbody></table>
                """))\(note)
            \(map(most.map(\.file)))</section>

            """
    }

    /// Files by services, a letter and a colour where they differ.
    private func map(_ files: [FleetSummary.DriftedFile]) -> String {
        let wanted = Set(files)
        var columns: [(row: Row, cells: [FleetSummary.DriftedFile: ServiceAudit.File])] = []
        for row in rows where columns.count < Self.mapSize.services {
            var cells: [FleetSummary.DriftedFile: ServiceAudit.File] = [:]
            for file in row.service.files where file.edited != nil {
                let key = FleetSummary.DriftedFile(scaffold: row.service.scaffold ?? "", path: file.path)
                if wanted.contains(key) { cells[key] = file }
            }
            if !cells.isEmpty { columns.append((row, cells)) }
        }
        let shared = Self.sharedFolders(columns.map(\.row.name))
        let head = columns.map { column in
            let name = column.row.name.split(separator: "/").dropFirst(shared).joined(separator: "/")
            return "<th scope=\"col\"><a href=\"#\(column.row.anchor)\" title=\"\(xmlText(column.row.name))\">"
                + "<span>\(xmlText(name))</span></a></th>"
        }
        let lines = files.map { file in
            "<tr><th scope=\"row\"><code>\(xmlText(file.path))</code><small>\(xmlText(file.scaffold))</small></th>"
                + columns.map { Self.cell($0.cells[file]) }.joined() + "</tr>\n"
        }
        let drifted = rows.count { row in row.service.files.contains { $0.edited != nil } }
        let which = columns.count < drifted ? "the \(columns.count) worst of \(drifted)" : "all \(columns.count)"
        return """
            <h3>Map of drift</h3>
            <ul class="legend"><li><b class="key e">E</b> edited</li><li><b class="key m">M</b> missing</li>\
            <li><b class="key h">H</b> edited, and an upgrade would hold it</li>\
            <li><b class="key a">A</b> has what a newer release has</li></ul>
            \(Self.scrolling("Table of files by services", """
                <table class="map"><caption>Most drifted files by service: \(which) services with drift</caption>
                <thead><tr><th scope="col">File</th>\(head.joined())</tr></thead>
                <tbody>\(lines.joined())</tbody></table>
                """))

            """
    }

    /// How many folders all names begin with; the last part of a name always stays.
    private static func sharedFolders(_ names: [String]) -> Int {
        let parts = names.map { $0.split(separator: "/").dropLast() }
        guard let first = parts.first else { return 0 }
        return parts.reduce(first.count) { least, one in
            min(least, zip(first, one).prefix { $0 == $1 }.count)
        }
    }

    private static func cell(_ file: ServiceAudit.File?) -> String {
        guard let file else { return "<td></td>" }
        let kind =
            file.edited == "deleted" ? "m" : file.isAhead ? "a" : file.forecast == "hold" || file.isHeld ? "h" : "e"
        return "<td class=\"\(kind)\">\(kind.uppercased())</td>"
    }
}
