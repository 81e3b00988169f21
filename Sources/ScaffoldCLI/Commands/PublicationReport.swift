import Forge
import Git
import Report

/// What publishing an upgrade did or would do, for people and for programs.
struct PublicationReport {
    private let publication: Publication
    private let directory: String
    private let isPlan: Bool

    init(_ publication: Publication, directory: String, isPlan: Bool) {
        self.publication = publication
        self.directory = directory
        self.isPlan = isPlan
    }

    /// The JSON of `upgrade --push --json`, schema 1.
    var json: JSONValue {
        let request = publication.pullRequest
        return .object([
            ("schema", .int(1)),
            ("outcome", .string(publication.decision.outcome.rawValue)),
            ("reason", .string(publication.decision.reason)),
            ("planned", .bool(isPlan)),
            ("branch", .string(publication.branch)),
            ("base", .string(publication.base)),
            ("commit", .optional(publication.commit?.hex)),
            ("number", request.map { .int($0.number) } ?? .null),
            ("url", .optional(request?.url)),
            ("steps", .array(publication.decision.steps.map { .string($0.text) })),
            ("verification", .optional(publication.verification?.result.rawValue)),
            ("workflowBranch", .optional(publication.workflowBranch)),
            ("warnings", .array(publication.warnings.map(\.json))),
            ("upgrade", publication.upgrade.json),
        ])
    }

    /// A line or more for a terminal.
    func text(_ style: Style) -> String {
        let decision = publication.decision
        let plan = publication.upgrade
        let step =
            plan.from == plan.to ? "\(plan.scaffold) \(plan.to)" : "\(plan.scaffold) \(plan.from) → \(plan.to)"
        let outcome = isPlan ? "would be \(decision.outcome.words)" : decision.outcome.words
        var out = style.bold(sanitized(step)) + ": " + outcome + sanitized(" (\(decision.reason))") + "\n"
        for step in decision.steps { out += "  " + sanitized(step.text) + "\n" }
        if !plan.held.isEmpty {
            let files = plan.held.count == 1 ? "1 file waits" : "\(plan.held.count) files wait"
            out += style.yellow(files) + " for a decision: "
            out += sanitized(plan.held.map(\.path).joined(separator: ", ")) + "\n"
        }
        if let check = publication.verification {
            out += sanitized("The check \(check.command) \(check.result.words).") + "\n"
        }
        for warning in publication.warnings { out += warning.text + "\n" }
        if let url = publication.pullRequest?.url {
            out += sanitized(url) + "\n"
        } else if !isPlan, let commit = publication.commit {
            out += sanitized("On the branch \(publication.branch) at \(commit.hex.prefix(12)).") + "\n"
        }
        return out
    }
}

extension Decision.Outcome {
    /// The outcome as people read it.
    var words: String {
        switch self {
        case .upToDate: "up to date"
        case .edited: "left to people"
        default: rawValue
        }
    }
}

extension PullRequestContext.Verification.Result {
    fileprivate var words: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .timedOut: "took too long"
        }
    }
}
