/// Tells whether a word that a side of a Python file brought is a variable that a function has for itself.
struct OwnVariables {
    private let text: LineText

    /// Nil for files of other languages, in which a variable may be everyone's.
    init?(_ text: LineText, path: String) {
        guard ["py", "pyi"].contains(path.fileSuffix) else { return nil }
        self.text = text
    }

    /// Whether all functions that use a word on these lines give it a value first, and use it on no other line.
    func hold(_ word: String, on lines: Set<Int>) -> Bool {
        lines.allSatisfy { line in
            guard let head = head(above: line) else { return false }
            let uses = body(of: head).filter { self.line($0).names(word) }
            guard let first = uses.first, lines.isSuperset(of: uses) else { return false }
            return gives(self.line(first), word)
        }
    }

    private func line(_ number: Int) -> String {
        String(decoding: text[number].filter { $0 != lineFeed }, as: UTF8.self)
    }

    private func indentation(_ number: Int) -> Int { text[number].prefix { $0 == 0x20 || $0 == 0x09 }.count }

    /// The line that begins the function around a line; nil where none does.
    private func head(above line: Int) -> Int? {
        var least = indentation(line)
        for number in (0..<line).reversed() where !isBlank(text[number]) && indentation(number) < least {
            let start = self.line(number).trimmed
            if start.hasPrefix("def ") || start.hasPrefix("async def ") { return number }
            least = indentation(number)
        }
        return nil
    }

    /// The lines of a function with its head.
    private func body(of head: Int) -> Range<Int> {
        let end = ((head + 1)..<text.count).first { !isBlank(text[$0]) && indentation($0) <= indentation(head) }
        return head..<(end ?? text.count)
    }

    private static let valueBehind = Pattern(/(?::[^=]*)?\s*=[^=].*/)

    /// Whether a line does nothing with a word but to give it a value.
    private func gives(_ line: String, _ word: String) -> Bool {
        let line = line.trimmed
        guard line.hasPrefix(word) else { return false }
        let rest = line.dropFirst(word.count)
        return rest.wholeMatch(of: Self.valueBehind) != nil && !String(rest).names(word)
    }
}
