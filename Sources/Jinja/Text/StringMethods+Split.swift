extension StringMethods {
    /// Strips white space, or any of the given scalars, from the ends.
    func strip(
        _ characters: Value?, left: Bool, right: Bool, _ function: String
    ) throws(TemplateError) -> String {
        guard let characters, !characters.isNone else {
            // Most texts have nothing to strip, which their first and last byte tell.
            if let first = text.utf8.first, let last = text.utf8.last, first > 0x20, first < 0x7F, last > 0x20,
                last < 0x7F
            {
                return text
            }
            return StringMethods.strip(text, left: left, right: right, where: Text.isSpace)
        }
        guard let set = characters.stringValue else { throw .type("\(function) arg must be None or str") }
        let scalars = Array(set.unicodeScalars)
        return StringMethods.strip(text, left: left, right: right) { scalars.contains($0) }
    }

    static func strip(
        _ text: String, left: Bool = true, right: Bool = true, where matches: (Unicode.Scalar) -> Bool
    ) -> String {
        var rest = text.unicodeScalars[...]
        if left { while let first = rest.first, matches(first) { rest.removeFirst() } }
        if right { while let last = rest.last, matches(last) { rest.removeLast() } }
        return String(rest)
    }

    func split(_ arguments: Arguments, fromEnd: Bool) throws(TemplateError) -> Value {
        let bound = try arguments.bind(fromEnd ? "rsplit()" : "split()", ["sep", "maxsplit"])
        let limit = try bound[1].map(Methods.integer) ?? -1
        let count = limit < 0 ? Int.max : limit
        guard let separator = bound[0], !separator.isNone else {
            return .list(StringMethods.words(text, maximum: count, fromEnd: fromEnd).map { wrap($0) })
        }
        guard let other = separator.stringValue else {
            throw .type("must be str or None, not \(separator.typeName)")
        }
        if other.isEmpty { throw .value("empty separator") }
        let parts = StringMethods.split(Array(text.utf8), Array(other.utf8), maximum: count, fromEnd: fromEnd)
        return .list(parts.map { wrap($0) })
    }

    static func split(
        _ bytes: [UInt8], _ separator: [UInt8], maximum: Int, fromEnd: Bool = false
    ) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        if fromEnd {
            var end = bytes.count
            while parts.count < maximum, let found = Text.findLast(separator, in: bytes, to: end) {
                parts.append(bytes[(found + separator.count)..<end])
                end = found
            }
            parts.append(bytes[..<end])
            return parts.reversed()
        }
        var start = 0
        while parts.count < maximum, let found = Text.find(separator, in: bytes, from: start) {
            parts.append(bytes[start..<found])
            start = found + separator.count
        }
        parts.append(bytes[start...])
        return parts
    }

    /// Splits at runs of white space; the rest after the last split keeps its inner white space.
    static func words(_ text: String, maximum: Int = .max, fromEnd: Bool = false) -> [String] {
        var scalars = Array(text.unicodeScalars)
        if fromEnd { scalars.reverse() }
        var parts: [ArraySlice<Unicode.Scalar>] = []
        var position = 0
        while true {
            while position < scalars.count, Text.isSpace(scalars[position]) { position += 1 }
            if position == scalars.count { break }
            if parts.count >= maximum {
                parts.append(scalars[position...])
                break
            }
            let start = position
            while position < scalars.count, !Text.isSpace(scalars[position]) { position += 1 }
            parts.append(scalars[start..<position])
        }
        if fromEnd { return parts.reversed().map { Text.string($0.reversed()) } }
        return parts.map { Text.string($0) }
    }

    /// `str.splitlines`: at every line boundary that Unicode knows.
    static func lines(_ text: String, keepEnds: Bool = false) -> [String] {
        var lines: [String] = []
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            var next = scalars.index(after: index)
            guard isLineBreak(scalar) else {
                index = next
                continue
            }
            if scalar == "\r", next < scalars.endIndex, scalars[next] == "\n" { next = scalars.index(after: next) }
            lines.append(String(scalars[start..<(keepEnds ? next : index)]))
            start = next
            index = next
        }
        if start < scalars.endIndex { lines.append(String(scalars[start...])) }
        return lines
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
