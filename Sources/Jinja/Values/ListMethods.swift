/// The methods of a list.
enum ListMethod: String {
    case append, clear, copy, count, extend, index, insert, pop, remove, reverse, sort
}

/// Python's list methods; they change the list that every name shares.
enum ListMethods {
    static func call(
        _ list: ListValue, _ method: ListMethod, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let function = "list.\(method.rawValue)()"
        switch method {
        case .append:
            let bound = try arguments.positionalOnly(function, 1...1)
            try invocation.runtime.charge(1)
            list.items.append(bound.required(0))
        case .clear:
            _ = try arguments.positionalOnly(function, 0...0)
            list.items = []
        case .copy:
            _ = try arguments.positionalOnly(function, 0...0)
            try invocation.runtime.charge(list.items.count)
            return .list(list.items)
        case .count, .index:
            return try search(list.items, method.rawValue, arguments, "list") ?? .none
        case .extend:
            let bound = try arguments.positionalOnly(function, 1...1)
            let items = try invocation.items(bound.required(0))
            try invocation.runtime.charge(list.items.count + items.count)
            list.items.append(contentsOf: items)
        case .insert:
            let bound = try arguments.positionalOnly(function, 2...2)
            let index = try Methods.integer(bound.required(0))
            let place = index < 0 ? max(index + list.items.count, 0) : min(index, list.items.count)
            try invocation.runtime.charge(1)
            list.items.insert(bound.required(1), at: place)
        case .pop:
            let bound = try arguments.positionalOnly(function, 0...1)
            let index = try bound[0].map(Methods.integer) ?? -1
            if list.items.isEmpty { throw TemplateError(.index, "pop from empty list") }
            let place = index < 0 ? index + list.items.count : index
            guard list.items.indices.contains(place) else { throw TemplateError(.index, "pop index out of range") }
            return list.items.remove(at: place)
        case .remove:
            let bound = try arguments.positionalOnly(function, 1...1)
            for (index, item) in list.items.enumerated() {
                if try Value.isEqualOrSame(item, bound.required(0)) {
                    list.items.remove(at: index)
                    return .none
                }
            }
            throw .value("list.remove(x): x not in list")
        case .reverse:
            _ = try arguments.positionalOnly(function, 0...0)
            list.items.reverse()
        case .sort: try sort(list, arguments, invocation)
        }
        return .none
    }

    private static func sort(
        _ list: ListValue, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) {
        guard arguments.positional.isEmpty else {
            throw .type("sort() takes no positional arguments")
        }
        let bound = try arguments.bind("sort()", ["key", "reverse"])
        var keys = list.items
        if let key = bound[0], !key.isNone {
            for index in keys.indices { keys[index] = try invocation.call(key, Arguments([keys[index]])) }
        }
        let reverse = try Builtins.reverseFlag(bound[1])
        list.items = try Value.sorted(list.items, keys: keys, reverse: reverse)
    }

    /// `count` and `index` of a sequence; nil for other names.
    static func search(
        _ items: [Value], _ name: String, _ arguments: Arguments, _ type: String
    ) throws(TemplateError) -> Value? {
        switch name {
        case "count":
            let bound = try arguments.positionalOnly("\(type).count()", 1...1)
            var count = 0
            for item in items where try Value.isEqualOrSame(item, bound.required(0)) {
                count += 1
            }
            return .int(count)
        case "index":
            let bound = try arguments.positionalOnly("index()", 1...3)
            func place(_ value: Value?, _ fallback: Int) throws(TemplateError) -> Int {
                guard let index = try value.map(Methods.integer) else { return fallback }
                return index < 0 ? max(index + items.count, 0) : min(index, items.count)
            }
            let first = try place(bound[1], 0)
            let last = try place(bound[2], items.count)
            for index in items.indices where index >= first && index < last {
                if try Value.isEqualOrSame(items[index], bound.required(0)) {
                    return .int(index)
                }
            }
            throw .value(
                type == "list" ? "\(bound.required(0).pythonRepr) is not in list" : "tuple.index(x): x not in tuple")
        default: return nil
        }
    }
}
