extension Value {
    /// The documents of a file with anchored values in place of their aliases, and `<<` taken apart, as a program gets them.
    ///
    /// What would grow beyond any file that people write is left as it is.
    var withoutAnchors: Value {
        guard hasAnchors else { return self }
        return .list(
            elements.map { document in
                var reading = AnchorReading()
                reading.collect(document)
                return reading.plain(document)
            })
    }

    private var hasAnchors: Bool {
        switch self {
        case .marked(let mark, let value): AnchorUses.anchor(in: mark) != nil || value.hasAnchors
        case .list(let values): values.contains { $0.hasAnchors }
        case .map(let pairs): pairs.values.contains { $0.hasAnchors }
        default: false
        }
    }
}

/// Replaces the aliases of one document.
private struct AnchorReading {
    private var anchored: [String: Value] = [:]
    /// How many values may still be put in place of aliases: a few lines can stand for billions.
    private var budget = 100_000

    mutating func collect(_ value: Value) {
        switch value {
        case .marked(let mark, let inner):
            if let name = AnchorUses.anchor(in: mark) { anchored[name] = inner }
            collect(inner)
        case .list(let values): for value in values { collect(value) }
        case .map(let pairs): for value in pairs.values { collect(value) }
        default: break
        }
    }

    mutating func plain(_ value: Value, depth: Int = 0) -> Value {
        switch value {
        case .alias(let name):
            guard let target = anchored[name], depth < 50, budget > 0 else { return value }
            return plain(target, depth: depth + 1)
        case .marked(let mark, let inner):
            let inner = plain(inner, depth: depth)
            // A tag is part of what the file says, an anchor is not.
            return mark.contains("!") ? .marked(mark, inner) : inner
        case .list(let values):
            budget -= values.count
            return .list(values.map { plain($0, depth: depth) })
        case .map(let pairs):
            budget -= pairs.count
            var result: [Key: Value] = [:]
            for (key, inner) in pairs where key != Key("<<") { result[key] = plain(inner, depth: depth) }
            guard let merged = pairs[Key("<<")] else { return .map(result) }
            for source in [plain(merged, depth: depth)].flatMap({ $0.pairs.isEmpty ? $0.elements : [$0] }) {
                // What the mapping says itself goes before, then the first source that says it.
                result.merge(source.pairs) { own, _ in own }
            }
            return .map(result)
        default: return value
        }
    }
}
