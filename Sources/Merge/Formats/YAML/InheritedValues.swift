/// What one side changed in an anchored value, where the other side wrote a copy of it in place of the alias: the copy would
/// stay as it was, although that side changed nothing there and the first one meant it, too.
enum InheritedValues {
    /// The path of a value that a program would get unchanged from a merged file; nil for none.
    static func lost(_ merged: SyntaxTree, _ sides: Sides<SyntaxTree>) -> String? {
        let trees = [sides.base, sides.local, sides.incoming]
        guard trees.contains(where: { $0.bytes.contains(UInt8(ascii: "*")) && $0.bytes.contains(UInt8(ascii: "&")) })
        else {
            return nil
        }
        let raw = sides.map(\.value)
        let plain = raw.map(\.withoutAnchors)
        if plain == raw { return nil }
        let (all, result) = (plain.map(\.elements), merged.value.withoutAnchors.elements)
        guard all.base.count == all.local.count, all.base.count == all.incoming.count, all.base.count == result.count
        else {
            return nil
        }
        return result.indices.lazy.compactMap { index in lost(result[index], all.map { $0[index] }, path: []) }.first
    }

    private static func lost(_ merged: Value, _ sides: Sides<Value>, path: [String]) -> String? {
        if case .list(let result) = merged { return lost(in: result, sides.map(\.elements), path: path) }
        guard case .map(let base) = sides.base, case .map(let local) = sides.local,
            case .map(let incoming) = sides.incoming, case .map(let result) = merged
        else { return nil }
        let keys = Set(base.keys).union(local.keys).union(incoming.keys)
        for key in keys.sorted(by: { $0.name < $1.name }) {
            let name = path + [key.name]
            let values = (base: base[key], local: local[key], incoming: incoming[key], result: result[key])
            if values.local == values.incoming { continue }
            // One side changed it, and the merge has it as it was.
            if values.result == values.base, values.local == values.base || values.incoming == values.base {
                return "change of \(name.joined(separator: "."))"
            }
            if let base = values.base, let local = values.local, let incoming = values.incoming,
                let result = values.result,
                let found = lost(result, Sides(base: base, local: local, incoming: incoming), path: name)
            {
                return found
            }
        }
        return nil
    }

    /// The same of lists whose entries stand at one place and have one name on all sides.
    private static func lost(in merged: [Value], _ sides: Sides<[Value]>, path: [String]) -> String? {
        let lists = [sides.base, sides.local, sides.incoming, merged]
        guard lists.allSatisfy({ $0.count == merged.count }) else { return nil }
        for index in merged.indices {
            let names = Set(
                lists.map { list in ["name", "id", "key"].lazy.compactMap { list[index][$0]?.text }.first })
            guard names.count == 1, let name = names.first.flatMap({ $0 }) else { continue }
            if let found = lost(merged[index], sides.map { $0[index] }, path: path + [name]) { return found }
        }
        return nil
    }
}
