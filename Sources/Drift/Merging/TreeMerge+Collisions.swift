import Git
import Merge
import Template

extension TreeMerge {
    /// Takes back every outcome that would land on a path that is taken.
    ///
    /// Taken by the owners' own file, by a directory, or below a file. Such a file is held where it was. Taking one back can
    /// block another, so it repeats until nothing changes.
    func settleCollisions(_ outcomes: inout [Outcome]) throws {
        for _ in 0...outcomes.count {
            let left = leftPaths(outcomes)
            let occupants = occupants(outcomes)
            var changed = false
            for index in outcomes.indices {
                guard let reason = try collision(outcomes[index], at: index, left: left, occupants: occupants) else {
                    continue
                }
                outcomes[index].takeBack(reason)
                changed = true
            }
            guard changed else { return }
        }
    }

    /// Local paths whose file goes away or moves; another file may have come there instead.
    private func leftPaths(_ outcomes: [Outcome]) -> Set<String> {
        var left: Set<String> = []
        for outcome in outcomes where outcome.unit.local != nil && outcome.resultPath != outcome.unit.localPath {
            left.insert(outcome.unit.localPath)
        }
        return left
    }

    /// Which outcome ends at each path; those that stay in place come first, so that a mover gives way to them.
    private func occupants(_ outcomes: [Outcome]) -> [String: Int] {
        var occupants: [String: Int] = [:]
        for (index, outcome) in outcomes.enumerated() where outcome.isInPlace {
            if let path = outcome.resultPath { occupants[path] = index }
        }
        for (index, outcome) in outcomes.enumerated() where !outcome.isInPlace {
            if let path = outcome.resultPath, occupants[path] == nil { occupants[path] = index }
        }
        return occupants
    }

    private func collision(
        _ outcome: Outcome, at index: Int, left: Set<String>, occupants: [String: Int]
    ) throws -> HoldReason? {
        guard let path = outcome.resultPath, !outcome.isInPlace else { return nil }
        if occupants[path] != index {
            return HoldReason(kind: .renameAdd, message: "another file is at \(path)", followsMove: false)
        }
        if !left.contains(path), let stranger = try local.file(at: path) {
            // The owners already made the very file that the template now has there.
            if let result = outcome.result, stranger.isSame(as: result) { return nil }
            return HoldReason(
                kind: .renameAdd, message: "the template moves it to \(path), where its owners have a file",
                followsMove: false)
        }
        if try local.isDirectory(path) {
            let inside = try local.files(under: path)
            if inside.contains(where: { !left.contains($0.path) || occupants[$0.path] != nil }) {
                return HoldReason(
                    kind: .typeChange, message: "\(path) is a directory in the service", followsMove: false)
            }
        }
        for ancestor in ancestors(of: path) {
            let isLocalFile = try !left.contains(ancestor) && local.file(at: ancestor) != nil
            if isLocalFile || occupants[ancestor] != nil {
                return HoldReason(
                    kind: .typeChange, message: "\(ancestor) is a file in the service", followsMove: false)
            }
        }
        return nil
    }
}

extension TreeMerge.Outcome {
    /// Whether the file is and stays where the service has it.
    fileprivate var isInPlace: Bool { unit.local != nil && resultPath == unit.localPath }

    /// Holds the file where it was; an addition is simply not made.
    fileprivate mutating func takeBack(_ reason: HoldReason) {
        resolution = .hold(reason)
        result = unit.local
        resultPath = unit.local == nil ? nil : unit.localPath
        merge = nil
    }
}
