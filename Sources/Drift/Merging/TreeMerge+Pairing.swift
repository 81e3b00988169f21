import Git
import Template

extension TreeMerge {
    /// The units: held files with their own bases, then every base file with its target, then what is new.
    ///
    /// Every file of the service belongs to one unit at most: where the template moves a file away and puts another at its
    /// path, the service's file is the moved one's and not an owner's addition.
    func pairedUnits() throws -> [MergeUnit] {
        var units = try templateUnits()
        var claimed: Set<String> = []
        for index in units.indices where try ownersMadeTheMove(units[index], among: units) {
            units[index].localPath = units[index].incomingPath ?? units[index].localPath
            units[index].local = units[index].incoming
            claimed.insert(units[index].localPath)
        }
        for index in units.indices where units[index].local == nil && claimed.insert(units[index].localPath).inserted {
            units[index].local = try local.file(at: units[index].localPath)
        }
        return units
    }

    /// Whether the service is as the target already: the file is at its new place, and nothing else of it at the old one.
    private func ownersMadeTheMove(_ unit: MergeUnit, among units: [MergeUnit]) throws -> Bool {
        guard unit.templateMoved, let path = unit.incomingPath, try isAsInTarget(path) else { return false }
        guard let old = try local.file(at: unit.localPath) else {
            // An untouched file that happens to be the same is itself, unless it is at its own new place, too.
            guard let other = base[path], try local.file(at: path).map(other.version.isSame) == true else {
                return true
            }
            let next = units.first { $0.basePath == path }?.incomingPath
            return try next.map(isAsInTarget) ?? true
        }
        return incoming[unit.localPath].map { $0.version.isSame(as: old) } ?? false
    }

    private func isAsInTarget(_ path: String) throws -> Bool {
        guard let target = incoming[path], let side = try local.file(at: path) else { return false }
        return side.isSame(as: target.version)
    }

    /// The units with the template's two sides.
    private func templateUnits() throws -> [MergeUnit] {
        let targets = try templatePairs()
        var units: [MergeUnit] = []
        var settledBase: Set<String> = []
        var claimed: Set<String> = []
        // A held file with a base has more right to a path than an addition that waits for the path to become free.
        for item in held.filter({ $0.version != nil }) + held.filter({ $0.version == nil }) {
            let recorded = recordedPath(of: item)
            if let recorded { settledBase.insert(recorded) }
            let target = recorded.map { targets[$0] } ?? item.incomingPath.flatMap { incoming[$0] }
            let path = item.entry.path
            var unit = MergeUnit(
                basePath: item.version == nil ? nil : item.basePath, base: item.version,
                home: path == recorded || path == target?.path ? path : item.basePath, localPath: path,
                fileClass: item.fileClass, baseRelease: item.entry.release, held: item.entry)
            if let target, claimed.insert(target.path).inserted { unit.pair(with: target) }
            units.append(unit)
        }
        for file in base.files where !settledBase.contains(file.path) {
            var unit = MergeUnit(
                basePath: file.path, base: file.version, home: file.path, localPath: file.path,
                fileClass: file.fileClass,
                baseRelease: release)
            if let target = targets[file.path], claimed.insert(target.path).inserted { unit.pair(with: target) }
            units.append(unit)
        }
        for file in incoming.files where !claimed.contains(file.path) {
            units.append(
                MergeUnit(
                    home: file.path, localPath: file.path, incomingPath: file.path, incoming: file.version,
                    fileClass: file.fileClass, template: file.source, disabledResolvers: file.disabledResolvers,
                    baseRelease: release))
        }
        return units
    }

    /// Where the recorded release has a held file.
    ///
    /// One that went along with a move that no release declared is where it is.
    private func recordedPath(of item: HeldBase) -> String? {
        if let path = item.recordedPath { return path }
        return item.entry.was != nil && base[item.entry.path] != nil ? item.entry.path : nil
    }

    /// The target's file for each file of the base that it still has, perhaps elsewhere.
    private func templatePairs() throws -> [String: BaselineFile] {
        var pairs: [String: BaselineFile] = [:]
        var open: [BaselineFile] = []
        var claimed = Set(held.lazy.filter { recordedPath(of: $0) == nil }.compactMap(\.incomingPath))
        let moves = declaredMoves()
        let targets = Set(moves.values)
        for file in base.files {
            // A path that another file moves onto is no longer this file's own.
            let path = moves[file.path] ?? (targets.contains(file.path) ? nil : file.path)
            if let path, let target = incoming[path], claimed.insert(path).inserted {
                pairs[file.path] = target
            } else {
                open.append(file)
            }
        }
        // An empty file is never paired by its content, nor is one that the release says it deleted.
        let old = open.filter { !declaredDeletions.contains($0.path) && $0.version.isRegular }
        let new = incoming.files.filter { !claimed.contains($0.path) && $0.version.isRegular }
        guard !old.isEmpty, !new.isEmpty else { return pairs }
        let matches = Likeness.pairs(
            old: old.map { Likeness.File($0.path, $0.version) }, new: new.map { Likeness.File($0.path, $0.version) })
        for match in matches where try !isReplaced(old[match.old]) { pairs[old[match.old].path] = new[match.new] }
        return pairs
    }

    /// Whether the service's file is another one now, so that it does not go where the template's seems to have gone.
    private func isReplaced(_ file: BaselineFile) throws -> Bool {
        guard let own = try local.file(at: file.path), own.isRegular, let old = file.version.bytes else { return false }
        return Likeness.keepsLittle(of: old, try own.bytes ?? local.bytes(of: own))
    }

    /// The moves that need no guess: those that the release declares, then the same template file under another name.
    private func declaredMoves() -> [String: String] {
        var moves = renames
        let targets = Set(renames.values)
        let sources = incoming.pathsBySource
        for (source, path) in base.pathsBySource {
            guard let path, let target = sources[source].flatMap({ $0 }), target != path, moves[path] == nil else {
                continue
            }
            guard !targets.contains(target), !declaredDeletions.contains(path) else { continue }
            moves[path] = target
        }
        return moves
    }
}

extension TreeMerge.HeldBase {
    /// Where its own, older release has the file.
    var basePath: String { entry.was ?? entry.path }
}

extension Baseline {
    /// The path that each template renders to; nil where it renders more than one.
    fileprivate var pathsBySource: [String: String?] {
        var paths: [String: String?] = [:]
        for file in files { paths.updateValue(paths[file.source] == nil ? file.path : nil, forKey: file.source) }
        return paths
    }
}

extension MergeUnit {
    fileprivate mutating func pair(with file: BaselineFile) {
        incomingPath = file.path
        incoming = file.version
        fileClass = file.fileClass
        template = file.source
        disabledResolvers = file.disabledResolvers
    }
}
