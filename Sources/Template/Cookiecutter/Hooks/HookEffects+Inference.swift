public import Git

extension HookEffects {
    /// What happened to the files between the render and the commit that generated the project.
    ///
    /// A file that the commit lacks was removed, or moved where the commit has the same content, or nearly the same, at a
    /// path that the template does not have. Where all files of a folder are gone, or moved alike, the folder is, so that
    /// a file that a later version adds to it goes the same way.
    /// - Parameters:
    ///   - render: The recorded commit's render, what its hooks say applied.
    ///   - project: The blob ids of the project's tree at the commit that set the record.
    ///   - isCreation: Whether that commit made the project. Then changed contents are the hooks' work too; in a later
    ///     commit they may as well be the owners'.
    ///   - size: Gives the size of a blob without reading it.
    ///   - content: Gives the bytes of a blob.
    public static func inferred(
        from render: Baseline, project: [String: ObjectID], isCreation: Bool, size: (ObjectID) -> Int?,
        content: (ObjectID) -> [UInt8]?
    ) -> HookEffects {
        var effects = HookEffects()
        let missing = render.files.filter { project[$0.path] == nil }
        guard missing.count * 2 <= render.files.count else {
            effects.notes.append(
                DialectNote(
                    rule: "generation-unlike",
                    message: "the project has \(render.files.count - missing.count) of the \(render.files.count) files "
                        + "that the template renders: what hooks did cannot be told from its history"))
            return effects
        }
        effects.followMoves(missing, render, project, size, content)
        let gone = missing.filter { effects.movedSources[$0.source] == nil }
        effects.removedSources = folders(of: gone, in: render)
        for file in render.files {
            guard let id = project[file.path], id != file.id else { continue }
            effects.editedPaths.insert(file.path)
            if isCreation, let after = content(id) {
                effects.edits[file.source] = Edit(before: file.bytes, after: after)
            }
        }
        effects.tell(gone)
        return effects
    }

    /// The effects without those that the project shows not to have happened: removals, if this is its first commit, and
    /// contents of files that it has as they were rendered.
    /// - Parameters:
    ///   - project: The blob ids of the project's tree at the commit that set the record.
    ///   - render: The recorded commit's render.
    ///   - isCreation: Whether that commit made the project.
    public func confirmed(
        by project: [String: ObjectID], of render: Baseline, isCreation: Bool
    ) -> HookEffects {
        var effects = self
        func note(_ what: String, _ path: String, _ rest: String) {
            effects.notes.append(
                DialectNote(
                    rule: "hook-misread", subject: path, message: "a hook seems to \(what) the file, but \(rest)"))
        }
        for path in removedPaths.sorted(by: Path.precedes) where isCreation && project[path] != nil {
            effects.removedPaths.remove(path)
            note("remove", path, "the project was generated with it; it stays")
        }
        for (path, bytes) in contents.sorted(by: { Path.precedes($0.key, $1.key) }) {
            guard let file = render[path], project[path] == file.id, bytes != file.bytes else { continue }
            effects.contents[path] = nil
            note("change", path, "the project was generated with it as it was rendered; it stays so")
        }
        return effects
    }

    /// The effects without those on files on which the same words of an older hook had none.
    public func without(_ misread: HookEffects) -> HookEffects {
        var effects = self
        effects.removedPaths.subtract(misread.removedPaths)
        for path in misread.contents.keys { effects.contents[path] = nil }
        return effects
    }

    /// What these effects have and others have not.
    public func missing(in others: HookEffects) -> HookEffects {
        var effects = HookEffects()
        effects.removedPaths = removedPaths.subtracting(others.removedPaths)
        effects.contents = contents.filter { others.contents[$0.key] == nil }
        return effects
    }

    /// The effects without contents of files of which nobody knows what the other version's hooks make of them.
    ///
    /// Known on one side only, what the hooks do would look like a change of the template's.
    public func comparable(
        on render: Baseline, with others: HookEffects, on otherRender: Baseline
    ) -> HookEffects {
        var effects = self
        let paths = Dictionary(otherRender.files.map { ($0.source, $0.path) }) { first, _ in first }
        for path in contents.keys {
            guard let other = render[path].flatMap({ paths[$0.source] }), others.contents[other] == nil,
                !others.explainsAll || others.writtenPaths.contains(other)
            else { continue }
            effects.contents[path] = nil
        }
        return effects
    }

    private mutating func followMoves(
        _ missing: [BaselineFile], _ render: Baseline, _ project: [String: ObjectID], _ size: (ObjectID) -> Int?,
        _ content: (ObjectID) -> [UInt8]?
    ) {
        let added = project.keys.filter { render[$0] == nil && $0 != CruftRecord.path }.sorted(by: Path.precedes)
        var byID: [ObjectID: [String]] = [:]
        for path in added { if let id = project[path] { byID[id, default: []].append(path) } }
        let counts = Dictionary(missing.map { ($0.id, 1) }, uniquingKeysWith: +)
        var taken: Set<String> = []
        for file in missing where !file.bytes.isEmpty && counts[file.id] == 1 {
            // Of several copies the one of the same name is the file.
            let candidates = byID[file.id] ?? []
            let sameName = candidates.filter { HookEffects.name($0) == HookEffects.name(file.path) }
            guard let path = candidates.count == 1 ? candidates[0] : sameName.count == 1 ? sameName[0] : nil else {
                continue
            }
            movedSources[file.source] = path
            taken.insert(path)
        }
        followSimilar(
            missing.filter { movedSources[$0.source] == nil && !$0.bytes.isEmpty },
            added.filter { !taken.contains($0) }, project, size, content)
        findMovedFolders(render)
    }

    /// Pairs files of the same name that are alike, and others that are very much alike, each with its one best match.
    private mutating func followSimilar(
        _ missing: [BaselineFile], _ added: [String], _ project: [String: ObjectID], _ size: (ObjectID) -> Int?,
        _ content: (ObjectID) -> [UInt8]?
    ) {
        guard missing.count * added.count <= 20_000 else { return }
        // The best match of each; none where two are equally good.
        var best: [String: (percent: Int, path: String?)] = [:]
        var bestSource: [String: (percent: Int, source: String?)] = [:]
        for path in added {
            guard let id = project[path], let size = size(id), size > 0 else { continue }
            // Less than 60 % of the larger one's size can't be 60 % alike; most files need not be read at all.
            let near = missing.filter { min($0.bytes.count, size) * 100 >= max($0.bytes.count, size) * 60 }
            guard !near.isEmpty, let bytes = content(id) else { continue }
            for file in near {
                let percent = Repository.similarity(file.bytes, bytes)
                let isSameName = HookEffects.name(path) == HookEffects.name(file.path)
                guard percent >= (isSameName ? 60 : 90) else { continue }
                let (known, knownSource) = (best[file.source]?.percent ?? 0, bestSource[path]?.percent ?? 0)
                if percent >= known { best[file.source] = (percent, percent > known ? path : nil) }
                if percent >= knownSource { bestSource[path] = (percent, percent > knownSource ? file.source : nil) }
            }
        }
        for (source, match) in best {
            guard let path = match.path, bestSource[path]?.source == source else { continue }
            movedSources[source] = path
        }
    }

    /// Finds folders of which every file moved to one other folder, under its own name.
    private mutating func findMovedFolders(_ render: Baseline) {
        var targets: [String: Set<String>] = [:]
        var counts: [String: Int] = [:]
        for file in render.files {
            let folder = Path.parent(of: file.path)
            guard !folder.isEmpty else { continue }
            let target = movedSources[file.source]
            let isSameName = target.map { HookEffects.name($0) == HookEffects.name(file.path) } ?? false
            targets[folder, default: []].insert(isSameName ? target.map(Path.parent) ?? "" : "\u{0}")
            counts[folder, default: 0] += 1
        }
        for (folder, found) in targets {
            guard let target = found.first, found.count == 1, target != "\u{0}", counts[folder, default: 0] > 1 else {
                continue
            }
            movedFolders[folder] = target
        }
    }

    /// The removed files by source, whole folders as one where at least two files of them are gone and none is left.
    private static func folders(of gone: [BaselineFile], in render: Baseline) -> Set<String> {
        var kept: Set<String> = []
        var counts: [String: Int] = [:]
        let removed = Set(gone.map(\.source))
        for file in render.files {
            var folder = Path.parent(of: file.source)
            while !folder.isEmpty {
                if removed.contains(file.source) { counts[folder, default: 0] += 1 } else { kept.insert(folder) }
                folder = Path.parent(of: folder)
            }
        }
        return Set(
            gone.map { file in
                var found = file.source
                var folder = Path.parent(of: file.source)
                while !folder.isEmpty {
                    if !kept.contains(folder), counts[folder, default: 0] > 1 { found = folder }
                    folder = Path.parent(of: folder)
                }
                return found
            })
    }

    private mutating func tell(_ gone: [BaselineFile]) {
        func note(_ what: String, _ paths: [String]) {
            guard !paths.isEmpty else { return }
            let shown = paths.sorted(by: Path.precedes).prefix(20).joined(separator: ", ")
            let rest = paths.count > 20 ? " and \(paths.count - 20) more" : ""
            notes.append(
                DialectNote(
                    rule: "hook-effects-inferred",
                    message: "\(what) when the project was generated, as its history shows: \(shown)\(rest)"))
        }
        note("left out", gone.map(\.path))
        note("moved", movedSources.map { "\($0.key) to \($0.value)" })
        note("changed", editedPaths.filter { _ in !edits.isEmpty })
    }

    private static func name(_ path: String) -> String {
        let parent = Path.parent(of: path)
        return parent.isEmpty ? path : String(path.dropFirst(parent.count + 1))
    }
}
