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
            } else if !mine.contains(key), !theirs.contains(key) {
                let first = mineAdded[above] ?? []
                let second = theirsAdded[above] ?? []
                if !first.isSubset(of: second), !second.isSubset(of: first) { return true }
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
