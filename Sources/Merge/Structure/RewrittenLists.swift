extension Sides {
    /// Whether one side put other entries in the place of all that there were, and the other side brought more: what was to
    /// stand beside them hangs on what is gone.
    ///
    /// - Parameter mayBeEdited: Whether each entry may have been edited where it stands, so that only another number of them
    ///   tells.
    func isRewritten<Entry: Hashable>(mayBeEdited: Bool) -> Bool where Element == [Entry] {
        guard base.count > 1 else { return false }
        return bothWays.contains { side, other in
            guard !mayBeEdited || side.count != base.count, side.first != base.first, side.last != base.last,
                side != other
            else { return false }
            let old = Set(base)
            return old.isDisjoint(with: side) && !old.isSuperset(of: other)
        }
    }
}

extension ListPolicy {
    /// The same of a list of names without an order.
    ///
    /// Any of the old ones would be left if they still counted; versions are replaced all the time.
    func isRewritten(_ values: Sides<[Value]>) -> Bool {
        guard kind == .keyed(.free),
            values.base.allSatisfy({ $0.text?.utf8.contains(where: \.isASCIIDigit) == false })
        else { return false }
        return values.map { $0.compactMap(identity) }.isRewritten(mayBeEdited: false)
    }
}
