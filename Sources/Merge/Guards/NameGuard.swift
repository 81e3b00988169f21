/// Keeps a merge by lines from defining one thing twice, and from taking away what is used.
///
/// Where both sides add a definition of one name at different places, lines merge without a conflict, and the reader of
/// the file takes the first, the last, or fails. A name counts as doubled only where one block of the result has it more
/// often than any block of either side: what stands twice by intent stays. So does a definition merge that one side took
/// out and the other moved, which would be back; and one that one side took out while the
/// other brought a new use of it.
struct NameGuard {
    private let scan: Outline.Scanner
    private let uses: NameUses?
    private let bodies: MergeBodies
    private let base: [String: Int]
    private let known: [String: Int]
    /// Names that one side defines no more.
    private let removed: Set<String>
    /// Names of the file itself that one side defines no more, with the word that a use has and on how many lines that
    /// side still has it, as another name or in a text.
    private let forgotten: [String: (word: String, lines: Int)]
    private let lines: (local: [String: Set<Int>], incoming: [String: Set<Int>])

    /// Nil where nothing is known of names in such a file.
    init?(_ bodies: MergeBodies, options: MergeOptions) {
        guard bodies.largest <= options.maximumStructuredSize,
            let scan = Outline.scanner(path: options.path, bytes: bodies.base)
        else { return nil }
        self.scan = scan
        self.bodies = bodies
        let outline = scan(OutlineLine.all(bodies.base))
        base = outline.counts
        let local = scan(OutlineLine.all(bodies.local))
        let incoming = scan(OutlineLine.all(bodies.incoming))
        lines = (local.lines, incoming.lines)
        known = local.counts.merging(incoming.counts) { max($0, $1) }
        let names = Set(base.keys)
        let gone = [local, incoming].map { names.subtracting($0.counts.keys) }
        removed = gone[0].union(gone[1])
        let uses = removed.isEmpty ? nil : NameUses(path: options.path)
        self.uses = uses
        let own = Set(outline.definitions.filter { $0.scope == -1 }.map(\.name)).intersection(removed)
        var forgotten: [String: (word: String, lines: Int)] = [:]
        if let uses, !own.isEmpty {
            let words = Dictionary(own.compactMap { name in uses.word(for: name).map { (name, $0) } }) { first, _ in
                first
            }
            for (names, body) in zip(gone, [bodies.local, bodies.incoming]) {
                let left = uses.lines(of: Set(words.values), in: body)
                for name in names.intersection(own) {
                    if let word = words[name] { forgotten[name] = (word, left[word]?.count ?? 0) }
                }
            }
        }
        self.forgotten = forgotten
    }

    /// The names that a merge doubles, brings back or leaves without a definition.
    ///
    /// Where it has conflicts, those for which that is so whichever side is taken; of a name that is new, one side is
    /// enough, while one that was moved from within a conflict may well come out once.
    func doubled(in chunks: [MergeChunk]) -> Set<String> {
        let mine = doubled(in: chunks.text(conflicts: \.local))
        if chunks.settledBytes != nil { return mine }
        let theirs = doubled(in: chunks.text(conflicts: \.incoming))
        return mine.union(theirs).filter { base[$0] == nil || mine.contains($0) && theirs.contains($0) }
    }

    private func doubled(in text: [UInt8]) -> Set<String> {
        let counts = scan(OutlineLine.all(text)).counts
        var found = Set(counts.lazy.filter { name, count in count > 1 && count > known[name] ?? 0 }.map(\.key))
        found.formUnion(removed.filter { counts[$0] != nil })
        let missing = forgotten.filter { counts[$0.key] == nil }
        if let uses, !missing.isEmpty {
            let lines = uses.lines(of: Set(missing.values.map(\.word)), in: text)
            found.formUnion(missing.filter { lines[$0.value.word]?.count ?? 0 > $0.value.lines }.keys)
        }
        return found
    }

    /// Where both sides define a name, or use one that is forgotten.
    func places(of name: String) -> JoinedLines {
        var places = JoinedLines(local: lines.local[name] ?? [], incoming: lines.incoming[name] ?? [])
        if let uses, let word = forgotten[name]?.word {
            places.local.formUnion(uses.lines(of: [word], in: bodies.local)[word] ?? [])
            places.incoming.formUnion(uses.lines(of: [word], in: bodies.incoming)[word] ?? [])
        }
        return places
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
