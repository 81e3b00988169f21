/// The line ends of a rendered file, as Python's text files have them.
enum LineEnds {
    /// The text with every line end as a line feed.
    static func universal(_ bytes: [UInt8]) -> [UInt8] {
        guard TemplateMarkers.holds(bytes, [0x0D]) else { return bytes }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0D {
                text.append(0x0A)
            } else if byte != 0x0A || index == 0 || bytes[index - 1] != 0x0D {
                text.append(byte)
            }
        }
        return text
    }

    /// The line end that Cookiecutter finds in a template; nil where there is none.
    ///
    /// Python tells the kinds it has met once it has read the first line, which it reads in chunks of 8,192 bytes. Of
    /// several kinds in that much text Cookiecutter takes the first of a fixed list: CR, LF, CRLF, whichever came first.
    static func detected(in bytes: [UInt8]) -> String? {
        var hasReturn = false
        var hasFeed = false
        var hasPair = false
        var start = 0
        while start < bytes.count {
            var end = min(start + 8_192, bytes.count)
            // A return at the end of a chunk is read with the next one, which may begin with its line feed.
            if end < bytes.count, bytes[end - 1] == 0x0D, end - 1 > start { end -= 1 }
            var index = start
            while index < end {
                switch bytes[index] {
                case 0x0A: hasFeed = true
                case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A:
                    hasPair = true
                    index += 1
                case 0x0D: hasReturn = true
                default: break
                }
                index += 1
            }
            if hasReturn || hasFeed || hasPair { break }
            start = end
        }
        return hasReturn ? "\r" : hasFeed ? "\n" : hasPair ? "\r\n" : nil
    }

    /// The text with each line feed written as another line end.
    static func written(_ text: [UInt8], with end: String) -> [UInt8] {
        if end == "\n" { return text }
        var bytes: [UInt8] = []
        for byte in text {
            if byte == 0x0A { bytes += Array(end.utf8) } else { bytes.append(byte) }
        }
        return bytes
    }
}
