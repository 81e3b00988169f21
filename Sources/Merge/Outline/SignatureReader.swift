/// Finds the functions of a source file, what they take, and calls of them.
struct SignatureReader {
    enum Language {
        case python
        case script
        case go
        case java
        case sharp
        case kotlin
        case swift
        case rust
        case ruby
    }

    /// A function that a file declares.
    struct Function {
        var name: String
        var signature: Signature
        /// Whether it is called through the object that it belongs to.
        var isMethod = false
        /// Whether a call of it makes an object.
        var isMaker = false
        /// The type that it stands in; empty for none.
        var owner = ""
        /// The lines of its declaration, up to the body.
        var lines: [OutlineLine]
    }

    let language: Language

    /// Nil for files of other languages.
    init?(path: String) {
        switch path.fileSuffix {
        case "py", "pyi": language = .python
        case let suffix where scriptSuffixes.contains(suffix): language = .script
        case "go": language = .go
        case "java": language = .java
        case "cs": language = .sharp
        case "kt", "kts": language = .kotlin
        case "swift": language = .swift
        case "rs": language = .rust
        case "rb": language = .ruby
        default: return nil
        }
    }

    /// The functions of a file by name; none for a name that several have.
    func functions(in lines: [OutlineLine]) -> [String: Function] {
        var scopes = IndentationScopes()
        var types: [Int: String] = [:]
        var found: [String: [Function]] = [:]
        let code = Array(self.code(lines))
        for (index, line) in code.enumerated() {
            let scope = scopes.enter(line)
            if let type = typeName(line.text) { types[line.number] = type }
            if let record = record(at: index, in: code) { found[record.name, default: []].append(record) }
            guard line.holds("("), let head = head(of: line.text, type: types[scope], isTop: scope < 0) else {
                continue
            }
            let read = declaration(from: index, in: code, at: head.open)
            guard let read, var signature = signature(read.parts, rest: read.rest, head: head) else { continue }
            if language == .python { signature.result = returned(below: read.lines, in: code[index...]) }
            let function = Function(
                name: head.name, signature: signature, isMethod: head.isMethod, isMaker: head.isMaker,
                owner: types[scope] ?? head.owner, lines: read.lines
            )
            found[head.name, default: []].append(function)
        }
        return found.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    /// How many values a function of Python gives, where all its ends give as many; empty where that can't be told.
    private func returned(below head: [OutlineLine], in code: ArraySlice<OutlineLine>) -> String {
        guard let first = head.first, let last = head.last else { return "" }
        var counts: Set<Int> = []
        for line in code where line.number > last.number {
            if line.indentation <= first.indentation { break }
            // A function within has ends of its own.
            if line.text.hasPrefix("def ") || line.text.hasPrefix("yield") { return "" }
            guard line.text.hasPrefix("return ") else { continue }
            if !line.holds(",") {
                counts.insert(1)
                continue
            }
            guard let parts = ArgumentText.parts(of: "(" + line.text.dropFirst("return ".count) + ")") else {
                return ""
            }
            counts.insert(parts.count)
        }
        return counts.count == 1 ? counts.map(String.init).joined() : ""
    }

    /// The lines that are neither comments nor within a text over several lines.
    func code(_ lines: [OutlineLine]) -> CodeLines {
        switch language {
        case .python: CodeLines(lines, comment: "#", quotes: ["\"\"\"", "'''"])
        case .ruby: CodeLines(lines, comment: "#", quotes: [])
        case .script, .go: CodeLines(lines, comment: "//", quotes: ["`"])
        case .rust: CodeLines(lines, comment: "//", quotes: [])
        default: CodeLines(OutlineLine.withBraces(lines), comment: "//", quotes: ["\"\"\""])
        }
    }

    var hasCharacters: Bool { language != .rust }

    /// What stands in the brackets that a line opens, over as many lines as they take.
    private func declaration(
        from index: Int, in code: [OutlineLine], at open: String.Index
    ) -> (parts: [String], rest: String, lines: [OutlineLine])? {
        var text = String(code[index].text[open...])
        for last in index..<min(index + 40, code.count) {
            if last > index { text += " " + code[last].text }
            if let read = ArgumentText.read(text, hasCharacters: hasCharacters, hasTypes: true) {
                return (read.parts, read.rest, Array(code[index...last]))
            }
        }
        return nil
    }

    /// The beginning of a declaration.
    struct Head {
        var name: String
        var open: String.Index
        var isMethod = false
        var isMaker = false
        var isAsync = false
        var owner = ""
    }
}

extension String {
    /// The text without the arrows of functions and types, whose signs mean something else alone.
    var replacingArrows: String {
        split(separator: "=>", omittingEmptySubsequences: false).joined(separator: " ")
            .split(separator: "->", omittingEmptySubsequences: false).joined(separator: " ")
    }
}

extension OutlineLine {
    /// The same lines with a brace that stands alone put behind the line that it belongs to.
    static func withBraces(_ lines: [OutlineLine]) -> [OutlineLine] {
        var result: [OutlineLine] = []
        result.reserveCapacity(lines.count)
        for line in lines {
            guard line.text == "{", let last = result.last, last.indentation == line.indentation,
                let end = last.text.utf8.last, !"{};,".utf8.contains(end), !last.text.hasPrefix("//")
            else {
                result.append(line)
                continue
            }
            result[result.count - 1] = OutlineLine(
                number: last.number, text: last.text + " {", indentation: last.indentation)
        }
        return result
    }
}
