import Foundation
import TestSupport

/// Everything below a folder: kinds, permissions and contents by path.
struct Snapshot: Equatable, CustomStringConvertible {
    private var entries: [String: String] = [:]

    /// Takes a snapshot.
    ///
    /// Objects of git count only when asked: unreachable ones change nothing. The tool's own lock file never counts.
    init(of folder: String, objects: Bool = false, leavingOut isLeftOut: (String) -> Bool = { _ in false }) throws {
        let manager = FileManager.default
        guard let names = manager.enumerator(atPath: folder) else { return }
        for case let name as String in names {
            if !objects, name.contains(".git/objects") || name.hasPrefix("objects/") { continue }
            if isLeftOut(name) { continue }
            if name.hasSuffix("scaffold/lock") || name.hasSuffix(".git/scaffold") { continue }
            let path = "\(folder)/\(name)"
            let attributes = try manager.attributesOfItem(atPath: path)
            let permissions = (attributes[.posixPermissions] as? Int) ?? 0
            var text = "\(attributes[.type] as? FileAttributeType == .typeDirectory ? "folder" : "") \(permissions)"
            if attributes[.type] as? FileAttributeType == .typeSymbolicLink {
                text = "link " + (try manager.destinationOfSymbolicLink(atPath: path))
            } else if attributes[.type] as? FileAttributeType == .typeRegular {
                text += " " + (try Data(contentsOf: URL(filePath: path))).base64EncodedString()
            }
            entries[name] = text
        }
    }

    /// The paths that differ.
    func differences(to other: Snapshot) -> [String] {
        Set(entries.keys).union(other.entries.keys).filter { entries[$0] != other.entries[$0] }.sorted()
    }

    var description: String { "\(entries.count) entries" }
}
