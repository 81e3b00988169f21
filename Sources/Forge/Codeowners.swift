/// Who owns which files, as a CODEOWNERS file says: the last line whose pattern matches a path counts.
///
/// The rules are GitHub's: patterns as in `.gitignore`, but neither `!` nor `[ ]`; lines that break this are left out.
/// GitLab's section headers are passed over, with the sections' default owners for lines without owners.
public struct Codeowners: Sendable {
    /// One line that names a pattern.
    public struct Rule: Hashable, Sendable {
        /// The pattern as it is written, without escapes of spaces.
        public var pattern: String
        /// The owners as they are written; none takes the ownership away.
        public var owners: [String]
    }

    /// Where a repository may keep the file, the first one that exists counts.
    public static let places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]

    /// The lines that count, in their order.
    public var rules: [Rule] = []

    /// Reads a file.
    public init(_ text: String) {
        var defaults: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            var fields = Self.fields(line)
            guard let first = fields.first else { continue }
            if first.hasPrefix("[") || first.hasPrefix("^[") {
                // `[Name of section][2] @owner`: the owners come after the last bracket.
                guard let bracket = line.lastIndex(of: "]") else { continue }
                defaults = Self.fields(line[line.index(after: bracket)...])
                continue
            }
            guard !first.hasPrefix("!"), !first.contains("["), !first.contains("]") else { continue }
            fields.removeFirst()
            rules.append(Rule(pattern: first, owners: fields.isEmpty ? defaults : fields))
        }
    }

    /// The owners of one path, as they are written.
    public func owners(of path: String) -> [String] {
        rules.last { Self.matches($0.pattern, path) }?.owners ?? []
    }

    /// Who owns any of some paths: people and teams in the order of first mention; owners by e-mail are left out.
    public func reviewers(of paths: [String]) -> Reviewers {
        var reviewers = Reviewers()
        for path in paths {
            for owner in owners(of: path) where owner.hasPrefix("@") {
                let name = owner.dropFirst()
                if let slash = name.lastIndex(of: "/") {
                    let team = String(name[name.index(after: slash)...])
                    if !team.isEmpty, !reviewers.teams.contains(team) { reviewers.teams.append(team) }
                } else if !name.isEmpty, !name.hasPrefix("@"), !reviewers.people.contains(String(name)) {
                    reviewers.people.append(String(name))
                }
            }
        }
        return reviewers
    }

    /// The words of a line up to a comment; a backslash keeps a space or a number sign.
    private static func fields(_ line: Substring) -> [String] {
        var fields: [String] = []
        var word = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                if character != " " && character != "#" { word.append("\\") }
                word.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "#" && (word.isEmpty || !fields.isEmpty) {
                break
            } else if character == " " || character == "\t" {
                if !word.isEmpty { fields.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { fields.append(word) }
        return fields
    }
}

extension Codeowners {
    /// Whether a pattern matches a path: itself, or a folder above it.
    static func matches(_ pattern: String, _ path: String) -> Bool {
        var pattern = pattern[...]
        let isFolder = pattern.hasSuffix("/")
        while pattern.hasSuffix("/") { pattern = pattern.dropLast() }
        let isAnchored = pattern.contains("/")
        while pattern.hasPrefix("/") { pattern = pattern.dropFirst() }
        // A pattern of slashes alone names nothing.
        guard !pattern.isEmpty else { return false }
        let parts = pattern.split(separator: "/").map { Array($0.utf8) }
        let names = path.split(separator: "/").map { Array($0.utf8) }
        let wanted = isAnchored ? parts : [Array("**".utf8)] + parts
        // `docs/*` owns the files of that folder, not those of folders below it.
        let isFlat = isAnchored && !isFolder && parts.last == Array("*".utf8)
        let ends = isFlat ? [names.count] : Array(stride(from: names.count, through: 1, by: -1))
        return ends.contains { end in
            (!isFolder || end < names.count) && matches(wanted[...], names[..<end])
        }
    }

    private static func matches(_ parts: ArraySlice<[UInt8]>, _ names: ArraySlice<[UInt8]>) -> Bool {
        // The rows of a table instead of going back and forth, which many `**` would make slow.
        var reached = [Bool](repeating: false, count: names.count + 1)
        reached[0] = true
        for part in parts {
            var next = [Bool](repeating: false, count: names.count + 1)
            let isAny = part == Array("**".utf8)
            for (index, name) in names.enumerated() {
                if isAny {
                    next[index] = next[index] || reached[index]
                    next[index + 1] = next[index]
                } else if reached[index] {
                    next[index + 1] = matches(part: part, name)
                }
            }
            if isAny, reached[names.count] { next[names.count] = true }
            reached = next
        }
        return reached[names.count]
    }

    /// `*` and `?` within one name.
    private static func matches(part: [UInt8], _ name: [UInt8]) -> Bool {
        var reached = [Bool](repeating: false, count: name.count + 1)
        reached[0] = true
        var index = 0
        while index < part.count {
            var byte = part[index]
            var next = [Bool](repeating: false, count: name.count + 1)
            if byte == UInt8(ascii: "*") {
                var isReached = false
                for position in 0...name.count {
                    isReached = isReached || reached[position]
                    next[position] = isReached
                }
            } else {
                let isAny = byte == UInt8(ascii: "?")
                if byte == UInt8(ascii: "\\"), index + 1 < part.count {
                    index += 1
                    byte = part[index]
                }
                for position in 0..<name.count where reached[position] {
                    next[position + 1] = isAny || name[position] == byte
                }
            }
            reached = next
            index += 1
        }
        return reached[name.count]
    }
}
