import OrderedCollections

extension Compiler {
    /// What computing constants of one template may use; beyond that they are left to the render and its limits.
    static func constantLimits(_ limits: Limits) -> Limits {
        var result = limits
        result.valueSize = min(limits.valueSize, 0x10000)
        result.totalSize = min(limits.totalSize, 0x100000)
        result.steps = min(limits.steps, 10_000)
        result.integerBits = min(limits.integerBits, 0x4000)
        return result
    }

    /// Whether Jinja computes the expression while compiling: it needs no variable and no context.
    func isFoldable(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .name, .call: return false
        case .filter(let value, let name, _):
            guard value != nil, !isVolatile, environment.filters[name]?.isFoldable == true else { return false }
        case .test(_, let name, _):
            guard !isVolatile, environment.tests[name]?.isFoldable == true else { return false }
        case .and(let left, let right), .or(let left, let right):
            if decidedByConstant(expression) != nil { return true }
            return isFoldable(left) && isFoldable(right)
        case .conditional(let test, let then, let otherwise):
            // The branch that isn't taken doesn't matter.
            guard let isTrue = constantTruth(test), let chosen = isTrue ? then : otherwise else { return false }
            return isFoldable(chosen)
        default: break
        }
        return expression.children.allSatisfy(isFoldable)
    }

    /// The value of an expression that is foldable; nil where computing it fails, which is left to the render.
    func constant(_ expression: Expression) -> Value? {
        if case .constant(let value) = expression.kind { return value }
        guard isFoldable(expression) else { return nil }
        var folder = self
        folder.isFolding = true
        let scope = Scope(symbols: Symbols(parent: nil, function: FunctionScope(parent: nil)))
        let context = Context(name: nil, layer: Layer([:]), blocks: [:], isAutoescaping: isAutoescaping)
        let frame = Frame(constants, context, source, parent: nil, slots: 0)
        do throws(TemplateError) {
            return try folder.node(expression, scope).evaluate(frame)
        } catch {
            return nil
        }
    }

    /// The text of an expression that is foldable, as it is printed here.
    func constantText(_ expression: Expression) -> String? {
        guard let value = constant(expression) else { return nil }
        let invocation = Invocation(constants, context: nil, isAutoescaping: isAutoescaping)
        do throws(TemplateError) {
            return try isAutoescaping ? invocation.escaped(value) : invocation.text(value)
        } catch {
            return nil
        }
    }

    /// The operand that a constant on the left of `and` or `or`, or the test of a condition, decides for.
    func decidedByConstant(_ expression: Expression) -> Expression? {
        switch expression.kind {
        case .and(let left, _): return constantTruth(left) == false ? left : nil
        case .or(let left, _): return constantTruth(left) == true ? left : nil
        case .conditional(let test, let then, let otherwise):
            guard let isTrue = constantTruth(test), let chosen = isTrue ? then : otherwise else { return nil }
            return constant(chosen) == nil ? nil : chosen
        default: return nil
        }
    }

    /// Whether a foldable expression is true; nil where that isn't known while compiling.
    private func constantTruth(_ expression: Expression) -> Bool? {
        guard let value = constant(expression) else { return nil }
        do throws(TemplateError) {
            return try value.truth()
        } catch {
            return nil
        }
    }
}
