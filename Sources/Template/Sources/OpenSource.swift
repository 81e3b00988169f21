/// Opens the source a locator names.
/// - Parameters:
///   - locator: Where it is.
///   - catalog: The built-in scaffolds.
///   - relativeTo: The folder that relative paths start from.
/// - Throws: ``ScaffoldError`` when there is no scaffold.
public func openSource(
    _ locator: SourceLocator, catalog: Catalog, relativeTo folder: String
) throws(ScaffoldError) -> any ScaffoldSource {
    switch locator {
    case .builtin(let name): return try catalog.source(named: name)
    case .folder(let path): return try FolderSource(Path.join(folder, path), locator: locator)
    case .git: throw ScaffoldError(.locator, "git sources are not there yet")
    }
}
