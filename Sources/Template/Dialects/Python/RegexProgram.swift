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
