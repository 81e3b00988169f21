/// A version among the words of a text: `1.2.0`, `v1.3.0-rc1`, `1.1.0.dev1`, `21-ea`.
///
/// Its parts are no words of their own: `-rc1` behind a version is nothing put in, but makes it another one, and an older
/// one at that.
enum VersionWord {
    /// Where the version that starts at a word ends; nil where no version starts there.
    static func end(in bytes: [UInt8], from start: Int) -> Int? {
        var end = wordEnd(in: bytes, from: start)
        guard end > start, bytes[end - 1].isASCIIDigit else { return nil }
        var isVersion = false
        while end + 1 < bytes.count, separators.contains(bytes[end]), bytes[end + 1].isWordByte {
            let next = wordEnd(in: bytes, from: end + 1)
            // A number with a dot in it has any marks behind it; one alone has those that only versions have.
            guard
                isVersion || bytes[end] == UInt8(ascii: ".") && bytes[end + 1].isASCIIDigit
                    || isPrerelease(bytes[(end + 1)..<next])
            else { break }
            isVersion = true
            end = next
        }
        return isVersion ? end : nil
    }

    private static let separators = Set(".-+~".utf8)

    private static func wordEnd(in bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex { !$0.isWordByte } ?? bytes.count
    }

    /// Whether a mark says that a version comes before its release.
    private static func isPrerelease(_ mark: ArraySlice<UInt8>) -> Bool {
        let name = mark.prefix { !$0.isASCIIDigit }
        let word = String(decoding: name, as: UTF8.self).lowercased()
        return prereleases.contains(word) || name.count < mark.count && numbered.contains(word)
    }

    private static let prereleases: Set<String> = [
        "alpha", "beta", "canary", "cr", "dev", "ea", "eap", "milestone", "next", "nightly", "pre", "preview", "rc",
        "snapshot",
    ]
    /// Marks that are only such with a number behind them.
    private static let numbered: Set<String> = ["a", "b", "c", "m"]
}
