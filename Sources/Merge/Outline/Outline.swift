/// The names that a text defines, found by a look at its lines: all that is known of a file that no parser here reads.
///
/// A scanner may miss a definition, and need not tell every kind of definition apart: what is asked of it is that it
/// reads the same lines the same way in every version of a file.
struct Outline {
    /// One line that gives something a name.
    struct Definition: Hashable {
        /// What is defined, in words that differ wherever two may stand beside each other.
        var name: String
        /// The block that it stands in: the number of the line that opens it, -1 for the file itself.
        var scope: Int
        /// Its line, counted from 0.
        var line: Int
        /// What it says, where saying it twice does no harm; nil where the name alone must stand once.
        var text: String?
    }

    private(set) var definitions: [Definition] = []
    /// What gives a name another meaning, beside a definition of it alone: see ``OtherMeanings``.
    private(set) var others = OtherMeanings()

    mutating func add(_ name: String, scope: Int = -1, line: Int, text: String? = nil) {
        definitions.append(Definition(name: name, scope: scope, line: line, text: text))
    }

    /// Adds what each side may say first only: where one of them says it twice in one block, it may be said so often.
    mutating func add(once name: String, scope: Int, line: Int, text: String? = nil) {
        add(Self.once + name, scope: scope, line: line, text: text)
    }

    private static let once = "once "

    /// Whether a name is of what may be said more often where a side does so.
    static func isOnce(_ name: String) -> Bool { name.hasPrefix(once) }

    /// Adds what counts only beside a definition of its name.
    mutating func addOther(_ name: String, scope: Int, line: Int, text: String? = nil) {
        others.add(Definition(name: name, scope: scope, line: line, text: text))
    }

    /// The lines that define each name.
    var lines: [String: Set<Int>] {
        (definitions + others.definitions).reduce(into: [:]) { $0[$1.name, default: []].insert($1.line) }
    }

    /// How often each name is defined in one block, the block that has it most often.
    var counts: [String: Int] {
        var perScope: [Definition: Int] = [:]
        var counts: [String: Int] = [:]
        var texts: Set<Definition> = []
        for definition in definitions {
            var place = definition
            place.line = 0
            if place.text != nil, !texts.insert(place).inserted { continue }
            place.text = nil
            let count = perScope[place, default: 0] + 1
            perScope[place] = count
            counts[definition.name] = max(counts[definition.name] ?? 0, count)
        }
        for place in others.places(beside: definitions) {
            counts[place.name] = max(counts[place.name] ?? 0, (perScope[place] ?? 0) + 1)
        }
        return counts
    }
}

/// A line of a text as scanners see it.
struct OutlineLine {
    /// The line's number, counted from 0.
    let number: Int
    /// The line without space at its ends.
    let text: String
    /// How much space stands before it.
    let indentation: Int

    /// The lines of a text that hold more than space.
    static func all(_ bytes: [UInt8]) -> [OutlineLine] {
        let lines = LineText(bytes)
        var result: [OutlineLine] = []
        result.reserveCapacity(lines.count)
        for number in 0..<lines.count {
            let line = lines[number]
            guard let first = line.firstIndex(where: { !isBlank($0) }),
                let last = line.lastIndex(where: { !isBlank($0) })
            else { continue }
            result.append(
                OutlineLine(
                    number: number, text: String(decoding: line[first...last], as: UTF8.self),
                    indentation: first - line.startIndex))
        }
        return result
    }

    /// The parts of the line between spaces.
    var words: [String] { text.split { $0 == " " || $0 == "\t" }.map(String.init) }

    /// Whether the line holds a character, asked before a pattern is tried: patterns are slow.
    func holds(_ character: Unicode.Scalar) -> Bool { text.unicodeScalars.contains(character) }

    /// The name before the first of these separators, without space; nil where there is no separator or no name.
    func name(before separators: String) -> String? {
        guard let end = text.firstIndex(where: separators.contains) else { return nil }
        let name = String(text[..<end]).trimmed
        return name.isEmpty ? nil : name
    }
}

/// Follows indentation down a text: under which line each line stands.
struct IndentationScopes {
    private var open: [(indentation: Int, line: Int)] = []

    /// The number of the line that a line stands under, -1 for none.
    mutating func enter(_ line: OutlineLine) -> Int {
        while let last = open.last, last.indentation >= line.indentation { open.removeLast() }
        defer { open.append((line.indentation, line.number)) }
        return open.last?.line ?? -1
    }

    /// The number of the line that each line of a text stands under, by its own.
    static func blocks(of lines: [OutlineLine]) -> [Int: Int] {
        var scopes = IndentationScopes()
        return lines.reduce(into: [:]) { $0[$1.number] = scopes.enter($1) }
    }
}

extension Substring {
    /// The letters, digits and underscores at the start, and further characters that are allowed.
    func identifier(with others: String = "") -> String {
        String(prefix { $0 == "_" || $0.isLetter || $0.isNumber || others.contains($0) })
    }
}
