import OrderedCollections

extension Value {
    /// Python's `iter()`: a new iterator, or the value itself where it is one.
    ///
    /// - Throws: a `TypeError` where the value isn't iterable.
    func iterator() throws(TemplateError) -> ValueIterator {
        switch self {
        case .iterator(let iterator): return iterator
        case .list(let list):
            var position = 0
            return ValueIterator(typeName: "list_iterator") { () throws(TemplateError) -> Value? in
                guard position < list.items.count else { return nil }
                position += 1
                return list.items[position - 1]
            }
        case .tuple(let tuple): return ValueIterator(typeName: "tuple_iterator", tuple.items)
        case .string(let text):
            var scalars = text.unicodeScalars.makeIterator()
            return ValueIterator(typeName: "str_iterator") { () throws(TemplateError) -> Value? in
                scalars.next().map { .string(String($0)) }
            }
        case .safe(let text):
            // Iterating Markup gives plain strings: str.__iter__ doesn't go through __getitem__.
            var scalars = text.unicodeScalars.makeIterator()
            return ValueIterator(typeName: "str_iterator") { () throws(TemplateError) -> Value? in
                scalars.next().map { .string(String($0)) }
            }
        case .dict(let dict): return DictView(dict, .keys).makeIterator()
        case .range(let range):
            var position = 0
            return ValueIterator(typeName: "range_iterator") { () throws(TemplateError) -> Value? in
                guard position < range.count else { return nil }
                position += 1
                return .int(range[position - 1])
            }
        case .undefined(let undefined):
            try undefined.refuseIfStrict()
            return ValueIterator([])
        case .object(let object):
            if let iterator = try object.iterate() { return iterator }
        default: break
        }
        throw .type("'\(typeName)' object is not iterable")
    }

    /// Whether `iter()` accepts the value.
    var isIterable: Bool {
        switch self {
        case .iterator, .list, .tuple, .string, .safe, .dict, .range: true
        case .undefined(let undefined): undefined.behavior != .strict
        case .object(let object): ((try? object.iterate()) ?? nil) != nil
        default: false
        }
    }

    /// Python's `list()`.
    func items(_ runtime: Runtime) throws(TemplateError) -> [Value] {
        switch self {
        case .list(let list): return list.items
        case .tuple(let tuple): return tuple.items
        case .dict(let dict): return dict.storage.keys.map(\.value)
        case .range(let range):
            try runtime.charge(range.count)
            return (0..<range.count).map { .int(range[$0]) }
        case .object(let object):
            if let view = object as? DictView { return view.values }
        default: break
        }
        return try iterator().remaining(runtime)
    }

    /// Python's `len()`.
    func length() throws(TemplateError) -> Int {
        switch self {
        case .string(let text), .safe(let text): return Text.count(text)
        case .list(let list): return list.items.count
        case .tuple(let tuple): return tuple.items.count
        case .dict(let dict): return dict.count
        case .range(let range): return range.count
        case .undefined(let undefined):
            try undefined.refuseIfStrict()
            return 0
        case .object(let object):
            if let length = object.length { return length }
        default: break
        }
        throw .type("object of type '\(typeName)' has no len()")
    }

    /// Python's `in`.
    func contains(_ item: Value) throws(TemplateError) -> Bool {
        switch self {
        case .string(let text), .safe(let text):
            guard let needle = item.stringValue else {
                throw .type("'in <string>' requires string as left operand, not \(item.typeName)")
            }
            return needle.isEmpty || Text.find(Array(needle.utf8), in: Array(text.utf8)) != nil
        case .list(let list): return try Value.contains(item, in: list.items)
        case .tuple(let tuple): return try Value.contains(item, in: tuple.items)
        case .dict(let dict): return dict.storage[try DictKey(checking: item)] != nil
        case .range(let range):
            if let int = item.intValue { return range.contains(int) }
            if case .double(let number) = item { return Int(exactly: number).map(range.contains) ?? false }
            if case .undefined(let undefined) = item { try undefined.refuseIfStrict() }
            return false
        case .undefined(let undefined):
            try undefined.refuseIfStrict()
            return false
        case .object(let object):
            if let view = object as? DictView { return try view.contains(item) }
            if let isThere = try object.holds(item) { return isThere }
            if let items = try object.iterate() { return try Value.contains(item, in: items) }
        case .iterator(let iterator): return try Value.contains(item, in: iterator)
        default: break
        }
        throw .type("argument of type '\(typeName)' is not iterable")
    }

    private static func contains(_ item: Value, in items: [Value]) throws(TemplateError) -> Bool {
        for other in items where try isEqualOrSame(other, item) { return true }
        return false
    }

    private static func contains(_ item: Value, in iterator: ValueIterator) throws(TemplateError) -> Bool {
        while let other = try iterator.next() {
            if try isEqualOrSame(other, item) { return true }
        }
        return false
    }

    /// Python's `reversed()`; nil where it refuses.
    func reversedItems(_ runtime: Runtime) throws(TemplateError) -> ValueIterator? {
        switch self {
        case .list, .tuple, .range, .dict:
            let items = try items(runtime)
            var position = items.count
            let name = "\(typeName)_reverseiterator"
            return ValueIterator(typeName: name) { () throws(TemplateError) -> Value? in
                guard position > 0 else { return nil }
                position -= 1
                return items[position]
            }
        case .string, .safe: return ValueIterator(typeName: "reversed", try items(runtime).reversed())
        case .undefined(let undefined):
            try undefined.refuseIfStrict()
            return ValueIterator(typeName: "reversed", [])
        case .object(let object):
            guard let view = object as? DictView else { return nil }
            return ValueIterator(typeName: "dict_reverse\(view.kind.rawValue)iterator", view.values.reversed())
        default: return nil
        }
    }
}

/// The live `keys()`, `values()` or `items()` of a dict.
final class DictView: Object {
    enum Kind: String {
        case keys = "key"
        case values = "value"
        case items = "item"
    }

    let dict: DictValue
    let kind: Kind

    init(_ dict: DictValue, _ kind: Kind) {
        self.dict = dict
        self.kind = kind
    }

    override var typeName: String { "dict_\(kind.rawValue)s" }
    override var length: Int? { dict.count }
    override var isTrue: Bool { dict.count > 0 }
    override var isHashable: Bool { kind == .values }
    override var repr: String { Value.object(self).pythonRepr }
    override func iterate() throws(TemplateError) -> ValueIterator? { makeIterator() }

    override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        guard case .object(let object) = other, let view = object as? DictView else { return false }
        guard kind != .values, view.kind != .values else { return view === self }
        guard dict.count == view.dict.count else { return false }
        for item in values where try !view.contains(item) { return false }
        return true
    }

    /// The values of the view now.
    var values: [Value] {
        switch kind {
        case .keys: dict.storage.keys.map(\.value)
        case .values: Array(dict.storage.values)
        case .items: dict.storage.map { .tuple([$0.key.value, $0.value]) }
        }
    }

    func contains(_ item: Value) throws(TemplateError) -> Bool {
        switch kind {
        case .keys: return dict.storage[try DictKey(checking: item)] != nil
        case .values, .items:
            for value in values where try Value.isEqualOrSame(value, item) { return true }
            return false
        }
    }

    /// An iterator that notices when the dict changes its size.
    func makeIterator() -> ValueIterator {
        let size = dict.count
        var position = 0
        let (dict, kind) = (dict, kind)
        return ValueIterator(typeName: "dict_\(kind.rawValue)iterator") { () throws(TemplateError) -> Value? in
            guard dict.count == size else {
                throw TemplateError(.failure, "dictionary changed size during iteration")
            }
            guard position < size else { return nil }
            position += 1
            let entry = dict.storage.elements[position - 1]
            switch kind {
            case .keys: return entry.key.value
            case .values: return entry.value
            case .items: return .tuple([entry.key.value, entry.value])
            }
        }
    }
}
