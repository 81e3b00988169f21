#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Path arithmetic on text, without asking the file system.
package enum Path {
    /// A path below a folder; absolute paths stay as they are.
    package static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") || folder.isEmpty { return path }
        if path.isEmpty { return folder }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    /// The parts between slashes, without empty ones.
    ///
    /// Split by bytes: a slash with a combining mark behind it is one Swift character, and still a slash to the system.
    private static func segments(of path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    }

    /// The path without `.`, empty and resolvable `..` segments.
    package static func normalized(_ path: String) -> String {
        let isAbsolute = path.hasPrefix("/")
        var kept: [Substring] = []
        for part in segments(of: path) where part != "." {
            if part == "..", let last = kept.last, last != ".." {
                kept.removeLast()
            } else if part != ".." || !isAbsolute {
                kept.append(part)
            }
        }
        let joined = kept.joined(separator: "/")
        if isAbsolute { return "/\(joined)" }
        return joined.isEmpty ? "." : joined
    }

    /// The way from a folder to a path, both normalized and both absolute or both relative.
    package static func relative(_ path: String, from folder: String) -> String {
        guard path.hasPrefix("/") == folder.hasPrefix("/") else { return path }
        let target = segments(of: path).filter { $0 != "." }
        let start = segments(of: folder).filter { $0 != "." }
        var common = 0
        while common < target.count, common < start.count, target[common] == start[common] { common += 1 }
        let parts = Array(repeating: "..", count: start.count - common) + target[common...].map(String.init)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// Everything before the last slash; empty for a bare name, `/` for a name in the root.
    package static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whether one path comes before another in the order of their bytes.
    package static func precedes(_ a: String, _ b: String) -> Bool {
        // Sorting thousands of paths is felt; `memcmp` takes a third of the time of the generic comparison.
        let order = a.utf8.withContiguousStorageIfAvailable { left in
            b.utf8.withContiguousStorageIfAvailable { right -> Bool? in
                guard let first = left.baseAddress, let second = right.baseAddress else { return nil }
                let order = memcmp(first, second, min(left.count, right.count))
                return order == 0 ? left.count < right.count : order < 0
            }
        }
        return ((order ?? nil) ?? nil) ?? a.utf8.lexicographicallyPrecedes(b.utf8)
    }
}
