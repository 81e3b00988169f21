/// A version as Python packaging orders them: PEP 440, with epochs, pre-, post- and development releases.
///
/// Everything that PEP 440 normalizes is read: `v1.0`, `1.0-rc.1` (a candidate), `1.0-1` (a post-release), `2024.01.02`.
public struct PythonVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The kinds of pre-release, in order.
    public enum Stage: String, Hashable, Sendable {
        /// An alpha.
        case alpha = "a"
        /// A beta.
        case beta = "b"
        /// A release candidate.
        case candidate = "rc"
    }

    /// A part of a local version: numbers come after words.
    enum LocalPart: Hashable, Sendable {
        case word(String)
        case number(Int)
    }

    /// What comes before everything else, 0 nearly always.
    public private(set) var epoch = 0
    /// The numbers between dots.
    public private(set) var release: [Int] = []
    /// The kind of pre-release and its number.
    public private(set) var stage: Stage?
    /// The number of the pre-release.
    public private(set) var stageNumber = 0
    /// The number of the post-release.
    public private(set) var post: Int?
    /// The number of the development release.
    public private(set) var dev: Int?
    fileprivate(set) var local: [LocalPart] = []

    /// Whether it comes before a final release: a pre-release or a development release.
    public var isPrerelease: Bool { stage != nil || dev != nil }

    /// Reads a version; nil when it is none by PEP 440, or has a number beyond 64 bits.
    public init?(_ text: String) {
        var reader = Reader(text)
        guard let version = reader.version() else { return nil }
        self = version
    }

    fileprivate init() {}

    /// The normalized text.
    public var description: String {
        var text = epoch == 0 ? "" : "\(epoch)!"
        text += release.map(String.init).joined(separator: ".")
        if let stage { text += "\(stage.rawValue)\(stageNumber)" }
        if let post { text += ".post\(post)" }
        if let dev { text += ".dev\(dev)" }
        let parts = local.map { part in
            switch part {
            case .word(let word): word
            case .number(let number): String(number)
            }
        }
        return parts.isEmpty ? text : "\(text)+\(parts.joined(separator: "."))"
    }

    /// Versions are equal when they order the same: `1.0` is `1.0.0`.
    public static func == (left: PythonVersion, right: PythonVersion) -> Bool { left.key == right.key }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// Orders by epoch, release, then development before pre- before final before post-releases, then local parts.
    public static func < (left: PythonVersion, right: PythonVersion) -> Bool {
        left.key.lexicographicallyPrecedes(right.key)
    }

    /// The order as a row of numbers and words.
    private var key: [Key] {
        var numbers = release
        while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
        var key: [Key] = [.number(epoch)]
        key += numbers.map { .number($0) }
        // The end of the release comes before a further number of a longer one.
        key.append(.end)
        switch stage {
        case nil where post == nil && dev != nil: key += [.number(0), .number(0)]
        case nil: key += [.number(4), .number(0)]
        case .alpha: key += [.number(1), .number(stageNumber)]
        case .beta: key += [.number(2), .number(stageNumber)]
        case .candidate: key += [.number(3), .number(stageNumber)]
        }
        key.append(.number(post ?? -1))
        key.append(.number(dev ?? .max))
        key += local.map { part in
            switch part {
            case .word(let word): .word(word)
            case .number(let number): .number(number)
            }
        }
        return key
    }

    private enum Key: Hashable, Comparable {
        case end
        case word(String)
        case number(Int)

        static func < (left: Key, right: Key) -> Bool {
            switch (left, right) {
            case (.end, .end): false
            case (.end, _): true
            case (_, .end): false
            case (.word(let one), .word(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
            case (.word, .number): true
            case (.number, .word): false
            case (.number(let one), .number(let other)): one < other
            }
        }
    }

    /// Reads a version from ASCII bytes in lower case.
    private struct Reader {
        private let bytes: [UInt8]
        private var index = 0

        init(_ text: String) {
            var bytes = text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }[...]
            while let first = bytes.first, Reader.isSpace(first) { bytes.removeFirst() }
            while let last = bytes.last, Reader.isSpace(last) { bytes.removeLast() }
            self.bytes = Array(bytes)
        }

        private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

        private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

        private mutating func take(_ word: String) -> Bool {
            guard bytes[index...].starts(with: word.utf8) else { return false }
            index += word.utf8.count
            return true
        }

        private mutating func takeSeparator() -> Bool {
            guard let byte = next, "-_.".utf8.contains(byte) else { return false }
            index += 1
            return true
        }

        private mutating func number() -> Int? {
            let start = index
            while let byte = next, byte.isASCIIDigit { index += 1 }
            return Int(String(decoding: bytes[start..<index], as: UTF8.self))
        }

        mutating func version() -> PythonVersion? {
            var version = PythonVersion()
            _ = take("v")
            guard var first = number() else { return nil }
            if take("!") {
                version.epoch = first
                guard let second = number() else { return nil }
                first = second
            }
            version.release = [first]
            while next == UInt8(ascii: "."), index + 1 < bytes.count, bytes[index + 1].isASCIIDigit {
                index += 1
                guard let part = number() else { return nil }
                version.release.append(part)
            }
            if let (stage, number) = suffix(stages) {
                version.stage = stage
                version.stageNumber = number
            }
            version.post = postRelease()
            if let (_, number) = suffix([("dev", ())]) { version.dev = number }
            if take("+") {
                guard let local = localParts() else { return nil }
                version.local = local
            }
            return index == bytes.count ? version : nil
        }

        private var stages: [(String, Stage)] {
            [
                ("alpha", .alpha), ("a", .alpha), ("beta", .beta), ("b", .beta), ("preview", .candidate),
                ("pre", .candidate), ("rc", .candidate), ("c", .candidate),
            ]
        }

        /// A word with an optional separator before and after it, and its number, 0 where none is written.
        private mutating func suffix<Kind>(_ words: [(String, Kind)]) -> (Kind, Int)? {
            let start = index
            _ = takeSeparator()
            for (word, kind) in words where take(word) {
                let end = index
                if takeSeparator(), let byte = next, !byte.isASCIIDigit { index = end }
                return (kind, number() ?? 0)
            }
            index = start
            return nil
        }

        private mutating func postRelease() -> Int? {
            if next == UInt8(ascii: "-"), index + 1 < bytes.count, bytes[index + 1].isASCIIDigit {
                index += 1
                return number()
            }
            return suffix([("post", ()), ("rev", ()), ("r", ())])?.1
        }

        private mutating func localParts() -> [LocalPart]? {
            var parts: [LocalPart] = []
            repeat {
                let start = index
                while let byte = next, byte.isASCIILetter || byte.isASCIIDigit { index += 1 }
                let part = bytes[start..<index]
                if part.isEmpty { return nil }
                let text = String(decoding: part, as: UTF8.self)
                if part.allSatisfy(\.isASCIIDigit), let number = Int(text) {
                    parts.append(.number(number))
                } else {
                    parts.append(.word(text))
                }
            } while takeSeparator()
            return parts
        }
    }
}
