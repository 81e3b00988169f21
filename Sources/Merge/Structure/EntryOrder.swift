/// In which order the entries of a merged container stand.
struct EntryOrder {
    /// The keys of the result.
    let keys: [Key]
    /// Whether the sides disagree about an order; asked only where the order says something.
    var isContested: Bool { isUnsure || isMoved && ListOrder.isBroken(keys, sides) }

    private let sides: Sides<[Key]>
    private let isUnsure: Bool
    private let isMoved: Bool

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
        // What both bring must stand in one place.
        let brought = present.intersection(inLocal).intersection(inIncoming)
        if !brought.isSubset(of: inBase),
            sides.local.filter(brought.contains) != sides.incoming.filter(brought.contains)
        {
            contested = true
        }
        if sides.isMovedWhereReplaced { contested = true }

        var order: EntrySlots
        if incomingMoved && !localMoved {
            order = EntrySlots(sides.incoming.filter { present.contains($0) && inLocal.contains($0) })
            order.insert(
                sides.local.filter { present.contains($0) && !inIncoming.contains($0) }, of: sides.local, uses: uses)
            order = EntrySlots(order.keys)
        } else {
            order = EntrySlots(sides.local.filter(present.contains))
        }
        let known = Set(order.keys)
        let new = sides.incoming.filter { present.contains($0) && !known.contains($0) }
        // What both brought to different places says nothing about where its neighbours belong.
        let both = brought.subtracting(inBase)
        let above = sides.map { Self.anchors(of: both, in: $0) { inBase.contains($0) && present.contains($0) } }
        let strayed = both.filter { above.local[$0] != above.incoming[$0] }
        order.insert(new, of: sides.incoming, strayed: strayed, uses: uses) { key, below in
            guard let below, !inIncoming.contains(below), !inBase.contains(below) else { return false }
            // What local took out and the template changed is for people anyway, wherever it is shown.
            if !inBase.contains(key) { contested = true }
            return !startsParagraph(below) || incomingStartsParagraph(key)
        } isContestedAbove: { key, above in
            if inBase.contains(key) { return }
            if let above, inIncoming.contains(above) || inBase.contains(above) { return }
            contested = true
        }
        self.keys = order.keys
        self.sides = sides
        isUnsure = contested
        // Where one side moves what is there, the place of what the other brings may be gone.
        isMoved = localMoved || incomingMoved
    }

    /// The nearest key above each of some keys that both sides know already.
    private static func anchors(of keys: Set<Key>, in order: [Key], isKnown: (Key) -> Bool) -> [Key: Key] {
        if keys.isEmpty { return [:] }
        var result: [Key: Key] = [:]
        var above: Key?
        for key in order {
            if keys.contains(key) { result[key] = above } else if isKnown(key) { above = key }
        }
        return result
    }
}

/// Keys in order, with room between them for others: putting many in takes no longer than reading them once.
private struct EntrySlots {
    private let fixed: [Key]
    /// What stands before each fixed key, and at the end.
    private var slots: [Int: [Key]] = [:]
    /// The slot behind each key: of a fixed one, or of one that stands in a slot.
    private var slotBehind: [Key: Int] = [:]

    init(_ keys: [Key]) {
        fixed = keys
        for (index, key) in keys.enumerated() { slotBehind[key] = index + 1 }
    }

    /// All keys.
    var keys: [Key] {
        if slots.isEmpty { return fixed }
        var result = slots[0] ?? []
        for (index, key) in fixed.enumerated() {
            result.append(key)
            if let more = slots[index + 1] { result += more }
        }
        return result
    }

    /// Puts keys in, each behind its nearest predecessor in an order that has them, else before its nearest successor.
    ///
    /// - Parameters:
    ///   - new: the keys, in that order.
    ///   - order: all keys of a side.
    ///   - strayed: keys that no other key is put behind.
    ///   - uses: the keys that a key must stand below.
    ///   - passes: whether a key goes behind the fixed key that stands below its predecessor too.
    ///   - isContestedAbove: called with a key that has no predecessor and the fixed key above it.
    mutating func insert(
        _ new: [Key], of order: [Key], strayed: Set<Key> = [], uses: (Key) -> Set<Key>,
        passes: (Key, Key?) -> Bool = { _, _ in false },
        isContestedAbove: (Key, Key?) -> Void = { _, _ in }
    ) {
        var waiting = Set(new)
        let successors = Self.successors(of: order) { slotBehind[$0].map { $0 - 1 } }
        var last: Key?
        for (index, key) in order.enumerated() {
            defer { if slotBehind[key] != nil, !strayed.contains(key) { last = key } }
            guard waiting.remove(key) != nil else { continue }
            var slot: Int
            if let last, let behind = slotBehind[last] {
                slot = behind
                while slot < fixed.count, passes(key, fixed[slot]) { slot += 1 }
            } else if let successor = successors[index] {
                slot = successor
                if slot > 0 { isContestedAbove(key, fixed[slot - 1]) }
            } else {
                // Nothing that it stands beside is left: its number tells where it goes.
                slot = index + 1 < order.count ? min(index, fixed.count) : fixed.count
                if !fixed.isEmpty { isContestedAbove(key, nil) }
            }
            // Never above what it is made of.
            slot = max(slot, uses(key).compactMap { slotBehind[$0] }.max() ?? 0)
            slots[slot, default: []].append(key)
            slotBehind[key] = slot
        }
    }

    /// For each place of an order, the slot before the next key that has one.
    private static func successors(of order: [Key], slot: (Key) -> Int?) -> [Int?] {
        var result: [Int?] = []
        var next: Int?
        for key in order.reversed() {
            result.append(next)
            next = slot(key) ?? next
        }
        return result.reversed()
    }
}
