extension String {
    /// The text after the first occurrence of a marker, or nil.
    func text(after marker: String) -> String? {
        guard let range = utf8.firstRange(of: marker.utf8) else { return nil }
        return String(self[range.upperBound...])
    }

    /// The text without spaces, tabs and line ends at both ends.
    func trimmingSpaces() -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let bytes = Array(utf8)
        guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    /// The path without slashes at its end; `/` stays.
    var withoutTrailingSlashes: String {
        var bytes = utf8[...]
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        return String(Substring(bytes))
    }

    /// Whether a byte sequence occurs in the text.
    func contains(text: String) -> Bool {
        utf8.contains(text)
    }
}

extension String.UTF8View {
    /// Whether another text's bytes occur in this text.
    func contains(_ text: String) -> Bool {
        firstRange(of: text.utf8) != nil
    }
}

/// The text as one word of a POSIX shell command, quoted only when that is needed.
func shellQuoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "/._-+=:@%,".utf8.contains(byte)
        }
    }
    if plain && !text.isEmpty { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
