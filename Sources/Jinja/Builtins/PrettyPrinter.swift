import OrderedCollections

/// Python's `pprint.pformat` with its default settings: lines of 80 columns, keys sorted.
struct PrettyPrinter {
    private let runtime: Runtime
    private var out: [UInt8] = []
    private var open: [ObjectIdentifier] = []
    private let width = 80

    private init(_ runtime: Runtime) { self.runtime = runtime }

    static func format(_ value: Value, _ runtime: Runtime) throws(TemplateError) -> String {
        var printer = PrettyPrinter(runtime)
        try printer.write(value, indent: 0, allowance: 0)
        try runtime.charge(printer.out.count)
        return Text.string(printer.out)
    }

    private mutating func append(_ text: String) { Text.append(text, to: &out) }

    private mutating func write(_ value: Value, indent: Int, allowance: Int) throws(TemplateError) {
        let identity: ObjectIdentifier? =
            switch value {
            case .list(let list): ObjectIdentifier(list)
            case .dict(let dict): ObjectIdentifier(dict)
            case .tuple(let tuple): ObjectIdentifier(tuple)
            default: nil
            }
        if let identity, open.contains(identity) {
            append("<Recursion on \(value.typeName)>")
            return
        }
        let text = try representation(value)
        guard Text.count(text) > width - indent - allowance else {
            append(text)
            return
        }
        if open.count > 100 { throw .limit("maximum recursion depth exceeded") }
        if let identity { open.append(identity) }
        defer { if identity != nil { open.removeLast() } }
        switch value {
        case .list(let list): try write(list.items, "[", "]", indent, allowance)
        case .tuple(let tuple) where tuple.labels == nil:
            try write(tuple.items, "(", tuple.items.count == 1 ? ",)" : ")", indent, allowance)
        case .dict(let dict): try write(dict, indent, allowance)
        case .string(let string): write(string, indent, allowance)
        case .object(let object):
            if let view = object as? DictView {
                append("\(view.typeName)(")
                let items = view.kind == .keys || view.kind == .items ? try sorted(view.values) : view.values
                try write(.list(items), indent: indent + view.typeName.utf8.count + 1, allowance: allowance + 1)
                append(")")
            } else {
                append(text)
            }
        default: append(text)
        }
    }

    private mutating func write(
        _ items: [Value], _ before: String, _ after: String, _ indent: Int, _ allowance: Int
    ) throws(TemplateError) {
        append(before)
        for (index, item) in items.enumerated() {
            if index > 0 { append(",\n" + String(repeating: " ", count: indent + 1)) }
            let isLast = index == items.count - 1
            try write(item, indent: indent + 1, allowance: isLast ? allowance + after.utf8.count : 1)
        }
        append(after)
    }

    private mutating func write(_ dict: DictValue, _ indent: Int, _ allowance: Int) throws(TemplateError) {
        append("{")
        let keys = try sorted(dict.storage.keys.map(\.value))
        for (index, key) in keys.enumerated() {
            if index > 0 { append(",\n" + String(repeating: " ", count: indent + 1)) }
            let text = try representation(key)
            append(text + ": ")
            try write(
                dict.storage[DictKey(unchecked: key)] ?? .none, indent: indent + 1 + Text.count(text) + 2,
                allowance: index == keys.count - 1 ? allowance + 1 : 1)
        }
        append("}")
    }

    /// A string that is too long for its line: its lines, and their words, as adjacent literals.
    private mutating func write(_ text: String, _ indent: Int, _ allowance: Int) {
        var indent = indent
        var allowance = allowance
        let isOuter = open.isEmpty
        if isOuter {
            indent += 1
            allowance += 1
        }
        var chunks: [String] = []
        let lines = StringMethods.lines(text, keepEnds: true)
        var room = width - indent
        for (index, line) in lines.enumerated() {
            let quoted = Value.quoted(line)
            if index == lines.count - 1 { room -= allowance }
            if Text.count(quoted) <= room {
                chunks.append(quoted)
                continue
            }
            var current = ""
            let parts = PrettyPrinter.words(line)
            for (place, part) in parts.enumerated() {
                let candidate = current + part
                var limit = width - indent
                if place == parts.count - 1, index == lines.count - 1 { limit -= allowance }
                if Text.count(Value.quoted(candidate)) > limit {
                    if !current.isEmpty { chunks.append(Value.quoted(current)) }
                    current = part
                } else {
                    current = candidate
                }
            }
            if !current.isEmpty { chunks.append(Value.quoted(current)) }
        }
        if chunks.count == 1 {
            append(Value.quoted(text))
            return
        }
        if isOuter { append("(") }
        append(chunks.joined(separator: "\n" + String(repeating: " ", count: indent)))
        if isOuter { append(")") }
    }

    /// Runs of other characters with the white space after them.
    private static func words(_ line: String) -> [String] {
        var parts: [String] = []
        var current = String.UnicodeScalarView()
        var inSpace = false
        for scalar in line.unicodeScalars {
            let isSpace = Text.isSpace(scalar)
            if inSpace, !isSpace {
                parts.append(String(current))
                current = String.UnicodeScalarView()
            }
            current.append(scalar)
            inSpace = isSpace
        }
        if !current.isEmpty { parts.append(String(current)) }
        return parts
    }

    /// Sorted by value, and by the name of the type where values don't compare.
    private func sorted(_ values: [Value]) throws(TemplateError) -> [Value] {
        var result = values
        for index in result.indices.dropFirst() {
            var place = index
            while place > 0, precedes(result[place], result[place - 1]) {
                result.swapAt(place, place - 1)
                place -= 1
                try runtime.step()
            }
        }
        return result
    }

    private func precedes(_ left: Value, _ right: Value) -> Bool {
        (try? Value.compare(left, .less, right)) ?? (left.typeName < right.typeName)
    }

    /// The `repr` on one line, with sorted keys.
    private func representation(_ value: Value) throws(TemplateError) -> String {
        switch value {
        case .list(let list): return "[\(try joined(list.items, list))]"
        case .tuple(let tuple):
            let inner = try joined(tuple.items, tuple)
            return tuple.items.count == 1 ? "(\(inner),)" : "(\(inner))"
        case .dict(let dict):
            if open.contains(ObjectIdentifier(dict)) { return "<Recursion on dict>" }
            var inner = self
            inner.open.append(ObjectIdentifier(dict))
            if inner.open.count > 100 { throw .limit("maximum recursion depth exceeded") }
            var parts: [String] = []
            for key in try sorted(dict.storage.keys.map(\.value)) {
                let item = dict.storage[DictKey(unchecked: key)] ?? .none
                parts.append("\(try inner.representation(key)): \(try inner.representation(item))")
            }
            return "{\(parts.joined(separator: ", "))}"
        default: return try ReprWriter.text(value)
        }
    }

    private func joined(_ items: [Value], _ owner: AnyObject) throws(TemplateError) -> String {
        var inner = self
        inner.open.append(ObjectIdentifier(owner))
        if inner.open.count > 100 { throw .limit("maximum recursion depth exceeded") }
        var parts: [String] = []
        for item in items { parts.append(try inner.representation(item)) }
        return parts.joined(separator: ", ")
    }
}
