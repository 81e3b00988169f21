/// In which order the entries of a merged container stand.
struct EntryOrder {
    /// The numbers of the result's keys.
    let numbers: [Int]
    /// Whether the sides disagree about an order.
    /// - Parameter meaning: What the order says; where it says nothing, nobody disagrees.
    func isContested(where meaning: ListPolicy.Order) -> Bool {
        guard meaning != .free else { return false }
        return isUnsure || meaning == .strict && isMixed
            || isMoved && ListOrder.isBroken(numbers.map { keys.places(of: $0) })
    }

    private let keys: NumberedKeys
    private let isUnsure: Bool
    private let isMoved: Bool
    /// Whether both sides brought entries to one place.
    private let isMixed: Bool

    /// Orders what is left and what is new.
    ///
    /// Local's order stands, unless only the template changed the order of what all three have. A new key of the
    /// template comes after its nearest predecessor there that is in the result, behind what local added at that point in
    /// the same paragraph; without a predecessor, before its nearest successor.
    ///
    /// - Parameters:
    ///   - keys: the keys of each side.
    ///   - isPresent: for each number whether the result has it.
    ///   - startsParagraph: whether an entry of local has a blank line above it.
    ///   - incomingStartsParagraph: whether an entry of the template has one.
    ///   - uses: the entries that a new one must stand below.
    init(
        _ keys: NumberedKeys, isPresent: [Bool], startsParagraph: (Int) -> Bool,
        incomingStartsParagraph: (Int) -> Bool = { _ in false }, uses: (Int) -> [Int] = { _ in [] }
    ) {
        let sides = keys.sides
        self.keys = keys
        // What most merges of large containers are.
        if keys.areAlike {
            numbers = sides.local.filter { isPresent[$0] }
            (isUnsure, isMoved, isMixed) = (false, false, false)
            return
        }
        // Where the sides have none in common, nothing tells the place of the template's.
        if sides.base.isEmpty,
            !keys.all.contains(where: { keys.has($0, .local) == keys.has($0, .incoming) || !uses($0).isEmpty })
        {
            numbers = sides.local + sides.incoming
            (isUnsure, isMoved, isMixed) = (true, false, true)
            return
        }
        let common = sides.map { $0.filter { isPresent[$0] && keys.isKept($0) } }
        let localMoved = common.local != common.base
        let incomingMoved = common.incoming != common.base
        var mixed = false
        var contested = localMoved && incomingMoved && common.local != common.incoming
        // What both bring must stand in one place.
        func isShared(_ number: Int) -> Bool {
            isPresent[number] && keys.has(number, .local) && keys.has(number, .incoming)
        }
        let brought = Set(keys.all.filter { isShared($0) && !keys.has($0, .base) })
        if !brought.isEmpty, sides.local.filter(isShared) != sides.incoming.filter(isShared) { contested = true }
        if keys.isMovedWhereReplaced { contested = true }

        var order: EntrySlots
        if incomingMoved && !localMoved {
            order = EntrySlots(sides.incoming.filter { isPresent[$0] && keys.has($0, .local) }, of: keys.all)
            order.insert(
                sides.local.filter { isPresent[$0] && !keys.has($0, .incoming) }, of: sides.local, uses: uses)
            order = EntrySlots(order.numbers, of: keys.all)
        } else {
            order = EntrySlots(sides.local.filter { isPresent[$0] }, of: keys.all)
        }
        let known = order
        let new = sides.incoming.filter { isPresent[$0] && !known.has($0) }
        // What both brought to different places says nothing about where its neighbours belong.
        let above = sides.map { side in
            Self.anchors(of: brought, in: side) { keys.has($0, .base) && isPresent[$0] }
        }
        let strayed = brought.filter { above.local[$0] != above.incoming[$0] }
        let users = new.isEmpty ? [:] : Self.users(of: Set(new), in: order, uses)
        order.insert(new, of: sides.incoming, strayed: strayed, uses: uses, users: users) { number, below in
            guard !keys.has(below, .incoming), !keys.has(below, .base) else { return false }
            // What local took out and the template changed is for people anyway, wherever it is shown.
            if !keys.has(number, .base) { mixed = true }
            return !startsParagraph(below) || incomingStartsParagraph(number)
        } isContestedAbove: { number, above in
            if keys.has(number, .base) { return }
            guard let above else {
                contested = true
                return
            }
            if !keys.has(above, .incoming), !keys.has(above, .base) { mixed = true }
        }
        numbers = order.numbers
        isUnsure = contested
        isMixed = mixed
        // Where one side moves what is there, the place of what the other brings may be gone.
        isMoved = localMoved || incomingMoved
    }

    /// For each of some new entries the first of those that are there already and use it.
    private static func users(
        of new: Set<Int>, in order: EntrySlots, _ uses: (Int) -> [Int]
    ) -> [Int: Int] {
        var result: [Int: Int] = [:]
        for number in order.numbers {
            for used in uses(number) where new.contains(used) && result[used] == nil { result[used] = number }
        }
        return result
    }

    /// The nearest entry above each of some that both sides know already.
    private static func anchors(of numbers: Set<Int>, in order: [Int], isKnown: (Int) -> Bool) -> [Int: Int] {
        if numbers.isEmpty { return [:] }
        var result: [Int: Int] = [:]
        var above: Int?
        for number in order {
            if numbers.contains(number) { result[number] = above } else if isKnown(number) { above = number }
        }
        return result
    }
}

/// Entries in order, with room between them for others: putting many in takes no longer than reading them once.
private struct EntrySlots {
    private let fixed: [Int]
    /// What stands before each fixed entry, and at the end.
    private var slots: [Int: [Int]] = [:]
    /// The slot behind each entry: of a fixed one, or of one that stands in a slot.
    private var slotBehind: [Int?]

    /// - Parameter all: the numbers that there are.
    init(_ numbers: [Int], of all: Range<Int>) {
        fixed = numbers
        slotBehind = all.map { _ in nil }
        for (index, number) in numbers.enumerated() { slotBehind[number] = index + 1 }
    }

    func has(_ number: Int) -> Bool { slotBehind[number] != nil }

    /// All entries.
    var numbers: [Int] {
        if slots.isEmpty { return fixed }
        var result = slots[0] ?? []
        for (index, number) in fixed.enumerated() {
            result.append(number)
            if let more = slots[index + 1] { result += more }
        }
        return result
    }

    /// Puts entries in, each behind its nearest predecessor in an order that has them, else before its nearest successor.
    ///
    /// - Parameters:
    ///   - new: the entries, in that order.
    ///   - order: all entries of a side.
    ///   - strayed: entries that no other one is put behind.
    ///   - uses: the entries that one must stand below.
    ///   - users: the fixed entry that one must stand above.
    ///   - passes: whether an entry goes behind the fixed one that stands below its predecessor too.
    ///   - isContestedAbove: called with an entry that has no predecessor and the fixed one above it.
    mutating func insert(
        _ new: [Int], of order: [Int], strayed: Set<Int> = [], uses: (Int) -> [Int],
        users: [Int: Int] = [:], passes: (Int, Int) -> Bool = { _, _ in false },
        isContestedAbove: (Int, Int?) -> Void = { _, _ in }
    ) {
        var waiting = Set(new)
        let successors = successors(of: order)
        var last: Int?
        for (index, number) in order.enumerated() {
            defer { if has(number), !strayed.contains(number) { last = number } }
            guard waiting.remove(number) != nil else { continue }
            var slot: Int
            if let last, let behind = slotBehind[last] {
                slot = behind
                while slot < fixed.count, passes(number, fixed[slot]) { slot += 1 }
            } else if let successor = successors[index] {
                slot = successor
                if slot > 0 { isContestedAbove(number, fixed[slot - 1]) }
            } else {
                // Nothing that it stands beside is left: its number tells where it goes.
                slot = index + 1 < order.count ? min(index, fixed.count) : fixed.count
                if !fixed.isEmpty { isContestedAbove(number, nil) }
            }
            if let user = users[number].flatMap({ slotBehind[$0] }) { slot = min(slot, user - 1) }
            // Never above what it is made of.
            slot = max(slot, uses(number).compactMap { slotBehind[$0] }.max() ?? 0)
            slots[slot, default: []].append(number)
            slotBehind[number] = slot
        }
    }

    /// For each place of an order, the slot before the next entry that has one.
    private func successors(of order: [Int]) -> [Int?] {
        var result: [Int?] = []
        var next: Int?
        for number in order.reversed() {
            result.append(next)
            next = slotBehind[number].map { $0 - 1 } ?? next
        }
        return result.reversed()
    }
}
