import Foundation
import Jinja

/// Functions that Python has built in and that take or make collections.
extension PureMachine {
    /// Calls one of them; nil for everything else.
    func built(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value? {
        let values = arguments.positional
        let isPlain = arguments.keywords.isEmpty
        switch (path, values.count) {
        case ("builtins.dict", 0...1):
            var pairs = try values.first.map { value throws(PureStop) in try self.pairs(of: value) } ?? []
            pairs += arguments.keywords.map { (.string($0.name), $0.value) }
            let final = pairs
            return made(.dict(try asPython { () throws(TemplateError) in try DictValue(pairs: final) }))
        case ("builtins.dict.fromkeys", 1...2) where isPlain:
            let value = values.count == 2 ? values[1] : .none
            let pairs = try items(values[0]).map { ($0, value) }
            return made(.dict(try asPython { () throws(TemplateError) in try DictValue(pairs: pairs) }))
        case ("builtins.set", 0...1) where isPlain:
            return try set(try values.first.map { value throws(PureStop) in try members(value) } ?? [])
        case ("builtins.frozenset", 0...1) where isPlain:
            let members = try values.first.map { value throws(PureStop) in try self.members(value) } ?? []
            return try set(members, isFrozen: true)
        case ("builtins.sorted", 1): return try sorted(values[0], arguments)
        case ("builtins.min", 1...), ("builtins.max", 1...): return try outermost(path, arguments)
        case ("builtins.enumerate", 1...2):
            guard let start = try number(arguments, at: 1, "start", or: 0) else { return nil }
            return PureMachine.iterator(
                try items(values[0]).enumerated().map { .tuple([.int($0.offset + start), $0.element]) })
        case ("builtins.zip", _): return try zipped(arguments)
        case ("builtins.map", 2...) where isPlain:
            let rows = try PureMachine.rows(values.dropFirst().map { value throws(PureStop) in try items(value) })
            return try handedOut { () throws(PureStop) in
                var results: [Value] = []
                for row in rows { results.append(try call(values[0], Arguments(row))) }
                return PureMachine.iterator(results)
            }
        case ("builtins.filter", 2) where isPlain:
            let items = try items(values[1])
            return try handedOut { () throws(PureStop) in
                var results: [Value] = []
                for item in items {
                    let isWanted = values[0].isNone ? item : try call(values[0], Arguments([item]))
                    if try truth(isWanted) { results.append(item) }
                }
                return PureMachine.iterator(results)
            }
        case ("builtins.reversed", 1) where isPlain:
            switch values[0] {
            case .list, .tuple, .string, .range, .dict: return PureMachine.iterator(try items(values[0]).reversed())
            default: throw .unknown("what is reversed is no row of values")
            }
        default: return try textMethod(path, arguments)
        }
    }

    /// A method of `str` that is called with its text as an argument, as by `map(str.strip, values)`.
    private func textMethod(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value? {
        guard path.hasPrefix("builtins.str."), let text = arguments.positional.first, text.stringValue != nil else {
            return nil
        }
        let rest = Arguments(Array(arguments.positional.dropFirst()), keywords: arguments.keywords)
        let invocation = invocation
        let name = String(path.dropFirst("builtins.str.".count))
        return try asPython { () throws(TemplateError) in try invocation.method(name, of: text, rest) }.map(made)
    }

    /// What a dictionary is made of: another one, or pairs.
    private func pairs(of value: Value) throws(PureStop) -> [(Value, Value)] {
        if let dict = value.dictValue { return dict.pairs.map { ($0.key, $0.value) } }
        var pairs: [(Value, Value)] = []
        for item in try items(value) {
            let pair = try items(item)
            guard pair.count == 2 else { throw .raised(TemplateError(.value, "dictionary update sequence")) }
            pairs.append((pair[0], pair[1]))
        }
        return pairs
    }

    private func zipped(_ arguments: Arguments) throws(PureStop) -> Value? {
        guard arguments.keywords.allSatisfy({ $0.name == "strict" }) else { return nil }
        var columns: [[Value]] = []
        for value in arguments.positional { columns.append(try items(value)) }
        if let strict = arguments.keyword("strict"), try truth(strict) {
            guard Set(columns.map(\.count)).count <= 1 else {
                throw .raised(TemplateError(.value, "zip() argument 2 is of another length than argument 1"))
            }
        }
        return PureMachine.iterator(PureMachine.rows(columns).map { .tuple($0) })
    }

    /// The first values of all, the second ones, and so on, as long as all have some.
    private static func rows(_ columns: [[Value]]) -> [[Value]] {
        let count = columns.map(\.count).min() ?? 0
        return (0..<count).map { row in columns.map { $0[row] } }
    }

    // MARK: order

    private func sorted(_ value: Value, _ arguments: Arguments) throws(PureStop) -> Value? {
        guard arguments.keywords.allSatisfy({ ["key", "reverse"].contains($0.name) }) else { return nil }
        let items = try members(value)
        let keys = try keys(of: items, by: arguments.keyword("key"))
        let isReversed = try arguments.keyword("reverse").map { flag throws(PureStop) in try truth(flag) } ?? false
        let result = try asPython { () throws(TemplateError) in
            try Value.sorted(items, keys: keys, reverse: isReversed)
        }
        if PureMachine.isSet(value) {
            // Of equal ones the first stays the first: in a set none is.
            let order = try asPython { () throws(TemplateError) in try Value.sorted(keys) }
            for (first, second) in zip(order, order.dropFirst()) where try !relation("<", first, second) {
                throw .unknown("the order of a set is not known")
            }
        }
        return made(.list(result))
    }

    /// `min` and `max`: of equal values the first.
    private func outermost(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value? {
        guard arguments.keywords.allSatisfy({ ["key", "default"].contains($0.name) }) else { return nil }
        let isOne = arguments.positional.count == 1
        let items = isOne ? try members(arguments.positional[0]) : arguments.positional
        let keys = try keys(of: items, by: arguments.keyword("key"))
        guard var best = items.indices.first else {
            guard isOne, let value = arguments.keyword("default") else {
                throw .raised(TemplateError(.value, "\(path.dropFirst(9))() arg is an empty sequence"))
            }
            return value
        }
        let symbol = path == "builtins.min" ? "<" : ">"
        for index in items.indices.dropFirst() {
            if try relation(symbol, keys[index], keys[best]) {
                best = index
            } else if isOne, PureMachine.isSet(arguments.positional[0]),
                !(try relation(symbol, keys[best], keys[index]))
            {
                throw .unknown("the order of a set is not known")
            }
        }
        return items[best]
    }

    private func keys(of items: [Value], by function: Value?) throws(PureStop) -> [Value] {
        var keys: [Value] = []
        for item in items {
            var key = item
            if let function, !function.isNone { key = try call(function, Arguments([item])) }
            if case .object(let object) = key, !(object is DateObject) {
                throw .unknown("it puts something in order that is not known")
            }
            keys.append(key)
        }
        return keys
    }

    /// A whole number among arguments; nil where it is none.
    func number(
        _ arguments: Arguments, at place: Int, _ name: String, or otherwise: Int
    ) throws(PureStop) -> Int? {
        guard arguments.keywords.allSatisfy({ $0.name == name }) else { return nil }
        let given = place < arguments.positional.count ? arguments.positional[place] : arguments.keyword(name)
        guard let given else { return otherwise }
        return given.intValue
    }

    // MARK: texts

    /// `unicodedata.normalize`.
    func normalized(_ form: Value, _ text: Value) throws(PureStop) -> String {
        guard let text = text.stringValue else { throw .unknown("it normalizes what is no text") }
        switch form.stringValue {
        case "NFC": return text.precomposedStringWithCanonicalMapping
        case "NFD": return text.decomposedStringWithCanonicalMapping
        case "NFKC": return text.precomposedStringWithCompatibilityMapping
        case "NFKD": return text.decomposedStringWithCompatibilityMapping
        default: throw .raised(TemplateError(.value, "invalid normalization form"))
        }
    }

    /// The texts of the module `string`.
    static let letters = [
        "string.ascii_lowercase": "abcdefghijklmnopqrstuvwxyz",
        "string.ascii_uppercase": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "string.ascii_letters": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "string.digits": "0123456789", "string.hexdigits": "0123456789abcdefABCDEF", "string.octdigits": "01234567",
        "string.punctuation": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "string.whitespace": " \t\n\r\u{0B}\u{0C}",
    ]
}
