extension Text {
    static func uppercased(_ text: String) -> String {
        if isASCII(text) { return mapASCII(text) { $0 >= 0x61 && $0 <= 0x7A ? $0 - 32 : $0 } }
        return text.unicodeScalars.map { $0.properties.uppercaseMapping }.joined()
    }

    static func lowercased(_ text: String) -> String {
        if isASCII(text) { return mapASCII(text) { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 } }
        let scalars = scalars(text)
        return scalars.indices.map { lowercase(scalars, $0) }.joined()
    }

    /// The first scalar in title case, the others in lower case.
    static func capitalized(_ text: String) -> String {
        let scalars = scalars(text)
        guard let first = scalars.first else { return "" }
        return first.properties.titlecaseMapping + scalars.indices.dropFirst().map { lowercase(scalars, $0) }.joined()
    }

    /// `str.title`: each run of cased scalars starts in title case.
    static func titlecased(_ text: String) -> String {
        let scalars = scalars(text)
        var result = ""
        var afterCased = false
        for (index, scalar) in scalars.enumerated() {
            result += afterCased ? lowercase(scalars, index) : scalar.properties.titlecaseMapping
            afterCased = scalar.properties.isCased
        }
        return result
    }

    static func swapcased(_ text: String) -> String {
        let scalars = scalars(text)
        return scalars.enumerated().map { index, scalar in
            isUpper(scalar)
                ? lowercase(scalars, index) : isLower(scalar) ? scalar.properties.uppercaseMapping : String(scalar)
        }.joined()
    }

    /// Full case folding: the lower case of the upper case, but for the scalars where Unicode says otherwise.
    static func casefolded(_ text: String) -> String {
        if isASCII(text) { return lowercased(text) }
        return text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0x131: return "\u{131}"
            case 0x13A0...0x13F5: return String(scalar)
            case 0x13F8...0x13FD, 0xAB70...0xABBF: return scalar.properties.uppercaseMapping
            case 0x1E9E: return "ss"
            default:
                return scalar.properties.uppercaseMapping.unicodeScalars.map { $0.properties.lowercaseMapping }.joined()
            }
        }.joined()
    }

    /// The lower case of a scalar in its place: a final sigma has a form of its own.
    private static func lowercase(_ scalars: [Unicode.Scalar], _ index: Int) -> String {
        guard scalars[index] == "\u{3A3}" else { return scalars[index].properties.lowercaseMapping }
        let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
        let isFinal = before?.properties.isCased == true && after?.properties.isCased != true
        return isFinal ? "\u{3C2}" : "\u{3C3}"
    }

    @inline(__always)
    private static func mapASCII(_ text: String, _ transform: (UInt8) -> UInt8) -> String {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            String(unsafeUninitializedCapacity: bytes.count) { buffer in
                for index in bytes.indices { buffer[index] = transform(bytes[index]) }
                return bytes.count
            }
        } ?? String(decoding: text.utf8.map(transform), as: UTF8.self)
    }
}
