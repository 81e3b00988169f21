import Jinja

extension AnsibleFilters {
    static var texts: [(name: String, body: Body)] {
        [
            plain("quote") { value, invocation throws(TemplateError) in
                .string(shellQuoted(try text(value, invocation)))
            },
            plain("md5") { value, invocation throws(TemplateError) in try digest("md5", value, invocation) },
            plain("sha1") { value, invocation throws(TemplateError) in try digest("sha1", value, invocation) },
            plain("checksum") { value, invocation throws(TemplateError) in try digest("sha1", value, invocation) },
            (
                "hash",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("get_hash()", ["hashtype"])
                    // An unsuitable kind is no kind: the original catches whatever `hashlib.new` raises.
                    guard let name = (bound[0] ?? "sha1").stringValue else { return .none }
                    return try digest(name, value, invocation)
                }
            ),
            (
                "b64encode",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("b64encode()", ["encoding"])
                    try checkEncoding(bound[0])
                    return .string(Base64.encode(Array(try text(value, invocation).utf8)))
                }
            ),
            (
                "b64decode",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("b64decode()", ["encoding"])
                    try checkEncoding(bound[0])
                    let bytes = try Base64.decode(Array(try text(value, invocation).utf8))
                    guard let text = String(validating: bytes, as: UTF8.self) else {
                        throw TemplateError(.value, "what was decoded from base64 is not UTF-8")
                    }
                    return .string(text)
                }
            ),
            plain("to_uuid") { value, invocation throws(TemplateError) in
                let namespace: [UInt8] = [
                    0x20, 0x85, 0x1C, 0x88, 0xAC, 0x15, 0x44, 0x9F, 0x9E, 0xE7, 0x74, 0x82, 0x91, 0x05, 0xDA, 0x86,
                ]
                let digest = Digest.sha1(namespace + Array(try invocation.text(value).utf8))
                return .string(uuid(Array(digest.prefix(16)), version: 5))
            },
            (
                "comment",
                { value, arguments, invocation throws(TemplateError) in try comment(value, arguments, invocation) }
            ),
        ]
    }

    /// `shlex.quote`.
    static func shellQuoted(_ text: String) -> String {
        if text.isEmpty { return "''" }
        let isSafe = text.utf8.allSatisfy { byte in
            byte.isASCIILetter || byte.isASCIIDigit || "_@%+=:,./-".utf8.contains(byte)
        }
        return isSafe ? text : "'" + PythonText.replacing(text, "'", "'\"'\"'") + "'"
    }

    private static func digest(_ name: String, _ value: Value, _ invocation: Invocation) throws(TemplateError) -> Value
    {
        guard let digest = Digest.named(name, Array(try text(value, invocation).utf8)) else {
            if Digest.unsupported.contains(name.lowercased()) {
                throw TemplateError(.value, "the hash '\(name)' is not known natively")
            }
            return .none
        }
        return .string(Digest.hex(digest))
    }

    private static func checkEncoding(_ value: Value?) throws(TemplateError) {
        guard let value else { return }
        guard let name = value.stringValue, ["utf-8", "utf8", "utf_8"].contains(name.lowercased()) else {
            throw TemplateError(.value, "the encoding \(value.pythonRepr) is not known natively")
        }
    }

    /// The text of a UUID of a version, from 16 bytes.
    static func uuid(_ bytes: [UInt8], version: UInt8) -> String {
        var bytes = bytes
        bytes[6] = bytes[6] & 0x0F | version << 4
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Array(Digest.hex(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }.joined(separator: "-")
    }

    // MARK: comment

    private static func comment(
        _ value: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        guard let text = value.stringValue else {
            throw TemplateError(.attribute, "'\(value.typeName)' object has no attribute 'replace'")
        }
        var settings = arguments
        var name = "plain"
        if let first = settings.positional.first {
            name = try word(first, "style")
        } else if let given = settings.keyword("style") {
            name = try word(given, "style")
            settings.keywords.removeAll { $0.name == "style" }
        }
        var parts: [String: String] = [
            "newline": "\n", "beginning": "", "end": "",
        ]
        switch name {
        case "plain": parts["decoration"] = "# "
        case "erlang": parts["decoration"] = "% "
        case "c": parts["decoration"] = "// "
        case "cblock": parts.merge(["beginning": "/*", "decoration": " * ", "end": " */"]) { $1 }
        case "xml": parts.merge(["beginning": "<!--", "decoration": " - ", "end": "-->"]) { $1 }
        default: throw TemplateError(.key, PythonText.quoted(name))
        }
        var counts = ["prefix_count": 1, "postfix_count": 1]
        for (name, value) in settings.keywords {
            if counts[name] != nil {
                let count = name == "prefix_count" ? try value.pythonInteger().intValue : value.intValue
                guard let count else { throw TemplateError(.type, "\(name) must be a number") }
                counts[name] = max(count, 0)
            } else {
                parts[name] = try word(value, name)
            }
        }
        let decoration = parts["decoration"] ?? ""
        let newline = parts["newline"] ?? "\n"
        let bare = rightStripped(decoration)
        let prefix = parts["prefix"] ?? bare
        let postfix = parts["postfix"] ?? bare
        try invocation.charge(counts["prefix_count"] ?? 1, times: prefix.utf8.count + newline.utf8.count)
        try invocation.charge(counts["postfix_count"] ?? 1, times: postfix.utf8.count + newline.utf8.count)
        var out = ""
        if let beginning = parts["beginning"], !beginning.isEmpty { out += beginning + newline }
        if !prefix.isEmpty {
            let line = prefix == newline ? newline : prefix + newline
            out += String(repeating: line, count: counts["prefix_count"] ?? 1)
        }
        let body = decoration + PythonText.replacing(text, newline, newline + decoration)
        out += PythonText.replacing(body, decoration + newline, bare + newline)
        out += String(repeating: newline + postfix, count: counts["postfix_count"] ?? 1)
        if let end = parts["end"], !end.isEmpty { out += newline + end }
        try invocation.charge(out.utf8.count)
        return .string(out)
    }

    private static func rightStripped(_ text: String) -> String {
        var scalars = text.unicodeScalars
        while let last = scalars.last, PythonText.isSpace(last) { scalars.removeLast() }
        return String(scalars)
    }
}

/// Base64 as Python's `base64` reads and writes it.
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << ((3 - group.count) * 8)
            for index in 0..<4 {
                out.append(index > group.count ? UInt8(ascii: "=") : letters[bits >> ((3 - index) * 6) & 63])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// What isn't of the alphabet is skipped; the text ends where its padding does.
    ///
    /// - Throws: a `ValueError` where the padding is incomplete.
    static func decode(_ text: [UInt8]) throws(TemplateError) -> [UInt8] {
        var out: [UInt8] = []
        var (bits, count, pads) = (0, 0, 0)
        for byte in text {
            if byte == UInt8(ascii: "=") {
                pads += 1
                if count >= 2, count + pads >= 4 {
                    for index in 0..<(count - 1) {
                        out.append(UInt8(truncatingIfNeeded: bits >> (count * 6 - 8 * (index + 1))))
                    }
                    return out
                }
                continue
            }
            guard let value = letters.firstIndex(of: byte) else { continue }
            pads = 0
            bits = bits << 6 | value
            count += 1
            if count == 4 {
                out += [bits >> 16, bits >> 8, bits].map { UInt8(truncatingIfNeeded: $0) }
                (bits, count) = (0, 0)
            }
        }
        if count > 0 { throw TemplateError(.value, "Incorrect padding") }
        return out
    }
}
