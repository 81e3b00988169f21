/// Finds names that a script uses above the line that defines them, and what must stand above all else and does not.
///
/// Only lines that run as the file is read: what is indented may be called later.
struct RunOrder {
    private let kind: Kind

    private enum Kind {
        case shell
        case python
        case make
    }

    /// Nil for files that don't run from top to bottom.
    init?(path: String) {
        switch path.fileSuffix {
        case "sh", "bash", "zsh": kind = .shell
        case "py": kind = .python
        case _ where path.isMakefile: kind = .make
        default: return nil
        }
    }

    func early(in lines: [OutlineLine], _ outline: Outline) -> Set<String> {
        var first: [String: Int] = [:]
        for definition in outline.definitions where definition.scope == -1 {
            first[definition.name] = min(first[definition.name] ?? .max, definition.line)
        }
        if first.isEmpty, kind != .python { return [] }
        var found: Set<String> = []
        func look(at line: OutlineLine, _ names: (OutlineLine) -> Set<String>) {
            guard line.indentation == 0, !line.text.hasPrefix("#") else { return }
            found.formUnion(names(line).filter { first[$0] ?? 0 > line.number })
        }
        switch kind {
        case .shell: for line in ShellDocuments.code(lines) { look(at: line, shellNames) }
        case .make: for line in lines { look(at: line, makeNames) }
        case .python:
            var isBehindCode = false
            for line in CodeLines(lines, comment: "#", quotes: ["\"\"\"", "'''"]) {
                look(at: line, pythonNames)
                // Python reads no file that takes anything from the future below a statement.
                if line.text.hasPrefix(Self.future) {
                    if isBehindCode { found.insert(Self.future) }
                } else if !["\"", "'", "r\""].contains(where: line.text.hasPrefix) {
                    isBehindCode = true
                }
            }
        }
        return found
    }

    private static let makeVariable = Pattern(/\$[({]([\w.-]+)[)}]/)

    /// The variables that a line of a Makefile reads at once.
    private func makeNames(in line: OutlineLine) -> Set<String> {
        guard line.text.holds(":="), line.holds("$") else { return [] }
        return Set(line.text.matches(of: Self.makeVariable).map { $0.1 + "=" })
    }

    private static let future = "from __future__ import"

    /// The variables that a line reads, and the command that it runs.
    private func shellNames(in line: OutlineLine) -> Set<String> {
        var names = ShellUses.names(in: line.text)
        if let word = line.text.split(separator: " ", maxSplits: 1).first { names.insert("function \(word)") }
        return names
    }

    /// The words of a line that are no attributes, arguments or parts of a text.
    private func pythonNames(in line: OutlineLine) -> Set<String> {
        let bytes = Array(line.text.utf8)
        var names: Set<String> = []
        var quote: UInt8?
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if quote != nil || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = quote == nil ? byte : quote == byte ? nil : quote
                index += 1
                continue
            }
            guard byte.isWordByte else {
                index += 1
                continue
            }
            let end = bytes[index...].firstIndex { !$0.isWordByte } ?? bytes.count
            let isAttribute = index > 0 && bytes[index - 1] == UInt8(ascii: ".")
            let isArgument =
                end < bytes.count && bytes[end] == UInt8(ascii: "=")
                && !(end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "="))
            if !isAttribute, !isArgument { names.insert(String(decoding: bytes[index..<end], as: UTF8.self)) }
            index = end
        }
        return names
    }
}
