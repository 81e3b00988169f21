/// Keeps a merge by lines from defining one thing twice.
///
/// Where both sides add a definition of one name at different places, lines merge without a conflict, and the reader of
/// the file takes the first, the last, or fails. A name counts as doubled only where one block of the result has it more
/// often than any block of either side: what stands twice by intent stays.
struct NameGuard {
    private let scan: Outline.Scanner
    private let base: [String: Int]
    private let known: [String: Int]
    private let lines: (local: [String: Set<Int>], incoming: [String: Set<Int>])

    /// Nil where nothing is known of names in such a file.
    init?(_ bodies: MergeBodies, options: MergeOptions) {
        guard bodies.largest <= options.maximumStructuredSize,
            let scan = Outline.scanner(path: options.path, bytes: bodies.base)
        else { return nil }
        self.scan = scan
        base = scan(OutlineLine.all(bodies.base)).counts
        let local = scan(OutlineLine.all(bodies.local))
        let incoming = scan(OutlineLine.all(bodies.incoming))
        lines = (local.lines, incoming.lines)
        known = local.counts.merging(incoming.counts) { max($0, $1) }
    }

    /// The names that a merge doubles.
    ///
    /// Where it has conflicts, those that it doubles whichever side is taken; of a name that is new, one side is enough,
    /// while one that was moved from within a conflict may well come out once.
    func doubled(in chunks: [MergeChunk]) -> Set<String> {
        let mine = doubled(in: chunks.text(conflicts: \.local))
        if chunks.settledBytes != nil { return mine }
        let theirs = doubled(in: chunks.text(conflicts: \.incoming))
        return mine.union(theirs).filter { base[$0] == nil || mine.contains($0) && theirs.contains($0) }
    }

    private func doubled(in text: [UInt8]) -> Set<String> {
        let counts = scan(OutlineLine.all(text)).counts
        return Set(counts.lazy.filter { name, count in count > 1 && count > known[name] ?? 0 }.map(\.key))
    }

    /// Where both sides define a name.
    func places(of name: String) -> JoinedLines {
        JoinedLines(local: lines.local[name] ?? [], incoming: lines.incoming[name] ?? [])
    }
}

extension [MergeChunk] {
    /// The merged text with one side's text for every conflict.
    func text(conflicts side: KeyPath<ConflictHunk, [UInt8]>) -> [UInt8] {
        reduce(into: []) { text, chunk in
            switch chunk {
            case .resolved(let bytes): text += bytes
            case .conflict(let hunk): text += hunk[keyPath: side]
            }
        }
    }
}

extension LineMerge {
    /// Merges by lines; the stretch between two definitions of a name that only the merge doubles is a conflict.
    init(_ bodies: MergeBodies, options: MergeOptions, names: NameGuard?) {
        self.init(base: bodies.base, local: bodies.local, incoming: bodies.incoming, options: options)
        guard let names else { return }
        var seen: Set<String> = []
        while true {
            let doubled = names.doubled(in: chunks)
            if doubled.isEmpty { return }
            // What is still doubled can't be shown in less than everything that both sides changed.
            let isStuck = doubled.isSubset(of: seen)
            seen.formUnion(doubled)
            self.init(
                base: bodies.base, local: bodies.local, incoming: bodies.incoming, options: options,
                joining: isStuck ? [JoinedLines()] : seen.sorted().map(names.places))
            if isStuck { return }
        }
    }
}
