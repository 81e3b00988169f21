/// Shares of traffic, which are a whole together.
enum RouteWeights {
    /// Shares that are a hundred on both sides, and no longer in the merge.
    static func contradiction(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        guard let sum = sums(in: merged).first(where: { $0 != 100 }),
            [local, incoming].allSatisfy({ sums(in: $0).allSatisfy { $0 == 100 } })
        else { return nil }
        return "weights of \(sum)"
    }

    /// The sum of the weights in each list of several mappings that all have one.
    private static func sums(in value: Value) -> [Int] {
        switch value {
        case .map(let pairs): return pairs.values.flatMap(sums)
        case .marked(_, let inner): return sums(in: inner)
        case .list(let values):
            let weights = values.compactMap { $0["weight"]?.text.flatMap { Int($0) } }
            let isShared = weights.count == values.count && weights.count > 1
            return values.flatMap(sums) + (isShared ? [weights.reduce(0, +)] : [])
        case .empty, .string, .literal, .alias: return []
        }
    }
}
