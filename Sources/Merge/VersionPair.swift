/// Two texts that differ in versions alone.
///
/// - Returns: the first text with the higher of each two versions; nil where anything else differs, where a version has
///   another number of parts than its counterpart, or where nothing differs.
public func withHigherVersions(_ first: [UInt8], _ second: [UInt8]) -> [UInt8]? {
    let mine = versionParts(first)
    let theirs = versionParts(second)
    guard first != second, mine.count == theirs.count else { return nil }
    var result: [UInt8] = []
    for (left, right) in zip(mine, theirs) {
        guard left.isVersion == right.isVersion else { return nil }
        if left.text == right.text {
            result += left.text
            continue
        }
        guard left.isVersion, let isHigher = precedes(left.text, right.text) else { return nil }
        result += isHigher ? right.text : left.text
    }
    return result
}

/// Runs of `1.2`, `1.2.3` and the like, and what stands between them.
private func versionParts(_ text: [UInt8]) -> [(text: ArraySlice<UInt8>, isVersion: Bool)] {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    var parts: [(text: ArraySlice<UInt8>, isVersion: Bool)] = []
    var start = 0
    var index = 0
    while index < text.count {
        let before = index > 0 ? text[index - 1] : 0x20
        guard isDigit(text[index]), !before.isWordByte || before == UInt8(ascii: "v"), before != UInt8(ascii: ".")
        else {
            index += 1
            continue
        }
        var end = index
        var dots = 0
        while end < text.count {
            if isDigit(text[end]) {
                end += 1
            } else if text[end] == UInt8(ascii: "."), end + 1 < text.count, isDigit(text[end + 1]) {
                dots += 1
                end += 1
            } else {
                break
            }
        }
        if dots > 0 {
            if start < index { parts.append((text[start..<index], false)) }
            parts.append((text[index..<end], true))
            start = end
        }
        index = end
    }
    if start < text.count { parts.append((text[start...], false)) }
    return parts
}

/// Whether one version is lower than the other; nil where they have another number of parts.
private func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool? {
    let mine = left.split(separator: UInt8(ascii: ".")).map { $0.drop { $0 == 0x30 } }
    let theirs = right.split(separator: UInt8(ascii: ".")).map { $0.drop { $0 == 0x30 } }
    guard mine.count == theirs.count else { return nil }
    for (one, other) in zip(mine, theirs) where one != other {
        return one.count == other.count ? one.lexicographicallyPrecedes(other) : one.count < other.count
    }
    return false
}
