/// A regular expression over a whole text, in the syntax that Python, Perl and JavaScript share.
///
/// Known: literals, `.`, sets, `\d \w \s` and their opposites, groups, `|`, `* + ? {m,n}`, `^` and `$`. Unknown, and
/// refused: look-around, back-references, word boundaries, flags. Matching takes time in proportion to the text, so
/// no pattern can hang the tool.
public struct Pattern: Hashable, Sendable {
    /// The expression as written.
    public let source: String
    private let program: [Instruction]

    /// A step of the automaton.
    enum Instruction: Hashable {
        case scalars(ScalarSet)
        case start
        case end
        case split(Int, Int)
        case jump(Int)
        case match
    }

    /// Reads an expression.
    /// - Throws: ``ScaffoldError`` that says what is wrong and at which character.
    public init(_ source: String) throws(ScaffoldError) {
        self.source = source
        var parser = PatternParser(source)
        let tree = try parser.parse()
        var program: [Instruction] = []
        try Pattern.emit(tree, into: &program, source: source)
        program.append(.match)
        self.program = program
    }

    /// Whether the expression describes the whole text.
    public func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var threads: [Int] = []
        var seen = Array(repeating: -1, count: program.count)
        add(0, at: 0, of: scalars.count, to: &threads, seen: &seen)
        for (index, scalar) in scalars.enumerated() {
            var next: [Int] = []
            for thread in threads {
                if case .scalars(let set) = program[thread], set.contains(scalar) {
                    add(thread + 1, at: index + 1, of: scalars.count, to: &next, seen: &seen)
                }
            }
            threads = next
            if threads.isEmpty { return false }
        }
        return threads.contains { program[$0] == .match }
    }

    private func add(_ start: Int, at position: Int, of count: Int, to threads: inout [Int], seen: inout [Int]) {
        var pending = [start]
        while let index = pending.popLast() {
            if seen[index] == position { continue }
            seen[index] = position
            switch program[index] {
            case .jump(let target): pending.append(target)
            case .split(let one, let other): pending += [other, one]
            case .start: if position == 0 { pending.append(index + 1) }
            case .end: if position == count { pending.append(index + 1) }
            case .scalars, .match: threads.append(index)
            }
        }
    }

    private static func emit(
        _ tree: PatternTree, into program: inout [Instruction], source: String
    ) throws(ScaffoldError) {
        guard program.count < 20_000 else {
            throw ScaffoldError(
                .limit, "the pattern \(YAMLScalar.quoted(source)) is too large: its repetitions multiply")
        }
        switch tree {
        case .empty: break
        case .scalars(let set): program.append(.scalars(set))
        case .start: program.append(.start)
        case .end: program.append(.end)
        case .sequence(let parts): for part in parts { try emit(part, into: &program, source: source) }
        case .either(let choices):
            var ends: [Int] = []
            for (index, choice) in choices.enumerated() {
                guard index < choices.count - 1 else {
                    try emit(choice, into: &program, source: source)
                    break
                }
                let split = program.count
                program.append(.match)
                try emit(choice, into: &program, source: source)
                ends.append(program.count)
                program.append(.match)
                program[split] = .split(split + 1, program.count)
            }
            for end in ends { program[end] = .jump(program.count) }
        case .repeated(let part, let least, let most):
            for _ in 0..<least { try emit(part, into: &program, source: source) }
            guard let most else {
                let split = program.count
                program.append(.match)
                try emit(part, into: &program, source: source)
                program.append(.jump(split))
                program[split] = .split(split + 1, program.count)
                return
            }
            var splits: [Int] = []
            for _ in least..<max(least, most) {
                splits.append(program.count)
                program.append(.match)
                try emit(part, into: &program, source: source)
            }
            for split in splits { program[split] = .split(split + 1, program.count) }
        }
    }
}

/// A set of scalars as ranges.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = ScalarSet(ranges: [0x09...0x0D, 0x20...0x20])
    /// `.`: everything but a line feed.
    static let anything = ScalarSet(ranges: [0x0A...0x0A], isNegated: true)

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isNegated
    }

    /// The ranges of everything outside this set.
    var inverted: [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10_FFFF { result.append(next...0x10_FFFF) }
        return result
    }
}

/// A parsed regular expression.
indirect enum PatternTree {
    case empty
    case scalars(ScalarSet)
    case start
    case end
    case sequence([PatternTree])
    case either([PatternTree])
    case repeated(PatternTree, least: Int, most: Int?)
}
