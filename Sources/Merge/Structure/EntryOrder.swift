/// In which order the entries of a merged container stand.
struct EntryOrder {
    /// The keys of the result.
    let keys: [Key]
    /// Whether the sides disagree about an order.
    let isContested: Bool

    /// Orders what is left and what is new.
    ///
    /// Local's order stands, unless only the template changed the order of what all three have. A new key of the
    /// template comes after its nearest predecessor there that is in the result, behind what local added at that point in
    /// the same paragraph; without a predecessor, before its nearest successor.
    ///
    /// - Parameters:
    ///   - sides: the keys of each side, in order.
    ///   - present: the keys of the result.
    ///   - startsParagraph: whether a key of local has a blank line above it.
    ///   - incomingStartsParagraph: whether a key of the template has one.
    ///   - uses: the keys that a new key must stand below.
    init(
        _ sides: Sides<[Key]>, present: Set<Key>, startsParagraph: (Key) -> Bool,
        incomingStartsParagraph: (Key) -> Bool = { _ in false }, uses: (Key) -> Set<Key> = { _ in [] }
    ) {
        let inBase = Set(sides.base)
        let inLocal = Set(sides.local)
        let inIncoming = Set(sides.incoming)
        let shared = present.intersection(inBase).intersection(inLocal).intersection(inIncoming)
        let common = sides.map { $0.filter(shared.contains) }
        let localMoved = common.local != common.base
        let incomingMoved = common.incoming != common.base
        var contested = localMoved && incomingMoved && common.local != common.incoming
        // Where one side moves what is there, the place of what the other brings is gone.
        if incomingMoved, !inLocal.intersection(present).isSubset(of: inBase.union(inIncoming)) { contested = true }
        if localMoved, !inIncoming.intersection(present).isSubset(of: inBase.union(inLocal)) { contested = true }
        // What both bring must stand in one place.
        let brought = present.intersection(inLocal).intersection(inIncoming)
        if !brought.isSubset(of: inBase),
            sides.local.filter(brought.contains) != sides.incoming.filter(brought.contains)
        {
            contested = true
        }

        var keys: [Key]
        if incomingMoved && !localMoved {
            keys = sides.incoming.filter { present.contains($0) && inLocal.contains($0) }
            Self.insert(
                sides.local.filter { present.contains($0) && !inIncoming.contains($0) }, in: &keys, of: sides.local,
                uses: uses)
        } else {
            keys = sides.local.filter(present.contains)
        }

        let known = Set(keys)
        let new = sides.incoming.filter { present.contains($0) && !known.contains($0) }
        let position = Dictionary(sides.incoming.enumerated().map { ($1, $0) }) { first, _ in first }
        // What both brought to different places says nothing about where its neighbours belong.
        func anchor(_ key: Key, _ order: [Key]) -> Key? {
            order.prefix { $0 != key }.last { inBase.contains($0) && present.contains($0) }
        }
        let strayed = brought.subtracting(inBase).filter { anchor($0, sides.local) != anchor($0, sides.incoming) }
        for key in new {
            guard let index = position[key] else { continue }
            // Never above what it is made of.
            let least = Self.lowest(of: uses(key), in: keys)
            if let before = sides.incoming[..<index].last(where: { keys.contains($0) && !strayed.contains($0) }) {
                var place = (keys.firstIndex(of: before) ?? keys.count - 1) + 1
                while place < keys.count, !inIncoming.contains(keys[place]), !inBase.contains(keys[place]) {
                    contested = true
                    if startsParagraph(keys[place]), !incomingStartsParagraph(key) { break }
                    place += 1
                }
                keys.insert(key, at: max(place, least))
            } else if let after = sides.incoming[(index + 1)...].first(where: keys.contains) {
                let place = keys.firstIndex(of: after) ?? 0
                if place > 0, !inIncoming.contains(keys[place - 1]), !inBase.contains(keys[place - 1]) {
                    contested = true
                }
                keys.insert(key, at: max(place, least))
            } else {
                if !keys.isEmpty { contested = true }
                keys.append(key)
            }
        }
        self.keys = keys
        isContested = contested
    }

    /// The place below all of these.
    private static func lowest(of used: Set<Key>, in keys: [Key]) -> Int {
        used.isEmpty ? 0 : (keys.lastIndex(where: used.contains) ?? -1) + 1
    }

    /// Inserts keys after their nearest predecessor in an order that has them.
    private static func insert(_ new: [Key], in keys: inout [Key], of order: [Key], uses: (Key) -> Set<Key>) {
        for key in new {
            guard let index = order.firstIndex(of: key) else { continue }
            let least = lowest(of: uses(key), in: keys)
            if let before = order[..<index].last(where: keys.contains) {
                keys.insert(key, at: max(least, (keys.firstIndex(of: before) ?? keys.count - 1) + 1))
            } else if let after = order[(index + 1)...].first(where: keys.contains) {
                keys.insert(key, at: max(least, keys.firstIndex(of: after) ?? 0))
            } else {
                keys.append(key)
            }
        }
    }
}
