/// Finds entries that one side moved into another mapping, while the other side took them out, gave them another name or
/// moved them to a third place.
///
/// To a merge of mappings a move is one entry taken out here and another put in there, so that nothing tells that what
/// comes in is what the other side wants gone, or has elsewhere. An entry is known again by its key and its value, where
/// no other has both.
struct MovedEntries {
    /// The place that each entry was moved to.
    private let moved: [Pair: String]

    /// A key and what it says.
    private struct Pair: Hashable {
        var key: Key
        var value: Value

        var name: String { key == MovedEntries.item ? value.text ?? "" : key.name }
    }

    /// Nil where nothing was moved so.
    init?(_ values: Sides<Value>) {
        var gone: [Pair: String] = [:]
        Self.collect(values, place: { "" }, into: &gone)
        if gone.isEmpty { return nil }
        let places = values.map { Self.places(of: Set(gone.keys), in: $0) }
        var moved: [Pair: String] = [:]
        for (pair, place) in gone where places.base[pair]?.count == 1 {
            for (side, other) in places.bothWays {
                guard let new = side[pair], new.count == 1, new[0] != place, other[pair]?.contains(new[0]) != true
                else { continue }
                moved[pair] = new[0]
            }
        }
        if moved.isEmpty { return nil }
        self.moved = moved
    }

    /// The name of an entry that a merged value has where only one side has put it.
    func back(in value: Value) -> String? {
        let places = Self.places(of: Set(moved.keys), in: value)
        return moved.filter { places[$0.key]?.contains($0.value) == true }.map(\.key.name).min()
    }

    /// The entries that both sides took out, with their places.
    /// - Parameter place: asked only where one is gone, since nearly none is.
    private static func collect(_ values: Sides<Value>, place: () -> String, into gone: inout [Pair: String]) {
        switch (values.base, values.local, values.incoming) {
        case (.map(let base), .map(let local), .map(let incoming)):
            // Nothing is gone on both sides of what one of them has as it was.
            if base == local || base == incoming { return }
            for (key, value) in base where value != .empty {
                switch (local[key], incoming[key]) {
                case (nil, nil):
                    let place = inner(place(), key)
                    gone[Pair(key: key, value: value)] = place
                    collect(within: value, place: place, into: &gone)
                case (let mine?, let theirs?):
                    let inside = Sides(base: value, local: mine, incoming: theirs)
                    collect(inside, place: { inner(place(), key) }, into: &gone)
                default: break
                }
            }
        case (.list(let base), .list(let local), .list(let incoming)):
            if base == local || base == incoming { return }
            let rest = unlike(values.map(\.elements))
            let kept = items(of: rest.local).union(items(of: rest.incoming))
            for text in items(of: rest.base).subtracting(kept) {
                gone[Pair(key: item, value: .string(text))] = inner(place(), item)
            }
            for entry in Self.gone(from: rest.base, rest.local, rest.incoming) {
                gone[Pair(key: item, value: entry)] = inner(place(), item)
            }
            guard base.count == local.count, base.count == incoming.count else { return }
            for index in base.indices {
                let inside = Sides(base: base[index], local: local[index], incoming: incoming[index])
                collect(inside, place: place, into: &gone)
            }
        case (.marked(_, let base), .marked(_, let local), .marked(_, let incoming)):
            collect(Sides(base: base, local: local, incoming: incoming), place: place, into: &gone)
        default: break
        }
    }

    /// Stands for the key of what a list holds.
    private static let item = Key("[]", kind: "item")

    /// The entries of three lists without those that stand at one place in all of them, counted from the top or the end.
    private static func unlike(_ lists: Sides<[Value]>) -> Sides<[Value]> {
        let (base, local, incoming) = (lists.base, lists.local, lists.incoming)
        let least = min(base.count, local.count, incoming.count)
        let isLike = { (index: Int) in base[index] == local[index] && base[index] == incoming[index] }
        if base.count == local.count, base.count == incoming.count {
            let places = base.indices.filter { !isLike($0) }
            return lists.map { list in places.map { list[$0] } }
        }
        let top = (0..<least).prefix(while: isLike).count
        let end = (0..<least - top).prefix { back in
            let last = base[base.count - 1 - back]
            return last == local[local.count - 1 - back] && last == incoming[incoming.count - 1 - back]
        }
        return lists.map { Array($0[top..<$0.count - end.count]) }
    }

    /// What in a list is known again by what it says.
    private static func items(of list: [Value]) -> Set<String> {
        list.reduce(into: []) { found, value in
            if case .string(let text) = value, text.utf8.contains(where: \.isASCIILetter) { found.insert(text) }
        }
    }

    /// The mappings of a list that both sides took out, such as steps; not those that a side only changed.
    private static func gone(from base: [Value], _ local: [Value], _ incoming: [Value]) -> [Value] {
        if base.count == local.count, base.count == incoming.count,
            base.indices.allSatisfy({ base[$0] == local[$0] || base[$0] == incoming[$0] })
        {
            return []
        }
        let known = Set(base)
        let kept = Set(local).union(incoming)
        let new = (local + incoming).filter { !known.contains($0) }.reduce(into: Set()) { $0.formUnion(signs(of: $1)) }
        return base.filter { entry in
            guard !kept.contains(entry) else { return false }
            let texts = entry.allTexts
            guard texts.count > 1 || texts.contains(where: { $0.utf8.count >= leastText }) else { return false }
            let signs = signs(of: entry)
            // What has no text of its own is the same entry under the same keys.
            if signs.isEmpty { return !(local + incoming).contains { $0.pairs.keys == entry.pairs.keys } }
            return signs.isDisjoint(with: new)
        }
    }

    /// A mapping of one shorter text could be another one by chance.
    private static let leastText = 8

    /// What an entry of a list is told by: what it says under its keys, without the version of an action or an image.
    private static func signs(of entry: Value) -> Set<String> {
        entry.pairs.reduce(into: []) { found, pair in
            guard let text = pair.value.text else { return }
            let end = pair.key.name == "image" ? text.lastIndex(of: ":") : text.firstIndex(of: "@")
            found.insert("\(pair.key.name)\u{1F}\(text[..<(end ?? text.endIndex)])")
        }
    }

    /// The entries of what both sides took out; not those that say so little that another may say it by chance.
    private static func collect(within value: Value, place: String, into gone: inout [Pair: String]) {
        for (key, value) in value.pairs {
            switch value {
            case .string, .list: gone[Pair(key: key, value: value)] = inner(place, key)
            case .map:
                gone[Pair(key: key, value: value)] = inner(place, key)
                collect(within: value, place: inner(place, key), into: &gone)
            case .literal, .empty, .alias, .marked: break
            }
        }
    }

    /// Where some entries stand; the entries of one list have one place, since their order may change.
    private static func places(of wanted: Set<Pair>, in value: Value) -> [Pair: [String]] {
        let names = Set(wanted.map(\.key))
        var found: [Pair: [String]] = [:]
        func look(_ value: Value, _ place: String) {
            switch value {
            case .map(let pairs):
                for (key, value) in pairs {
                    if names.contains(key) {
                        let pair = Pair(key: key, value: value)
                        if wanted.contains(pair) { found[pair, default: []].append(inner(place, key)) }
                    }
                    if !value.isScalar { look(value, inner(place, key)) }
                }
            case .list(let values):
                for value in values {
                    if names.contains(item), wanted.contains(Pair(key: item, value: value)) {
                        found[Pair(key: item, value: value), default: []].append(inner(place, item))
                    }
                    look(value, place)
                }
            case .marked(_, let value): look(value, place)
            case .empty, .string, .literal, .alias: break
            }
        }
        look(value, "")
        return found
    }

    private static func inner(_ place: String, _ key: Key) -> String { "\(place)\u{1E}\(key.name)\u{1F}\(key.kind)" }
}
