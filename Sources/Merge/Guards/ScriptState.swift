/// Finds lines of a shell script that mean something else below what the other side put above them: another folder, a
/// variable that is gone, a document in which nothing is replaced any more.
struct ScriptState {
    /// Nil for files that are no shell scripts.
    init?(path: String) {
        guard shellSuffixes.contains(path.fileSuffix) else { return nil }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let mine = sides.added(by: side)
            let theirs = sides.added(by: other).filter { !$0.isComment() }
            if mine.isEmpty || theirs.isEmpty { return [] }
            return folders(mine, theirs, side) + variables(mine, theirs, side) + documents(sides, theirs, side, other)
                + shifts(mine, theirs, side) + shells(sides, mine, theirs, side) + unset(sides, mine, theirs, side)
                + separators(mine, theirs, side) + arrays(sides, mine, theirs, side)
        }
    }

    /// A file named from where the script is, below a line that goes elsewhere.
    private func folders(_ mine: [OutlineLine], _ theirs: [OutlineLine], _ side: SideName) -> [Contradiction] {
        let moves = mine.filter { $0.indentation == 0 && $0.words[0] == "cd" && $0.words.count > 1 }
        // Who comes back was elsewhere only for the lines between.
        guard moves.count == 1, let move = moves.first, move.words[1] != "-",
            !["$(dirname", "\"$(dirname", "\"${BASH", "${BASH"].contains(where: move.words[1].hasPrefix)
        else { return [] }
        return pairs(move, theirs.filter { $0.indentation == 0 && namesFile($0) }, side, about: "folder")
    }

    private func namesFile(_ line: OutlineLine) -> Bool {
        line.words.dropFirst(line.words[0].contains("/") ? 0 : 1).contains { word in
            let text = word.filter { $0 != "\"" && $0 != "'" }
            guard let first = text.first, text.contains("/"), !text.holds("://") else { return false }
            return first.isLetter || first == "." && !text.hasPrefix("./.")
        } && line.words[0] != "cd"
    }

    /// A variable read below a line that unsets it.
    private func variables(_ mine: [OutlineLine], _ theirs: [OutlineLine], _ side: SideName) -> [Contradiction] {
        mine.filter { $0.words[0] == "unset" }.flatMap { line in
            let names = Set(line.words.dropFirst())
            return pairs(
                line, theirs.filter { !names.isDisjoint(with: ShellUses.names(in: $0.text)) }, side, about: "variable")
        }
    }

    private static let argumentUse = Pattern(/\$\{?[1-9@*#]/)

    /// An argument read by its number below a line that takes arguments away.
    private func shifts(_ mine: [OutlineLine], _ theirs: [OutlineLine], _ side: SideName) -> [Contradiction] {
        let shifts = mine.filter { line in
            line.indentation == 0 && line.text.split { " ;".contains($0) }.contains("shift")
        }
        guard shifts.count == 1, let shift = shifts.first else { return [] }
        return pairs(
            shift, theirs.filter { $0.indentation == 0 && $0.holds("$") && $0.text.contains(Self.argumentUse) }, side,
            about: "arguments")
    }

    /// What only bash knows, in a script that another shell is to run.
    private func shells(
        _ sides: SidedLines, _ mine: [OutlineLine], _ theirs: [OutlineLine], _ side: SideName
    ) -> [Contradiction] {
        guard let first = sides.lines.base.first, first.text.hasPrefix("#!"), first.text.hasSuffix("bash"),
            let shell = mine.first, shell.number == first.number,
            shell.text.hasSuffix("/sh") || shell.text.hasSuffix(" sh") || shell.text.hasSuffix("dash")
        else { return [] }
        return pairs(shell, theirs.filter { isOfBash($0.text) }, side, about: "shell")
    }

    private static let bashExpansion = Pattern(/\$\{\w+(?:\[|\^|,|\/|:\d)/)

    private func isOfBash(_ text: String) -> Bool {
        ["[[ ", "<<<", "=(", "<(", "&>"].contains(where: text.contains)
            || ["((", "function ", "source ", "declare ", "mapfile ", "shopt "].contains(where: text.hasPrefix)
            || text.contains(Self.bashExpansion)
    }

    private static let emptyTest = Pattern(/(?:^|\s)-[nz]\s+"?\$(?:\{(\w+)\}|(\w+))/)

    /// A test for a variable that nothing sets, below a line that makes each use of such a one fail.
    private func unset(
        _ sides: SidedLines, _ mine: [OutlineLine], _ theirs: [OutlineLine], _ side: SideName
    ) -> [Contradiction] {
        guard let strict = mine.first(where: isStrict), !sides.lines.base.contains(where: isStrict) else { return [] }
        let all = [sides.lines.local, sides.lines.incoming].flatMap { $0 }
        let tests = theirs.filter { line in
            guard line.holds("$"), let test = line.text.firstMatch(of: Self.emptyTest) else { return false }
            let name = String(test.1 ?? test.2 ?? "")
            // `read NAME` and `for NAME in` set it, too.
            return !all.contains {
                $0.text.contains(name + "=") || $0.text.contains(name + ":=") || $0.words.contains(name)
            }
        }
        return pairs(strict, tests, side, about: "unset variable")
    }

    private static let splitting = Pattern(/\bin \$\{?\w+\}?(?:;|$)|\bset -- \$\w|=\(\s*\$\w+\s*\)/)

    /// A list between spaces that is taken apart below a line which says that words are between other signs.
    private func separators(_ mine: [OutlineLine], _ theirs: [OutlineLine], _ side: SideName) -> [Contradiction] {
        guard
            let sign = mine.first(where: {
                $0.indentation == 0 && $0.text.hasPrefix("IFS=") && $0.words.count == 1 && !$0.text.contains("' ")
            })
        else { return [] }
        return pairs(
            sign,
            theirs.filter {
                $0.holds("$") && $0.text.contains(Self.splitting)
            },
            side, about: "words")
    }

    private static let array = Pattern(/(?:declare -a |readonly |local )*(\w+)=\(/)

    /// A variable read as one text that the other side made a list of.
    private func arrays(
        _ sides: SidedLines, _ mine: [OutlineLine], _ theirs: [OutlineLine], _ side: SideName
    ) -> [Contradiction] {
        mine.flatMap { line -> [Contradiction] in
            guard let name = line.text.prefixMatch(of: Self.array)?.1,
                sides.lines.base.contains(where: { $0.text.hasPrefix(name + "=") && !$0.text.hasPrefix(name + "=(") })
            else { return [] }
            let uses = theirs.filter { use in
                use.text.contains("$" + name) && !use.text.contains("$" + name + "_")
                    || use.text.contains("${" + name + "}")
            }
            return pairs(line, uses, side, about: "list")
        }
    }

    /// `set -eu`, or `set -o nounset`.
    private func isStrict(_ line: OutlineLine) -> Bool {
        line.words[0] == "set"
            && line.words.contains { $0 == "nounset" || $0.hasPrefix("-") && $0.dropFirst().contains("u") }
    }

    private func pairs(
        _ line: OutlineLine, _ others: [OutlineLine], _ side: SideName, about what: String
    ) -> [Contradiction] {
        others.map { other in
            Contradiction("\(what) of \(line.text) in \(other.text)", line, of: side, other, isOrdered: true)
        }
    }

    /// A line with a variable in a document which the other side quoted, or quotes no more.
    private func documents(
        _ sides: SidedLines, _ theirs: [OutlineLine], _ side: SideName, _ other: SideName
    ) -> [Contradiction] {
        let new = Set(theirs.map(\.number))
        let documents = Self.documents(sides.lines[other])
        let mine = Dictionary(Self.documents(sides.lines[side]).map { ($0.key, $0.line) }) { first, _ in first }
        return documents.flatMap { document -> [Contradiction] in
            // The same but for its quotation marks.
            guard let changed = mine[document.key], changed.text != document.line.text,
                sides.counts.base[changed.text] == nil
            else { return [] }
            return document.body.filter { new.contains($0.number) && ($0.holds("$") || $0.holds("`")) }.map { line in
                Contradiction("document of \(line.text)", changed, of: side, line, isOrdered: true)
            }
        }
    }

    private struct Document {
        /// The line that begins it, without quotation marks.
        var key: String
        var line: OutlineLine
        var body: [OutlineLine] = []
    }

    private static let heredocument = Pattern(/<<-?\s*(["'\\]?)([A-Za-z_]+)/)

    private static func documents(_ lines: [OutlineLine]) -> [Document] {
        var found: [Document] = []
        var end: String?
        for line in lines {
            if let open = end {
                if line.text == open { end = nil } else { found[found.count - 1].body.append(line) }
            } else if line.holds("<"), let start = line.text.firstMatch(of: heredocument) {
                end = String(start.2)
                found.append(Document(key: line.text.filter { $0 != "'" && $0 != "\"" && $0 != "\\" }, line: line))
            }
        }
        return found
    }
}
