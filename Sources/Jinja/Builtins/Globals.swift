/// Jinja's filters, tests and global functions.
enum Builtins {
    static func globals() -> [String: Value] {
        var result: [String: Value] = [:]
        for kind in [TypeObject.Kind.range, .dict, .cycler, .joiner, .namespace] {
            result[kind.rawValue] = .object(TypeObject(kind))
        }
        result["lipsum"] = .function("generate_lorem_ipsum") { arguments, invocation throws(TemplateError) in
            try LoremIpsum.call(arguments, invocation)
        }
        return result
    }
}

/// A class that templates can call: `range`, `dict`, `cycler`, `joiner` and `namespace`.
final class TypeObject: Object {
    enum Kind: String {
        case range, dict, cycler, joiner, namespace
    }

    let kind: Kind
    init(_ kind: Kind) { self.kind = kind }

    override var typeName: String { "type" }
    override var isCallable: Bool { true }
    override var repr: String {
        switch kind {
        case .range, .dict: "<class '\(kind.rawValue)'>"
        case .cycler: "<class 'jinja2.utils.Cycler'>"
        case .joiner: "<class 'jinja2.utils.Joiner'>"
        case .namespace: "<class 'jinja2.utils.Namespace'>"
        }
    }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        guard kind == .dict, name == "fromkeys" else { return nil }
        return .object(BoundMethod(receiver: .dict(DictValue()), name: name))
    }

    override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        guard case .object(let object) = other, let type = object as? TypeObject else { return false }
        return type.kind == kind
    }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        switch kind {
        case .range: return try range(arguments)
        case .dict:
            let dict = DictValue()
            try DictMethods.update(dict, arguments, invocation, "dict")
            return .dict(dict)
        case .namespace:
            let dict = DictValue()
            try DictMethods.update(dict, arguments, invocation, "dict")
            return .object(Namespace(dict))
        case .cycler:
            guard arguments.keywords.isEmpty else {
                throw .type("Cycler.__init__() got an unexpected keyword argument")
            }
            guard !arguments.positional.isEmpty else {
                throw TemplateError(.failure, "at least one item has to be provided")
            }
            return .object(Cycler(arguments.positional))
        case .joiner:
            let bound = try arguments.bind("Joiner.__init__()", ["sep"])
            return .object(Joiner(bound[0] ?? ", "))
        }
    }

    private func range(_ arguments: Arguments) throws(TemplateError) -> Value {
        let bound = try arguments.positionalOnly("range", 1...3)
        func integer(_ index: Int) throws(TemplateError) -> Int { try Methods.integer(bound.required(index)) }
        guard arguments.positional.count > 1 else {
            return .range(RangeValue(start: 0, stop: try integer(0), step: 1))
        }
        let step = try bound[2].map(Methods.integer) ?? 1
        if step == 0 { throw .value("range() arg 3 must not be zero") }
        return .range(RangeValue(start: try integer(0), stop: try integer(1), step: step))
    }
}

/// Attributes that templates can assign: `{% set ns.found = true %}`.
final class Namespace: Object {
    private let attributes: DictValue
    init(_ attributes: DictValue) { self.attributes = attributes }

    override var typeName: String { "Namespace" }
    override var qualifiedTypeName: String { "jinja2.utils.Namespace" }
    override var repr: String { "<Namespace \(Value.dict(attributes).pythonRepr)>" }
    override func attribute(_ name: String) throws(TemplateError) -> Value? { attributes[name] }

    override func assign(_ name: String, _ value: Value) -> Bool {
        attributes[name] = value
        return true
    }
}

/// Values given one after the other, from the start again after the last.
final class Cycler: Object {
    private var items: [Value]
    private var position = 0
    init(_ items: [Value]) { self.items = items }
    deinit { Trash.discard(&items) }

    override var typeName: String { "Cycler" }
    override var qualifiedTypeName: String { "jinja2.utils.Cycler" }
    override var hasAddress: Bool { true }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        switch name {
        case "items": return .tuple(items)
        case "pos": return .int(position)
        case "current": return items[position]
        case "next", "reset":
            return .function(name) { [self] (arguments, _) throws(TemplateError) in
                _ = try arguments.positionalOnly("Cycler.\(name)()", 0...0)
                let current = items[position]
                position = name == "next" ? (position + 1) % items.count : 0
                return name == "next" ? current : .none
            }
        default: return nil
        }
    }
}

/// Nothing at its first call, its separator at every other.
final class Joiner: Object {
    private var separator: Value
    private var isUsed = false
    init(_ separator: Value) { self.separator = separator }

    deinit {
        var values = [separator]
        separator = .none
        Trash.discard(&values)
    }

    override var typeName: String { "Joiner" }
    override var qualifiedTypeName: String { "jinja2.utils.Joiner" }
    override var hasAddress: Bool { true }
    override var isCallable: Bool { true }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        switch name {
        case "sep": separator
        case "used": .bool(isUsed)
        default: nil
        }
    }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        _ = try arguments.positionalOnly("Joiner.__call__()", 0...0)
        defer { isUsed = true }
        return isUsed ? separator : ""
    }
}
