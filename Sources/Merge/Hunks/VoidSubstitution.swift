/// A name or an address that one side replaced all over a text, where the other side's lines have it no more.
///
/// Only in prose, comments and the targets of links: a value that a program reads is never settled so. What replaces what
/// must be seen in the lines of the conflict alone; the side that did it must have left none of the old ones, and the
/// other side must have dropped the very sentence, or replaced its only one itself.
struct VoidSubstitution {
    private let file: HunkFile
    private let kind: Kind

    private enum Kind {
        case markdown, plain
        case code(comment: String)
    }

    /// A shorter text could stand for anything.
    private static let leastText = 6
    /// A sentence of fewer words can't be told from another one.
    private static let fewestWords = 3

    /// Nil for files in which nothing is known of text.
    init?(_ file: HunkFile) {
        let name = file.path.fileName
        let suffix = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
        switch suffix {
        case "md", "markdown": kind = .markdown
        case "py", "rb", "sh", "yml", "yaml", "toml": kind = .code(comment: "# ")
        case "swift", "go", "rs", "ts", "tsx", "js", "jsx", "java", "kt", "c", "h", "cpp", "cs":
            kind = .code(comment: "// ")
        case _ where Prose(path: file.path) != nil: kind = .plain
        default: return nil
        }
        self.file = file
    }

    /// The side whose lines stay.
    func kept(_ hunk: ConflictHunk) -> SideName? {
        let lines = HunkFile.lines(of: hunk)
        if isVoid(hunk, lines.incoming, on: .incoming, lines.local, of: .local) { return .local }
        if isVoid(hunk, lines.local, on: .local, lines.incoming, of: .incoming) { return .incoming }
        return nil
    }

    private func isVoid(
        _ hunk: ConflictHunk, _ replaced: [String], on side: SideName, _ others: [String],
        of other: SideName
    ) -> Bool {
        let base = HunkFile.lines(of: hunk).base
        guard base.count == replaced.count else { return false }
        let changed = base.indices.filter { base[$0] != replaced[$0] }
        var pairs: [String: String] = [:]
        for index in changed {
            guard
                let found = substitutions(
                    base[index], replaced[index], line: hunk.baseLines.lowerBound + index)
            else {
                return false
            }
            for (old, new) in found {
                guard pairs[old, default: new] == new else { return false }
                pairs[old] = new
            }
        }
        let whole = file.lines.map { $0.joined(separator: "\n") }
        let text = others.joined(separator: "\n")
        return !pairs.isEmpty
            && pairs.allSatisfy { old, new in
                // A text that was moved wants the new one where it stands now.
                guard !whole[side].contains(old), !Self.plain(text).contains(Self.plain(old)),
                    !file.hasNewLine(other, outside: hunk, where: { $0.contains(old) })
                else {
                    return false
                }
                // The other side has replaced the only one too, wherever it stands now.
                if whole.base.ranges(of: old).count == 1, !whole.base.contains(new),
                    !whole[other].contains(old),
                    whole[other].contains(new)
                {
                    return true
                }
                return text.isEmpty
                    || changed.allSatisfy { !base[$0].contains(old) || isDropped(base[$0], old, from: text) }
            }
    }

    /// A text without what another spelling of its names may leave out.
    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Whether most of the words around a text are gone with it.
    private func isDropped(_ line: String, _ old: String, from text: String) -> Bool {
        func words(_ text: String) -> Set<String> {
            Set(
                text.utf8.split { !$0.isWordByte }.map { String(Substring($0)).lowercased() }.filter {
                    $0.count > 2
                })
        }
        let mine = words(line.split(separator: old).joined(separator: " "))
        return mine.count >= Self.fewestWords && mine.intersection(words(text)).count * 2 < mine.count
    }

    // MARK: One line

    /// What a line replaced by what; nil where it changed more than that, and where it is no text.
    private func substitutions(_ old: String, _ new: String, line: Int) -> [(
        old: String, new: String
    )]? {
        let (before, after) = (Self.pieces(old), Self.pieces(new))
        guard before.count == after.count, isText(old, line), isText(new, line) else { return nil }
        var found: [(old: String, new: String)] = []
        for (index, (one, two)) in zip(before, after).enumerated() where one != two {
            let isTarget =
                index > 1 && before[index - 1] == "(" && before[index - 2] == "]" && one.contains("://")
            guard Self.isDistinctive(one), Self.isDistinctive(two), isTarget || !isIndented(old),
                let core = Self.core(one, two)
            else { return nil }
            found.append(core)
        }
        return found
    }

    /// Whether a line of the base is text and no code.
    private func isText(_ text: String, _ line: Int) -> Bool {
        switch kind {
        case .plain: return true
        case .code(let comment):
            let directives = [
                "noqa", "type:", "pylint", "eslint", "ruff", "syntax", "pragma", "nosec", "@ts-", "go:",
                "mypy",
            ]
            return text.trimmed.hasPrefix(comment) && !directives.contains(where: text.contains)
        case .markdown: return !file.places.isCode(line)
        }
    }

    private func isIndented(_ line: String) -> Bool {
        if case .code = kind { return false }
        return line.hasPrefix("    ") || line.hasPrefix("\t")
    }

    /// Runs of letters, digits and what stands within addresses and paths; every other character by itself.
    private static func pieces(_ line: String) -> [String] {
        var pieces: [String] = []
        var isOpen = false
        for character in line {
            let belongs = character.isLetter || character.isNumber || "_-.:/@%?&=#+~".contains(character)
            if belongs && isOpen {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            isOpen = belongs
        }
        return pieces
    }

    /// Whether a text is an address, a path or a name of a program's, and neither a word nor a number.
    private static func isDistinctive(_ text: String) -> Bool {
        let letters = text.filter(\.isLetter)
        let body = text.hasSuffix(".") || text.hasSuffix(":") ? text.dropLast() : text[...]
        return text.count >= leastText && letters.count * 2 > text.count
            && (body.contains { "/_.@".contains($0) } || text.dropFirst().contains(where: \.isUppercase))
    }

    /// What differs, without the parts of a path that both have at their ends.
    private static func core(_ old: String, _ new: String) -> (old: String, new: String)? {
        var (one, two) = (parts(old), parts(new))
        while one.count > 1, two.count > 1, one[0] == two[0] {
            one.removeFirst()
            two.removeFirst()
        }
        while one.count > 1, two.count > 1, one.last == two.last {
            one.removeLast()
            two.removeLast()
        }
        let core = (old: one.joined(separator: "/"), new: two.joined(separator: "/"))
        guard core.old.count >= leastText, core.new.count >= leastText / 2,
            core.old.contains(where: \.isLetter)
        else {
            return nil
        }
        return core
    }

    private static func parts(_ text: String) -> [Substring] {
        text.split(separator: "/", omittingEmptySubsequences: false)
    }
}
