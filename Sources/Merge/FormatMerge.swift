/// The layers above the line merge for files whose structure is known.
///
/// In order of preference: the line merge, which changes the least; the same with neighbouring lines merged, where a line
/// is a fact; the merge of the structure. Each is taken only when the guard has nothing against it. When neither is clean
/// and right, the one with the smaller conflict is shown.
struct FormatMerge {
    let bodies: MergeBodies
    let format: FileFormat
    let trees: Sides<SyntaxTree>
    let guarded: MergeGuard
    let resolvers: ScalarResolvers
    /// Whether people want no merge by structure here; the guard still looks at what the lines give.
    let isDisabled: Bool
    let deadline: Deadline

    /// Nil when a side can't be read as the format, or not in time: then only lines can be merged.
    init?(_ bodies: MergeBodies, format: FileFormat, options: MergeOptions, deadline: Deadline) {
        func read(_ bytes: [UInt8], like other: Aside<SyntaxTree?>? = nil) -> Aside<SyntaxTree?> {
            Aside(size: bytes.count) { [parse = format.parse] in
                guard bytes.count <= options.maximumStructuredSize, !deadline.hasPassed else { return nil }
                return parse(bytes)?.valued(like: other?.result)
            }
        }
        let old = read(bodies.base)
        let sides = Sides(base: old, local: read(bodies.local, like: old), incoming: read(bodies.incoming, like: old))
        self.deadline = deadline
        guard let base = sides.base.result, let local = sides.local.result, let incoming = sides.incoming.result else {
            return nil
        }
        // Whether a carriage return ends a line is a matter of the reader where the sides do not agree on it.
        guard ![bodies.base, bodies.local, bodies.incoming].contains(where: hasLoneCarriageReturn) else { return nil }
        // So is whether a byte order mark is text, which may come to stand at the start of the file.
        guard ![bodies.base, bodies.local, bodies.incoming].contains(where: hasInnerByteOrderMark) else { return nil }
        trees = Sides(base: base, local: local, incoming: incoming)
        self.bodies = bodies
        isDisabled = options.disabledResolvers.contains(format.name)
        var format = format
        if let profile = format.recognise?(trees.map(\.value)) { format.profile = profile }
        self.format = format
        resolvers = ScalarResolvers(
            versions: format.profile.versions, disabled: options.disabledResolvers, trees: trees,
            unquoted: format.profile.unquoted, deadline: deadline)
        guarded = MergeGuard(format: format, trees: trees, resolvers: resolvers)
    }

    /// The result of the layers; nil where there was no time for one, and lines are not known to be wrong.
    /// - Parameters:
    ///   - lines: what the line merge made of the file.
    ///   - adjacent: the same with neighbouring lines merged; nil where that is not wanted.
    ///   - named: the line merge whose conflicts may be shown.
    ///   - hunks: settles single conflicts where the layers leave some.
    ///   - names: what must not be defined twice.
    func result(
        lines: LineMerge, adjacent: LineMerge?, named: @autoclosure () -> LineMerge,
        hunks: @autoclosure () -> HunkResolvers, names: @autoclosure () -> NameGuard?
    ) -> (chunks: [MergeChunk], decisions: [Decision])? {
        let objection = lines.settledBytes.flatMap { guarded.objection(to: $0) }
        let found = layered(lines: lines, objection, adjacent: adjacent, named: named)
        if found.chunks.settledBytes != nil { return found }
        let best = deadline.hasPassed ? found : settled(found, lines, adjacent, hunks: hunks(), names: names())
        // What is clean was looked at to its end, and of the rest nobody knows how far.
        if best.chunks.settledBytes != nil || !deadline.hasPassed { return best }
        if objection == nil || objection == .late { return nil }
        return ([.whole(bodies, kind: .parseResult)], [Deadline.note])
    }

    /// The result with those conflicts settled that a rule for single conflicts settles.
    private func settled(
        _ found: (chunks: [MergeChunk], decisions: [Decision]), _ lines: LineMerge, _ adjacent: LineMerge?,
        hunks: HunkResolvers, names: NameGuard?
    ) -> (chunks: [MergeChunk], decisions: [Decision]) {
        var best = found
        for candidate in [found] + [lines, adjacent].compactMap({ $0.map { ($0.chunks, $0.decisions) } }) {
            guard let settled = hunks.settle(candidate.chunks, names: names),
                settled.chunks.conflictMass < best.chunks.conflictMass
            else { continue }
            if let text = settled.chunks.settledBytes {
                guard guarded.objection(to: text) == nil else { continue }
            } else {
                guard guarded.accepts(settled.chunks, of: bodies),
                    guarded.hasWholeChoices(settled.chunks) || !guarded.hasWholeChoices(best.chunks)
                else { continue }
            }
            best = (settled.chunks, candidate.decisions + settled.decisions)
        }
        return best
    }

    private func layered(
        lines: LineMerge, _ objection: MergeGuard.Objection?, adjacent: LineMerge?, named: () -> LineMerge
    ) -> (chunks: [MergeChunk], decisions: [Decision]) {
        if lines.settledBytes != nil, objection == nil { return (lines.chunks, lines.decisions) }
        if let adjacent, let settled = adjacent.settledBytes, guarded.objection(to: settled) == nil {
            return (adjacent.chunks, adjacent.decisions)
        }
        if let result = followed(lines, adjacent) { return result }
        if let result = mergedOptions() { return result }
        lazy var lines = named()
        guard !isDisabled else { return unmerged(lines) }
        if deadline.hasPassed { return unmerged(lines) }
        if let trees = format.aligned(trees), let result = mergeStructure(of: trees) { return result }
        var merge = StructureMerge(trees, profile: format.profile, resolvers: resolvers)
        let chunks = merge.run().chunks(of: bodies)
        if deadline.hasPassed { return unmerged(lines) }
        let decisions = merge.decisions + leftOut(of: chunks)
        if decidesDisabled(decisions) { return unmerged(lines) }
        if let settled = chunks.settledBytes {
            guard let objection = guarded.objection(to: settled) else { return (chunks, [note] + decisions) }
            // What either layer calls clean is wrong: only people can tell.
            if [.parseResult, .valueOrder].contains(objection.kind), conflictsOfLines(lines, below: .max) {
                return (lines.chunks, lines.decisions)
            }
            return contest(objection) ?? ([.whole(bodies, kind: objection.kind)], [])
        }
        let keepsLines = guarded.keepsCommonLines(chunks)
        let isWhole = keepsLines && guarded.hasWholeChoices(chunks)
        if conflictsOfLines(lines, below: chunks.conflictMass), ConflictLines.areWhole(lines.chunks, of: bodies),
            !isWhole || guarded.hasWholeChoices(lines.chunks)
        {
            return (lines.chunks, lines.decisions)
        }
        if !guarded.hasOwnComments(chunks), let found = commentedOut(lines, chunks) { return found }
        if !isWhole, let wider = widened(chunks) { return wider }
        if keepsLines, guarded.accepts(chunks, of: bodies) { return (chunks, decisions) }
        if conflictsOfLines(lines, below: .max) { return (lines.chunks, lines.decisions) }
        return ([.whole(bodies, kind: keepsLines ? .parseResult : chunks.conflicts[0].kind)], [])
    }

    /// The conflicts of lines, where those of the structure have a comment outside that one side made of an entry in them.
    private func commentedOut(
        _ lines: LineMerge, _ chunks: [MergeChunk]
    ) -> (chunks: [MergeChunk], decisions: [Decision])? {
        guard conflictsOfLines(lines, below: .max), ConflictLines.areWhole(lines.chunks, of: bodies),
            guarded.hasWholeChoices(lines.chunks), guarded.hasOwnComments(lines.chunks)
        else { return nil }
        // What the structure knows of the conflict is that one side took the entry out.
        let kinds = Set(chunks.conflicts.map(\.kind))
        guard kinds.count == 1, let kind = kinds.first else { return (lines.chunks, lines.decisions) }
        return (lines.chunks.map { $0.withKind(kind) }, lines.decisions)
    }

    /// A clean merge by lines where an entry that one side renamed and added to, or moved to another table, is followed:
    /// lines and values say the same, each without the other.
    private func followed(
        _ lines: LineMerge, _ adjacent: LineMerge?
    ) -> (chunks: [MergeChunk], decisions: [Decision])? {
        guard !isDisabled, resolvers.renameReach != .none else { return nil }
        var grown = resolvers
        grown.followsGrownEntries = true
        if let settled = lines.settledBytes, accepts(settled, by: grown) {
            let what = "one side renamed an entry that the other changed: the change is under the new name"
            return (lines.chunks, lines.decisions + [renamed(what)])
        }
        guard MovedValues.followed(trees.map(\.value)) != nil else { return nil }
        var moved = resolvers
        moved.followsMovedEntries = true
        // The head of the new table stands right above what the other side changed.
        let options = MergeOptions(adjacency: true, disabledResolvers: resolvers.disabled)
        let touching =
            adjacent
            ?? LineMerge(base: bodies.base, local: bodies.local, incoming: bodies.incoming, options: options)
        let wanted = resolvers.disabled.contains("adjacent-lines") ? [lines] : [lines, touching]
        for merge in wanted {
            guard let settled = merge.settledBytes, accepts(settled, by: moved) else { continue }
            let what = "one side moved an entry that the other changed: the change is where it stands now"
            return (merge.chunks, merge.decisions + [renamed(what)])
        }
        return nil
    }

    private func accepts(_ candidate: [UInt8], by resolvers: ScalarResolvers) -> Bool {
        MergeGuard(format: format, trees: trees, resolvers: resolvers).objection(to: candidate) == nil
    }

    private func renamed(_ what: String) -> Decision {
        Decision(resolver: AutomaticResolver.renames.rawValue, line: 0, message: what)
    }

    private var note: Decision {
        Decision(resolver: format.name, line: 0, message: "merged by the file's structure, not by its lines")
    }

    /// The merge of trees that stand for the sides', where it is clean and right.
    private func mergeStructure(of trees: Sides<SyntaxTree>) -> (chunks: [MergeChunk], decisions: [Decision])? {
        var merge = StructureMerge(trees, profile: format.profile, resolvers: resolvers)
        let pieces = merge.run()
        // A conflict of such trees has no place in the sides.
        if pieces.contains(where: \.isConflict) { return nil }
        let chunks = pieces.chunks(of: bodies)
        let decisions = merge.decisions + leftOut(of: chunks)
        guard let settled = chunks.settledBytes, guarded.objection(to: settled) == nil, !decidesDisabled(decisions)
        else { return nil }
        return (chunks, [note] + decisions)
    }

    /// Whether a decision was taken that is switched off here.
    private func decidesDisabled(_ decisions: [Decision]) -> Bool {
        decisions.contains { resolvers.disabled.contains($0.resolver) }
    }

    /// The comments that the template brought and that have no place, as where both sides added one entry.
    func leftOut(of chunks: [MergeChunk]) -> [Decision] {
        let missing = guarded.leftOut(of: chunks)
        if missing.isEmpty { return [] }
        return [
            Decision(
                resolver: "comments", line: 0, message: "left out of the template: \(missing.joined(separator: "; "))")
        ]
    }

    /// Whether the line merge has conflicts smaller than a limit, and is right around them.
    private func conflictsOfLines(_ lines: LineMerge, below limit: Int) -> Bool {
        lines.settledBytes == nil && lines.chunks.conflictMass < limit
            && guarded.objection(around: lines.chunks, of: bodies) == nil
    }

    /// Whether the guard has nothing against a text.
    func accepts(_ candidate: [UInt8]) -> Bool { guarded.objection(to: candidate) == nil }

    /// Whether a text refers to nothing that is gone, unless a side does so already.
    func refersWell(in candidate: [UInt8]) -> Bool {
        format.parse(candidate).map { guarded.brokenReference(in: $0.value) == nil } ?? false
    }

    /// What is left to people when the structure settles nothing: the conflicts of the lines, or the whole file where
    /// the lines are clean and wrong.
    private func unmerged(_ lines: LineMerge) -> (chunks: [MergeChunk], decisions: [Decision]) {
        lines.settledBytes == nil ? (lines.chunks, lines.decisions) : ([.whole(bodies, kind: .parseResult)], [])
    }
}

/// Whether a carriage return stands anywhere but before a line feed, or where it parts a line feed from the backslash that
/// takes it away.
private func hasLoneCarriageReturn(_ bytes: [UInt8]) -> Bool {
    guard bytes.holds(carriageReturn) else { return false }
    return bytes.indices.contains { index in
        bytes[index] == carriageReturn
            && (index + 1 == bytes.count || bytes[index + 1] != lineFeed
                || index > 0 && bytes[index - 1] == UInt8(ascii: "\\"))
    }
}

/// Whether a byte order mark stands in a text that has lost the one at its start.
private func hasInnerByteOrderMark(_ bytes: [UInt8]) -> Bool {
    bytes.holds(0xEF)
        && bytes.indices.contains {
            bytes[$0] == 0xEF && TextAttributes.hasByteOrderMark(Array(bytes[$0...].prefix(3)))
        }
}
