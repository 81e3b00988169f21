import Git

/// Which files git ignores among those that a command made: what it builds, installs and caches is no part of a service.
///
/// Only the `.gitignore` at the root counts.
public struct IgnoredFiles {
    private let rules: PathRules?

    /// Reads the rules among some files.
    public init(_ files: [TemplateFile]) {
        guard let file = files.first(where: { $0.path == ".gitignore" }), file.mode != .symlink else {
            rules = nil
            return
        }
        let lines = String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        rules = try? PathRules(lines.map(String.init))
    }

    /// Whether git ignores a path.
    public func contains(_ path: String) -> Bool { rules?.matches(path) ?? false }
}
