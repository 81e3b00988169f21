import TOMLKit

/// The paths that cruft leaves alone, of the record and of `[tool.cruft] skip` in `pyproject.toml`.
///
/// An entry with `*` in it is a pattern as Python's `pathlib` reads it: `*` stays within one name, `**` stands for any
/// number of folders, dot files are like others. Any other entry is a path. Either takes everything below it along.
public struct CruftSkip: Hashable, Sendable {
    private struct Entry: Hashable {
        var parts: [PathPattern.Part]
        var isPattern: Bool
    }

    private let entries: [Entry]

    /// Takes the entries of a record and of the project's `pyproject.toml`.
    /// - Throws: ``ScaffoldError`` when that file is no TOML, as cruft does.
    public init(_ skip: [String], pyproject: [UInt8]? = nil) throws(ScaffoldError) {
        entries = (skip + (try pyproject.map(CruftSkip.entries) ?? [])).compactMap(CruftSkip.entry)
    }

    /// Whether cruft leaves a file alone.
    public func matches(_ path: String) -> Bool {
        let names = PathPattern.names(of: path)
        return entries.contains { entry in
            if !entry.isPattern {
                let parts = entry.parts.map { if case .name(let name) = $0 { name } else { "**" } }
                return names.starts(with: parts)
            }
            return (0...names.count).contains { PathPattern.matches(entry.parts, names[..<$0]) }
        }
    }

    /// The `skip` list of `[tool.cruft]`.
    static func entries(_ pyproject: [UInt8]) throws(ScaffoldError) -> [String] {
        do {
            let table = try TOMLTable(string: String(decoding: pyproject, as: UTF8.self))
            return table["tool"]?.table?["cruft"]?.table?["skip"]?.array?.compactMap(\.string) ?? []
        } catch {
            throw ScaffoldError(
                .manifest, "the file is no TOML, so that what cruft skips is not known",
                at: .init(file: "pyproject.toml"))
        }
    }

    /// Reads an entry; nil for one that leads out of the project, which nothing may touch.
    private static func entry(_ text: String) -> Entry? {
        let isPattern = text.utf8.contains(UInt8(ascii: "*"))
        let names = PathPattern.names(of: text).filter { $0 != "." }
        if text.hasPrefix("/") || names.contains("..") || names.isEmpty { return nil }
        let path = names.joined(separator: "/")
        return Entry(parts: isPattern ? PathPattern.parts(path) : names.map { .name($0) }, isPattern: isPattern)
    }
}
