import Git
public import Template

/// How well one state of a template, with answers, explains the files of a tree.
public struct Explanation: Sendable {
    /// What the state is called.
    public var release: String
    /// The answers it was rendered with.
    public var answers: Answers
    /// What it renders to.
    public var baseline: Baseline
    /// How many files the tree has exactly so.
    public var identical: Int
    /// How many it has, but otherwise.
    public var changed: Int
    /// How many it lacks.
    public var missing: Int
    /// How alike the tree is, from 0 to 100: the mean over the rendered files of how alike each is, nothing for one that
    /// is missing.
    public var score: Double
}

extension Explanation {
    /// How much speaks for it, for answers of one state that render different files: a file that is more than half alike
    /// is better explained than left out, and one that is missing is better left out.
    var evidence: Double { (score - 50) * Double(identical + changed + missing) }

    /// Whether every file that is rendered is there exactly so.
    var isWhole: Bool { changed == 0 && missing == 0 && identical > 0 }

    /// Whether it explains the tree better than another: more alike, or as alike in more files.
    func isBetter(than other: Explanation) -> Bool {
        score == other.score ? evidence > other.evidence : score > other.score
    }
}

/// Rates renders against one tree; each of its files is read once.
final class Explainer {
    private let local: any LocalFiles
    private var contents: [ObjectID: [UInt8]] = [:]
    private var known: [Pair: Int] = [:]

    private struct Pair: Hashable {
        var rendered: ObjectID
        var own: ObjectID
    }

    init(_ local: any LocalFiles) { self.local = local }

    /// Rates one render.
    /// - Parameter ignored: Files that say nothing, such as the record itself.
    func explain(
        _ baseline: Baseline, release: String, answers: Answers, ignoring ignored: Set<String>
    ) throws -> Explanation {
        var result = Explanation(
            release: release, answers: answers, baseline: baseline, identical: 0, changed: 0, missing: 0, score: 0)
        var sum = 0
        var count = 0
        for file in baseline.files where !ignored.contains(file.path) {
            count += 1
            guard let own = try local.file(at: file.path) else {
                result.missing += 1
                continue
            }
            if own.id == file.id {
                result.identical += 1
                sum += 100
            } else {
                result.changed += 1
                // A file at the right place is a sign of the template even where nothing in it is alike.
                sum += max(10, try likeness(file, own))
            }
        }
        result.score = count == 0 ? 0 : Double(sum) / Double(count)
        return result
    }

    private func likeness(_ file: BaselineFile, _ own: FileVersion) throws -> Int {
        guard own.isRegular, file.mode != .symlink else { return 0 }
        let pair = Pair(rendered: file.id, own: own.id)
        if let percent = known[pair] { return percent }
        let bytes = try contents[own.id] ?? local.bytes(of: own)
        contents[own.id] = bytes
        let percent = Repository.similarity(file.bytes, bytes)
        known[pair] = percent
        return percent
    }
}
