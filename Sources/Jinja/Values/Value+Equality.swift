import OrderedCollections

extension Value {
    /// Python's `==`.
    static func equal(_ left: Value, _ right: Value, depth: Int = 0) throws(TemplateError) -> Bool {
        switch (left, right) {
        case (.string(let a), .string(let b)), (.safe(let a), .safe(let b)), (.string(let a), .safe(let b)),
            (.safe(let a), .string(let b)):
            return Text.equal(a, b)
        case (.int(let a), .int(let b)): return a == b
        case (.undefined(let a), _):
            try a.refuseIfStrict()
            guard case .undefined(let b) = right else { return false }
            try b.refuseIfStrict()
            return a.behavior == b.behavior
        case (_, .undefined(let b)):
            try b.refuseIfStrict()
            return false
        case (.none, .none): return true
        case (.double(let a), .double(let b)): return a == b
        case (.bigInt(let a), .bigInt(let b)): return a == b
        case (.list(let a), .list(let b)): return a === b ? true : try equal(a.items, b.items, depth: depth)
        case (.tuple(let a), .tuple(let b)): return a === b ? true : try equal(a.items, b.items, depth: depth)
        case (.dict(let a), .dict(let b)): return a === b ? true : try equal(a, b, depth: depth)
        case (.range(let a), .range(let b)):
            guard a.count == b.count else { return false }
            return a.count == 0 || (a.start == b.start && (a.count == 1 || a.step == b.step))
        case (.iterator(let a), .iterator(let b)): return a === b
        case (.object(let a), _): return try a.isEqual(to: right)
        case (_, .object(let b)): return try b.isEqual(to: left)
        default: return numericOrder(left, right) == .equal
        }
    }

    private static func equal(_ left: [Value], _ right: [Value], depth: Int) throws(TemplateError) -> Bool {
        guard left.count == right.count else { return false }
        try checkDepth(depth)
        for index in left.indices where !isSame(left[index], right[index]) {
            guard try equal(left[index], right[index], depth: depth + 1) else { return false }
        }
        return true
    }

    private static func equal(_ left: DictValue, _ right: DictValue, depth: Int) throws(TemplateError) -> Bool {
        guard left.count == right.count else { return false }
        try checkDepth(depth)
        for (key, value) in left.storage {
            guard let other = right.storage[key] else { return false }
            guard isSame(value, other) ? true : try equal(value, other, depth: depth + 1) else { return false }
        }
        return true
    }

    /// Whether Python's containers take the two for the same: identity comes before `==`.
    static func isEqualOrSame(_ left: Value, _ right: Value) throws(TemplateError) -> Bool {
        if isSame(left, right) { return true }
        return try equal(left, right)
    }

    static func checkDepth(_ depth: Int) throws(TemplateError) {
        if depth > 200 { throw .limit("maximum recursion depth exceeded in comparison") }
    }

    enum Order { case less, equal, greater, unordered }

    /// The order of two numbers; nil when one isn't a number.
    static func numericOrder(_ left: Value, _ right: Value) -> Order? {
        switch (left, right) {
        case (.int(let a), .int(let b)): return a < b ? .less : a == b ? .equal : .greater
        case (.double(let a), .double(let b)):
            return a < b ? .less : a == b ? .equal : a > b ? .greater : .unordered
        case (.double(let a), _):
            guard let b = right.bigIntValue else { return nil }
            return order(of: a, b)
        case (_, .double(let b)):
            guard let a = left.bigIntValue else { return nil }
            switch order(of: b, a) {
            case .less: return .greater
            case .greater: return .less
            case let same: return same
            }
        default:
            guard let a = left.bigIntValue, let b = right.bigIntValue else { return nil }
            return a < b ? .less : a == b ? .equal : .greater
        }
    }

    private static func order(of number: Double, _ integer: BigInt) -> Order {
        if number.isNaN { return .unordered }
        if number.isInfinite { return number < 0 ? .less : .greater }
        let whole = BigInt(truncating: number)
        if whole != integer { return whole < integer ? .less : .greater }
        let fraction = number - number.rounded(.towardZero)
        return fraction == 0 ? .equal : fraction < 0 ? .less : .greater
    }

    /// Python's `is`: the same object; small values are the same when they are equal and of one type.
    static func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.none, .none): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.string(let a), .string(let b)): Text.equal(a, b)
        case (.list(let a), .list(let b)): a === b
        case (.tuple(let a), .tuple(let b)): a === b || (a.items.isEmpty && b.items.isEmpty)
        case (.dict(let a), .dict(let b)): a === b
        case (.range(let a), .range(let b)): a === b
        case (.iterator(let a), .iterator(let b)): a === b
        case (.object(let a), .object(let b)):
            if let a = a as? TypeObject, let b = b as? TypeObject { a.kind == b.kind } else { a === b }
        case (.undefined(let a), .undefined(let b)): a === b
        default: false
        }
    }
}
