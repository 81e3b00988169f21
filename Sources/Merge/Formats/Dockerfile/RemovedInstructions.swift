/// Instructions of one line that one side took out while the other left them alone, wherever they stand there: they are gone
/// for good.
///
/// To a merge of stages such an instruction may be the other side's own, where that side put a `FROM` above it.
struct RemovedInstructions {
    /// How often each of them may still be there.
    private let most: [ArraySlice<UInt8>: Int]

    init(_ texts: Sides<[UInt8]>) {
        let counts = texts.map(Self.counts)
        var most: [ArraySlice<UInt8>: Int] = [:]
        for (line, count) in counts.base {
            let (mine, theirs) = (counts.local[line] ?? 0, counts.incoming[line] ?? 0)
            if min(mine, theirs) < count, max(mine, theirs) == count { most[line] = min(mine, theirs) }
        }
        self.most = most
    }

    /// An instruction that a merged text has more often.
    func back(in text: [UInt8]) -> String? {
        if most.isEmpty { return nil }
        let counts = Self.counts(of: text)
        return most.filter { counts[$0.key] ?? 0 > $0.value }.keys.map { String(decoding: $0, as: UTF8.self) }.min()
    }

    private static func counts(of text: [UInt8]) -> [ArraySlice<UInt8>: Int] {
        var counts: [ArraySlice<UInt8>: Int] = [:]
        var goesOn = false
        for line in text.split(separator: lineFeed) {
            let isWhole = !goesOn
            goesOn = line.last == UInt8(ascii: "\\")
            guard isWhole, !goesOn, let first = line.first, (0x41...0x5A).contains(first) else { continue }
            counts[line, default: 0] += 1
        }
        return counts
    }
}
