import Git
import Merge

/// A conflict without what is peculiar to one service: what two services of one scaffold can have in common.
public struct ConflictPattern: Hashable, Sendable {
    /// The scaffold's name.
    public var scaffold: String
    /// The file's path in the template.
    public var template: String
    /// The name of the file's format.
    public var format: String
    /// What in the file conflicts: a key path, or the base's lines around it.
    public var place: String
    /// The base's lines, with answers replaced by their names.
    public var base: [String]
    /// The owners' lines, likewise.
    public var local: [String]
    /// The template's lines, likewise.
    public var incoming: [String]

    /// Makes a pattern of its parts.
    public init(
        scaffold: String, template: String, format: String, place: String, base: [String], local: [String],
        incoming: [String]
    ) {
        self.scaffold = scaffold
        self.template = template
        self.format = format
        self.place = place
        self.base = base
        self.local = local
        self.incoming = incoming
    }

    /// The pattern of a conflict; nil for text that is no UTF-8 or that has something like a placeholder in it.
    init?(
        _ hunk: ConflictHunk, at place: ConflictPlace, template: String, scaffold: String, _ answers: AnswerAbstraction
    ) {
        guard let base = Self.lines(hunk.base, answers), let local = Self.lines(hunk.local, answers),
            let incoming = Self.lines(hunk.incoming, answers),
            let named = answers.abstract(place.isNamed ? place.entity ?? place.anchor : place.anchor)
        else { return nil }
        self.init(
            scaffold: scaffold, template: template, format: place.format, place: named, base: base, local: local,
            incoming: incoming)
    }

    /// What the resolution is found by: sixteen hexadecimal digits.
    public var key: String {
        var text = ""
        for part in [[scaffold], [template], [format], [place], base, local, incoming] {
            // Counted, so that no two patterns give one text.
            text += "\(part.count)\n" + part.map { "\($0.utf8.count) \($0)\n" }.joined()
        }
        return String(ObjectID.of(blob: Array(text.utf8)).hex.prefix(16))
    }

    /// Whether the template made the same change at the same place, whatever the owners did there.
    func isSameChange(as other: ConflictPattern) -> Bool {
        var mine = self
        mine.local = other.local
        return mine == other
    }

    /// Lines without line ends and trailing space, answers replaced.
    static func lines(_ bytes: [UInt8], _ answers: AnswerAbstraction) -> [String]? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var lines: [String] = []
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast(text.isEmpty ? 0 : 1) {
            var line = line
            while let last = line.last, [0x20, 0x09, 0x0D].contains(last) { line.removeLast() }
            guard let abstract = answers.abstract(String(Substring(line))) else { return nil }
            lines.append(abstract)
        }
        return text.isEmpty ? [] : lines
    }
}
