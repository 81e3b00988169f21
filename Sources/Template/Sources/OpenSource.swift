public import Git

/// Opens the source a locator names.
///
/// A folder with `scaffold.yml` is read as it is. A folder that is the root of a repository with version tags is read
/// by its tags. Any other folder is one release in the making. An address is read from its mirror in the cache.
/// - Parameters:
///   - locator: Where it is.
///   - catalog: The built-in scaffolds.
///   - cache: The mirrors of remote repositories; nil uses the standard place.
///   - folder: The folder that relative paths start from.
///   - revision: A commit or tag that is enough: the remote is not asked when the mirror has it. Nil asks for news.
/// - Throws: ``ScaffoldError`` when there is no scaffold, or no way to get it.
public func openSource(
    _ locator: SourceLocator, catalog: Catalog, cache: SourceCache? = nil, relativeTo folder: String,
    needing revision: String? = nil
) throws(ScaffoldError) -> any ScaffoldSource {
    switch locator {
    case .builtin(let name): return try catalog.source(named: name)
    case .folder(let path):
        let place = Path.join(folder, try expanded(path))
        if !FileTree.isFile(Path.join(place, "scaffold.yml")), GitSource.isTagged(place) {
            return try GitSource(repository: place, locator: locator)
        }
        return try FolderSource(place, locator: locator)
    case .git(let url):
        let mirror = try GitSource.git { () throws(GitError) in
            if let cache { return try cache.mirror(of: url, needing: revision) }
            return try SourceCache.standard(git: try GitExecutable.find()).mirror(of: url, needing: revision)
        }
        let warnings = mirror.failure.map {
            ["\(locator) could not be asked for news, the cached copy is used: \($0.message)"]
        }
        return try GitSource(repository: mirror.path, locator: locator, warnings: warnings ?? [])
    }
}

/// A path whose `~` is the home folder.
func expanded(_ path: String) throws(ScaffoldError) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    guard let home = FileTree.home else {
        throw ScaffoldError(.locator, "there is no home folder for \(path)", fix: "set HOME, or write the whole path")
    }
    return home + path.dropFirst()
}
