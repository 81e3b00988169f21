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

extension Sides<[Key]> {
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
    /// - Parameter values: what the entries say; asked only where both sides took one out.
    func isChangedWhereGone(_ values: () -> Sides<[Value]>) -> Bool {
        lazy var entries: [Key: Value] = {
            let values = values()
            return [(local, values.local), (incoming, values.incoming), (base, values.base)].reduce(into: [:]) {
                for (key, value) in zip($1.0, $1.1) { $0[key] = value }
            }
        }()
        func words(_ key: Key) -> Set<String> { entries[key]?.words(under: key) ?? [] }
        lazy var common = Set(base).intersection(local).intersection(incoming).reduce(into: Set()) {
            $0.formUnion(words($1))
        }
        return replacements { gone, first, second in
            guard first.isEmpty != second.isEmpty else { return false }
            let telling = words(gone).subtracting(common)
            return first.union(second).contains { !words($0).isDisjoint(with: telling) }
        }
    }

    /// Whether one side moved an entry that the other side took out, and put another one where it had stood: nobody said
    /// how the new one stands to what the entry was moved past.
    var isMovedWhereReplaced: Bool { isMoved(local, replacedIn: incoming) || isMoved(incoming, replacedIn: local) }

    private func isMoved(_ side: [Key], replacedIn other: [Key]) -> Bool {
        let places = Dictionary(zip(side, side.indices)) { first, _ in first }
        let (known, theirs) = (Set(base), Set(other))
        guard base.contains(where: { places[$0] != nil && !theirs.contains($0) }),
            other.contains(where: { !known.contains($0) && places[$0] == nil })
        else { return false }
        let kept = base.filter { places[$0] != nil && theirs.contains($0) }
        let added = Self.additions(in: other, to: known, behind: Set(kept))
        var above = 0
        for key in base {
            guard let place = places[key] else { continue }
            if theirs.contains(key) {
                above += 1
                continue
            }
            let new = added[above == 0 ? nil : kept[above - 1]] ?? []
            guard new.contains(where: { places[$0] == nil }) else { continue }
            if kept[..<above].contains(where: { places[$0] ?? 0 > place })
                || kept[above...].contains(where: { places[$0] ?? .max < place })
            {
                return true
            }
        }
        return false
    }

    /// Whether it is so of an entry that both took out, and what the sides put in its place.
    private func replacements(_ areContested: (Key, Set<Key>, Set<Key>) -> Bool) -> Bool {
        let mine = Set(local)
        let theirs = Set(incoming)
        guard base.contains(where: { !mine.contains($0) && !theirs.contains($0) }) else { return false }
        let known = Set(base)
        let kept = known.intersection(mine).intersection(theirs)
        let mineAdded = Self.additions(in: local, to: known, behind: kept)
        let theirsAdded = Self.additions(in: incoming, to: known, behind: kept)
        var above: Key?
        for key in base {
            if kept.contains(key) {
                above = key
            } else if !mine.contains(key), !theirs.contains(key),
                areContested(key, mineAdded[above] ?? [], theirsAdded[above] ?? [])
            {
                return true
            }
        }
        return false
    }

    /// What a side adds behind each entry that all have; behind nil, at the start.
    private static func additions(in side: [Key], to known: Set<Key>, behind kept: Set<Key>) -> [Key?: Set<Key>] {
        var result: [Key?: Set<Key>] = [:]
        var above: Key?
        for key in side {
            if kept.contains(key) {
                above = key
            } else if !known.contains(key) {
                result[above, default: []].insert(key)
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
