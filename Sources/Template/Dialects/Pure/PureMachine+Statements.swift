import Jinja

/// How a block of statements ended.
enum PureFlow {
    case normal
    case left
    case nextRound
    case gave(Value)
}

extension PureMachine {
    func run(_ statements: [ScriptStatement], _ frame: PureFrame) throws(PureStop) -> PureFlow {
        for statement in statements {
            let flow = try run(statement, frame)
            guard case .normal = flow else { return flow }
        }
        return .normal
    }

    func run(_ statement: ScriptStatement, _ frame: PureFrame) throws(PureStop) -> PureFlow {
        try descend()
        defer { invocation.leave() }
        switch statement.kind {
        case .assign(let targets, let expression):
            let value = try evaluate(expression, frame)
            for target in targets { try assign(target, value, frame) }
        case .augment(let symbol, let target, let expression): try augment(symbol, target, expression, frame)
        case .expression(.string): break
        case .expression(.call(.attribute(.call(.name("super"), _, _), "__init__"), _, _)):
            // What a class of a library keeps of its environment is not asked for.
            guard case .object(let object)? = frame.locals?["self"], let instance = object as? PureInstance,
                instance.type.base == nil
            else { throw .unknown("it calls the constructor of a class that it is made of") }
        case .expression(let expression): _ = try evaluate(expression, frame)
        case .branch(let condition, let body, let otherwise):
            return try run(try truth(try evaluate(condition, frame)) ? body : otherwise, frame)
        case .loop(let target, let values, let body, let otherwise):
            return try loop(target, try items(try evaluate(values, frame)), body, otherwise, frame)
        case .repeated(let condition, _, let body, let otherwise):
            while try truth(try evaluate(condition, frame)) {
                switch try run(body, frame) {
                case .normal, .nextRound: continue
                case .left: return .normal
                case .gave(let value): return .gave(value)
                }
            }
            return try run(otherwise, frame)
        case .function(let name, let parameters, let body):
            try assign(.name(name), .object(try function(name, parameters, body, frame)), frame)
        case .type(let name, let bases, let body):
            try assign(.name(name), try define(name, bases, body, frame), frame)
        case .decorated(let decorators, let inner): try decorate(decorators, inner, frame)
        case .give(let expression):
            return .gave(try expression.map { expression throws(PureStop) in try evaluate(expression, frame) } ?? .none)
        case .hand(let expression, let isList):
            let value = try evaluate(expression, frame)
            frame.handed += isList ? try items(value) : [value]
        case .check(let condition):
            guard try truth(try evaluate(condition, frame)) else { throw .unknown("an assertion of it fails") }
        case .attempt(let body, let handlers, let otherwise, let last):
            return try attempt(body, handlers, otherwise, last, frame)
        case .imported(let names):
            for (module, name) in names { try assign(.name(name), .object(PureName(module)), frame) }
        case .leave: return .left
        case .next: return .nextRound
        case .pass: break
        case .raise(let expression): try raise(expression)
        case .outside(let names):
            guard names.allSatisfy({ frame.outer?.value($0) != nil }) else {
                throw .unknown("it sets a variable around it that is not there yet")
            }
            frame.outside.formUnion(names)
        case .with(let items, let body):
            for (expression, target) in items {
                let value = try evaluate(expression, frame)
                guard case .object(let object) = value, object is PureOpenFile else {
                    throw .unknown("line \(statement.line) is not understood")
                }
                if let target { try assign(target, value, frame) }
            }
            return try run(body, frame)
        case .other: throw .unknown("line \(statement.line) is not understood")
        }
        return .normal
    }

    private func loop(
        _ target: ScriptTarget, _ values: [Value], _ body: [ScriptStatement], _ otherwise: [ScriptStatement],
        _ frame: PureFrame
    ) throws(PureStop) -> PureFlow {
        for value in values {
            try assign(target, value, frame)
            switch try run(body, frame) {
            case .normal, .nextRound: continue
            case .left: return .normal
            case .gave(let value): return .gave(value)
            }
        }
        return try run(otherwise, frame)
    }

    /// Binds a name, or changes an item or attribute.
    func assign(_ target: ScriptTarget, _ value: Value, _ frame: PureFrame) throws(PureStop) {
        switch target {
        case .name(let name):
            if frame.outside.contains(name), let holder = frame.outer?.holder(of: name) {
                try change(holder)
                holder.locals?[name] = value
            } else if frame.locals == nil {
                setGlobal(name, value)
            } else {
                frame.locals?[name] = value
            }
        case .several(let targets):
            try unpack(try items(value), into: targets, frame)
        case .starred: throw .unknown("a star stands where it is not understood")
        case .part(.subscripted(let expression, let key)):
            try setItem(of: try evaluate(expression, frame), try evaluate(key, frame), value)
        case .part(.attribute(let expression, let name)):
            guard case .object(let object) = try evaluate(expression, frame), !PureMachine.isMangled(name, frame) else {
                throw .unknown("it sets an attribute of something that is not known")
            }
            try setAttribute(name, of: object, value)
        case .part: throw .unknown("it changes a part of something")
        }
    }

    private func unpack(_ items: [Value], into targets: [ScriptTarget], _ frame: PureFrame) throws(PureStop) {
        let star = targets.firstIndex { if case .starred = $0 { true } else { false } }
        guard let star else {
            guard items.count == targets.count else { throw .raised(TemplateError(.value, "cannot unpack")) }
            for (target, item) in zip(targets, items) { try assign(target, item, frame) }
            return
        }
        let behind = targets.count - star - 1
        guard items.count >= targets.count - 1 else { throw .raised(TemplateError(.value, "cannot unpack")) }
        for (target, item) in zip(targets[..<star], items) { try assign(target, item, frame) }
        guard case .starred(let rest) = targets[star] else { return }
        try assign(rest, made(.list(Array(items[star..<(items.count - behind)]))), frame)
        for (target, item) in zip(targets[(star + 1)...], items.suffix(behind)) { try assign(target, item, frame) }
    }

    private func setItem(of container: Value, _ key: Value, _ value: Value) throws(PureStop) {
        switch container {
        case .dict(let dict):
            try change(dict)
            try asPython { () throws(TemplateError) in try dict.set(key, value) }
        case .list(let list):
            guard let place = key.intValue else { throw .unknown("it sets an item of a list by no number") }
            let index = place < 0 ? place + list.items.count : place
            guard list.items.indices.contains(index) else {
                throw .raised(TemplateError(.index, "list assignment index out of range"))
            }
            try change(list)
            list.items[index] = value
        default: throw .unknown("it sets an item of something that is not known")
        }
    }

    private func setAttribute(_ name: String, of object: Object, _ value: Value) throws(PureStop) {
        try change(object)
        switch object {
        case let instance as PureInstance:
            if case .object(let found)? = instance.type.found(name), found is PureFunction {
                throw .unknown("it sets an attribute that its class has")
            }
            instance.attributes[name] = value
        case let type as PureClass: type.attributes[name] = value
        default: throw .unknown("it sets an attribute of something that is not known")
        }
    }

    /// `+=` and its like: a list is changed in its place, whatever else has it.
    private func augment(
        _ symbol: String, _ target: ScriptTarget, _ expression: ScriptExpression, _ frame: PureFrame
    ) throws(PureStop) {
        switch target {
        case .name(let name):
            // A variable of a function around this one can't be changed from here.
            guard frame.locals == nil || frame.locals?[name] != nil || frame.outside.contains(name) else {
                throw .unknown("it changes what is not its own")
            }
            let before = try variable(name, frame)
            try assign(target, try augmented(symbol, before, try evaluate(expression, frame)), frame)
        case .part(.subscripted(let inner, let key)):
            let container = try evaluate(inner, frame)
            if case .object = container { throw .unknown("it changes an item of something that is not known") }
            let key = try evaluate(key, frame)
            let before = try item(container, key)
            try setItem(of: container, key, try augmented(symbol, before, try evaluate(expression, frame)))
        case .part(.attribute(let inner, let name)):
            guard case .object(let object) = try evaluate(inner, frame), object is PureInstance,
                !PureMachine.isMangled(name, frame)
            else { throw .unknown("it changes an attribute of something that is not known") }
            let before = try attribute(name, of: .object(object))
            try setAttribute(name, of: object, try augmented(symbol, before, try evaluate(expression, frame)))
        default: throw .unknown("it changes a part of something")
        }
    }

    private func augmented(_ symbol: String, _ before: Value, _ value: Value) throws(PureStop) -> Value {
        switch before {
        case .list(let list):
            guard symbol == "+" else { throw .unknown("it changes a list by an operator that is not followed") }
            let added = try items(value)
            try change(list)
            list.items += added
            return before
        case .dict: throw .unknown("it changes a dict by an operator")
        case .object: throw .unknown("it changes something by an operator")
        default: return try binary(symbol, before, value)
        }
    }

    /// Whether Python takes a name for one of its class's own.
    static func isMangled(_ name: String, _ frame: PureFrame) -> Bool {
        frame.isMethod && name.hasPrefix("__") && !name.hasSuffix("__")
    }

    // MARK: functions and classes

    func function(
        _ name: String, _ parameters: [(name: String, value: ScriptExpression?)], _ body: [ScriptStatement],
        _ frame: PureFrame
    ) throws(PureStop) -> PureFunction {
        var bound: [(name: String, value: Value?)] = []
        for (name, expression) in parameters {
            bound.append(
                (name, try expression.map { expression throws(PureStop) in try evaluate(expression, frame) }))
        }
        return PureFunction(
            name, bound, body, isMethod: frame.isMethod, outer: frame.enclosing, self)
    }

    private func decorate(
        _ decorators: [ScriptExpression], _ inner: ScriptStatement, _ frame: PureFrame
    ) throws(PureStop) {
        guard case .function(let name, let parameters, let body) = inner.kind else {
            throw .unknown("it decorates a class")
        }
        var callees: [Value] = []
        for decorator in decorators { callees.append(try evaluate(decorator, frame)) }
        var value = Value.object(try function(name, parameters, body, frame))
        for callee in callees.reversed() { value = try call(callee, Arguments([value])) }
        try assign(.name(name), value, frame)
    }

    /// Methods by which Python would do more than is done here.
    private static let knownSpecials: Set<String> = [
        "__init__", "__init_subclass__", "__getitem__", "__contains__", "__iter__", "__len__", "__str__", "__doc__",
        "__call__",
    ]
    private static let knownBases: Set<String> = [
        "builtins.object", "collections.abc.Mapping", "typing.Mapping", "jinja2.ext.Extension",
        "copier_template_extensions.ContextHook", "copier_templates_extensions.ContextHook",
    ]

    private func define(
        _ name: String, _ bases: [ScriptExpression], _ body: [ScriptStatement], _ frame: PureFrame
    ) throws(PureStop) -> Value {
        guard frame.locals == nil, bases.count <= 1 else { throw .unknown("the class '\(name)' is not understood") }
        var base: PureClass?
        var isMapping = false
        if let expression = bases.first {
            guard case .object(let object) = try evaluate(expression, frame) else {
                throw .unknown("what '\(name)' is made of is not known")
            }
            if let path = (object as? PureName)?.path, let dumper = try dumper(path, body) {
                return made(.object(dumper))
            }
            if let type = object as? PureClass {
                base = type
            } else if let path = (object as? PureName)?.path, PureMachine.knownBases.contains(path) {
                isMapping = path.hasSuffix(".Mapping")
            } else {
                throw .unknown("what '\(name)' is made of is not known")
            }
        }
        let inside = PureFrame(locals: [:])
        inside.isClassBody = true
        inside.isMethod = true
        guard case .normal = try run(body, inside) else { throw .unknown("the class '\(name)' is not understood") }
        let type = PureClass(name, base: base, isMapping: isMapping, self)
        type.attributes = inside.locals ?? [:]
        let isSpecial: (String) -> Bool = { $0.hasPrefix("__") && $0.hasSuffix("__") }
        guard type.attributes.keys.allSatisfy({ !isSpecial($0) || PureMachine.knownSpecials.contains($0) }) else {
            throw .unknown("the class '\(name)' has methods that are not understood")
        }
        let value = made(.object(type))
        if let prepare = base?.method("__init_subclass__") { _ = try call(prepare, Arguments([value])) }
        return value
    }
}
