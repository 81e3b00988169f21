extension FileFormat {
    /// Ignore files: patterns without order, but for those that a `!` may take back.
    static let ignore = FileFormat(
        name: "ignore", parse: IgnoreParser.parse, read: IgnoreParser.read,
        profile: {
            var profile = MergeProfile()
            profile.list = { _ in .ignorePatterns }
            profile.versions = { _ in nil }
            profile.contradiction = IgnoreOrder.contradiction
            return profile
        }())
}

extension ListPolicy {
    /// Patterns are a set, and one that fits what another one did takes it in; what a `!` takes back is for ``IgnoreOrder``
    /// to see to.
    fileprivate static var ignorePatterns: ListPolicy {
        var policy = ListPolicy.identified { value in value.text.map { Key($0) } }
        policy.takesIn = { new, old in
            guard let wide = new.text, let narrow = old.text, wide.hasPrefix("!") == narrow.hasPrefix("!") else {
                return false
            }
            return IgnorePattern(wide).meets(IgnorePattern(narrow))
        }
        return policy
    }
}

/// What the order of an ignore file says: of the lines that fit a path the last one wins.
private enum IgnoreOrder {
    /// Two lines, one with `!`, that the merge puts in an order which neither side has, although it may matter.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        // Of a line that stands twice only the last counts.
        func places(_ value: Value) -> [String: Int] {
            Dictionary(value.texts.enumerated().map { ($1, $0) }) { _, last in last }
        }
        let lines = places(merged).sorted { $0.value < $1.value }.map(\.key)
        let sides = [local, incoming].map { side in
            let known = places(side)
            return lines.map { known[$0] }
        }
        let isNegation = lines.map { $0.hasPrefix("!") }
        let negations = lines.indices.filter { isNegation[$0] }
        // How many lines above each one both sides have.
        let shared = lines.indices.reduce(into: [0]) { counts, line in
            counts.append(counts[counts.count - 1] + (sides.allSatisfy { $0[line] != nil } ? 1 : 0))
        }
        var patterns: [Int: IgnorePattern] = [:]
        func pattern(_ line: Int) -> IgnorePattern {
            if let known = patterns[line] { return known }
            let pattern = IgnorePattern(lines[line])
            patterns[line] = pattern
            return pattern
        }
        // Where both sides keep the merge's order, only a line of one side and one of the other have none on either.
        let isTurned = sides.contains { side in
            let places = side.compactMap(\.self)
            return zip(places, places.dropFirst()).contains { $0 > $1 }
        }
        let lacking = sides.map { side in lines.indices.filter { side[$0] == nil } }
        func partners(_ line: Int) -> [Int] {
            if isTurned { return Array(lines.indices) }
            if sides[0][line] == nil { return lacking[1] }
            return sides[1][line] == nil ? lacking[0] : []
        }
        var compared = 0
        for negation in negations {
            for other in partners(negation) where !isNegation[other] {
                let first = min(negation, other)
                let last = max(negation, other)
                // One order on all sides that have both; else the lines must have nothing to do with each other.
                var isKnown = false
                var isOther = false
                for side in sides {
                    guard let above = side[first], let below = side[last] else { continue }
                    if above < below { isKnown = true } else { isOther = true }
                }
                if isKnown && !isOther { continue }
                compared += 1
                // Both at one point: which comes first is up to chance, and not what either side meant.
                let isOnePoint = shared[first + 1] == shared[last]
                if isOnePoint || compared > mostComparisons || pattern(last).meets(pattern(first)) {
                    return "order of \(lines[first]) and \(lines[last])"
                }
            }
        }
        return nil
    }

    /// So many pairs of patterns are compared; with more of them it is for people to say whether two meet.
    private static let mostComparisons = 100_000
}

/// A pattern of an ignore file, as far as it takes to tell whether two may be about one path.
private struct IgnorePattern {
    private let parts: [[Character]]
    /// Whether it fits at one depth only.
    private let isAnchored: Bool

    init(_ line: String) {
        var text = line.drop { $0 == "!" }
        while text.hasPrefix("**/") { text = text.dropFirst(3) }
        parts = text.split(separator: "/").map(Array.init)
        isAnchored = text.dropLast().contains("/")
    }

    /// Whether one may fit what the other fits, a folder above it, or something in it.
    func meets(_ other: IgnorePattern) -> Bool {
        // Nothing but slashes and stars: `**/` fits every folder, and what `/` or `!` alone were to mean nobody knows.
        if parts.isEmpty || other.parts.isEmpty { return true }
        if !isAnchored, let name = parts.last {
            // What is called like a file is none of the folders that could be called anything.
            let isFile = name.dropFirst().contains(".")
            return other.parts.indices.contains { index in
                let part = other.parts[index]
                return !(isFile && index + 1 < other.parts.count && part.allSatisfy { $0 == "*" })
                    && Self.meet(name, part)
            }
        }
        if !other.isAnchored { return other.meets(self) }
        for (mine, theirs) in zip(parts, other.parts) {
            if mine == ["*", "*"] || theirs == ["*", "*"] { return true }
            if !Self.meet(mine, theirs) { return false }
        }
        return true
    }

    /// Whether some text fits two patterns with `*`, `?` and `[`; when in doubt it does.
    private static func meet(_ first: [Character], _ second: [Character]) -> Bool {
        // Nobody writes patterns of that size.
        guard first.count * second.count <= 10_000 else { return true }
        // Whether what is left of both from a place on meets; from the end, so that no place is looked at twice.
        var below = endings(second)
        for (one, end) in zip(first, endings(first)).reversed() {
            var row = [Bool](repeating: end, count: second.count + 1)
            for index in second.indices.reversed() {
                let two = second[index]
                // A star fits nothing, or one character more.
                if one == "*" || two == "*" {
                    row[index] = below[index] || row[index + 1]
                } else {
                    let isOpen = "[]?\\".contains(one) || "[]?\\".contains(two)
                    row[index] = isOpen || one == two && below[index + 1]
                }
            }
            below = row
        }
        return below[0]
    }

    /// For each place of a pattern and its end, whether only stars follow.
    private static func endings(_ pattern: [Character]) -> [Bool] {
        var isStars = true
        let fromEnd = pattern.reversed().map { character in
            isStars = isStars && character == "*"
            return isStars
        }
        return fromEnd.reversed() + [true]
    }
}

enum IgnoreParser {
    static func parse(_ bytes: [UInt8]) -> SyntaxTree? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var builder = LineTreeBuilder(bytes: bytes)
        for line in lineSpans(bytes) {
            guard let pattern = pattern(String(decoding: bytes[line], as: UTF8.self)) else { continue }
            let span = line.lowerBound..<line.lowerBound + pattern.utf8.count
            builder.add(
                Key(""), head: span.lowerBound..<span.lowerBound,
                node: SyntaxNode(span: span, content: .scalar(.string(pattern), .inline)), lineEnd: line.upperBound)
        }
        return builder.tree(isMap: false)
    }

    /// The pattern of a line; nil for blank lines and comments.
    ///
    /// Space at the end says nothing unless escaped.
    private static func pattern(_ line: String) -> String? {
        var text = line
        while let last = text.unicodeScalars.last, last == "\n" || last == "\r" { text.unicodeScalars.removeLast() }
        while text.hasSuffix(" "), !text.hasSuffix("\\ ") { text.removeLast() }
        return text.isEmpty || text.hasPrefix("#") ? nil : text
    }

    /// The second reader; a pattern that stands twice is one pattern more, not an error.
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return .list(text.lines.compactMap { pattern($0).map(Value.string) })
    }
}
