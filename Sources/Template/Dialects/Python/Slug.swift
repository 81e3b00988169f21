import Foundation
import Jinja

/// python-slugify: a text as letters, digits and separators.
struct Slug {
    var decodesEntities = true
    var decodesDecimals = true
    var decodesHexadecimals = true
    /// The most scalars; 0 for no bound.
    var maximumLength = 0
    var keepsWords = false
    var separator = "-"
    var keepsOrder = false
    var stopWords: [String] = []
    /// What is replaced by `-`; nil for everything but letters, digits and `-`.
    var pattern: PythonRegex?
    var lowercases = true
    var replacements: [(old: String, new: String)] = []
    var allowsUnicode = false

    /// The slug of a text.
    ///
    /// - Throws: a `ValueError` where the text has letters whose transliteration isn't known here.
    func text(_ original: String) throws(TemplateError) -> String {
        var text = replaced(original)
        text = try PythonRegex("[']+").replacing(text, with: "-")
        if allowsUnicode {
            text = text.precomposedStringWithCompatibilityMapping
        } else {
            text = try Transliteration.ascii(text.decomposedStringWithCompatibilityMapping)
        }
        text = try decoded(text)
        // Letters that entities stand for are dropped, as the original does; it decomposes them before.
        text =
            allowsUnicode
            ? text.precomposedStringWithCompatibilityMapping : text.decomposedStringWithCompatibilityMapping
        if lowercases { text = PythonText.lowercased(text) }
        text = PythonText.replacing(text, "'", "")
        text = try PythonRegex(#"(?<=\d),(?=\d)"#).replacing(text, with: "")
        let standard = allowsUnicode ? #"[\W_]+"# : "[^-a-zA-Z0-9]+"
        let disallowed = if let pattern { pattern } else { try PythonRegex(standard) }
        text = try disallowed.replacing(text, with: "-")
        text = trimmed(try PythonRegex("-{2,}").replacing(text, with: "-"))
        if !stopWords.isEmpty {
            let excluded = Set(lowercases ? stopWords.map(PythonText.lowercased) : stopWords)
            let words = text.split(separator: "-", omittingEmptySubsequences: false)
            text = words.filter { !excluded.contains(String($0)) }.joined(separator: "-")
        }
        text = replaced(text)
        if maximumLength > 0 { text = truncated(text) }
        return separator == "-" ? text : PythonText.replacing(text, "-", separator)
    }

    private func replaced(_ text: String) -> String {
        replacements.reduce(text) { PythonText.replacing($0, $1.old, $1.new) }
    }

    private func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while scalars.first == "-" { scalars.removeFirst() }
        while scalars.last == "-" { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars))
    }

    private func prefix(_ text: String, _ count: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
    }

    private func truncated(_ original: String) -> String {
        let text = trimmed(original)
        if PythonText.count(text) < maximumLength { return text }
        if !keepsWords { return trimmed(prefix(text, maximumLength)) }
        guard text.utf8.contains(UInt8(ascii: "-")) else { return prefix(text, maximumLength) }
        var result = ""
        for word in text.split(separator: "-") {
            let length = PythonText.count(result) + PythonText.count(String(word))
            if length < maximumLength {
                result += word + "-"
            } else if length == maximumLength {
                result += word
                break
            } else if keepsOrder {
                break
            }
        }
        return trimmed(result.isEmpty ? prefix(text, maximumLength) : result)
    }

    // MARK: Entities

    /// Decodes entities; a number that is no character leaves all numbers of its kind as they are.
    private func decoded(_ original: String) throws(TemplateError) -> String {
        var text = original
        if decodesEntities {
            text = try replacing(text, "&([A-Za-z]+[0-9]*);") { Slug.entities[$0] ?? "&\($0);" } ?? text
        }
        if decodesDecimals { text = try replacing(text, #"&#(\d+);"#) { Slug.character($0, radix: 10) } ?? text }
        if decodesHexadecimals {
            text = try replacing(text, "&#x([0-9a-fA-F]+);") { Slug.character($0, radix: 16) } ?? text
        }
        return text
    }

    private static func character(_ digits: String, radix: Int) -> String? {
        UInt32(digits, radix: radix).flatMap(Unicode.Scalar.init).map { String($0) }
    }

    private func replacing(
        _ text: String, _ pattern: String, _ replace: (String) -> String?
    ) throws(TemplateError) -> String? {
        let scalars = text.unicodeScalars.map(\.value)
        var out = ""
        var place = 0
        for match in try PythonRegex(pattern).matches(text) {
            guard let new = replace(match.group(1) ?? "") else { return nil }
            out += RegexParser.text(scalars[place..<match.range.lowerBound]) + new
            place = match.range.upperBound
        }
        return out + RegexParser.text(scalars[place...])
    }
}
