extension Sides<[Value]> {
    /// Whether one side put other entries in the place of all that there were, and the other side brought more: what was to
    /// stand beside them hangs on what is gone.
    ///
    /// Entries with an order may each have been edited where they stand, so that only another number of them tells. Of names
    /// without an order any of the old ones would be left if they still counted; versions are replaced all the time.
    ///
    /// - Parameter isSet: Whether the order says nothing.
    func isRewritten(isSet: Bool) -> Bool {
        guard base.count > 1, !isSet || base.allSatisfy({ $0.text?.utf8.contains(where: \.isASCIIDigit) == false })
        else { return false }
        return [(local, incoming), (incoming, local)].contains { side, other in
            guard isSet || side.count != base.count, side.first != base.first, side.last != base.last,
                side != other
            else { return false }
            let old = Set(base)
            return old.isDisjoint(with: side) && !old.isSuperset(of: other)
        }
    }
}
