extension ScriptReader {
    /// The value of an expression; calls do in mind what they do.
    mutating func evaluate(_ expression: ScriptExpression) -> ScriptValue {
        switch expression {
        case .none: return .none
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        // What the lexer did not make out of it is not known.
        case .string(let text): return text.unicodeScalars.contains("\0") ? .unknown : .string(text)
        case .format(let source): return format(source)
        case .name(let name): return value(name)
        case .attribute(let inner, let name): return attribute(evaluate(inner), name)
        case .call(let callee, let arguments, let keywords): return call(callee, arguments, keywords)
        case .subscripted(let inner, let key): return item(evaluate(inner), evaluate(key))
        case .list(let items), .set(let items): return .list(ScriptList(items.map { evaluate($0) }))
        case .tuple(let items): return .tuple(items.map { evaluate($0) })
        case .dict(let entries): return .dict(entries.map { (evaluate($0.key), evaluate($0.value)) })
        case .binary(let symbol, let left, let right): return binary(symbol, evaluate(left), evaluate(right))
        case .not(let inner): return evaluate(inner).truth.map { .bool(!$0) } ?? .unknown
        case .compare(let first, let rest): return compare(evaluate(first), rest)
        case .all(let items): return chain(items, endsAt: false)
        case .any(let items): return chain(items, endsAt: true)
        case .conditional(let value, let condition, let otherwise):
            guard let truth = evaluate(condition).truth else {
                // Both may be calls; neither is known to be made.
                return inDoubt { reader in
                    _ = reader.evaluate(value)
                    _ = reader.evaluate(otherwise)
                }
            }
            return evaluate(truth ? value : otherwise)
        case .comprehension(let value, let target, let values, let conditions):
            return comprehension(value, target, evaluate(values), conditions)
        case .generator(let inner): return evaluate(inner)
        case .mapping, .flattened: return unclear()
        case .spread(let inner): return spread(inner)
        case .sliced(let inner, let parts):
            // Calls in it are made, whatever is taken.
            for part in [inner] + parts.compactMap(\.self) { _ = evaluate(part) }
            return .unknown
        case .unary(_, let inner), .starred(let inner):
            _ = evaluate(inner)
            return .unknown
        case .named(let name, let inner):
            _ = evaluate(inner)
            forget(name)
            return .unknown
        case .double, .lambda, .other: return .unknown
        }
    }

    /// What has stars in it: how many values it has is not known.
    private mutating func spread(_ expression: ScriptExpression) -> ScriptValue {
        func isPlain(_ item: ScriptExpression) -> Bool { if case .starred = item { false } else { true } }
        switch expression {
        case .call(_, let positional, let keywords):
            return call(.other, positional.filter(isPlain), keywords.filter { $0.name != "**" })
        case .list(let items), .tuple(let items), .set(let items): for item in items { lose(item) }
        case .dict(let entries):
            for entry in entries {
                lose(entry.key)
                lose(entry.value)
            }
        default: break
        }
        return unclear()
    }

    /// Looks at what becomes a part of something that isn't known, and may be changed through it.
    private mutating func lose(_ expression: ScriptExpression) {
        if case .list(let list) = evaluate(expression) { list.isKnown = false }
    }

    private mutating func chain(_ items: [ScriptExpression], endsAt end: Bool) -> ScriptValue {
        for (index, item) in items.enumerated() {
            let value = evaluate(item)
            guard let truth = value.truth else {
                // Whether the rest is looked at is not known; one that settles it alone does so.
                let rest = items[(index + 1)...]
                var isSettled = false
                _ = inDoubt { reader in
                    for item in rest where reader.evaluate(item).truth == end { isSettled = true }
                }
                return isSettled ? .bool(end) : .unknown
            }
            if truth == end || index == items.count - 1 { return value }
        }
        return .unknown
    }

    private mutating func compare(
        _ first: ScriptValue, _ rest: [(symbol: String, value: ScriptExpression)]
    ) -> ScriptValue {
        var left = first
        for (symbol, expression) in rest {
            let right = evaluate(expression)
            let truth: Bool? =
                switch symbol {
                case "==", "is": ScriptValue.equal(left, right)
                case "!=", "is not": ScriptValue.equal(left, right).map { !$0 }
                case "in": ScriptValue.contains(right, left)
                case "not in": ScriptValue.contains(right, left).map { !$0 }
                default: ScriptReader.order(symbol, left, right)
                }
            guard let truth else { return .unknown }
            if !truth { return .bool(false) }
            left = right
        }
        return .bool(true)
    }

    private static func order(_ symbol: String, _ left: ScriptValue, _ right: ScriptValue) -> Bool? {
        guard case .int(let a) = left, case .int(let b) = right else { return nil }
        switch symbol {
        case "<": return a < b
        case ">": return a > b
        case "<=": return a <= b
        case ">=": return a >= b
        default: return nil
        }
    }

    private func binary(_ symbol: String, _ left: ScriptValue, _ right: ScriptValue) -> ScriptValue {
        switch (symbol, left, right) {
        case ("+", _, _): return ScriptReader.sum(left, right)
        case ("/", .path(let a), _): return right.text.map { .path(ScriptReader.join(a, $0)) } ?? .unknown
        case ("/", .string(let a), .path(let b)): return .path(ScriptReader.join(a, b))
        default: return .unknown
        }
    }

    /// Python's way to join paths: an absolute one stands alone.
    static func join(_ folder: String, _ path: String) -> String { Path.join(folder, path) }

    private mutating func comprehension(
        _ value: ScriptExpression, _ target: ScriptTarget, _ values: ScriptValue, _ conditions: [ScriptExpression]
    ) -> ScriptValue {
        guard let items = values.items, isCertain else { return .unknown }
        var result: [ScriptValue] = []
        for item in items {
            assign(target, item)
            var isWanted: Bool? = true
            for condition in conditions where isWanted == true { isWanted = evaluate(condition).truth }
            guard let isWanted else { return .unknown }
            if isWanted { result.append(evaluate(value)) }
        }
        return .list(ScriptList(result))
    }

    private func item(_ value: ScriptValue, _ key: ScriptValue) -> ScriptValue {
        switch (value, key) {
        case (.dict(let entries), _):
            for entry in entries.reversed() {
                guard let isSame = ScriptValue.equal(entry.key, key) else { return .unknown }
                if isSame { return entry.value }
            }
            return .unknown
        case (_, .int(let index)):
            guard let items = value.items else { return .unknown }
            let position = index < 0 ? index + items.count : index
            return items.indices.contains(position) ? items[position] : .unknown
        default: return .unknown
        }
    }

    private func attribute(_ value: ScriptValue, _ name: String) -> ScriptValue {
        switch value {
        case .unknown: return .unknown
        case .named(let module):
            switch "\(module).\(name)" {
            case "os.curdir", "os.path.curdir": return .string(".")
            case "os.sep", "os.path.sep": return .string("/")
            default: return .named("\(module).\(name)")
            }
        case .path(let path):
            let text = Path.normalized(path)
            switch name {
            case "parent":
                let parent = Path.parent(of: text)
                return .path(parent.isEmpty ? "." : parent)
            case "name": return .string(ScriptReader.name(of: text))
            default: return .method(value, name)
            }
        default: return .method(value, name)
        }
    }

    static func name(of path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
    }

    /// A format string, whose places hold names or simple expressions.
    private mutating func format(_ source: String) -> ScriptValue {
        var text = ""
        var rest = source[...]
        while let first = rest.first {
            rest.removeFirst()
            if first == "{", rest.first == "{" || first == "}", rest.first == "}" {
                rest.removeFirst()
                text.append(first)
            } else if first == "{" {
                guard let close = rest.firstIndex(of: "}") else { return .unknown }
                let inner = String(rest[..<close])
                rest = rest[rest.index(after: close)...]
                guard !inner.contains(":"), !inner.contains("!"), !inner.contains("="),
                    case .expression(let expression)? = PythonParser.statements(of: inner).first?.kind
                else { return .unknown }
                switch evaluate(expression) {
                case .string(let value), .path(let value): text += value
                case .int(let value): text += String(value)
                default: return .unknown
                }
            } else {
                text.append(first)
            }
        }
        return .string(text)
    }
}
