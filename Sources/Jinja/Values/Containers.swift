import OrderedCollections

/// A Python list: an ordered, growing collection that is shared by reference.
public final class ListValue {
    /// The elements.
    public var items: [Value]

    /// Creates a list.
    public init(_ items: [Value] = []) { self.items = items }

    deinit { Trash.discard(&items) }
}

/// A Python tuple: fixed elements.
public final class TupleValue {
    /// The elements.
    public private(set) var items: [Value]
    /// The names of the elements of a named tuple.
    let labels: [String]?

    /// Creates a tuple.
    public init(_ items: [Value]) {
        self.items = items
        labels = nil
    }

    init(_ items: [Value], labels: [String]) {
        self.items = items
        self.labels = labels
    }

    deinit { Trash.discard(&items) }
}

/// A Python dict: it keeps the order of insertion and is shared by reference.
public final class DictValue {
    /// The entries in order.
    var storage: OrderedDictionary<DictKey, Value>

    /// Creates an empty dict.
    public init() { storage = [:] }

    init(_ storage: OrderedDictionary<DictKey, Value>) { self.storage = storage }

    /// Creates a dict from pairs; a later pair replaces an earlier one.
    public init(pairs: [(Value, Value)]) throws(TemplateError) {
        storage = [:]
        for (key, value) in pairs { storage[try DictKey(checking: key)] = value }
    }

    deinit {
        let isFlat = storage.values.allSatisfy { !Trash.isNesting($0) }
        if isFlat, storage.keys.allSatisfy({ !Trash.isNesting($0.value) }) { return }
        var values = Array(storage.values)
        values.append(contentsOf: storage.keys.lazy.map(\.value).filter(Trash.isNesting))
        storage = [:]
        Trash.discard(&values)
    }

    /// The value of a string key.
    public subscript(key: String) -> Value? {
        get { storage[DictKey(key)] }
        set { storage[DictKey(key)] = newValue }
    }

    /// The number of entries.
    public var count: Int { storage.count }

    /// The entries in order.
    public var pairs: [(key: Value, value: Value)] { storage.map { ($0.key.value, $0.value) } }
}

/// Python's `range`: a progression that takes no space.
public final class RangeValue {
    let start: Int
    let stop: Int
    let step: Int
    /// How many numbers it holds.
    let count: Int

    /// Creates a range; the step isn't zero.
    init(start: Int, stop: Int, step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        if step > 0 ? start >= stop : start <= stop {
            count = 0
        } else {
            let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
            count = Int(clamping: (distance - 1) / step.magnitude) + 1
        }
    }

    subscript(index: Int) -> Int { start + index * step }

    /// Whether the number is one of the range's.
    func contains(_ value: Int) -> Bool {
        guard step > 0 ? value >= start && value < stop : value <= start && value > stop else { return false }
        let distance = step > 0 ? UInt(bitPattern: value &- start) : UInt(bitPattern: start &- value)
        return distance % step.magnitude == 0
    }
}

/// A key of a dict: hashes and compares as Python does, so that 1, 1.0 and True are one key.
struct DictKey: Hashable {
    let value: Value

    init(_ text: String) { value = .string(text) }

    /// Wraps a value that is known to be hashable.
    init(unchecked value: Value) { self.value = value }

    /// Wraps a value, or throws where Python says `unhashable type`.
    init(checking value: Value) throws(TemplateError) {
        try DictKey.check(value)
        self.value = value
    }

    private static func check(_ value: Value, depth: Int = 0) throws(TemplateError) {
        if depth > 100 { throw .limit("maximum recursion depth exceeded while hashing a tuple") }
        switch value {
        case .list, .dict: throw .type("unhashable type: '\(value.typeName)'")
        case .tuple(let tuple): for item in tuple.items { try check(item, depth: depth + 1) }
        case .undefined(let undefined): try undefined.refuseIfStrict()
        case .object(let object) where !object.isHashable: throw .type("unhashable type: '\(value.typeName)'")
        default: break
        }
    }

    static func == (left: DictKey, right: DictKey) -> Bool {
        if case .string(let a) = left.value, case .string(let b) = right.value { return Text.equal(a, b) }
        return (try? Value.equal(left.value, right.value)) ?? false
    }

    func hash(into hasher: inout Hasher) { DictKey.hash(value, into: &hasher) }

    private static func hash(_ value: Value, into hasher: inout Hasher) {
        switch value {
        case .string(let text), .safe(let text): Text.hash(text, into: &hasher)
        case .int(let number): hasher.combine(number)
        case .bool(let flag): hasher.combine(flag ? 1 : 0)
        case .double(let number):
            if let int = Int(exactly: number) { hasher.combine(int) } else { hasher.combine(number) }
        case .bigInt(let number): hasher.combine(number.double)
        case .tuple(let tuple): for item in tuple.items { hash(item, into: &hasher) }
        case .object(let object): hasher.combine(ObjectIdentifier(object))
        case .iterator(let iterator): hasher.combine(ObjectIdentifier(iterator))
        case .range(let range): hasher.combine(range.count)
        case .none, .undefined, .list, .dict: hasher.combine(0)
        }
    }
}
