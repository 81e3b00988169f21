/// Finds lines that one side put into a function and that name a parameter which the other side took out, or calls otherwise.
enum LostParameters {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard let reader = SignatureReader(path: path) else { return [] }
        let functions = sides.lines.map { reader.functions(in: $0) }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { !$0.isComment() }
            if added.isEmpty { return [] }
            return functions.base.keys.sorted().flatMap { name -> [Contradiction] in
                guard let old = functions.base[name], let new = functions[side][name],
                    let same = functions[other][name],
                    old.signature.parameters != new.signature.parameters,
                    let changed = new.lines.first(where: { sides.counts.base[$0.text] == nil })
                else { return [] }
                let gone = names(old, reader).subtracting(names(new, reader)).intersection(names(same, reader))
                if gone.isEmpty { return [] }
                let body = body(of: same, in: sides.lines[other])
                let left = Set(self.body(of: new, in: sides.lines[side]).flatMap { words($0.text) })
                return added.filter { line in
                    body.contains { $0.number == line.number }
                        && !gone.subtracting(left).isDisjoint(with: words(line.text))
                }.map { Contradiction("parameter of \(name) in \($0.text)", changed, of: side, $0, isOrdered: true) }
            }
        }
    }

    /// The names of the parameters, also of those that are taken out of an object.
    private static func names(_ function: SignatureReader.Function, _ reader: SignatureReader) -> Set<String> {
        Set(
            function.signature.parameters.flatMap { parameter -> [String] in
                // `name Type` in Go, `{ name, other }: Type` in scripts.
                let text = parameter.name
                if reader.language == .go { return [text[...].identifier()] }
                guard text.hasPrefix("{"), let end = text.firstIndex(of: "}") else { return [text] }
                return text[..<end].split { "{}, ".contains($0) }.map { $0[...].identifier() }
            }.filter { $0.utf8.count > 1 })
    }

    /// The lines below a declaration that are indented deeper.
    private static func body(of function: SignatureReader.Function, in lines: [OutlineLine]) -> ArraySlice<OutlineLine>
    {
        guard let first = function.lines.first, let last = function.lines.last,
            let start = lines.firstIndex(where: { $0.number > last.number })
        else { return [] }
        let end = lines[start...].firstIndex {
            $0.indentation <= first.indentation && !$0.text.hasPrefix(")") && $0.text != "{"
        }
        return lines[start..<(end ?? lines.endIndex)]
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
