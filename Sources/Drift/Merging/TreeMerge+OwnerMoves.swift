import Git
import Template

extension TreeMerge {
    /// Follows files that the owners moved, where the template has something to say about them.
    func findOwnerMoves(_ units: inout [MergeUnit]) throws {
        try findSharedMoves(&units)
        let missing = units.indices.filter { index in
            let unit = units[index]
            guard let side = unit.base, side.isRegular, unit.local == nil, unit.fileClass != .unmanaged else {
                return false
            }
            if decisions[unit.localPath] == .deleted { return false }
            // Deleted or moved by the owners and untouched by the template: there is nothing to bring to the new place.
            guard let incoming = unit.incoming else { return true }
            return unit.templateMoved || !incoming.isSame(as: side)
        }
        guard !missing.isEmpty else { return }
        var known = records.union([Record.fileName, ResolutionMemory.fileName])
        for unit in units {
            known.insert(unit.localPath)
            if let path = unit.incomingPath { known.insert(path) }
        }
        let strangers = try ownFiles(under: "").filter { !known.contains($0.path) && $0.version.isRegular }
        guard !strangers.isEmpty else { return }
        let matches = Likeness.pairs(
            old: missing.map { index in Likeness.File(units[index].localPath, units[index].base) },
            new: strangers.map { item in
                Likeness.File(
                    path: item.path, id: item.version.id, size: { try? local.size(of: item.version) },
                    bytes: { try? local.bytes(of: item.version) })
            })
        for match in matches {
            let index = missing[match.old]
            units[index].localPath = strangers[match.new].path
            units[index].local = strangers[match.new].version
            units[index].ownerMoveLikeness = match.percent
        }
    }

    /// Files that owners and template both moved to one place, and files of the owners where the template moves one that
    /// they deleted.
    private func findSharedMoves(_ units: inout [MergeUnit]) throws {
        let claimed = Set(units.lazy.filter { $0.local != nil }.map(\.localPath))
        for index in units.indices where units[index].local == nil && units[index].templateMoved {
            guard let path = units[index].incomingPath, !claimed.contains(path), let side = try local.file(at: path)
            else {
                continue
            }
            units[index].localPath = path
            units[index].local = side
            if try isSameFile(units[index].base, side) { continue }
            // Unlike the base it is an addition of the owners, which the template's file can't be merged into.
            units[index].base = nil
            units[index].basePath = nil
        }
    }

    private func isSameFile(_ base: FileVersion?, _ side: FileVersion) throws -> Bool {
        guard let base, base.isRegular, side.isRegular else { return false }
        if base.id == side.id { return true }
        return Repository.similarity(try local.bytes(of: base), try local.bytes(of: side)) >= Likeness.threshold
    }

    /// The owners' files below `directory`, without those of other services that live there.
    func ownFiles(under directory: String) throws -> [(path: String, version: FileVersion)] {
        let files = try local.files(under: directory)
        let services = Set(files.lazy.filter { isRecordOfAnother($0.path) }.map { parent(of: $0.path) })
        guard !services.isEmpty else { return files }
        return files.filter { file in ancestors(of: file.path).allSatisfy { !services.contains($0) } }
    }

    /// Whether a file is the record of a service that lives in a directory of this one.
    ///
    /// A record in a directory whose name begins with a dot belongs to the service around it.
    private func isRecordOfAnother(_ path: String) -> Bool {
        guard let slash = path.utf8.lastIndex(of: 0x2F), !records.contains(path) else { return false }
        let name = String(path[path.utf8.index(after: slash)...])
        guard name == Record.fileName || ForeignRecord.isStandardName(name) else { return false }
        return !path[..<slash].split(separator: "/").contains { $0.hasPrefix(".") }
    }

    /// The directory that holds `path`; "" for the service itself.
    func parent(of path: String) -> String {
        path.utf8.lastIndex(of: 0x2F).map { String(path[..<$0]) } ?? ""
    }

    /// The directories above `path`, from the inside out, without the service itself.
    func ancestors(of path: String) -> [String] {
        var result: [String] = []
        var current = parent(of: path)
        while !current.isEmpty {
            result.append(current)
            current = parent(of: current)
        }
        return result
    }
}
