import OrderedCollections

extension Builtins {
    static func addOrderFilters(_ filters: inout Filters) {
        filters["sort"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_sort()", ["reverse", "case_sensitive", "attribute"])
            return .list(try sort(value, bound, invocation))
        }
        filters["dictsort"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_dictsort()", ["case_sensitive", "by", "reverse"])
            return .list(try sortDict(value, bound))
        }
        filters["unique"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_unique()", ["case_sensitive", "attribute"])
            return .iterator(try unique(value, bound, invocation))
        }
        for name in ["min", "max"] {
            filters[name] = .init { value, arguments, invocation throws(TemplateError) in
                let bound = try arguments.bind("do_\(name)()", ["case_sensitive", "attribute"])
                return try extreme(value, bound, name == "min" ? .less : .greater, invocation)
            }
        }
        filters["groupby"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind(
                "do_groupby()", ["attribute", "default", "case_sensitive"], required: 1)
            return .list(try group(value, bound, invocation))
        }
    }

    /// A key for comparisons: strings in lower case unless case counts.
    private static func key(_ value: Value, _ isSensitive: Bool) -> Value {
        if isSensitive { return value }
        return value.stringValue.map { .string(Text.lowercased($0)) } ?? value
    }

    private static func sort(
        _ value: Value, _ bound: Arguments.Bound, _ invocation: Invocation
    ) throws(TemplateError) -> [Value] {
        let isSensitive = try flag(bound[1])
        var paths = [AttributePath(bound[2])]
        if let text = bound[2]?.stringValue {
            paths = StringMethods.split(Array(text.utf8), [UInt8(ascii: ",")], maximum: .max)
                .map { AttributePath(parsing: Text.string($0)) }
        }
        let items = try invocation.items(value)
        try invocation.runtime.charge(items.count)
        var keys: [Value] = []
        for item in items {
            try invocation.runtime.step()
            if paths.count == 1 {
                keys.append(key(try paths[0].value(of: item, invocation.runtime), isSensitive))
                continue
            }
            var parts: [Value] = []
            for path in paths { parts.append(key(try path.value(of: item, invocation.runtime), isSensitive)) }
            keys.append(.list(parts))
        }
        // Jinja compares lists of keys: equal ones are never asked which one is less. Strings and integers don't mind.
        if paths.count == 1, !keys.allSatisfy({ $0.stringValue != nil }), !keys.allSatisfy({ $0.intValue != nil }) {
            keys = keys.map { .list([$0]) }
        }
        return try Value.sorted(items, keys: keys, reverse: try reverseFlag(bound[0]))
    }

    /// The parameter `reverse` of Python's `sorted`, which must be an integer.
    static func reverseFlag(_ value: Value?) throws(TemplateError) -> Bool {
        guard let value else { return false }
        let number = try Methods.integer(value)
        guard Int32(exactly: number) != nil else { throw .overflow("Python int too large to convert to C int") }
        return number != 0
    }

    private static func sortDict(_ value: Value, _ bound: Arguments.Bound) throws(TemplateError) -> [Value] {
        let by = bound[1] ?? "key"
        let position: Int
        switch by.stringValue {
        case "key": position = 0
        case "value": position = 1
        default: throw TemplateError(.filterArgument, "You can only sort by either \"key\" or \"value\"")
        }
        let isSensitive = try flag(bound[0])
        guard case .dict(let dict) = value else { throw lacks(value, "items") }
        let items = DictView(dict, .items).values
        let keys = dict.storage.map { key(position == 0 ? $0.key.value : $0.value, isSensitive) }
        return try Value.sorted(items, keys: keys, reverse: try reverseFlag(bound[2]))
    }

    private static func unique(
        _ value: Value, _ bound: Arguments.Bound, _ invocation: Invocation
    ) throws(TemplateError) -> ValueIterator {
        let isSensitive = try flag(bound[0])
        let path = AttributePath(bound[1])
        return try lazily(over: value) { () throws(TemplateError) -> ValueIterator in
            let items = try value.iterator()
            var seen: Set<DictKey> = []
            return ValueIterator { () throws(TemplateError) -> Value? in
                while let item = try items.next() {
                    try invocation.runtime.step()
                    let value = key(try path.value(of: item, invocation.runtime), isSensitive)
                    if seen.insert(try DictKey(checking: value)).inserted { return item }
                }
                return nil
            }
        }
    }

    private static func extreme(
        _ value: Value, _ bound: Arguments.Bound, _ comparison: Value.Comparison, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let items = try value.iterator()
        guard var best = try items.next() else {
            return invocation.undefined("No aggregated item, sequence was empty.")
        }
        let isSensitive = try flag(bound[0])
        let path = AttributePath(bound[1])
        var bestKey = key(try path.value(of: best, invocation.runtime), isSensitive)
        while let item = try items.next() {
            try invocation.runtime.step()
            let other = key(try path.value(of: item, invocation.runtime), isSensitive)
            if try Value.compare(other, comparison, bestKey) { (best, bestKey) = (item, other) }
        }
        return best
    }

    private static func group(
        _ value: Value, _ bound: Arguments.Bound, _ invocation: Invocation
    ) throws(TemplateError) -> [Value] {
        let path = AttributePath(bound[0])
        let fallback = bound[1]
        let isSensitive = try flag(bound[2])
        let items = try invocation.items(value)
        var keys: [Value] = []
        for item in items {
            try invocation.runtime.step()
            keys.append(key(try path.value(of: item, invocation.runtime, fallback: fallback), isSensitive))
        }
        let order = try Value.sorted(items.indices.map { .int($0) }, keys: keys, reverse: false)
        var groups: [(key: Value, items: [Value])] = []
        for index in order.compactMap(\.intValue) {
            var belongs = false
            if let last = groups.last { belongs = try Value.isEqualOrSame(last.key, keys[index]) }
            if belongs {
                groups[groups.count - 1].items.append(items[index])
            } else {
                groups.append((keys[index], [items[index]]))
            }
        }
        var result: [Value] = []
        for (key, items) in groups {
            // The group shows the key of its first item as it is written there.
            let shown = isSensitive ? key : try path.value(of: items[0], invocation.runtime, fallback: fallback)
            result.append(.tuple(TupleValue([shown, .list(items)], labels: ["grouper", "list"])))
        }
        return result
    }
}
