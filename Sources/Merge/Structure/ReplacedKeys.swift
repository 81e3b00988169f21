/// Whether both sides took a key out of a mapping and each put another one in its place.
///
/// The union would be a value that nobody wrote: a volume of two kinds, a probe with two ways, one section under two names.
func replacedTwice(_ keys: Sides<Set<Key>>) -> Bool {
    // In a large mapping what is gone and what is new have nothing to do with each other.
    guard keys.base.count <= 4 else { return false }
    let isGone = !keys.base.isSubset(of: keys.local.union(keys.incoming))
    guard isGone else { return false }
    let mine = keys.local.subtracting(keys.base)
    let theirs = keys.incoming.subtracting(keys.base)
    return !mine.subtracting(theirs).isEmpty && !theirs.subtracting(mine).isEmpty
}

extension NumberedKeys {
    /// Whether both sides took an entry out of a list and each put another one where it stood: between the same two
    /// entries that all have.
    ///
    /// As with ``replacedTwice(_:)``, both in the result would be more than either side wanted. An entry that a side adds
    /// elsewhere has nothing to do with the one that is gone.
    var isReplacedInPlace: Bool {
        replacements { _, first, second in !first.isSubset(of: second) && !second.isSubset(of: first) }
    }

    /// Whether both sides took an entry out, and only one of them put another one where it stood that is much the same: a
    /// step with another command, a port on another address, a variable under another name.
    ///
    /// What the other side took out would be back. The two are one where they say the same, or share a word, that no entry
    /// has which all sides kept.
    /// - Parameters:
    ///   - values: what the entries say; asked only where both sides took one out.
    ///   - takesIn: whether the first of two entries takes in what the second one said.
    func isChangedWhereGone(
        _ values: () -> Sides<[Value]>, takesIn: (Value, Value) -> Bool = { _, _ in false }
    ) -> Bool {
        lazy var values = values()
        func value(_ number: Int) -> Value? {
            let entries = Sides.at(places(of: number), of: values)
            return entries.base ?? entries.incoming ?? entries.local
        }
        func words(_ number: Int) -> Set<String> {
            value(number)?.words(under: keys[number]) ?? []
        }
        lazy var common = all.lazy.filter(isKept).reduce(into: Set()) { $0.formUnion(words($1)) }
        return replacements { gone, first, second in
            guard first.isEmpty != second.isEmpty else { return false }
            let telling = words(gone).subtracting(common)
            return first.union(second).contains { new in
                if !words(new).isDisjoint(with: telling) { return true }
                guard let new = value(new), let old = value(gone) else { return false }
                return takesIn(new, old)
            }
        }
    }

    /// Whether one side moved an entry that the other side took out, and put another one where it had stood: nobody said
    /// how the new one stands to what the entry was moved past.
    var isMovedWhereReplaced: Bool {
        isMoved(by: .local, replacedBy: .incoming) || isMoved(by: .incoming, replacedBy: .local)
    }

    private func isMoved(by side: SideName, replacedBy other: SideName) -> Bool {
        guard sides.base.contains(where: { has($0, side) && !has($0, other) }),
            sides[other].contains(where: { !has($0, .base) && !has($0, side) })
        else { return false }
        func place(_ number: Int) -> Int { places(of: number)[side] ?? 0 }
        let kept = sides.base.filter(isKept)
        let added = additions(by: other)
        var above = 0
        for number in sides.base where has(number, side) {
            if has(number, other) {
                above += 1
                continue
            }
            let new = added[above == 0 ? nil : kept[above - 1]] ?? []
            guard new.contains(where: { !has($0, side) }) else { continue }
            if kept[..<above].contains(where: { place($0) > place(number) })
                || kept[above...].contains(where: { place($0) < place(number) })
            {
                return true
            }
        }
        return false
    }

    /// Whether it is so of an entry that both took out, and what the sides put in its place.
    private func replacements(_ areContested: (Int, Set<Int>, Set<Int>) -> Bool) -> Bool {
        func isGone(_ number: Int) -> Bool { !has(number, .local) && !has(number, .incoming) }
        guard sides.base.contains(where: isGone) else { return false }
        let mine = additions(by: .local)
        let theirs = additions(by: .incoming)
        var above: Int?
        for number in sides.base {
            if isKept(number) {
                above = number
            } else if isGone(number), areContested(number, mine[above] ?? [], theirs[above] ?? []) {
                return true
            }
        }
        return false
    }

    /// What a side adds behind each entry that all have; behind nil, at the start.
    private func additions(by side: SideName) -> [Int?: Set<Int>] {
        var result: [Int?: Set<Int>] = [:]
        var above: Int?
        for number in sides[side] {
            if isKept(number) {
                above = number
            } else if !has(number, .base) {
                result[above, default: []].insert(number)
            }
        }
        return result
    }
}

extension Value {
    /// The words of an entry's name and texts, and its whole texts.
    fileprivate func words(under key: Key) -> Set<String> {
        ([key.name] + allTexts).reduce(into: []) { found, text in
            found.insert("=\(text)")
            for word in text.utf8.split(whereSeparator: { !$0.isWordByte || $0 == UInt8(ascii: "_") })
            where word.count > 1 {
                found.insert(String(Substring(word)).lowercased())
            }
        }
    }
}
