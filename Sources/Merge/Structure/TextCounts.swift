/// How often each longer text, and each setting, stands in each side; counted when it is asked for, and once.
struct TextCounts: Sendable {
    /// Shorter texts could stand anywhere.
    private static let leastText = 8

    private let counts: Aside<Sides<[String: Int]>>?
    private let settings: Aside<Sides<[Setting: Int]>>?

    /// A text and the key that it stands under.
    private struct Setting: Hashable {
        var key: Key
        var text: String
    }

    init(_ trees: Sides<SyntaxTree>?) {
        counts = trees.map { trees in Aside { trees.map { Self.counted($0.value) } } }
        settings = trees.map { trees in Aside { trees.map { Self.settings($0.value) } } }
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

    /// Whether at least half of an entry that a side took out stands elsewhere in it, with a setting that the rest lacks which
    /// the other side left: the side moved the entry, and the setting is to go where it stands now.
    func isMoved(_ entry: Value, without rest: Value, to side: SideName) -> Bool {
        guard let settings else { return false }
        let (whole, left) = (Self.settings(entry), Self.settings(rest))
        let all = settings.result
        let elsewhere = whole.filter { setting, count in
            all[side][setting, default: 0] > all.base[setting, default: 0] - count
        }
        // A new entry may have one setting or another of an old one.
        return elsewhere.count * 2 >= whole.count && elsewhere.contains { left[$0.key, default: 0] < $0.value }
    }

    private static func counted(_ value: Value) -> [String: Int] {
        value.allTexts.reduce(into: [:]) { if $1.utf8.count >= leastText { $0[$1, default: 0] += 1 } }
    }

    private static func settings(_ value: Value) -> [Setting: Int] {
        var counts: [Setting: Int] = [:]
        func look(_ value: Value, under key: Key?) {
            switch value {
            case .map(let pairs): for (key, inner) in pairs { look(inner, under: key) }
            case .list(let values): for inner in values { look(inner, under: key) }
            case .marked(_, let inner): look(inner, under: key)
            case .string(let text), .literal(let text):
                if let key { counts[Setting(key: key, text: text), default: 0] += 1 }
            case .empty, .alias: break
            }
        }
        look(value, under: nil)
        return counts
    }
}
