import Jinja

extension AnsibleFilters {
    static var data: [(name: String, body: Body)] {
        [
            plain("bool") { value, _ throws(TemplateError) in try truth(value) },
            (
                "ternary",
                { value, arguments, _ throws(TemplateError) in
                    let bound = try arguments.bind("ternary()", ["true_val", "false_val", "none_val"], required: 2)
                    if value.isNone, let none = bound[2], !none.isNone { return none }
                    return try value.truth() ? bound[0] ?? .none : bound[1] ?? .none
                }
            ),
            (
                "mandatory",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("mandatory()", ["msg"])
                    guard case .undefined(let undefined) = value else { return value }
                    if let message = bound[0], !message.isNone {
                        throw TemplateError(.filterArgument, try invocation.text(message))
                    }
                    throw TemplateError(.filterArgument, "Mandatory variable not defined: \(undefined.message)")
                }
            ),
            plain("type_debug") { value, _ throws(TemplateError) in .string(value.typeName) },
            (
                "combine",
                { value, arguments, invocation throws(TemplateError) in try combine(value, arguments, invocation) }
            ),
            (
                "extract",
                { value, arguments, invocation throws(TemplateError) in try extract(value, arguments, invocation) }
            ),
            (
                "flatten",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("flatten()", ["levels"])
                    var levels: Int?
                    if let given = bound[0], !given.isNone { levels = try given.pythonInteger().intValue }
                    return .list(try flatten(try invocation.items(value), levels, invocation))
                }
            ),
            (
                "subelements",
                { value, arguments, invocation throws(TemplateError) in try subelements(value, arguments, invocation) }
            ),
            (
                "ans_groupby",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("do_groupby()", ["attribute"], required: 1)
                    let groups = try invocation.filter("groupby", value, Arguments([bound[0] ?? .none]))
                    var result: [Value] = []
                    for group in try invocation.items(groups) { result.append(.tuple(try invocation.items(group))) }
                    return .list(result)
                }
            ),
        ]
    }

    private static func truth(_ value: Value) throws(TemplateError) -> Value {
        switch value {
        case .none, .bool: return value
        case .string(let text), .safe(let text):
            return .bool(["yes", "on", "1", "true"].contains(PythonText.lowercased(text)))
        default: return .bool(try value.isEqual(to: 1))
        }
    }

    // MARK: combine

    private static func combine(
        _ value: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        for (name, _) in arguments.keywords where name != "recursive" && name != "list_merge" {
            throw TemplateError(
                .filterArgument, "'recursive' and 'list_merge' are the only valid keyword arguments")
        }
        let isRecursive = try flag(arguments.keyword("recursive"))
        let merge = try arguments.keyword("list_merge").map { (value) throws(TemplateError) in
            try word(value, "list_merge")
        }
        let terms = try flatten([value] + arguments.positional, 1, invocation)
        for term in terms {
            if case .undefined(let undefined) = term {
                throw TemplateError(.filterArgument, "\(undefined.message) is undefined")
            }
        }
        guard var result = terms.last else { return .dict(DictValue()) }
        for term in terms.dropLast().reversed() {
            result = try merged(term, result, isRecursive, merge ?? "replace", invocation)
        }
        return result
    }

    /// A new dict of the first with the second's entries over it.
    private static func merged(
        _ low: Value, _ high: Value, _ isRecursive: Bool, _ merge: String, _ invocation: Invocation, depth: Int = 0
    ) throws(TemplateError) -> Value {
        guard ["replace", "keep", "append", "prepend", "append_rp", "prepend_rp"].contains(merge) else {
            throw TemplateError(
                .filterArgument,
                "'list_merge' can only be 'replace', 'keep', 'append', 'prepend', 'append_rp' or 'prepend_rp'")
        }
        guard depth < 100 else { throw TemplateError(.limit, "the dicts nest too deeply") }
        guard case .dict(let under) = low, case .dict(let over) = high else {
            throw TemplateError(
                .filterArgument,
                "failed to combine variables, expected dicts but got a '\(low.typeName)' and a '\(high.typeName)'")
        }
        try invocation.charge(under.count + over.count)
        let result = DictValue()
        if under.count > 0, try !low.isEqual(to: high) {
            for (key, value) in under.pairs { try result.set(key, value) }
        }
        for (key, value) in over.pairs {
            guard let own = try result.value(of: key) else {
                try result.set(key, value)
                continue
            }
            switch (own, value) {
            case (.dict, .dict) where isRecursive:
                try result.set(key, try merged(own, value, isRecursive, merge, invocation, depth: depth + 1))
            case (.list(let first), .list(let second)):
                try result.set(key, .list(try joined(first, second, merge)))
            default: try result.set(key, value)
            }
        }
        return .dict(result)
    }

    private static func joined(
        _ low: ListValue, _ high: ListValue, _ merge: String
    ) throws(TemplateError) -> ListValue {
        func rest() throws(TemplateError) -> [Value] {
            var result: [Value] = []
            for item in low.items {
                var isThere = false
                for other in high.items where try item.isEqual(to: other) { isThere = true }
                if !isThere { result.append(item) }
            }
            return result
        }
        switch merge {
        case "keep": return low
        case "append": return ListValue(low.items + high.items)
        case "prepend": return ListValue(high.items + low.items)
        case "append_rp": return ListValue(try rest() + high.items)
        case "prepend_rp": return ListValue(high.items + (try rest()))
        default: return high
        }
    }

    // MARK: Lists

    /// Flattens lists; it stops at the first element that is None, "None" or "null", as the original does.
    private static func flatten(
        _ items: [Value], _ levels: Int?, _ invocation: Invocation, depth: Int = 0
    ) throws(TemplateError) -> [Value] {
        guard depth < 100 else { throw TemplateError(.limit, "the list nests too deeply") }
        try invocation.charge(items.count)
        var result: [Value] = []
        for item in items {
            if item.isNone || item.stringValue == "None" || item.stringValue == "null" { break }
            switch item {
            case .list, .tuple, .range:
                if let levels, levels < 1 {
                    result.append(item)
                } else {
                    result += try flatten(
                        try invocation.items(item), levels.map { $0 - 1 }, invocation, depth: depth + 1)
                }
            default: result.append(item)
            }
        }
        return result
    }

    private static func lookUp(
        _ container: Value, _ key: Value, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        if let found = try container.item(key, invocation) { return found }
        switch container {
        case .dict: throw TemplateError(.key, key.pythonRepr)
        case .list, .tuple, .string, .safe, .range:
            if key.intValue != nil { throw TemplateError(.index, "index out of range") }
            throw TemplateError(
                .type, "\(container.typeName) indices must be integers or slices, not \(key.typeName)")
        default: throw TemplateError(.type, "'\(container.typeName)' object is not subscriptable")
        }
    }

    private static func extract(
        _ key: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let bound = try arguments.bind("extract()", ["container", "morekeys"], required: 1)
        var value = try lookUp(bound[0] ?? .none, key, invocation)
        guard let more = bound[1], !more.isNone else { return value }
        var keys = [more]
        if case .list(let list) = more { keys = list.items }
        do throws(TemplateError) {
            for key in keys { value = try lookUp(value, key, invocation) }
        } catch  where error.code == .key {
            return invocation.undefined("a key of 'extract' isn't there: \(error.message)")
        }
        return value
    }

    private static func subelements(
        _ value: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let bound = try arguments.bind("subelements()", ["subelements", "skip_missing"], required: 1)
        let elements: [Value]
        switch value {
        case .dict(let dict): elements = dict.pairs.map(\.value)
        case .list(let list): elements = list.items
        default: throw TemplateError(.filterArgument, "obj must be a list of dicts or a nested dict")
        }
        let keys: [Value]
        switch bound[0] ?? .none {
        case .list(let list): keys = list.items
        case .string(let text), .safe(let text):
            keys = text.split(separator: ".", omittingEmptySubsequences: false).map { .string(String($0)) }
        default: throw TemplateError(.filterArgument, "subelements must be a list or a string")
        }
        let skips = try flag(bound[1])
        var result: [Value] = []
        for element in elements {
            var values = element
            for key in keys {
                do throws(TemplateError) {
                    values = try lookUp(values, key, invocation)
                } catch {
                    switch error.code {
                    case .key where skips:
                        values = .list([])
                    case .key:
                        throw TemplateError(
                            .filterArgument,
                            "could not find \(key.pythonRepr) key in iterated item \(values.pythonRepr)")
                    case .type:
                        throw TemplateError(
                            .filterArgument,
                            "the key \(key.pythonString) should point to a dictionary, got \"\(values.pythonString)\"")
                    default: throw error
                    }
                    break
                }
            }
            guard case .list(let list) = values else {
                throw TemplateError(
                    .filterArgument, "the key \(keys.last?.pythonRepr ?? "") should point to a list")
            }
            for item in list.items { result.append(.tuple([element, item])) }
            try invocation.charge(list.items.count)
        }
        return .list(result)
    }
}
