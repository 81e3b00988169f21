extension FleetReport {
    /// The report as the JSON of `audit`, schema 1: the same for the same state of the fleet, whoever audited it and
    /// however often.
    public var json: JSONValue {
        var members: [(String, JSONValue)] = [("schema", .int(1)), ("tool", .string(tool))]
        if let moment { members.append(("moment", .string(moment))) }
        members.append(("summary", summary.json))
        members.append(("trend", .array(trend.map(\.json))))
        members.append(("repositories", .array(repositories.map { .object($0.members) })))
        return .object(members)
    }
}

extension FleetSummary {
    /// The numbers as JSON; states that no service is in are there with 0.
    public var json: JSONValue {
        .object([
            ("repositories", .int(repositories)), ("failures", .int(failures)), ("exempt", .int(exempt)),
            ("services", .int(services)),
            ("states", .object(ServiceAudit.State.allCases.map { ($0.rawValue, .int(count($0))) })),
            (
                "releases",
                .object(
                    releases.sorted { $0.key < $1.key }.map { scaffold, counts in
                        (scaffold, .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
                    })
            ),
            ("fidelity", fidelity.json), ("effort", effort.json), ("releasesBehind", .int(releasesBehind)),
            (
                "drifted",
                .array(
                    mostDrifted.map { file, services in
                        .object([
                            ("scaffold", .string(file.scaffold)), ("path", .string(file.path)),
                            ("services", .int(services)),
                        ])
                    })
            ),
        ])
    }

    /// The edited and missing files, those of most services first, then by scaffold and path.
    var mostDrifted: [(file: DriftedFile, services: Int)] {
        drifted.map { (file: $0.key, services: $0.value) }.sorted {
            ($1.services, $0.file.scaffold, $0.file.path) < ($0.services, $1.file.scaffold, $1.file.path)
        }
    }
}

extension FleetSummary.Point {
    fileprivate var json: JSONValue {
        .object([
            ("moment", .string(moment)), ("services", .int(services)), ("current", .int(current)),
            ("drifted", .int(drifted)), ("held", .int(held)),
        ])
    }
}
