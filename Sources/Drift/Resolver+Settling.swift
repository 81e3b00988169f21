import Git
import Merge
import Template

extension Resolver {
    /// A held file's sides, and where the recorded release has it.
    struct Sides {
        var base: FileVersion?
        /// What the work tree has.
        var local: FileVersion?
        var incoming: FileVersion?
        var incomingPath: String?
        /// The file's path in the template.
        var template: String?
        /// The owners' content when an earlier start marked the conflicts, from the index.
        var ours: FileVersion?
        /// What must not settle anything in it.
        var disabledResolvers: Set<String>
        /// Whether `.gitattributes` of the work tree call it generated.
        var isMarkedGenerated: Bool
        /// Whether the index has the file in conflict.
        var isStarted: Bool
    }

    /// Computes what becomes of a held file; writes nothing.
    func settle(_ item: Record.Held, _ choice: Choice) throws -> Settlement {
        let sides = try sides(of: item)
        var settlement =
            switch choice {
            case .start: try start(item, sides)
            case .mine: keepMine(item, sides)
            case .template: try takeTemplate(item, sides)
            case .done: try finish(item, sides)
            }
        if settlement.outcome.conflicts == 0 {
            settlement.learned = try learned(item, sides, choice, result: sides.local)
        }
        return settlement
    }

    func sides(of item: Record.Held) throws -> Sides {
        let template = try planner.heldSides(item)
        let name = service.repositoryPath(item.path)
        let staged = try service.repository.indexEntries().filter { $0.path == name && $0.stage > 0 }
        let ours = try staged.first { $0.stage == 2 }.map { side in
            FileVersion(mode: side.mode, id: side.id, bytes: try service.repository.blob(side.id))
        }
        return Sides(
            base: template.base, local: try workTreeVersion(item.path), incoming: template.incoming?.version,
            incomingPath: template.incoming?.path, template: template.incoming?.source, ours: ours,
            disabledResolvers: entry.without.disabledResolvers(
                at: [item.path], byTemplate: template.incoming?.disabledResolvers ?? []),
            isMarkedGenerated: try isMarkedGenerated(item.path), isStarted: !staged.isEmpty)
    }

    /// An upgrade in place has brought the template's marks into the work tree, and HEAD has none of them yet.
    private func isMarkedGenerated(_ path: String) throws -> Bool {
        guard let root = service.repository.workTree else { return false }
        var marks = GeneratedMarks(
            directory: service.directory,
            local: { path in
                guard !FileSystem.passesThroughLink(path, below: root),
                    let mode = FileSystem.mode(of: root + "/" + path), mode == .file || mode == .executable
                else { return nil }
                return try FileSystem.read(root + "/" + path)
            })
        return try marks.isGenerated(local: path, incoming: nil, base: nil)
    }

    func workTreeVersion(_ path: String) throws -> FileVersion? {
        guard !FileSystem.passesThroughLink(path, below: folder) else {
            throw DriftError(.workTree, "\(path) lies behind a symbolic link", fix: "replace the link by a folder")
        }
        guard let mode = FileSystem.mode(of: folder + "/" + path), mode != .directory else { return nil }
        return FileVersion(mode: mode, bytes: try FileSystem.read(folder + "/" + path))
    }

    // MARK: The four choices

    private func start(_ item: Record.Held, _ sides: Sides) throws -> Settlement {
        if sides.isStarted { return startedAlready(item, sides) }
        guard let local = sides.local, let incoming = sides.incoming, local.isRegular, incoming.isRegular,
            sides.incomingPath == item.path
        else { return waiting(item, sides, describe(item, sides)) }
        try refuseMarkers(item.path, local)
        let merge = merged(item, sides, local, incoming)
        switch merge.outcome {
        case .clean(let bytes):
            let result = FileVersion(mode: local.mode, bytes: bytes)
            return settled(item, "merges cleanly now", [Change(path: item.path, before: local, after: result)])
        case .binary: return waiting(item, sides, "is binary: choose --mine or --template")
        case .conflicted(let hunks):
            let bytes = merge.marked(labels: markerLabels(of: item), style: .zdiff3)
            let marked = FileVersion(mode: local.mode, bytes: bytes)
            let places = hunks.count == 1 ? "1 conflict" : "\(hunks.count) conflicts"
            return waiting(
                item, sides, "\(places) marked; edit it, then --done", conflicts: hunks.count, marked: marked)
        }
    }

    /// Merging again would put markers between markers, and lose what was resolved since.
    private func startedAlready(_ item: Record.Held, _ sides: Sides) -> Settlement {
        let count = conflictMarkerLines(in: sides.local?.bytes ?? []).count
        let message = count > 0 ? "is marked already: edit it, then --done" : "is merged by hand: settle it with --done"
        return Settlement(outcome: Outcome(path: item.path, message: message, conflicts: 1))
    }

    private func keepMine(_ item: Record.Held, _ sides: Sides) -> Settlement {
        // After a start the work tree has markers; the owners' content is then in the index.
        let mine = sides.ours ?? sides.local
        var message = "kept yours"
        if let local = sides.local, let mine, !local.isSame(as: mine) {
            let isMerged = conflictMarkerLines(in: local.bytes ?? []).isEmpty
            message += isMerged ? "; what you merged by hand is gone, `scaffold undo` brings it back" : ", unmarked"
        }
        return settled(item, message, [Change(path: item.path, before: sides.local, after: mine)])
    }

    private func takeTemplate(_ item: Record.Held, _ sides: Sides) throws -> Settlement {
        try refuseUncommitted(item, sides)
        guard let incoming = sides.incoming, let target = sides.incomingPath else {
            let change = Change(path: item.path, before: sides.local, after: nil)
            return settled(item, "deleted, as in the template", [change])
        }
        guard target != item.path else {
            return settled(item, "took the template's", [Change(path: item.path, before: sides.local, after: incoming)])
        }
        guard !FileSystem.exists(folder + "/" + target) else {
            throw DriftError(
                .path, "the template has \(item.path) at \(target), where another file is",
                fix: "move that file away first, or use --mine")
        }
        var changes = [Change(path: target, before: nil, after: incoming)]
        if sides.base != nil { changes.insert(Change(path: item.path, before: sides.local, after: nil), at: 0) }
        return settled(item, "took the template's, at \(target)", changes)
    }

    private func finish(_ item: Record.Held, _ sides: Sides) throws -> Settlement {
        if let local = sides.local { try refuseMarkers(item.path, local) }
        return settled(item, "resolved", [Change(path: item.path, before: sides.local, after: sides.local)])
    }

    // MARK: Parts of them

    /// The names of the three sides in conflict markers.
    func markerLabels(of item: Record.Held) -> MarkerLabels {
        MarkerLabels(
            local: "yours", base: "\(entry.name) \(item.release) (base)", incoming: "\(entry.name) \(entry.release)")
    }

    func merged(_ item: Record.Held, _ sides: Sides, _ local: FileVersion, _ incoming: FileVersion)
        -> FileMerge
    {
        let options = MergeOptions(
            path: item.path, disabledResolvers: sides.disabledResolvers, isMarkedGenerated: sides.isMarkedGenerated,
            deadline: MergeOptions.usualDeadline)
        guard let base = sides.base else {
            return mergeWithoutBase(local: local.bytes ?? [], incoming: incoming.bytes ?? [], options: options)
        }
        return merge(
            base: base.bytes ?? [], local: local.bytes ?? [], incoming: incoming.bytes ?? [], options: options)
    }

    private func describe(_ item: Record.Held, _ sides: Sides) -> String {
        if sides.incoming == nil { return "the template deleted it: --mine keeps it, --template deletes it" }
        if sides.local == nil { return "is not in the work tree: --mine leaves it out, --template writes it" }
        if let path = sides.incomingPath, path != item.path {
            return "the template has it at \(path): --mine keeps it here, --template moves it there"
        }
        return "is another kind of file in the template: choose --mine or --template"
    }

    private func settled(_ item: Record.Held, _ message: String, _ changes: [Change]) -> Settlement {
        Settlement(outcome: Outcome(path: item.path, message: message, conflicts: 0), changes: changes)
    }

    /// The file's sides go to the index, so that git's own tools see the conflict.
    private func waiting(
        _ item: Record.Held, _ sides: Sides, _ message: String, conflicts: Int = 1, marked: FileVersion? = nil
    ) -> Settlement {
        let stages = [sides.base, sides.local, sides.incoming]
        let outcome = Outcome(path: item.path, message: message, conflicts: conflicts)
        guard stages.contains(where: { $0 != nil }) else { return Settlement(outcome: outcome) }
        let change = Change(path: item.path, before: sides.local, after: marked ?? sides.local, stages: stages)
        return Settlement(outcome: outcome, changes: [change])
    }

    func refuseMarkers(_ path: String, _ local: FileVersion) throws(DriftError) {
        guard let line = conflictMarkerLines(in: local.bytes ?? []).first else { return }
        throw DriftError(
            .path, "\(path) still has conflict markers (line \(line))",
            fix: "edit it, or take your own version back with `git checkout HEAD -- \(path)`")
    }

    /// The template's content replaces the file: what only the work tree has would be gone.
    private func refuseUncommitted(_ item: Record.Held, _ sides: Sides) throws {
        guard !sides.isStarted, let local = sides.local else { return }
        if let incoming = sides.incoming, local.isSame(as: incoming) { return }
        let committed = try service.repository.entry(at: item.path, in: service.tree)
        let content = committed.map { Note.Content(mode: $0.mode, id: $0.id) }
        if try WorkTree(service.repository).isLike(content, at: service.repositoryPath(item.path)) { return }
        throw DriftError(
            .workTree, "\(item.path) has uncommitted changes, which --template would overwrite",
            fix: "commit or stash them first")
    }
}
