import Fleet
import Forge
import Report

/// Tells what becomes of each service of a wave, as it is known.
struct WaveReport {
    let isPlan: Bool
    let isJSON: Bool
    private var counts: [String: Int] = [:]
    private var waits = false
    private var failed = false
    private var isTemporary = false
    private var stopped: String?
    /// How many resolutions went from the services into the fleet's memory.
    var learned = 0

    init(isPlan: Bool, isJSON: Bool) {
        self.isPlan = isPlan
        self.isJSON = isJSON
    }

    /// How the run ends.
    var status: ExitStatus {
        if isTemporary { return .tryAgain }
        if failed { return .partial }
        return waits || stopped != nil ? .drift : .done
    }

    /// Writes one service's line.
    mutating func add(_ result: FleetUpgrade.Result) {
        let word = word(for: result)
        counts[word, default: 0] += 1
        if let publication = result.publication, result.verdict == .go, publication.waitsForPeople { waits = true }
        if let failure = result.failure {
            failed = true
            if failure.isTemporary { isTemporary = true }
        }
        if case .stopped(let reason) = result.verdict { stopped = reason }
        let console = Console.standard
        console.line(isJSON ? json(result, word).compact : text(result, word, console.style))
    }

    /// Writes how many of each there were.
    func finish() {
        guard !isJSON else { return }
        let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let console = Console.standard
        console.line()
        console.line(parts.isEmpty ? "no services" : parts.joined(separator: ", "))
        if learned > 0 { console.line("\(learned) resolution\(learned == 1 ? "" : "s") learned from what was merged") }
        if let stopped { console.line("The wave has stopped: \(stopped).") }
    }

    private func word(for result: FleetUpgrade.Result) -> String {
        if result.failure != nil { return "failed" }
        switch result.verdict {
        case .go: return result.publication?.decision.outcome.words ?? "failed"
        case .later: return "later"
        case .stopped: return "stopped"
        }
    }

    private func reason(_ result: FleetUpgrade.Result) -> String {
        if let failure = result.failure { return failure.message + (failure.fix.map { "; \($0)" } ?? "") }
        switch result.verdict {
        case .go: return result.publication?.decision.reason ?? ""
        case .later(let reason), .stopped(let reason): return reason
        }
    }

    private func text(_ result: FleetUpgrade.Result, _ word: String, _ style: Style) -> String {
        let shown = word == "failed" || word == "stopped" ? style.yellow(word) : style.green(word)
        var line = "\(sanitized(result.name))  \(shown)  \(sanitized(reason(result)))"
        if let url = result.publication?.pullRequest?.url { line += "  \(sanitized(url))" }
        return line
    }

    private func json(_ result: FleetUpgrade.Result, _ word: String) -> JSONValue {
        let publication = result.publication
        let outcome = publication?.decision.outcome.rawValue
        return .object([
            ("schema", .int(1)),
            ("service", .string(result.name)),
            ("outcome", .string(word == "later" || word == "stopped" || word == "failed" ? word : outcome ?? word)),
            ("reason", .string(reason(result))),
            ("planned", .bool(isPlan)),
            ("branch", .optional(publication?.branch)),
            ("from", .optional(publication?.upgrade.from)),
            ("to", .optional(publication?.upgrade.to)),
            ("held", .array((publication?.upgrade.held ?? []).map { .string($0.path) })),
            ("number", (publication?.pullRequest?.number).map { .int($0) } ?? .null),
            ("url", .optional(publication?.pullRequest?.url)),
            ("steps", .array((publication?.decision.steps ?? []).map { .string($0.text) })),
            ("warnings", .array((publication?.warnings ?? []).map(\.json))),
        ])
    }
}

/// The open update pull requests of a fleet, for people and for programs.
struct UpdateStatusReport {
    private let answers: [UpdateStatus.Answer]

    init(_ answers: [UpdateStatus.Answer]) { self.answers = answers }

    private var rows: [UpdateStatus.Row] {
        let order = Dictionary(uniqueKeysWithValues: UpdateStatus.State.allCases.enumerated().map { ($1, $0) })
        return answers.flatMap(\.rows).sorted { one, two in
            let (first, second) = (order[one.state] ?? 0, order[two.state] ?? 0)
            return first == second ? one.repository < two.repository : first < second
        }
    }

    /// A line for each, the most pressing first.
    func text(_ style: Style) -> String {
        var out = ""
        for row in rows {
            let request = row.pullRequest
            out += "\(style.bold(row.state.rawValue))  \(sanitized(row.repository))#\(request.number)  "
            out += sanitized("\(row.block.scaffold) \(row.block.release)  \(request.url)") + "\n"
        }
        for answer in answers {
            guard let failure = answer.failure else { continue }
            let fix = failure.fix.map { "; \($0)" } ?? ""
            out +=
                style.yellow("unreachable") + "  " + sanitized("\(answer.repository)  \(failure.message)\(fix)") + "\n"
        }
        let counts = UpdateStatus.State.allCases.compactMap { state -> String? in
            let count = rows.count { $0.state == state }
            return count == 0 ? nil : "\(count) \(state.rawValue)"
        }
        return out + (out.isEmpty ? "" : "\n")
            + (counts.isEmpty ? "no update pull requests are open" : counts.joined(separator: ", ")) + "\n"
    }

    /// Schema 1.
    var json: JSONValue {
        .object([
            ("schema", .int(1)),
            (
                "pullRequests",
                .array(
                    rows.map { row in
                        .object([
                            ("repository", .string(row.repository)),
                            ("number", .int(row.pullRequest.number)),
                            ("url", .string(row.pullRequest.url)),
                            ("state", .string(row.state.rawValue)),
                            ("scaffold", .string(row.block.scaffold)),
                            ("release", .string(row.block.release)),
                            ("checks", .string(row.checks.rawValue)),
                            ("draft", .bool(row.pullRequest.isDraft)),
                        ])
                    })
            ),
            (
                "failures",
                .array(
                    answers.compactMap { answer in
                        answer.failure.map { failure in
                            .object([
                                ("repository", .string(answer.repository)), ("message", .string(failure.message)),
                                ("fix", .optional(failure.fix)),
                            ])
                        }
                    })
            ),
        ])
    }
}
