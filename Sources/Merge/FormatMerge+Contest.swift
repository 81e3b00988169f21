extension FormatMerge {
    /// The merge with a conflict at the entry that makes its result wrong, the rest merged; nil where no single entry does.
    func contest(_ objection: MergeGuard.Objection) -> (chunks: [MergeChunk], decisions: [Decision])? {
        var search = StructureMerge(trees, profile: format.profile, resolvers: resolvers)
        search.recordsChanges = true
        _ = search.run()
        for change in suspects(search.changes, for: objection) where !deadline.hasPassed {
            var trial = StructureMerge(trees, profile: format.profile, resolvers: resolvers)
            trial.contested = [change.place: objection.kind]
            let chunks = trial.run().chunks(of: bodies)
            if chunks.settledBytes == nil, guarded.objection(around: chunks, of: bodies) == nil {
                return (chunks, trial.decisions + leftOut(of: chunks))
            }
        }
        return nil
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
