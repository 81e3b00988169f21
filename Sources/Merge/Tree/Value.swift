/// What a part of a file says, apart from how it is written: the currency of every check of a merge.
///
/// Two values are equal only when no reader of the format could tell them apart, so a spelling that might matter makes
/// them different: `1.20` is not `1.2`, and `on` is not `"on"`.
enum Value: Sendable {
    /// Nothing is written where a value could stand.
    case empty
    /// Text.
    case string(String)
    /// Anything that is not text, by its canonical spelling: a number, a date, true, null.
    case literal(String)
    /// A list, in order.
    case list([Value])
    /// A mapping; the order of its keys says nothing.
    case map([Key: Value])
    /// A reference to an anchored value, by the anchor's name.
    case alias(String)
    /// A value under a tag or an anchor, which are part of what the file says.
    indirect case marked(String, Value)
}

extension Value: Hashable {
    static func == (first: Value, second: Value) -> Bool {
        switch (first, second) {
        case (.empty, .empty): true
        case (.string(let one), .string(let two)), (.literal(let one), .literal(let two)),
            (.alias(let one), .alias(let two)):
            one.isSpelled(two)
        case (.list(let one), .list(let two)): one == two
        case (.map(let one), .map(let two)): one == two
        case (.marked(let mark, let one), .marked(let other, let two)): mark.isSpelled(other) && one == two
        default: false
        }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    /// A number that is the same for equal values, and hardly ever for others.
    ///
    /// Dictionaries set up a hasher for each of their pairs, which for large values takes longer than all else.
    private var digest: UInt64 {
        switch self {
        case .empty: Digest.mix(1, 0)
        case .string(let text): Digest.mix(2, Digest.of(text))
        case .literal(let text): Digest.mix(3, Digest.of(text))
        case .alias(let name): Digest.mix(4, Digest.of(name))
        case .list(let values): values.reduce(5) { Digest.mix($0, $1.digest) }
        // The order of pairs says nothing.
        case .map(let pairs):
            Digest.mix(6, pairs.reduce(0) { $0 &+ Digest.mix(Digest.of($1.key.name), $1.value.digest) })
        case .marked(let mark, let value): Digest.mix(Digest.of(mark), value.digest)
        }
    }
}

/// Numbers for texts by way of their bytes, which nobody can foresee.
private enum Digest {
    private static let secret = UInt64.random(in: .min ... .max) | 1

    static func of(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            var digest = UInt64(bytes.count)
            var index = 0
            while index + 8 <= bytes.count {
                let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
                digest = mix(digest, word)
                index += 8
            }
            var rest: UInt64 = 0
            while index < bytes.count {
                rest = rest << 8 | UInt64(bytes[index])
                index += 1
            }
            return mix(digest, rest)
        }
    }

    static func mix(_ digest: UInt64, _ word: UInt64) -> UInt64 {
        let product = (digest ^ secret).multipliedFullWidth(by: word ^ 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}

extension String {
    /// Whether two texts have the same bytes: Swift calls texts equal that only look the same, such as `é` in one
    /// character and in two, which every reader of a file tells apart.
    func isSpelled(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        // Index by index where the bytes lie side by side: every look into a mapping asks it, in builds for tests too.
        let isSame: Bool?? = utf8.withContiguousStorageIfAvailable { mine in
            other.utf8.withContiguousStorageIfAvailable { theirs -> Bool in
                var index = 0
                while index < mine.count {
                    if mine[index] != theirs[index] { return false }
                    index += 1
                }
                return true
            }
        }
        return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
    }
}

extension Value {
    /// Whether the value has no parts.
    var isScalar: Bool {
        switch self {
        case .empty, .string, .literal, .alias: true
        case .list, .map: false
        case .marked(_, let value): value.isScalar
        }
    }

    /// The text of a scalar, whatever its type; nil for lists, mappings and references.
    var text: String? {
        switch self {
        case .string(let text), .literal(let text): text
        case .marked(_, let value): value.text
        case .empty, .list, .map, .alias: nil
        }
    }

    /// The value of a key of a mapping; nil when there is none or this is no mapping.
    subscript(name: String) -> Value? {
        guard case .map(let pairs) = self else { return nil }
        return pairs[Key(name)]
    }
}

extension Sides<Value> {
    /// The values without their anchors, and the anchor that the merged value gets; nil where all have the same mark,
    /// where both sides changed it, and where it is more than an anchor of a mapping or a list.
    var apartFromAnchors: (anchor: String, values: Sides<Value>)? {
        let parts = map { value -> (mark: String, value: Value) in
            if case .marked(let mark, let value) = value { return (mark, value) }
            return ("", value)
        }
        let marks = parts.map(\.mark)
        guard let mark = marks.mergedAnchor, !parts.base.value.isScalar, !parts.local.value.isScalar,
            !parts.incoming.value.isScalar
        else { return nil }
        return (mark, parts.map(\.value))
    }
}

extension Sides<String> {
    /// The anchor of a merged value that not all sides anchor alike; nil for any other marks.
    var mergedAnchor: String? {
        guard base != local || base != incoming else { return nil }
        guard [base, local, incoming].allSatisfy({ $0.isEmpty || $0.hasPrefix("&") && !$0.contains("!") }) else {
            return nil
        }
        if local == base { return incoming }
        return incoming == base || incoming == local ? local : nil
    }
}

/// What an entry is called within its container.
struct Key: Hashable, Sendable {
    /// The name, as the format reads it: unquoted, unescaped.
    var name: String
    /// Tells apart what may carry one name: a table and a pair, a literal key and a text key, the second of two.
    var kind: String

    init(_ name: String, kind: String = "") {
        self.name = name
        self.kind = kind
    }

    static func == (first: Key, second: Key) -> Bool {
        first.name.isSpelled(second.name) && first.kind == second.kind
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        // Nearly all keys have none.
        if !kind.isEmpty { hasher.combine(kind) }
    }

    /// Whether the entry is a table or a section, which takes in every pair below its header.
    var hasHeader: Bool { ["table", "array", "section"].contains(kind) }
}
