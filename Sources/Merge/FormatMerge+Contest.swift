extension FormatMerge {
    /// The merge with a conflict at the entry that makes its result wrong, the rest merged; nil where no single entry does.
    func contest(_ objection: MergeGuard.Objection) -> (chunks: [MergeChunk], decisions: [Decision])? {
        let changes = suspects(changes, for: objection)
        var half: (place: EntryPlace, result: (chunks: [MergeChunk], decisions: [Decision]))?
        for change in changes where !deadline.hasPassed {
            guard let found = merge(contesting: [change.place], as: objection.kind),
                guarded.objection(around: found.chunks, of: bodies) == nil
            else { continue }
            if guarded.hasWholeChoices(found.chunks) { return found }
            if half == nil { half = (change.place, found) }
        }
        // What one side brought does not go with what the other one did: both are in the conflict then.
        guard let half else { return nil }
        for change in changes where change.place != half.place && !deadline.hasPassed {
            if let found = merge(contesting: [half.place, change.place], as: objection.kind),
                guarded.objection(around: found.chunks, of: bodies) == nil, guarded.hasWholeChoices(found.chunks)
            {
                return found
            }
        }
        return half.result
    }

    /// The merge with one more entry in conflict, so that the file reads with either side's text; nil where no entry does it.
    func widened(_ chunks: [MergeChunk]) -> (chunks: [MergeChunk], decisions: [Decision])? {
        for change in suspects(changes, for: .unreadable) where !deadline.hasPassed {
            if let found = merge(contesting: [change.place], as: .contentOverlap),
                guarded.keepsCommonLines(found.chunks), guarded.hasWholeChoices(found.chunks),
                guarded.accepts(found.chunks, of: bodies)
            {
                return found
            }
        }
        return nil
    }

    /// The entries that the merge changes.
    private var changes: [EntryChange] {
        var search = StructureMerge(trees, profile: format.profile, resolvers: resolvers)
        search.recordsChanges = true
        _ = search.run()
        return search.changes
    }

    /// The merge with conflicts at some entries; nil where it has none.
    private func merge(
        contesting places: [EntryPlace], as kind: ConflictKind
    ) -> (chunks: [MergeChunk], decisions: [Decision])? {
        var trial = StructureMerge(trees, profile: format.profile, resolvers: resolvers)
        trial.contested = Dictionary(places.map { ($0, kind) }) { first, _ in first }
        let chunks = trial.run().chunks(of: bodies)
        return chunks.settledBytes == nil ? (chunks, trial.decisions + leftOut(of: chunks)) : nil
    }

    /// The changes that may be at fault: those of what is referred to first, then the smallest; few in a large file, since
    /// each is tried.
    private func suspects(_ changes: [EntryChange], for objection: MergeGuard.Objection) -> [EntryChange] {
        let limit = max(4, min(64, 1_000_000 / max(bodies.largest, 1)))
        let bySize = changes.sorted { $0.size < $1.size }
        guard let name = objection.reference else { return Array(bySize.prefix(limit)) }
        let named = bySize.filter { $0.defines(name) }
        let places = Set(named.map(\.place))
        return Array((named + bySize.filter { !places.contains($0.place) }).prefix(limit))
    }
}

extension MergeGuard.Objection {
    /// The name that leads nowhere.
    fileprivate var reference: String? {
        guard case .dangling(let text) = self else { return nil }
        return text.split(separator: " ").last.map(String.init)
    }

    /// What the conflict is called.
    var kind: ConflictKind {
        guard case .dangling(let text) = self else { return .parseResult }
        switch text.prefix(while: { $0 != " " }) {
        case "second": return .contentInsertInsert
        case "order": return .valueOrder
        case "removed": return .valueDeleteModify
        default: return .referenceDangling
        }
    }
}
