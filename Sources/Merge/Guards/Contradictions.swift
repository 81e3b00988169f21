/// What one side wrote and what the other wrote elsewhere, where each is right alone and both together are not.
///
/// It is in a merge that has the lines of both, in the order that does the harm.
struct Contradiction {
    /// What it is about, in words that differ from those of others.
    var name: String
    /// Lines, without space at their ends, that a merge must all have for it to be in there.
    var texts: [String]
    /// How often a merge must have each of the lines.
    var copies = 1
    /// Whether the lines must come in this order.
    var isOrdered = false
    /// Whether it is looked for only where a merge has no conflict otherwise, in which the lines may be.
    var isOfSettled = false
    /// Where each side wrote it.
    var places = JoinedLines()
}

extension Contradiction {
    /// A line that one side put in, and one of the other side's that can't stand beside it, or below it.
    init(_ name: String, _ line: OutlineLine, of side: SideName, _ other: OutlineLine, isOrdered: Bool) {
        self.init(
            name: name, texts: [line.text, other.text], isOrdered: isOrdered,
            places: JoinedLines(side, [line.number], other: [other.number]))
    }

    /// A line that one side put in, and that can't be in a merge with what the other side did.
    init(_ name: String, _ line: OutlineLine, of side: SideName) {
        self.init(name: name, texts: [line.text], places: JoinedLines(side, [line.number]))
    }
}

/// The contradictions that a merge of three sides may have.
struct Contradictions {
    private let known: [String: Contradiction]
    private let swallowed: SwallowedLines?
    private let sections: SectionPlaces?
    private let tags: TagBalance?
    private let repeated: RepeatedStatements?
    private let lost: LostNames?
    private let cycles: DependencyCycles?

    /// Nil where there are none.
    init?(_ lines: SidedLines, of sides: Sides<[UInt8]>, path: String) {
        let changes = sides.map { lineDiff(sides.base, $0) }
        var found = MovedLines.find(in: lines, changes)
        found += BlocksMovedApart.find(in: lines, of: sides, changes)
        found += GivenUpWords.find(in: lines, of: sides, changes, path: path)
        if let reader = SignatureReader(path: path),
            !lines.added(by: .local).isEmpty || !lines.added(by: .incoming).isEmpty
        {
            let functions = lines.lines.map { reader.functions(in: $0) }
            found += CallShapes(reader: reader, functions: functions).find(in: lines)
            found += LostLocals(reader: reader, functions: functions).find(in: lines)
        }
        found += ScriptState(path: path)?.find(in: lines) ?? []
        found += ShellArguments(path: path)?.find(in: lines) ?? []
        found += ChangedValues(path: path)?.find(in: lines) ?? []
        found += AbstractMembers(path: path)?.find(in: lines) ?? []
        found += TypeOnlyImports(path: path)?.find(in: lines) ?? []
        found += UnreadLists(path: path)?.find(in: lines) ?? []
        found += TerraformBlocks.find(in: lines, path: path)
        found += LostVariables.find(in: lines, path: path)
        found += OverriddenValues.find(in: lines, path: path)
        found += LostMembers(path: path)?.find(in: lines) ?? []
        found += CountedResources.find(in: lines, path: path)
        found += OpenedSections.find(in: lines, path: path)
        found += EndedBlocks.find(in: lines, path: path)
        found += Recipes.find(in: lines, path: path)
        found += FrozenNames(path: path)?.find(in: lines) ?? []
        found += NegatedConditions(path: path)?.find(in: lines) ?? []
        found += CatchAllRoutes(path: path)?.find(in: lines) ?? []
        found += EnumeratedCases(path: path)?.find(in: lines) ?? []
        found += SetupCalls.find(in: lines, path: path)
        found += NamedTwice.find(in: lines, changes, path: path)
        found += ReplacedElements.find(in: lines, changes, path: path)
        found += MakeRules.find(in: lines, path: path)
        found += ModuleKinds.find(in: lines, path: path)
        found += InheritedDirectives.find(in: lines, path: path)
        found += CentralVersions.find(in: lines, path: path)
        found += ProseNames.find(in: lines, path: path)
        found += AddedColumns.find(in: lines, path: path)
        found += SharedRows.find(in: lines, path: path)
        found += SharedCounts(path: path)?.find(in: lines) ?? []
        found += HandlerOrder(path: path)?.find(in: lines) ?? []
        found += CapturedOutput.find(in: lines, path: path)
        found += GivenUpForms(path: path)?.find(in: lines) ?? []
        swallowed = SwallowedLines(lines, path: path)
        sections = SectionPlaces(lines, changes, path: path)
        tags = TagBalance(lines, path: path)
        repeated = RepeatedStatements(lines, path: path)
        lost = LostNames(lines, path: path)
        cycles = DependencyCycles(lines, path: path)
        if found.isEmpty, swallowed == nil, sections == nil, tags == nil, repeated == nil, lost == nil, cycles == nil {
            return nil
        }
        known = Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The names of those that a text has.
    /// - Parameter isSettled: whether the text is a merge without conflicts.
    func found(in text: [OutlineLine], isSettled: Bool) -> Set<String> {
        var places: [String: (first: Int, last: Int, count: Int)] = [:]
        let wanted = Set(known.values.flatMap(\.texts))
        for line in text where wanted.contains(line.text) {
            let known = places[line.text]
            places[line.text] = (known?.first ?? line.number, line.number, (known?.count ?? 0) + 1)
        }
        let found = known.values.filter { one in
            if one.isOfSettled, !isSettled { return false }
            var last = -1
            return one.texts.allSatisfy { text in
                guard let place = places[text], place.count >= one.copies else { return false }
                defer { last = max(last, place.first) }
                return !one.isOrdered || place.last > last
            }
        }
        var names = Set(found.map(\.name))
        names.formUnion(lost?.found(in: text) ?? [])
        if isSettled {
            names.formUnion(swallowed?.found(in: text) ?? [])
            names.formUnion(sections?.found(in: text) ?? [])
            names.formUnion(tags?.found(in: text) ?? [])
            names.formUnion(repeated?.found(in: text) ?? [])
            names.formUnion(cycles?.found(in: text) ?? [])
        }
        return names
    }

    /// Where each side wrote what contradicts the other.
    func places(of name: String) -> JoinedLines? {
        known[name]?.places ?? swallowed?.places(of: name) ?? sections?.places(of: name) ?? tags?.places(of: name)
            ?? repeated?.places(of: name) ?? lost?.places(of: name) ?? cycles?.places(of: name)
    }
}

/// The lines of three sides, and how often each has a line.
struct SidedLines {
    let lines: Sides<[OutlineLine]>
    let counts: Sides<[String: Int]>
    private let added: (local: [OutlineLine], incoming: [OutlineLine])

    init(_ sides: Sides<[UInt8]>) {
        lines = sides.map { OutlineLine.all($0) }
        let base = lines.base
        let counts = lines.map { lines in
            lines.reduce(into: [String: Int]()) { $0[$1.text, default: 0] += 1 }
        }
        func more(_ lines: [OutlineLine], _ own: [String: Int]) -> [OutlineLine] {
            let found = lines.filter { own[$0.text] ?? 0 > counts.base[$0.text] ?? 0 }
            // Of lines that stand there more often, most stood there before.
            guard found.contains(where: { counts.base[$0.text] != nil }) else { return found }
            let new = Self.inserted(lines, into: base)
            return found.filter { new.contains($0.number) }
        }
        added = (more(lines.local, counts.local), more(lines.incoming, counts.incoming))
        self.counts = counts
    }

    /// The numbers of the lines that a side put in.
    private static func inserted(_ lines: [OutlineLine], into base: [OutlineLine]) -> Set<Int> {
        let (numbers, distinct) = numbered([base.map(\.text), lines.map(\.text)])
        return Set(lineDiff(numbers[0], numbers[1], distinct: distinct).flatMap { lines[$0.new].map(\.number) })
    }

    /// The lines that a side put in and has more often than the base.
    func added(by side: SideName) -> [OutlineLine] { side == .local ? added.local : added.incoming }

    /// The lines that give something the same name on both sides, each of which added one line of that name.
    func addedByBoth(
        named names: (String) -> [String]
    ) -> [(name: String, local: OutlineLine, incoming: OutlineLine)] {
        func new(_ side: SideName) -> [String: [OutlineLine]] {
            added(by: side).reduce(into: [:]) { found, line in
                for name in names(line.text) { found[name, default: []].append(line) }
            }
        }
        let mine = new(.local)
        if mine.isEmpty { return [] }
        let theirs = new(.incoming)
        return mine.keys.sorted().compactMap { name in
            guard let first = mine[name], let second = theirs[name], first.count == 1, second.count == 1 else {
                return nil
            }
            return (name, first[0], second[0])
        }
    }

    /// Each side with the other one.
    static let pairs: [(SideName, SideName)] = [(.local, .incoming), (.incoming, .local)]
}

extension JoinedLines {
    /// Lines of one side and of the other.
    init(_ side: SideName, _ lines: Set<Int>, other: Set<Int> = []) {
        self.init(local: side == .local ? lines : other, incoming: side == .local ? other : lines)
    }
}
