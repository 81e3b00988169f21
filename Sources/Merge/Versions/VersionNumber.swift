/// A version as far as two of one shape can be compared: `v1.2.3-alpine` is the prefix `v`, the numbers 1, 2, 3 and the
/// mark `-alpine`; `18.x` is 18 and the mark `.x`.
struct VersionNumber: Hashable, Sendable {
    /// What stands before the first digit: empty or `v`.
    var prefix: String
    /// The numbers between the dots, without leading zeros, as text: they may be longer than any integer.
    var numbers: [String]
    /// The rest, from the first byte that is neither digit nor dot: a pre-release, a build, the variant of an image.
    var mark: String

    /// Reads a version; nil for anything else, and for what looks like a commit id or a date in one number.
    init?(_ text: String) {
        var rest = Substring(text)
        prefix = ""
        if let first = rest.first, first == "v" || first == "V" {
            prefix = String(first)
            rest = rest.dropFirst()
        }
        var numbers: [String] = []
        while true {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(digits.count)
            let significant = digits.drop { $0 == "0" }
            numbers.append(significant.isEmpty ? "0" : String(significant))
            guard rest.first == ".", let next = rest.dropFirst().first, next.isASCII, next.isNumber else { break }
            rest = rest.dropFirst()
        }
        if let first = rest.first, !"-+_".contains(first), !(first.isASCII && first.isLetter) {
            guard Self.isWildcard(rest) else { return nil }
        }
        let isHex = text.utf8.count >= 7 && text.allSatisfy(\.isHexDigit) && prefix.isEmpty && numbers.count == 1
        if isHex { return nil }
        self.numbers = numbers
        mark = String(rest)
    }

    /// Whether the rest of a version stands for any numbers: `.x`, `.*`, `.x.x`.
    private static func isWildcard(_ rest: Substring) -> Bool {
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        return parts.first == "" && parts.count > 1 && parts.dropFirst().allSatisfy { ["x", "X", "*"].contains($0) }
    }

    /// Whether two versions differ in their numbers only, so that comparing these says which is newer.
    func isComparable(to other: VersionNumber) -> Bool {
        prefix == other.prefix && numbers.count == other.numbers.count && mark == other.mark
    }

    /// Compares the numbers that both have, from the left.
    func order(to other: VersionNumber) -> Ordering {
        for (mine, theirs) in zip(numbers, other.numbers) where mine != theirs {
            if mine.utf8.count != theirs.utf8.count { return mine.utf8.count < theirs.utf8.count ? .older : .newer }
            return mine < theirs ? .older : .newer
        }
        return .same
    }

    enum Ordering { case older, same, newer }
}
