/// A value with its own behaviour: functions, macros, namespaces, loops; a host can add its own kinds.
open class Object {
    /// Creates an object.
    public init() {}

    /// The name of the Python type.
    open var typeName: String { "object" }

    /// The name of the Python type with its module, where it isn't a built-in.
    open var qualifiedTypeName: String { typeName }

    /// The attribute of a name; nil where there is none.
    open func attribute(_ name: String) throws(TemplateError) -> Value? { nil }

    /// The item of a key; nil where the object has no such item.
    open func item(_ key: Value) throws(TemplateError) -> Value? { nil }

    /// Whether the object can be called.
    open var isCallable: Bool { false }

    /// Calls the object.
    open func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        throw .type("'\(typeName)' object is not callable")
    }

    /// Whether Python prints it with its address, which differs each time.
    open var hasAddress: Bool { false }

    /// What `str()` gives; safe text is not escaped again.
    /// - Throws: a `.type` error for what is printed with an address.
    open func text(_ invocation: Invocation) throws(TemplateError) -> Value {
        if hasAddress { throw ReprWriter.address(typeName) }
        return .string(string)
    }

    /// What `str()` gives where there is no render; `repr()` by default.
    open var string: String { repr }

    /// What `repr()` gives, without an address.
    open var repr: String { "<\(typeName) object>" }

    /// Whether the object is true.
    open var isTrue: Bool { true }

    /// Whether the object is true, for one that has to work that out.
    open func truth() throws(TemplateError) -> Bool { isTrue }

    /// Whether an item is in the object, where it says so itself; nil where its items do.
    open func holds(_ item: Value) throws(TemplateError) -> Bool? { nil }

    /// The length; nil where Python's `len()` refuses.
    open var length: Int? { nil }

    /// An iterator over the object; nil where it isn't iterable.
    open func iterate() throws(TemplateError) -> ValueIterator? { nil }

    /// Whether the object can be a key.
    open var isHashable: Bool { true }

    /// Whether the object equals another value; identity by default.
    open func isEqual(to other: Value) throws(TemplateError) -> Bool {
        if case .object(let object) = other { object === self } else { false }
    }

    /// Whether printing gives safe text.
    var isSafe: Bool { false }

    /// Whether the object is less than another value; nil where Python doesn't order the two.
    open func precedes(_ other: Value) throws(TemplateError) -> Bool? { nil }

    /// What `/` gives; nil where the object can't be divided by the value.
    open func divided(by other: Value) throws(TemplateError) -> Value? { nil }

    /// What `-` gives; nil where the value can't be taken from the object.
    open func subtracting(_ other: Value) throws(TemplateError) -> Value? { nil }

    /// What `format()` gives for a specification that is not empty; nil where Python refuses one.
    open func formatted(_ specification: String) throws(TemplateError) -> String? { nil }

    /// Assigns an item; false where the object refuses.
    func assign(_ name: String, _ value: Value) -> Bool { false }
}

/// A function of the host or a built-in one.
final class FunctionObject: Object {
    let name: String
    private let body: (Arguments, Invocation) throws(TemplateError) -> Value

    init(name: String, body: @escaping (Arguments, Invocation) throws(TemplateError) -> Value) {
        self.name = name
        self.body = body
    }

    override var typeName: String { "function" }
    override var hasAddress: Bool { true }
    override var isCallable: Bool { true }
    override var repr: String { "<function \(name)>" }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        try body(arguments, invocation)
    }
}

/// A method taken from its receiver without being called, as in `{% set add = items.append %}`.
final class BoundMethod: Object {
    private(set) var receiver: Value
    let name: String

    deinit {
        var values = [receiver]
        receiver = .none
        Trash.discard(&values)
    }

    init(receiver: Value, name: String) {
        self.receiver = receiver
        self.name = name
    }

    override var typeName: String { "builtin_function_or_method" }
    override var hasAddress: Bool { true }
    override var isCallable: Bool { true }
    override var repr: String { "<built-in method \(name) of \(receiver.typeName) object>" }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        guard let result = try Methods.call(receiver, name, arguments, invocation) else {
            throw TemplateError(.attribute, "'\(receiver.typeName)' object has no attribute '\(name)'")
        }
        return result
    }

    override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        guard case .object(let object) = other, let method = object as? BoundMethod else { return false }
        return method.name == name && Value.isSame(method.receiver, receiver)
    }
}
