/// What `markupsafe.Markup` does beyond strings.
enum Markup {
    /// The text that `Markup(value)` holds.
    static func text(_ value: Value, _ invocation: Invocation) throws(TemplateError) -> String {
        try invocation.text(value)
    }

    /// Removes comments and tags, makes white space single, and resolves entities.
    static func striptags(_ text: String) -> String {
        let bytes = withoutTags(withoutComments(Array(text.utf8)))
        return unescape(StringMethods.words(Text.string(bytes)).joined(separator: " "))
    }

    /// Drops `<!-- … -->`; what a removal joins may begin another comment.
    private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
        let start = Array("<!--".utf8)
        let end = Array("-->".utf8)
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            out.append(bytes[index])
            index += 1
            guard bytes[index - 1] == UInt8(ascii: "-"), out.hasSuffix(start) else { continue }
            // The end mark may share its hyphens with the start mark.
            let close: Int?
            if bytes[index...].starts(with: end.suffix(1)) {
                close = index + 1
            } else if bytes[index...].starts(with: end.suffix(2)) {
                close = index + 2
            } else {
                close = Text.find(end, in: bytes, from: index).map { $0 + end.count }
            }
            guard let close else { return out + bytes[index...] }
            out.removeLast(start.count)
            index = close
        }
        return out
    }

    private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var index = 0
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")),
            let close = bytes[open...].firstIndex(of: UInt8(ascii: ">"))
        {
            out.append(contentsOf: bytes[index..<open])
            index = close + 1
        }
        return out + bytes[index...]
    }

    /// Replaces numeric and named references by what they stand for.
    static func unescape(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "&"), let (scalars, next) = reference(bytes, index + 1) else {
                out.append(bytes[index])
                index += 1
                continue
            }
            out.append(contentsOf: scalars.utf8)
            index = next
        }
        return Text.string(out)
    }

    private static func reference(_ bytes: [UInt8], _ start: Int) -> (text: String, next: Int)? {
        guard start < bytes.count else { return nil }
        if bytes[start] == UInt8(ascii: "#") { return numericReference(bytes, start + 1) }
        var end = start
        while end < bytes.count, end - start < 32, BigInt.digit(bytes[end]) != nil { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: ";"),
            let text = Entities.named[Text.string(bytes[start..<end])]
        {
            return (text, end + 1)
        }
        // A few old names count without their semicolon, as the longest prefix that is one.
        while end > start {
            let name = Text.string(bytes[start..<end])
            if Entities.withoutSemicolon.contains(name), let text = Entities.named[name] { return (text, end) }
            end -= 1
        }
        return nil
    }

    private static func numericReference(_ bytes: [UInt8], _ start: Int) -> (text: String, next: Int)? {
        var index = start
        var radix: UInt32 = 10
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "x") {
            radix = 16
            index += 1
        }
        let digits = index
        var value: UInt32 = 0
        while index < bytes.count, let digit = BigInt.digit(bytes[index]), digit < radix {
            value = min(value &* radix &+ digit, 0x11_0000)
            index += 1
        }
        guard index > digits else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ";") { index += 1 }
        return (Entities.scalar(value), index)
    }
}
