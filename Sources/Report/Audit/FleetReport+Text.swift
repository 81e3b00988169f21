extension FleetReport {
    /// What the rows of a table are put together by.
    public enum Grouping: String, Sendable, CaseIterable {
        /// Who owns the repository.
        case owner
        /// What the service was made from.
        case scaffold
        /// What it was made from, and the release of it.
        case release

        fileprivate func name(_ repository: RepositoryAudit, _ service: ServiceAudit) -> String {
            switch self {
            case .owner: repository.owner ?? "no owner"
            case .scaffold: service.scaffold ?? "no scaffold"
            case .release: "\(service.scaffold ?? "no scaffold") \(service.release ?? "?")"
            }
        }
    }

    /// The report as a table for a terminal, the worst first; below it what could not be looked at, and a summary.
    ///
    /// - Parameters:
    ///   - groupedBy: one table for each owner, scaffold or release, the one with the worst service first.
    ///   - limit: how many rows each table has at most, and the list of failures; nil for all.
    public func text(_ style: Style, groupedBy: Grouping? = nil, limit: Int? = nil) -> String {
        let rows = worstFirst
        var out = ""
        if let groupedBy {
            var order: [String] = []
            var groups: [String: [(repository: RepositoryAudit, service: ServiceAudit)]] = [:]
            for row in rows {
                let name = groupedBy.name(row.repository, row.service)
                if groups[name] == nil { order.append(name) }
                groups[name, default: []].append(row)
            }
            for name in order {
                let members = groups[name, default: []]
                out += style.bold(logText(name)) + " (\(Self.counted(members.count, "service")))\n"
                out += Self.table(members, style, limit: limit) + "\n"
            }
        } else if !rows.isEmpty {
            out += Self.table(rows, style, limit: limit) + "\n"
        }
        return out + failures(style, limit: limit) + style.bold(headline) + "\n"
    }

    private static func table(
        _ rows: some RandomAccessCollection<(repository: RepositoryAudit, service: ServiceAudit)>, _ style: Style,
        limit: Int?
    ) -> String {
        let shown = rows.prefix(limit ?? rows.count)
        let head = ["service", "state", "release", "behind", "edited", "missing", "managed", "would hold", "why"]
        // Twice made rather than kept: the cells of ten thousand services weigh more than all results.
        var widths = head.map(\.count)
        for row in shown {
            for (column, text) in cells(row.repository, row.service).enumerated() {
                widths[column] = max(widths[column], text.count)
            }
        }
        func line(_ cells: [String], _ paint: (String) -> String) -> String {
            var parts: [String] = []
            for (column, text) in cells.enumerated() {
                let isNumber = (4...7).contains(column)
                let gap = String(repeating: " ", count: widths[column] - text.count)
                let filled = isNumber ? gap + text : column == cells.count - 1 ? text : text + gap
                parts.append(column == 1 ? paint(filled) : filled)
            }
            while parts.last?.allSatisfy({ $0 == " " }) ?? false { parts.removeLast() }
            return parts.joined(separator: "  ")
        }
        var out = style.faint(line(head) { $0 }) + "\n"
        for row in shown {
            out += line(cells(row.repository, row.service)) { style.painted($0, row.service.state) } + "\n"
        }
        let rest = rows.count - shown.count
        if rest > 0 { out += style.faint("and \(counted(rest, "service")) more, none of them worse") + "\n" }
        return out
    }

    private static func cells(_ repository: RepositoryAudit, _ service: ServiceAudit) -> [String] {
        func number(_ value: Int?) -> String { value.map(String.init) ?? "?" }
        let held = service.effort.map { $0.waiting == 0 ? "\($0.held)" : "\($0.held) + \($0.waiting) waiting" }
        return [
            logText(repository.name(of: service)), service.state.rawValue, logText(service.step),
            service.lag.isEmpty ? "-" : service.lag, number(service.fidelity?.edited),
            number(service.fidelity?.missing),
            number(service.fidelity?.managed), held ?? "?",
            logText(service.reasons.joined(separator: ", ")),
        ]
    }

    private func failures(_ style: Style, limit: Int?) -> String {
        let all = notLookedAt
        if all.isEmpty { return "" }
        var out = style.bold("Not looked at") + "\n"
        for (repository, failure) in all.prefix(limit ?? all.count) {
            let kind = failure.isIntended ? style.faint(failure.kind.rawValue) : style.red(failure.kind.rawValue)
            out += "  \(logText(repository.id))  \(kind): \(logText(failure.message))\n"
            if let fix = failure.fix { out += "    fix: \(logText(fix))\n" }
        }
        let rest = all.count - (limit ?? all.count)
        if rest > 0 { out += style.faint("  and \(rest) more") + "\n" }
        return out + "\n"
    }
}

extension Style {
    /// A state in its colour.
    fileprivate func painted(_ text: String, _ state: ServiceAudit.State) -> String {
        switch state {
        case .broken: red(text)
        case .conflicted, .behind: yellow(text)
        case .edited: cyan(text)
        case .inSync: green(text)
        }
    }
}

/// Text on one line of a log, where a build service would take lines that start with `::` or hold `##[` as commands.
func logText(_ text: String) -> String {
    let line = singleLine(text).replacing("##[", with: "#\\u{23}[")
    guard line.drop(while: \.isWhitespace).hasPrefix("::") else { return line }
    return line.replacing("::", with: "\\u{3a}:", maxReplacements: 1)
}
