/// Where a file uses a name that it defines, found word by word: enough to tell that a use is new.
struct NameUses {
    private let comment: String
    /// Characters of names beside letters, digits and underscores.
    private let others: [UInt8]

    /// Nil where names are no words.
    init?(path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let suffix = name.split(separator: ".").dropFirst().last.map(String.init) ?? ""
        switch suffix {
        case "py", "pyi", "sh", "bash", "zsh", "rb": (comment, others) = ("#", [])
        case _ where scriptSuffixes.contains(suffix): (comment, others) = ("//", Array("$".utf8))
        case "go", "rs", "java", "kt", "cs", "swift": (comment, others) = ("//", [])
        case "mk", "just": (comment, others) = ("#", Array("-.".utf8))
        default:
            guard ["Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", ".justfile"].contains(name) else {
                return nil
            }
            (comment, others) = ("#", Array("-.".utf8))
        }
    }

    /// The word that a use of a definition would have; nil for what is not used by its name alone.
    func word(for name: String) -> String? {
        var word = name[...]
        if word.hasPrefix("function ") { word = word.dropFirst("function ".count) }
        if word.hasSuffix("=") { word = word.dropLast() }
        // A name of one or two letters is too common.
        return word.utf8.count > 2 && word.utf8.allSatisfy(isPart) ? String(word) : nil
    }

    /// The lines of a text that each of these words stands on; comments on lines of their own are left out.
    func lines(of wanted: Set<String>, in bytes: [UInt8]) -> [String: Set<Int>] {
        let lengths = Set(wanted.map(\.utf8.count))
        let lines = LineText(bytes)
        var found: [String: Set<Int>] = [:]
        for number in 0..<lines.count {
            let line = lines[number]
            let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            if text.starts(with: comment.utf8) { continue }
            for part in line.split(whereSeparator: { !isPart($0) }) where lengths.contains(part.count) {
                let word = String(decoding: part, as: UTF8.self)
                if wanted.contains(word) { found[word, default: []].insert(number) }
            }
        }
        return found
    }

    private func isPart(_ byte: UInt8) -> Bool { byte.isWordByte || byte >= 0x80 || others.contains(byte) }
}
