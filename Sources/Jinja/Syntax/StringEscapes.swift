/// The escapes of string literals, as Python's `unicode-escape` codec reads them.
enum StringEscapes {
    /// Decodes the inside of a literal; line ends become the environment's.
    static func decode(_ bytes: ArraySlice<UInt8>, newline: [UInt8]) throws(TemplateError) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) || bytes.contains(UInt8(ascii: "\n")) else {
            return Text.string(bytes)
        }
        var out: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { out.append(contentsOf: newline) }
            guard byte == UInt8(ascii: "\\") else {
                if byte != UInt8(ascii: "\n") { out.append(byte) }
                continue
            }
            guard index < bytes.endIndex else { throw .value("\\ at end of string") }
            try escape(bytes, &index, &out, newline)
        }
        return Text.string(out)
    }

    private static func escape(
        _ bytes: ArraySlice<UInt8>, _ index: inout Int, _ out: inout [UInt8], _ newline: [UInt8]
    ) throws(TemplateError) {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\n"):
            // A backslash joins lines; with line ends of two characters only the first is swallowed.
            if newline.count > 1 { out.append(contentsOf: newline.dropFirst()) }
            if newline == [UInt8(ascii: "\r")] { out.append(contentsOf: [0x5C, 0x0D]) }
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): out.append(byte)
        case UInt8(ascii: "a"): out.append(0x07)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "v"): out.append(0x0B)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = UInt32(byte - UInt8(ascii: "0"))
            var count = 1
            while count < 3, index < bytes.endIndex, (0x30...0x37).contains(bytes[index]) {
                value = value * 8 + UInt32(bytes[index] - 0x30)
                index += 1
                count += 1
            }
            try append(value, &out)
        case UInt8(ascii: "x"): try hexadecimal(bytes, &index, 2, "\\xXX", &out)
        case UInt8(ascii: "u"): try hexadecimal(bytes, &index, 4, "\\uXXXX", &out)
        case UInt8(ascii: "U"): try hexadecimal(bytes, &index, 8, "\\UXXXXXXXX", &out)
        case UInt8(ascii: "N"): try named(bytes, &index, &out)
        default:
            out.append(UInt8(ascii: "\\"))
            guard byte >= 0x80 else {
                out.append(byte)
                return
            }
            // Jinja escapes everything beyond ASCII first, so that a backslash before it shows that escape.
            var end = index
            while end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end += 1 }
            if let scalar = Text.string(bytes[(index - 1)..<end]).unicodeScalars.first {
                out.append(contentsOf: Text.backslashEscape(scalar).utf8.dropFirst())
            }
            index = end
        }
    }

    /// - Throws: A `.value` error for half of a surrogate pair, which Python's texts can hold and UTF-8 can't.
    static func append(_ value: UInt32, _ out: inout [UInt8]) throws(TemplateError) {
        guard let scalar = Unicode.Scalar(value) else {
            throw .value("the lone surrogate \\u\(String(value, radix: 16)) is not known natively")
        }
        out.append(contentsOf: String(scalar).utf8)
    }

    private static func hexadecimal(
        _ bytes: ArraySlice<UInt8>, _ index: inout Int, _ width: Int, _ form: String, _ out: inout [UInt8]
    ) throws(TemplateError) {
        var value: UInt32 = 0
        for _ in 0..<width {
            guard index < bytes.endIndex, let digit = BigInt.digit(bytes[index]), digit < 16 else {
                throw .value("truncated \(form) escape")
            }
            value = value << 4 | digit
            index += 1
        }
        if value > 0x10FFFF { throw .value("illegal Unicode character") }
        try append(value, &out)
    }

    private static func named(
        _ bytes: ArraySlice<UInt8>, _ index: inout Int, _ out: inout [UInt8]
    ) throws(TemplateError) {
        guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "{"),
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "}"))
        else { throw .value("malformed \\N character escape") }
        let name = Text.uppercased(Text.string(bytes[(index + 1)..<end]))
        for value in UInt32(0x20)...0x1_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if scalar.properties.name == name || scalar.properties.nameAlias == name {
                try append(value, &out)
                index = end + 1
                return
            }
        }
        throw .value("unknown Unicode character name")
    }
}
