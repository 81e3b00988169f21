/// The three files around a conflict: what a rule needs that looks beyond the conflict's own lines.
///
/// Most conflicts need none of it, and one file may have many: each part is worked out once, when it is asked for.
final class HunkFile {
    let path: String
    private let bodies: MergeBodies
    /// The lines of each side, without their line feeds.
    private(set) lazy var lines = Self.lines(bodies.base, bodies.local, bodies.incoming)
    /// What the base's lines are parts of, where the file is Markdown.
    private(set) lazy var places = MarkdownPlaces(lines.base)
    /// What holds blocks together, where the file is Markdown.
    private(set) lazy var containers = MarkdownContainers([lines.base, lines.local, lines.incoming])
    /// The edits that both sides made all over the file.
    private(set) lazy var sharedEdits = SharedEdits(bodies)

    init(_ bodies: MergeBodies, path: String) {
        self.path = path
        self.bodies = bodies
    }

    /// The lines of a conflict on each side.
    static func lines(of hunk: ConflictHunk) -> Sides<[String]> { lines(hunk.base, hunk.local, hunk.incoming) }

    private static func lines(_ base: [UInt8], _ local: [UInt8], _ incoming: [UInt8]) -> Sides<[String]> {
        Sides(base: base, local: local, incoming: incoming).map {
            Array(String(decoding: $0, as: UTF8.self).lines.dropLast())
        }
    }

    /// Whether a side has such a line that the base has not, or only within a conflict: a new one, or one that was moved.
    func hasNewLine(_ side: SideName, outside hunk: ConflictHunk, where matches: (String) -> Bool) -> Bool {
        var known = lines.base
        known.removeSubrange(hunk.baseLines)
        return lines[side].contains { line in
            guard matches(line) else { return false }
            guard let place = known.firstIndex(of: line) else { return true }
            known.remove(at: place)
            return false
        }
    }

    /// The line that opens what stands behind some space, above a line of the base.
    func opener(above line: Int, within edge: Substring) -> String? {
        let above = lines.base[..<line]
        let opener = above.lastIndex { text in
            let indentation = text.prefix { $0 == " " || $0 == "\t" }
            return !text.trimmed.isEmpty && indentation.count < edge.count && edge.hasPrefix(indentation)
        }
        // The bracket may stand on a line of its own.
        return opener.map { above[$0].trimmed == "{" && $0 > 0 ? above[$0 - 1] : above[$0] }
    }

    var isPython: Bool { path.hasSuffix(".py") || path.hasSuffix(".pyi") }
}

extension String {
    /// Whether a name stands here, and not as a part of a longer one.
    func names(_ word: String) -> Bool {
        utf8.split(whereSeparator: { !$0.isWordByte }).contains { $0.elementsEqual(word.utf8) }
    }
}
