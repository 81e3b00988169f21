#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The delimiters of native templates: `<% %>`, `<%= %>`, `<%# %>`.
package enum TemplateMarkers {
    /// Whether a text has anything to render; every delimiter starts with `<%`.
    static func isTemplate(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index + 1 < buffer.count {
                if buffer[index + 1] != UInt8(ascii: "%") {
                    index += buffer[index + 1] == UInt8(ascii: "<") ? 1 : 2
                } else if buffer[index] == UInt8(ascii: "<") {
                    return true
                } else {
                    index += 2
                }
            }
            return false
        }
    }

    /// Whether a file is copied because it is no text: it has a NUL byte among its first 8,000, as git decides it.
    static func isBinary(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            buffer.baseAddress.map { memchr($0, 0, min(buffer.count, 8_000)) != nil } ?? false
        }
    }

    /// Whether a word stands anywhere in a text.
    package static func holds(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        return bytes.withUnsafeBytes { text in
            guard var place = text.baseAddress else { return false }
            let end = place + text.count
            while end - place >= word.count, let found = memchr(place, Int32(first), end - place - word.count + 1) {
                if memcmp(found, word, word.count) == 0 { return true }
                place = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}
