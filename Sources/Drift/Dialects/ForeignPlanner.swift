import Git
import OrderedCollections
import Report
public import Template

/// Plans upgrades of a project that Copier or cruft generated, natively: without that tool, and with nothing
/// run but what there is consent for.
public struct ForeignPlanner: UpgradePlanner {
    /// The service.
    public let service: Service
    /// What its tool recorded.
    public let entry: Record.Entry
    let record: ForeignRecord
    /// The template's repository.
    let source: TemplateRepository
    /// Where resolutions of conflicts are remembered.
    public let memory: MemoryPlace
    let consent: Consent
    /// Whether a pre-release of a Copier template may be its newest version.
    let prereleases: Bool

    /// Makes a planner.
    /// - Parameters:
    ///   - entry: An entry with the record of another tool.
    ///   - source: Opens the template's repository with the revisions that are needed.
    ///   - prereleases: Whether a pre-release of a Copier template may be its newest version.
    ///   - consent: What of the template may run.
    public init(
        service: Service, entry: Record.Entry, record: ForeignRecord, source: TemplateRepository,
        memory: MemoryPlace = .besideRecord, prereleases: Bool = false, consent: Consent = .none
    ) {
        self.service = service
        self.entry = entry
        self.record = record
        self.source = source
        self.memory = memory
        self.prereleases = prereleases
        self.consent = consent
    }

    /// See ``UpgradePlanner/plan(_:)``.
    public func plan(_ request: PlanRequest) throws -> Plan {
        var template = ForeignTemplate(entry, record, source)
        template.prereleases = prereleases
        var inputs = try inputs()
        inputs.changes = request.answers
        inputs.asked = request.target
        let recorded = try recordedState(of: template, inputs)
        let from = recorded.state
        let to = try template.target(asked: request.target, from: from)
        let pair = try template.pair(from, to)
        inputs.consent = consent
        inputs.setting.standsIn = true
        var (renders, second) = try renders(of: template, pair, &inputs)
        var findings = source.warnings.map { Finding(rule: "stale-source", severity: .note, message: $0) }
        let known = inputs
        let renamed = renamedQuestion(renders, asked: request.answers) { more in
            var inputs = known
            inputs.changes.merge(more) { $1 }
            return try? template.renders(pair, inputs).incoming
        }
        if let renamed {
            inputs.changes[renamed.new] = renamed.answer
            findings.append(renamed.finding)
            (renders, second) = try self.renders(of: template, pair, &inputs)
        }
        var sides = Sides(base: renders.base, incoming: renders.incoming)
        findings += recorded.findings
        findings += otherRecords() + repeatedAnswers()
        findings += try template.findings(about: from, to, asked: request.target)
        if let second { try sides.settleVolatileLines(second, local: local) }
        sides.refuseStandIns()
        // The record is rewritten and never merged.
        sides.leaveOut { $0.path == record.path }
        findings += sides.leaveOutUnrendered()
        if let skip = record.skip { sides.leaveOut { skip.matches($0.path) } }
        findings += sides.notes()
        let isStep = from != to || !request.answers.isEmpty
        if isStep { findings += sides.notRun(except: consent) }
        let runsCommands = isStep && renders.incoming.commands.contains { consent.commands?.runs($0) == true }

        var merge = merge(
            base: sides.base.baseline, from.name, incoming: sides.incoming.baseline,
            held: try heldBases(template, sides, inputs),
            answers: renders.incoming.answers)
        merge.olderStates = OlderStates(template, inputs, before: pair, service: service)
        merge.mistrustsEmptyFiles = renders.incoming.hasUnfitAnswer
        let result = try merge.run()
        var plan = Plan(
            scaffold: entry.name, from: from.name, to: to.name,
            files: result.outcomes.compactMap { Plan.File($0) },
            answerChanges: sides.answerChanges(recorded: entry.answers, asked: request.answers), findings: findings,
            notes: [], recordBefore: service.record, recordAfter: service.record)
        plan.managed = sides.base.baseline.managed
        if isStep { plan.messages = renders.incoming.messages }
        // What nothing records matters where the project has something else.
        plan.findings.removeAll { finding in
            finding.rule == DialectNote.undefinedName && !plan.files.contains { $0.path == finding.path && $0.isEdited }
        }
        plan.add(result.followers)
        plan.findings += GitSettings(plan).findings()
        if from != to, recorded.findings.isEmpty {
            plan.findings += try BaseDoubt(inputs.moment, sides.base, record, from.shortName)?.findings ?? []
        }
        plan.findings += Pitfalls(plan: plan, template: sides.incoming.baseline, local: merge.local).findings()
        plan.findings += try untracked(plan)
        if request.target == nil, from != to, sides.areSame, plan.answerChanges.isEmpty, recorded.findings.isEmpty,
            !runsCommands
        {
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
        if isStep || request.target != nil || renamed != nil || !recorded.findings.isEmpty {
            next.answers = renders.incoming.answers
            next.foreign = try template.record(
                after: renders.incoming, at: to, checkout: template.checkout(asked: request.target, from: from, to))
        } else {
            // What a newer version of the tool would write into the record besides is nothing to look at.
            plan.answerChanges = []
        }
        plan.settleRecord(entry, to: next, outcomes: result.outcomes)
        if runsCommands {
            try run(
                renders.incoming.commands, template: pair.new, folderName: inputs.setting.folderName, on: &plan)
        }
        return plan
    }

    /// Both renders, and where something in them depends on time or chance, the same with another setting.
    ///
    /// Hooks that fail once count as failed: renders with them and without are not compared with one another.
    private func renders(
        of template: ForeignTemplate, _ pair: ForeignTemplate.Pair, _ inputs: inout ForeignTemplate.Inputs
    ) throws -> (first: ForeignTemplate.Renders, second: ForeignTemplate.Renders?) {
        var first = try template.renders(pair, inputs)
        if first.base.hasFailedHook { inputs.consent.hooks = nil }
        guard first.base.dependsOnChance || first.incoming.dependsOnChance else { return (first, nil) }
        var second = try template.renders(pair, inputs.otherwise)
        if let failure = second.base.notes.first(where: { $0.rule == DialectNote.failedHook }) {
            inputs.consent.hooks = nil
            first = try template.renders(pair, inputs)
            first.base.notes.append(failure)
            second = try template.renders(pair, inputs.otherwise)
        }
        return (first, second)
    }

    /// See ``UpgradePlanner/newest()``.
    public func newest() -> ReleaseName { entry.release }

    /// See ``UpgradePlanner/distance(to:)``.
    public func distance(to release: ReleaseName) throws -> ReleaseDistance {
        do {
            return try ForeignTemplate(entry, record, source).distance(from: entry.release, to: release)
        } catch let error as DriftError where error.code == .unknownRelease {
            // A state that is gone has no place and no date.
            return ReleaseDistance()
        }
    }

    /// See ``UpgradePlanner/heldSides(_:)``.
    public func heldSides(_ held: Record.Held) throws -> (base: FileVersion?, incoming: BaselineFile?) {
        let template = ForeignTemplate(entry, record, source)
        var inputs = try inputs()
        let recorded = try recordedState(of: template, inputs).state
        inputs.moment = nil
        let current = try template.renders(template.pair(recorded, recorded), inputs).incoming
        inputs.answers.merge(held.answers) { $1 }
        let base = try template.render(template.state(held.release), inputs)
        let path = held.was ?? held.path
        let old = base.baseline[path]
        return (old?.version, current.baseline[current.path(of: old) ?? path])
    }

    // MARK: Parts of it

    /// What both renders get alike: the recorded answers; the folder's name, and the clock of the commit that took the
    /// template.
    private func inputs() throws -> ForeignTemplate.Inputs {
        let moment = try RecordHistory(service: service, record: record).generation()
        let folder = service.directory.isEmpty ? service.repository.displayPath : service.directory
        var name = folder.split(separator: "/").last.map(String.init) ?? "project"
        if name.hasSuffix(".git") { name = String(name.dropLast(4)) }
        let commit = moment?.commit ?? service.commit
        let clock = Int(commit.author.seconds)
        // New files with passwords or keys in them must not have the same ones in every project.
        let seed = UInt64(commit.id.hex.prefix(16), radix: 16) ?? 1
        let files = ServiceFiles(service, since: moment)
        return ForeignTemplate.Inputs(
            answers: entry.answers, moment: moment, files: { files.current($0) }, earlierFiles: { files.earlier($0) },
            setting: RenderSetting(folderName: name, clock: clock, seed: seed))
    }

    /// What else the folder follows, where nobody said which record is meant.
    private func otherRecords() -> [Finding] {
        guard service.answersFile == nil else { return [] }
        return service.record.scaffolds.compactMap(\.foreign?.path).filter { $0 != record.path }.map { path in
            Finding(
                rule: "other-record", severity: .note, path: path,
                message: "is a record of its own, which is upgraded with --answers-file \(path)")
        }
    }

    /// Answers that the record has more than once, as a merge may have left them.
    private func repeatedAnswers() -> [Finding] {
        guard record.tool == .copier, let file = try? CopierAnswersFile(record.bytes, path: record.path) else {
            return []
        }
        return file.repeatedNames.map { name in
            Finding(
                rule: "answer-twice", severity: .warning, path: record.path,
                message: "\(name) is there more than once; the last value counts, as for Copier")
        }
    }

    /// The base of each held file, rendered from the state of the template that it is still at.
    private func heldBases(
        _ template: ForeignTemplate, _ sides: Sides, _ inputs: ForeignTemplate.Inputs
    ) throws -> [TreeMerge.HeldBase] {
        var inputs = inputs
        inputs.moment = nil
        inputs.setting.standsIn = false
        var known: [Record.Held: Baseline] = [:]
        return try entry.held.map { held in
            let key = Record.Held(path: "", release: held.release, answers: held.answers)
            inputs.answers = entry.answers.merging(held.answers) { $1 }
            let baseline = try known[key] ?? template.render(template.state(held.release), inputs).baseline
            known[key] = baseline
            let path = held.was ?? held.path
            let old = baseline[path]
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
        let known = TreeFiles(repository: service.repository, tree: service.tree)
        func isInTheWay(_ path: String) throws -> Bool {
            let place = folder + "/" + path
            guard FileSystem.isDirectory(place) else { return FileSystem.exists(place) }
            // A folder gives way together with the files that git knows in it.
            let versioned = Set(try known.files(under: path).map(\.path))
            return FileSystem.files(below: place).contains { !versioned.contains(path + "/" + $0) }
        }
        return try plan.files.filter { try $0.action == .add && isInTheWay($0.path) }.map { file in
            Finding(
                rule: "untracked-in-the-way", severity: .warning, path: file.path,
                message:
                    "the template has this file now, and the work tree has one that is not committed: move it away "
                    + "before you check the branch out")
        }
    }
}

extension ForeignTemplate.Inputs {
    /// The same with another clock and seed; every part of the date differs.
    fileprivate var otherwise: ForeignTemplate.Inputs {
        var other = self
        other.setting.seed &+= 1
        other.setting.clock += 400 * 86_400 + 3_723
        return other
    }
}
