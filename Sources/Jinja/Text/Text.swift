/// Text by Unicode scalars, as Python sees it; Swift's characters and canonical equivalence play no part.
enum Text {
    /// Whether the two have the same scalars; unlike `==`, which compares canonical forms.
    static func equal(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        let fast = left.utf8.withContiguousStorageIfAvailable { a in
            right.utf8.withContiguousStorageIfAvailable { b in bytesEqual(a, b) }
        }
        if let fast, let result = fast { return result }
        return left.utf8.elementsEqual(right.utf8)
    }

    private static func bytesEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in a.indices where a[index] != b[index] { return false }
        return true
    }

    /// Whether the first is before the second by scalars; for UTF-8 that is the order of bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    static func hash(_ text: String, into hasher: inout Hasher) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if done == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }

    /// Appends the UTF-8 of a text.
    @inline(__always)
    static func append(_ text: String, to out: inout [UInt8]) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { out.append(contentsOf: $0) }
        if done == nil { out.append(contentsOf: text.utf8) }
    }

    /// Text from bytes that are UTF-8.
    @inline(__always)
    static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @inline(__always)
    static func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Text from scalars.
    static func string<S: Sequence>(_ scalars: S) -> String where S.Element == Unicode.Scalar {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }

    static func isASCII(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            var all: UInt8 = 0
            for byte in bytes { all |= byte }
            return all < 0x80
        } ?? text.utf8.allSatisfy { $0 < 0x80 }
    }

    /// The number of scalars: Python's `len`.
    static func count(_ text: String) -> Int {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            var count = 0
            for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
            return count
        } ?? text.unicodeScalars.count
    }

    /// The scalars of a text, for work by index.
    static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    /// What Python's `str.isspace` calls white space.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// The first place of a needle in bytes from a start on.
    static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int = 0, to end: Int? = nil) -> Int? {
        let end = end ?? bytes.count
        if needle.isEmpty { return start <= end ? start : nil }
        guard end - start >= needle.count else { return nil }
        let first = needle[0]
        let last = end - needle.count
        return bytes.withUnsafeBufferPointer { hay in
            needle.withUnsafeBufferPointer { pin in
                var position = start
                while position <= last {
                    if hay[position] == first {
                        var offset = 1
                        while offset < pin.count, hay[position + offset] == pin[offset] { offset += 1 }
                        if offset == pin.count { return position }
                    }
                    position += 1
                }
                return nil
            }
        }
    }

    /// The last place of a needle in bytes between a start and an end.
    static func findLast(_ needle: [UInt8], in bytes: [UInt8], from start: Int = 0, to end: Int? = nil) -> Int? {
        let end = end ?? bytes.count
        var position = end - needle.count
        while position >= start {
            if bytes[position..<(position + needle.count)].elementsEqual(needle) { return position }
            position -= 1
        }
        return nil
    }

    /// Replaces what HTML gives a meaning to: `& < > ' "`.
    static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: isSpecial) else { return text }
        var out: [UInt8] = []
        appendEscaped(text, to: &out)
        return string(out)
    }

    static func isSpecial(_ byte: UInt8) -> Bool {
        byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x27 || byte == 0x22
    }

    /// Appends a text with what HTML gives a meaning to replaced.
    static func appendEscaped(_ text: String, to out: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case 0x26: out.append(contentsOf: "&amp;".utf8)
            case 0x3C: out.append(contentsOf: "&lt;".utf8)
            case 0x3E: out.append(contentsOf: "&gt;".utf8)
            case 0x27: out.append(contentsOf: "&#39;".utf8)
            case 0x22: out.append(contentsOf: "&#34;".utf8)
            default: out.append(byte)
            }
        }
    }
}
