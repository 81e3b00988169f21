/// What the sides say about the order of a list's entries.
///
/// To an alignment an entry that was moved is one taken out and another put in, so that two moves can pass each other
/// without touching, and what one side put beside an entry can stay behind when the other side moves that. So the merged
/// list is looked at pair by pair: two entries stand as in the side that changed their order, and as in the only side that
/// has both. Entries are found again where the alignment has put them, and elsewhere by what they say, if they stand once.
struct ListOrder {
    private let sides: Sides<[Value]>
    private let places: Sides<[Value: Int]>
    private let isMoved: Bool
    private var aligned: [Sides<Int?>] = []
    private var next = Sides(base: 0, local: 0, incoming: 0)

    /// - Parameter numbers: the lists with a number for each value, as the alignment has them.
    init(_ sides: Sides<[Value]>, numbers: Sides<[Int32]>) {
        self.sides = sides
        isMoved = Self.isMoved(numbers.local, from: numbers.base) || Self.isMoved(numbers.incoming, from: numbers.base)
        places = isMoved ? sides.map(Self.places) : sides.map { _ in [:] }
    }

    /// Goes on to the next region of an alignment.
    /// - Parameters:
    ///   - lengths: how many entries of each side it has.
    ///   - count: how many entries the merged list has for it.
    mutating func append(_ lengths: Sides<Int>, count: Int) {
        for index in 0..<count {
            func place(_ side: KeyPath<Sides<Int>, Int>) -> Int? {
                lengths[keyPath: side] == count ? next[keyPath: side] + index : nil
            }
            aligned.append(Sides(base: place(\.base), local: place(\.local), incoming: place(\.incoming)))
        }
        next = Sides(
            base: next.base + lengths.base, local: next.local + lengths.local,
            incoming: next.incoming + lengths.incoming)
    }

    /// Whether two entries of a merged list stand the other way round than the sides say, or the sides disagree.
    func isBroken(in result: [Value]) -> Bool {
        guard isMoved else { return false }
        let merged = zip(result, aligned).map { value, aligned in
            Sides<Int?>(
                base: places.base[value] ?? aligned.base, local: places.local[value] ?? aligned.local,
                incoming: places.incoming[value] ?? aligned.incoming)
        }
        return Self.isBroken(merged) || isReplaced(in: result, merged)
    }

    /// Whether an entry stands where one side moved another one that the other side replaced by it: by one with no word of
    /// the old one, which says nothing about that move.
    private func isReplaced(in result: [Value], _ merged: [Sides<Int?>]) -> Bool {
        func stands(_ index: Int, inPlaceOfAnother side: SideName) -> Bool {
            guard let place = merged[index][side], let text = result[index].text, let old = sides[side][place].text,
                text != old
            else { return false }
            return Self.words(text).isDisjoint(with: Self.words(old))
        }
        for index in result.indices where [.local, .incoming].contains(where: { stands(index, inPlaceOfAnother: $0) }) {
            for other in result.indices where other != index {
                let order = merged[index].isAbove(merged[other])
                if let local = order.local, let incoming = order.incoming, local != incoming { return true }
            }
        }
        return false
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.utf8.split { !$0.isWordByte }.map { String(Substring($0)) })
    }

    /// The same of entries by where each side has them.
    static func isBroken(_ merged: [Sides<Int?>]) -> Bool {
        // Pairs of thousands would take minutes, and nobody reads such a list.
        guard merged.count < 2_000 else { return true }
        return merged.indices.contains { index in
            merged[..<index].contains { !mayStand($0, above: merged[index]) }
        }
    }

    private static func mayStand(_ first: Sides<Int?>, above second: Sides<Int?>) -> Bool {
        let order = first.isAbove(second)
        guard let local = order.local else { return order.incoming ?? true }
        guard let incoming = order.incoming, incoming != local else { return local }
        guard let base = order.base else { return false }
        return local == base ? incoming : local
    }

    /// The places of the values that stand once.
    private static func places(_ values: [Value]) -> [Value: Int] {
        var places: [Value: Int?] = [:]
        for (place, value) in values.enumerated() { places[value] = places[value] == nil ? .some(place) : .some(nil) }
        return places.compactMapValues(\.self)
    }

    private static func isMoved(_ side: [Int32], from base: [Int32]) -> Bool {
        let common = Set(once(side)).intersection(once(base))
        return side.filter(common.contains) != base.filter(common.contains)
    }

    private static func once(_ values: [Int32]) -> [Int32] {
        values.reduce(into: [Int32: Int]()) { $0[$1, default: 0] += 1 }.filter { $0.value == 1 }.map(\.key)
    }
}

extension Sides<Int?> {
    /// Whether this place is above another one, on each side that has both.
    func isAbove(_ other: Sides<Int?>) -> Sides<Bool?> {
        func order(_ one: Int?, _ other: Int?) -> Bool? {
            guard let one, let other, one != other else { return nil }
            return one < other
        }
        return Sides<Bool?>(
            base: order(base, other.base), local: order(local, other.local),
            incoming: order(incoming, other.incoming))
    }
}
