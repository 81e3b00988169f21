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

/// Whether both sides took an entry out of a list and each put another one where it stood.
///
/// The union would have both: two ways to do what one thing did before.
func replacedInPlace(_ keys: Sides<[Key]>) -> Bool {
    let base = Set(keys.base)
    let local = Set(keys.local)
    let incoming = Set(keys.incoming)
    let kept = base.intersection(local).intersection(incoming)
    func brought(_ side: [Key], after first: Key?, before last: Key?) -> Set<Key> {
        let start = first.flatMap { side.firstIndex(of: $0).map { $0 + 1 } } ?? 0
        let end = last.flatMap { side.firstIndex(of: $0) } ?? side.count
        return start < end ? Set(side[start..<end]).subtracting(base) : []
    }
    for (index, key) in keys.base.enumerated() where !local.contains(key) && !incoming.contains(key) {
        let before = keys.base[..<index].last(where: kept.contains)
        let after = keys.base[index...].first(where: kept.contains)
        let mine = brought(keys.local, after: before, before: after)
        let theirs = brought(keys.incoming, after: before, before: after)
        if !mine.subtracting(theirs).isEmpty && !theirs.subtracting(mine).isEmpty { return true }
    }
    return false
}
