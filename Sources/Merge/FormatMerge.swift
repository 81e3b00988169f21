/// The layers above the line merge for files whose structure is known.
///
/// In order of preference: the line merge, which changes the least; the same with neighbouring lines merged, where a line
/// is a fact; the merge of the structure. Each is taken only when
/// the guard has nothing against it. When neither is clean and right, the one with the smaller conflict is shown.
struct FormatMerge {
    let bodies: MergeBodies
    let format: FileFormat
    private let trees: Sides<SyntaxTree>
    private let guarded: MergeGuard
    private let resolvers: ScalarResolvers
    /// Whether people want no merge by structure here; the guard still looks at what the lines give.
    private let isDisabled: Bool

    /// Nil when a side can't be read as the format: then only lines can be merged.
    init?(_ bodies: MergeBodies, format: FileFormat, options: MergeOptions) {
        let parsed = Sides(base: bodies.base, local: bodies.local, incoming: bodies.incoming).map { bytes in
            bytes.count <= options.maximumStructuredSize ? format.parse(bytes) : nil
        }
        guard let base = parsed.base, let local = parsed.local, let incoming = parsed.incoming else { return nil }
        trees = Sides(base: base, local: local, incoming: incoming)
        self.bodies = bodies
        isDisabled = options.disabledResolvers.contains(format.name)
        var format = format
        if let profile = format.recognise?(trees.map(\.root.value)) { format.profile = profile }
        self.format = format
        resolvers = ScalarResolvers(
            versions: format.profile.versions, disabled: options.disabledResolvers)
        guarded = MergeGuard(format: format, trees: trees, resolvers: resolvers)
    }

    /// The result of the layers.
    /// - Parameters:
    ///   - lines: what the line merge made of the file.
    ///   - adjacent: the same with neighbouring lines merged; nil where that is not wanted.
    func result(lines: LineMerge, adjacent: LineMerge?) -> (chunks: [MergeChunk], decisions: [Decision]) {
        for candidate in [lines, adjacent].compactMap(\.self) {
            if let settled = candidate.settledBytes, guarded.objection(to: settled) == nil {
                return (candidate.chunks, candidate.decisions)
            }
        }
        guard !isDisabled else { return unmerged(lines) }
        var merge = StructureMerge(trees, profile: format.profile, resolvers: resolvers)
        let chunks = merge.run().chunks(of: bodies)
        if merge.decisions.contains(where: { resolvers.disabled.contains($0.resolver) }) { return unmerged(lines) }
        if let settled = chunks.settledBytes {
            let objection = guarded.objection(to: settled)
            if objection == nil {
                let note = Decision(
                    resolver: format.name, line: 0, message: "merged by the file's structure, not by its lines")
                return (chunks, [note] + merge.decisions)
            }
            // What either layer calls clean is wrong: only people can tell.
            if case .dangling(let reference) = objection {
                let kind = MergeGuard.conflictKind(of: reference)
                let showsLines = kind == .valueOrder && lines.settledBytes == nil
                return showsLines ? (lines.chunks, lines.decisions) : ([.whole(bodies, kind: kind)], [])
            }
            return unmerged(lines)
        }
        if lines.settledBytes != nil { return (chunks, merge.decisions) }
        return chunks.conflictMass <= lines.chunks.conflictMass
            ? (chunks, merge.decisions) : (lines.chunks, lines.decisions)
    }

    /// Whether the guard has nothing against a text.
    func accepts(_ candidate: [UInt8]) -> Bool { guarded.objection(to: candidate) == nil }

    /// Whether a text refers to nothing that is gone, unless a side does so already.
    func refersWell(in candidate: [UInt8]) -> Bool {
        let dangling = format.profile.dangling
        let known = dangling(trees.local.root.value).union(dangling(trees.incoming.root.value))
        return format.parse(candidate).map { dangling($0.root.value).isSubset(of: known) } ?? false
    }

    /// What is left to people when the structure settles nothing: the conflicts of the lines, or the whole file where
    /// the lines are clean and wrong.
    private func unmerged(_ lines: LineMerge) -> (chunks: [MergeChunk], decisions: [Decision]) {
        lines.settledBytes == nil ? (lines.chunks, lines.decisions) : ([.whole(bodies, kind: .parseResult)], [])
    }
}

extension MergeChunk {
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
    var conflictMass: Int {
        reduce(0) { mass, chunk in
            guard case .conflict(let hunk) = chunk else { return mass }
            return mass + hunk.local.count + hunk.incoming.count
        }
    }
}
