public import Git
public import OrderedCollections
public import Template

/// Finds the release and the answers of a template whose output best explains a tree that nobody recorded.
public struct Adoption {
    /// The repository that holds the tree.
    public let repository: Repository
    /// The service's folder in it; "" for its root.
    public let directory: String
    /// The service's own tree in HEAD.
    public let tree: ObjectID
    /// The records that are there already; empty for a tree without any.
    public let record: Record

    /// The best explanation, and the next best of another release.
    public struct Result: Sendable {
        /// What the template is called.
        public var name: String
        /// The best.
        public var best: Explanation
        /// The next best; nil when the template has one state only.
        public var runnerUp: Explanation?
        /// The record files that say so, by path relative to the service; nil is one to remove.
        public var records: [(path: String, bytes: [UInt8]?)] = []
    }

    /// Opens the folder of a service, with or without a record.
    public init(at path: String) throws {
        let place = try Service.place(at: path)
        repository = place.repository
        directory = place.directory
        tree = place.tree
        record = place.record ?? Record(scaffolds: [])
    }

    /// The absolute folder in the work tree; nil in a bare repository.
    public var folder: String? { repository.workTree.map { directory.isEmpty ? $0 : $0 + "/" + directory } }

    /// What the folder is called, which is what services are named after.
    public var folderName: String {
        let path = directory.isEmpty ? repository.displayPath : directory
        return path.split(separator: "/").last.map(String.init) ?? "service"
    }

    var local: TreeFiles { TreeFiles(repository: repository, tree: tree) }

    /// Files that say nothing about where a tree comes from.
    var ignored: Set<String> {
        Set([Record.fileName, ResolutionMemory.fileName] + record.scaffolds.compactMap { $0.foreign?.path })
    }

    /// Tries every release of one of our own scaffolds.
    ///
    /// The answers that are not given are found by trying: starting from the defaults, one answer after the other takes
    /// the choice that makes the output most like the tree, first for the newest release, then for the best one. The name is
    /// the folder's, or one that the tree has where the template puts it.
    /// A record of another tool gives its answers, and goes away.
    /// - Parameters:
    ///   - address: What the new record has as its source.
    ///   - given: Answers that are known; names that a release does not ask for are left out there.
    /// - Throws: ``DriftError`` when there is a record of ours already, or no release can be rendered.
    public func adopt(into source: any ScaffoldSource, address: String, given: Answers) throws -> Result {
        guard record.scaffolds.allSatisfy({ $0.foreign != nil }) else {
            throw DriftError(
                .files, "\(directory.isEmpty ? "the service" : directory) has a record already",
                fix: "use `scaffold upgrade`, or delete \(Record.fileName) first")
        }
        var known = given
        for entry in record.scaffolds { known.merge(entry.answers) { mine, _ in mine } }
        var result = try explain(by: source, given: known)
        guard let version = ReleaseVersion(result.best.release) else { return result }
        let entry = Record.Entry(
            name: source.name, source: address, release: .version(version), commit: try source.commit(of: version),
            baseline: result.best.baseline.tree, answers: result.best.answers)
        result.records = [(Record.fileName, try Record(scaffolds: [entry]).verifiedBytes())]
        result.records += record.scaffolds.compactMap { entry in entry.foreign.map { ($0.path, nil) } }
        return result
    }

    private func explain(by source: any ScaffoldSource, given: Answers) throws -> Result {
        let explainer = Explainer(local)
        let releases = try source.releases().filter { $0.yanked == nil }.map(\.version)
        guard let newest = try source.newest()?.version ?? releases.last else {
            throw DriftError(.release, "\(source.name) has no release yet")
        }
        var answers = try settled(source.release(newest), given, explainer).answers
        var explanations: [Explanation] = []
        for version in releases.reversed() {
            if let found = try? explanation(source.release(version), answers, explainer) { explanations.append(found) }
        }
        guard let first = explanations.best else {
            throw DriftError(.answers, "no release of \(source.name) can be rendered", fix: "give answers with --set")
        }
        guard first.release != newest.description, let version = ReleaseVersion(first.release) else {
            return Result(
                name: source.name, best: first, runnerUp: explanations.filter { $0.release != first.release }.best)
        }
        let better = try settled(source.release(version), given, explainer)
        answers = better.answers
        let best = better.score >= first.score ? better : first
        return Result(name: source.name, best: best, runnerUp: explanations.filter { $0.release != best.release }.best)
    }

    /// Changes one answer after the other as long as the output becomes more like the tree.
    private func settled(_ release: Release, _ given: Answers, _ explainer: Explainer) throws -> Explanation {
        let names = Set(release.questions.map(\.name))
        let known = given.filter { names.contains($0.key) }
        var starts = try starts(release, known)
        var chosen = starts.removeFirst()
        var best = try explanation(release, chosen, explainer)
        for start in starts {
            guard let found = try? explanation(release, start, explainer), found.score > best.score else { continue }
            (best, chosen) = (found, start)
        }
        var improves = true
        var rounds = 0
        while improves, rounds < 3 {
            improves = false
            rounds += 1
            for question in release.questions where given[question.name] == nil && !question.isSecret {
                for value in question.alternatives where value != best.answers[question.name] {
                    var next = chosen
                    next[question.name] = value
                    guard let found = try? explanation(release, next, explainer), found.score > best.score else {
                        continue
                    }
                    (best, chosen, improves) = (found, next, true)
                }
            }
        }
        return best
    }

    /// Answers to begin with: the service is called like its folder, or as its files say.
    private func starts(_ release: Release, _ given: Answers) throws -> [Answers] {
        let questions = release.questions.filter {
            $0.isRequired && $0.format == .serviceName && given[$0.name] == nil
        }
        func start(_ name: String) -> Answers {
            var start = given
            for question in questions { start[question.name] = .string(name) }
            return start
        }
        guard !questions.isEmpty else { return [given] }
        let probe = try? release.render(release.answersWhereKnown(start(NameCandidates.probe)))
        let found = try probe.map { baseline in
            try NameCandidates(baseline, in: local) { name in
                questions.allSatisfy { $0.format?.complaint(about: name) == nil }
            }.best
        }
        return ([folderName] + (found ?? []).filter { $0 != folderName }).map(start)
    }

    private func explanation(_ release: Release, _ given: Answers, _ explainer: Explainer) throws -> Explanation {
        let answers = try release.answersWhereKnown(given)
        return try explainer.explain(
            release.render(answers), release: release.version.description, answers: answers, ignoring: ignored)
    }

    /// Tries the states of another tool's template: HEAD, the version tags, the commits behind HEAD.
    /// - Parameters:
    ///   - entry: The record of the other tool; its revision may have vanished, its answers count.
    ///   - given: Answers that count instead of recorded ones.
    ///   - limit: How many states are tried, the newest first.
    public func adopt(
        _ entry: Record.Entry, _ record: ForeignRecord, from source: TemplateRepository, given: Answers,
        limit: Int = 100
    ) throws -> Result {
        let template = ForeignTemplate(entry, record, source)
        let inputs = ForeignTemplate.Inputs(
            answers: entry.answers.merging(given) { $1 }, files: { _ in nil }, earlierFiles: { _ in nil },
            setting: RenderSetting(folderName: folderName, seed: 1))
        let candidates = try template.candidates(for: local, inputs, ignoring: ignored, limit: limit)
        guard let found = candidates.best else {
            throw DriftError(
                .release, "no state of \(source.locator) can be rendered with these answers",
                fix: "give answers with --answers or --set")
        }
        let best = found.explanation
        var result = Result(
            name: entry.name, best: best,
            runnerUp: candidates.map(\.explanation).filter { $0.release != best.release }.best)
        let next = try template.record(after: found.render, at: found.state)
        if next.bytes != record.bytes { result.records = [(next.path, next.bytes)] }
        return result
    }

    /// Writes the records into the work tree; nothing is committed.
    public func write(_ result: Result) throws {
        guard let folder else {
            throw DriftError(
                .repositoryState, "a bare repository has no work tree to write a record into",
                fix: "use a clone with a work tree")
        }
        for (path, bytes) in result.records {
            if let bytes {
                try FileSystem.write(bytes, mode: .file, to: folder + "/" + path)
            } else {
                try FileSystem.remove(folder + "/" + path, upTo: folder)
            }
        }
    }
}

extension [Explanation] {
    /// The one with the highest score; of equal ones the first, which is the newest.
    fileprivate var best: Explanation? {
        var best: Explanation?
        for item in self where best.map({ item.score > $0.score }) ?? true { best = item }
        return best
    }
}

extension Question {
    /// The values that can be tried one by one; a text could be anything.
    fileprivate var alternatives: [AnswerValue] {
        switch kind {
        case .bool: [.bool(true), .bool(false)]
        case .choice: choices.map(\.value)
        case .multichoice: [.list([])] + choices.map { .list([$0.value]) } + [.list(choices.map(\.value))]
        case .string, .int: []
        }
    }
}
