/// Keeps a merge by lines from defining one thing twice, and from taking away what is used.
///
/// Where both sides add a definition of one name at different places, lines merge without a conflict, and the reader of
/// the file takes the first, the last, or fails. A name counts as doubled only where one block of the result has it more
/// often than any block of either side: what stands twice by intent stays. So does a definition merge that one side took
/// out and the other moved, which would be back; one that one side took out while the other brought a new use of it; one
/// that one side moved below a use that the other brought; a word that one side replaced everywhere and the other uses anew;
/// and a block that both begin and each ends elsewhere.
struct NameGuard {
    private let scan: Outline.Scanner
    private let uses: NameUses?
    private let bodies: MergeBodies
    private let base: [String: Int]
    private let known: [String: Int]
    /// Names that one side defines no more.
    private let removed: Set<String>
    /// Names that one side defines no more, with what a use of each looks like and on how many lines that side still has
    /// it, as another name or in a text.
    private let forgotten: [String: (use: NameUses.Use, lines: Int)]
    private let order: PatternOrder?
    private let owners: OwnerNames?
    private let run: RunOrder?
    private let renamed: RenamedWords?
    private let contradictions: Contradictions?
    /// Whether all sides close what they open, so that the merge must.
    private let isEven: Bool
    private let lines: (local: [String: Set<Int>], incoming: [String: Set<Int>])

    /// Nil where nothing is known of names in such a file.
    init?(_ bodies: MergeBodies, options: MergeOptions) {
        guard bodies.largest <= options.maximumStructuredSize else { return nil }
        isEven = [bodies.base, bodies.local, bodies.incoming].allSatisfy { BlockBalance($0).isEven }
        let known = Outline.scanner(path: options.path, bytes: bodies.base)
        let sides = Sides(base: bodies.base, local: bodies.local, incoming: bodies.incoming)
        renamed = Self.isProse(options.path) ? nil : RenamedWords(sides, path: options.path)
        let sided = SidedLines(sides)
        contradictions = Contradictions(sided, of: sides, path: options.path)
        guard known != nil || isEven || renamed != nil || contradictions != nil else { return nil }
        let scan = known ?? { _ in Outline() }
        self.scan = scan
        self.bodies = bodies
        let outline = scan(sided.lines.base)
        base = outline.counts
        let local = scan(sided.lines.local)
        let incoming = scan(sided.lines.incoming)
        lines = (local.lines, incoming.lines)
        run = RunOrder(path: options.path)
        order = PatternOrder(path: options.path, base: outline, local: local, incoming: incoming)
        owners = OwnerNames(path: options.path, base: outline, local: local, incoming: incoming)
        self.known = local.counts.merging(incoming.counts) { max($0, $1) }
        let names = Set(base.keys).filter { !Outline.isOnce($0) }
        let gone = [local, incoming].map { names.subtracting($0.counts.keys) }
        let removed = gone[0].union(gone[1])
        self.removed = removed
        let uses = removed.isEmpty ? nil : NameUses(path: options.path)
        self.uses = uses
        var forgotten: [String: (use: NameUses.Use, lines: Int)] = [:]
        if let uses {
            let definitions = outline.definitions.filter { removed.contains($0.name) }
            let text = LineText(bodies.base)
            let known = definitions.compactMap { one in uses.use(of: one, on: text[one.line]).map { (one.name, $0) } }
            let wanted = Dictionary(known) { first, _ in first }
            for (names, body) in zip(gone, [bodies.local, bodies.incoming]) {
                let wanted = wanted.filter { names.contains($0.key) }
                let left = uses.lines(of: wanted, in: body)
                for (name, use) in wanted {
                    let count = left[name]?.count ?? 0
                    if use.isShared && count > 0 { continue }
                    forgotten[name] = (use, count)
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
        let settled = chunks.settledBytes
        let mine = doubled(in: settled ?? chunks.text(conflicts: \.local), isSettled: settled != nil)
        if let settled {
            let found = mine.union(renamed?.used(in: settled) ?? [])
            return isEven && !BlockBalance(settled).isEven ? found.union([Self.blocks]) : found
        }
        let theirs = doubled(in: chunks.text(conflicts: \.incoming), isSettled: false)
        return mine.union(theirs).filter {
            base[$0] == nil && contradictions?.places(of: $0) == nil || mine.contains($0) && theirs.contains($0)
        }
    }

    private func doubled(in text: [UInt8], isSettled: Bool) -> Set<String> {
        let lines = OutlineLine.all(text)
        let outline = scan(lines)
        let counts = outline.counts
        var found = Set(
            counts.lazy.filter { name, count in
                let most = known[name] ?? 0
                return count > 1 && count > most && !(most > 1 && Outline.isOnce(name))
            }.map(\.key))
        found.formUnion(contradictions?.found(in: lines, isSettled: isSettled) ?? [])
        found.formUnion(removed.filter { counts[$0] != nil })
        let missing = forgotten.filter { counts[$0.key] == nil }
        if let uses, !missing.isEmpty {
            let used = uses.lines(of: missing.mapValues(\.use), in: text)
            found.formUnion(missing.filter { used[$0.key]?.count ?? 0 > $0.value.lines }.keys)
        }
        if let order { found.formUnion(order.overruled(in: outline)) }
        if let owners { found.formUnion(owners.used(in: outline)) }
        if let early = run?.early(in: lines, outline), !early.isEmpty { found.formUnion(early.subtracting(knownEarly)) }
        return found
    }

    /// Names that a side uses above their definition itself.
    private var knownEarly: Set<String> {
        [bodies.local, bodies.incoming].reduce(into: []) { known, body in
            let lines = OutlineLine.all(body)
            known.formUnion(run?.early(in: lines, scan(lines)) ?? [])
        }
    }

    /// Stands for the blocks of a text among the names.
    private static let blocks = "\u{0}"

    /// Where both sides define a name, or use one that is forgotten.
    func places(of name: String) -> JoinedLines {
        var places = JoinedLines()
        for part in name.split(separator: PatternOrder.separator).map(String.init) {
            places.local.formUnion(lines.local[part] ?? [])
            places.incoming.formUnion(lines.incoming[part] ?? [])
        }
        if let uses, let use = forgotten[name]?.use {
            places.local.formUnion(uses.lines(of: [name: use], in: bodies.local)[name] ?? [])
            places.incoming.formUnion(uses.lines(of: [name: use], in: bodies.incoming)[name] ?? [])
        }
        if let torn = contradictions?.places(of: name) { return torn }
        if let new = renamed?.places(of: name) {
            places.local.formUnion(new.local)
            places.incoming.formUnion(new.incoming)
        }
        return places
    }

    /// Whether a file is for people to read, so that its words are no names.
    static func isProse(_ path: String) -> Bool {
        let name = path.fileName.lowercased()
        return name.hasPrefix("license")
            || [".md", ".markdown", ".rst", ".txt", ".adoc"].contains { name.hasSuffix($0) }
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
