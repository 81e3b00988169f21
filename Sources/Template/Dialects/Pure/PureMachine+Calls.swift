import Jinja

extension PureMachine {
    /// Calls anything that can be called.
    func call(_ callee: Value, _ arguments: Arguments) throws(PureStop) -> Value {
        guard case .object(let object) = callee else { throw .unknown("it calls something that is no function") }
        switch object {
        case let function as PureFunction: return try call(function, arguments)
        case let method as PureMethod: return try call(method.function, method.all(arguments))
        case let type as PureClass: return try make(type, arguments)
        case let instance as PureInstance:
            guard let function = instance.type.method("__call__") else { throw .unknown("it calls an object") }
            return try call(function, Arguments([callee] + arguments.positional, keywords: arguments.keywords))
        case let method as PureLibraryMethod: return try call(method, arguments)
        case let name as PureName: return try known(name.path, arguments)
        default: throw .unknown("it calls something that is not known")
        }
    }

    /// Calls a function of the template's.
    func call(_ function: PureFunction, _ arguments: Arguments) throws(PureStop) -> Value {
        try descend()
        defer { invocation.leave() }
        let frame = PureFrame(locals: try bind(function, arguments), outer: function.outer)
        frame.isMethod = function.isMethod
        keep(frame)
        if function.isGenerator {
            _ = try handedOut { () throws(PureStop) in
                keep(frame)
                return try run(function.body, frame)
            }
            var handed = frame.handed[...]
            return .iterator(ValueIterator { handed.popFirst() })
        }
        if case .gave(let value) = try run(function.body, frame) { return value }
        return .none
    }

    private func bind(_ function: PureFunction, _ arguments: Arguments) throws(PureStop) -> [String: Value] {
        var locals: [String: Value] = [:]
        var parameters = function.parameters
        // Those that take all the rest; what stands behind `*args` is given by name.
        let all = parameters.last(where: { $0.name.hasPrefix("**") })
        parameters.removeAll { $0.name.hasPrefix("**") }
        let star = parameters.firstIndex { $0.name.hasPrefix("*") }
        let places = parameters[..<(star ?? parameters.count)]
        if let star {
            let rest = Array(arguments.positional.dropFirst(star))
            locals[String(parameters.remove(at: star).name.dropFirst())] = .tuple(rest)
        } else if arguments.positional.count > places.count {
            throw PureMachine.wrongArguments(function)
        }
        for (parameter, value) in zip(places, arguments.positional) { locals[parameter.name] = value }
        let others = DictValue()
        for (name, value) in arguments.keywords {
            if parameters.contains(where: { $0.name == name }) {
                guard locals[name] == nil else { throw PureMachine.wrongArguments(function) }
                locals[name] = value
            } else if all != nil {
                others[name] = value
            } else {
                throw PureMachine.wrongArguments(function)
            }
        }
        if let all { locals[String(all.name.dropFirst(2))] = made(.dict(others)) }
        for parameter in parameters where locals[parameter.name] == nil {
            guard let value = parameter.value else { throw PureMachine.wrongArguments(function) }
            locals[parameter.name] = value
        }
        return locals
    }

    private static func wrongArguments(_ function: PureFunction) -> PureStop {
        .raised(TemplateError(.type, "\(function.name)() got other arguments than it takes"))
    }

    /// Makes an object of a class.
    func make(_ type: PureClass, _ arguments: Arguments) throws(PureStop) -> Value {
        let value = made(.object(PureInstance(type)))
        if let prepare = type.method("__init__") {
            _ = try call(prepare, Arguments([value] + arguments.positional, keywords: arguments.keywords))
        } else if !arguments.positional.isEmpty || !arguments.keywords.isEmpty {
            throw .raised(TemplateError(.type, "\(type.name)() takes no arguments"))
        }
        return value
    }

    // MARK: attributes

    /// An attribute of an object as `getattr` finds it; nil where there is none.
    func attribute(_ name: String, ofInstance instance: PureInstance) throws(PureStop) -> Value? {
        if let value = instance.attributes[name] { return value }
        guard let value = instance.type.found(name) else {
            if instance.type.isMapping, PureMachine.mappingMethods.contains(name) {
                throw .unknown("the method '\(name)' of a mapping is not followed")
            }
            return nil
        }
        guard case .object(let object) = value, let function = object as? PureFunction else { return value }
        switch function.kind {
        case .plain: return .object(PureMethod(.object(instance), function, self))
        case .classMethod: return .object(PureMethod(.object(instance.type), function, self))
        case .staticMethod, .filter: return value
        case .property: return try call(function, Arguments([.object(instance)]))
        }
    }

    private static let mappingMethods: Set<String> = ["get", "keys", "items", "values"]

    func attribute(_ name: String, of value: Value) throws(PureStop) -> Value {
        guard case .object(let object) = value else { throw .unknown("the attribute '\(name)' is not known") }
        switch object {
        case let type as PureName where name == "__name__" && PureMachine.types.contains(type.path):
            return .string(String(type.path.dropFirst(9)))
        case let module as PureName: return try constant("\(module.path).\(name)")
        case let function as PureFunction where name == "__name__" || name == "__qualname__" && !function.isMethod:
            return .string(function.name)
        case let instance as PureInstance:
            if let found = try attribute(name, ofInstance: instance) { return found }
        case let type as PureClass:
            if name == "__name__" { return .string(type.name) }
            if let found = type.found(name) {
                guard case .object(let object) = found, let function = object as? PureFunction else { return found }
                return function.kind == .classMethod ? .object(PureMethod(value, function, self)) : found
            }
        case let path as PurePath: return try attribute(name, ofPath: path)
        case is PureOpenFile where name == "read", is PureDumper where name == "add_representer",
            is PureScalar where name == "represent_scalar":
            return .object(PureLibraryMethod(object, name))
        case is PureSet where PureSet.methods.contains(name), is PurePattern where PurePattern.methods.contains(name),
            is PureMatch where PureMatch.methods.contains(name):
            return .object(PureLibraryMethod(object, name))
        case let bytes as BytesObject:
            if let found = try asPython({ () throws(TemplateError) in try bytes.attribute(name) }) { return found }
        case let date as DateObject:
            if let found = try asPython({ () throws(TemplateError) in try date.attribute(name) }) { return found }
        default: break
        }
        throw .unknown("the attribute '\(name)' is not known")
    }

    /// Something of a module, which is a name until it is used.
    private func constant(_ path: String) throws(PureStop) -> Value {
        if path.hasSuffix(".TYPE_CHECKING") { return .bool(false) }
        if path == "\(PureMachine.version).major" { return 3 }
        if let text = PureMachine.letters[path] { return .string(text) }
        return PureMachine.flags[path].map { .object(PureFlags($0)) } ?? .object(PureName(path))
    }

    // MARK: what Python has

    /// Calls a function that Python has, where it is one that only computes.
    private func known(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value {
        if path.hasPrefix("datetime.") { return try time(path, arguments) }
        if let value = try reading(path, arguments) { return value }
        if let value = try matching(path, arguments) { return value }
        if let value = try built(path, arguments) { return value }
        if let value = try numbered(path, arguments) { return value }
        if let value = try wholeNumber(path, arguments) { return value }
        let values = arguments.positional
        guard arguments.keywords.isEmpty else { throw .unknown("'\(path)' is not followed with keywords") }
        switch (path, values.count) {
        case ("builtins.str", 0): return ""
        case ("builtins.str", 1): return .string(try text(values[0]))
        case ("builtins.type", 1): return try type(of: values[0])
        case ("builtins.bool", 1): return .bool(try truth(values[0]))
        case ("builtins.len", 1): return .int(try length(values[0]))
        case ("builtins.int", 0): return 0
        case ("builtins.int", 1):
            let value = values[0]
            return try asPython { () throws(TemplateError) in try value.pythonInteger() }
        case ("builtins.any", 1):
            for item in try items(values[0]) { if try truth(item) { return true } }
            return false
        case ("builtins.all", 1):
            for item in try items(values[0]) { if try !truth(item) { return false } }
            return true
        case ("builtins.list", 0), ("builtins.list", 1):
            return made(.list(values.isEmpty ? [] : try items(values[0])))
        case ("builtins.tuple", 1): return .tuple(try items(values[0]))
        case ("builtins.range", 1...3):
            guard let range = environment.globals["range"] else { throw .unknown("there is no 'range'") }
            let invocation = invocation
            return try asPython { () throws(TemplateError) in try invocation.call(range, arguments) }
        case ("builtins.isinstance", 2): return .bool(try isInstance(values[0], values[1]))
        case ("builtins.classmethod", 1): return try method(values[0], .classMethod)
        case ("builtins.staticmethod", 1): return try method(values[0], .staticMethod)
        case ("builtins.property", 1): return try method(values[0], .property)
        case ("cookiecutter.utils.simple_filter", 1): return try method(values[0], .filter)
        case ("typing.cast", 2): return values[1]
        case ("typing.override", 1), ("typing_extensions.override", 1): return values[0]
        case ("unicodedata.normalize", 2): return .string(try normalized(values[0], values[1]))
        default: throw .unknown("'\(path.hasPrefix("builtins.") ? String(path.dropFirst(9)) : path)' is not followed")
        }
    }

    private func method(_ value: Value, _ kind: PureFunction.Kind) throws(PureStop) -> Value {
        guard case .object(let object) = value, let function = object as? PureFunction else {
            throw .unknown("a decorator is put on something that is no function")
        }
        return .object(function.asKind(kind))
    }

    private func isInstance(_ value: Value, _ type: Value) throws(PureStop) -> Bool {
        if let types = type.arrayValue {
            for type in types { if try isInstance(value, type) { return true } }
            return false
        }
        guard case .object(let object) = type, let path = (object as? PureName)?.path else {
            throw .unknown("'isinstance' is not followed for this class")
        }
        if case .object(let object) = value, let set = object as? PureSet, path == "builtins.\(set.typeName)" {
            return true
        }
        if case .object(let object) = value, object is PureUnknown, !(object is PureSet) {
            throw .unknown("what something is an instance of is not known")
        }
        switch path {
        case "builtins.str": return value.stringValue != nil
        case "builtins.bool": return value.typeName == "bool"
        case "builtins.int": return value.typeName == "int" || value.typeName == "bool"
        case "builtins.float": return value.typeName == "float"
        case "builtins.list", "builtins.tuple", "builtins.dict", "builtins.set", "builtins.frozenset":
            return "builtins.\(value.typeName)" == path
        default: throw .unknown("'isinstance' is not followed for '\(path)'")
        }
    }
}
