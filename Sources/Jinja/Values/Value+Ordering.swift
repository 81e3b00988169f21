extension Value {
    /// An ordering operator.
    enum Comparison: String {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="

        func holds(_ order: Order) -> Bool {
            switch self {
            case .less: order == .less
            case .lessOrEqual: order == .less || order == .equal
            case .greater: order == .greater
            case .greaterOrEqual: order == .greater || order == .equal
            }
        }
    }

    /// Python's `<`, `<=`, `>` and `>=`.
    static func compare(
        _ left: Value, _ comparison: Comparison, _ right: Value, depth: Int = 0
    ) throws(TemplateError) -> Bool {
        switch (left, right) {
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw undefined.error
        case (.string(let a), .string(let b)), (.safe(let a), .safe(let b)), (.string(let a), .safe(let b)),
            (.safe(let a), .string(let b)):
            let order: Order = Text.precedes(a, b) ? .less : Text.equal(a, b) ? .equal : .greater
            return comparison.holds(order)
        case (.list(let a), .list(let b)): return try compare(a.items, comparison, b.items, depth: depth)
        case (.tuple(let a), .tuple(let b)): return try compare(a.items, comparison, b.items, depth: depth)
        default:
            if let order = numericOrder(left, right) { return comparison.holds(order) }
            if case .object(let object) = left, let isLess = try object.precedes(right) {
                let order: Order = isLess ? .less : try equal(left, right, depth: depth) ? .equal : .greater
                return comparison.holds(order)
            }
            throw .type(
                "'\(comparison.rawValue)' not supported between instances of '\(left.typeName)' and "
                    + "'\(right.typeName)'")
        }
    }

    private static func compare(
        _ left: [Value], _ comparison: Comparison, _ right: [Value], depth: Int
    ) throws(TemplateError) -> Bool {
        try checkDepth(depth)
        for (a, b) in zip(left, right) where !isSame(a, b) {
            if try !equal(a, b, depth: depth + 1) { return try compare(a, comparison, b, depth: depth + 1) }
        }
        let order: Order = left.count < right.count ? .less : left.count == right.count ? .equal : .greater
        return comparison.holds(order)
    }

    /// A stable sort by Python's `<` of the keys; equal keys keep their order, in reverse too.
    public static func sorted(_ items: [Value], keys: [Value], reverse: Bool) throws(TemplateError) -> [Value] {
        var order = Array(items.indices)
        // Reversing before and after keeps equal elements in their order, as Python's list.sort does.
        if reverse { order.reverse() }
        try mergeSort(&order, keys)
        if reverse { order.reverse() }
        return order.map { items[$0] }
    }

    private static func mergeSort(_ order: inout [Int], _ keys: [Value]) throws(TemplateError) {
        var source = order
        var target = order
        var width = 1
        while width < order.count {
            var start = 0
            while start < order.count {
                let middle = min(start + width, order.count)
                let end = min(start + 2 * width, order.count)
                var left = start
                var right = middle
                for place in start..<end {
                    let takesRight: Bool
                    if left >= middle {
                        takesRight = true
                    } else if right >= end {
                        takesRight = false
                    } else {
                        takesRight = try compare(keys[source[right]], .less, keys[source[left]])
                    }
                    target[place] = takesRight ? source[right] : source[left]
                    if takesRight { right += 1 } else { left += 1 }
                }
                start = end
            }
            swap(&source, &target)
            width *= 2
        }
        order = source
    }
}
