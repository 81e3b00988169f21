final class UnaryNode: PlacedNode {
    private let symbol: Expression.UnaryOperator
    private let operand: Node

    init(_ symbol: Expression.UnaryOperator, _ operand: Node, at offset: Int) {
        self.symbol = symbol
        self.operand = operand
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try operand.evaluate(frame)
        return symbol == .negate ? try Operators.negate(value) : try Operators.plus(value)
    }
}

final class BinaryNode: PlacedNode {
    private let symbol: Expression.BinaryOperator
    private let left: Node
    private let right: Node

    init(_ symbol: Expression.BinaryOperator, _ left: Node, _ right: Node, at offset: Int) {
        self.symbol = symbol
        self.left = left
        self.right = right
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let a = try left.evaluate(frame)
        let b = try right.evaluate(frame)
        switch symbol {
        case .add: return try Operators.add(a, b, frame.runtime)
        case .subtract: return try Operators.subtract(a, b, frame.runtime)
        case .multiply: return try Operators.multiply(a, b, frame.runtime)
        case .divide: return try Operators.divide(a, b, frame.runtime)
        case .floorDivide: return try Operators.floorDivide(a, b, frame.runtime)
        case .modulo: return try Operators.modulo(a, b, frame.runtime)
        case .power: return try Operators.power(a, b, frame.runtime)
        }
    }
}

final class AndNode: PlacedNode {
    private let left: Node
    private let right: Node

    init(_ left: Node, _ right: Node, at offset: Int) {
        self.left = left
        self.right = right
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try left.evaluate(frame)
        return try value.truth() ? right.evaluate(frame) : value
    }
}

final class OrNode: PlacedNode {
    private let left: Node
    private let right: Node

    init(_ left: Node, _ right: Node, at offset: Int) {
        self.left = left
        self.right = right
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try left.evaluate(frame)
        return try value.truth() ? value : right.evaluate(frame)
    }
}

final class NotNode: PlacedNode {
    private let operand: Node

    init(_ operand: Node, at offset: Int) {
        self.operand = operand
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        .bool(try !operand.evaluate(frame).truth())
    }
}

final class CompareNode: PlacedNode {
    private let first: Node
    private let symbol: Expression.ComparisonOperator
    private let second: Node
    private let rest: [(symbol: Expression.ComparisonOperator, operand: Node)]

    init(
        _ first: Node, _ symbol: Expression.ComparisonOperator, _ second: Node,
        _ rest: [(symbol: Expression.ComparisonOperator, operand: Node)], at offset: Int
    ) {
        self.first = first
        self.symbol = symbol
        self.second = second
        self.rest = rest
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        var left = try first.evaluate(frame)
        var right = try second.evaluate(frame)
        guard try CompareNode.holds(left, symbol, right) else { return .bool(false) }
        for (symbol, operand) in rest {
            left = right
            right = try operand.evaluate(frame)
            guard try CompareNode.holds(left, symbol, right) else { return .bool(false) }
        }
        return .bool(true)
    }

    private static func holds(
        _ left: Value, _ symbol: Expression.ComparisonOperator, _ right: Value
    ) throws(TemplateError) -> Bool {
        switch symbol {
        case .equal: try Value.equal(left, right)
        case .notEqual: try !Value.equal(left, right)
        case .less: try Value.compare(left, .less, right)
        case .lessOrEqual: try Value.compare(left, .lessOrEqual, right)
        case .greater: try Value.compare(left, .greater, right)
        case .greaterOrEqual: try Value.compare(left, .greaterOrEqual, right)
        case .contained: try right.contains(left)
        case .notContained: try !right.contains(left)
        }
    }
}

/// Joins the texts of values: `a ~ b`.
final class ConcatNode: PlacedNode {
    private let parts: [Node]
    /// Whether one safe part makes the result safe and the others escaped.
    private let joinsSafely: Bool

    init(_ parts: [Node], joinsSafely: Bool, at offset: Int) {
        self.parts = parts
        self.joinsSafely = joinsSafely
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let values = try Node.evaluate(parts, frame)
        let invocation = frame.invocation
        let isSafe = joinsSafely && values.contains(where: \.isSafeText)
        var out: [UInt8] = []
        for value in values {
            if isSafe {
                // Every value becomes text first: only text that was safe already stays as it is.
                let text = try invocation.text(value)
                if value.isSafeText { Text.append(text, to: &out) } else { Text.appendEscaped(text, to: &out) }
            } else {
                try invocation.append(value, to: &out)
            }
        }
        try frame.runtime.charge(out.count)
        return isSafe ? .safe(Text.string(out)) : .string(Text.string(out))
    }
}

final class ConditionalNode: PlacedNode {
    private let test: Node
    private let then: Node
    private let otherwise: Node

    init(_ test: Node, _ then: Node, _ otherwise: Node, at offset: Int) {
        self.test = test
        self.then = then
        self.otherwise = otherwise
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        try test.evaluate(frame).truth() ? then.evaluate(frame) : otherwise.evaluate(frame)
    }
}
