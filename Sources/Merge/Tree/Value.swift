/// What a part of a file says, apart from how it is written: the currency of every check of a merge.
///
/// Two values are equal only when no reader of the format could tell them apart, so a spelling that might matter makes
/// them different: `1.20` is not `1.2`, and `on` is not `"on"`.
indirect enum Value: Hashable, Sendable {
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
    case marked(String, Value)
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

    /// Whether the entry is a table or a section, which takes in every pair below its header.
    var hasHeader: Bool { ["table", "array", "section"].contains(kind) }
}
