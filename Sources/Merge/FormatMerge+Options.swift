extension FormatMerge {
    /// The merge where both sides gave options to an entry that the base only names, such as a plugin; nil where none is
    /// so, where an option has two values, and where the result is not clean and right.
    ///
    /// A bare name says the same as one with no options. With the base written so, each option that one side brought is
    /// merged like any other key, and the guard looks at the result with that base.
    func mergedOptions() -> (chunks: [MergeChunk], decisions: [Decision])? {
        guard !isDisabled, !resolvers.disabled.contains(AutomaticResolver.options.rawValue) else {
            return nil
        }
        let entries = bareEntries(trees.map(\.root), path: [])
        guard !entries.isEmpty else { return nil }
        var bytes = trees.base.bytes
        for entry in entries.reversed() { bytes.replaceSubrange(entry.span, with: entry.text) }
        guard let base = format.parse(bytes) else { return nil }
        let sides = Sides(base: base, local: trees.local, incoming: trees.incoming)
        var merge = StructureMerge(sides, profile: format.profile, resolvers: resolvers)
        let chunks = merge.run().chunks(
            of: MergeBodies(base: bytes, local: bodies.local, incoming: bodies.incoming))
        guard let settled = chunks.settledBytes,
            MergeGuard(format: format, trees: sides, resolvers: resolvers).objection(to: settled) == nil,
            !merge.decisions.contains(where: { resolvers.disabled.contains($0.resolver) })
        else { return nil }
        let lines = LineText(trees.local.bytes)
        let notes = entries.map { entry in
            Decision(
                resolver: AutomaticResolver.options.rawValue, line: lines.line(at: entry.place) + 1,
                message: "local and the template gave \(entry.name) options that agree: kept both sides'")
        }
        let structure = Decision(
            resolver: format.name, line: 0, message: "merged by the file's structure, not by its lines")
        return (chunks, [structure] + merge.decisions + notes + leftOut(of: chunks))
    }

    /// An entry that the base only names.
    private struct BareEntry {
        var name: String
        /// The bytes of the base that are written anew, with the options that both sides have mappings for.
        var span: Range<Int>
        var text: [UInt8]
        /// Where local has it.
        var place: Int
    }

    /// The bare entries to which both sides gave options that agree, in the order of the base.
    private func bareEntries(_ nodes: Sides<SyntaxNode>, path: [String]) -> [BareEntry] {
        guard let base = nodes.base.container, let local = nodes.local.container,
            let incoming = nodes.incoming.container
        else { return [] }
        if case .list = nodes.base.content {
            if format.profile.takesOptions(path) {
                return base.entries.compactMap { bareEntry($0, local.entries, incoming.entries) }
            }
            guard path.isEmpty, base.entries.count == local.entries.count,
                base.entries.count == incoming.entries.count
            else { return [] }
            return base.entries.indices.flatMap { index in
                bareEntries(
                    Sides(base: base, local: local, incoming: incoming).map { $0.entries[index].node },
                    path: ["[]"])
            }
        }
        func byKey(_ container: SyntaxContainer) -> [Key: SyntaxEntry] {
            Dictionary(container.entries.map { ($0.key, $0) }) { first, _ in first }
        }
        let known = (local: byKey(local), incoming: byKey(incoming))
        return base.entries.flatMap { entry -> [BareEntry] in
            guard entry.node.container != nil, let mine = known.local[entry.key], let theirs = known.incoming[entry.key]
            else { return [] }
            return bareEntries(
                Sides(base: entry.node, local: mine.node, incoming: theirs.node),
                path: path + [entry.key.name])
        }
    }

    private func bareEntry(_ entry: SyntaxEntry, _ local: [SyntaxEntry], _ incoming: [SyntaxEntry])
        -> BareEntry?
    {
        let bytes = trees.base.bytes
        guard case .scalar(.string(let name), .inline) = entry.node.content, entry.node.mark.isEmpty,
            entry.comma.isEmpty,
            isBlank(bytes[entry.trailing]), Self.isPlain(name),
            bytes[entry.node.span].elementsEqual(name.utf8)
        else { return nil }
        func options(_ entries: [SyntaxEntry]) -> (entry: SyntaxEntry, values: [Key: Value])? {
            let found = entries.filter { Array($0.node.value.pairs.keys) == [Key(name)] }
            guard found.count == 1, let first = found.first,
                case .map(let values)? = first.node.value[name],
                !values.isEmpty
            else { return nil }
            return (first, values)
        }
        guard let mine = options(local), let theirs = options(incoming),
            let agreed = Self.agreed(.map(mine.values), .map(theirs.values)), agreed > 0
        else { return nil }
        let start = bytes[..<entry.head.lowerBound].lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
        let column = entry.head.lowerBound - start
        guard bytes[start..<entry.head.lowerBound].allSatisfy({ $0 == UInt8(ascii: " ") }) else {
            return nil
        }
        let lines = Self.common(mine.values, theirs.values, column: column + 4)
        let text = lines.isEmpty ? "\(name): {}" : ([name + ":"] + lines).joined(separator: "\n")
        return BareEntry(
            name: name, span: entry.node.span, text: Array(text.utf8), place: mine.entry.head.lowerBound)
    }

    private static let opposites = [
        ("include", "exclude"), ("allow", "deny"), ("only", "except"), ("enable", "disable"), ("select", "ignore"),
    ]

    /// How many values two sides both have; nil where they disagree about one.
    private static func agreed(_ first: Value, _ second: Value) -> Int? {
        guard case .map(let mine) = first, case .map(let theirs) = second else {
            return first == second ? 1 : nil
        }
        let names = [(mine, theirs), (theirs, mine)].map { one, other in
            one.keys.filter { other[$0] == nil }.map { $0.name.lowercased() }
        }
        // What one side lets in and the other keeps out may exclude each other.
        for (first, second) in opposites {
            for (one, other) in [(names[0], names[1]), (names[1], names[0])]
            where one.contains(where: { $0.contains(first) }) && other.contains(where: { $0.contains(second) }) {
                return nil
            }
        }
        var count = 0
        for (key, value) in mine {
            guard let other = theirs[key] else { continue }
            guard let agreed = agreed(value, other) else { return nil }
            count += agreed
        }
        return count
    }

    /// The mappings that both sides have, without what is in them.
    private static func common(_ first: [Key: Value], _ second: [Key: Value], column: Int) -> [String] {
        first.sorted { $0.key.name < $1.key.name }.flatMap { key, value -> [String] in
            guard case .map(let mine) = value, case .map(let theirs)? = second[key], isPlain(key.name)
            else { return [] }
            let inner = common(mine, theirs, column: column + 2)
            let head = String(repeating: " ", count: column) + key.name + ":"
            return inner.isEmpty ? [head + " {}"] : [head] + inner
        }
    }

    /// Whether a name is written without quotation marks.
    private static func isPlain(_ name: String) -> Bool {
        name.first?.isLetter == true
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-/".contains($0)) }
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(name.lowercased())
    }
}
