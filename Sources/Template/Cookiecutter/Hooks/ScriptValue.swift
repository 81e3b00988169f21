/// A value of a script, as far as it can be told without running it.
indirect enum ScriptValue {
    case unknown
    case none
    case bool(Bool)
    case int(Int)
    case string(String)
    case path(String)
    case list(ScriptList)
    case tuple([ScriptValue])
    case dict([(key: ScriptValue, value: ScriptValue)])
    /// A module, or a function or class of one, by its full name.
    case named(String)
    /// A function of the script.
    case function(ScriptFunction)
    /// A method of a value.
    case method(ScriptValue, String)
}

/// A list, which every name for it shares.
final class ScriptList {
    var items: [ScriptValue]
    /// Whether the items are all there is; not after a change that could not be followed.
    var isKnown = true

    init(_ items: [ScriptValue]) { self.items = items }
}

/// A function of the script.
struct ScriptFunction {
    let parameters: [(name: String, value: ScriptExpression?)]
    let body: [ScriptStatement]
}

extension ScriptValue {
    /// Whether Python takes the value for true; nil when that is not known.
    var truth: Bool? {
        switch self {
        case .unknown: nil
        case .none: false
        case .bool(let flag): flag
        case .int(let number): number != 0
        case .string(let text): !text.isEmpty
        case .list(let list): list.isKnown ? !list.items.isEmpty : nil
        case .tuple(let items): !items.isEmpty
        case .dict(let entries): !entries.isEmpty
        case .path, .named, .function, .method: true
        }
    }

    /// The text of a text or path.
    var text: String? {
        switch self {
        case .string(let text), .path(let text): text
        default: nil
        }
    }

    /// The items of a list or tuple; nil for anything else and where they are not known.
    var items: [ScriptValue]? {
        switch self {
        case .list(let list): list.isKnown ? list.items : nil
        case .tuple(let items): items
        case .dict(let entries): entries.map(\.key)
        default: nil
        }
    }

    /// Whether two values are equal; nil when that is not known.
    static func equal(_ left: ScriptValue, _ right: ScriptValue) -> Bool? {
        switch (left, right) {
        case (.unknown, _), (_, .unknown), (.named, _), (_, .named), (.function, _), (_, .function), (.method, _),
            (_, .method):
            return nil
        case (.none, .none): return true
        case (.bool(let a), .bool(let b)): return a == b
        case (.int(let a), .int(let b)): return a == b
        case (.int(let a), .bool(let b)), (.bool(let b), .int(let a)): return a == (b ? 1 : 0)
        // Swift takes differently composed letters for equal, Python does not.
        case (.string(let a), .string(let b)), (.path(let a), .path(let b)):
            return a.unicodeScalars.elementsEqual(b.unicodeScalars)
        case (.list, .list), (.tuple, .tuple):
            guard let a = left.items, let b = right.items else { return nil }
            if a.count != b.count { return false }
            var isKnown = true
            for (x, y) in zip(a, b) {
                guard let same = equal(x, y) else {
                    isKnown = false
                    continue
                }
                if !same { return false }
            }
            return isKnown ? true : nil
        case (.dict, .dict): return nil
        default: return false
        }
    }

    /// Whether a value is in another; nil when that is not known.
    static func contains(_ container: ScriptValue, _ value: ScriptValue) -> Bool? {
        if case .string(let text) = container {
            guard case .string(let part) = value else { return nil }
            let wanted = Array(part.utf8)
            return wanted.isEmpty || TemplateMarkers.holds(Array(text.utf8), wanted)
        }
        guard let items = container.items else { return nil }
        var isKnown = true
        for item in items {
            guard let same = equal(item, value) else {
                isKnown = false
                continue
            }
            if same { return true }
        }
        return isKnown ? false : nil
    }
}
