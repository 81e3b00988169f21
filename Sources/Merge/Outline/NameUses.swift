/// Where a file uses a name that it defines, found word by word: enough to tell that a name is not used at all.
struct NameUses {
    private let comment: String
    /// Characters of names beside letters, digits and underscores.
    private let others: [UInt8]

    /// Nil where names are no words.
    init?(path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let suffix = name.split(separator: ".").dropFirst().last ?? ""
        switch suffix {
        case "py", "pyi", "sh", "bash", "zsh", "rb": (comment, others) = ("#", [])
        case "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts": (comment, others) = ("//", Array("$".utf8))
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

    /// The words of a text, comments on lines of their own left out, and the lines that each stands on.
    func words(of bytes: [UInt8]) -> [String: Set<Int>] {
        let lines = LineText(bytes)
        var found: [String: Set<Int>] = [:]
        for number in 0..<lines.count {
            let line = lines[number]
            if line.drop(while: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }).starts(with: comment.utf8) {
                continue
            }
            for word in line.split(whereSeparator: { !isPart($0) }) {
                found[String(decoding: word, as: UTF8.self), default: []].insert(number)
            }
        }
        return found
    }

    private func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: others.contains(byte)
        }
    }
}
