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
    /// HEAD's commit.
    let commit: Commit
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
        /// The answers that another tool's record had before.
        public var recorded: Answers = [:]
        /// What a person should know, in sentences.
        public var notes: [String] = []
    }

    /// Opens the folder of a service, with or without a record.
    public init(at path: String) throws {
        let place = try Service.place(at: path)
        repository = place.repository
        directory = place.directory
        tree = place.tree
        commit = place.commit
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

    private func settled(_ release: Release, _ given: Answers, _ explainer: Explainer) throws -> Explanation {
        let names = Set(release.questions.map(\.name))
        let known = given.filter { names.contains($0.key) }
        let options = release.questions.filter { given[$0.name] == nil && !$0.isSecret }.map {
            AnswerSearch.Option(name: $0.name, values: $0.alternatives)
        }
        let search = AnswerSearch(rate: { try explanation(release, $0, explainer) }, options: { _ in options })
        return try search.climb(from: starts(release, known)).explanation
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
        // All of them are the service's name, so that one question stands for all.
        let (name, text) = (questions[0].name, ProbedValues.text(0))
        let probe = try? release.render(release.answersWhereKnown(start(text)))
        let found = try probe.map { baseline in
            try ProbedValues(baseline, probes: [(name, text)], in: local) { _, value in
                questions.allSatisfy { $0.format?.complaint(about: value) == nil }
            }.best(for: name)
        }
        return ([folderName] + (found ?? []).filter { $0 != folderName }).map(start)
    }

    private func explanation(_ release: Release, _ given: Answers, _ explainer: Explainer) throws -> Explanation {
        let answers = try release.answersWhereKnown(given)
        return try explainer.explain(
            release.render(answers), release: release.version.description, answers: answers, ignoring: ignored)
    }

    /// Writes the records into the work tree; nothing is committed.
    /// - Throws: ``DriftError`` where a record is there that nobody committed yet.
    public func write(_ result: Result) throws {
        guard let folder else {
            throw DriftError(
                .repositoryState, "a bare repository has no work tree to write a record into",
                fix: "use a clone with a work tree")
        }
        for (path, bytes) in result.records {
            guard let bytes, try local.file(at: path) == nil, FileSystem.mode(of: folder + "/" + path) != nil,
                try FileSystem.read(folder + "/" + path) != bytes
            else { continue }
            throw DriftError(
                .workTree, "\(path) is there already and not committed", fix: "commit it, or delete it, and try again")
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
    /// The best one; of equal ones the first, which is the newest.
    fileprivate var best: Explanation? {
        var best: Explanation?
        for item in self where best.map({ item.isBetter(than: $0) }) ?? true { best = item }
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
