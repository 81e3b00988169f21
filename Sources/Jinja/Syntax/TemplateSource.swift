/// The text of a template with its line ends made one, for the lexer and for the places of errors.
final class TemplateSource: Sendable {
    let name: String?
    let bytes: [UInt8]

    /// Reads a template's text: every line end becomes `\n`, and the last one is dropped unless it is kept.
    init(name: String?, text: String, keepTrailingNewline: Bool) {
        self.name = name
        var bytes = Array(text.utf8)
        if bytes.contains(UInt8(ascii: "\r")) {
            var normal: [UInt8] = []
            normal.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "\r") {
                    normal.append(UInt8(ascii: "\n"))
                    if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { index += 1 }
                } else {
                    normal.append(bytes[index])
                }
                index += 1
            }
            bytes = normal
        }
        if !keepTrailingNewline, bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        self.bytes = bytes
    }

    /// The place of a byte offset.
    func location(_ offset: Int) -> TemplateError.Location {
        let newline = UInt8(ascii: "\n")
        let offset = min(max(offset, 0), bytes.count)
        let line = bytes[..<offset].reduce(1) { $0 + ($1 == newline ? 1 : 0) }
        let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
        let column = Text.count(Text.string(bytes[start..<offset])) + 1
        return .init(name: name, line: line, column: column, text: Text.string(bytes[start..<max(end, start)]))
    }

    /// The line of a byte offset, from 1.
    func line(_ offset: Int) -> Int { location(offset).line }
}
