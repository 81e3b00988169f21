/// Annotations that the template gave to Python functions which local has no more: there is nothing to annotate.
///
/// Not the other way round: who annotates a function works with it, and should hear that the template drops it.
struct VoidAnnotations {
    private let file: HunkFile

    init?(_ file: HunkFile) {
        guard file.isPython else { return nil }
        self.file = file
    }

    /// Whether all that the template changed is annotations of what is gone.
    func areVoid(_ hunk: ConflictHunk) -> Bool {
        let lines = HunkFile.lines(of: hunk)
        return isVoid(lines.base, lines.incoming, at: hunk.baseLines.lowerBound, in: file.lines.local)
    }

    private func isVoid(_ base: [String], _ annotated: [String], at start: Int, in other: [String])
        -> Bool
    {
        guard base.count == annotated.count else { return false }
        let changed = base.indices.filter { base[$0] != annotated[$0] }
        return !changed.isEmpty
            && changed.allSatisfy { index in
                guard let old = PythonHeader(base[index]), let new = PythonHeader(annotated[index]),
                    old.plain == new.plain
                else { return false }
                return !other.contains { $0.names(old.name) } && !hasBody(other, of: start + index)
            }
    }

    /// Whether half of a function's lines stand in a file: then it has another name there.
    private func hasBody(_ other: [String], of header: Int) -> Bool {
        let lines = file.lines.base
        let depth = lines[header].prefix { $0 == " " || $0 == "\t" }.count
        let body = lines[(header + 1)...].prefix { line in
            line.trimmed.isEmpty || line.prefix { $0 == " " || $0 == "\t" }.count > depth
        }.map(\.trimmed).filter { !$0.isEmpty }
        let known = Set(other.map(\.trimmed))
        return body.count { known.contains($0) } * 2 >= max(body.count, 1)
    }
}

/// The line that starts a function: its name, and its parameters without what they are annotated with.
private struct PythonHeader {
    var name: String
    /// The line without annotations.
    var plain: [String]

    /// Nil for any other line, and for a header of several lines.
    init?(_ line: String) {
        let text = line.trimmed
        let indentation = String(line.prefix { $0 == " " || $0 == "\t" })
        guard let keyword = ["def ", "async def "].first(where: text.hasPrefix), text.hasSuffix(":"),
            !text.contains("#"), let open = text.firstIndex(of: "(")
        else { return nil }
        name = String(text[text.index(text.startIndex, offsetBy: keyword.count)..<open])
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            return nil
        }
        var parameters: [String] = []
        var part = ""
        var depth = 1
        var quote: Character?
        var index = text.index(after: open)
        while index < text.endIndex, depth > 0 {
            let character = text[index]
            if let mark = quote {
                if character == "\\" { return nil }
                if character == mark { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if "([{".contains(character) {
                depth += 1
            } else if ")]}".contains(character) {
                depth -= 1
            }
            if depth == 0 || depth == 1 && quote == nil && character == "," {
                parameters.append(part)
                part = ""
            } else {
                part.append(character)
            }
            index = text.index(after: index)
        }
        let rest = String(text[index...]).trimmed
        guard depth == 0, rest == ":" || rest.hasPrefix("->") else { return nil }
        plain = [indentation, keyword, name] + parameters.map(Self.withoutAnnotation)
    }

    /// `a: int = 1` as `a=1`.
    private static func withoutAnnotation(_ parameter: String) -> String {
        var name = ""
        var value = ""
        var depth = 0
        var isAnnotation = false
        var isValue = false
        for character in parameter {
            if isValue {
                value.append(character)
            } else if depth == 0, character == "=" {
                isValue = true
            } else if character == ":" {
                isAnnotation = true
            } else if isAnnotation {
                depth += "([{".contains(character) ? 1 : ")]}".contains(character) ? -1 : 0
            } else {
                name.append(character)
            }
        }
        return isValue ? "\(name.trimmed)=\(value.trimmed)" : name.trimmed
    }
}
