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

    var isPython: Bool { path.hasSuffix(".py") || path.hasSuffix(".pyi") }
}

extension String {
    /// Whether a name stands here, and not as a part of a longer one.
    func names(_ word: String) -> Bool {
        utf8.split(whereSeparator: { !$0.isWordByte }).contains { $0.elementsEqual(word.utf8) }
    }
}
