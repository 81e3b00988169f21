import Jinja

/// PyYAML 6 as two pure functions on values: reading with its safe loader, and writing with `yaml.dump`.
enum PyYAML {
    /// How many values a text may unfold to, aliases followed.
    static let limit = 1_000_000

    /// `yaml.safe_load`: the one document, or None of an empty text.
    ///
    /// Dates are objects that print as Python's do. Sets, ordered maps and bytes are refused, as are Python's tags.
    /// - Throws: a `ValueError` with the line where PyYAML refuses the text.
    static func load(_ text: String) throws(TemplateError) -> Value {
        let trees = try compose(text)
        guard trees.count <= 1 else {
            throw failure("expected a single document in the stream, but found another document", line: trees[1].line)
        }
        return try trees.first.map { (tree) throws(TemplateError) in try value(of: tree) } ?? .none
    }

    /// `yaml.safe_load_all`: every document.
    static func loadAll(_ text: String) throws(TemplateError) -> [Value] {
        var values: [Value] = []
        for tree in try compose(text) { values.append(try value(of: tree)) }
        return values
    }

    /// The value of a tree.
    static func value(of tree: YAMLTree) throws(TemplateError) -> Value {
        var constructor = YAMLConstructor()
        return try constructor.value(of: tree).value
    }
}

/// Makes values of trees; a node that aliases name is one value for all.
private struct YAMLConstructor {
    private var made: [ObjectIdentifier: (value: Value, size: Int)] = [:]

    mutating func value(of tree: YAMLTree) throws(TemplateError) -> (value: Value, size: Int) {
        if let found = made[ObjectIdentifier(tree)] { return found }
        let result = try make(tree)
        // An alias costs nothing here, but whoever prints the value pays for each.
        guard result.size <= PyYAML.limit else {
            throw TemplateError(.limit, "the YAML unfolds to more than \(PyYAML.limit) values")
        }
        made[ObjectIdentifier(tree)] = result
        return result
    }

    private mutating func make(_ tree: YAMLTree) throws(TemplateError) -> (value: Value, size: Int) {
        let name = tree.tag.hasPrefix(PyYAML.prefix) ? String(tree.tag.dropFirst(PyYAML.prefix.count)) : ""
        switch (name, tree.content) {
        case ("seq", .sequence(let items)):
            var values: [Value] = []
            var size = 1
            for item in items {
                let (value, count) = try value(of: item)
                values.append(value)
                size += count
            }
            return (.list(values), size)
        case ("map", .mapping): return try mapping(tree)
        case ("str", .scalar(let text)): return (.string(text), 1)
        case ("null", .scalar): return (.none, 1)
        case ("bool", .scalar(let text)):
            switch PythonText.lowercased(text) {
            case "yes", "true", "on": return (.bool(true), 1)
            case "no", "false", "off": return (.bool(false), 1)
            default: throw PyYAML.failure("\(PythonText.quoted(text)) is no truth value", line: tree.line)
            }
        case ("int", .scalar(let text)): return (try YAMLNumber.integer(text, tree.line), 1)
        case ("float", .scalar(let text)): return (try YAMLNumber.float(text, tree.line), 1)
        case ("timestamp", .scalar(let text)): return (try timestamp(text, tree.line), 1)
        case ("set", _), ("omap", _), ("pairs", _), ("binary", _):
            throw PyYAML.failure("the tag !!\(name) is not known natively", line: tree.line)
        case ("seq", _), ("map", _), ("str", _), ("null", _), ("bool", _), ("int", _), ("float", _), ("timestamp", _):
            throw PyYAML.failure("the tag !!\(name) stands before another kind of node", line: tree.line)
        default:
            throw PyYAML.failure("could not determine a constructor for the tag '\(tree.tag)'", line: tree.line)
        }
    }

    private func timestamp(_ text: String, _ line: Int) throws(TemplateError) -> Value {
        guard let parts = YAMLResolution.Timestamp(Array(text.utf8)) else {
            throw PyYAML.failure("\(PythonText.quoted(text)) is no date", line: line)
        }
        let (hour, minute, second) = parts.time ?? (0, 0, 0)
        guard abs(parts.offset ?? 0) < 86_400,
            let time = PythonTime(
                parts.year, parts.month, parts.day, hour: hour, minute: minute, second: second,
                microsecond: parts.microsecond, offset: parts.offset,
                zone: parts.offset.map { "UTC" + ($0 == 0 ? "" : PythonTime.text(offset: $0, colon: ":")) })
        else { throw PyYAML.failure("\(PythonText.quoted(text)) is no date of the calendar", line: line) }
        return parts.time == nil ? DateObject.date(time) : DateObject.datetime(time)
    }

    // MARK: Mappings

    private mutating func mapping(_ tree: YAMLTree) throws(TemplateError) -> (value: Value, size: Int) {
        let dict = DictValue()
        var size = 1
        let (merged, own) = try flattened(tree)
        // Versions of PyYAML differ in which of several merged mappings wins: that is no place to guess.
        var conflicts: [(key: Value, line: Int)] = []
        for (keyTree, valueTree) in merged {
            let (key, value) = try pair(keyTree, valueTree, &size)
            if let other = try lookUp(dict, key, keyTree), try !other.isEqual(to: value) {
                conflicts.append((key, keyTree.line))
            }
            try set(dict, key, value, keyTree)
        }
        for (keyTree, valueTree) in own {
            let (key, value) = try pair(keyTree, valueTree, &size)
            var rest: [(key: Value, line: Int)] = []
            for conflict in conflicts where try !conflict.key.isEqual(to: key) { rest.append(conflict) }
            conflicts = rest
            try set(dict, key, value, keyTree)
        }
        if let (key, line) = conflicts.first {
            throw PyYAML.failure(
                "merged mappings disagree on the key \(key.pythonRepr), of which PyYAML's versions make different values",
                line: line)
        }
        return (.dict(dict), size)
    }

    private mutating func pair(
        _ key: YAMLTree, _ value: YAMLTree, _ size: inout Int
    ) throws(TemplateError) -> (Value, Value) {
        let first = try self.value(of: key)
        let second = try self.value(of: value)
        size += first.size + second.size
        return (first.value, second.value)
    }

    private func lookUp(_ dict: DictValue, _ key: Value, _ tree: YAMLTree) throws(TemplateError) -> Value? {
        do {
            return try dict.value(of: key)
        } catch {
            throw PyYAML.failure("found unhashable key", line: tree.line)
        }
    }

    private func set(
        _ dict: DictValue, _ key: Value, _ value: Value, _ tree: YAMLTree
    ) throws(TemplateError) {
        do {
            try dict.set(key, value)
        } catch {
            throw PyYAML.failure("found unhashable key", line: tree.line)
        }
    }

    private typealias Pairs = [(key: YAMLTree, value: YAMLTree)]

    /// The pairs of a mapping: those that `<<` merges come first, then its own.
    private func flattened(_ tree: YAMLTree, depth: Int = 0) throws(TemplateError) -> (merged: Pairs, own: Pairs) {
        guard case .mapping(let pairs) = tree.content else { return ([], []) }
        guard depth < 50 else { throw TemplateError(.limit, "the YAML merges mappings too deeply") }
        var merged: Pairs = []
        var own: Pairs = []
        for (key, value) in pairs {
            switch key.tag {
            case PyYAML.prefix + "merge":
                for source in try sources(value) {
                    let (inner, outer) = try flattened(source, depth: depth + 1)
                    merged += inner + outer
                    guard merged.count <= PyYAML.limit else {
                        throw TemplateError(.limit, "the YAML unfolds to more than \(PyYAML.limit) values")
                    }
                }
            case PyYAML.prefix + "value":
                key.tag = PyYAML.prefix + "str"
                own.append((key, value))
            default: own.append((key, value))
            }
        }
        return (merged, own)
    }

    private func sources(_ tree: YAMLTree) throws(TemplateError) -> [YAMLTree] {
        switch tree.content {
        case .mapping: return [tree]
        case .sequence(let items):
            for item in items {
                guard case .mapping = item.content else {
                    throw PyYAML.failure("expected a mapping for merging", line: item.line)
                }
            }
            return items
        case .scalar:
            throw PyYAML.failure("expected a mapping or list of mappings for merging", line: tree.line)
        }
    }
}

/// The numbers of YAML 1.1 as PyYAML reads them.
private enum YAMLNumber {
    static func integer(_ text: String, _ line: Int) throws(TemplateError) -> Value {
        let (isNegative, digits) = split(text)
        func number(_ digits: some Sequence<UInt8>, _ radix: Int) throws(TemplateError) -> Value {
            guard let value = Value.integer(digits: digits, radix: radix, isNegative: isNegative) else {
                throw PyYAML.failure("\(PythonText.quoted(text)) is no integer", line: line)
            }
            return value
        }
        switch (digits.first, digits.dropFirst().first) {
        case (UInt8(ascii: "0"), nil): return .int(0)
        case (UInt8(ascii: "0"), UInt8(ascii: "b")): return try number(digits.dropFirst(2), 2)
        case (UInt8(ascii: "0"), UInt8(ascii: "x")): return try number(digits.dropFirst(2), 16)
        case (UInt8(ascii: "0"), _): return try number(digits, 8)
        default: break
        }
        guard digits.contains(0x3A) else {
            guard digits.count <= 4_300 else { throw PyYAML.failure("the integer has too many digits", line: line) }
            return try number(digits, 10)
        }
        var total = 0
        for group in digits.split(separator: 0x3A, omittingEmptySubsequences: false) {
            guard let digit = Int(String(decoding: group, as: UTF8.self)), total < Int.max / 100, digit < Int.max / 100
            else { throw PyYAML.failure("\(PythonText.quoted(text)) is no integer known natively", line: line) }
            total = total * 60 + digit
        }
        return .int(isNegative ? -total : total)
    }

    static func float(_ text: String, _ line: Int) throws(TemplateError) -> Value {
        let (isNegative, digits) = split(PythonText.lowercased(text))
        let plain = String(decoding: digits, as: UTF8.self)
        let value: Double
        switch plain {
        case ".inf": value = .infinity
        case ".nan": return .double(.nan)
        default:
            // Added up from the last group on, as PyYAML does: the rounding is the same.
            var total = 0.0
            var base = 1.0
            let groups = plain.split(separator: ":", omittingEmptySubsequences: false)
            for group in groups.reversed() {
                let number = try Value.string(String(group)).pythonFloat()
                total = groups.count == 1 ? number : total + number * base
                base *= 60
            }
            value = total
        }
        return .double(isNegative ? -value : value)
    }

    private static func split(_ text: String) -> (isNegative: Bool, digits: [UInt8]) {
        var digits = text.utf8.filter { $0 != 0x5F }
        let first = digits.first
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { digits.removeFirst() }
        return (first == UInt8(ascii: "-"), digits)
    }
}
