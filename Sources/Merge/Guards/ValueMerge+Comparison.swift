extension ValueMerge {
    /// Whether a merged file says what it must: equal, but for the order of lists whose order says nothing.
    func accepts(_ actual: Value, for sides: Sides<Value>) -> Bool {
        meets(merge(sides), actual)
    }

    /// The same of what ``merge(_:)`` has said.
    func meets(_ expectation: Expectation, _ actual: Value) -> Bool {
        guard case .value(let expected) = expectation else { return false }
        return isEqual(expected, actual, path: [])
    }

    private func isEqual(_ expected: Value, _ actual: Value, path: [String]) -> Bool {
        if expected == actual { return true }
        switch (expected, actual) {
        case (.map(let first), .map(let second)):
            return first.count == second.count
                && first.allSatisfy { key, value in
                    second[key].map { isEqual(value, $0, path: path + [key.name]) } ?? false
                }
        case (.list(let first), .list(let second)):
            guard first.count == second.count else { return false }
            let inner = path + ["[]"]
            if zip(first, second).allSatisfy({ isEqual($0, $1, path: inner) }) { return true }
            let both = Sides(base: first, local: first, incoming: second)
            let policy = profile.list(path) ?? ListPolicy.guessed(both, at: path)
            guard case .keyed(.free) = policy.kind, let keys = policy.keys(both) else { return false }
            let byKey = Dictionary(zip(keys.incoming, second)) { first, _ in first }
            return zip(keys.local, first).allSatisfy { key, value in
                byKey[key].map { isEqual(value, $0, path: inner) } ?? false
            }
        case (.marked(let first, let firstValue), .marked(let second, let secondValue)):
            return first == second && isEqual(firstValue, secondValue, path: path)
        default:
            return false
        }
    }
}
