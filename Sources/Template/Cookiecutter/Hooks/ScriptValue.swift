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
    /// An opened file.
    case file(ScriptFile)
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

/// A file that the script has opened, which every name for it shares.
final class ScriptFile {
    /// The path that it was opened by, from the service's folder.
    let path: String
    /// Whether it was opened to be written.
    let isWritten: Bool
    /// What is still to be read; nil once that is not known.
    private var rest: Substring?

    /// A file to be read.
    init(reading text: String, at path: String) {
        self.path = path
        isWritten = false
        rest = text[...]
    }

    /// A file to be written.
    init(writing path: String) {
        self.path = path
        isWritten = true
    }

    /// Reads all that is left.
    func read() -> String? {
        defer { if rest != nil { rest = "" } }
        return rest.map(String.init)
    }

    /// Reads one line with its end; empty at the end of the file.
    func line() -> String? {
        guard let text = rest else { return nil }
        let end = text.utf8.firstIndex(of: UInt8(ascii: "\n")).map { text.utf8.index(after: $0) } ?? text.endIndex
        rest = text[end...]
        return String(text[..<end])
    }

    /// Reads the lines that are left, each with its end.
    func lines() -> [String]? {
        var lines: [String] = []
        while let line = line() {
            if line.isEmpty { return lines }
            lines.append(line)
        }
        return nil
    }

    /// Forgets how far it was read.
    func loseTrack() { rest = nil }
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
        case .path, .file, .named, .function, .method: true
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
        case .file(let file): file.lines()?.map { .string($0) }
        default: nil
        }
    }

    /// Whether two values are equal; nil when that is not known.
    static func equal(_ left: ScriptValue, _ right: ScriptValue) -> Bool? {
        switch (left, right) {
        case (.unknown, _), (_, .unknown), (.named, _), (_, .named), (.function, _), (_, .function), (.method, _),
            (_, .method), (.file, _), (_, .file):
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
