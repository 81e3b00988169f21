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
        return self.additions(of: prepare.body, to: environment, by: type, isWhole: true)
    }

    /// What an extension's `__init__` sets, as in `environment.filters["name"] = value`; nil where that is not known.
    func value(setIn kind: String, _ key: String, by type: String) -> Value? {
        guard let type = self.type(type), let prepare = type.method("__init__"), prepare.parameters.count == 2 else {
            return nil
        }
        let added = additions(of: prepare.body, to: prepare.parameters[1].name, by: type, isWhole: false) ?? []
        return added.last { $0.kind == kind && $0.name == key }?.value
    }

    private func type(_ name: String) -> PureClass? {
        guard case .object(let object)? = globals[name] else { return nil }
        return object as? PureClass
    }

    /// What statements add; nil where one of them may do more than is known, and all are wanted.
    private func additions(
        of body: [ScriptStatement], to environment: String, by type: PureClass, isWhole: Bool
    ) -> [Addition]? {
        guard globals["self"] == nil, globals[environment] == nil else { return nil }
        let frame = PureFrame(locals: [:])
        frame.isMethod = true
        var additions: [Addition] = []
        for statement in body {
            if let added = self.additions(of: statement.kind, to: environment, by: type, frame) {
                additions += added
            } else if isWhole {
                return nil
            } else {
                // It may have changed any of them.
                frame.locals = frame.locals?.mapValues { _ in .object(PureUnknown()) }
                for name in PureMachine.names(boundBy: statement) { frame.locals?[name] = .object(PureUnknown()) }
            }
        }
        return additions
    }

    private func additions(
        of statement: ScriptStatement.Kind, to environment: String, by type: PureClass, _ frame: PureFrame
    ) -> [Addition]? {
        switch statement {
        case .pass, .expression(.string): return []
        case .expression(.call(.attribute(.call(.name("super"), _, _), "__init__"), _, _)): return []
        case .assign(let targets, let expression):
            if targets.count == 1, case .name(let name) = targets[0] {
                guard name != "self", name != environment else { return nil }
                frame.locals?[name] = nil
                let value = try? entering(nil) { machine throws(PureStop) in try machine.evaluate(expression, frame) }
                guard let value else { return nil }
                frame.locals?[name] = value
                return []
            }
            guard targets.count == 1, case .part(.subscripted(let place, .string(let key))) = targets[0],
                let kind = PureMachine.kind(place, environment), let value = known(expression, type, frame)
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
                guard case .string(let key) = entry.key, let value = known(entry.value, type, frame) else {
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
    private func known(_ expression: ScriptExpression, _ type: PureClass, _ frame: PureFrame) -> Value? {
        if case .attribute(.name("self"), let name) = expression {
            guard let method = type.method(name), method.kind == .plain else { return nil }
            // What `__init__` sets besides is not there: a method that needs it can't be followed.
            return .object(PureEntry(PureMethod(.object(PureInstance(type)), method, self), self))
        }
        let value = try? entering(nil) { machine throws(PureStop) in try machine.evaluate(expression, frame) }
        if case .object(let object)? = value {
            switch object {
            case let function as PureFunction: return .object(PureEntry(function, self))
            case let name as PureName where name.path.hasPrefix("builtins."): return .object(PureBuiltin(name, self))
            case is DateObject: return value
            default: return nil
            }
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
        case .object(let object): object is DateObject
        case .undefined, .iterator: false
        }
    }
}
