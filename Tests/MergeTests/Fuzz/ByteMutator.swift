import TestSupport

@testable import Merge

/// Breaks files as editors, bad merges and bad luck do.
struct ByteMutator {
    var random: SeededRandom
    let tokens: [[UInt8]]

    init(seed: Int, tokens: [String]) {
        random = SeededRandom(seed: UInt64(truncatingIfNeeded: seed) &* 0x9E37 &+ 1)
        self.tokens = tokens.map { Array($0.utf8) }
    }

    /// The largest file that is made.
    private static let largest = 6_000

    mutating func below(_ limit: Int) -> Int { limit > 0 ? Int.random(in: 0..<limit, using: &random) : 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Changes bytes a number of times; `other` is a file to take parts of.
    mutating func mutate(_ bytes: inout [UInt8], times: Int, other: [UInt8]) {
        for _ in 0..<times {
            switch below(8) {
            case 0: changeBytes(&bytes)
            case 1...3: changeLines(&bytes, other: other)
            case 4: insert(pick(tokens), into: &bytes)
            case 5: cross(&bytes, with: other)
            case 6: changeSpelling(&bytes)
            default: changeWhole(&bytes)
            }
            if bytes.count > Self.largest { bytes.removeLast(bytes.count - Self.largest) }
        }
    }

    private mutating func insert(_ part: [UInt8], into bytes: inout [UInt8]) {
        bytes.insert(contentsOf: part, at: below(bytes.count + 1))
    }

    private mutating func changeBytes(_ bytes: inout [UInt8]) {
        let strange: [UInt8] = [0, 0xFF, 0xC3, 0xE2, 0x85, 0x0D, 0x0B, 0x7F, 0x20, 0x09, 0x0A]
        guard !bytes.isEmpty else { return insert([pick(strange)], into: &bytes) }
        let index = below(bytes.count)
        switch below(5) {
        case 0: bytes[index] ^= 1 << UInt8(below(8))
        case 1: bytes[index] = UInt8(below(256))
        case 2: bytes.insert(pick(strange), at: index)
        case 3: bytes.removeSubrange(index..<min(bytes.count, index + 1 + below(8)))
        default: bytes.swapAt(index, below(bytes.count))
        }
    }

    private mutating func changeLines(_ bytes: inout [UInt8], other: [UInt8]) {
        var lines = lineSpans(bytes).map { Array(bytes[$0]) }
        let others = lineSpans(other).map { Array(other[$0]) }
        guard !lines.isEmpty else { return insert(other, into: &bytes) }
        let index = below(lines.count)
        let end = min(lines.count, index + 1 + below(3))
        switch below(7) {
        case 0: lines.remove(at: index)
        case 1: lines.removeSubrange(index..<end)
        case 2: lines.insert(contentsOf: lines[index..<end], at: below(lines.count + 1))
        case 3: lines.swapAt(index, below(lines.count))
        case 4 where !others.isEmpty: lines.insert(pick(others), at: index)
        case 5 where !others.isEmpty: lines[index] = pick(others)
        default:
            // Deeper or less deep.
            let prefix: [UInt8] = pick([[32, 32], [32], [9], [32, 32, 32, 32]])
            for line in index..<end {
                if lines[line].starts(with: prefix) {
                    lines[line].removeFirst(prefix.count)
                } else {
                    lines[line].insert(contentsOf: prefix, at: 0)
                }
            }
        }
        bytes = lines.flatMap(\.self)
    }

    private mutating func cross(_ bytes: inout [UInt8], with other: [UInt8]) {
        switch below(3) {
        case 0: bytes = bytes.prefix(below(bytes.count + 1)) + other.suffix(below(other.count + 1))
        case 1: insert(Array(other.dropFirst(below(other.count + 1)).prefix(40)), into: &bytes)
        default: bytes += other
        }
    }

    /// Other numbers, words and names: what still reads well, and says something else.
    private mutating func changeSpelling(_ bytes: inout [UInt8]) {
        let places = bytes.indices.filter { bytes[$0] >= 0x30 && bytes[$0] <= 0x7A && bytes[$0] & 0x1F != 0 }
        guard !places.isEmpty else { return }
        let index = pick(places)
        switch bytes[index] {
        case 0x30...0x39: bytes[index] = 0x30 + UInt8(below(10))
        case 0x61...0x7A: bytes[index] = 0x61 + UInt8(below(26))
        default: bytes.insert(0x61 + UInt8(below(26)), at: index)
        }
    }

    private mutating func changeWhole(_ bytes: inout [UInt8]) {
        switch below(9) {
        case 0: bytes = bytes.flatMap { $0 == 10 ? [13, 10] : [$0] }
        case 1: bytes = bytes.map { $0 == 10 ? 13 : $0 }
        case 2:
            for index in bytes.indices.reversed() where bytes[index] == lineFeed && below(3) == 0 {
                bytes.insert(carriageReturn, at: index)
            }
        case 3: bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
        case 4: if bytes.last == 10 { bytes.removeLast() } else { bytes.append(10) }
        case 5: bytes += [UInt8](repeating: 10, count: 1 + below(4))
        case 6: bytes.removeLast(below(bytes.count + 1))
        default: insert(deepNesting(), into: &bytes)
        }
    }

    /// One token again and again, as far as a file of a few thousand bytes goes.
    private mutating func deepNesting() -> [UInt8] {
        let count = pick([3, 30, 99, 101, 300, 1500])
        switch below(3) {
        case 0: return Array((0..<min(count, 60)).map { String(repeating: " ", count: $0) + "a:\n" }.joined().utf8)
        case 1:
            let brackets: [(UInt8, UInt8)] = [(91, 93), (123, 125), (40, 41)]
            let (open, close) = pick(brackets)
            return [UInt8](repeating: open, count: count) + [UInt8](repeating: close, count: count)
        default: return Array([[UInt8]](repeating: pick(tokens), count: count).joined())
        }
    }
}
