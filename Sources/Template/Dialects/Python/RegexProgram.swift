import Jinja

/// A regular expression as instructions of a machine that goes back where a way fails.
struct RegexProgram {
    enum Instruction {
        case literal(UInt32)
        case caseless(UInt32)
        case set(RegexSet)
        case any(all: Bool)
        case position(RegexNode.Position)
        /// Goes on at the first place, and at the second where that fails.
        case split(Int, Int)
        case jump(Int)
        /// Remembers the place in a slot.
        case save(Int)
        /// Goes to a place where the text has moved since the slot was saved.
        case jumpIfMoved(slot: Int, Int)
        case reference(Int, isCaseless: Bool)
        /// Runs what follows up to `accept` on its own, this many scalars back; then goes on at a place.
        case look(back: Int, isNegative: Bool, next: Int)
        case atomic(next: Int)
        case unlessGroup(Int, Int)
        case accept
        case match
    }

    private(set) var instructions: [Instruction] = []
    private(set) var slotCount: Int
    private let refuse: (String) -> TemplateError

    /// Compiles a pattern.
    ///
    /// - Throws: where the pattern unfolds to too many instructions.
    init(
        _ node: RegexNode, groups: Int, _ refuse: @escaping (String) -> TemplateError
    ) throws(TemplateError) {
        self.refuse = refuse
        slotCount = (groups + 1) * 2
        try add(node)
        instructions.append(.match)
    }

    private mutating func emit(_ instruction: Instruction) throws(TemplateError) {
        if instructions.count > 50_000 { throw refuse("it is too large") }
        instructions.append(instruction)
    }

    private mutating func add(_ node: RegexNode) throws(TemplateError) {
        switch node {
        case .empty: break
        case .literal(let value, let isCaseless): try emit(isCaseless ? .caseless(value) : .literal(value))
        case .set(let set): try emit(.set(set))
        case .any(let all): try emit(.any(all: all))
        case .position(let position): try emit(.position(position))
        case .reference(let number, let isCaseless): try emit(.reference(number, isCaseless: isCaseless))
        case .sequence(let parts): for part in parts { try add(part) }
        case .alternation(let parts): try add(parts)
        case .group(let part, let number):
            if let number { try emit(.save(number * 2)) }
            try add(part)
            if let number { try emit(.save(number * 2 + 1)) }
        case .look(let part, let back, let isNegative):
            let start = instructions.count
            try emit(.accept)
            try add(part)
            try emit(.accept)
            instructions[start] = .look(back: back, isNegative: isNegative, next: instructions.count)
        case .atomic(let part):
            let start = instructions.count
            try emit(.accept)
            try add(part)
            try emit(.accept)
            instructions[start] = .atomic(next: instructions.count)
        case .conditional(let number, let then, let otherwise):
            let start = instructions.count
            try emit(.accept)
            try add(then)
            let jump = instructions.count
            try emit(.accept)
            instructions[start] = .unlessGroup(number, instructions.count)
            try add(otherwise)
            instructions[jump] = .jump(instructions.count)
        case .repetition(let part, let minimum, let maximum, .possessive):
            try add(.atomic(.repetition(part, minimum: minimum, maximum: maximum, .greedy)))
        case .repetition(let part, let minimum, let maximum, let greed):
            try add(part, minimum, maximum, isLazy: greed == .lazy)
        }
    }

    private mutating func add(_ branches: [RegexNode]) throws(TemplateError) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            let split = instructions.count
            let isLast = index == branches.count - 1
            if !isLast { try emit(.accept) }
            try add(branch)
            if isLast { continue }
            jumps.append(instructions.count)
            try emit(.accept)
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func add(
        _ part: RegexNode, _ minimum: Int, _ maximum: Int?, isLazy: Bool
    ) throws(TemplateError) {
        for _ in 0..<minimum { try add(part) }
        // As in Python, a turn beyond the fewest that moved nowhere is the last one.
        let canBeEmpty = part.width([:]).minimum == 0
        let slot = slotCount
        if canBeEmpty, maximum != minimum { slotCount += 1 }
        guard let maximum else {
            let start = instructions.count
            try emit(.accept)
            if canBeEmpty { try emit(.save(slot)) }
            try add(part)
            try emit(canBeEmpty ? .jumpIfMoved(slot: slot, start) : .jump(start))
            let (body, end) = (start + 1, instructions.count)
            instructions[start] = isLazy ? .split(end, body) : .split(body, end)
            return
        }
        var splits: [Int] = []
        var exits: [Int] = []
        for _ in minimum..<max(maximum, minimum) {
            splits.append(instructions.count)
            try emit(.accept)
            if canBeEmpty { try emit(.save(slot)) }
            try add(part)
            guard canBeEmpty else { continue }
            try emit(.jumpIfMoved(slot: slot, instructions.count + 2))
            exits.append(instructions.count)
            try emit(.accept)
        }
        let end = instructions.count
        for exit in exits { instructions[exit] = .jump(end) }
        for split in splits { instructions[split] = isLazy ? .split(end, split + 1) : .split(split + 1, end) }
    }
}

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
        return try run(from: 0, at: place, depth: 0)
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

    private mutating func run(from start: Int, at first: Int, depth: Int) throws(TemplateError) -> Int? {
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
                    place >= back ? try run(from: index + 1, at: place - back, depth: depth + 1) : nil
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
                let found = try run(from: index + 1, at: place, depth: depth + 1)
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
                if place != forbiddenEnd { return place }
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
