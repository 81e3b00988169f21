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
    /// Whether both sides took an entry out of a list and each put others in its place.
    ///
    /// As with ``replacedTwice(_:)``, both in the result would be more than either side wanted. An entry that a side adds
    /// elsewhere has nothing to do with the one that is gone.
    var isReplacedInPlace: Bool {
        let mine = Set(local)
        let theirs = Set(incoming)
        guard base.contains(where: { !mine.contains($0) && !theirs.contains($0) }) else { return false }
        let known = Set(base)
        let mineAdded = Self.additions(in: local, to: known)
        let theirsAdded = Self.additions(in: incoming, to: known)
        var above: (local: Key?, incoming: Key?) = (nil, nil)
        for key in base {
            let isLocal = mine.contains(key)
            let isIncoming = theirs.contains(key)
            if !isLocal, !isIncoming {
                let first = mineAdded[above.local] ?? []
                let second = theirsAdded[above.incoming] ?? []
                if !first.isSubset(of: second), !second.isSubset(of: first) { return true }
            }
            if isLocal { above.local = key }
            if isIncoming { above.incoming = key }
        }
        return false
    }

    /// What a side adds behind each entry that it shares with the base; behind nil, at the start.
    private static func additions(in side: [Key], to known: Set<Key>) -> [Key?: Set<Key>] {
        var result: [Key?: Set<Key>] = [:]
        var above: Key?
        for key in side {
            if known.contains(key) { above = key } else { result[above, default: []].insert(key) }
        }
        return result
    }
}
