/// How often each longer text stands in each side; counted when it is asked for, and once.
struct TextCounts: Sendable {
    /// Shorter texts could stand anywhere.
    private static let leastText = 8

    private let counts: Aside<Sides<[String: Int]>>?

    init(_ trees: Sides<SyntaxTree>?) {
        counts = trees.map { trees in Aside { trees.map { Self.counted($0.root.value) } } }
    }

    /// Whether what an entry of the base says is in a side no more often than in the base without it.
    ///
    /// Nil where it says too little to tell.
    func isGone(_ entry: Value, from side: SideName) -> Bool? {
        let telling = Self.counted(entry)
        guard let counts, !telling.isEmpty else { return nil }
        let all = counts.result
        return telling.allSatisfy { all[side][$0.key, default: 0] <= all.base[$0.key, default: 0] - $0.value }
    }

    private static func counted(_ value: Value) -> [String: Int] {
        value.allTexts.reduce(into: [:]) { if $1.utf8.count >= leastText { $0[$1, default: 0] += 1 } }
    }
}
