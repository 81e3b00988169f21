extension FileMerge {
    /// The file with every conflict settled by a text that people chose before, where the guard can tell that it is right.
    ///
    /// The guard looks at a merge in which both sides have the chosen text: every other value must come out as the
    /// sides say, nothing may be defined twice, refer to what is gone or lose a comment. Where no format is known there is
    /// no guard, and nothing is settled.
    ///
    /// - Parameters:
    ///   - texts: what each conflict becomes, in their order.
    ///   - notes: the decisions that say so.
    ///   - base: the base that was merged.
    ///   - local: the local side that was merged.
    ///   - incoming: the incoming side that was merged.
    ///   - options: the options of the merge.
    /// - Returns: a clean merge; nil when the guard refuses it or there is none.
    public func settled(
        by texts: [[UInt8]], notes: [Decision], base: [UInt8], local: [UInt8], incoming: [UInt8], options: MergeOptions
    ) -> FileMerge? {
        guard case .conflicted(let hunks) = outcome, hunks.count == texts.count,
            let format = FileFormat.of(path: options.path)
        else { return nil }
        let bodies = MergeBodies(base: base, local: local, incoming: incoming)
        guard let mine = replaced(bodies.local, hunks.map { ($0.localLines, $0.local) }, by: texts),
            let theirs = replaced(bodies.incoming, hunks.map { ($0.incomingLines, $0.incoming) }, by: texts),
            let before = FormatMerge(
                bodies, format: format, options: options, deadline: Deadline(after: options.deadline)),
            let agreed = FormatMerge(
                MergeBodies(base: bodies.base, local: mine, incoming: theirs), format: format, options: options,
                deadline: Deadline(after: options.deadline))
        else { return nil }
        var rest = texts[...]
        let settled = chunks.map { chunk in
            if case .conflict = chunk, let text = rest.popFirst() { return MergeChunk.resolved(text) }
            return chunk
        }
        guard let body = settled.settledBytes, agreed.accepts(body), before.refersWell(in: body) else { return nil }
        return FileMerge(chunks: settled, attributes: attributes, decisions: decisions + notes)
    }

    /// The same merge with texts proposed for some of its conflicts, by their index.
    public func proposing(_ texts: [Int: [UInt8]]) -> FileMerge {
        guard case .conflicted = outcome, !texts.isEmpty else { return self }
        var index = 0
        let proposed = chunks.map { chunk -> MergeChunk in
            guard case .conflict(var hunk) = chunk else { return chunk }
            if let text = texts[index] { hunk.suggestion = text }
            index += 1
            return .conflict(hunk)
        }
        return FileMerge(chunks: proposed, attributes: attributes, decisions: decisions)
    }
}

/// A side with its lines of each conflict replaced; nil where the conflict does not hold exactly these lines.
private func replaced(
    _ body: [UInt8], _ conflicts: [(lines: Range<Int>, text: [UInt8])], by texts: [[UInt8]]
) -> [UInt8]? {
    let lines = LineText(body)
    for conflict in conflicts {
        guard conflict.lines.upperBound <= lines.count, lines[conflict.lines] == conflict.text[...] else { return nil }
    }
    return lines.replacing(zip(conflicts, texts).map { ($0.lines, $1) })
}
