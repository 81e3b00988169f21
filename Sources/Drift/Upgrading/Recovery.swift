import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Clears away what a killed run left.
///
/// Called with the workspace's lock held, so that run is surely dead.
struct Recovery {
    let repository: Repository
    let workspace: Workspace

    /// Clears dead locks, and takes back a change of the work tree that stopped halfway.
    ///
    /// - Parameter changesWorkTree: whether the caller writes into the work tree; an upgrade on a branch never does, and
    ///   refuses then.
    /// - Throws: ``DriftError`` when somebody worked on the halfway files since.
    func run(changesWorkTree: Bool) throws {
        guard let note = try workspace.note() else { return }
        clearLocks(note)
        guard case .inPlace(let files, let state) = note, state != .done else { return }
        if try isMoot(files) { return try workspace.forgetNote() }
        guard changesWorkTree else {
            throw DriftError(
                .repositoryState, "a change of the work tree was interrupted in \(repository.displayPath)",
                fix: "take it back with `scaffold undo`")
        }
        try takeBack(files)
    }

    /// Takes an unfinished change back: each file is in one of its two states, or between them.
    ///
    /// What somebody changed and committed since stays as it is: it is in HEAD.
    func takeBack(_ files: [Note.File]) throws {
        let workTree = try WorkTree(repository)
        let changed = try files.filter { file in
            try !workTree.isLike(file.before, at: file.path) && !workTree.holds(file.after, at: file.path)
                && !workTree.holds(nil, at: file.path)
        }
        let committed = try committed()
        let inDoubt = try changed.filter { try !workTree.isLike(committed($0.path), at: $0.path) }
        guard inDoubt.isEmpty else {
            throw DriftError(
                .workTree,
                "an interrupted upgrade can't be taken back, since somebody changed "
                    + inDoubt.prefix(5).map(\.path).joined(separator: ", "),
                fix: "keep a copy of your changes elsewhere and put the files back with `git checkout HEAD -- PATH`, "
                    + "or commit only them, and run it again")
        }
        let kept = Set(changed.map(\.path))
        try InPlaceWriter(repository, workspace).takeBack(files.filter { !kept.contains($0.path) })
        try workspace.forgetNote()
    }

    /// What HEAD has at a path.
    private func committed() throws -> (String) throws -> Note.Content? {
        let tree = try repository.head().commit.map { try repository.commit($0).tree }
        return { path in
            let entry = try tree.flatMap { try repository.entry(at: path, in: $0) }
            return entry.map { Note.Content(mode: $0.mode, id: $0.id) }
        }
    }

    /// Whether files and index are as before or as HEAD has them: nothing was written, or somebody cleared up.
    private func isMoot(_ files: [Note.File]) throws -> Bool {
        let workTree = try WorkTree(repository)
        let committed = try committed()
        let index = Dictionary(grouping: try repository.indexEntries(), by: \.path)
        return try files.allSatisfy { file in
            let committed = try committed(file.path)
            let entries = index[file.path] ?? []
            let staged = entries.first.map { Note.Content(mode: $0.mode, id: $0.id) }
            guard entries.allSatisfy({ $0.stage == 0 }), staged == file.before || staged == committed else {
                return false
            }
            return try workTree.isLike(file.before, at: file.path) || workTree.isLike(committed, at: file.path)
        }
    }

    /// Removes the lock files of the killed run, and no other process's.
    func clearLocks(_ note: Note) {
        switch note {
        case .branch(let name, let before, let after, state: .undoing):
            clearReferenceLock(of: name, from: after, to: before)
        case .branch(let name, let before, let after, _): clearReferenceLock(of: name, from: before, to: after)
        case .inPlace(_, state: .done): return
        case .inPlace(let files, state: .writing): clearIndexLock(files.flatMap { $0.stages ?? [$0.after] })
        case .inPlace(let files, state: .undoing): clearIndexLock(files.map(\.before))
        }
    }

    /// The lock of the branch that was about to move.
    ///
    /// It is ours when the branch is still where it was, and the lock holds the id that it was to move to, or is still
    /// empty a second after it was made (git writes the id right after making the file, and none for a deletion).
    private func clearReferenceLock(of branch: String, from: ObjectID?, to: ObjectID?) {
        let reference = "refs/heads/" + branch
        let lock = repository.commonDirectory + "/" + reference + ".lock"
        guard isYoungerThanNote(lock) else { return }
        do {
            guard try repository.reference(reference) == from else { return }
        } catch {
            return
        }
        guard let content = settled(lock) else { return }
        if content.isEmpty || to.map({ Array(($0.hex + "\n").utf8) }) == content { unlink(lock) }
    }

    /// The lock of the index, and the copy that a new index is made in.
    ///
    /// It is ours when our copy lies beside it, when it already is the new index (it names every new content), or when
    /// it is still empty after a second.
    private func clearIndexLock(_ contents: [Note.Content?]) {
        let copies = FileSystem.names(in: repository.gitDirectory).filter { $0.hasPrefix("scaffold-index-") }
        let lock = repository.gitDirectory + "/index.lock"
        if isYoungerThanNote(lock), let content = copies.isEmpty ? settled(lock) : try? FileSystem.read(lock) {
            let ids = contents.compactMap { $0?.id }
            let isNewIndex = !ids.isEmpty && ids.allSatisfy { contains(content, Self.raw($0)) }
            if content.isEmpty || isNewIndex { unlink(lock) }
        }
        for name in copies { unlink(repository.gitDirectory + "/" + name) }
    }

    private func isYoungerThanNote(_ lock: String) -> Bool {
        guard let made = FileSystem.modificationTime(lock), let noted = workspace.noteTime else { return false }
        return made >= noted
    }

    /// The content of a lock; an empty one gets a second to fill, since its owner may be alive.
    private func settled(_ lock: String) -> [UInt8]? {
        guard let content = try? FileSystem.read(lock) else { return nil }
        guard content.isEmpty else { return content }
        usleep(1_000_000)
        return try? FileSystem.read(lock)
    }

    /// The twenty bytes that an index names an object by.
    private static func raw(_ id: ObjectID) -> [UInt8] {
        var bytes: [UInt8] = []
        var digits = id.hex.utf8.makeIterator()
        while let high = digits.next().flatMap(value), let low = digits.next().flatMap(value) {
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? { UInt8(String(decoding: [digit], as: UTF8.self), radix: 16) }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { start in
            bytes[start] == first && bytes[start..<(start + part.count)].elementsEqual(part)
        }
    }
}
