import Jinja

/// Runs a program on a text.
struct RegexMachine {
    private let program: [RegexProgram.Instruction]
    private let text: [UInt32]
    private(set) var slots: [Int]
    /// What to do when a way fails: go on elsewhere, or put a slot back.
    private var ways: [Way] = []
    private var steps = 0
    private let limit: Int
    /// A place at which the whole match may not end, since it would be empty there again.
    var forbiddenEnd: Int?
    /// Whether the match must end where the text does.
    var isWhole = false

    private enum Way {
        case branch(instruction: Int, place: Int)
        case restore(slot: Int, place: Int)
    }

    init(_ program: RegexProgram, _ text: [UInt32], limit: Int = 5_000_000) {
        self.program = program.instructions
        self.text = text
        self.limit = limit
        slots = [Int](repeating: -1, count: program.slotCount)
    }

    /// Matches from a place on; the end of the match, or nil.
    ///
    /// - Throws: a `.limit` error where the pattern goes back too often.
    mutating func match(at place: Int) throws(TemplateError) -> Int? {
        for index in slots.indices { slots[index] = -1 }
        ways.removeAll(keepingCapacity: true)
        return try run(from: 0, at: place)
    }

    private mutating func save(_ slot: Int, _ place: Int) {
        ways.append(.restore(slot: slot, place: slots[slot]))
        slots[slot] = place
    }

    /// Goes back to the last branch above a base.
    private mutating func goBack(to base: Int) -> (Int, Int)? {
        while ways.count > base {
            switch ways.removeLast() {
            case .branch(let instruction, let place): return (instruction, place)
            case .restore(let slot, let place): slots[slot] = place
            }
        }
        return nil
    }

    /// Drops the branches above a base, but keeps what puts slots back.
    private mutating func commit(to base: Int) {
        var kept = base
        for index in base..<ways.count {
            if case .restore = ways[index] {
                ways[kept] = ways[index]
                kept += 1
            }
        }
        ways.removeLast(ways.count - kept)
    }

    private mutating func run(from start: Int, at first: Int) throws(TemplateError) -> Int? {
        let base = ways.count
        var (index, place) = (start, first)
        while true {
            steps += 1
            if steps > limit {
                throw TemplateError(.limit, "a regular expression took more than \(limit) steps")
            }
            var isGood = true
            switch program[index] {
            case .literal(let value): isGood = consume(&place) { $0 == value }
            case .caseless(let value): isGood = consume(&place) { RegexCase.equal($0, value) }
            case .set(let set): isGood = consume(&place, set.contains)
            case .any(let all): isGood = consume(&place) { all || $0 != 0x0A }
            case .position(let position): isGood = holds(position, place)
            case .split(let next, let other):
                ways.append(.branch(instruction: other, place: place))
                index = next
                continue
            case .jump(let next):
                index = next
                continue
            case .save(let slot): save(slot, place)
            case .jumpIfMoved(let slot, let next):
                if slots[slot] != place {
                    index = next
                    continue
                }
            case .reference(let number, let isCaseless): isGood = refer(number, isCaseless, &place)
            case .look(let back, let isNegative, let next):
                let inner = ways.count
                let found =
                    place >= back ? try run(from: index + 1, at: place - back) : nil
                if isNegative {
                    while ways.count > inner { _ = goBack(to: inner) }
                } else {
                    commit(to: inner)
                }
                isGood = (found != nil) != isNegative
                if isGood {
                    index = next
                    continue
                }
            case .atomic(let next):
                let inner = ways.count
                let found = try run(from: index + 1, at: place)
                commit(to: inner)
                if let found {
                    place = found
                    index = next
                    continue
                }
                isGood = false
            case .unlessGroup(let number, let next):
                if slots[number * 2 + 1] < 0 {
                    index = next
                    continue
                }
            case .accept: return place
            case .match:
                if place != forbiddenEnd, !isWhole || place == text.count { return place }
                isGood = false
            }
            if isGood {
                index += 1
            } else {
                guard let (next, at) = goBack(to: base) else { return nil }
                (index, place) = (next, at)
            }
        }
    }

    @inline(__always)
    private func consume(_ place: inout Int, _ accepts: (UInt32) -> Bool) -> Bool {
        guard place < text.count, accepts(text[place]) else { return false }
        place += 1
        return true
    }

    private func refer(_ number: Int, _ isCaseless: Bool, _ place: inout Int) -> Bool {
        let (start, end) = (slots[number * 2], slots[number * 2 + 1])
        guard start >= 0, end >= start, place + end - start <= text.count else { return false }
        for offset in 0..<(end - start) {
            let (a, b) = (text[start + offset], text[place + offset])
            guard a == b || (isCaseless && RegexCase.equal(a, b)) else { return false }
        }
        place += end - start
        return true
    }

    private func holds(_ position: RegexNode.Position, _ place: Int) -> Bool {
        switch position {
        case .start: place == 0
        case .lineStart: place == 0 || text[place - 1] == 0x0A
        case .endOfText: place == text.count
        case .end: place == text.count || (place == text.count - 1 && text[place] == 0x0A)
        case .lineEnd: place == text.count || text[place] == 0x0A
        case .wordBoundary(let isASCII): isBoundary(place, isASCII)
        // Python says that an empty text has no place that isn't a boundary either.
        case .noWordBoundary(let isASCII): !text.isEmpty && !isBoundary(place, isASCII)
        }
    }

    private func isBoundary(_ place: Int, _ isASCII: Bool) -> Bool {
        let before = place > 0 && RegexSet.isWord(text[place - 1], isASCII)
        let after = place < text.count && RegexSet.isWord(text[place], isASCII)
        return before != after
    }
}
