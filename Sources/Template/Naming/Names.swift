/// The forms of a name: `Product Service`, `ProductService` and `product_service` all give the same ones.
public enum Names {
    /// The words of a name in lower case.
    ///
    /// Words end at spaces, punctuation and case changes; runs of capitals stay together (`HTTPServer` is
    /// `http server`) and digits stay with the word before them (`oauth2 client`). Scalars beyond ASCII count as
    /// lower-case letters.
    public static func words(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var words: [String] = []
        var current = ""
        func isUpper(_ index: Int) -> Bool {
            scalars.indices.contains(index) && ("A"..."Z").contains(scalars[index])
        }
        func isLower(_ index: Int) -> Bool {
            scalars.indices.contains(index) && (("a"..."z").contains(scalars[index]) || scalars[index].value >= 0x80)
        }
        func isDigit(_ index: Int) -> Bool {
            scalars.indices.contains(index) && ("0"..."9").contains(scalars[index])
        }
        for index in scalars.indices {
            guard isUpper(index) || isLower(index) || isDigit(index) else {
                if !current.isEmpty { words.append(current) }
                current = ""
                continue
            }
            let startsWord = isUpper(index) && (isLower(index - 1) || isDigit(index - 1))
            let endsAcronym = isUpper(index) && isUpper(index - 1) && isLower(index + 1)
            if startsWord || endsAcronym, !current.isEmpty {
                words.append(current)
                current = ""
            }
            let scalar = scalars[index]
            let lowered = isUpper(index) ? Unicode.Scalar(scalar.value + 0x20) ?? scalar : scalar
            current.unicodeScalars.append(lowered)
        }
        if !current.isEmpty { words.append(current) }
        return words
    }

    /// `product-service`.
    public static func kebab(_ text: String) -> String { words(text).joined(separator: "-") }

    /// `product_service`.
    public static func snake(_ text: String) -> String { words(text).joined(separator: "_") }

    /// `ProductService`.
    public static func pascal(_ text: String) -> String { words(text).map(capitalized).joined() }

    /// `productService`.
    public static func camel(_ text: String) -> String {
        let words = words(text)
        return words.prefix(1).joined() + words.dropFirst().map(capitalized).joined()
    }

    /// `PRODUCT_SERVICE`.
    public static func screaming(_ text: String) -> String {
        String(decoding: snake(text).utf8.map(\.asciiUppercased), as: UTF8.self)
    }

    /// `productservice`.
    public static func flat(_ text: String) -> String { words(text).joined() }

    /// `Product Service`.
    public static func title(_ text: String) -> String { words(text).map(capitalized).joined(separator: " ") }

    /// The name with the word "service" at its end, once: `orders` gives `orders service`.
    public static func withServiceSuffix(_ text: String) -> String {
        var words = words(text)
        while words.last == "service" { words.removeLast() }
        return (words + ["service"]).joined(separator: " ")
    }

    /// The plural of the last word by the rules of English spelling: `category` gives `categories`.
    ///
    /// Words that do not follow the rules (person, data) come out wrong: ask a question with this as the default.
    /// A capital last letter gives a capital ending.
    public static func plural(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard let last = bytes.last, last.isASCIILetter else { return text }
        let lower = bytes.map(\.asciiLowercased)
        let isCapital = last.isASCIIUppercase && bytes.count > 1
        func ending(_ text: String) -> [UInt8] { isCapital ? text.utf8.map(\.asciiUppercased) : Array(text.utf8) }
        let isConsonantY =
            last.asciiLowercased == UInt8(ascii: "y") && lower.count > 1
            && !"aeiou".utf8.contains(lower[lower.count - 2])
        if isConsonantY { return String(decoding: bytes.dropLast() + ending("ies"), as: UTF8.self) }
        let hissing = ["s", "x", "z", "ch", "sh"].contains { lower.suffix($0.utf8.count).elementsEqual($0.utf8) }
        return String(decoding: bytes + ending(hissing ? "es" : "s"), as: UTF8.self)
    }

    private static func capitalized(_ word: String) -> String {
        guard let first = word.utf8.first, first.isASCIILowercase else { return word }
        return String(decoding: [first.asciiUppercased], as: UTF8.self) + word.dropFirst()
    }
}
