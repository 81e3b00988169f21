/// The keys of three containers as numbers, which a large container is merged by without a table for each question.
struct NumberedKeys {
    /// The key of each number: local's in its order, then what only the template has, then what only the base has.
    let keys: [Key]
    /// The numbers of each side's entries, in order.
    private(set) var sides: Sides<[Int]>
    /// Where each side has the entry of a number; of two with one key the first.
    private var places: Sides<[Int?]>

    init(_ names: Sides<[Key]>) {
        let numbers = numbered([names.local, names.incoming, names.base]).values.map { $0.map(Int.init) }
        var keys: [Key] = []
        for (side, names) in zip(numbers, [names.local, names.incoming, names.base]) {
            for (number, name) in zip(side, names) where number == keys.count { keys.append(name) }
        }
        let count = keys.count
        self.keys = keys
        sides = Sides(base: numbers[2], local: numbers[0], incoming: numbers[1])
        places = sides.map { Self.places(of: $0, count: count) }
    }

    private static func places(of numbers: [Int], count: Int) -> [Int?] {
        var places = [Int?](repeating: nil, count: count)
        for (place, number) in numbers.enumerated() where places[number] == nil { places[number] = place }
        return places
    }

    var all: Range<Int> { keys.indices }

    /// What each side's entries are called, in order.
    var names: Sides<[Key]> { sides.map { $0.map { keys[$0] } } }

    /// Whether all sides have the same entries in the same order.
    var areAlike: Bool { sides.base == sides.local && sides.base == sides.incoming }

    /// Where the sides have an entry; nil for those that lack it.
    func places(of number: Int) -> Sides<Int?> {
        Sides(base: places.base[number], local: places.local[number], incoming: places.incoming[number])
    }

    func has(_ number: Int, _ side: SideName) -> Bool { places[side][number] != nil }

    /// Whether all sides have an entry.
    func isKept(_ number: Int) -> Bool {
        places.base[number] != nil && places.local[number] != nil && places.incoming[number] != nil
    }

    /// The same without what both sides brought on the template's side: it stands where local has it.
    func withBroughtOnce() -> NumberedKeys {
        var result = self
        result.sides.incoming.removeAll { !has($0, .base) && has($0, .local) }
        result.places.incoming = Self.places(of: result.sides.incoming, count: keys.count)
        return result
    }
}

extension Sides {
    /// The entries of three lists at some places.
    static func at<Entry>(_ places: Sides<Int?>, of lists: Sides<[Entry]>) -> Sides<Entry?> where Element == Entry? {
        Sides<Entry?>(
            base: places.base.map { lists.base[$0] }, local: places.local.map { lists.local[$0] },
            incoming: places.incoming.map { lists.incoming[$0] })
    }
}
