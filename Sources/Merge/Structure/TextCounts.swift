import Synchronization

/// How often each longer text stands in the base and in local; counted when it is asked for, and once.
final class TextCounts: Sendable {
    /// Shorter texts could stand anywhere.
    private static let leastText = 8

    private let sides: (base: SyntaxTree, local: SyntaxTree)?
    private let counts = Mutex<(base: [String: Int], local: [String: Int])?>(nil)

    init(_ trees: Sides<SyntaxTree>?) { sides = trees.map { ($0.base, $0.local) } }

    /// Whether what an entry of the base says is in local no more often than in the base without it.
    ///
    /// False where it says too little to tell.
    func isGone(_ entry: Value) -> Bool {
        guard let sides else { return false }
        let telling = Self.counted(entry)
        return counts.withLock { known in
            let all = known ?? (Self.counted(sides.base.root.value), Self.counted(sides.local.root.value))
            known = all
            return !telling.isEmpty
                && telling.allSatisfy { all.local[$0.key, default: 0] <= all.base[$0.key, default: 0] - $0.value }
        }
    }

    private static func counted(_ value: Value) -> [String: Int] {
        value.allTexts.reduce(into: [:]) { if $1.utf8.count >= leastText { $0[$1, default: 0] += 1 } }
    }
}
