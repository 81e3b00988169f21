extension FleetPage {
    /// The table of all services; the script makes it sortable and shows the filter.
    var servicesSection: String {
        let head = Self.columns.map { name, kind in
            "<th scope=\"col\"\(kind == "n" ? " class=\"n\"" : "") data-kind=\"\(kind)\">\(name)</th>"
        }
        let states = ServiceAudit.State.allCases.map { "<option>\($0.rawValue)</option>" }.joined()
        return """
            <section id="services" aria-labelledby="services-title">
            <h2 id="services-title">Services</h2>
            <form id="filter" class="filter" hidden>
            <label>Search <input name="words" type="search" autocomplete="off"></label>
            <label>State <select name="state"><option value="">all</option>\(states)</select></label>
            <label>Scaffold <select name="scaffold"><option value="">all</option></select></label>
            <label>Owner <select name="owner"><option value="">all</option></select></label>
            <output id="shown" for="filter"></output>
            </form>
            \(Self.scrolling("Table of services", """
                <table id="fleet" class="fleet"><caption>\(FleetReport.counted(rows.count, "service")), the worst first</caption>
                <thead><tr>\(head.joined())</tr></thead>
                <tbody>
                \(rows.map(Self.line).joined())</tbody></table>
                """))
            </section>

            """
    }

    /// The columns: name, and how it is compared: as text, as a number, as a state.
    private static let columns = [
        ("Service", "t"), ("State", "s"), ("Owner", "t"), ("Scaffold", "t"), ("Release", "t"), ("Newest", "t"),
        ("Behind", "n"), ("Days", "n"), ("Edited", "n"), ("Missing", "n"), ("Identical", "n"),
        ("Would hold", "n"),
    ]

    private static func line(_ row: Row) -> String {
        let service = row.service
        func number(_ value: Int?) -> String { "<td class=\"n\">\(value.map(String.init) ?? "?")</td>" }
        func text(_ value: String?) -> String { "<td>\(value.map(xmlText) ?? "")</td>" }
        let name = xmlText(row.name)
        let share = service.fidelity.map { axis in
            // Rounded down, so that 100 % is said of nothing that has an edit.
            axis.managed == 0 ? "100 %" : "\(axis.identical * 100 / axis.managed) %"
        }
        return "<tr><th scope=\"row\">" + (row.hasDetails ? "<a href=\"#\(row.anchor)\">\(name)</a>" : name) + "</th>"
            + "<td>\(badge(service.state))</td>" + text(row.repository.owner) + text(service.scaffold)
            + text(service.release) + text(service.newest) + number(service.currency?.releases)
            + number(service.currency?.days) + number(service.fidelity?.edited) + number(service.fidelity?.missing)
            + "<td class=\"n\">\(share ?? "?")</td>" + number(service.effort.map { $0.held + $0.waiting }) + "</tr>\n"
    }
}
