/// Packages, commands, copied files, ports and names that one side took out of an instruction which the other side split in
/// two: to a merge of instructions what stands in the second one is the other side's own.
struct RemovedItems {
    /// How often each of them may still be there.
    private let most: [Item: Int]

    /// What an instruction has several of, and what it does with it.
    private struct Item: Hashable {
        var use: String
        var name: String
    }

    init(_ values: Sides<Value>) {
        let counts = values.map(Self.counts)
        most = counts.base.reduce(into: [:]) { most, item in
            let (mine, theirs) = (counts.local[item.key] ?? 0, counts.incoming[item.key] ?? 0)
            if min(mine, theirs) < item.value, max(mine, theirs) == item.value { most[item.key] = min(mine, theirs) }
        }
    }

    /// An item that a merged file has more often.
    func back(in file: Value) -> String? {
        if most.isEmpty { return nil }
        let counts = Self.counts(of: file)
        return most.filter { counts[$0.key] ?? 0 > $0.value }.keys.map(\.name).min()
    }

    private static func counts(of file: Value) -> [Item: Int] {
        file.elements.reduce(into: [:]) { counts, instruction in
            for item in items(of: instruction) { counts[item, default: 0] += 1 }
        }
    }

    private static func items(of instruction: Value) -> [Item] {
        guard case .marked(_, let inner) = instruction else { return [] }
        let keyword = InstructionTraits.keyword(of: instruction)
        func words() -> [String] {
            (inner.text ?? "").split { $0.isWhitespace || "[]\",".contains($0) }.map(String.init)
        }
        switch keyword {
        case "RUN":
            return (inner.pairs[.commands]?.elements ?? []).flatMap { command -> [Item] in
                guard case .marked(let verb, let packages) = command else {
                    return command.text.map { [Item(use: keyword, name: $0)] } ?? []
                }
                let tool = verb.split(separator: " ").first { !$0.contains("=") } ?? ""
                return packages.pairs.keys.filter { $0.kind.hasPrefix("package") }.map {
                    Item(use: String(tool), name: $0.name)
                }
            }
        case "COPY", "ADD":
            let words = words()
            let stage = words.first { $0.hasPrefix("--from=") } ?? ""
            return words.dropLast().filter { !$0.hasPrefix("--") }.map { Item(use: keyword + stage, name: $0) }
        case "VOLUME":
            return words().map { Item(use: keyword, name: $0) }
        case "ENV", "ARG", "LABEL", "EXPOSE":
            return inner.pairs.keys.map { Item(use: keyword, name: $0.name) }
        default: return []
        }
    }
}
