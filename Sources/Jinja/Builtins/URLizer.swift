/// Makes links of the addresses in a text, as the filter `urlize` does.
struct URLizer {
    private let limit: Value?
    private let rel: String
    private let target: String
    private let schemes: [String]
    private let invocation: Invocation

    init(_ bound: Arguments.Bound, _ invocation: Invocation) throws(TemplateError) {
        self.invocation = invocation
        limit = bound[0].flatMap { $0.isNone ? nil : $0 }
        var parts: Set<String> = ["noopener"]
        if let rel = bound[3], try rel.truth() {
            guard let text = rel.stringValue else { throw Builtins.lacks(rel, "split") }
            parts.formUnion(StringMethods.words(text))
        }
        if try Builtins.flag(bound[1]) { parts.insert("nofollow") }
        let list = parts.sorted(by: Text.precedes).joined(separator: " ")
        rel = " rel=\"\(Text.escape(list))\""
        if let value = bound[2], try value.truth() {
            target = " target=\"\(try invocation.escaped(value))\""
        } else {
            target = ""
        }
        var schemes: [String] = []
        if let value = bound[4], !value.isNone, try value.truth() {
            for scheme in try invocation.items(value) {
                guard let text = scheme.stringValue else {
                    throw .type("expected string or bytes-like object, got '\(scheme.typeName)'")
                }
                guard URLizer.isScheme(text) else {
                    throw TemplateError(.filterArgument, "\(Value.quoted(text)) is not a valid URI scheme prefix.")
                }
                schemes.append(text)
            }
        }
        self.schemes = schemes
    }

    /// Whether a text is a scheme, in Jinja's words `[\w.+-]{2,}:(/){0,2}`.
    private static func isScheme(_ text: String) -> Bool {
        var scalars = Text.scalars(text)[...]
        var slashes = 0
        while scalars.last == "/" {
            scalars.removeLast()
            slashes += 1
        }
        guard slashes <= 2, scalars.popLast() == ":", scalars.count >= 2 else { return false }
        return scalars.allSatisfy { Text.isWord($0) || ".+-".unicodeScalars.contains($0) }
    }

    /// Links the addresses in escaped text.
    func run(_ text: String) throws(TemplateError) -> String {
        var result = ""
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if Text.isSpace(scalar) {
                if !word.isEmpty { result += try link(String(word)) }
                word = String.UnicodeScalarView()
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        if !word.isEmpty { result += try link(String(word)) }
        try invocation.runtime.charge(result.utf8.count)
        return result
    }

    private func link(_ word: String) throws(TemplateError) -> String {
        var middle = Array(word.utf8)
        var head: [UInt8] = []
        var tail: [UInt8] = []
        while let mark = [Array("(".utf8), Array("<".utf8), Array("&lt;".utf8)].first(where: { middle.starts(with: $0) }
        ) {
            head += mark
            middle.removeFirst(mark.count)
        }
        let closing = [")", ">", ".", ",", "&gt;"].map { Array($0.utf8) }
        while let mark = closing.first(where: { middle.hasSuffix($0) }) {
            tail = mark + tail
            middle.removeLast(mark.count)
        }
        for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            balance(&middle, &tail, Array(open.utf8), Array(close.utf8))
        }
        let body = try anchor(Text.string(middle))
        return Text.string(head) + body + Text.string(tail)
    }

    /// Moves closing marks from the tail back while the word opens more than it closes.
    private func balance(_ middle: inout [UInt8], _ tail: inout [UInt8], _ open: [UInt8], _ close: [UInt8]) {
        let opened = URLizer.count(open, in: middle)
        guard opened > URLizer.count(close, in: middle) else { return }
        for _ in 0..<min(opened, URLizer.count(close, in: tail)) {
            guard let found = Text.find(close, in: tail) else { return }
            middle += tail[..<(found + close.count)]
            tail.removeFirst(found + close.count)
        }
    }

    private static func count(_ needle: [UInt8], in bytes: [UInt8]) -> Int {
        StringMethods.split(bytes, needle, maximum: .max).count - 1
    }

    private func anchor(_ text: String) throws(TemplateError) -> String {
        let bytes = Array(text.utf8)
        if AddressPatterns.isWeb(text) {
            let hasScheme = text.utf8.starts(with: "https://".utf8) || text.utf8.starts(with: "http://".utf8)
            let address = hasScheme ? text : "https://" + text
            return "<a href=\"\(address)\"\(rel)\(target)>\(try trimmed(text))</a>"
        }
        if text.utf8.starts(with: "mailto:".utf8) {
            let address = String(text.unicodeScalars.dropFirst(7))
            if AddressPatterns.isMail(address) { return "<a href=\"\(text)\">\(address)</a>" }
        }
        let isPlain = bytes.first != UInt8(ascii: "@") && !bytes.contains(UInt8(ascii: ":"))
        if isPlain, bytes.contains(UInt8(ascii: "@")), !text.utf8.starts(with: "www.".utf8),
            !text.utf8.starts(with: "mailto:".utf8), AddressPatterns.isMail(text)
        {
            return "<a href=\"mailto:\(text)\">\(text)</a>"
        }
        var result = text
        for scheme in schemes where !Text.equal(result, scheme) && result.utf8.starts(with: scheme.utf8) {
            result = "<a href=\"\(result)\"\(rel)\(target)>\(result)</a>"
        }
        return result
    }

    private func trimmed(_ text: String) throws(TemplateError) -> String {
        guard let limit else { return text }
        guard try Value.compare(.int(Text.count(text)), .greater, limit) else { return text }
        let cut = try Value.string(text).sliced(.none, limit, .none, invocation.runtime)
        return cut.pythonString + "..."
    }
}

/// What `urlize` takes for an address.
enum AddressPatterns {
    private static let domains: Set<String> = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]

    /// A web address: with a scheme or `www.`, or of a well-known top-level domain.
    static func isWeb(_ text: String) -> Bool {
        let lower = Text.lowercased(text)
        let hasScheme = lower.utf8.starts(with: "http://".utf8) || lower.utf8.starts(with: "https://".utf8)
        var rest = Text.scalars(lower)[...]
        if hasScheme { rest = rest.dropFirst(lower.utf8.starts(with: "https://".utf8) ? 8 : 7) }
        if hasScheme, rest.first == "[" { return isIPv6(rest) }
        let end = rest.firstIndex { ":/?#".unicodeScalars.contains($0) } ?? rest.endIndex
        guard isTail(rest[end...]) else { return false }
        let labels = rest[..<end].split(separator: ".", omittingEmptySubsequences: false)
        if hasScheme, isHost(labels) || isIPv4(labels) { return true }
        if labels.count > 1, labels[0].elementsEqual("www".unicodeScalars), isHost(Array(labels.dropFirst())) {
            return true
        }
        guard !hasScheme, labels.count > 1, let last = labels.last else { return false }
        return domains.contains(Text.string(last))
            && labels.dropLast().allSatisfy { (2...63).contains($0.count) && $0.allSatisfy(isLabel) }
    }

    private static func isLabel(_ scalar: Unicode.Scalar) -> Bool {
        Text.isWord(scalar) || scalar == "%" || scalar == "-"
    }

    /// Labels of any kind, and a last one that is a plain or an encoded top-level domain.
    private static func isHost(_ labels: [ArraySlice<Unicode.Scalar>]) -> Bool {
        guard let last = labels.last else { return false }
        guard labels.dropLast().allSatisfy({ !$0.isEmpty && $0.allSatisfy(isLabel) }) else { return false }
        let isLetters = (2...63).contains(last.count) && last.allSatisfy { $0.value >= 0x61 && $0.value <= 0x7A }
        let code = last.dropFirst(4)
        let isEncoded =
            last.starts(with: "xn--".unicodeScalars) && (2...59).contains(code.count)
            && code.allSatisfy { Text.isWord($0) || $0 == "%" }
        return isLetters || isEncoded
    }

    private static func isIPv4(_ labels: [ArraySlice<Unicode.Scalar>]) -> Bool {
        labels.count == 4 && labels.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(Text.isDecimal) }
    }

    /// `\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}]` and what may follow.
    private static func isIPv6(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let end = text.firstIndex(of: "]"), isTail(text[(end + 1)...]) else { return false }
        let inside = text[(text.startIndex + 1)..<end]
        let groups = inside.split(separator: ":", omittingEmptySubsequences: false)
        guard groups.count >= 3 else { return false }
        let isHex = groups.allSatisfy { group in
            group.allSatisfy { Text.isDecimal($0) || ($0.value >= 0x61 && $0.value <= 0x66) }
        }
        guard isHex, groups[0].count <= 4, groups[1].count <= 4 else { return false }
        // After the first two groups a colon may be left out, so a long run counts as several groups.
        let rest = groups.dropFirst(2)
        let needed = rest.enumerated().reduce(0) { total, item in
            let isLast = item.offset == rest.count - 1
            let runs = (item.element.count + 3) / 4
            return total + (isLast ? runs : max(runs, 1))
        }
        return needed <= 6
    }

    /// Whether a port and a path are all that follows a host: `(:\d{1,5})?([/?#]\S*)?`.
    private static func isTail(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        var rest = text
        if rest.first == ":" {
            let digits = rest.dropFirst().prefix { Text.isDecimal($0) }
            guard (1...5).contains(digits.count) else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let mark = rest.first else { return true }
        return "/?#".unicodeScalars.contains(mark)
    }

    /// Whether a text is a mail address: `\S+@\w[\w.-]*\.\w+`.
    static func isMail(_ text: String) -> Bool {
        let scalars = Text.scalars(text)
        guard let at = scalars.lastIndex(of: "@"), at > 0 else { return false }
        let host = scalars[(at + 1)...]
        guard let first = host.first, Text.isWord(first), let dot = host.lastIndex(of: "."), dot > host.startIndex
        else { return false }
        let last = host[(dot + 1)...]
        return !last.isEmpty && last.allSatisfy(Text.isWord)
            && host.allSatisfy { Text.isWord($0) || $0 == "." || $0 == "-" }
    }
}
