import Git
import OrderedCollections
import Report
public import Template

/// Plans upgrades of a service that was generated from one of our own scaffolds.
public struct Planner: UpgradePlanner {
    /// The service.
    public let service: Service
    /// The scaffold of the service that is planned for.
    public let entry: Record.Entry
    /// Where the scaffold's releases come from.
    public let source: any ScaffoldSource

    /// Where resolutions of conflicts are remembered.
    public let memory: MemoryPlace

    /// Makes a planner for one scaffold that a service follows, and its source.
    public init(
        service: Service, entry: Record.Entry, source: any ScaffoldSource, memory: MemoryPlace = .besideRecord
    ) {
        self.service = service
        self.entry = entry
        self.source = source
        self.memory = memory
    }

    /// See ``UpgradePlanner/plan(_:)``.
    public func plan(_ request: PlanRequest) throws -> Plan {
        let releases = Releases(all: try source.releases(), scaffold: entry.name)
        let version = try entry.release.recorded()
        let target = try releases.target(from: version, asked: request.target.map(Self.version))
        let recorded = try source.release(version)
        let answers = try recordedAnswers(of: recorded)
        let base = try recorded.render(answers)
        var findings: [Finding] = []
        if let reason = releases.all.first(where: { $0.version == version })?.yanked {
            findings.append(
                Finding(
                    rule: "yanked-release", severity: .warning,
                    message: "release \(entry.release) was withdrawn: \(reason)"))
        }
        if base.tree != entry.baseline {
            try noteMismatch(request, &findings)
        }
        let line = try lineage(of: target, after: version, in: source)
        findings += releases.lineFindings(from: version, to: target, buildsOn: line.reachesBase)
        let steps = line.releases
        let newest = steps.last ?? recorded
        let migration = try newest.migrate(entry.answers, through: steps, setting: request.answers)
        let isSame = steps.isEmpty && migration.answers == entry.answers
        let earlier = EarlierRender(release: recorded, answers: answers, baseline: base)
        let incoming = isSame ? base : try newest.render(migration.answers, reusing: earlier)
        let journey = try Journey(from: entry.answers, through: steps, to: migration.answers)
        let paths = try journey.pathSteps()
        let renames = PathStep.composed(paths).filter { base[$0.key] != nil && incoming[$0.value] != nil }
        let held = try heldBases(base: base, incoming: incoming, paths: paths)
        let merge = merge(
            base: base, entry.release, incoming: incoming, renames: renames,
            deletions: Set(paths.flatMap { $0.deletions.keys }), held: held, answers: migration.answers)
        let result = try merge.run()
        var plan = Plan(
            scaffold: entry.name, from: entry.release, to: .version(newest.version),
            files: result.outcomes.compactMap { Plan.File($0) }, answerChanges: migration.changes, findings: findings,
            notes: request.isForLook ? [] : try journey.notes(), recordBefore: service.record,
            recordAfter: service.record)
        plan.managed = base.managed
        plan.add(result.followers)
        let pitfalls = Pitfalls(plan: plan, template: incoming, local: merge.local).findings()
        plan.findings += pitfalls
        plan.findings += try leftBehind(
            plan, upTo: newest.version, incoming, answers: migration.answers, known: pitfalls)
        var next = entry
        (next.release, next.commit) = (.version(newest.version), newest.commit)
        (next.baseline, next.answers) = (incoming.tree, migration.answers)
        plan.settleRecord(entry, to: next, outcomes: result.outcomes)
        return plan
    }

    /// The recorded answers, settled; those that their own release does not take are a fault of the record.
    private func recordedAnswers(of release: Release) throws -> Answers {
        do {
            return try release.answers(given: entry.answers)
        } catch {
            guard error.code == .answers else { throw error }
            throw DriftError(
                .brokenRecord, "\(Record.fileName): " + ([error.message] + error.details).joined(separator: "; "),
                fix: "undo the edit of \(Record.fileName): `git log -p -- \(Record.fileName)` shows the last good one")
        }
    }

    private func noteMismatch(_ request: PlanRequest, _ findings: inout [Finding]) throws {
        let message =
            "rendering \(entry.name) \(entry.release) with the recorded answers does not give the recorded baseline "
            + "\(entry.baseline?.hex.prefix(12) ?? "none"): the record was edited by hand, or the release was changed"
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
        base: Baseline, incoming: Baseline, paths: [PathStep]
    ) throws -> [TreeMerge.HeldBase] {
        guard !entry.held.isEmpty else { return [] }
        let toTarget = PathStep.composed(paths)
        var renderings = HeldRenderings(source: source, entry: entry)
        return try entry.held.map { held in
            let file = try renderings.baseline(of: held)[held.was ?? held.path]
            let recordedPath = try recordedPath(of: held)
            let incomingPath = recordedPath.flatMap { Self.destination(of: $0, by: toTarget) }
            return TreeMerge.HeldBase(
                entry: held, version: file?.version, recordedPath: recordedPath.flatMap { base[$0]?.path },
                incomingPath: incomingPath.flatMap { incoming[$0]?.path }, fileClass: file?.fileClass ?? .managed)
        }
    }

    /// See ``UpgradePlanner/heldSides(_:)``.
    public func heldSides(_ held: Record.Held) throws -> (base: FileVersion?, incoming: BaselineFile?) {
        var renderings = HeldRenderings(source: source, entry: entry)
        let base = try renderings.baseline(of: held)[held.was ?? held.path]?.version
        let recorded = try source.release(entry.release.recorded())
        let current = try recorded.render(recordedAnswers(of: recorded))
        return (base, try recordedPath(of: held).flatMap { current[$0] })
    }

    /// Where the recorded release has a held file; nil when it dropped it and has another file at its path.
    private func recordedPath(of held: Record.Held) throws -> String? {
        let path = held.was ?? held.path
        guard held.release != entry.release else { return path }
        let old = entry.answers.merging(held.answers) { $1 }
        let line = try lineage(of: entry.release.recorded(), after: held.release.recorded(), in: source)
        let journey = try Journey(from: old, through: line.releases, to: entry.answers)
        return Self.destination(of: path, by: PathStep.composed(try journey.pathSteps()))
    }

    /// Where a path went; nil when another file moved onto it, so that it is no longer this one's.
    private static func destination(of path: String, by moves: [String: String]) -> String? {
        moves[path] ?? (moves.values.contains(path) ? nil : path)
    }

    private static func version(_ text: String) throws(DriftError) -> ReleaseVersion {
        if let version = ReleaseVersion(text) { return version }
        throw DriftError(.release, "'\(text)' is no release", fix: "name a version such as 1.2.0")
    }
}
