/// A release's version: semantic versioning 2.0.0, with its order.
///
/// Build metadata (`+…`) does not take part in precedence; here it breaks ties, so that the order is total.
public struct ReleaseVersion: Hashable, Sendable {
    /// The first number: breaking changes.
    public let major: Int
    /// The second number: additions.
    public let minor: Int
    /// The third number: fixes.
    public let patch: Int
    /// The identifiers after `-`, empty for a full release.
    public let prerelease: [String]
    /// The text after `+`, empty when there is none.
    public let build: String

    /// Makes a full release.
    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
        prerelease = []
        build = ""
    }

    /// Reads `1.2.3`, `1.2.3-rc.1` or `1.2.3+build`, with or without a leading `v`; nil for anything else.
    public init?(_ text: String) {
        var rest = Substring(text)
        if rest.utf8.first == UInt8(ascii: "v") { rest = rest.dropFirst() }
        var build = ""
        if let plus = rest.utf8.firstIndex(of: UInt8(ascii: "+")) {
            build = String(rest[rest.utf8.index(after: plus)...])
            rest = rest[..<plus]
            guard ReleaseVersion.areIdentifiers(build, numericMayStartWithZero: true) else { return nil }
        }
        var prerelease: [String] = []
        if let dash = rest.utf8.firstIndex(of: UInt8(ascii: "-")) {
            let text = String(rest[rest.utf8.index(after: dash)...])
            rest = rest[..<dash]
            guard ReleaseVersion.areIdentifiers(text, numericMayStartWithZero: false) else { return nil }
            prerelease = text.split(separator: ".").map(String.init)
        }
        let numbers = rest.split(separator: ".", omittingEmptySubsequences: false)
            .compactMap(ReleaseVersion.number)
        guard numbers.count == 3, rest.utf8.filter({ $0 == UInt8(ascii: ".") }).count == 2 else { return nil }
        major = numbers[0]
        minor = numbers[1]
        patch = numbers[2]
        self.prerelease = prerelease
        self.build = build
    }

    /// The line of releases it belongs to, such as `2.x`: all releases with the same first number.
    public var line: String { "\(major).x" }

    /// Whether this is a pre-release such as `2.0.0-rc.1`, which nobody gets without asking for it.
    public var isPrerelease: Bool { !prerelease.isEmpty }

    private static func number(_ text: Substring) -> Int? {
        let bytes = text.utf8
        guard !bytes.isEmpty, bytes.allSatisfy(\.isASCIIDigit) else { return nil }
        guard bytes.count == 1 || bytes.first != UInt8(ascii: "0") else { return nil }
        return Int(text)
    }

    private static func areIdentifiers(_ text: String, numericMayStartWithZero: Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            let bytes = part.utf8
            guard !bytes.isEmpty, bytes.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D }) else {
                return false
            }
            return numericMayStartWithZero || !bytes.allSatisfy(\.isASCIIDigit) || number(part) != nil
        }
    }
}

extension ReleaseVersion: CustomStringConvertible {
    /// The version without a leading `v`.
    public var description: String {
        var text = "\(major).\(minor).\(patch)"
        if !prerelease.isEmpty { text += "-" + prerelease.joined(separator: ".") }
        if !build.isEmpty { text += "+" + build }
        return text
    }
}

extension ReleaseVersion: Comparable {
    /// Whether the left version comes before the right one (semver §11).
    public static func < (lhs: ReleaseVersion, rhs: ReleaseVersion) -> Bool {
        let left = (lhs.major, lhs.minor, lhs.patch)
        let right = (rhs.major, rhs.minor, rhs.patch)
        if left != right { return left < right }
        if lhs.prerelease != rhs.prerelease {
            if lhs.prerelease.isEmpty { return false }
            if rhs.prerelease.isEmpty { return true }
            for (a, b) in zip(lhs.prerelease, rhs.prerelease) where a != b {
                switch (Int(a), Int(b)) {
                case (let a?, let b?): return a < b
                case (.some, nil): return true
                case (nil, .some): return false
                case (nil, nil): return Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8))
                }
            }
            return lhs.prerelease.count < rhs.prerelease.count
        }
        return Array(lhs.build.utf8).lexicographicallyPrecedes(Array(rhs.build.utf8))
    }
}
