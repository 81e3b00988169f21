import OrderedCollections

/// The methods of a dict.
enum DictMethod: String {
    case clear, copy, fromkeys, get, items, keys, pop, popitem, setdefault, update, values
}

/// Python's dict methods; they change the dict that every name shares.
enum DictMethods {
    static func call(
        _ dict: DictValue, _ method: DictMethod, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let function = "dict.\(method.rawValue)()"
        switch method {
        case .items, .keys, .values:
            _ = try arguments.positionalOnly(function, 0...0)
            return .object(DictView(dict, method == .items ? .items : method == .keys ? .keys : .values))
        case .get:
            let bound = try arguments.positionalOnly("get()", 1...2)
            return dict.storage[try DictKey(checking: bound.required(0))] ?? bound.required(1)
        case .clear:
            _ = try arguments.positionalOnly(function, 0...0)
            dict.storage = [:]
            return .none
        case .copy:
            _ = try arguments.positionalOnly(function, 0...0)
            try invocation.runtime.charge(dict.count)
            return .dict(DictValue(dict.storage))
        case .fromkeys:
            let bound = try arguments.positionalOnly("fromkeys()", 1...2)
            let result = DictValue()
            for key in try invocation.items(bound.required(0)) {
                result.storage[try DictKey(checking: key)] = bound.required(1)
            }
            return .dict(result)
        case .pop:
            let bound = try arguments.positionalOnly("pop()", 1...2)
            let key = bound.required(0)
            if let value = dict.storage.removeValue(forKey: try DictKey(checking: key)) { return value }
            if let fallback = bound[1] { return fallback }
            throw TemplateError(.key, key.pythonRepr)
        case .popitem:
            _ = try arguments.positionalOnly(function, 0...0)
            guard !dict.storage.isEmpty else { throw TemplateError(.key, "'popitem(): dictionary is empty'") }
            let entry = dict.storage.removeLast()
            return .tuple([entry.key.value, entry.value])
        case .setdefault:
            let bound = try arguments.positionalOnly("setdefault()", 1...2)
            let key = try DictKey(checking: bound.required(0))
            if let value = dict.storage[key] { return value }
            try invocation.runtime.charge(1)
            dict.storage[key] = bound.required(1)
            return bound.required(1)
        case .update:
            try update(dict, arguments, invocation, "update")
            return .none
        }
    }

    /// What `dict()` and `update()` do with their arguments: a mapping or pairs, then keywords.
    static func update(
        _ dict: DictValue, _ arguments: Arguments, _ invocation: Invocation, _ function: String
    ) throws(TemplateError) {
        guard arguments.positional.count <= 1 else {
            throw .type("\(function) expected at most 1 argument, got \(arguments.positional.count)")
        }
        if let source = arguments.positional.first {
            if case .dict(let other) = source {
                try invocation.runtime.charge(other.count)
                for (key, value) in other.storage { dict.storage[key] = value }
            } else {
                for (index, pair) in try invocation.items(source).enumerated() {
                    guard pair.isIterable else {
                        throw .type("cannot convert dictionary update sequence element #\(index) to a sequence")
                    }
                    let parts = try invocation.items(pair)
                    guard parts.count == 2 else {
                        throw .value(
                            "dictionary update sequence element #\(index) has length \(parts.count); 2 is required")
                    }
                    dict.storage[try DictKey(checking: parts[0])] = parts[1]
                }
            }
        }
        for (name, value) in arguments.keywords { dict[name] = value }
    }
}
