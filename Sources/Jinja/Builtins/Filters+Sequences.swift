extension Builtins {
    static func addSequenceFilters(_ filters: inout Filters) {
        filters["length"] = .init { value, arguments, _ throws(TemplateError) in
            try noArguments(arguments, "length")
            return .int(try value.length())
        }
        filters["list"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "list")
            return .list(try invocation.items(value))
        }
        filters["first"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "first")
            return try value.iterator().next() ?? invocation.undefined("No first item, sequence was empty.")
        }
        filters["last"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "last")
            guard let items = try value.reversedItems(invocation.runtime) else {
                throw .type("'\(value.typeName)' object is not reversible")
            }
            return try items.next() ?? invocation.undefined("No last item, sequence was empty.")
        }
        filters["reverse"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "reverse")
            switch value {
            case .string, .safe: return try value.sliced(.none, .none, -1, invocation.runtime)
            default: break
            }
            if let items = try value.reversedItems(invocation.runtime) { return .iterator(items) }
            guard value.isIterable else { throw TemplateError(.filterArgument, "argument must be iterable") }
            return .list(try invocation.items(value).reversed())
        }
        filters["join"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_join()", ["d", "attribute"])
            return try join(value, bound[0] ?? "", bound[1], invocation)
        }
        filters["sum"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_sum()", ["attribute", "start"])
            let path = AttributePath(bound[0])
            var total = bound[1] ?? 0
            let items = try value.iterator()
            if total.stringValue != nil { throw .type("sum() can't sum strings [use ''.join(seq) instead]") }
            while let item = try items.next() {
                try invocation.runtime.step()
                total = try Operators.add(total, try path.value(of: item, invocation.runtime), invocation.runtime)
            }
            return total
        }
        filters["items"] = .init { value, arguments, _ throws(TemplateError) in
            try noArguments(arguments, "items")
            if value.isUndefined { return .iterator(ValueIterator(typeName: "generator", [])) }
            return .iterator(
                try lazily(over: value) { () throws(TemplateError) -> ValueIterator in
                    guard case .dict(let dict) = value else { throw .type("Can only get item pairs from a mapping.") }
                    return DictView(dict, .items).makeIterator()
                })
        }
        filters["batch"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_batch()", ["linecount", "fill_with"], required: 1)
            return .iterator(try batch(value, bound.required(0), bound[1] ?? .none, invocation))
        }
        filters["slice"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_slice()", ["slices", "fill_with"], required: 1)
            return .iterator(try slice(value, bound.required(0), bound[1] ?? .none, invocation))
        }
        filters["attr"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_attr()", ["name"], required: 1)
            guard let name = bound.required(0).stringValue else {
                throw .type("attribute name must be string, not '\(bound.required(0).typeName)'")
            }
            if case .undefined(let undefined) = value, !Value.isDunder(name) {
                if undefined.behavior == .chainable { return value }
                throw undefined.error
            }
            if let found = try value.ownAttribute(name) { return found }
            return try invocation.runtime.missing(name, of: value)
        }
    }

    /// A generator whose iterator is made when its first value is asked for.
    static func lazily(
        over source: Value, _ make: @escaping () throws(TemplateError) -> ValueIterator
    ) throws(TemplateError) -> ValueIterator {
        var iterator: ValueIterator?
        return try ValueIterator(over: source) { () throws(TemplateError) -> Value? in
            if let iterator { return try iterator.next() }
            let made = try make()
            iterator = made
            return try made.next()
        }
    }

    private static func join(
        _ value: Value, _ separator: Value, _ attribute: Value?, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        var items = try invocation.items(value)
        let path = AttributePath(attribute)
        if !path.isEmpty {
            for index in items.indices { items[index] = try path.value(of: items[index], invocation.runtime) }
        }
        var isSafe = separator.isSafeText
        if invocation.isAutoescaping, !isSafe { isSafe = items.contains(where: \.isSafeText) }
        isSafe = isSafe && invocation.isAutoescaping
        let between = isSafe ? try invocation.escaped(separator) : try invocation.text(separator)
        var out: [UInt8] = []
        for (index, item) in items.enumerated() {
            if index > 0 { Text.append(between, to: &out) }
            if isSafe {
                // What isn't text yet becomes text before it is escaped.
                try invocation.appendEscaped(try softText(item, invocation), to: &out)
            } else {
                try invocation.append(item, to: &out)
            }
            if out.count > invocation.runtime.limits.valueSize { break }
        }
        try invocation.runtime.charge(out.count)
        return isSafe ? .safe(Text.string(out)) : .string(Text.string(out))
    }

    private static func batch(
        _ value: Value, _ size: Value, _ fill: Value, _ invocation: Invocation
    ) throws(TemplateError) -> ValueIterator {
        try lazily(over: value) { () throws(TemplateError) -> ValueIterator in
            let items = try value.iterator()
            var batch: [Value] = []
            var isDone = false
            return ValueIterator { () throws(TemplateError) -> Value? in
                while let item = try items.next() {
                    try invocation.runtime.step()
                    guard try Value.equal(.int(batch.count), size) else {
                        batch.append(item)
                        continue
                    }
                    let full = batch
                    batch = [item]
                    return .list(full)
                }
                if isDone || batch.isEmpty { return nil }
                isDone = true
                if !fill.isNone, try Value.compare(.int(batch.count), .less, size) {
                    let missing = try Methods.integer(size) - batch.count
                    try invocation.runtime.charge(missing)
                    batch.append(contentsOf: repeatElement(fill, count: missing))
                }
                return .list(batch)
            }
        }
    }

    private static func slice(
        _ value: Value, _ count: Value, _ fill: Value, _ invocation: Invocation
    ) throws(TemplateError) -> ValueIterator {
        try lazily(over: value) { () throws(TemplateError) -> ValueIterator in
            let items = try invocation.items(value)
            // These fail where Python's `//`, `%` and `range` do.
            _ = try Operators.floorDivide(.int(items.count), count, invocation.runtime)
            let slices = try Methods.integer(count)
            let size = slices == 0 ? 0 : items.count / slices
            let extra = slices == 0 ? 0 : items.count % slices
            var number = 0
            var start = 0
            return ValueIterator { () throws(TemplateError) -> Value? in
                guard number < slices else { return nil }
                try invocation.runtime.step()
                let end = start + size + (number < extra ? 1 : 0)
                var part = Array(items[start..<end])
                if !fill.isNone, number >= extra { part.append(fill) }
                start = end
                number += 1
                return .list(part)
            }
        }
    }
}

/// A path of attributes and items such as `address.city` or `0.name`; Jinja's `make_attrgetter`.
struct AttributePath {
    private let parts: [Value]

    /// The parts of an attribute parameter; none where it wasn't given or is None.
    init(_ attribute: Value?) {
        guard let attribute, !attribute.isNone else {
            parts = []
            return
        }
        parts = attribute.stringValue.map(AttributePath.parts) ?? [attribute]
    }

    init(parsing text: String) { parts = AttributePath.parts(text) }

    private static func parts(_ text: String) -> [Value] {
        StringMethods.split(Array(text.utf8), [UInt8(ascii: ".")], maximum: .max).map { part in
            let text = Text.string(part)
            let isNumber = !text.isEmpty && text.unicodeScalars.allSatisfy(Text.isDigit)
            return isNumber ? Int(text).map { .int($0) } ?? .string(text) : .string(text)
        }
    }

    var isEmpty: Bool { parts.isEmpty }

    func value(of item: Value, _ runtime: Runtime, fallback: Value? = nil) throws(TemplateError) -> Value {
        var result = item
        for part in parts {
            result = try result.subscripted(part, runtime)
            if let fallback, !fallback.isNone, result.isUndefined { result = fallback }
        }
        return result
    }
}
