/// Finds new uses of a word that one side edited out of every line that had it: a convention that it gave up, such as a
/// command, a call or an address, and one more line of the old kind.
///
/// That lines were edited where they stand, all of them and more than one, says enough. A word that the other side's new
/// lines define themselves is another one.
enum GivenUpWords {
    /// - Parameter changes: Where each side differs from the base.
    static func find(
        in sides: SidedLines, of bodies: Sides<[UInt8]>, _ changes: Sides<[DiffRange]>, path: String
    ) -> [Contradiction] {
        if NameGuard.isProse(path) || changes.local.isEmpty || changes.incoming.isEmpty { return [] }
        let base = LineText(bodies.base)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let new = LineText(bodies[side])
            // What came for each word, by the lines that lost it.
            var gone: [Substring: (lines: Int, new: Set<Substring>, owners: Set<Substring>)] = [:]
            for change in changes[side] where change.old.count == change.new.count {
                for (before, after) in zip(change.old, change.new) {
                    let line = text(base[before])
                    let (old, new) = (words(line), words(text(new[after])))
                    // Half of a line is left where it was edited, and not replaced.
                    guard old.intersection(new).count * 2 >= old.count else { continue }
                    for word in old.subtracting(new) where isName(word) {
                        let known = gone[word] ?? (0, new, [])
                        gone[word] = (
                            known.lines + 1, known.new.intersection(new.subtracting(old)),
                            known.owners.union(owners(of: word, in: line))
                        )
                    }
                }
            }
            gone = gone.filter { $0.value.lines > 1 && !$0.value.new.isEmpty }
            if gone.isEmpty { return [] }
            let added = sides.added(by: other).filter { !$0.isComment() }
            let own = Set(added.flatMap { bound($0.text) })
            let wanted = Set(added.flatMap { words($0.text) }).intersection(gone.keys).subtracting(own)
            if wanted.isEmpty { return [] }
            let given = wanted.filter { word in
                sides.lines.base.count { words($0.text).contains(word) } == gone[word]?.lines
                    && !sides.lines[side].contains { words($0.text).contains(word) }
            }
            return added.flatMap { line in
                given.intersection(words(line.text)).sorted().compactMap { word in
                    // What one object has, another one may have, too.
                    let known = gone[word]?.owners.subtracting([""]) ?? []
                    if known.count == 1, known.union([""]).isDisjoint(with: owners(of: word, in: line.text)) {
                        return nil
                    }
                    return Contradiction("\(word) in \(line.text)", line, of: other)
                }
            }
        }
    }

    /// What stands before the dots that a word stands behind; empty where it stands behind none.
    private static func owners(of word: Substring, in line: String) -> Set<Substring> {
        Set(
            line.ranges(of: word).map { range in
                let before = line[..<range.lowerBound]
                guard before.last == "." else { return "" }
                return Substring(
                    before.dropLast().reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
            })
    }

    private static func text(_ line: ArraySlice<UInt8>) -> String { String(decoding: line, as: UTF8.self) }

    /// The words of a line: letters, digits, `_` and `-`.
    private static func words(_ text: String) -> Set<Substring> { Set(parts(text)) }

    private static func parts(_ text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }
    }

    /// Whether a word may be a name that says something.
    private static func isName(_ word: Substring) -> Bool {
        word.utf8.count > 3 && word.contains(where: \.isLetter) && !keywords.contains(word)
    }

    private static let binders: Set<Substring> = [
        "for", "as", "def", "fn", "func", "fun", "function", "let", "const", "var", "val", "import", "class", "type",
    ]

    /// The names that a line gives something: behind a word that says so, and before `:`, `=` and `:=`.
    private static func bound(_ text: String) -> [Substring] {
        let words = parts(text)
        return words.enumerated().compactMap { index, word in
            if index > 0, binders.contains(words[index - 1]),
                text[words[index - 1].endIndex..<word.startIndex].allSatisfy(\.isWhitespace)
            {
                return word
            }
            let rest = text[word.endIndex...].drop(while: \.isWhitespace)
            let isGiven = rest.hasPrefix(":") || rest.hasPrefix("=") && !rest.hasPrefix("==")
            return isGiven ? word : nil
        }
    }

    private static let keywords: Set<Substring> = [
        "abstract", "async", "await", "bool", "boolean", "break", "case", "catch", "char", "class", "const", "continue",
        "default", "defer", "echo", "elif", "else", "enum", "except", "export", "extends", "false", "final", "finally",
        "float", "from", "func", "function", "implements", "import", "interface", "local", "long", "module", "none",
        "null", "override", "package", "pass", "private", "protected", "public", "raise", "readonly", "require",
        "return", "self", "static", "string", "struct", "super", "switch", "then", "this", "throw", "throws", "true",
        "type", "undefined", "void", "while", "with", "yield", "None", "True", "False", "String", "Self",
    ]
}
