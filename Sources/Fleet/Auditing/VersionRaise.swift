/// Tells an edit that only raises versions, as update bots make, from one that a person made.
enum VersionRaise {
    /// Whether a text differs from another by versions and digests only, and each version is the same or newer.
    static func leads(from old: [UInt8], to new: [UInt8]) -> Bool {
        guard old != new, let before = parts(of: old), let after = parts(of: new), before.rest == after.rest else {
            return false
        }
        var isNewer = false
        for (left, right) in zip(before.versions, after.versions) where left != right {
            // Digests have no order: another one goes with another version, or is a newer image under the same tag.
            if left.isDigest, right.isDigest {
                isNewer = true
                continue
            }
            guard !left.isDigest, !right.isDigest, left.numbers.lexicographicallyPrecedes(right.numbers) else {
                return false
            }
            isNewer = true
        }
        return isNewer
    }

    private struct Version: Equatable {
        var isDigest: Bool
        var numbers: [Int]
        var text: [UInt8]
    }

    /// The versions in a text, and the text with a zero byte for each.
    private static func parts(of bytes: [UInt8]) -> (versions: [Version], rest: [UInt8])? {
        if bytes.contains(0) { return nil }
        var versions: [Version] = []
        var rest: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, isWord(bytes[index]) { index += 1 }
            if start == index {
                rest.append(bytes[index])
                index += 1
            } else if let version = version(bytes[start..<index]) {
                versions.append(version)
                rest.append(0)
            } else {
                rest += bytes[start..<index]
            }
        }
        return (versions, rest)
    }

    /// `v1.2.3`, `3.11` or a digest of 40 or 64 hexadecimal digits; nil for other words.
    private static func version(_ word: ArraySlice<UInt8>) -> Version? {
        if word.count == 40 || word.count == 64, word.allSatisfy(isHex), word.contains(where: isDigit) {
            return Version(isDigest: true, numbers: [], text: Array(word))
        }
        var digits = word
        while digits.last == 0x2E { digits = digits.dropLast() }
        if digits.first == 0x76 { digits = digits.dropFirst() }
        let pieces = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
        let isPinnedAction = word.first == 0x76 && pieces.count == 1
        guard pieces.count > 1 || isPinnedAction else { return nil }
        var numbers: [Int] = []
        for piece in pieces {
            guard !piece.isEmpty, piece.count < 10, piece.allSatisfy(isDigit) else { return nil }
            numbers.append(piece.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        return Version(isDigest: false, numbers: numbers, text: Array(word))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte) }
    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2E || byte == 0x5F
    }
}
