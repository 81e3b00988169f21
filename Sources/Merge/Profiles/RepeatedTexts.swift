/// The texts that stand there more than once.
func doubled(_ texts: [String]) -> Set<String> {
    var seen: Set<String> = []
    return Set(texts.filter { !seen.insert($0).inserted })
}

extension Set<String> {
    /// The set of what a function makes of each text.
    func mapped(_ transform: (String) -> String) -> Set<String> { Set(map(transform)) }
}

extension String {
    /// A path without a slash at its end.
    var withoutLastSlash: String { utf8.count > 1 && hasSuffix("/") ? String(dropLast()) : self }

    /// A path without `./` at its start.
    var withoutOwnFolder: String { hasPrefix("./") ? String(dropFirst(2)) : self }
}
