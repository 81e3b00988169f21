/// Numbers that say how many entries a list or a mapping beside them has.
enum CountedEntries {
    /// Whether a merged number no longer says how many there are, which it does on all sides and which a side changed.
    static func areWrong(in merged: [Key: Value], _ sides: Sides<[Key: Value]>) -> Bool {
        merged.contains { key, value in
            guard case .literal(let text) = value, let number = Int(text), text != sides.base[key]?.text else {
                return false
            }
            return merged.contains { other, entries in
                guard let count = count(entries), count != number, count > 1 else { return false }
                return [sides.base, sides.local, sides.incoming].allSatisfy { side in
                    side[other].flatMap(self.count).map { "\($0)" == side[key]?.text } ?? false
                }
            }
        }
    }

    private static func count(_ value: Value) -> Int? {
        switch value {
        case .list(let values): values.count
        case .map(let pairs): pairs.count
        case .marked(_, let inner): count(inner)
        case .empty, .string, .literal, .alias: nil
        }
    }
}
