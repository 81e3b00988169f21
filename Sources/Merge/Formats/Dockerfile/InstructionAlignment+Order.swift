extension InstructionAlignment {
    /// Refuses what would come to stand the other way round than on the side that brought it.
    ///
    /// Pair by pair: two commands or instructions stand as on the side that changed their order, as on the only side that
    /// has both; and a command or a copy that one side changed does not move past another on the other side.
    mutating func refuseOtherOrder(_ order: InstructionOrder) {
        var stage = 0
        var above: (all: [InstructionOrder.Place], moved: [InstructionOrder.Place]) = ([], [])
        for second in order.places where second.ordering != nil {
            if second.stage != stage { above = ([], []) }
            stage = second.stage
            defer {
                above.all.append(second)
                if second.isMoved { above.moved.append(second) }
            }
            // From the nearest on, so that the conflict is small; what was not moved stands as the alignment has it.
            for first in (second.isMoved ? above.all : above.moved).reversed() where rows[second.row].conflict == nil {
                guard rows[first.row].conflict == nil, first.row != second.row, first.counts(against: second),
                    !order.mayStand(first, above: second)
                else { continue }
                rows[first.isAdded && !second.isAdded ? first.row : second.row].conflict = .valueOrder
            }
        }
    }
}

extension InstructionOrder.Place {
    /// What an instruction does that others may hang on.
    enum Ordering {
        case files, command, variables, setting
    }

    /// Nil where its place says nothing.
    var ordering: Ordering? {
        switch keyword {
        case "COPY", "ADD", "VOLUME": .files
        case "RUN": .command
        case "ENV", "ARG": .variables
        case "USER", "WORKDIR", "SHELL": .setting
        default: nil
        }
    }

    /// Whether the order of two says something.
    fileprivate func counts(against other: Self) -> Bool {
        switch (ordering, other.ordering) {
        case (.command, _?), (_?, .command): true
        case (.files, .files): overlaps(other)
        default: false
        }
    }

    /// Whether two copies may go to one place.
    private func overlaps(_ other: Self) -> Bool {
        guard let target, let second = other.target, (target.first == ".") == (second.first == ".") else { return true }
        return zip(target, second).allSatisfy { $0 == $1 }
    }
}

extension InstructionOrder {
    /// Whether the sides let a part of the result stand above another.
    fileprivate func mayStand(_ first: Place, above second: Place) -> Bool {
        let order = first.parts.isAbove(second.parts)
        guard let local = order.local else { return order.incoming ?? true }
        guard let incoming = order.incoming, incoming != local else { return local }
        // One side turned them round: as it says, unless the other changed what it kept in its place.
        guard order.base == false else { return false }
        if [first, second].contains(where: { $0.ordering == .variables || $0.ordering == .setting }) { return true }
        let keeper: SideName = local ? .incoming : .local
        return !isChanged(first, by: keeper) && !isChanged(second, by: keeper)
    }

    /// Whether a side changed more of a part than the numbers of a command, as where it raises a version.
    private func isChanged(_ place: Place, by side: SideName) -> Bool {
        guard let base = place.parts.base, let own = place.parts[side] else { return false }
        let (old, new) = (parts.base[base].value, parts[side][own].value)
        if place.keyword != "RUN" || old.mark != new.mark { return old != new }
        func words(_ value: Value) -> [String] {
            value.instructionTexts.map { text in text.filter { !$0.isNumber && $0 != "." } }
        }
        return old != new && words(old) != words(new)
    }
}
