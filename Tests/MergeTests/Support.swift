import Foundation

@testable import Merge

/// A seeded generator (SplitMix64), so that every run of the suite sees the same cases.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &self)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }
}

/// The three sides of one generated merge.
struct FileSides: CustomStringConvertible {
    var base: [UInt8]
    var local: [UInt8]
    var incoming: [UInt8]

    init(base: [UInt8], local: [UInt8], incoming: [UInt8]) {
        self.base = base
        self.local = local
        self.incoming = incoming
    }

    init(_ base: String, _ local: String, _ incoming: String) {
        self.init(base: Array(base.utf8), local: Array(local.utf8), incoming: Array(incoming.utf8))
    }

    var swapped: FileSides { FileSides(base: base, local: incoming, incoming: local) }

    func merged(_ options: MergeOptions = .init()) -> FileMerge {
        merge(base: base, local: local, incoming: incoming, options: options)
    }

    var description: String { "base \(shown(base)) local \(shown(local)) incoming \(shown(incoming))" }
}

func shown(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).debugDescription
}

func text(_ bytes: [UInt8]?) -> String? {
    bytes.map { String(decoding: $0, as: UTF8.self) }
}

/// Makes base, local and incoming by editing a text of random lines on both sides.
struct MergeGenerator {
    var random: SeededGenerator
    /// The lines that texts are made of; few of them make many ambiguous alignments.
    var vocabulary: [String]
    var largest: Int
    var edits = 4

    init(seed: Int, vocabulary: [String], largest: Int) {
        random = SeededGenerator(seed: seed)
        self.vocabulary = vocabulary
        self.largest = largest
    }

    mutating func lines() -> (base: [String], local: [String], incoming: [String]) {
        let base = (0..<random.below(largest + 1)).map { _ in random.pick(vocabulary) }
        return (base, edited(base), edited(base))
    }

    /// Three sides of lines that all end in a line feed.
    mutating func sides() -> FileSides {
        let (base, local, incoming) = lines()
        return FileSides(base: Self.joined(base), local: Self.joined(local), incoming: Self.joined(incoming))
    }

    /// Three sides that also differ in line endings, byte order mark and final newline.
    mutating func sidesWithAttributes() -> FileSides {
        let (base, local, incoming) = lines()
        return FileSides(base: dressed(base), local: dressed(local), incoming: dressed(incoming))
    }

    /// Bytes without any structure.
    mutating func noise() -> [UInt8] {
        let alphabet: [UInt8] = [10, 10, 13, 13, 97, 98, 0xEF, 0xBB, 0xBF, 0xFF, 0, 60, 62]
        return (0..<random.below(12)).map { _ in random.pick(alphabet) }
    }

    private mutating func edited(_ lines: [String]) -> [String] {
        var lines = lines
        for _ in 0..<random.below(edits + 1) {
            let position = random.below(lines.count + 1)
            let end = min(lines.count, position + random.below(3))
            switch random.below(6) {
            case 0, 1:
                lines.replaceSubrange(position..<min(lines.count, position + 1), with: [random.pick(vocabulary)])
            case 2: lines.insert(contentsOf: (0...random.below(3)).map { _ in random.pick(vocabulary) }, at: position)
            case 3: lines.removeSubrange(position..<end)
            case 4: lines.insert(contentsOf: lines[position..<end], at: random.below(lines.count + 1))
            default:
                let moved = Array(lines[position..<end])
                lines.removeSubrange(position..<end)
                lines.insert(contentsOf: moved, at: random.below(lines.count + 1))
            }
        }
        return lines
    }

    private mutating func dressed(_ lines: [String]) -> [UInt8] {
        var bytes: [UInt8] = random.below(4) == 0 ? [0xEF, 0xBB, 0xBF] : []
        let ending = random.pick(["\n", "\n", "\n", "\r\n", "\r\n", "\r", "?"])
        for line in lines {
            bytes += line.utf8
            bytes += (ending == "?" ? random.pick(["\n", "\r\n"]) : ending).utf8
        }
        if random.below(3) == 0, !lines.isEmpty {
            while let last = bytes.last, last == lineFeed || last == carriageReturn { bytes.removeLast() }
        }
        return bytes
    }

    static func joined(_ lines: [String]) -> [UInt8] {
        lines.flatMap { Array($0.utf8) + [lineFeed] }
    }
}

/// The number of generated cases: SCAFFOLD_FUZZ_COUNT, or what fits a quick run.
func caseCount(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["SCAFFOLD_FUZZ_COUNT"].flatMap { Int($0) } ?? usual
}

let fewLines = ["a", "b", "c", ""]
let someLines = ["a", "b", "c", "d", "e", "f", "g", "h", "", "}"]
let markerLines = [
    "<<<<<<< local", "|||||||", "=======", ">>>>>>> incoming", "========= title", "<<<<<<<<<< x", "a", "b", "",
]
