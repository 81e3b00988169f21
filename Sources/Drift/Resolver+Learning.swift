import Git
import Merge
import Template

extension Resolver {
    /// What is learned from how people settled the conflicts of a file.
    ///
    /// - Parameters:
    ///   - choice: how it was settled.
    ///   - result: the file as it is now.
    func learned(
        _ item: Record.Held, _ sides: Sides, _ choice: Choice, result: FileVersion?
    ) throws -> [ResolutionMemory.Entry] {
        guard memory != .nowhere, !sides.disabledResolvers.contains(AutomaticResolver.memory.rawValue),
            let template = sides.template, let base = sides.base, let incoming = sides.incoming,
            let mine = try ownersVersion(item, sides), base.isRegular, incoming.isRegular, mine.isRegular
        else { return [] }
        let merge = merged(item, sides, mine, incoming)
        guard case .conflicted(let hunks) = merge.outcome else { return [] }
        let texts: [Int: [UInt8]]
        switch choice {
        case .start: texts = [:]
        case .mine: texts = numbered(hunks.map(\.local))
        case .template: texts = numbered(hunks.map(\.incoming))
        case .done:
            guard let result, result.isRegular, let bytes = result.bytes else { return [] }
            if result.id == mine.id {
                texts = numbered(hunks.map(\.local))
            } else if result.id == incoming.id {
                texts = numbered(hunks.map(\.incoming))
            } else {
                texts = merge.resolutions(in: bytes)
            }
        }
        return entries(item, hunks, texts, template: template, places: places(item, merge, sides, mine, incoming))
    }

    /// The places of a file's conflicts.
    func places(
        _ item: Record.Held, _ merge: FileMerge, _ sides: Sides, _ mine: FileVersion, _ incoming: FileVersion
    ) -> [ConflictPlace] {
        ConflictPlace.all(
            of: merge, base: sides.base?.bytes ?? [], local: mine.bytes ?? [], incoming: incoming.bytes ?? [],
            path: item.path)
    }

    /// The owners' content from before anything was marked: from the index, else as it is committed.
    func ownersVersion(_ item: Record.Held, _ sides: Sides) throws -> FileVersion? {
        if let ours = sides.ours { return ours }
        let files = TreeFiles(repository: service.repository, tree: service.tree)
        guard let version = try files.file(at: item.path) else { return nil }
        return FileVersion(mode: version.mode, id: version.id, bytes: try files.bytes(of: version))
    }

    private func numbered(_ texts: [[UInt8]]) -> [Int: [UInt8]] {
        Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($0.offset, $0.element) })
    }

    private func entries(
        _ item: Record.Held, _ hunks: [ConflictHunk], _ texts: [Int: [UInt8]], template: String,
        places: [ConflictPlace]
    ) -> [ResolutionMemory.Entry] {
        let answers = AnswerAbstraction(entry.answers)
        var origin: ResolutionMemory.Origin?
        return hunks.enumerated().compactMap { index, hunk in
            guard let text = texts[index],
                let rule = ResolutionRule.inferred(from: hunk, result: text, answers),
                let pattern = ConflictPattern(
                    hunk, at: places[index], template: template, scaffold: entry.name, answers)
            else { return nil }
            // What only this repository knows does not belong where others read it.
            if case .file = memory, rule.bringsWords(into: hunk, answers) { return nil }
            let known = origin ?? self.origin(of: item)
            origin = known
            return ResolutionMemory.Entry(pattern: pattern, rule: rule, origin: known)
        }
    }

    private func origin(of item: Record.Held) -> ResolutionMemory.Origin {
        ResolutionMemory.Origin(
            repository: service.repository.identity(from: service.commit.id),
            service: folder.split(separator: "/").last.map(String.init) ?? entry.name, from: item.release.description,
            to: entry.release.description,
            date: CivilDate.text(secondsSince1970: service.commit.committer.seconds),
            person: try? service.repository.signature().name)
    }

    // MARK: Writing

    /// The memory beside the record with what was learned; nil where nothing was.
    ///
    /// Also where it says so already, so that it is in the index with the file that it is about.
    func memoryChange(_ learned: [ResolutionMemory.Entry]) throws -> Change? {
        guard case .besideRecord = memory, !learned.isEmpty else { return nil }
        let before = try workTreeVersion(ResolutionMemory.fileName)
        let text = try memory.loadFromWorkTree(of: service).adding(learned).text
        let after = FileVersion(mode: before?.mode ?? .file, bytes: Array(text.utf8))
        return Change(path: ResolutionMemory.fileName, before: before, after: after)
    }
}
