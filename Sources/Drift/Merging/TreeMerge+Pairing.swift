import Git
import Merge
import Template

extension TreeMerge {
    /// The units: held files with their own bases, then every base file with its target, then what is new.
    func pairedUnits() throws -> [MergeUnit] {
        var units: [MergeUnit] = []
        var settledBase: Set<String> = []
        var claimed: Set<String> = []
        for item in held {
            if let path = item.recordedPath { settledBase.insert(path) }
            let incomingFile = item.incomingPath.flatMap { incoming[$0] }
            if let path = incomingFile?.path { claimed.insert(path) }
            units.append(
                MergeUnit(
                    basePath: item.version == nil ? nil : item.entry.was ?? item.entry.path, base: item.version,
                    localPath: item.entry.path, local: try local.file(at: item.entry.path),
                    incomingPath: incomingFile?.path, incoming: incomingFile?.version,
                    fileClass: incomingFile?.fileClass ?? item.fileClass, baseRelease: item.entry.release))
        }
        var open: [MergeUnit] = []
        let targets = Set(renames.values)
        for file in base.files where !settledBase.contains(file.path) {
            var unit = MergeUnit(
                basePath: file.path, base: file.version, localPath: file.path, local: try local.file(at: file.path),
                fileClass: file.fileClass, baseRelease: release)
            // A path that another file moves onto is no longer this file's own.
            let target = renames[file.path] ?? (targets.contains(file.path) ? nil : file.path)
            if let target, !claimed.contains(target), let incomingFile = incoming[target] {
                unit.pair(with: incomingFile)
                claimed.insert(target)
            }
            open.append(unit)
        }
        var fresh = incoming.files.filter { !claimed.contains($0.path) }
        pairBySource(&open, &fresh)
        pairByContent(&open, &fresh)
        units += open
        for file in fresh {
            units.append(
                MergeUnit(
                    localPath: file.path, local: try local.file(at: file.path), incomingPath: file.path,
                    incoming: file.version, fileClass: file.fileClass, baseRelease: release))
        }
        return units
    }

    /// The same template file rendered under another name: the surest rename there is, and free.
    private func pairBySource(_ units: inout [MergeUnit], _ fresh: inout [BaselineFile]) {
        var sources: [String: Int] = [:]
        for (index, file) in fresh.enumerated() { sources[file.source] = index }
        var used: Set<Int> = []
        for position in units.indices where units[position].incoming == nil {
            guard let path = units[position].basePath, let source = base[path]?.source, let index = sources[source],
                used.insert(index).inserted
            else { continue }
            units[position].pair(with: fresh[index])
        }
        fresh = fresh.enumerated().filter { !used.contains($0.offset) }.map(\.element)
    }

    /// Exact content first, then likeness; only one-to-one, and never an empty file or one that the release says it deleted.
    private func pairByContent(_ units: inout [MergeUnit], _ fresh: inout [BaselineFile]) {
        let candidates = units.indices.filter { index in
            guard units[index].incoming == nil, let path = units[index].basePath, let side = units[index].base else { return false }
            return !declaredDeletions.contains(path) && side.isRegular
        }
        guard !candidates.isEmpty, !fresh.isEmpty else { return }
        let snapshot = units
        let matches = Likeness.pairs(
            old: candidates.map { index in
                Likeness.File(
                    path: snapshot[index].basePath ?? "", id: snapshot[index].base?.id ?? .emptyBlob,
                    bytes: { snapshot[index].base?.bytes })
            },
            new: fresh.map { file in Likeness.File(path: file.path, id: file.id, bytes: { file.bytes }) })
        for match in matches { units[candidates[match.old]].pair(with: fresh[match.new]) }
        let used = Set(matches.map(\.new))
        fresh = fresh.enumerated().filter { !used.contains($0.offset) }.map(\.element)
    }

    /// Follows files that the owners moved, where the template has something to say about them.
    func findOwnerMoves(_ units: inout [MergeUnit]) throws {
        let missing = units.indices.filter { index in
            let unit = units[index]
            guard let side = unit.base, side.isRegular, unit.local == nil, unit.fileClass != .unmanaged else { return false }
            if decisions[unit.localPath] == .deleted { return false }
            // Deleted or moved by the owners and untouched by the template: there is nothing to bring to the new place.
            guard let incoming = unit.incoming else { return true }
            return unit.templateMoved || !incoming.isSame(as: side)
        }
        guard !missing.isEmpty else { return }
        var known: Set<String> = []
        for unit in units {
            known.insert(unit.localPath)
            if let path = unit.incomingPath { known.insert(path) }
        }
        let strangers = try local.files(under: "").filter { !known.contains($0.path) && $0.version.isRegular }
        guard !strangers.isEmpty else { return }
        let snapshot = units
        let matches = Likeness.pairs(
            old: missing.map { index in
                Likeness.File(
                    path: snapshot[index].localPath, id: snapshot[index].base?.id ?? .emptyBlob,
                    bytes: { snapshot[index].base?.bytes })
            },
            new: strangers.map { item in
                Likeness.File(path: item.path, id: item.version.id, bytes: { try? local.bytes(of: item.version) })
            })
        for match in matches {
            let index = missing[match.old]
            units[index].localPath = strangers[match.new].path
            units[index].local = strangers[match.new].version
            units[index].ownerMoveLikeness = match.percent
        }
    }
}

extension MergeUnit {
    fileprivate mutating func pair(with file: BaselineFile) {
        incomingPath = file.path
        incoming = file.version
        fileClass = file.fileClass
    }
}
