import Jinja

/// Something whose value is not known here: nothing can be asked of it but what follows it in the template's Python.
///
/// A template that it reaches costs the file: what it prints, whether it is true or equal to something is nobody's guess.
class PureUnknown: Object {
    /// What is not known, in words.
    var what: String { "a value" }

    private var stop: TemplateError { TemplateError(.security, "\(what) of the template's Python is not known here") }

    override func attribute(_ name: String) throws(TemplateError) -> Value? { throw stop }
    override func item(_ key: Value) throws(TemplateError) -> Value? { throw stop }
    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value { throw stop }
    override func text(_ invocation: Invocation) throws(TemplateError) -> Value { throw stop }
    override func truth() throws(TemplateError) -> Bool { throw stop }
    override func holds(_ item: Value) throws(TemplateError) -> Bool? { throw stop }
    override func iterate() throws(TemplateError) -> ValueIterator? { throw stop }
    override func isEqual(to other: Value) throws(TemplateError) -> Bool { throw stop }
    override var isHashable: Bool { false }
    override var hasAddress: Bool { true }
}

/// Something that Python code imports or has built in, known by its full name only.
final class PureName: PureUnknown {
    let path: String

    init(_ path: String) { self.path = path }

    override var what: String { "'\(path.hasPrefix("builtins.") ? String(path.dropFirst(9)) : path)'" }
    override var typeName: String { "module" }
}

/// A function of a template's Python.
final class PureFunction: Object {
    /// What a decorator makes of a method.
    enum Kind {
        case plain, classMethod, staticMethod, property
        /// An extension of Jinja that adds the function as a filter of its name.
        case filter
    }

    let name: String
    let parameters: [(name: String, value: Value?)]
    let body: [ScriptStatement]
    /// Whether it hands out values as it goes.
    let isGenerator: Bool
    /// Whether it stands in a class, where names with two underscores mean others.
    let isMethod: Bool
    let kind: Kind
    /// The variables around it.
    let outer: PureFrame?
    private unowned let machine: PureMachine

    init(
        _ name: String, _ parameters: [(name: String, value: Value?)], _ body: [ScriptStatement], isMethod: Bool,
        kind: Kind = .plain, outer: PureFrame? = nil, _ machine: PureMachine
    ) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.isMethod = isMethod
        self.kind = kind
        self.outer = outer
        self.machine = machine
        isGenerator = ScriptReader.yields(body)
    }

    /// The same function as another kind of method.
    func asKind(_ kind: Kind) -> PureFunction {
        PureFunction(name, parameters, body, isMethod: isMethod, kind: kind, outer: outer, machine)
    }

    override var typeName: String { "function" }
    override var isCallable: Bool { true }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        try machine.entered(invocation) { machine throws(PureStop) in try machine.call(self, arguments) }
    }

    override func text(_ invocation: Invocation) throws(TemplateError) -> Value {
        throw TemplateError(.security, "the address of the function '\(name)' is not known here")
    }
}

/// Something of Python's own that a template's Python hands to templates, such as `zip`.
final class PureBuiltin: Object {
    private let name: PureName
    private let machine: PureMachine

    init(_ name: PureName, _ machine: PureMachine) {
        self.name = name
        self.machine = machine
    }

    override var typeName: String { "type" }
    override var isCallable: Bool { true }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        let callee = Value.object(name)
        return try machine.entered(invocation) { machine throws(PureStop) in try machine.call(callee, arguments) }
    }

    override func text(_ invocation: Invocation) throws(TemplateError) -> Value { try name.text(invocation) }
    override func truth() throws(TemplateError) -> Bool { try name.truth() }
}

/// A function or method that templates call: it keeps what the function needs.
final class PureEntry: Object {
    private let function: Object
    private let machine: PureMachine

    init(_ function: Object, _ machine: PureMachine) {
        self.function = function
        self.machine = machine
    }

    override var typeName: String { function.typeName }
    override var isCallable: Bool { true }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        try function.call(arguments, invocation)
    }

    override func text(_ invocation: Invocation) throws(TemplateError) -> Value { try function.text(invocation) }
}

/// A method with what it is called on.
final class PureMethod: Object {
    let receiver: Value
    let function: PureFunction
    private unowned let machine: PureMachine

    init(_ receiver: Value, _ function: PureFunction, _ machine: PureMachine) {
        self.receiver = receiver
        self.function = function
        self.machine = machine
    }

    override var typeName: String { "method" }
    override var isCallable: Bool { true }

    /// The arguments with the receiver before them.
    func all(_ arguments: Arguments) -> Arguments {
        Arguments([receiver] + arguments.positional, keywords: arguments.keywords)
    }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        try machine.entered(invocation) { machine throws(PureStop) in try machine.call(function, all(arguments)) }
    }

    override func text(_ invocation: Invocation) throws(TemplateError) -> Value {
        throw TemplateError(.security, "the address of the method '\(function.name)' is not known here")
    }
}

/// A class of a template's Python.
final class PureClass: Object {
    let name: String
    let base: PureClass?
    /// Whether it is a `Mapping`, which has methods of its own.
    let isMapping: Bool
    var attributes: [String: Value] = [:]
    unowned let machine: PureMachine

    init(_ name: String, base: PureClass?, isMapping: Bool, _ machine: PureMachine) {
        self.name = name
        self.base = base
        self.isMapping = isMapping || base?.isMapping == true
        self.machine = machine
    }

    override var typeName: String { "type" }
    override var isCallable: Bool { true }

    /// An attribute of the class or of one that it is made of.
    func found(_ name: String) -> Value? { attributes[name] ?? base?.found(name) }

    /// A method of the class by its name.
    func method(_ name: String) -> PureFunction? {
        guard case .object(let object)? = found(name) else { return nil }
        return object as? PureFunction
    }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        try machine.entered(invocation) { machine throws(PureStop) in try machine.make(self, arguments) }
    }

    override func text(_ invocation: Invocation) throws(TemplateError) -> Value {
        .string("<class '\(name)'>")
    }
}

/// An object of such a class; templates see it as Jinja sees one of Python's.
final class PureInstance: Object {
    let type: PureClass
    var attributes: [String: Value] = [:]

    init(_ type: PureClass) { self.type = type }

    override var typeName: String { type.name }
    override var isHashable: Bool { !type.isMapping }

    private var machine: PureMachine { type.machine }

    /// Calls a method that Python itself looks up; nil where there is none.
    private func special(_ name: String, _ arguments: [Value] = []) throws(TemplateError) -> Value? {
        guard let function = type.method(name) else { return nil }
        return try machine.entered(nil) { machine throws(PureStop) in
            try machine.call(function, Arguments([.object(self)] + arguments))
        }
    }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        do throws(PureStop) {
            let found = try machine.entering(nil) { machine throws(PureStop) in
                try machine.attribute(name, ofInstance: self)
            }
            guard let value = found else { return nil }
            if name.hasPrefix("_") { throw .unknown("'\(name)' is an inner attribute of '\(type.name)'") }
            return value
        } catch {
            throw error.templateError
        }
    }

    override func item(_ key: Value) throws(TemplateError) -> Value? {
        guard let function = type.method("__getitem__") else { return nil }
        do throws(PureStop) {
            return try machine.entering(nil) { machine throws(PureStop) in
                try machine.call(function, Arguments([.object(self), key]))
            }
        } catch {
            if error.isLookup { return nil }
            throw error.templateError
        }
    }

    override func iterate() throws(TemplateError) -> ValueIterator? {
        guard let values = try special("__iter__") else { return nil }
        let invocation = machine.environment.invocation()
        var items = try invocation.items(values)[...]
        return ValueIterator { items.popFirst() }
    }

    override func holds(_ item: Value) throws(TemplateError) -> Bool? {
        try special("__contains__", [item])?.truth()
    }

    override func truth() throws(TemplateError) -> Bool { (try special("__len__")?.intValue ?? 1) > 0 }

    // Where it isn't known the length stays nil, which Jinja refuses.
    override var length: Int? { (try? special("__len__"))?.intValue }

    override func text(_ invocation: Invocation) throws(TemplateError) -> Value {
        if let text = try special("__str__") { return text }
        throw TemplateError(.security, "what an object of '\(type.name)' prints is not known here")
    }

    override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        if case .object(let object) = other, object === self { return true }
        guard !type.isMapping else {
            throw TemplateError(.security, "whether two mappings of '\(type.name)' are equal is not known here")
        }
        return false
    }
}
