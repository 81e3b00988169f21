extension InstructionAlignment {
    /// Refuses what would come to stand the other way round than on the side that brought it.
    ///
    /// Pair by pair: two commands or instructions stand as on the side that changed their order, as on the only side that
    /// has both; and what one side changed does not move past another on the other side.
    mutating func refuseOtherOrder(_ order: InstructionOrder) {
        guard order.isMoved else { return }
        for (index, second) in order.places.enumerated() where second.ordering != nil {
            // From the nearest on, so that the conflict is small.
            for first in order.places[..<index].reversed() {
                if first.stage != second.stage || rows[second.row].conflict != nil { break }
                guard rows[first.row].conflict == nil, first.row != second.row,
                    first.counts(against: second), !order.mayStand(first, above: second)
                else { continue }
                rows[first.isAdded && !second.isAdded ? first.row : second.row].conflict = .valueOrder
            }
        }
    }
}

extension InstructionOrder.Place {
    /// What an instruction does that others may hang on without saying so; users, folders and shells are followed by
    /// name, see ``ContextWalk``.
    enum Ordering {
        case files, command, variables
    }

    var ordering: Ordering? {
        switch keyword {
        case "COPY", "ADD", "VOLUME": .files
        case "RUN": .command
        case "ENV", "ARG": .variables
        default: nil
        }
    }

    /// Whether the order of two says something.
    fileprivate func counts(against other: Self) -> Bool {
        guard let ordering, let second = other.ordering else { return false }
        switch (ordering, second) {
        case (.variables, _): return second == .command
        case (_, .variables): return ordering == .command
        case (.files, .files): return overlaps(other)
        default: return true
        }
    }

    /// Whether two copies may go to one place.
    private func overlaps(_ other: Self) -> Bool {
        guard let target, let second = other.target, (target.first == ".") == (second.first == ".") else { return true }
        return zip(target, second).allSatisfy { $0 == $1 }
    }
}

extension InstructionOrder {
    /// Whether anything stands in another order than on a side: pairs of thousands are looked at only then.
    fileprivate var isMoved: Bool {
        func isSorted(_ side: KeyPath<Sides<Int?>, Int?>) -> Bool {
            let found = places.compactMap { $0.parts[keyPath: side] }
            return zip(found, found.dropFirst()).allSatisfy { $0 <= $1 }
        }
        return !isSorted(\.local) || !isSorted(\.incoming)
    }

    /// Whether the sides let a part of the result stand above another.
    fileprivate func mayStand(_ first: Place, above second: Place) -> Bool {
        func order(_ side: KeyPath<Sides<Int?>, Int?>) -> Bool? {
            guard let one = first.parts[keyPath: side], let other = second.parts[keyPath: side], one != other else {
                return nil
            }
            return one < other
        }
        guard let local = order(\.local) else { return order(\.incoming) ?? true }
        guard let incoming = order(\.incoming), incoming != local else { return local }
        guard let base = order(\.base) else { return false }
        let keeper: SideName = local == base ? .local : .incoming
        if base { return false }
        let areCommands = ![first.keyword, second.keyword].contains { $0 == "ENV" || $0 == "ARG" }
        return !areCommands || !isChanged(first, by: keeper) && !isChanged(second, by: keeper)
    }

    private func isChanged(_ place: Place, by side: SideName) -> Bool {
        guard let base = place.parts.base else { return false }
        let own = side == .local ? place.parts.local : place.parts.incoming
        return own.map { parts[side][$0].value } != parts.base[base].value
    }
}
