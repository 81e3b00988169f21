import Synchronization

/// How often each longer text stands in each side; counted when it is asked for, and once.
final class TextCounts: Sendable {
    /// Shorter texts could stand anywhere.
    private static let leastText = 8

    private let trees: Sides<SyntaxTree>?
    private let counts = Mutex<Sides<[String: Int]>?>(nil)

    init(_ trees: Sides<SyntaxTree>?) { self.trees = trees }

    /// Whether what an entry of the base says is in a side no more often than in the base without it.
    ///
    /// Nil where it says too little to tell.
    func isGone(_ entry: Value, from side: SideName) -> Bool? {
        guard let trees else { return nil }
        let telling = Self.counted(entry)
        if telling.isEmpty { return nil }
        return counts.withLock { known in
            let all = known ?? trees.map { Self.counted($0.root.value) }
            known = all
            return telling.allSatisfy { all[side][$0.key, default: 0] <= all.base[$0.key, default: 0] - $0.value }
        }
    }

    private static func counted(_ value: Value) -> [String: Int] {
        value.allTexts.reduce(into: [:]) { if $1.utf8.count >= leastText { $0[$1, default: 0] += 1 } }
    }
}
