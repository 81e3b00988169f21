/// Finds lines of one side in a function that name a parameter or a variable of it which the other side took out, or calls
/// otherwise.
///
/// Other functions may have one of that name: a look at the whole file would not tell.
struct LostLocals {
    let reader: SignatureReader
    /// The functions of each side.
    let functions: Sides<[String: SignatureReader.Function]>

    func find(in sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { !$0.isComment() }
            return functions[other].keys.sorted().flatMap { name -> [Contradiction] in
                guard let same = functions[other][name], let old = functions.base[name],
                    let new = functions[side][name],
                    // The fields of a class are no names of a function.
                    same.lines.first?.text.hasPrefix("class ") != true
                else {
                    return []
                }
                let body = body(of: same, in: sides.lines[other])
                guard let first = body.first, let last = body.last else { return [] }
                // What another function has got, too, is no new line of this one.
                let before = counts(of: self.body(of: old, in: sides.lines.base))
                let now = counts(of: body)
                let lines = added.filter {
                    (first.number...last.number).contains($0.number) && now[$0.text] ?? 0 > before[$0.text] ?? 0
                }
                if lines.isEmpty { return [] }
                let lost = lost(
                    lines, Function(old, sides.lines.base, self), Function(new, sides.lines[side], self), sides, side,
                    level: first.indentation)
                return unmarked(old, new, lines, side)
                    + lost.map { found in
                        let what = "\(found.name) of \(name) in \(found.use.text)"
                        guard let line = found.line else { return Contradiction(what, found.use, of: other) }
                        return Contradiction(what, line, of: side, found.use, isOrdered: true)
                    }
            }
        }
    }

    /// Lines that wait for something, or hand errors on, in a function that the other side made one which can't.
    private func unmarked(
        _ old: SignatureReader.Function, _ new: SignatureReader.Function, _ lines: [OutlineLine], _ side: SideName
    ) -> [Contradiction] {
        func says(_ word: String, _ function: SignatureReader.Function) -> Bool {
            function.lines.contains { Self.words($0.text).contains(word) }
        }
        guard let head = new.lines.first else { return [] }
        return Self.marks.filter { says($0.mark, old) && !says($0.mark, new) }.flatMap { mark, use in
            lines.filter { $0.text.contains(use) }.map {
                Contradiction("\(mark) of \($0.text)", head, of: side, $0, isOrdered: true)
            }
        }
    }

    /// The words of a function's head that allow what its lines say.
    private static let marks: [(mark: String, use: String)] = [
        ("async", "await"), ("throws", "try "), ("Result", "?"), ("Result", "Err("),
    ]

    /// A function with what it declares and names.
    private struct Function {
        var lines: [OutlineLine]
        var names: Set<String>
        var words: Set<String>
        /// How deep each name is declared, where it is declared least deep; not for languages whose blocks hold no names.
        var depths: [String: Int] = [:]

        init(_ function: SignatureReader.Function, _ lines: [OutlineLine], _ locals: LostLocals) {
            let body = locals.body(of: function, in: lines)
            self.lines = function.lines + body
            let parameters = locals.names(function)
            names = parameters.union(body.flatMap { locals.declared($0.text) + LostLocals.bound($0.text) })
            words = parameters.union(body.flatMap { LostLocals.words($0.text) })
            guard locals.reader.language != .python, locals.reader.language != .ruby else { return }
            for line in body {
                let head = LostLocals.headed(line.text)
                for name in locals.declared(head ?? line.text) where !parameters.contains(name) {
                    let depth = line.indentation - (body.first?.indentation ?? 0) + (head == nil ? 0 : 1)
                    depths[name] = min(depths[name] ?? .max, depth)
                }
            }
        }
    }

    /// The uses of names that a side's function has no more, each with a line that this side changed, if it did not only
    /// take lines out.
    private func lost(
        _ uses: [OutlineLine], _ old: Function, _ new: Function, _ sides: SidedLines, _ side: SideName,
        level: Int
    ) -> [(name: String, line: OutlineLine?, use: OutlineLine)] {
        let gone = old.names.subtracting(new.words)
        let narrowed = new.depths.filter { name, depth in depth > 0 && old.depths[name] == 0 }
        if gone.isEmpty, narrowed.isEmpty { return [] }
        let changed = new.lines.first { sides.counts.base[$0.text] == nil }
        // What the whole file sees may be meant.
        let global = Set(
            sides.lines[side].filter { $0.indentation == 0 && !Self.isFunction($0.text) }.flatMap {
                Self.words($0.text)
            })
        // A side that brings the name anew means its own.
        let own = Set(uses.flatMap { declared($0.text) + Self.bound($0.text) })
        return uses.flatMap { use in
            let names = gone.union(narrowed.filter { $0.value > use.indentation - level }.keys)
            return names.subtracting(global).subtracting(own).intersection(Self.words(use.text)).sorted().map {
                ($0, changed, use)
            }
        }
    }

    /// What stands in the head of a block, whose names are the block's own: `if x, err := f(); err != nil {`,
    /// `try (var x = …) {`.
    private static func headed(_ text: String) -> String? {
        guard text.hasSuffix("{"),
            let keyword = ["if ", "for ", "while ", "switch ", "try "].first(where: text.hasPrefix)
        else { return nil }
        return String(text.dropFirst(keyword.count).drop { $0 == "(" })
    }

    /// Whether a line begins a function, whose parameters are its own, or says something of one.
    private static func isFunction(_ text: String) -> Bool {
        text.hasPrefix("@")
            || text.contains("(") && ["func ", "def ", "fn ", "fun ", "function "].contains(where: text.contains)
    }

    /// The names of the parameters, also of those that are taken out of an object, and of the object itself.
    private func names(_ function: SignatureReader.Function) -> Set<String> {
        let head = function.lines.first?.text ?? ""
        let objects =
            switch reader.language {
            case .go: function.isMethod ? [function.owner] : []
            case .python, .rust: ["self", "cls"].filter { Self.words(head).contains($0) }
            default: [String]()
            }
        // In Go a name of one letter is one like others.
        let least = reader.language == .go ? 1 : 2
        return Set(objects).union(
            function.signature.parameters.flatMap { parameter -> [String] in
                // `name Type` in Go, `{ name, other }: Type` in scripts.
                let text = parameter.name
                if reader.language == .go { return [text[...].identifier()] }
                guard let start = text.firstIndex(of: "{"), let end = text.firstIndex(of: "}"), start < end else {
                    return [text]
                }
                return text[start..<end].split { "{}, ".contains($0) }.map { $0[...].identifier() }
            }.filter { $0.utf8.count >= least })
    }

    /// The names that a line gives a value: `name = …`, `name, other := …`, `const { name } = …`, `Type name = …`.
    private func declared(_ text: String) -> [String] {
        guard let end = text.firstIndex(of: "="), !text[end...].hasPrefix("=="), !text[end...].hasPrefix("=>") else {
            return []
        }
        var left = text[..<end]
        // The type behind a name, and the colon of `:=`.
        if let colon = left.firstIndex(of: ":"), !left.contains("{") { left = left[..<colon] }
        guard !left.isEmpty, left.allSatisfy({ $0.isLetter || $0.isNumber || "_$, {}<>[]?:".contains($0) }) else {
            return []
        }
        let words = left.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }.map(String.init)
        guard words.first.map({ !Self.statements.contains($0) }) == true else { return [] }
        let names = reader.language == .java || reader.language == .sharp ? Array(words.suffix(1)) : words
        return names.filter { $0.utf8.count > 1 && !Self.keywords.contains($0) }
    }

    private static let binding = Pattern(/\b(?:for|if)\s+([\w, ]+?)\s*(?::=|\bin\b)|\bas\s+(\w+)/)

    /// The names that a loop, a condition or `with` gives something: `for _, r := range rows`, `for r in rows`, `as r`.
    private static func bound(_ text: String) -> [String] {
        guard let match = text.firstMatch(of: binding) else {
            return []
        }
        return (match.1 ?? match.2 ?? "").split { " ,".contains($0) }.map(String.init)
    }

    private static let statements: Set<String> = [
        "if", "for", "while", "return", "elif", "else", "assert", "switch", "type",
    ]
    private static let keywords: Set<String> = ["const", "let", "var", "val", "mut", "final", "auto", "static", "lazy"]

    /// The lines below a declaration that are indented deeper.
    private func body(of function: SignatureReader.Function, in lines: [OutlineLine]) -> ArraySlice<OutlineLine> {
        guard let first = function.lines.first, let last = function.lines.last else { return [] }
        var (start, stop) = (0, lines.count)
        while start < stop {
            let middle = (start + stop) / 2
            if lines[middle].number > last.number { stop = middle } else { start = middle + 1 }
        }
        let end = lines[start...].firstIndex {
            $0.indentation <= first.indentation && !$0.text.hasPrefix(")") && $0.text != "{"
        }
        return lines[start..<(end ?? lines.endIndex)]
    }

    private func counts(of lines: ArraySlice<OutlineLine>) -> [String: Int] {
        lines.reduce(into: [:]) { $0[$1.text, default: 0] += 1 }
    }

    /// The words of a line that are no attributes.
    private static func words(_ text: String) -> Set<String> {
        var found: Set<String> = []
        var word = ""
        var before: Character = " "
        var last: Character = " "
        for character in text + " " {
            if character.isLetter || character.isNumber || character == "_" || character == "$" {
                if word.isEmpty { before = last }
                word.append(character)
            } else {
                if !word.isEmpty, before != "." { found.insert(word) }
                word = ""
            }
            last = character
        }
        return found
    }
}
