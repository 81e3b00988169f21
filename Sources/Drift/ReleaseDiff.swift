import Git
public import OrderedCollections
public import Template

/// What changes in a service, whose owners left it alone, from one release to a later one.
public struct ReleaseDiff: Sendable {
    /// One file that differs.
    public struct File: Sendable {
        /// What happens to it.
        public enum Change: String, Sendable {
            /// Only the later release has it.
            case added
            /// Only the earlier release has it.
            case removed
            /// It is elsewhere, perhaps with other content.
            case renamed
            /// Its content or mode differs.
            case changed
        }

        /// What happens.
        public var change: Change
        /// Where the later release has it, or the earlier one when it is removed.
        public var path: String
        /// Where the earlier release has it, when that is elsewhere.
        public var previousPath: String?
        /// What people are told about its removal.
        public var reason: String?
        /// The difference, as `git diff` writes it.
        public var patch: [UInt8]
    }

    /// The scaffold.
    public var scaffold: String
    /// The earlier release.
    public var from: ReleaseVersion
    /// The later release.
    public var to: ReleaseVersion
    /// The files that differ, sorted by path.
    public var files: [File]
    /// What becomes of the answers.
    public var answers: [AnswerChange]
    /// What the releases on the way tell people.
    public var notes: [(release: ReleaseName, text: String)]

    /// Compares two releases of a source.
    /// - Parameter given: Answers for the earlier release; what they leave out takes its default or an example.
    public init(from old: Release, to version: ReleaseVersion, in source: any ScaffoldSource, given: Answers) throws {
        guard version > old.version else {
            throw DriftError(
                .release, "\(version) is not newer than \(old.version)", fix: "name the older release first")
        }
        let before = try old.answers(given: AnswerSets(old).required.merging(given) { $1 })
        let steps = try lineage(of: version, after: old.version, in: source).releases
        let new = try steps.last ?? source.release(version)
        let migration = try new.migrate(before, through: steps)
        let journey = try Journey(from: before, through: steps, to: migration.answers)
        let base = try old.render(before)
        let incoming = try new.render(
            migration.answers, reusing: EarlierRender(release: old, answers: before, baseline: base))
        let paths = try journey.pathSteps()
        var moves = Dictionary(base.moves(to: incoming).map { ($0.from, $0.to) }) { first, _ in first }
        for (from, to) in PathStep.composed(paths) { moves[from] = to }
        let reasons = paths.reduce(into: [String: String]()) { all, step in
            for (path, reason) in step.deletions { all[path] = reason }
        }
        scaffold = old.scaffold
        from = old.version
        to = version
        files = try ReleaseDiff.files(base, incoming, moves: moves, reasons: reasons)
        answers = migration.changes
        notes = try journey.notes()
    }

    private static func files(
        _ base: Baseline, _ incoming: Baseline, moves: [String: String], reasons: [String: String]
    ) throws -> [File] {
        var files: [File] = []
        var arrived: Set<String> = []
        for file in base.files {
            let path = moves[file.path].flatMap { incoming[$0] == nil ? nil : $0 } ?? file.path
            let isTaken = path == file.path && moves.values.contains(path)
            guard let other = incoming[path], !isTaken else {
                let patch = try Repository.patch(old: file.side, new: nil)
                files.append(File(change: .removed, path: file.path, reason: reasons[file.path], patch: patch))
                continue
            }
            arrived.insert(path)
            if path == file.path, file.id == other.id, file.mode == other.mode { continue }
            files.append(
                File(
                    change: path == file.path ? .changed : .renamed, path: path,
                    previousPath: path == file.path ? nil : file.path,
                    patch: try Repository.patch(old: file.side, new: other.side)))
        }
        for file in incoming.files where !arrived.contains(file.path) {
            files.append(
                File(change: .added, path: file.path, patch: try Repository.patch(old: nil, new: file.side)))
        }
        return files.sorted { $0.path < $1.path }
    }
}

extension BaselineFile {
    fileprivate var side: Repository.PatchSide { Repository.PatchSide(path: path, mode: mode, bytes: bytes) }
}
