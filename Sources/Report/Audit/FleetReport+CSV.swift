extension FleetReport {
    /// The report as CSV (RFC 4180, with a header): a row a service, the worst first, then a row for each repository that
    /// was not looked at.
    public func csv() -> String {
        var out = Self.row(Self.columns)
        for (repository, service) in worstFirst {
            out += Self.row(
                Self.start(repository)
                    + [
                        service.directory, service.scaffold ?? "", service.release ?? "", service.newest ?? "",
                        service.state.rawValue, number(service.currency?.releases), number(service.currency?.days),
                        number(service.fidelity?.managed), number(service.fidelity?.identical),
                        number(service.fidelity?.edited), number(service.fidelity?.missing),
                        number(service.fidelity?.ahead), number(service.effort?.clean), number(service.effort?.held),
                        number(service.effort?.waiting), service.reasons.joined(separator: " "), "",
                    ])
        }
        for (repository, failure) in notLookedAt {
            let empty = [String](repeating: "", count: Self.columns.count - 7)
            out += Self.row(Self.start(repository) + empty + [failure.kind.rawValue, failure.message])
        }
        return out
    }

    private static let columns = [
        "repository", "location", "owner", "groups", "commit", "directory", "scaffold", "release", "newest", "state",
        "releases_behind", "days_behind", "managed", "identical", "edited", "missing", "ahead", "clean", "held",
        "waiting", "reason", "message",
    ]

    private static func start(_ repository: RepositoryAudit) -> [String] {
        [
            repository.id, repository.location, repository.owner ?? "", repository.groups.joined(separator: " "),
            repository.commit ?? "",
        ]
    }

    private func number(_ value: Int?) -> String { value.map(String.init) ?? "" }

    private static func row(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

    /// A field that no spreadsheet takes for a formula, in quotes where it needs them.
    private static func field(_ text: String) -> String {
        var text = singleLine(text)
        let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
        if let first, "=+-@|%＝＋－＠".unicodeScalars.contains(first) { text = "'" + text }
        guard text.utf8.contains(where: { [0x20, 0x22, 0x27, 0x2C, 0x3B].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
