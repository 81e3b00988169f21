import Git

/// Finds which files of one side became which of the other, by content alone.
///
/// Cautious on purpose: a wrong pair puts one file's change into another. Empty files never pair (libgit2 does that, and
/// wrongly); equal content pairs only where it is unique on both sides; likeness must reach 60 % and be the one best match
/// in both directions.
enum Likeness {
    /// A file to be paired; `bytes` is asked only when likeness must be computed.
    struct File {
        var path: String
        var id: ObjectID
        var size: () -> Int?
        var bytes: () -> [UInt8]?

        /// A file whose content is asked for only when it is needed.
        init(path: String, id: ObjectID, size: @escaping () -> Int?, bytes: @escaping () -> [UInt8]?) {
            self.path = path
            self.id = id
            self.size = size
            self.bytes = bytes
        }

        /// A file whose content is in memory.
        init(_ path: String, _ version: FileVersion?) {
            self.init(
                path: path, id: version?.id ?? .emptyBlob, size: { version?.bytes?.count }, bytes: { version?.bytes })
        }
    }

    /// A pair: positions in the two lists and how alike they are in percent.
    struct Pair {
        var old: Int
        var new: Int
        var percent: Int
    }

    /// The least likeness that counts, in percent.
    static let threshold = 60
    /// More comparisons than this are not tried: the files then count as deleted and added.
    static let comparisonLimit = 20_000
    /// Contents larger than this are compared by id alone.
    private static let sizeLimit = 1_048_576

    /// One-to-one pairs among `old` and `new`.
    static func pairs(old: [File], new: [File]) -> [Pair] {
        var pairs = identical(old: old, new: new)
        let pairedOld = Set(pairs.map(\.old))
        let pairedNew = Set(pairs.map(\.new))
        let restOld = old.indices.filter { !pairedOld.contains($0) }
        let restNew = new.indices.filter { !pairedNew.contains($0) }
        guard restOld.count * restNew.count <= comparisonLimit else { return pairs }
        let olds = restOld.compactMap { index in size(old[index]).map { (index: index, size: $0) } }
        var scores: [Pair] = []
        for newIndex in restNew {
            guard let size = size(new[newIndex]) else { continue }
            // Reading a file costs far more than asking for its size, and few files are near enough in size.
            let near = olds.filter { min($0.size, size) * 100 >= max($0.size, size) * threshold }
            guard !near.isEmpty, let right = new[newIndex].bytes() else { continue }
            for candidate in near {
                guard let left = old[candidate.index].bytes() else { continue }
                let percent = Repository.similarity(left, right)
                if percent >= threshold { scores.append(Pair(old: candidate.index, new: newIndex, percent: percent)) }
            }
        }
        scores.sort { ($0.old, $0.new) < ($1.old, $1.new) }
        pairs += mutualBest(scores, old: old, new: new)
        return pairs
    }

    /// Whether less than a fifth of a text's lines, blank ones and those of signs alone aside, are left in another text;
    /// never said of a text of few lines, which one edit changes as a whole.
    static func keepsLittle(of old: [UInt8], _ new: [UInt8]) -> Bool {
        func lines(_ bytes: [UInt8]) -> Set<ArraySlice<UInt8>> {
            Set(
                bytes.split(separator: UInt8(ascii: "\n")).filter {
                    $0.contains { $0 >= 0x80 || (0x61...0x7A).contains($0 | 0x20) }
                })
        }
        let before = lines(old)
        return before.count >= 5 && before.intersection(lines(new)).count * 5 < before.count
    }

    /// The size of a file whose content is compared; nil for those that are compared by id alone.
    private static func size(_ file: File) -> Int? {
        guard file.id != .emptyBlob, let size = file.size(), size <= sizeLimit, size > 0 else { return nil }
        return size
    }

    private static func identical(old: [File], new: [File]) -> [Pair] {
        var oldByID: [ObjectID: [Int]] = [:]
        for (index, file) in old.enumerated() where file.id != .emptyBlob {
            oldByID[file.id, default: []].append(index)
        }
        var newByID: [ObjectID: [Int]] = [:]
        for (index, file) in new.enumerated() where file.id != .emptyBlob {
            newByID[file.id, default: []].append(index)
        }
        var pairs: [Pair] = []
        for (id, olds) in oldByID {
            guard olds.count == 1, let news = newByID[id], news.count == 1 else { continue }
            pairs.append(Pair(old: olds[0], new: news[0], percent: 100))
        }
        return pairs.sorted { $0.old < $1.old }
    }

    /// The pairs that are the single best of both their files.
    ///
    /// Equal scores are settled by an equal file name, else not at all.
    private static func mutualBest(_ scores: [Pair], old: [File], new: [File]) -> [Pair] {
        func rank(_ pair: Pair) -> Int {
            pair.percent * 2 + (lastPart(old[pair.old].path) == lastPart(new[pair.new].path) ? 1 : 0)
        }
        var bestOld: [Int: (rank: Int, count: Int)] = [:]
        var bestNew: [Int: (rank: Int, count: Int)] = [:]
        func note(_ table: inout [Int: (rank: Int, count: Int)], _ key: Int, _ rank: Int) {
            let known = table[key] ?? (rank: -1, count: 0)
            if rank > known.rank {
                table[key] = (rank, 1)
            } else if rank == known.rank {
                table[key] = (rank, known.count + 1)
            }
        }
        for pair in scores {
            note(&bestOld, pair.old, rank(pair))
            note(&bestNew, pair.new, rank(pair))
        }
        return scores.filter { pair in
            guard let left = bestOld[pair.old], let right = bestNew[pair.new] else { return false }
            return left.rank == rank(pair) && left.count == 1 && right.rank == rank(pair) && right.count == 1
        }
    }

    private static func lastPart(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }
}
