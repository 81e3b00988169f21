/// Opens the source a locator names.
///
/// A folder with `scaffold.yml` is read as it is. A folder that is the root of a repository with version tags is read
/// by its tags. Any other folder is one release in the making.
/// - Parameters:
///   - locator: Where it is.
///   - catalog: The built-in scaffolds.
///   - folder: The folder that relative paths start from.
/// - Throws: ``ScaffoldError`` when there is no scaffold.
public func openSource(
    _ locator: SourceLocator, catalog: Catalog, relativeTo folder: String
) throws(ScaffoldError) -> any ScaffoldSource {
    switch locator {
    case .builtin(let name): return try catalog.source(named: name)
    case .folder(let path):
        let place = Path.join(folder, path)
        if !FileTree.isFile(Path.join(place, "scaffold.yml")), GitSource.isTagged(place) {
            return try GitSource(repository: place, locator: locator)
        }
        return try FolderSource(place, locator: locator)
    case .git(let url):
        return try GitSource(repository: url, locator: locator)
    }
}
