import Jinja

/// Errors of a template's Python: `raise`, and what a `try` does about them.
extension PureMachine {
    /// Runs a block whose errors are handled: those that Python raises, too, and nothing that is not known.
    func attempt(
        _ body: [ScriptStatement], _ handlers: [ScriptHandler], _ otherwise: [ScriptStatement],
        _ last: [ScriptStatement], _ frame: PureFrame
    ) throws(PureStop) -> PureFlow {
        for statement in body {
            // Whether a module is there depends on the machine.
            if case .imported = statement.kind { throw .unknown("it tries whether a module is there") }
        }
        var flow = PureFlow.normal
        var failure: PureStop?
        do throws(PureStop) {
            flow = try handled(body, handlers, otherwise, frame)
        } catch {
            guard case .raised = error else { throw .unknown("it handles an error: \(error.reason)") }
            failure = error
        }
        let end = try run(last, frame)
        guard case .normal = end else { return end }
        if let failure { throw failure }
        return flow
    }

    private func handled(
        _ body: [ScriptStatement], _ handlers: [ScriptHandler], _ otherwise: [ScriptStatement], _ frame: PureFrame
    ) throws(PureStop) -> PureFlow {
        let flow: PureFlow
        do throws(PureStop) {
            flow = try run(body, frame)
        } catch {
            guard case .raised(let raised) = error else { throw error }
            for handler in handlers where try takes(handler.types, raised.code, frame) {
                // What an error says is worded here in another way than by Python.
                if let name = handler.name { try assign(.name(name), .object(PureUnknown()), frame) }
                let flow = try run(handler.body, frame)
                if let name = handler.name { frame.locals?[name] = nil }
                return flow
            }
            throw error
        }
        guard case .normal = flow else { return flow }
        return try run(otherwise, frame)
    }

    /// Whether a handler of some classes takes an error.
    private func takes(
        _ types: ScriptExpression?, _ code: TemplateError.Code, _ frame: PureFrame
    ) throws(PureStop) -> Bool {
        // What is of another type than an operation here takes may be fine for Python's.
        guard code != .type, let taking = PureMachine.taking[code] else {
            throw .unknown("it handles an error of types")
        }
        guard let types else { return true }
        let value = try evaluate(types, frame)
        for type in value.arrayValue ?? [value] {
            guard case .object(let object) = type, let path = (object as? PureName)?.path,
                PureMachine.classes.contains(path)
            else { throw .unknown("it handles errors of a class that is not followed") }
            if taking.contains(path) { return true }
        }
        return false
    }

    /// The classes of errors that say nothing more special than what is known of an error.
    private static let classes: Set<String> = Set(taking.values.joined()).union(["builtins.TypeError"])

    /// The classes whose handlers take an error, from its own to the most general.
    private static let taking: [TemplateError.Code: [String]] = [
        .key: ["KeyError", "LookupError"], .index: ["IndexError", "LookupError"], .value: ["ValueError"],
        .attribute: ["AttributeError"], .zeroDivision: ["ZeroDivisionError", "ArithmeticError"],
    ].mapValues { ($0 + ["Exception", "BaseException"]).map { "builtins.\($0)" } }

    /// Raises one of Python's own errors; others are not known.
    func raise(_ expression: ScriptExpression?) throws(PureStop) {
        var name = expression
        if case .call(let callee, _, _)? = expression { name = callee }
        guard case .name(let type)? = name, let code = PureMachine.raisable[type] else {
            throw .unknown("it raises an exception")
        }
        throw .raised(TemplateError(code, ""))
    }

    private static let raisable: [String: TemplateError.Code] = [
        "KeyError": .key, "IndexError": .index, "AttributeError": .attribute, "ValueError": .value,
        "TypeError": .type, "ZeroDivisionError": .zeroDivision,
    ]
}
