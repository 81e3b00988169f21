import OrderedCollections
import Report
import Template

/// Files at paths that the template gave up.
///
/// Held, kept by `resolve --mine`, or brought back by merging an old branch: the file looks as if it still counted, while
/// the template's successor is used instead of it, or beside it. It is found in the service as it is, by the renames and
/// deletions that the releases declare, so that `status` goes on saying so for as long as it is there.
struct LeftBehind {
    /// What a release did with a path.
    private struct GivenUp {
        var path: String
        /// Where it went; nil when it was dropped.
        var successor: String?
        var message: String
    }

    private var paths: [GivenUp] = []

    /// Collects the paths that releases up to `target` gave up, the latest word on each.
    ///
    /// Releases of parallel lines count, too: what the target still renders is not left behind anyway. A release
    /// that this tool can't read, or whose paths can't be named with today's answers, says nothing: a service that is past
    /// it needs it for nothing else. Nor does one that gave up no path of the service, which most are spared by.
    init(
        source: any ScaffoldSource, upTo target: ReleaseVersion, answers: Answers, in tree: PlannedTree
    ) throws {
        var known: OrderedDictionary<String, GivenUp> = [:]
        for summary in try source.releases() where summary.version <= target {
            guard let release = try? source.pathChanges(in: summary.version),
                release.mayGiveUp(tree.exists, isDirectory: tree.mayBeDirectory),
                let step = try? release.pathStep(from: answers, to: answers)
            else { continue }
            for move in step.moves {
                known[move.from] = GivenUp(
                    path: move.from, successor: move.to, message: "\(release.version) moved it to \(move.to)")
            }
            for (path, reason) in step.deletions {
                known[path] = GivenUp(path: path, message: "\(release.version) dropped it: \(reason)")
            }
        }
        paths = Array(known.values)
    }

    /// What there is to say about a service that has the files for which `exists` is true.
    func findings(exists: (String) -> Bool, isWanted: (String) -> Bool) -> [Finding] {
        paths.compactMap { given in
            guard exists(given.path), !isWanted(given.path) else { return nil }
            if let successor = given.successor, !exists(successor) { return nil }
            let advice = "carry over what you need and delete it, or note it under `decisions` as `keep: local`"
            return Finding(
                rule: "left-behind", severity: given.successor == nil ? .note : .warning, path: given.path,
                message: given.successor == nil
                    ? "\(given.message) (\(advice))" : "\(given.message), and both are there: \(advice)")
        }
    }
}

extension Planner {
    /// The findings about paths that the template gave up; a path that `known` names already is not named again.
    func leftBehind(
        _ plan: Plan, upTo target: ReleaseVersion, _ incoming: Baseline, answers: Answers, known: [Finding]
    ) throws -> [Finding] {
        let tree = PlannedTree(plan: plan, local: local)
        let named = Set(known.compactMap(\.path))
        let kept = Set(entry.decisions.filter { $0.kind == .keepLocal }.map(\.path))
        return try LeftBehind(source: source, upTo: target, answers: answers, in: tree)
            .findings(exists: tree.exists) { path in
                incoming[path] != nil || kept.contains(path) || named.contains(path)
            }
    }
}
