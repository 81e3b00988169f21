/// The tags of a native template, read only so far as the lint needs them.
enum LintTags {
    /// One tag.
    struct Tag {
        /// Whether it is `<%=`.
        var isOutput: Bool
        /// Its words outside of quotes.
        var words: [String]
        /// The line it starts on, from 1.
        var line: Int
    }

    /// The tags of a template but its comments, in order.
    static func tags(of bytes: [UInt8]) -> [Tag] {
        var tags: [Tag] = []
        var line = 1
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0A { line += 1 }
            guard bytes[index...].starts(with: "<%".utf8) else {
                index += 1
                continue
            }
            let start = line
            var end = index + 2
            while end < bytes.count, !bytes[end...].starts(with: "%>".utf8) {
                if bytes[end] == 0x0A { line += 1 }
                end += 1
            }
            let inner = bytes[(index + 2)..<min(end, bytes.count)]
            if inner.first != UInt8(ascii: "#") {
                tags.append(Tag(isOutput: inner.first == UInt8(ascii: "="), words: words(of: inner), line: start))
            }
            index = min(end + 2, bytes.count)
        }
        return tags
    }

    /// The names of the slots that a template asks for.
    static func slots(of bytes: [UInt8]) -> Set<String> { arguments(of: "slot", in: bytes) }

    /// The texts in quotes after a word and an optional parenthesis, such as `slot("x")` and `include "x"`.
    static func arguments(of word: String, in bytes: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        var rest = bytes[...]
        while let start = rest.indices.first(where: { rest[$0...].starts(with: word.utf8) }) {
            rest = rest[(start + word.utf8.count)...]
            let inner = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: "(") }
            guard let quote = inner.first, quote == 0x22 || quote == 0x27 else { continue }
            let text = inner.dropFirst().prefix { $0 != quote && $0 != 0x0A }
            names.insert(String(decoding: text, as: UTF8.self))
        }
        return names
    }

    private static func words(of bytes: ArraySlice<UInt8>) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var quote: UInt8?
        for byte in bytes {
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte.isASCIILetter || byte.isASCIIDigit || byte == 0x5F {
                word.append(byte)
                continue
            }
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}
