import Foundation
import Jinja

/// The filter `slug` of jinja2-slug: unicode-slugify with ASCII only.
enum SlugFilter {
    static func slug(
        _ value: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        _ = try arguments.bind("slug()", [])
        if case .undefined(let undefined) = value { throw TemplateError(.undefined, undefined.message) }
        let text = try invocation.text(value).precomposedStringWithCompatibilityMapping
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars { if let kept = try kept(scalar) { scalars.append(kept) } }
        let joined = try PythonRegex(#"[-\s]+"#).replacing(trimmed(scalars), with: "-")
        return .string(PythonText.lowercased(joined))
    }

    /// What stays of a character: letters and numbers, in ASCII, three signs, and a space for each kind of space.
    private static func kept(_ scalar: Unicode.Scalar) throws(TemplateError) -> Unicode.Scalar? {
        if "-_~".unicodeScalars.contains(scalar) { return scalar }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return " "
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            break
        default: return nil
        }
        if scalar.isASCII { return scalar }
        // A letter with marks is the letter; what others are written as is another matter.
        let parts = String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars
        guard let base = parts.first, parts.count > 1, base.isASCII, base.properties.isAlphabetic,
            parts.dropFirst().allSatisfy({ $0.properties.canonicalCombiningClass != .notReordered })
        else {
            throw TemplateError(.security, "what the filter 'slug' makes of '\(scalar)' is not known here")
        }
        return base
    }

    private static func trimmed(_ scalars: [Unicode.Scalar]) -> String {
        let text = String(String.UnicodeScalarView(scalars))
        let start = text.drop { $0 == " " }
        return String(String(start.reversed()).drop { $0 == " " }.reversed())
    }
}
