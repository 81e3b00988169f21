import Drift
public import Git
import Synchronization
public import Template

/// The sources that the services of a fleet were made from; each is asked for news once.
///
/// Shared by all threads of an audit.
public final class SourceLibrary: Sendable {
    private let catalog: @Sendable () throws -> Catalog
    private let cache: SourceCache?
    private let folder: String
    private let opened = Mutex(Opened())

    private struct Opened {
        var native: [String: Result<CachedSource, any Error>] = [:]
        var foreign: [String: Result<Copy, any Error>] = [:]
        var states: [String: String] = [:]
    }

    /// Where a template's repository can be read on this machine.
    struct Copy: Sendable {
        var path: String
        var warnings: [String]
    }

    /// Makes an empty library.
    /// - Parameters:
    ///   - catalog: Finds the built-in scaffolds, asked only when a service needs them.
    ///   - cache: The mirrors of remote sources; nil uses the standard place.
    ///   - folder: The folder that relative paths start from.
    public init(
        catalog: @escaping @Sendable () throws -> Catalog, cache: SourceCache? = nil, relativeTo folder: String
    ) {
        self.catalog = catalog
        self.cache = cache
        self.folder = folder
    }

    /// One of our own sources.
    func native(_ locator: SourceLocator) throws -> CachedSource {
        try opened.withLock { opened in
            let key = Self.key(locator)
            if let known = opened.native[key] { return try known.get() }
            let result = Result { try CachedSource(open(locator)) }
            opened.native[key] = result
            return try result.get()
        }
    }

    private func open(_ locator: SourceLocator) throws -> any ScaffoldSource {
        var catalog = Catalog(root: "")
        if case .builtin = locator { catalog = try self.catalog() }
        return try openSource(locator, catalog: catalog, cache: cache, relativeTo: folder)
    }

    /// Another tool's template.
    func foreign(_ locator: SourceLocator) throws -> Copy {
        try opened.withLock { opened in
            let key = Self.key(locator)
            if let known = opened.foreign[key] { return try known.get() }
            let result = Result {
                let source = try TemplateRepository(locator, relativeTo: folder, cache: cache, needing: [])
                return Copy(path: source.repository.gitDirectory, warnings: source.warnings)
            }
            opened.foreign[key] = result
            return try result.get()
        }
    }

    // MARK: What they hold

    /// A text that changes when a source has something new; empty where it can't be read.
    /// - Parameter key: What ``key(_:)`` gave, with `copy ` before it for other tools' templates.
    func state(of key: String) -> String {
        if let known = opened.withLock({ $0.states[key] }) { return known }
        let state = (try? read(key)) ?? ""
        opened.withLock { $0.states[key] = state }
        return state
    }

    /// The key of a source in fingerprints.
    static func key(_ locator: SourceLocator) -> String {
        if case .builtin(let name) = locator { return "builtin:\(name)" }
        return locator.description
    }

    /// Marks the key of another tool's template.
    static let foreignMark = "template:"

    private func read(_ key: String) throws -> String {
        var text = ""
        if key.hasPrefix(Self.foreignMark) {
            let copy = try foreign(SourceLocator.parse(String(key.dropFirst(Self.foreignMark.count))))
            let repository = try Repository.open(at: copy.path)
            text = try repository.head().commit?.hex ?? ""
            for tag in try repository.references(under: "refs/tags/") { text += "\n\(tag.name) \(tag.commit.hex)" }
        } else {
            let name = key.hasPrefix("builtin:") ? String(key.dropFirst(8)) : nil
            let locator = try name.map { .builtin($0) } ?? SourceLocator.parse(key)
            let source = try native(locator)
            for release in try source.releases() {
                let commit = try source.commit(of: release.version)?.hex ?? ""
                text += "\(release.version) \(release.yanked ?? "") \(release.date ?? "") \(commit)\n"
            }
            if case .folder(let path) = locator, let place = try? FolderSource(Path.join(folder, path)) {
                for release in try place.releases() { text += try place.contentID(of: release.version).hex }
            }
        }
        return String(ObjectID.of(blob: Array(text.utf8)).hex.prefix(16))
    }
}
