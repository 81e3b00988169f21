import Git
import Merge
public import Template

/// Settles held files in the work tree.
public struct Resolver {
    /// The service; its record is read from the work tree here, where earlier steps of the same session are.
    public let service: Service
    /// Where the scaffold's releases come from.
    public let source: any ScaffoldSource
    /// The scaffold's entry in the work tree's record.
    public let entry: Record.Entry
    private let record: Record
    private let folder: String

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
    }

    /// Makes a resolver for one scaffold that the service follows; nil `scaffold` means the only one.
    public init(service: Service, scaffold: String?, source: (Record.Entry) throws -> any ScaffoldSource) throws {
        guard let folder = service.folder else {
            throw DriftError(.repositoryState, "a bare repository has no work tree to resolve in", fix: "use a clone with a work tree")
        }
        self.service = service
        self.folder = folder
        record = try Record(parsing: FileSystem.read(folder + "/" + Record.fileName))
        let named = try service.entry(named: scaffold)
        guard let entry = record.scaffolds.first(where: { $0.name == named.name }) else {
            throw DriftError(.brokenRecord, "the record in the work tree no longer follows \(named.name)", fix: "restore it from history")
        }
        self.entry = entry
        self.source = try source(entry)
    }

    /// Settles the files, or all held ones when none is named, and rewrites the record where that changes it.
    public func resolve(_ paths: [String], _ choice: Choice) throws -> [Outcome] {
        let workspace = try Workspace(service.repository)
        defer { workspace.close() }
        let held = try selected(paths)
        var updated = record
        var outcomes: [Outcome] = []
        for item in held {
            let sides = try sides(of: item)
            let outcome = try settle(item, sides, choice)
            outcomes.append(outcome)
            guard outcome.conflicts == 0 else { continue }
            for index in updated.scaffolds.indices where updated.scaffolds[index].name == entry.name {
                updated.scaffolds[index].held.removeAll { $0.path == item.path }
            }
        }
        if updated != record { try stage(Record.fileName, FileVersion(mode: .file, bytes: Array(updated.text.utf8)), writes: true) }
        return outcomes
    }

    private func selected(_ paths: [String]) throws(DriftError) -> [Record.Held] {
        guard !paths.isEmpty else {
            guard !entry.held.isEmpty else { throw DriftError(.path, "no file is held: there is nothing to resolve") }
            return entry.held
        }
        var selected: [Record.Held] = []
        for path in paths {
            guard let item = entry.held.first(where: { $0.path == path }) else {
                let known = entry.held.isEmpty ? "no file is held" : "held: " + entry.held.map(\.path).joined(separator: ", ")
                throw DriftError(.path, "\(path) is not held", fix: known)
            }
            selected.append(item)
        }
        return selected
    }

    // MARK: The sides

    private struct Sides {
        var base: FileVersion?
        var local: FileVersion?
        var incoming: FileVersion?
        var incomingPath: String?
    }

    private func sides(of item: Record.Held) throws -> Sides {
        let template = try Planner(service: service, source: source).heldSides(item, of: entry)
        let path = folder + "/" + item.path
        var local: FileVersion?
        if let mode = FileSystem.mode(of: path), mode != .directory {
            local = FileVersion(mode: mode, bytes: try FileSystem.read(path))
        }
        return Sides(
            base: template.base, local: local, incoming: template.incoming?.version, incomingPath: template.incoming?.path)
    }

    private func settle(_ item: Record.Held, _ sides: Sides, _ choice: Choice) throws -> Outcome {
        switch choice {
        case .start: return try start(item, sides)
        case .mine: return try keepMine(item, sides)
        case .template: return try takeTemplate(item, sides)
        case .done: return try finish(item, sides)
        }
    }

    private func start(_ item: Record.Held, _ sides: Sides) throws -> Outcome {
        guard let local = sides.local, let incoming = sides.incoming, local.isRegular, incoming.isRegular,
            sides.incomingPath == item.path
        else {
            try setStages(item.path, sides, writing: nil)
            return Outcome(path: item.path, message: describe(item, sides), conflicts: 1)
        }
        let text =
            if let base = sides.base {
                merge(
                    base: base.bytes ?? [], local: local.bytes ?? [], incoming: incoming.bytes ?? [],
                    options: MergeOptions(adjacency: MergeOptions.adjacencyIsSafe(path: item.path)))
            } else {
                mergeWithoutBase(local: local.bytes ?? [], incoming: incoming.bytes ?? [])
            }
        switch text.outcome {
        case .clean(let bytes):
            try stage(item.path, FileVersion(mode: local.mode, bytes: bytes), writes: true)
            return Outcome(path: item.path, message: "merges cleanly now", conflicts: 0)
        case .binary:
            try setStages(item.path, sides, writing: nil)
            return Outcome(path: item.path, message: "is binary: choose --mine or --template", conflicts: 1)
        case .conflicted(let hunks):
            let labels = MarkerLabels(
                local: "yours", base: "\(entry.name) \(item.release) (base)", incoming: "\(entry.name) \(entry.release)")
            let marked = FileVersion(mode: local.mode, bytes: text.marked(labels: labels, style: .zdiff3))
            try setStages(item.path, sides, writing: marked)
            let places = hunks.count == 1 ? "1 conflict" : "\(hunks.count) conflicts"
            return Outcome(path: item.path, message: "\(places) marked; edit it, then --done", conflicts: hunks.count)
        }
    }

    private func describe(_ item: Record.Held, _ sides: Sides) -> String {
        if sides.incoming == nil { return "the template deleted it: --mine keeps it, --template deletes it" }
        if sides.local == nil { return "is not in the work tree: --mine leaves it out, --template writes it" }
        if let path = sides.incomingPath, path != item.path {
            return "the template has it at \(path): --mine keeps it here, --template moves it there"
        }
        return "is another kind of file in the template: choose --mine or --template"
    }

    private func keepMine(_ item: Record.Held, _ sides: Sides) throws -> Outcome {
        // After a start the work tree has markers; the owners' content is then in the index, as stage 2.
        let name = service.repositoryPath(item.path)
        if let ours = try service.repository.indexEntries().first(where: { $0.path == name && $0.stage == 2 }) {
            try stage(item.path, FileVersion(mode: ours.mode, bytes: service.repository.blob(ours.id)), writes: true)
        } else {
            try stage(item.path, sides.local, writes: false)
        }
        return Outcome(path: item.path, message: "kept yours", conflicts: 0)
    }

    private func takeTemplate(_ item: Record.Held, _ sides: Sides) throws -> Outcome {
        guard let incoming = sides.incoming, let target = sides.incomingPath else {
            try stage(item.path, nil, writes: true)
            return Outcome(path: item.path, message: "deleted, as in the template", conflicts: 0)
        }
        if target != item.path, FileSystem.exists(folder + "/" + target) {
            throw DriftError(
                .path, "the template has \(item.path) at \(target), where another file is",
                fix: "move that file away first, or use --mine")
        }
        if target != item.path, sides.base != nil { try stage(item.path, nil, writes: true) }
        try stage(target, incoming, writes: true)
        return Outcome(path: item.path, message: "took the template's\(target == item.path ? "" : ", at \(target)")", conflicts: 0)
    }

    private func finish(_ item: Record.Held, _ sides: Sides) throws -> Outcome {
        if let local = sides.local { try refuseMarkers(item.path, local) }
        try stage(item.path, sides.local, writes: false)
        return Outcome(path: item.path, message: "resolved", conflicts: 0)
    }

    private func refuseMarkers(_ path: String, _ local: FileVersion) throws(DriftError) {
        guard let line = conflictMarkerLines(in: local.bytes ?? []).first else { return }
        throw DriftError(
            .path, "\(path) still has conflict markers (line \(line))",
            fix: "edit it, or take your own version back with `git checkout HEAD -- \(path)`")
    }

    // MARK: Index and work tree

    private func setStages(_ path: String, _ sides: Sides, writing marked: FileVersion?) throws {
        for side in [sides.base, sides.local, sides.incoming] {
            if let bytes = side?.bytes { _ = try service.repository.writeBlob(bytes) }
        }
        if let marked { try FileSystem.write(marked.bytes ?? [], mode: marked.mode, to: folder + "/" + path) }
        let name = service.repositoryPath(path)
        try service.repository.withIndex { (index) throws(GitError) in
            try index.setConflict(
                name, ancestor: sides.base.map(\.treeContent), ours: sides.local.map(\.treeContent),
                theirs: sides.incoming.map(\.treeContent))
        }
    }

    private func stage(_ path: String, _ version: FileVersion?, writes: Bool) throws {
        let name = service.repositoryPath(path)
        guard !FileSystem.passesThroughLink(path, below: folder) else {
            throw DriftError(.workTree, "\(path) lies behind a symbolic link", fix: "replace the link by a folder")
        }
        if writes {
            if let version {
                try FileSystem.write(version.bytes ?? [], mode: version.mode, to: folder + "/" + path)
            } else {
                try FileSystem.remove(folder + "/" + path, upTo: folder)
            }
        }
        if let bytes = version?.bytes { _ = try service.repository.writeBlob(bytes) }
        try service.repository.withIndex { (index) throws(GitError) in
            if let version {
                try index.add(name, mode: version.mode, id: version.id)
            } else {
                try index.remove(name)
            }
        }
    }
}

extension FileVersion {
    fileprivate var treeContent: TreeChange.Content { TreeChange.Content(mode: mode, id: id) }
}
