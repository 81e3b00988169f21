/// One thing for each of the three versions of a file.
struct Sides<Element> {
    var base: Element
    var local: Element
    var incoming: Element

    func map<Result>(_ transform: (Element) throws -> Result) rethrows -> Sides<Result> {
        Sides<Result>(base: try transform(base), local: try transform(local), incoming: try transform(incoming))
    }
}

extension Sides {
    /// Each side with the other one.
    var bothWays: [(Element, Element)] { [(local, incoming), (incoming, local)] }
}

/// Which of the three versions of a file.
enum SideName {
    case base, local, incoming
}

extension Sides {
    subscript(side: SideName) -> Element {
        get {
            switch side {
            case .base: base
            case .local: local
            case .incoming: incoming
            }
        }
        set {
            switch side {
            case .base: base = newValue
            case .local: local = newValue
            case .incoming: incoming = newValue
            }
        }
    }
}

extension Sides: Sendable where Element: Sendable {}
extension Sides: Equatable where Element: Equatable {}

/// A part of a merged text: settled bytes, or a place where the sides disagree.
enum MergePiece {
    case settled([UInt8])
    case conflict(PieceConflict)

    var isConflict: Bool {
        if case .conflict = self { return true }
        return false
    }
}

/// A conflict as a format merge finds it: a stretch of bytes, which need not be whole lines.
struct PieceConflict {
    var kind: ConflictKind
    /// What each side has there; empty where it has nothing.
    var texts: Sides<[UInt8]>
    /// Where each side has it, in bytes of that side.
    var spans: Sides<Range<Int>>
}

/// The merged text while it is put together.
struct PieceBuilder {
    private(set) var pieces: [MergePiece] = []
    private var settled: [UInt8] = []

    mutating func append(_ bytes: some Sequence<UInt8>) {
        settled += bytes
    }

    mutating func append(_ conflict: PieceConflict) {
        flush()
        pieces.append(.conflict(conflict))
    }

    mutating func append(_ other: PieceBuilder) {
        for piece in other.pieces {
            switch piece {
            case .settled(let bytes): settled += bytes
            case .conflict(let conflict): append(conflict)
            }
        }
        settled += other.settled
    }

    /// The conflict that is all there is; nil where there is more, or something else.
    var onlyConflict: PieceConflict? {
        guard settled.isEmpty, pieces.count == 1, case .conflict(let conflict) = pieces[0] else { return nil }
        return conflict
    }

    /// Whether a conflict is in it.
    var hasConflict: Bool { pieces.contains(where: \.isConflict) }

    mutating func finish() -> [MergePiece] {
        flush()
        return pieces
    }

    private mutating func flush() {
        if !settled.isEmpty { pieces.append(.settled(settled)) }
        settled = []
    }

    /// Puts a blank line at the start, unless there is one; not above a conflict, whose texts have their own.
    mutating func startParagraph() {
        if pieces.isEmpty {
            if !settled.startsWithBlankLine { settled.insert(lineFeed, at: 0) }
        } else if case .settled(let bytes) = pieces[0], !bytes.startsWithBlankLine {
            pieces[0] = .settled([lineFeed] + bytes)
        }
    }

    /// Takes away blank lines that the text starts with.
    mutating func dropBlankLines() {
        while pieces.isEmpty, settled.startsWithBlankLine {
            settled.removeFirst(settled.prefix { $0 != lineFeed }.count + 1)
        }
    }

    /// The last bytes of what is settled behind the last conflict.
    func lastBytes(_ count: Int) -> [UInt8] { Array(settled.suffix(count)) }

    /// Takes away the spaces that the text starts with.
    mutating func dropLeadingSpaces() {
        guard pieces.isEmpty else { return }
        settled.removeFirst(settled.prefix { $0 == UInt8(ascii: " ") }.count)
    }

    /// Gives the text an indentation at its start.
    mutating func startLine(with indentation: some Collection<UInt8>) {
        guard pieces.isEmpty, settled.first != lineFeed else { return }
        dropLeadingSpaces()
        settled.insert(contentsOf: indentation, at: 0)
    }

    /// Whether the text starts with something else than space.
    var startsWithoutSpace: Bool {
        guard pieces.isEmpty, let first = settled.first else { return false }
        return !isBlank(first)
    }

    /// The byte that the text so far ends in; nil where it is empty or ends in a conflict.
    var last: UInt8? { settled.last }
}

extension [UInt8] {
    fileprivate var startsWithBlankLine: Bool {
        self[...].firstIndex(of: lineFeed).map { isBlank(self[..<$0]) } ?? false
    }
}

/// Values as numbers, as ``LineNumbers`` does with lines: equal values of any list have equal numbers.
func numbered<Element: Hashable>(_ lists: [[Element]]) -> (values: [[Int32]], distinct: Int) {
    var numbers: [Element: Int32] = [:]
    numbers.reserveCapacity(lists.last?.count ?? 0)
    let first = lists.first ?? []
    var values: [[Int32]] = []
    for list in lists {
        values.append(
            list.enumerated().map { index, value in
                // Most stand where they stand in the first list, and to compare two is quicker than to look one up.
                if !values.isEmpty {
                    for place in [index, index + first.count - list.count]
                    where first.indices.contains(place) && first[place] == value { return values[0][place] }
                }
                if let known = numbers[value] { return known }
                numbers[value] = Int32(numbers.count)
                return Int32(numbers.count - 1)
            })
    }
    return (values, numbers.count)
}

/// The same of three sides.
func numbered(_ sides: Sides<[Value]>) -> (values: Sides<[Int32]>, distinct: Int) {
    let (values, distinct) = numbered([sides.base, sides.local, sides.incoming])
    return (Sides(base: values[0], local: values[1], incoming: values[2]), distinct)
}

extension [Int32] {
    /// How often each number below `distinct` stands there.
    func counts(below distinct: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: distinct)
        for number in self { counts[Int(number)] += 1 }
        return counts
    }
}
