import OrderedCollections

extension Value {
    /// `environment.getattr`: the attribute, else the item, else undefined.
    func attribute(_ name: String, _ runtime: Runtime) throws(TemplateError) -> Value {
        if case .undefined(let undefined) = self {
            if undefined.behavior == .chainable, !Value.isDunder(name) { return self }
            if Value.isDunder(name) { return try runtime.missing(name, of: self) }
            throw undefined.error
        }
        if let found = try ownAttribute(name) { return found }
        if let found = try item(.string(name), runtime) { return found }
        return try runtime.missing(name, of: self)
    }

    /// `environment.getitem`: the item, else for a string the attribute, else undefined.
    func subscripted(_ key: Value, _ runtime: Runtime) throws(TemplateError) -> Value {
        if case .undefined(let undefined) = self {
            if undefined.behavior == .chainable { return self }
            throw undefined.error
        }
        if let found = try item(key, runtime) { return found }
        if let name = key.stringValue {
            if let found = try ownAttribute(name) { return found }
            return try runtime.missing(name, of: self)
        }
        return runtime.undefined(.element(key.pythonRepr, of: objectDescription))
    }

    static func isDunder(_ name: String) -> Bool { name.utf8.starts(with: "__".utf8) && name.hasSuffix("__") }

    /// Python's `getattr` without names between double underscores; nil where there is none.
    func ownAttribute(_ name: String) throws(TemplateError) -> Value? {
        switch self {
        case .object(let object):
            if let found = try object.attribute(name) { return found }
        case .tuple(let tuple):
            if let index = tuple.labels?.firstIndex(of: name) { return tuple.items[index] }
        case .range(let range):
            switch name {
            case "start": return .int(range.start)
            case "stop": return .int(range.stop)
            case "step": return .int(range.step)
            default: break
            }
        case .int, .bool, .bigInt, .double:
            if let found = NumberMethods.property(self, name) { return found }
        default: break
        }
        return Methods.exists(self, name) ? .object(BoundMethod(receiver: self, name: name)) : nil
    }

    /// Python's `value[key]`; nil where it raises a lookup or type error.
    func item(_ key: Value, _ runtime: Runtime) throws(TemplateError) -> Value? {
        switch self {
        case .dict(let dict):
            switch key {
            case .string, .int: return dict.storage[DictKey(unchecked: key)]
            default:
                do {
                    return dict.storage[try DictKey(checking: key)]
                } catch {
                    if error.code == .undefined { throw error }
                    return nil
                }
            }
        case .list(let list): return Value.position(key, list.items.count).map { list.items[$0] }
        case .tuple(let tuple): return Value.position(key, tuple.items.count).map { tuple.items[$0] }
        case .range(let range): return Value.position(key, range.count).map { .int(range[$0]) }
        case .string(let text):
            guard key.intValue != nil else { return nil }
            return Value.scalar(key, of: text).map { .string($0) }
        case .safe(let text):
            guard key.intValue != nil else { return nil }
            return Value.scalar(key, of: text).map { .safe($0) }
        case .object(let object): return try object.item(key)
        default: return nil
        }
    }

    /// A key as a position, counted from the end where negative; nil out of range or for other types.
    private static func position(_ key: Value, _ count: Int) -> Int? {
        guard let index = key.intValue else { return nil }
        let position = index < 0 ? index + count : index
        return position >= 0 && position < count ? position : nil
    }

    private static func scalar(_ key: Value, of text: String) -> String? {
        guard let position = position(key, Text.count(text)) else { return nil }
        let scalars = text.unicodeScalars
        return String(scalars[scalars.index(scalars.startIndex, offsetBy: position)])
    }

    /// Python's `value[start:stop:step]`; each part may be None.
    func sliced(
        _ start: Value, _ stop: Value, _ step: Value, _ runtime: Runtime
    ) throws(TemplateError) -> Value {
        switch self {
        case .undefined(let undefined):
            if undefined.behavior == .chainable { return self }
            throw undefined.error
        case .list(let list):
            let indices = try Value.indices(start, stop, step, list.items.count)
            return .list(indices.map { list.items[$0] })
        case .tuple(let tuple):
            let indices = try Value.indices(start, stop, step, tuple.items.count)
            return .tuple(indices.map { tuple.items[$0] })
        case .string(let text): return .string(try Value.slice(text, start, stop, step, runtime))
        case .safe(let text): return .safe(try Value.slice(text, start, stop, step, runtime))
        case .range(let range):
            let indices = try Value.indices(start, stop, step, range.count)
            return .range(
                RangeValue(
                    start: range.start + indices.start * range.step, stop: range.start + indices.stop * range.step,
                    step: range.step * indices.step))
        case .dict: throw .type("unhashable type: 'slice'")
        case .object(let object) where !(object is DictView) && !object.isCallable:
            // A namespace or loop looks the slice up as a key and finds nothing.
            throw .type("'\(typeName)' object is not subscriptable")
        default: throw .type("'\(typeName)' object is not subscriptable")
        }
    }

    private static func slice(
        _ text: String, _ start: Value, _ stop: Value, _ step: Value, _ runtime: Runtime
    ) throws(TemplateError) -> String {
        if Text.isASCII(text) {
            let bytes = Array(text.utf8)
            let indices = try indices(start, stop, step, bytes.count)
            if indices.step == 1 {
                return indices.count > 0 ? Text.string(bytes[indices.start..<(indices.start + indices.count)]) : ""
            }
            return Text.string(indices.map { bytes[$0] })
        }
        let scalars = Text.scalars(text)
        return Text.string(try indices(start, stop, step, scalars.count).map { scalars[$0] })
    }

    /// Python's `slice.indices`, as a range of positions.
    private static func indices(
        _ start: Value, _ stop: Value, _ step: Value, _ count: Int
    ) throws(TemplateError) -> RangeValue {
        let by = try bound(step) ?? 1
        if by == 0 { throw .value("slice step cannot be zero") }
        let lowest = by < 0 ? -1 : 0
        let highest = by < 0 ? count - 1 : count
        func clamp(_ bound: Int?, _ fallback: Int) -> Int {
            guard let bound else { return fallback }
            return bound < 0 ? max(bound.addingReportingOverflow(count).partialValue, lowest) : min(bound, highest)
        }
        let first = clamp(try bound(start), by < 0 ? highest : lowest)
        let last = clamp(try bound(stop), by < 0 ? lowest : highest)
        return RangeValue(start: first, stop: last, step: by)
    }

    private static func bound(_ value: Value) throws(TemplateError) -> Int? {
        switch value {
        case .none: return nil
        case .bigInt(let number): return number.isNegative ? -Int.max : Int.max
        case .undefined, .string, .safe, .double, .list, .tuple, .dict, .range, .iterator, .object:
            throw .type("slice indices must be integers or None or have an __index__ method")
        case .int(let number): return max(number, -Int.max)
        case .bool(let flag): return flag ? 1 : 0
        }
    }
}

extension RangeValue {
    func map<T>(_ transform: (Int) -> T) -> [T] {
        (0..<count).map { transform(self[$0]) }
    }
}
