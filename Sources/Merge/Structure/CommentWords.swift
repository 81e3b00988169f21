/// The words of a comment, to tell whether another one is the same with a slip mended.
struct CommentWords {
    private let words: [[UInt8]]

    /// A shorter comment could be another one by chance.
    private static let fewestWords = 5
    /// In a shorter word one letter may make another of it.
    private static let shortestWord = 4

    init(_ comment: String) {
        words = comment.utf8.split { !($0.isWordByte || $0 >= 0x80) }.map(Array.init)
    }

    /// Whether the two say the same but for a letter or two in one word of five, and all numbers are the same.
    func isRespelled(_ other: CommentWords) -> Bool {
        guard words.count == other.words.count, words.count >= Self.fewestWords else { return false }
        let changed = zip(words, other.words).filter { $0 != $1 }
        return changed.count * 5 <= words.count && changed.allSatisfy { Self.isSlip($0, $1) }
    }

    private static func isSlip(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        let isNumber: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard min(one.count, other.count) >= shortestWord, !one.contains(where: isNumber),
            !other.contains(where: isNumber)
        else { return false }
        let start = zip(one, other).prefix { $0 == $1 }.count
        let end = zip(one.dropFirst(start).reversed(), other.dropFirst(start).reversed()).prefix { $0 == $1 }.count
        return start >= 2 && max(one.count, other.count) - start - end <= 2
    }
}
