/// Lines that hold only `<%= slot("x") %>`, which the slot's text replaces together with their line end.
///
/// Such a line is rewritten to an `include` of a template that prints the slot: being a statement, it takes its
/// indentation and its line end with it as every statement does, and no line number changes.
enum SlotLines {
    private static let prefix = "slot:"

    /// The template with its slot lines rewritten.
    static func prepared(_ bytes: [UInt8]) -> [UInt8] {
        guard TemplateMarkers.holds(bytes, Array("slot".utf8)) else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let line = bytes[start..<end]
            if let name = slot(inLine: line) {
                out += "<% include \"\(prefix)\(name)\" %>".utf8
                if line.last == 0x0D { out.append(0x0D) }
            } else {
                out += line
            }
            if end < bytes.endIndex { out.append(0x0A) }
            start = end < bytes.endIndex ? end + 1 : end
        }
        return out
    }

    /// The slot that the name of an included template stands for.
    static func slot(ofTemplate name: String) -> String? {
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// The slot that a line consists of, or nil for every other line.
    static func slot(inLine line: ArraySlice<UInt8>) -> String? {
        var rest = trimmed(line)
        func take(_ text: String) -> Bool {
            guard rest.starts(with: text.utf8) else { return false }
            rest = rest.dropFirst(text.utf8.count)
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
            return true
        }
        guard take("<%="), take("slot"), take("("), let quote = rest.first, quote == 0x22 || quote == 0x27 else {
            return nil
        }
        rest = rest.dropFirst()
        guard let close = rest.firstIndex(of: quote) else { return nil }
        let name = rest[..<close]
        let isName = !name.isEmpty && name.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "_-.".utf8.contains($0) }
        rest = rest[(close + 1)...]
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
        guard isName, take(")"), take("%>"), rest.isEmpty else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0D { line = line.dropLast() }
        return line
    }
}
