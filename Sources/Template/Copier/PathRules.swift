import Foundation

/// Patterns over paths as `.gitignore` writes them, of which the last one that matches decides.
///
/// The rules are those of Python's `pathspec` for the kind `gitignore`, which Copier uses: a pattern is held against
/// the path of a file only, folders are never looked at on the way, so that `["*", "!sub/keep.txt"]` keeps a file.
struct PathRules: Sendable {
    private struct Rule: Sendable {
        var pattern: Pattern?
        /// Whether the pattern takes paths out again: it began with an exclamation mark.
        var isNegated: Bool
    }

    private let rules: [Rule]

    /// Reads patterns; blank lines and comments count for nothing.
    /// - Throws: ``ScaffoldError`` for patterns that `pathspec` refuses.
    init(_ patterns: some Sequence<String>) throws(ScaffoldError) {
        var rules: [Rule] = []
        for pattern in patterns {
            // Copier takes the letters of a pattern apart (é into e and its accent), and those of a path not.
            let pattern = pattern.utf8.allSatisfy { $0 < 0x80 } ? pattern : pattern.decomposedStringWithCanonicalMapping
            if let rule = try PathRules.rule(pattern) { rules.append(rule) }
        }
        self.rules = rules
    }

    /// Whether the rules, taken together, match a path relative to the root.
    func matches(_ path: String) -> Bool {
        for rule in rules.reversed() where rule.pattern?.matches(path) ?? true { return !rule.isNegated }
        return false
    }

    /// A pattern of `.gitattributes`: it matches a file, and never what is below a folder of that name.
    /// - Returns: Nil for patterns that match no file.
    static func wholePath(_ written: String) throws(ScaffoldError) -> Pattern? {
        if written.hasSuffix("/") { return nil }
        guard let segments = segments(Array(written.unicodeScalars)), let source = expression(segments, isWhole: true)
        else { return nil }
        return try Pattern(source)
    }

    private static func rule(_ written: String) throws(ScaffoldError) -> Rule? {
        var scalars = Array(written.unicodeScalars)
        if !written.hasSuffix("\\ ") {
            while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        }
        if scalars.isEmpty || scalars[0] == "#" { return nil }
        let isNegated = scalars[0] == "!"
        if isNegated { scalars.removeFirst() }
        func broken(_ why: String) -> ScaffoldError {
            ScaffoldError(.manifest, "the pattern \(YAMLScalar.quoted(written)) \(why)")
        }
        guard let segments = segments(scalars) else { throw broken("matches nothing") }
        // Nothing left but `**`: every path; below a folder only where the pattern said so.
        if segments == ["**"] || segments == ["**", "*"] {
            let isFolder = segments == ["**"] && scalars.last == "/" && scalars.count > 1
            return Rule(pattern: isFolder ? try Pattern(".*/.*") : nil, isNegated: isNegated)
        }
        guard let source = PathRules.expression(segments) else { throw broken("ends in a backslash") }
        return Rule(pattern: try Pattern(source), isNegated: isNegated)
    }

    /// The parts between slashes, with `**` where a pattern means any depth.
    private static func segments(_ scalars: [Unicode.Scalar]) -> [String]? {
        var segments = scalars.split(separator: "/", omittingEmptySubsequences: false).map { part in
            var text = ""
            text.unicodeScalars.append(contentsOf: part)
            return text
        }
        if segments[0].isEmpty {
            segments.removeFirst()
        } else if segments.count == 1 || (segments.count == 2 && segments[1].isEmpty), segments[0] != "**" {
            segments.insert("**", at: 0)
        }
        guard let last = segments.last else { return nil }
        if last.isEmpty { segments[segments.count - 1] = "**" }
        var kept: [String] = []
        for segment in segments where segment != "**" || kept.last != "**" { kept.append(segment) }
        return kept
    }

    /// A regular expression over the whole path; nil for a backslash with nothing behind it.
    /// - Parameter isWhole: Whether a pattern of a folder leaves out what is in it.
    private static func expression(_ segments: [String], isWhole: Bool = false) -> String? {
        var source = ""
        var needsSlash = false
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            if segment == "**" {
                source += index == 0 ? "(?:.+/)?" : isLast ? "/.*" : "(?:/.+)?"
                if index > 0 { needsSlash = true }
                continue
            }
            if needsSlash { source += "/" }
            needsSlash = true
            guard let glob = glob(Array(segment.unicodeScalars)) else { return nil }
            source += segment == "*" ? "[^/]+" : glob
            if isLast, segment != "*", !isWhole { source += "(?:/.*)?" }
        }
        return source
    }

    private static func glob(_ scalars: [Unicode.Scalar]) -> String? {
        var source = ""
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            switch scalar {
            case "\\":
                guard index < scalars.count else { return nil }
                source += escaped(scalars[index])
                index += 1
            case "*": source += "[^/]*"
            case "?": source += "[^/]"
            case "[":
                if let (set, end) = set(scalars, from: index) {
                    source += set
                    index = end
                } else {
                    source += "\\["
                }
            default: source += escaped(scalar)
            }
        }
        return source
    }

    /// A set in brackets and where it ends; nil where it has no end and the bracket stands for itself.
    private static func set(_ scalars: [Unicode.Scalar], from start: Int) -> (String, Int)? {
        var end = start
        let isNegated = end < scalars.count && (scalars[end] == "!" || scalars[end] == "^")
        if isNegated { end += 1 }
        let first = end
        if end < scalars.count, scalars[end] == "]" { end += 1 }
        while end < scalars.count, scalars[end] != "]" { end += 1 }
        guard end < scalars.count else { return nil }
        var source = isNegated ? "[^" : "["
        for scalar in scalars[first..<end] {
            // A hyphen keeps its meaning, everything else stands for itself.
            source += scalar == "-" ? "-" : escaped(scalar)
        }
        return (source + "]", end + 1)
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        guard let byte = UInt8(exactly: scalar.value), byte < 0x80, !byte.isASCIILetter, !byte.isASCIIDigit,
            byte > 0x20, byte != 0x7F
        else { return String(scalar) }
        return "\\\(scalar)"
    }
}
