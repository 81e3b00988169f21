import Jinja

/// What extensions of Jinja in a template's own Python add to an environment.
extension PureMachine {
    /// Something that is added: to `filters`, `tests` or `globals`.
    typealias Addition = (kind: String, name: String, value: Value)

    /// Whether a class that is known has a method.
    func isMethod(_ method: String, of type: String) -> Bool {
        self.type(type)?.method(method)?.kind == .plain
    }

    /// What an extension adds; nil where it may do more than is known.
    func additions(of name: String) -> [Addition]? {
        if case .object(let object)? = globals[name], let function = object as? PureFunction {
            return function.kind == .filter ? [("filters", function.name, .object(PureEntry(function, self)))] : nil
        }
        guard let type = type(name), let prepare = type.method("__init__"), prepare.parameters.count == 2,
            !["tags", "parse", "preprocess", "filter_stream"].contains(where: { type.found($0) != nil })
        else { return nil }
        let environment = prepare.parameters[1].name
        var additions: [Addition] = []
        for statement in prepare.body {
            guard let added = self.additions(of: statement.kind, to: environment, by: type) else { return nil }
            additions += added
        }
        return additions
    }

    /// What an extension's `__init__` sets, as in `environment.filters["name"] = value`; nil where that is not known.
    func value(setIn kind: String, _ key: String, by type: String) -> Value? {
        guard let type = self.type(type), let prepare = type.method("__init__"), prepare.parameters.count == 2 else {
            return nil
        }
        let added = prepare.body.flatMap { additions(of: $0.kind, to: prepare.parameters[1].name, by: type) ?? [] }
        return added.last { $0.kind == kind && $0.name == key }?.value
    }

    private func type(_ name: String) -> PureClass? {
        guard case .object(let object)? = globals[name] else { return nil }
        return object as? PureClass
    }

    private func additions(
        of statement: ScriptStatement.Kind, to environment: String, by type: PureClass
    ) -> [Addition]? {
        switch statement {
        case .pass, .expression(.string): return []
        case .expression(.call(.attribute(.call(.name("super"), _, _), "__init__"), _, _)): return []
        case .assign(let targets, let expression):
            guard targets.count == 1, case .part(.subscripted(let place, .string(let key))) = targets[0],
                let kind = PureMachine.kind(place, environment), let value = known(expression, environment, type)
            else { return nil }
            return [(kind, key, value)]
        case .expression(.call(.attribute(let place, "update"), let arguments, let keywords)):
            guard let kind = PureMachine.kind(place, environment), arguments.count <= 1 else { return nil }
            var entries = keywords.map { (key: ScriptExpression.string($0.name), value: $0.value) }
            if let argument = arguments.first {
                guard case .dict(let given) = argument else { return nil }
                entries = given + entries
            }
            var additions: [Addition] = []
            for entry in entries {
                guard case .string(let key) = entry.key, let value = known(entry.value, environment, type) else {
                    return nil
                }
                additions.append((kind, key, value))
            }
            return additions
        default: return nil
        }
    }

    /// Which part of the environment an expression is.
    private static func kind(_ place: ScriptExpression, _ environment: String) -> String? {
        guard case .attribute(.name(let name), let kind) = place, name == environment,
            ["filters", "tests", "globals"].contains(kind)
        else { return nil }
        return kind
    }

    /// The value of an expression in `__init__`, which knows nothing of its parameters but methods of its own class.
    private func known(_ expression: ScriptExpression, _ environment: String, _ type: PureClass) -> Value? {
        guard globals["self"] == nil, globals[environment] == nil else { return nil }
        if case .attribute(.name("self"), let name) = expression {
            guard let method = type.method(name), method.kind == .plain else { return nil }
            // What `__init__` sets besides is not there: a method that needs it can't be followed.
            return .object(PureEntry(PureMethod(.object(PureInstance(type)), method, self), self))
        }
        let frame = PureFrame(locals: [:])
        frame.isMethod = true
        let value = try? entering(nil) { machine throws(PureStop) in try machine.evaluate(expression, frame) }
        if case .object(let object)? = value {
            return (object as? PureFunction).map { .object(PureEntry($0, self)) }
        }
        return value.flatMap { PureMachine.isPlain($0) ? $0 : nil }
    }

    /// Whether a value and all that is in it are data, which last without what made them.
    private static func isPlain(_ value: Value) -> Bool {
        switch value {
        case .none, .bool, .int, .bigInt, .double, .string, .safe, .range: true
        case .list(let list): list.items.allSatisfy(isPlain)
        case .tuple(let tuple): tuple.items.allSatisfy(isPlain)
        case .dict(let dict): dict.pairs.allSatisfy { isPlain($0.key) && isPlain($0.value) }
        case .undefined, .iterator, .object: false
        }
    }
}
