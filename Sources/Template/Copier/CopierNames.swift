/// What Python's `pathlib` makes of a file's name.
enum CopierNames {
    /// The last dot of a name and what is behind it; empty for hidden files and names that end in a dot.
    static func suffix(of name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
            name.utf8.index(after: dot) < name.endIndex
        else { return "" }
        return String(name[dot...])
    }

    /// A path without the suffix of its name, however much of it the template's suffix is.
    static func withoutSuffix(_ path: String) -> String {
        let parent = Path.parent(of: path)
        let name = parent.isEmpty ? path : String(decoding: path.utf8.dropFirst(parent.utf8.count + 1), as: UTF8.self)
        return String(decoding: path.utf8.dropLast(suffix(of: name).utf8.count), as: UTF8.self)
    }

    /// The last part of a path.
    static func name(of path: String) -> String {
        let parent = Path.parent(of: path)
        return parent.isEmpty ? path : String(decoding: path.utf8.dropFirst(parent.utf8.count + 1), as: UTF8.self)
    }
}

/// Where a rendered file may be.
enum CopierDestination {
    /// Why a destination is refused together with the whole template: it would be outside of the service, or git's own.
    static func refusal(of path: String) -> String? {
        if path.utf8.first == UInt8(ascii: "/") { return "is absolute" }
        for part in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let part = Substring(part)
            if part == ".." { return "leads upwards" }
        }
        return nil
    }

    /// Whether a part of the path is git's own folder, under whatever spelling.
    static func isInsideGit(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).contains { OutputPath.isGitFolder(Substring($0)) }
    }
}
