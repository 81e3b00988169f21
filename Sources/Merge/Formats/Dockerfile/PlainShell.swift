/// The commands of a shell text without nesting: what stands between `;`, or else between `&&`.
struct PlainShell {
    struct Word {
        var text: String
        var isOperator: Bool
        /// Whether no space stands before it.
        var adjoins: Bool
    }

    /// The words of each command, by index.
    let commands: [Range<Int>]
    /// `;` or `&&`; nothing where there is one command.
    let separator: String

    private static let reserved: Set<String> = [
        "if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac", "function", "select",
        "{", "}", "!",
    ]

    /// Nil where commands are nested or run beside each other: then the text is one.
    init?(_ words: [Word]) {
        for (index, word) in words.enumerated() {
            if !word.isOperator {
                let startsCommand = index == 0 || words[index - 1].isOperator
                if startsCommand && Self.reserved.contains(word.text) || word.text.hasPrefix("#") { return nil }
                continue
            }
            switch word.text {
            case "&&", "||", ";", "|", ">", ">>", "<": continue
            case "&":
                // As in `2>&1` and `&>file`.
                let follows = index > 0 && word.adjoins && [">", "<"].contains(words[index - 1].text)
                let leads = index + 1 < words.count && words[index + 1].adjoins && words[index + 1].text == ">"
                guard follows || leads else { return nil }
            default: return nil
            }
        }
        func isOperator(_ word: Word, _ text: String) -> Bool { word.isOperator && word.text == text }
        let separator = words.contains { isOperator($0, ";") } ? ";" : "&&"
        var commands: [Range<Int>] = []
        var start = 0
        for index in words.indices where isOperator(words[index], separator) {
            guard index > start else { return nil }
            commands.append(start..<index)
            start = index + 1
        }
        guard start < words.count else { return nil }
        commands.append(start..<words.count)
        self.commands = commands
        self.separator = commands.count > 1 ? separator : ""
    }
}
