/// Something a scaffold, its source or its answers got wrong, with the place and the way out.
///
/// Every error of this module is one of these. `message` says what and why, `location` where, `fix` what to do.
public struct ScaffoldError: Error, Hashable, Sendable {
    /// The kind of failure, for callers that react differently.
    public enum Code: String, Hashable, Sendable {
        /// A scaffold, release, file or repository that is not there.
        case notFound = "not-found"
        /// A source named in a way that cannot be read.
        case locator
        /// `scaffold.yml` or `release.yml` breaks the format.
        case manifest
        /// A `schema` number this tool does not know.
        case schema
        /// A release that asks for a newer tool.
        case requires
        /// Answers that are missing, unknown, of the wrong type or refused by a rule.
        case answers
        /// A template that does not parse or fails while it renders.
        case template
        /// A rendered path that must not be written.
        case path
        /// A render beyond the limits.
        case limit
        /// Content that differs from what was released.
        case frozen
        /// A command of a template that can't be confined on this machine, and so does not run.
        case confinement
        /// The operating system or git refused.
        case io
        /// The network failed, or somebody else is at work in a repository: the same may succeed a moment later.
        case temporary
    }

    /// A position in a manifest or a template; lines and columns count from 1.
    public struct Location: Hashable, Sendable, CustomStringConvertible {
        /// The file, as a path people can open or as a path in the release.
        public var file: String
        /// The line, or nil when the whole file is meant.
        public var line: Int?
        /// The column, or nil when the whole line is meant.
        public var column: Int?

        /// Makes a location.
        public init(file: String, line: Int? = nil, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }

        /// The position as compilers print it: `file:line:column`.
        public var description: String {
            guard let line else { return file }
            guard let column else { return "\(file):\(line)" }
            return "\(file):\(line):\(column)"
        }
    }

    /// The kind of failure.
    public var code: Code
    /// What went wrong and why, in one sentence.
    public var message: String
    /// One line for each single problem when there are several.
    public var details: [String]
    /// Where it went wrong.
    public var location: Location?
    /// The line in question with a caret under the place.
    public var excerpt: String?
    /// What to do about it.
    public var fix: String?

    /// Makes an error.
    public init(
        _ code: Code, _ message: String, details: [String] = [], at location: Location? = nil,
        excerpt: String? = nil, fix: String? = nil
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.location = location
        self.excerpt = excerpt
        self.fix = fix
    }
}

extension ScaffoldError: CustomStringConvertible {
    /// The whole error: position, message, details, excerpt and fix, a line each.
    public var description: String {
        var lines = [location.map { "\($0): \(message)" } ?? message]
        lines += details.map { "  \($0)" }
        if let excerpt { lines.append(excerpt) }
        if let fix { lines.append("fix: \(fix)") }
        return lines.joined(separator: "\n")
    }
}

extension ScaffoldError {
    /// The line of a text with a caret under a column, for ``excerpt``.
    ///
    /// Control characters are shown as spaces, so that a hostile file cannot steer a terminal.
    static func excerpt(of text: [UInt8], line: Int, column: Int?) -> String? {
        guard line > 0 else { return nil }
        var number = 1
        var start = 0
        while number < line {
            guard let end = text[start...].firstIndex(of: 0x0A) else { return nil }
            start = end + 1
            number += 1
        }
        let end = text[start...].firstIndex(of: 0x0A) ?? text.count
        var shown = ""
        for scalar in String(decoding: text[start..<end], as: UTF8.self).unicodeScalars.prefix(200) {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            shown.unicodeScalars.append(isControl ? " " : scalar)
        }
        guard let column, column > 0, column <= shown.unicodeScalars.count + 1 else { return "  \(shown)" }
        return "  \(shown)\n  \(String(repeating: " ", count: column - 1))^"
    }
}

/// The name nearest to a misspelt one, or nil when none is near.
///
/// Near means at most a third of the letters differ (optimal string alignment distance).
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
        let distance = editDistance(wanted, Array(candidate.utf8))
        let limit = max(1, max(wanted.count, candidate.utf8.count) / 3)
        if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two byte strings.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.count > 100 || b.count > 100 { return a == b ? 0 : .max }
    var twoAgo: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
        var current = [i + 1]
        for j in b.indices {
            let replace = previous[j] + (a[i] == b[j] ? 0 : 1)
            var least = min(replace, previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, twoAgo[j - 1] + 1) }
            current.append(least)
        }
        twoAgo = previous
        previous = current
    }
    return previous[b.count]
}
