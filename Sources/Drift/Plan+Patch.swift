import Git
import Template

/// Which two sides a patch compares.
public enum PlanDifference: String, CaseIterable, Sendable {
    /// Base to local: what the owners did.
    case edited
    /// Base to incoming: what the template did.
    case incoming
    /// Local to the merged result: what an upgrade does.
    case merged
}

extension Plan {
    /// A patch as `git diff` writes it.
    /// - Parameters:
    ///   - paths: only these files and folders; empty for all.
    ///   - content: reads the content of a version that carries none.
    public func patch(
        _ difference: PlanDifference, paths: [String], content: (FileVersion) throws -> [UInt8]
    ) throws -> [UInt8] {
        try files.filter { $0.matches(paths) }.flatMap { try $0.patch(difference, content: content) }
    }
}

extension Plan.File {
    /// The file's part of a patch; empty where both sides have the same.
    /// - Parameter content: reads the content of a version that carries none.
    public func patch(_ difference: PlanDifference, content: (FileVersion) throws -> [UInt8]) throws -> [UInt8] {
        func side(_ version: FileVersion?, _ path: String?) throws -> Repository.PatchSide? {
            guard let version, let path, version.mode != .submodule else { return nil }
            return Repository.PatchSide(path: path, mode: version.mode, bytes: try content(version))
        }
        let localPath = previousPath ?? path
        let (old, new) =
            switch difference {
            case .edited: (try side(base, basePath), try side(local, localPath))
            case .incoming: (try side(base, basePath), try side(incoming, incomingPath))
            case .merged: (try side(local, localPath), try side(result, path))
            }
        // Files that only the owners have are no difference to the template.
        if old == new || difference == .edited && base == nil && incoming == nil { return [] }
        return try Repository.patch(old: old, new: new)
    }

    /// Whether the file is one of these paths, or below one of these folders; without any, it is.
    public func matches(_ paths: [String]) -> Bool {
        guard !paths.isEmpty else { return true }
        let names = [path, previousPath, basePath, incomingPath].compactMap { $0 }
        return paths.contains { wanted in
            let folder = wanted.hasSuffix("/") ? wanted : wanted + "/"
            return names.contains { $0 == wanted || $0.hasPrefix(folder) }
        }
    }
}
