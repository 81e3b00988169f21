/// Groups of imports that both sides added at one point of a Python file, parted from other lines by blank ones.
///
/// What an import runs may depend on the ones before it: nothing is joined where a side's lines are more than plain
/// imports, where a module is known to change others, and where a module lies beside the file, since the other side may
/// have taken it out.
struct NewImports {
    private let file: HunkFile

    /// Modules that change what is imported after them.
    private static let acting: Set<String> = [
        "site", "sitecustomize", "gevent", "eventlet", "monkey", "readline", "colorama", "dotenv",
        "django", "matplotlib",
        "pytest_cov", "coverage",
    ]

    /// Whether a module changes what is imported after it.
    static func acts(_ module: Substring) -> Bool { acting.contains(String(module.prefix { $0 != "." })) }

    init?(_ file: HunkFile) {
        guard file.isPython else { return nil }
        self.file = file
    }

    /// Imports from the future first, then local's, then the template's; nil where they can't be told.
    ///
    /// That those from the future stand above all else is for ``RunOrder`` to see.
    func joined(_ hunk: ConflictHunk) -> [UInt8]? {
        let lines = HunkFile.lines(of: hunk)
        guard hunk.base.isEmpty, let mine = Block(lines.local, path: file.path),
            let theirs = Block(lines.incoming, path: file.path), mine.blanks == theirs.blanks,
            isGroup(hunk, mine.blanks),
            areNew(mine.names, in: file.lines.incoming), areNew(theirs.names, in: file.lines.local)
        else { return nil }
        let future = mine.future + theirs.future.filter { !mine.future.contains($0) }
        let rest = mine.rest + theirs.rest
        let gap = future.isEmpty || rest.isEmpty ? [] : [""]
        let blanks = mine.blanks.map { [String](repeating: "", count: $0) }
        let all = blanks[0] + future + gap + rest + blanks[1]
        return Array(all.map { $0 + "\n" }.joined().utf8)
    }

    /// Whether blank lines part what came from what was there.
    private func isGroup(_ hunk: ConflictHunk, _ blanks: [Int]) -> Bool {
        let (lines, place) = (file.lines.local, hunk.localLines)
        return (blanks[0] > 0 || place.lowerBound == 0 || lines[place.lowerBound - 1].trimmed.isEmpty)
            && (blanks[1] > 0 || place.upperBound == lines.count || lines[place.upperBound].trimmed.isEmpty)
    }

    /// Whether a file has none of the names otherwise.
    private func areNew(_ names: [String], in lines: [String]) -> Bool {
        names.allSatisfy { name in
            !lines.contains { line in
                guard let first = line.utf8.first, first != UInt8(ascii: " "), first != UInt8(ascii: "#")
                else {
                    return false
                }
                let isBinding =
                    ["import ", "from ", "def ", "class ", "async def "].contains { line.hasPrefix($0) }
                    || line.contains("=")
                return isBinding && line.names(name)
            }
        }
    }

    /// The imports that one side added.
    private struct Block {
        var future: [String] = []
        var rest: [String] = []
        var names: [String] = []
        /// How many blank lines stand above and below.
        var blanks: [Int]

        init?(_ lines: [String], path: String) {
            let above = lines.prefix { $0.trimmed.isEmpty }.count
            guard above < lines.count else { return nil }
            let below = lines.reversed().prefix { $0.trimmed.isEmpty }.count
            blanks = [above, below]
            for line in lines[above..<lines.count - below] {
                if line.hasPrefix("from __future__ import "), !line.contains("#"), !line.contains("("),
                    !line.contains("\\"), !line.contains(";")
                {
                    future.append(line)
                    continue
                }
                if line.trimmed.isEmpty {
                    if !rest.isEmpty { rest.append("") }
                    continue
                }
                guard !line.hasPrefix(" "), !line.hasPrefix("\t"),
                    let found = ImportSyntax.python.line(line, as: .statement),
                    let module = found.key.split(separator: " ").last, !module.hasPrefix("."),
                    case let package = String(module.prefix { $0 != "." }), !acts(module),
                    !path.split(separator: "/").contains(where: { $0 == package || $0 == "\(package).py" })
                else { return nil }
                rest.append(line)
                names += found.names.map { String($0.prefix { $0 != "." }) }
            }
        }
    }
}
