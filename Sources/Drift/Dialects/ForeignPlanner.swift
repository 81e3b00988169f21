import Git
import OrderedCollections
import Report
public import Template

/// Plans upgrades of a project that Copier or cruft generated, natively: without that tool, and with nothing run.
public struct ForeignPlanner: UpgradePlanner {
    /// The service.
    public let service: Service
    /// What its tool recorded.
    public let entry: Record.Entry
    let record: ForeignRecord
    /// The template's repository.
    let source: TemplateRepository
    let memory: MemoryPlace

    /// Makes a planner.
    /// - Parameters:
    ///   - entry: An entry with the record of another tool.
    ///   - source: Opens the template's repository with the revisions that are needed.
    public init(
        service: Service, entry: Record.Entry, record: ForeignRecord, source: TemplateRepository,
        memory: MemoryPlace = .besideRecord
    ) {
        self.service = service
        self.entry = entry
        self.record = record
        self.source = source
        self.memory = memory
    }

    /// See ``UpgradePlanner/plan(_:)``.
    public func plan(_ request: PlanRequest) throws -> Plan {
        let template = ForeignTemplate(record, source)
        let moment = try RecordHistory(service: service, record: record).generation()
        let from = try template.recordedState(of: entry)
        let to = try template.target(asked: request.target, from: from)
        let setting = setting(at: moment)
        let pair = try template.renders(
            from: from, to: to, answers: entry.answers, changing: request.answers, moment: moment,
            files: serviceFiles(), setting)
        var sides = Sides(base: pair.base, incoming: pair.incoming)
        var findings = source.warnings.map { Finding(rule: "stale-source", severity: .note, message: $0) }
        findings += try template.findings(about: from, to, moment)
        try settleVolatileLines(&sides, pair, template, from, to, moment, request, setting)
        sides.leaveOut(record.path)
        findings += sides.leaveOutUnrendered()
        if let skip = record.skip { sides.leaveOut(skip) }
        findings += sides.notes()

        let held = try heldBases(template, sides, setting)
        let merge = TreeMerge(
            base: sides.baseline.base, incoming: sides.baseline.incoming, local: local, renames: [:],
            declaredDeletions: [], release: from.name, held: held,
            decisions: Dictionary(entry.decisions.map { ($0.path, $0.kind) }) { $1 }, without: entry.without,
            recollection: Recollection(
                scaffold: entry.name, answers: AnswerAbstraction(pair.incoming.answers),
                repository: { service.repository.identity(from: service.commit.id) },
                load: { try memory.load(for: service) }))
        let result = try merge.run()
        var plan = Plan(
            scaffold: entry.name, from: from.name, to: to.name,
            files: result.outcomes.compactMap { Plan.File($0) },
            answerChanges: sides.answerChanges(recorded: entry.answers, asked: request.answers), findings: findings,
            notes: [], recordBefore: service.record, recordAfter: service.record)
        plan.add(result.followers)
        plan.findings += Pitfalls(plan: plan, template: sides.baseline.incoming, local: merge.local).findings()
        plan.findings += try untracked(plan)
        if request.target == nil, from != to, sides.areSame, plan.answerChanges.isEmpty {
            // Noted, such a state would make a change that nobody has to look at.
            plan.to = from.name
            plan.findings.append(
                Finding(
                    rule: "no-effect", severity: .note,
                    message: "the template is at \(to.name) now, which changes nothing in this project"))
            return plan
        }
        var next = entry
        next.release = to.name
        next.answers = pair.incoming.answers
        next.foreign = try template.record(after: pair.incoming, at: to)
        plan.settleRecord(entry, to: next, outcomes: result.outcomes)
        return plan
    }

    /// See ``UpgradePlanner/status()``.
    public func status() throws -> Status {
        do {
            return Status(try plan(PlanRequest(toleratesMismatch: true)))
        } catch let error as DriftError where error.code == .unknownRelease {
            return Status(entry, newest: entry.release, error)
        }
    }

    /// See ``UpgradePlanner/heldSides(_:)``.
    public func heldSides(_ held: Record.Held) throws -> (base: FileVersion?, incoming: BaselineFile?) {
        let template = ForeignTemplate(record, source)
        let setting = setting(at: try RecordHistory(service: service, record: record).generation())
        let current = try template.render(
            template.recordedState(of: entry), answers: entry.answers, files: serviceFiles(), setting)
        let base = try template.render(
            template.state(held.release), answers: entry.answers.merging(held.answers) { $1 }, files: serviceFiles(),
            setting)
        let path = held.was ?? held.path
        let old = base.baseline[path]
        let now = old.flatMap { file in current.baseline.files.first { $0.source == file.source } }
        return (old?.version, now ?? current.baseline[path])
    }

    // MARK: Parts of it

    /// One folder name, clock and seed for both renders: the service's own, and those of the commit that took the template.
    private func setting(at moment: RecordHistory.Moment?) -> RenderSetting {
        let folder = service.directory.isEmpty ? service.repository.displayPath : service.directory
        var name = folder.split(separator: "/").last.map(String.init) ?? "project"
        if name.hasSuffix(".git") { name = String(name.dropLast(4)) }
        return RenderSetting(folderName: name, clock: Int((moment?.commit ?? service.commit).author.seconds), seed: 1)
    }

    /// Reads files of the service for templates that look into it.
    private func serviceFiles() -> @Sendable (String) -> [UInt8]? {
        let files = UncheckedFiles(files: TreeFiles(repository: service.repository, tree: service.tree))
        return { files.bytes(at: $0) }
    }

    private func settleVolatileLines(
        _ sides: inout Sides, _ pair: ForeignTemplate.Renders, _ template: ForeignTemplate,
        _ from: ForeignTemplate.State,
        _ to: ForeignTemplate.State, _ moment: RecordHistory.Moment?, _ request: PlanRequest, _ setting: RenderSetting
    ) throws {
        guard pair.dependsOnChance else { return }
        var other = setting
        other.seed &+= 1
        // A day and an hour and a bit: every part of a date differs.
        other.clock += 400 * 86_400 + 3_723
        let second = try template.renders(
            from: from, to: to, answers: entry.answers, changing: request.answers, moment: moment,
            files: serviceFiles(), other)
        try sides.settleVolatileLines(second, local: local)
    }

    /// The base of each held file, rendered from the state of the template that it is still at.
    private func heldBases(
        _ template: ForeignTemplate, _ sides: Sides, _ setting: RenderSetting
    ) throws -> [TreeMerge.HeldBase] {
        var known: [Record.Held: Baseline] = [:]
        return try entry.held.map { held in
            let key = Record.Held(path: "", release: held.release, answers: held.answers)
            let baseline =
                try known[key]
                ?? template.render(
                    template.state(held.release), answers: entry.answers.merging(held.answers) { $1 },
                    files: serviceFiles(), setting
                ).baseline
            known[key] = baseline
            let old = baseline[held.was ?? held.path]
            let path = held.was ?? held.path
            return TreeMerge.HeldBase(
                entry: held, version: old?.version,
                recordedPath: sides.base.path(of: old) ?? sides.base.baseline[path]?.path,
                incomingPath: sides.incoming.path(of: old) ?? sides.incoming.baseline[path]?.path,
                fileClass: old?.fileClass ?? .managed)
        }
    }

    /// New files where the work tree has a file that git does not know: checking the branch out would meet it.
    private func untracked(_ plan: Plan) throws -> [Finding] {
        guard let folder = service.folder else { return [] }
        return plan.files.filter { $0.action == .add && FileSystem.exists(folder + "/" + $0.path) }.map { file in
            Finding(
                rule: "untracked-in-the-way", severity: .warning, path: file.path,
                message:
                    "the template has this file now, and the work tree has one that is not committed: move it away "
                    + "before you check the branch out")
        }
    }
}

/// The service's files for a closure that templates call; used by one render at a time.
private struct UncheckedFiles: @unchecked Sendable {
    let files: TreeFiles

    func bytes(at path: String) -> [UInt8]? {
        guard let version = try? files.file(at: path), version.isRegular else { return nil }
        return try? files.bytes(of: version)
    }
}
