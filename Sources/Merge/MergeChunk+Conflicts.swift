extension MergeChunk {
    /// The conflict that this is; nil for what is settled.
    var conflict: ConflictHunk? {
        if case .conflict(let hunk) = self { return hunk }
        return nil
    }

    /// The same, with another kind of conflict.
    func withKind(_ kind: ConflictKind) -> MergeChunk {
        guard var hunk = conflict else { return self }
        hunk.kind = kind
        return .conflict(hunk)
    }

    /// All three sides as one conflict.
    static func whole(_ bodies: MergeBodies, kind: ConflictKind) -> MergeChunk {
        .conflict(
            ConflictHunk(
                kind: kind, base: bodies.base, local: bodies.local, incoming: bodies.incoming,
                baseLines: 0..<LineText(bodies.base).count, localLines: 0..<LineText(bodies.local).count,
                incomingLines: 0..<LineText(bodies.incoming).count))
    }
}

extension [MergeChunk] {
    /// The conflicts that are left.
    var conflicts: [ConflictHunk] { compactMap(\.conflict) }

    /// The merged bytes; nil where a conflict is left.
    var settledBytes: [UInt8]? {
        var bytes: [UInt8] = []
        for chunk in self {
            guard case .resolved(let text) = chunk else { return nil }
            bytes += text
        }
        return bytes
    }

    /// How many bytes of local and incoming stand in conflicts.
    var conflictMass: Int { conflicts.reduce(0) { $0 + $1.local.count + $1.incoming.count } }
}
