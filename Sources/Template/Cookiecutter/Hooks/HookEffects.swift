import Merge

/// What the hooks of a template do to its files, as far as it is known without running them.
///
/// There are two ways to know it. The texts of hooks are read: lists of paths to remove and the like, under conditions
/// that the answers settle. And a project's own history is compared with the render that no hook has seen. The first is
/// told anew for each version and its answers; the second is replayed on other versions. So the order is: render the
/// recorded commit, ``apply(to:)`` what its hooks say, infer the rest from the project with
/// ``inferred(from:project:isCreation:content:)``, unless the hooks explain all (``explainsAll``); then render the new
/// commit, apply what *its* hooks say, and apply to both what was inferred and is ``replayable(on:)`` the new one.
public struct HookEffects: Hashable, Sendable {
    /// A change of a file's content that the history shows.
    struct Edit: Hashable, Sendable {
        /// The content as it was rendered.
        var before: [UInt8]
        /// The content in the commit that generated the project.
        var after: [UInt8]
    }

    /// Files that the hooks remove, by their path in the render they were told for.
    public internal(set) var removedPaths: Set<String> = []
    /// Files that they move, by path in that render, and where to.
    public internal(set) var movedPaths: [String: String] = [:]
    /// The contents that they give to files, by path in that render.
    var contents: [String: [UInt8]] = [:]
    /// Files and folders that are not in the project, by their unrendered path, which other versions have too.
    public internal(set) var removedSources: Set<String> = []
    /// Files that the project has at another path, by their unrendered path.
    public internal(set) var movedSources: [String: String] = [:]
    /// Folders of which all files moved alike, by rendered path.
    public internal(set) var movedFolders: [String: String] = [:]
    /// Files whose content in the project is another than the rendered one, by path in the render.
    public internal(set) var editedPaths: Set<String> = []
    /// Files that the hooks write, whose content nobody knows, by path in the project.
    public internal(set) var writtenPaths: Set<String> = []
    /// What happens to contents, by unrendered path.
    var edits: [String: Edit] = [:]
    /// Whether the texts of the hooks were understood in full, so that nothing else is to be told from the history: what
    /// the project lacks, its owners removed.
    public internal(set) var explainsAll = true
    /// What a person should know about how this was found, and what was not understood.
    public internal(set) var notes: [DialectNote] = []

    /// No effects.
    public init() {}

    /// Whether there is nothing to apply.
    public var isEmpty: Bool {
        removedPaths.isEmpty && movedPaths.isEmpty && contents.isEmpty && removedSources.isEmpty && movedSources.isEmpty
            && movedFolders.isEmpty && edits.isEmpty
    }

    /// The render as it would be after the hooks.
    /// - Returns: The files, and what could not be replayed.
    public func apply(to baseline: Baseline) -> (baseline: Baseline, notes: [DialectNote]) {
        var notes: [DialectNote] = []
        var files: [BaselineFile] = []
        var taken = Set(baseline.files.filter { !isRemoved($0) && target(of: $0) == $0.path }.map(\.path))
        for file in baseline.files where !isRemoved(file) {
            var path = target(of: file)
            if path != file.path, !taken.insert(path).inserted {
                notes.append(
                    DialectNote(
                        rule: "hook-move-not-replayed", subject: file.path,
                        message: "\(file.path) would move to \(path), where another file is; it stays"))
                path = file.path
            }
            let bytes = contents[file.path] ?? edited(file) ?? file.bytes
            files.append(
                path == file.path && bytes == file.bytes
                    ? file : BaselineFile(path: path, bytes: bytes, mode: file.mode, source: file.source))
        }
        return (Baseline(files: files), notes)
    }

    private func isRemoved(_ file: BaselineFile) -> Bool {
        if removedPaths.contains(file.path) { return true }
        var source = file.source
        while !source.isEmpty {
            if removedSources.contains(source) { return true }
            source = Path.parent(of: source)
        }
        return false
    }

    private func target(of file: BaselineFile) -> String {
        if let path = movedPaths[file.path] ?? movedSources[file.source] { return path }
        var folder = Path.parent(of: file.path)
        while !folder.isEmpty {
            if let other = movedFolders[folder] {
                return Path.join(other, String(file.path.dropFirst(folder.count + 1)))
            }
            folder = Path.parent(of: folder)
        }
        return file.path
    }

    /// The effects without those edits that can't be made in another version's render, too.
    ///
    /// An edit may as well be its owners' work: the commit that brought the record need not be the tool's output. Made in
    /// one render only it would look like the template's change, which takes it back. So it is made in both or in none,
    /// and one that is left out is merged as what it then is, an edit of the project.
    public func replayable(on baseline: Baseline) -> HookEffects {
        var effects = self
        let files = Dictionary(baseline.files.map { ($0.source, $0) }) { first, _ in first }
        for source in edits.keys.sorted(by: Path.precedes) {
            guard let file = files[source] else {
                effects.edits[source] = nil
                continue
            }
            if edited(file) != nil { continue }
            effects.edits[source] = nil
            effects.notes.append(
                DialectNote(
                    rule: "hook-edit-not-replayed", subject: file.path,
                    message:
                        "the file was changed when the project was generated; in this version the template changes "
                        + "the same lines, so that the change counts as an edit of the project"))
        }
        return effects
    }

    /// The content with the project's edit in it: as it was where the render is the same, else merged by a three-way
    /// merge; nil where that leaves a conflict.
    private func edited(_ file: BaselineFile) -> [UInt8]? {
        guard let edit = edits[file.source] else { return file.bytes }
        if edit.before == file.bytes { return edit.after }
        return merge(
            base: edit.before, local: edit.after, incoming: file.bytes, options: MergeOptions(path: file.path)
        ).cleanBytes
    }
}
