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
