/// Finds the variables that a script reads.
enum ShellUses {
    /// The names in `$NAME` and `${NAME…}`.
    ///
    /// Read byte by byte: a pipeline has thousands of texts, and few of them name a variable.
    static func names(in text: String) -> Set<String> {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
        let bytes = Array(text.utf8)
        var found: Set<String> = []
        var index = 0
        while index < bytes.count {
            defer { index += 1 }
            guard bytes[index] == UInt8(ascii: "$") else { continue }
            var start = index + 1
            if start < bytes.count, bytes[start] == UInt8(ascii: "{") { start += 1 }
            var end = start
            while end < bytes.count, isNamePart(bytes[end], isFirst: end == start) { end += 1 }
            if end > start { found.insert(String(decoding: bytes[start..<end], as: UTF8.self)) }
        }
        return found
    }

    private static func isNamePart(_ byte: UInt8, isFirst: Bool) -> Bool {
        byte.isWordByte && !(isFirst && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte))
    }
}
