import Git
public import OrderedCollections
public import Template

/// A template of another tool that a project without a record of it may come from.
public struct ForeignOrigin: Sendable {
    /// The tool.
    public var tool: ForeignRecord.Tool
    /// The template's address, as the tool would record it.
    public var address: String
    /// The folder of the repository that is the template, as cruft records it; "" for its root.
    public var directory: String
    /// The only state that is looked at, and what a project of cruft is to follow; nil for all of them.
    public var revision: String?

    /// Names a template.
    public init(tool: ForeignRecord.Tool, address: String, directory: String = "", revision: String? = nil) {
        self.tool = tool
        self.address = address
        self.directory = directory
        self.revision = revision
    }
}

extension Adoption {
    /// Where most projects of Copier have their record.
    private static let usualAnswersFile = ".copier-answers.yml"

    /// Finds what a tree was made from among the states of another tool's template, and the answers.
    ///
    /// A record that the same tool has there gives its answers and is written anew.
    /// - Parameters:
    ///   - given: Answers that are known; the others are looked for.
    ///   - limit: How many states are tried.
    /// - Throws: ``DriftError`` when there is a record of another kind, when no state can be rendered, and when a question
    ///   has no answer that could be recorded.
    public func adopt(
        _ origin: ForeignOrigin, from source: TemplateRepository, given: Answers, limit: Int = 100
    ) throws -> Result {
        if var entry = record.scaffolds.first(where: { $0.foreign?.tool == origin.tool }), let record = entry.foreign {
            entry.source = origin.address
            let revisions = origin.revision.map { [$0] }
            return try adopt(entry, record, from: source, given: given, only: revisions, limit: limit)
        }
        if let other = record.scaffolds.first {
            let path = other.foreign?.path ?? Record.fileName
            throw DriftError(
                .files, "there is a record already: \(path) says that this is a project of \(other.name)",
                fix: "delete \(path) first, if it is wrong")
        }
        let record = ForeignRecord(
            tool: origin.tool, path: origin.tool == .cruft ? CruftRecord.path : "", checkout: origin.revision,
            directory: origin.directory)
        let entry = Record.Entry(
            name: ForeignRecord.templateName(of: origin.address), source: origin.address, release: .revision(""),
            baseline: nil, answers: [:], foreign: record)
        let states = try origin.revision.map { [try source.resolvedRevision($0)] } ?? candidates(of: record, in: source)
        return try found(entry, record, source, Array(states.prefix(limit)), given)
    }

    /// Finds the state of another tool's template that a project with its record was made from, and the answers.
    ///
    /// The recorded state and the recorded answers come first: what explains the tree no better takes the place of neither.
    /// - Parameters:
    ///   - entry: The record of the other tool; its revision may have vanished.
    ///   - given: Answers that count instead of recorded ones.
    ///   - revisions: The states that are tried; nil for all.
    ///   - limit: How many states are tried, the newest first.
    public func adopt(
        _ entry: Record.Entry, _ record: ForeignRecord, from source: TemplateRepository, given: Answers,
        only revisions: [String]? = nil, limit: Int = 100
    ) throws -> Result {
        let states: [ObjectID]
        if let revisions {
            states = try revisions.map { try source.resolvedRevision($0) }
        } else {
            let recorded = try? source.resolvedRevision(entry.release.text)
            states = (recorded.map { [$0] } ?? []) + (try candidates(of: record, in: source))
        }
        return try found(entry, record, source, Array(states.prefix(limit)), given)
    }

    private func found(
        _ entry: Record.Entry, _ record: ForeignRecord, _ source: TemplateRepository, _ commits: [ObjectID],
        _ given: Answers
    ) throws -> Result {
        var template = ForeignTemplate(entry, record, source)
        let first = try? repository.history(of: commit.id).last.map { try repository.commit($0) }
        let shared = ServiceFiles(local)
        var inputs = ForeignTemplate.Inputs(
            answers: entry.answers, files: { shared.current($0) }, earlierFiles: { shared.current($0) },
            setting: RenderSetting(folderName: folderName, clock: Int((first ?? commit).author.seconds), seed: 1))
        let explainer = Explainer(local)
        let search = ForeignSearch(
            template: template, inputs: inputs, given: given, local: local,
            names: TreeNames(
                folder: folderName, local: local, signatures: [first ?? commit, commit].map(\.author)),
            ignored: ignored, explainer: explainer)
        var seen: Set<ObjectID> = []
        let states = commits.filter { seen.insert($0).inserted }.compactMap { try? template.state(.revision($0.hex)) }
        let (best, runnerUp) = try search.run(states)

        // What counts is what the tool will make of the record: answers that were tried are recorded answers then.
        var record = record
        var notes: [String] = []
        inputs.answers = best.explanation.answers
        if record.path.isEmpty {
            let path = try best.trial.render(best.search.answers).answersFilePath
            record.path = path ?? Self.usualAnswersFile
            if path == nil {
                notes.append(
                    "the template writes no answers file, so that Copier itself won't keep \(record.path) up to date; add a "
                        + "file {{ _copier_conf.answers_file }}.jinja with {{ _copier_answers|to_nice_yaml -}} to it")
            }
        }
        template = ForeignTemplate(entry, record, source)
        let render = try template.render(best.trial.state, inputs)
        if record.bytes.isEmpty {
            try expectAnswers(render, guessed: search.guesses(in: best), of: entry.name)
        }
        let explanation = try explainer.explain(
            render.baseline, release: best.explanation.release, answers: render.answers,
            ignoring: ignored.union([record.path]))
        var result = Result(name: entry.name, best: explanation, runnerUp: runnerUp?.explanation)
        let next = try template.record(after: render, at: best.trial.state)
        if next.bytes != record.bytes { result.records = [(next.path, next.bytes)] }
        result.recorded = entry.answers
        result.notes = notes
        return result
    }

    /// The states to try: those that the tool itself would take come first, since of equal ones the first counts.
    private func candidates(of record: ForeignRecord, in source: TemplateRepository) throws -> [ObjectID] {
        let states = try source.states(limit: .max)
        guard record.tool == .copier, record.bytes.isEmpty else { return states }
        return try CopierVersions(source.repository).tags().reversed().map(\.commit) + states
    }

    private func expectAnswers(_ render: DialectRender, guessed: [String], of name: String) throws {
        let missing = render.notes.filter { $0.rule == "answer-missing" }.compactMap(\.subject) + guessed
        guard !missing.isEmpty else { return }
        let names = missing.joined(separator: ", ")
        throw DriftError(
            .answers, "\(name) asks for \(names), without a default, and nothing in the tree tells the answer",
            fix: "give it: \(missing.map { "--set \($0)=…" }.joined(separator: " "))")
    }
}

extension TemplateRepository {
    /// The commit that a tag, a branch, an id or what `git describe` prints names.
    fileprivate func resolvedRevision(_ text: String) throws -> ObjectID {
        try CopierVersions(repository).resolve(text)
    }
}
