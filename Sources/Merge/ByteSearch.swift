extension StringProtocol {
    /// Whether a short text of ASCII stands in this one.
    ///
    /// By bytes, without a look at characters: what takes long is asked only where this says yes.
    func holds(_ part: StaticString) -> Bool {
        func search(_ bytes: some Collection<UInt8>) -> Bool {
            part.withUTF8Buffer { pattern in
                guard let first = pattern.first else { return true }
                var rest = bytes[...]
                while let start = rest.firstIndex(of: first) {
                    rest = rest[start...]
                    if rest.starts(with: pattern) { return true }
                    rest = rest.dropFirst()
                }
                return false
            }
        }
        return utf8.withContiguousStorageIfAvailable { part.isIn($0) } ?? search(utf8)
    }

    /// How often a text stands in this one, without overlaps, by bytes.
    func occurrences(of part: String) -> Int {
        guard let first = part.utf8.first else { return 0 }
        var count = 0
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            let isFound = rest.starts(with: part.utf8)
            rest = rest.dropFirst(isFound ? part.utf8.count : 1)
            if isFound { count += 1 }
        }
        return count
    }
}

extension StaticString {
    /// The search in bytes that lie side by side, index by index: it is asked of every line, in builds for tests too.
    fileprivate func isIn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let (count, pattern) = (utf8CodeUnitCount, utf8Start)
        if count == 0 { return true }
        var start = 0
        while start + count <= bytes.count {
            var index = 0
            while index < count, bytes[start + index] == pattern[index] { index += 1 }
            if index == count { return true }
            start += 1
        }
        return false
    }
}

extension UInt8 {
    /// Whether it is one of `0` to `9`.
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

    /// Whether it is one of `A` to `Z` and `a` to `z`.
    var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }

    /// Whether it is an ASCII letter, a digit or an underscore.
    var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension [UInt8] {
    /// Whether a byte is among them; index by index, since it is asked of whole files, in builds for tests too.
    func holds(_ byte: UInt8) -> Bool {
        withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                if buffer[index] == byte { return true }
                index += 1
            }
            return false
        }
    }
}

extension [UInt8] {
    /// The index behind the mark that closes the text which a mark opens here, with backslashes before what is no mark; the end or
    /// more where it stays open.
    func endOfText(at start: Int) -> Int {
        var index = start + 1
        while index < count, self[index] != self[start] { index += self[index] == UInt8(ascii: "\\") ? 2 : 1 }
        return index + 1
    }
}
