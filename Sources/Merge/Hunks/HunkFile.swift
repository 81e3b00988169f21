/// The three files around a conflict, by their lines: what a rule needs that looks beyond the conflict's own.
struct HunkFile {
    let path: String
    /// The lines of each side, without their line feeds.
    let lines: Sides<[String]>

    init(_ bodies: MergeBodies, path: String) {
        self.path = path
        lines = Sides(base: bodies.base, local: bodies.local, incoming: bodies.incoming).map {
            Array(String(decoding: $0, as: UTF8.self).lines.dropLast())
        }
    }

    /// The lines of a conflict on each side.
    static func lines(of hunk: ConflictHunk) -> Sides<[String]> {
        Sides(base: hunk.base, local: hunk.local, incoming: hunk.incoming).map {
            Array(String(decoding: $0, as: UTF8.self).lines.dropLast())
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
