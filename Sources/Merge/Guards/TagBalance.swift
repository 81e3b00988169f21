/// Whether every element of a markup that a text opens is closed.
///
/// Two sides that each wrap lines in an element begin it with the same line, which merges as one, and end it at two places.
struct TagBalance {
    private let names: Set<String>
    private let places: JoinedLines

    /// Nil for other files, and where no element is as often closed as opened on all sides.
    init?(_ sides: SidedLines, path: String) {
        guard
            ["html", "htm", "xml", "vue", "svelte", "jinja", "jinja2", "j2", "tsx", "jsx", "erb", "hbs"]
                .contains(path.fileSuffix)
        else { return nil }
        let counts = sides.lines.map { Self.counts($0) }
        let known = [counts.base, counts.local, counts.incoming]
        let all = Set(known.flatMap(\.keys))
        names = all.filter { name in known.allSatisfy { $0[name] ?? 0 == 0 } }
        if names.isEmpty { return nil }
        places = JoinedLines(
            local: Set(sides.added(by: .local).map(\.number)), incoming: Set(sides.added(by: .incoming).map(\.number)))
    }

    func found(in text: [OutlineLine]) -> Set<String> {
        let counts = Self.counts(text)
        return Set(names.filter { counts[$0] ?? 0 != 0 }.map { Self.prefix + $0 })
    }

    func places(of name: String) -> JoinedLines? { name.hasPrefix(Self.prefix) ? places : nil }

    private static let prefix = "element "

    /// How often each element is opened and not closed.
    private static func counts(_ lines: [OutlineLine]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for line in lines where line.holds("<") {
            for part in line.text.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
                let isEnd = part.hasPrefix("/")
                let name = (isEnd ? part.dropFirst() : part).identifier(with: "-.:")
                guard name.first?.isLetter == true else { continue }
                if !isEnd, part.prefix(while: { $0 != ">" }).hasSuffix("/") { continue }
                counts[name, default: 0] += isEnd ? -1 : 1
            }
        }
        return counts
    }
}
