/// Finds names that one side took out of a file, with all that used them, and that the other side uses anew: what a file
/// imports, functions and constants, members of types, settings of a pipeline, variables of a server and the like.
///
/// Where the side still has a use, it has the name from elsewhere, and where the other side's new lines give the name a
/// meaning of their own, they need no other one.
struct LostNames {
    private let reader: NameReader
    private let lost: [String: Lost]

    private struct Lost {
        var name: DefinedName
        /// The new lines that use it.
        var uses: Set<String>
        var places: JoinedLines
    }

    /// Nil where there is none.
    init?(_ sides: SidedLines, path: String) {
        guard let reader = NameReader(path: path) else { return nil }
        var lost: [String: Lost] = [:]
        for (side, other) in SidedLines.pairs {
            for one in Self.find(in: sides, side, other, reader) {
                lost["\(Self.prefix)\(side) \(one.name.owner ?? "").\(one.name.word)"] = one
            }
        }
        if lost.isEmpty { return nil }
        self.reader = reader
        self.lost = lost
    }

    private static let prefix = "lost "

    private static func find(in sides: SidedLines, _ side: SideName, _ other: SideName, _ reader: NameReader) -> [Lost]
    {
        let added = sides.added(by: other)
        if added.isEmpty { return [] }
        let missing = sides.lines.base.map { sides.counts[side][$0.text] ?? 0 < sides.counts.base[$0.text] ?? 0 }
        // What stands beside a line that is gone may be gone, too, while another line says the same.
        let near = missing.indices.filter { index in
            missing[max(index - 1, 0)...min(index + 1, missing.count - 1)].contains(true)
        }
        let numbers = Set(near.map { sides.lines.base[$0].number })
        let gone = reader.definitions(in: sides.lines.base) { numbers.contains($0.number) }
        if gone.isEmpty { return [] }
        let fresh = Set(added.map(\.number))
        var candidates = Array(Set(gone.map(\.name)))
        let uses = reader.uses(of: candidates, in: sides.lines[other])
        func isNew(_ use: NameReader.Use) -> Bool { fresh.contains(use.line) }
        candidates.removeAll { uses[$0]?.contains { isNew($0) && !$0.isBinding } != true }
        if candidates.isEmpty { return [] }
        let left = reader.uses(of: candidates, in: sides.lines[side])
        let words = Set(candidates.map(\.word))
        let own = reader.definitions(in: sides.lines[side], of: words).map(\.name)
        candidates.removeAll { name in
            left[name]?.contains(where: \.isPlain) == true || own.contains(where: name.isGiven)
                || reader.hasAll(of: name, sides.lines[side])
        }
        if candidates.isEmpty { return [] }
        let blocks = reader.blocks(of: sides.lines[other])
        let definitions = reader.definitions(in: sides.lines[other], of: words)
        // What a function has under the name of a type or a table is meant there.
        let owners = Set(candidates.compactMap(\.owner)).map { DefinedName($0, .alone()) }
        let shadows = reader.uses(of: owners, in: sides.lines[other]).mapValues { uses in
            Set(uses.filter(\.isBinding).map { blocks.function(around: $0.line) })
        }
        return candidates.compactMap { name in
            let found = uses[name] ?? []
            let bindings = found.filter(\.isBinding).filter { binding in
                !definitions.contains { $0.line == binding.line && $0.name == name }
            }
            if bindings.contains(where: isNew) { return nil }
            // A parameter or a variable of the function that uses it is meant.
            var functions = Set(bindings.map { blocks.function(around: $0.line) })
            functions.formUnion(name.owner.flatMap { shadows[DefinedName($0, .alone())] } ?? [])
            let new = found.filter { use in
                isNew(use) && !use.isBinding && !functions.contains(blocks.function(around: use.line))
                    && (use.isQualified || name.owner.map { blocks.types(around: use.line).contains($0) } ?? true)
            }
            if new.isEmpty { return nil }
            let numbers = Set(new.map(\.line))
            let places = numbers.union(definitions.filter { $0.name == name }.map(\.line))
            return Lost(
                name: name, uses: Set(added.filter { numbers.contains($0.number) }.map(\.text)),
                places: JoinedLines(other, places))
        }
    }

    /// The names that a merge uses and does not define.
    func found(in text: [OutlineLine]) -> Set<String> {
        let lines = Set(text.map(\.text))
        let used = lost.filter { !$0.value.uses.isDisjoint(with: lines) }
        if used.isEmpty { return [] }
        let given = reader.definitions(in: text, of: Set(used.values.map(\.name.word))).map(\.name)
        return Set(used.filter { !given.contains(where: $0.value.name.isGiven) }.keys)
    }

    /// Where the other side uses a name anew and still defines it.
    func places(of name: String) -> JoinedLines? { lost[name]?.places }
}
