/// Where a word of a shell script or a Makefile can be the use of a name that it defines.
///
/// A function is used where a command stands, a variable behind `$`, a target by other targets and where `make` is run:
/// any other word is an argument, a path or a text. What is in doubt counts as a use.
struct CommandUses {
    enum Style { case shell, make }

    private let lines: LineText
    private let style: Style
    /// The functions that a script defines: they may run what they are given.
    private let functions: Set<String>

    private static let functionHead = Pattern(/^\s*(?:function\s+)?([\w:.-]+)\s*\(\s*\)/)

    init(_ lines: LineText, style: Style) {
        self.lines = lines
        self.style = style
        functions =
            style == .make
            ? []
            : Set(
                (0..<lines.count).compactMap { number in
                    let text = String(decoding: lines[number], as: UTF8.self)
                    guard text.contains("("), let match = text.firstMatch(of: Self.functionHead) else { return nil }
                    return String(match.1)
                })
    }

    /// Whether a word on a line can be a use of a name.
    func isUse(_ word: Range<Int>, line number: Int, of kind: NameUses.Kind) -> Bool {
        let line = lines[number]
        let above = String(decoding: line[..<word.lowerBound], as: UTF8.self)
        let below = String(decoding: line[word.upperBound...], as: UTF8.self)
        let head = before(number) + above
        switch (style, kind) {
        case (.make, _): return isUsedByMake(word, head, below, line: number, of: kind)
        case (.shell, .variable): return isVariable(head, below)
        case (.shell, _): return isCommand(head, below)
        }
    }

    /// What stands on the lines above that are continued on this one.
    private func before(_ line: Int) -> String {
        var start = line
        while start > 0, lines[start - 1].dropLast().last == UInt8(ascii: "\\") { start -= 1 }
        return String(decoding: lines[start..<line], as: UTF8.self).replacing("\\\n", with: " ")
    }

    // MARK: Makefiles

    private static let makeCall = Pattern(/\bg?make\b|MAKE\b/)

    private func isUsedByMake(
        _ word: Range<Int>, _ head: String, _ below: String, line: Int, of kind: NameUses.Kind
    ) -> Bool {
        guard head.hasPrefix("\t") else { return !head.contains(" #") && !head.hasPrefix("#") }
        if kind == .variable { return isVariable(head, below) || head.lastOpening != nil }
        // The name of a file may be any word of a recipe.
        if lines.bytes[word].contains(UInt8(ascii: ".")) { return true }
        var end = line + 1
        while end < lines.count, lines[end - 1].dropLast().last == UInt8(ascii: "\\") { end += 1 }
        let rest = String(decoding: lines[line..<end], as: UTF8.self)
        return (head + rest).firstMatch(of: Self.makeCall) != nil
    }

    // MARK: Shells

    private static let variableOption = Pattern(/(?:^|\s)(?:-e|--env|--build-arg|--secret)(?:\s+|=)$/)

    private func isVariable(_ head: String, _ below: String) -> Bool {
        if ["$", "${", "${#", "${!", "$(", "["].contains(where: head.hasSuffix) { return true }
        if ["((", "[[", "-v ", "environ", "getenv", "process.env"].contains(where: head.contains) { return true }
        // Options that hand a variable on by its name.
        let isHandedOn = head.firstMatch(of: Self.variableOption) != nil
        if isHandedOn, !below.hasPrefix("=") { return true }
        return Self.words(of: head.lastCommand).contains { Self.declarations.contains($0) }
    }

    private static let declarations: Set<String> = [
        "export", "readonly", "unset", "declare", "typeset", "local", "read", "let", "getopts", "mapfile", "readarray",
        "eval", "envsubst", "for", "test", "define", "undefine", "ifdef", "ifndef",
    ]

    private static let assignmentStart = Pattern(/(?:^|\s)\w+\+?=["']?$/)
    private static let assignmentAlone = Pattern(/^\w+=/)

    private func isCommand(_ head: String, _ below: String) -> Bool {
        // `name=value`, `name/file`, `name.txt`, `name-other`.
        if let next = below.unicodeScalars.first, "=/.-:+@%,".unicodeScalars.contains(next) { return false }
        guard let last = head.last else { return true }
        // A variable may hold the name of what is to be run.
        if head.firstMatch(of: Self.assignmentStart) != nil { return true }
        // `/name`, `-name`, `$name`, `${name}`.
        if !" \t|&;(`!{)\"'\n".contains(last) || head.hasSuffix("${") { return false }
        let words = Self.words(of: head)
        // Lists of names, and what runs the texts that it is given.
        if head.contains("=(") || words.contains(where: { Self.runners.contains($0.trimmedQuotes) }) { return true }
        let command = Self.words(of: head.lastCommand)
        guard let name = command.first(where: { $0.firstMatch(of: Self.assignmentAlone) == nil })?.trimmedQuotes else {
            return true
        }
        return Self.prefixes.contains(name) || functions.contains(name) || name.contains("_") || name.hasPrefix("$")
            || name.contains("}")
    }

    private static func words(of text: String) -> [String] {
        text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
    }

    private static let runners: Set<String> = [
        "trap", "eval", "xargs", "alias", "parallel", "watch", "-c", "-exec", "for", "select", "export", "declare",
        "typeset", "unset", "-F",
    ]
    /// Words behind which a command stands, or may stand.
    private static let prefixes: Set<String> = [
        "then", "do", "else", "if", "elif", "while", "until", "time", "exec", "!", "sudo", "command", "builtin",
        "nohup",
        "env", "type", "case", "in", "coproc", "setsid", "nice", "timeout", "retry", "run", "try", "step", "wrap",
        "repeat", "ensure", "must", "which", "hash", "return", "\\", "",
    ]
}

extension String {
    private static let substitution = Pattern(/\$?\([^()]*\)/)

    /// What stands behind the last sign that ends a command.
    fileprivate var lastCommand: String {
        // The value of `$(…)` is a word of the command around it.
        let text = replacing(Self.substitution, with: "$")
        guard let end = text.lastIndex(where: { "|&;(`{)!\n".contains($0) }) else { return text }
        return String(text[text.index(after: end)...])
    }

    /// The last `$(` or `${` that nothing closes.
    fileprivate var lastOpening: Index? {
        var open: [(index: Index, isVariable: Bool)] = []
        var last: Character = " "
        for index in indices {
            switch self[index] {
            case "(", "{": open.append((index, last == "$"))
            case ")", "}": _ = open.popLast()
            default: break
            }
            last = self[index]
        }
        return open.last { $0.isVariable }?.index
    }

    fileprivate var trimmedQuotes: String { filter { $0 != "\"" && $0 != "'" && $0 != "@" } }
}
