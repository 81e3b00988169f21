/// Patterns over paths name by name, as Python's `pathlib` and git's attributes have them: `**` stands for any number of
/// folders, everything else for one name.
enum PathPattern {
    /// One name of a pattern.
    enum Part: Hashable {
        case anyDepth
        case name(String)
    }

    /// The parts of a pattern.
    static func parts(_ pattern: String) -> [Part] {
        names(of: pattern).map { $0 == "**" ? .anyDepth : .name($0) }
    }

    /// The parts of a pattern of `.gitattributes`: without a slash it is about a name in any folder.
    static func parts(ofAttributes pattern: String) -> [Part] {
        let parts = parts(pattern)
        return pattern.utf8.contains(UInt8(ascii: "/")) ? parts : [.anyDepth] + parts
    }

    /// The names of a path.
    static func names(of path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    }

    /// Whether parts describe a whole path.
    static func matches(_ parts: [Part], _ path: String) -> Bool { matches(parts, names(of: path)[...]) }

    /// Whether parts describe all of these names.
    static func matches(_ parts: [Part], _ names: ArraySlice<String>) -> Bool {
        // reached[j]: the parts so far describe the first j names.
        var reached = [true] + Array(repeating: false, count: names.count)
        for part in parts {
            var next = Array(repeating: false, count: names.count + 1)
            switch part {
            case .anyDepth:
                var isOpen = false
                for j in reached.indices {
                    isOpen = isOpen || reached[j]
                    next[j] = isOpen
                }
            case .name(let pattern):
                let pattern = CopyPattern(pattern)
                for (j, name) in names.enumerated() where reached[j] && pattern.matches(name) { next[j + 1] = true }
            }
            reached = next
        }
        return reached[names.count]
    }
}
