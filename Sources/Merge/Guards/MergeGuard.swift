/// What every candidate for a merged file must pass; no guard, no automatic resolution.
///
/// A candidate is the text of a clean merge, whichever layer made it. The guard reads it twice, by the lossless parser and
/// by an independent reader, and compares what it says with what the three sides say it must.
struct MergeGuard: Sendable {
    let format: FileFormat
    let trees: Sides<SyntaxTree>
    let values: Sides<Value>
    let oracle: ValueMerge
    /// What every candidate must say, computed when the first one is looked at.
    private let expected: Aside<ValueMerge.Expectation>
    /// How often each comment stands in each side.
    let comments: Sides<[String: Int]>
    private let forgotten: Aside<Forgotten>
    private let ports: Aside<ForgottenPorts?>
    private let moved: Aside<MovedEntries?>
    private let headings: HeadingGuard?
    private let renamed: Aside<RenamedWords?>
    private let removed: Aside<(instructions: RemovedInstructions, items: RemovedItems)>?
    private let problems: KnownProblems
    /// A setting that one side switched on and the other changed in its comment.
    private let switched: String?

    init(format: FileFormat, trees: Sides<SyntaxTree>, resolvers: ScalarResolvers) {
        self.init(
            format: format, trees: trees, resolvers: resolvers,
            renamed: Aside(size: trees.local.bytes.count) {
                RenamedWords(
                    trees.map(\.bytes),
                    hasStages: format.name == FileFormat.dockerfile.name
                        && [trees.base, trees.local, trees.incoming].contains(where: DockerfileStage.areSeveral))
            })
    }

    private init(
        format: FileFormat, trees: Sides<SyntaxTree>, resolvers: ScalarResolvers, renamed: Aside<RenamedWords?>
    ) {
        self.renamed = renamed
        self.format = format
        let trees = trees.map { $0.valued() }
        self.trees = trees
        let values = trees.map(\.value)
        self.values = values
        let size = trees.local.bytes.count
        forgotten = Aside(size: size) { Forgotten(values, followsNames: format.profile.followsNames) }
        ports = Aside(size: size) { ForgottenPorts(values) }
        moved = Aside(size: size) { MovedEntries(values) }
        let isDockerfile = format.name == FileFormat.dockerfile.name
        removed =
            isDockerfile
            ? Aside(size: size) { (RemovedInstructions(trees.map(\.bytes)), RemovedItems(values)) } : nil
        let oracle = ValueMerge(profile: format.profile, resolvers: resolvers)
        self.oracle = oracle
        expected = Aside { oracle.merge(values) }
        comments = trees.map(\.commentCounts)
        problems = KnownProblems(values, of: format.profile)
        switched = SwitchedComments.changed(trees.map(\.bytes), comments: comments)
        headings = HeadingGuard(
            trees, comments: comments, profile: format.profile, reach: resolvers.renameReach)
    }

    /// Why a candidate is refused.
    enum Objection: Hashable {
        /// It can't be read, or the two readers disagree about it.
        case unreadable
        /// It does not say what the sides say it must.
        case wrongValue
        /// It refers to something that is not there, and neither side did.
        case dangling(String)
        /// A comment of a side is gone.
        case lostComment(String)
        /// A comment stands there more often than the sides have put it.
        case doubledComment(String)
        /// There was no time to look at it.
        case late
    }

    private var deadline: Deadline { oracle.resolvers.deadline }

    /// Looks at a candidate.
    /// - Returns: nil when nothing speaks against it.
    func objection(to candidate: [UInt8]) -> Objection? {
        if deadline.hasPassed { return .late }
        let (format, size) = (format, candidate.count)
        let read = Aside(size: size) { format.read(candidate) }
        guard let tree = format.parse(candidate)?.valued(like: trees.local), tree.firstGap() == nil else {
            return .unreadable
        }
        if let objection = objection(to: tree) { return objection }
        guard let read = read.result, format.agree(tree, read) else { return .unreadable }
        return nil
    }

    private func objection(to tree: SyntaxTree) -> Objection? {
        if let reference = format.brokenReference(tree, trees) { return .dangling(reference) }
        let value = tree.value
        let others = Aside(size: tree.bytes.count) { otherObjection(to: tree, value) }
        guard oracle.meets(expected.result, value) else {
            var lenient = oracle
            lenient.isLenient = true
            // Where the sides' values make one, to be lenient makes no other.
            let isShared = expected.result == .contested && lenient.accepts(value, for: values)
            return deadline.hasPassed ? .late : isShared ? .dangling("second entry at one place") : .wrongValue
        }
        return others.result
    }

    /// What speaks against a file besides that it must say what the sides say.
    private func otherObjection(to tree: SyntaxTree, _ value: Value) -> Objection? {
        let checks: [() -> Objection?] = [
            { brokenReference(in: value).map(Objection.dangling) },
            { format.profile.contradiction(value, values.local, values.incoming).map(Objection.dangling) },
            { format.profile.uses.flatMap { newUse(in: tree, $0) }.map { .dangling("order of \($0)") } },
            { wrongComment(in: tree.commentCounts) ?? switched.map(Objection.lostComment) },
            {
                (removed?.result.instructions.back(in: tree.bytes) ?? removed?.result.items.back(in: value))
                    .map { .dangling("removed \($0)") }
            },
            { trees.unchangedHead.flatMap { tree.head == $0 ? nil : .dangling("order of \($0)") } },
            { renamed.result?.used(in: tree.bytes).min().map { .dangling("name \($0)") } },
            { headings?.misplaced(in: tree).map(Objection.dangling) },
        ]
        for check in checks {
            if deadline.hasPassed { return .late }
            if let objection = check() { return objection }
        }
        return nil
    }

    /// A name that a value uses although it gets its own below only, on neither side.
    private func newUse(in tree: SyntaxTree, _ uses: (Value) -> Set<String>) -> String? {
        func early(in tree: SyntaxTree) -> Set<String> {
            let entries = tree.root.container?.entries ?? []
            let places = Dictionary(entries.enumerated().map { ($1.key.name, $0) }) { first, _ in first }
            var found: Set<String> = []
            for (index, entry) in entries.enumerated() {
                for name in uses(entry.node.value) where places[name] ?? 0 > index {
                    found.insert("\(name) and \(entry.key.name)")
                }
            }
            return found
        }
        return early(in: tree).subtracting(early(in: trees.local)).subtracting(early(in: trees.incoming)).min()
    }

    /// Looks at what is settled around the conflicts of a candidate, as if people had kept local's text in each of them.
    ///
    /// In place of a conflict all sides then say the same, so that the rest must be what any clean merge must be.
    func objection(around chunks: [MergeChunk], of bodies: MergeBodies) -> Objection? {
        guard let tree = format.parse(chunks.text(conflicts: \.local)), tree.firstGap() == nil,
            let guarded = replacing(conflictsOf: chunks, in: bodies)
        else { return .unreadable }
        return guarded.objection(to: tree)
    }

    /// Whether a merge of the structure lost nothing around its conflicts.
    ///
    /// A conflict that stands for a reference or an order covers less than what hangs on it: with local's text alone the
    /// file may well be wrong, or the sides still disagree about the rest.
    func accepts(_ chunks: [MergeChunk], of bodies: MergeBodies) -> Bool {
        guard let tree = format.parse(chunks.text(conflicts: \.local)), tree.firstGap() == nil else { return false }
        // Between brackets another entry's comma can stand in the conflict: then the sides can't be read without it.
        guard let guarded = replacing(conflictsOf: chunks, in: bodies), !deadline.hasPassed else {
            return !deadline.hasPassed && wrongComment(in: tree.commentCounts) == nil
        }
        guard guarded.wrongComment(in: tree.commentCounts) == nil else { return false }
        switch guarded.objection(to: tree) {
        case nil, .dangling: return true
        case .wrongValue: return guarded.expected.result == .contested && !deadline.hasPassed
        case .unreadable, .lostComment, .doubledComment, .late: return false
        }
    }

    /// The guard of the sides with local's text in place of each conflict; nil where one can't be read then.
    private func replacing(conflictsOf chunks: [MergeChunk], in bodies: MergeBodies) -> MergeGuard? {
        let hunks = chunks.conflicts
        guard let base = format.parse(Self.replacing(hunks.map { ($0.baseLines, $0.local) }, in: bodies.base)),
            let incoming = format.parse(Self.replacing(hunks.map { ($0.incomingLines, $0.local) }, in: bodies.incoming))
        else { return nil }
        let sides = Sides(
            base: base.valued(like: trees.local), local: trees.local, incoming: incoming.valued(like: trees.local))
        return MergeGuard(format: format, trees: sides, resolvers: oracle.resolvers, renamed: renamed)
    }

    /// A side with local's text in place of its conflicts; nothing where they overlap there.
    private static func replacing(_ conflicts: [(lines: Range<Int>, text: [UInt8])], in bytes: [UInt8]) -> [UInt8] {
        LineText(bytes).replacing(conflicts.sorted { $0.lines.lowerBound < $1.lines.lowerBound }) ?? []
    }

    /// A reference that leads nowhere, or what can't stand together, and that neither side had already.
    func brokenReference(in value: Value) -> String? {
        problems.new(in: value) ?? forgotten.result.used(in: value)
            ?? ports.result?.called(in: value).map { "port \($0)" }
            ?? moved.result?.back(in: value).map { "removed \($0)" }
    }
}

extension SyntaxTree {
    /// The first line with something on it.
    fileprivate var head: String? {
        guard let start = bytes.firstIndex(where: { !isBlank($0) }) else { return nil }
        return String(decoding: bytes[start...].prefix { $0 != lineFeed }, as: UTF8.self).trimmed
    }
}

extension Sides<SyntaxTree> {
    /// The comment that all sides begin with, which is about the file; nil where they don't.
    fileprivate var unchangedHead: String? {
        guard let head = local.head, head.hasPrefix("#") || head.hasPrefix("//") || head.hasPrefix(";"),
            head == base.head, head == incoming.head
        else { return nil }
        return head
    }
}

extension String {
    /// The text without spaces and tabs at its ends.
    var trimmed: String {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == carriageReturn }
        guard let first = utf8.firstIndex(where: { !isSpace($0) }), let last = utf8.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(self[first..<utf8.index(after: last)])
    }

    /// The text between line feeds; a carriage return before one is the end of its line.
    var lines: [String] {
        // Not by characters: a line feed behind a carriage return is none.
        utf8.split(separator: lineFeed, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
}
