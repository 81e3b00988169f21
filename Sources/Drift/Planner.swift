import Git
public import OrderedCollections
import Report
public import Template

/// Computes plans: what an upgrade of a service would do.
public struct Planner {
    /// The service.
    public let service: Service
    /// Where the scaffold's releases come from.
    public let source: any ScaffoldSource

    /// Where resolutions of conflicts are remembered.
    public let memory: MemoryPlace

    /// Makes a planner for a service and the source of its scaffold.
    public init(service: Service, source: any ScaffoldSource, memory: MemoryPlace = .besideRecord) {
        self.service = service
        self.source = source
        self.memory = memory
    }

    /// The service's files in HEAD.
    public var local: any LocalFiles { TreeFiles(repository: service.repository, tree: service.tree) }

    /// What is asked of an upgrade.
    public struct Request: Sendable {
        /// The release to go to; nil for the newest that is not yanked.
        public var target: ReleaseVersion?
        /// Answers to change on the way.
        public var answers: Answers
        /// Whether a base that can't be reproduced is reported only (for `status`) instead of refused.
        public var toleratesMismatch: Bool

        /// Makes a request; the default goes to the newest release with the recorded answers.
        public init(target: ReleaseVersion? = nil, answers: Answers = [:], toleratesMismatch: Bool = false) {
            self.target = target
            self.answers = answers
            self.toleratesMismatch = toleratesMismatch
        }
    }

    /// The plan for one scaffold that the service follows.
    public func plan(_ entry: Record.Entry, _ request: Request = Request()) throws -> Plan {
        let releases = Releases(all: try source.releases(), scaffold: entry.name)
        let target = try releases.target(from: entry.release, asked: request.target)
        let recorded = try source.release(entry.release)
        let answers = try recorded.answers(given: entry.answers)
        let base = try recorded.render(answers)
        var findings: [Finding] = []
        if let reason = releases.all.first(where: { $0.version == entry.release })?.yanked {
            findings.append(
                Finding(
                    rule: "yanked-release", severity: .warning,
                    message: "release \(entry.release) was withdrawn: \(reason)"))
        }
        if base.tree != entry.baseline {
            try noteMismatch(entry, request, &findings)
        }
        let line = try lineage(of: target, after: entry.release, in: source)
        findings += releases.lineFindings(from: entry.release, to: target, buildsOn: line.reachesBase)
        let steps = line.releases
        let newest = steps.last ?? recorded
        let migration = try newest.migrate(entry.answers, through: steps, setting: request.answers)
        let isSame = steps.isEmpty && migration.answers == entry.answers
        let earlier = EarlierRender(release: recorded, answers: answers, baseline: base)
        let incoming = isSame ? base : try newest.render(migration.answers, reusing: earlier)
        let journey = try Journey(from: entry.answers, through: steps, to: migration.answers)
        let paths = try journey.pathSteps()
        let renames = PathStep.composed(paths).filter { base[$0.key] != nil && incoming[$0.value] != nil }
        let held = try heldBases(entry, base: base, incoming: incoming, paths: paths)
        let merge = TreeMerge(
            base: base, incoming: incoming, local: local, renames: renames,
            declaredDeletions: Set(paths.flatMap { $0.deletions.keys }), release: entry.release,
            held: held, decisions: Dictionary(entry.decisions.map { ($0.path, $0.kind) }) { $1 },
            without: entry.without,
            recollection: Recollection(
                scaffold: entry.name, answers: AnswerAbstraction(migration.answers),
                repository: { service.repository.identity(from: service.commit.id) },
                load: { try memory.load(for: service) }))
        let result = try merge.run()
        var plan = Plan(
            scaffold: entry.name, from: entry.release, to: newest.version,
            files: result.outcomes.compactMap { Plan.File($0) }, answerChanges: migration.changes, findings: findings,
            notes: try journey.notes(), recordBefore: service.record,
            recordAfter: service.record)
        plan.add(result.followers)
        let pitfalls = Pitfalls(plan: plan, template: incoming, local: merge.local).findings()
        plan.findings += pitfalls
        plan.findings += try leftBehind(plan, entry, incoming, answers: migration.answers, known: pitfalls)
        plan.settleRecord(
            entry, release: newest, baseline: incoming.tree, answers: migration.answers, outcomes: result.outcomes)
        return plan
    }

    private func noteMismatch(_ entry: Record.Entry, _ request: Request, _ findings: inout [Finding]) throws {
        let message =
            "rendering \(entry.name) \(entry.release) with the recorded answers does not give the recorded baseline "
            + "\(entry.baseline.hex.prefix(12)): the record was edited by hand, or the release was changed"
        guard request.toleratesMismatch else {
            throw DriftError(
                .brokenRecord, message,
                fix:
                    "undo the edit of \(Record.fileName) (`git log -p -- \(Record.fileName)`), and change answers with "
                    + "`scaffold upgrade --set NAME=VALUE`")
        }
        findings.append(Finding(rule: "baseline-mismatch", severity: .error, path: Record.fileName, message: message))
    }

    /// The base of each held file, rendered from the release it is still at.
    private func heldBases(
        _ entry: Record.Entry, base: Baseline, incoming: Baseline, paths: [PathStep]
    ) throws -> [TreeMerge.HeldBase] {
        guard !entry.held.isEmpty else { return [] }
        let toTarget = PathStep.composed(paths)
        var renderings = HeldRenderings(source: source, entry: entry)
        return try entry.held.map { held in
            let file = try renderings.baseline(of: held)[held.was ?? held.path]
            let recordedPath = try recordedPath(of: held, entry)
            let incomingPath = recordedPath.flatMap { Self.destination(of: $0, by: toTarget) }
            return TreeMerge.HeldBase(
                entry: held, version: file?.version, recordedPath: recordedPath.flatMap { base[$0]?.path },
                incomingPath: incomingPath.flatMap { incoming[$0]?.path }, fileClass: file?.fileClass ?? .managed)
        }
    }

    /// The template's two sides of a held file: its own old base, and what the recorded release has.
    func heldSides(_ held: Record.Held, of entry: Record.Entry) throws -> (base: FileVersion?, incoming: BaselineFile?)
    {
        var renderings = HeldRenderings(source: source, entry: entry)
        let base = try renderings.baseline(of: held)[held.was ?? held.path]?.version
        let recorded = try source.release(entry.release)
        let current = try recorded.render(recorded.answers(given: entry.answers))
        return (base, try recordedPath(of: held, entry).flatMap { current[$0] })
    }

    /// Where the recorded release has a held file; nil when it dropped it and has another file at its path.
    private func recordedPath(of held: Record.Held, _ entry: Record.Entry) throws -> String? {
        let path = held.was ?? held.path
        guard held.release != entry.release else { return path }
        let old = entry.answers.merging(held.answers) { $1 }
        let line = try lineage(of: entry.release, after: held.release, in: source)
        let journey = try Journey(from: old, through: line.releases, to: entry.answers)
        return Self.destination(of: path, by: PathStep.composed(try journey.pathSteps()))
    }

    /// Where a path went; nil when another file moved onto it, so that it is no longer this one's.
    private static func destination(of path: String, by moves: [String: String]) -> String? {
        moves[path] ?? (moves.values.contains(path) ? nil : path)
    }
}
