/// Whether what a text opens it closes: brackets, and the blocks of templates.
///
/// Two sides that each wrap lines in a block begin it with the same line, which merges as one, and end it at two places.
struct BlockBalance: Hashable {
    private var brackets = [0, 0, 0]
    private var blocks = 0
    /// Whether a block ended before it began.
    private var isBroken = false

    init(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("): brackets[0] += 1
            case UInt8(ascii: ")"): brackets[0] -= 1
            case UInt8(ascii: "["): brackets[1] += 1
            case UInt8(ascii: "]"): brackets[1] -= 1
            case UInt8(ascii: "{"):
                brackets[2] += 1
                if index + 1 < bytes.count { readTag(bytes[(index + 1)...]) }
            case UInt8(ascii: "}"): brackets[2] -= 1
            default: break
            }
            index += 1
        }
    }

    /// Whether everything is closed.
    var isEven: Bool { brackets == [0, 0, 0] && blocks == 0 && !isBroken }

    /// Reads the word of `{{ word` or `{% word`, behind the first bracket.
    private mutating func readTag(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "%") else { return }
        let word = bytes.dropFirst().prefix(24).drop { $0 == UInt8(ascii: "-") || isBlank($0) }.prefix(
            while: \.isWordByte)
        let name = String(decoding: word, as: UTF8.self)
        let isGo = first == UInt8(ascii: "{")
        if (isGo ? Self.goBlocks : Self.jinjaBlocks).contains(name) { blocks += 1 }
        if isGo ? name == "end" : name.hasPrefix("end") && Self.jinjaBlocks.contains(String(name.dropFirst(3))) {
            blocks -= 1
            if blocks < 0 { isBroken = true }
        }
    }

    private static let goBlocks: Set<String> = ["if", "range", "with", "define", "block"]
    private static let jinjaBlocks: Set<String> = [
        "if", "for", "macro", "block", "call", "filter", "raw", "with", "unless", "case", "autoescape",
    ]
}
