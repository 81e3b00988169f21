/// Tells whether a path of names fits a pattern: names with dots between them, `*` for any name.
///
/// List entries are `[]` and are written as such.
func fits(_ path: [String], _ pattern: String) -> Bool {
    fits(path[...], pattern.split(separator: ".").map(String.init)[...])
}

private func fits(_ path: ArraySlice<String>, _ pattern: ArraySlice<String>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    guard let name = path.first, first == "*" || first == name else { return false }
    return fits(path.dropFirst(), pattern.dropFirst())
}
