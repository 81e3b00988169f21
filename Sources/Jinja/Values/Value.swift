public import OrderedCollections

/// A value of a template, with the semantics of the Python value that it stands for.
///
/// Scalars are values; lists, dicts and objects are references, as in Python: a list appended to through one name
/// is seen longer through every other.
public enum Value {
    case undefined(Undefined)
    case none
    case bool(Bool)
    case int(Int)
    /// An integer outside the range of `int`; results are always normalized to the smaller case.
    case bigInt(BigInt)
    case double(Double)
    case string(String)
    /// Text that needs no escaping: Python's `Markup`.
    case safe(String)
    case list(ListValue)
    case tuple(TupleValue)
    case dict(DictValue)
    case range(RangeValue)
    /// A generator: it can be iterated once.
    case iterator(ValueIterator)
    /// A function, macro, namespace or other object.
    case object(Object)

    /// A new list of the values.
    public static func list(_ items: [Value]) -> Value { .list(ListValue(items)) }

    /// A new tuple of the values.
    public static func tuple(_ items: [Value]) -> Value { .tuple(TupleValue(items)) }

    /// A new dict with string keys, in order.
    public static func dict(_ items: OrderedDictionary<String, Value>) -> Value {
        let dict = DictValue()
        for (key, value) in items { dict.storage[DictKey(key)] = value }
        return .dict(dict)
    }

    /// A function that templates can call.
    public static func function(
        _ name: String, _ body: @escaping (Arguments, Invocation) throws(TemplateError) -> Value
    ) -> Value {
        .object(FunctionObject(name: name, body: body))
    }

    /// An integer of any size, as the smallest case that holds it.
    static func integer(_ value: BigInt) -> Value {
        if let int = value.int { .int(int) } else { .bigInt(value) }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An integer.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A float.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A list.
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
}

extension Value {
    /// The text of a string, plain or safe; nil for everything else.
    public var stringValue: String? {
        switch self {
        case .string(let text), .safe(let text): text
        default: nil
        }
    }

    /// The integer, where it is one (a bool counts, as in Python) and fits.
    public var intValue: Int? {
        switch self {
        case .int(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }

    /// The elements of a list or tuple; nil for everything else.
    public var arrayValue: [Value]? {
        switch self {
        case .list(let list): list.items
        case .tuple(let tuple): tuple.items
        default: nil
        }
    }

    /// The dict, where it is one.
    public var dictValue: DictValue? {
        if case .dict(let dict) = self { dict } else { nil }
    }

    /// Whether the value is undefined.
    public var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    /// Whether the value is None.
    public var isNone: Bool {
        if case .none = self { true } else { false }
    }

    /// The value as an integer of any size, for ints and bools.
    var bigIntValue: BigInt? {
        switch self {
        case .int(let value): BigInt(value)
        case .bool(let value): BigInt(value ? 1 : 0)
        case .bigInt(let value): value
        default: nil
        }
    }

    /// The name of the Python type, as error messages write it.
    public var typeName: String {
        switch self {
        case .undefined(let undefined): undefined.behavior.className
        case .none: "NoneType"
        case .bool: "bool"
        case .int, .bigInt: "int"
        case .double: "float"
        case .string: "str"
        case .safe: "Markup"
        case .list: "list"
        case .tuple(let tuple): tuple.labels == nil ? "tuple" : "_GroupTuple"
        case .dict: "dict"
        case .range: "range"
        case .iterator(let iterator): iterator.typeName
        case .object(let object): object.typeName
        }
    }

    /// The type as messages about undefined values write it: `None`, or the name with `object` after it.
    var objectDescription: String {
        switch self {
        case .none: "None"
        case .safe: "markupsafe.Markup object"
        case .tuple(let tuple) where tuple.labels != nil: "jinja2.filters._GroupTuple object"
        case .undefined(let undefined): "jinja2.runtime.\(undefined.behavior.className) object"
        case .object(let object): "\(object.qualifiedTypeName) object"
        default: "\(typeName) object"
        }
    }
}
