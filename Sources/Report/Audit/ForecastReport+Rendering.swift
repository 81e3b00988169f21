extension ForecastReport {
    /// The report as the JSON of `fleet forecast --json`, schema 1.
    public var json: JSONValue {
        .object([
            ("schema", .int(1)), ("source", .string(source)), ("release", .string(release)),
            ("counts", .object(Outcome.allCases.map { ($0.rawValue, .int(count($0))) })),
            (
                "places",
                .array(
                    places.map { place, services in
                        .object([
                            ("path", .string(place.path)), ("kind", .string(place.kind)),
                            ("incoming", .string(place.incoming)), ("services", .int(services)),
                        ])
                    })
            ),
            ("services", .array(services.map(\.json))),
        ])
    }

    /// The report as text for a terminal.
    public func text(_ style: Style) -> String {
        var out = style.bold(sanitized("\(source) as \(release)")) + ": "
        out += "\(count(.clean)) clean, \(count(.held)) would hold files, \(count(.unaffected)) not affected"
        out += count(.unknown) == 0 ? "\n" : ", \(count(.unknown)) unknown\n"
        if !places.isEmpty {
            out += "\n" + style.bold("What would be held") + "\n"
            for (place, services) in places.prefix(30) {
                let line = place.incoming.split(separator: "\n").first.map { "  \($0.prefix(60))" } ?? ""
                out += sanitized("  \(counted(services))  \(place.path)  \(place.kind)\(line)") + "\n"
            }
            if places.count > 30 { out += "  … \(places.count - 30) more, see --json\n" }
        }
        let rows = services.filter { $0.outcome == .held || $0.outcome == .unknown }
        if !rows.isEmpty { out += "\n" + style.bold("Services") + "\n" }
        for row in rows {
            let files = Set(row.held.map(\.path)).sorted().joined(separator: ", ")
            let word = row.outcome == .held ? style.yellow("held") : style.red("unknown")
            out += "  \(word)  " + sanitized("\(row.name)  \(row.release)  \(row.problem ?? files)") + "\n"
        }
        return out
    }

    private func counted(_ services: Int) -> String { services == 1 ? "1 service" : "\(services) services" }
}

extension ForecastReport.Service {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("name", .string(name)), ("scaffold", .string(scaffold)), ("release", .string(release)),
            ("outcome", .string(outcome.rawValue)), ("clean", .int(clean)),
            (
                "held",
                .array(
                    held.map { place in
                        .object([
                            ("path", .string(place.path)), ("kind", .string(place.kind)),
                            ("incoming", .string(place.incoming)),
                        ])
                    })
            ),
        ]
        if let problem { members.append(("problem", .string(problem))) }
        return .object(members)
    }
}
