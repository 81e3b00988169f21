import Git
import Merge
import Template

/// Settles held files in the work tree.
///
/// What happens to a file is computed in `Resolver+Settling.swift`; it is written the way `upgrade --in-place` writes:
/// all or nothing, and `scaffold undo` takes it back.
public struct Resolver {
    /// The service; its record is read from the work tree here, where earlier steps of the same session are.
    let service: Service
    /// Renders what the template has.
    let planner: any UpgradePlanner
    /// The scaffold's entry in the work tree's record.
    let entry: Record.Entry
    private let record: Record
    private let recordBytes: [UInt8]?
    let folder: String
    /// Where is remembered how conflicts are settled.
    let memory: MemoryPlace

    /// How a held file is settled.
    public enum Choice: Sendable {
        /// Put conflict markers in the file and its three sides in the index.
        case start
        /// Keep the owners' content; the template's change is declined.
        case mine
        /// Take the template's content.
        case template
        /// The file was merged by hand.
        case done
    }

    /// What was done with one file.
    public struct Outcome: Sendable {
        /// The file.
        public var path: String
        /// What was done, in words.
        public var message: String
        /// How many conflicts wait in it now; 0 when it is settled.
        public var conflicts: Int
        /// What was learned from it, one sentence each.
        public var learned: [String] = []
    }

    /// Settles held files, or all of them when none is named, and rewrites the record where that changes it.
    ///
    /// - Parameters:
    ///   - paths: the held files, relative to the service; empty for all.
    ///   - entities: only these conflicts of one file, by their names; empty for the whole file.
    ///   - memory: where is remembered how they were settled.
    ///   - scaffold: the scaffold's name; nil where the service follows only one.
    ///   - planner: makes the planner of an entry.
    /// - Throws: ``DriftError`` when a path isn't held, or settling it would lose work.
    public static func resolve(
        _ paths: [String], _ choice: Choice, entities: [String] = [], memory: MemoryPlace = .besideRecord,
        in service: Service, scaffold: String?, planner: (Record.Entry) throws -> any UpgradePlanner
    ) throws -> [Outcome] {
        _ = try service.repository.requiredWorkTree()
        let workspace = try Workspace(service.repository)
        defer { workspace.close() }
        // Before the record is read: a killed run may have left it settled and the rest not.
        try Recovery(repository: service.repository, workspace: workspace).run(changesWorkTree: true)
        return try Resolver(service, scaffold, memory, planner).resolve(paths, choice, entities, workspace)
    }

    private init(
        _ service: Service, _ scaffold: String?, _ memory: MemoryPlace,
        _ planner: (Record.Entry) throws -> any UpgradePlanner
    ) throws {
        self.service = service
        self.memory = memory
        let root = try service.repository.requiredWorkTree()
        folder = service.directory.isEmpty ? root : root + "/" + service.directory
        let named = try service.entry(named: scaffold)
        let folder = folder
        let files = RecordFiles(
            place: service.directory, answersFile: service.answersFile,
            names: { FileSystem.names(in: folder) },
            read: { FileSystem.exists(folder + "/" + $0) ? try FileSystem.read(folder + "/" + $0) : nil })
        recordBytes = try files.read(Record.fileName)
        record = try Record(files) ?? Record(scaffolds: [])
        guard let entry = record.scaffolds.first(where: { $0.isOfSameScaffold(as: named) }) else {
            throw DriftError(
                .brokenRecord, "the record in the work tree no longer follows \(named.name)",
                fix: "restore it from history")
        }
        self.entry = entry
        self.planner = try planner(entry)
    }

    private func resolve(
        _ paths: [String], _ choice: Choice, _ entities: [String], _ workspace: Workspace
    ) throws -> [Outcome] {
        var settlements: [Settlement] = []
        for item in try selected(paths) {
            settlements.append(
                entities.isEmpty
                    ? try settle(item, choice)
                    : try settleEntities(item, entities, to: choice == .mine ? .local : .incoming))
        }
        let settled = settlements.filter { $0.outcome.conflicts == 0 }.map(\.outcome.path)
        let learned = settlements.flatMap(\.learned)
        let changes =
            settlements.flatMap(\.changes)
            + [try recordChange(settled: Set(settled)), try memoryChange(learned)].compactMap { $0 }
        for bytes in changes.flatMap(\.versions).compactMap(\.bytes) { _ = try service.repository.writeBlob(bytes) }
        if !changes.isEmpty { try InPlaceWriter(service.repository, workspace).carryOut(changes.map(note)) }
        try memory.remember(learned)
        return settlements.map { settlement in
            var outcome = settlement.outcome
            outcome.learned = settlement.learned.map { "\($0.pattern.key): \($0.rule.name), \($0.shownPlace)" }
            return outcome
        }
    }

    private func selected(_ paths: [String]) throws(DriftError) -> [Record.Held] {
        guard !paths.isEmpty else {
            guard !entry.held.isEmpty else { throw DriftError(.path, "no file is held: there is nothing to resolve") }
            return entry.held
        }
        var selected: [Record.Held] = []
        for path in paths {
            guard let item = entry.held.first(where: { $0.path == path }) else {
                let known =
                    entry.held.isEmpty ? "no file is held" : "held: " + entry.held.map(\.path).joined(separator: ", ")
                throw DriftError(.path, "\(path) is not held", fix: known)
            }
            if !selected.contains(item) { selected.append(item) }
        }
        return selected
    }

    private func recordChange(settled: Set<String>) throws -> Change? {
        var updated = record
        for index in updated.scaffolds.indices where updated.scaffolds[index].isOfSameScaffold(as: entry) {
            updated.scaffolds[index].held.removeAll { settled.contains($0.path) }
        }
        guard updated != record else { return nil }
        return Change(
            path: Record.fileName, before: recordBytes.map { FileVersion(mode: .file, bytes: $0) },
            after: try updated.storedBytes().map { FileVersion(mode: .file, bytes: $0) })
    }

    private func note(_ change: Change) -> Note.File {
        Note.File(
            path: service.repositoryPath(change.path), before: change.before.map(Note.Content.init),
            after: change.after.map(Note.Content.init), stages: change.stages?.map { $0.map(Note.Content.init) })
    }
}

extension Resolver {
    /// What becomes of one file of the work tree, and of its entry in the index.
    struct Change {
        var path: String
        /// What the work tree has now.
        var before: FileVersion?
        /// What it gets.
        var after: FileVersion?
        /// The sides of a conflict that the index gets; nil where it gets `after`.
        var stages: [FileVersion?]?

        /// Every version in it.
        var versions: [FileVersion] { ([before, after] + (stages ?? [])).compactMap { $0 } }
    }

    /// What becomes of one held file.
    struct Settlement {
        var outcome: Outcome
        var changes: [Change] = []
        var learned: [ResolutionMemory.Entry] = []
    }
}
