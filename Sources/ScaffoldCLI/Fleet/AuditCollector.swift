import Report
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Gathers results as they come; what no report needs is let go of, so that memory hardly grows with the fleet.
final class AuditCollector: Sendable {
    /// How much of each result is kept.
    enum Detail {
        /// Nothing but what it adds to the numbers of the fleet.
        case numbers
        /// What tables need of its services.
        case services
        /// Everything.
        case files
    }

    private let detail: Detail
    private let progress: AuditProgress
    private let state = Mutex<(summary: FleetSummary, results: [RepositoryAudit])>((FleetSummary([]), []))

    init(keeping detail: Detail, progress: AuditProgress) {
        self.detail = detail
        self.progress = progress
    }

    func add(_ result: RepositoryAudit) {
        let count = state.withLock { state in
            state.summary.add(result)
            switch detail {
            case .numbers: break
            case .services: state.results.append(result.withoutFiles)
            case .files: state.results.append(result)
            }
            return state.summary.repositories
        }
        progress.show(count)
    }

    /// The report of all that came, which is handed over and not kept.
    func report(tool: String, moment: String) -> FleetReport {
        progress.clear()
        let (summary, results) = state.withLock { state in
            defer { state.results = [] }
            return (state.summary, state.results)
        }
        return FleetReport(tool: tool, moment: moment, repositories: results, summary: summary)
    }
}

extension RepositoryAudit {
    /// What tables and numbers need of it: without the rows of files, the words of findings, and what tells whether it holds.
    fileprivate var withoutFiles: RepositoryAudit {
        var short = self
        (short.commit, short.fingerprint) = (nil, "")
        for index in services.indices {
            short.services[index].files = []
            // What is not broken has no reason to be shown, unless an exemption has ended.
            let isBroken = services[index].state == .broken
            let findings = services[index].findings.filter { isBroken || $0.rule == ServiceAudit.endedRule }
            short.services[index].findings = findings.map {
                Finding(rule: $0.rule, severity: $0.severity, message: "")
            }
        }
        return short
    }
}

/// One line on a terminal that says how far an audit is; nothing where nobody watches.
struct AuditProgress: Sendable {
    private let total: Int
    private let started = ContinuousClock.now
    private let isShown = isatty(STDERR_FILENO) == 1

    init(total: Int) { self.total = total }

    /// Shows the count, the rate and the time left, now and then.
    func show(_ count: Int) {
        guard isShown, count % 10 == 0 || count == total else { return }
        let seconds = max(0.001, (ContinuousClock.now - started) / .seconds(1))
        let rate = Double(count) / seconds
        let left = Int(Double(total - count) / max(0.001, rate))
        let time = left >= 60 ? "\(left / 60) min \(left % 60) s" : "\(left) s"
        let tenths = Int(rate * 10)
        Console.standard.show("\(count)/\(total) repositories, \(tenths / 10).\(tenths % 10)/s, \(time) left")
    }

    func clear() {
        if isShown { Console.standard.show("") }
    }
}
