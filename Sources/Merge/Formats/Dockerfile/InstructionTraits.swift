/// What an instruction, or a command within one, means to those behind it.
///
/// Contexts are named: `USER`, `WORKDIR` and `SHELL`, `$NAME` for a variable, `global NAME` for an argument before the
/// first stage, `stage NAME` and `stage #0`, `account NAME`, and within a `RUN` the folder and what a sourced file
/// sets.
struct InstructionTraits {
    let keyword: String
    /// The contexts that it sets for what follows.
    var defines: Set<String> = []
    /// The contexts that its meaning hangs on.
    var depends: Set<String> = []
    /// What a stage should have only once: variables, labels, ports, and instructions of which the last counts.
    var names: Set<String> = []
    /// What makes it alike another one.
    let words: Set<String>

    /// Instructions whose order among each other says nothing, names and references aside.
    var commutes: Bool { ["ENV", "ARG", "LABEL", "EXPOSE"].contains(keyword) }
    /// Instructions of which a stage has one in force.
    var isSetting: Bool { Self.settings.contains(keyword) || keyword == "FROM" || keyword.hasPrefix("#") }

    static let lastCounts: Set<String> = ["CMD", "ENTRYPOINT", "HEALTHCHECK", "STOPSIGNAL"]
    static let settings: Set<String> = lastCounts.union(["USER", "WORKDIR", "SHELL"])

    init(_ instruction: Value) {
        guard case .marked(_, let inner) = instruction else {
            keyword = ""
            words = []
            return
        }
        keyword = Self.keyword(of: instruction)
        let texts = inner.instructionTexts
        words = Set(
            texts.flatMap { text in
                text.utf8.split(separator: UInt8(ascii: " ")).map { word in
                    String(Substring(word.last == UInt8(ascii: "/") ? word.dropLast() : word))
                }
            })
        depends = Set(texts.flatMap(Self.variables).map { "$" + $0 })
        let text = inner.text ?? ""
        switch keyword {
        case "ENV", "ARG", "LABEL":
            // The old form has one name before its text.
            let pairs = Set(inner.pairs.keys.map(\.name))
            let set = pairs.isEmpty ? Set(text.split(separator: " ").prefix(1).map(String.init)) : pairs
            names = Set(set.map { "\(keyword) \($0)" })
            if keyword != "LABEL" { defines = Set(set.map { "$" + $0 }) }
            if keyword == "ARG" {
                depends.formUnion(inner.pairs.lazy.filter { $0.value == .empty }.map { "global \($0.key.name)" })
            }
        case "EXPOSE":
            names = Set(inner.pairs.keys.map { "port \($0.name)" })
        case "USER":
            defines = [keyword]
            depends.formUnion(Self.accounts(text))
        case "SHELL":
            defines = [keyword]
        case "WORKDIR":
            defines = [keyword]
            if Self.isRelative(text) { depends.insert("WORKDIR") }
        case "CMD", "ENTRYPOINT", "HEALTHCHECK", "STOPSIGNAL":
            defines = [keyword]
            names = [keyword]
            if !text.contains("[") { depends.insert("SHELL") }
        case "RUN":
            depends.formUnion(["USER", "WORKDIR"])
            if !text.hasPrefix("[") { depends.insert("SHELL") }
            depends.formUnion(Self.stages(texts))
            depends.formUnion(texts.flatMap(Self.usedAccounts))
            defines = Set(texts.flatMap(Self.madeAccounts))
        case "COPY", "ADD":
            for option in text.split(separator: " ") where option.hasPrefix("--chown=") {
                depends.formUnion(Self.accounts(String(option.dropFirst("--chown=".count))))
            }
            if Self.isRelative(Self.target(text)) { depends.insert("WORKDIR") }
            depends.formUnion(Self.stages(texts))
        case "FROM":
            let image = inner.pairs[.image]?.text ?? text
            depends.insert("stage \(image.lowercased())")
        default: break
        }
    }

    /// The keyword of an instruction, however its commands are separated.
    static func keyword(of instruction: Value) -> String {
        instruction.mark.map { $0 == "RUN;" ? "RUN" : $0 } ?? ""
    }

    /// The traits of a command of a `RUN`.
    init(command: Value) {
        let texts = command.instructionTexts
        let parts = texts.flatMap { $0.split(separator: " ").map(String.init) }
        words = Set(parts)
        keyword = command.mark?.split(separator: " ").first.map(String.init) ?? parts.first ?? ""
        depends = Set(texts.flatMap(Self.variables).map { "$" + $0 }).union(["folder", "sourced", "mask"])
        let assigned = parts.drop { $0 == "export" }.prefix { $0.contains("=") && !$0.hasPrefix("-") }
        switch keyword {
        case "cd", "pushd", "popd": defines = ["folder"]
        case ".", "source", "eval": defines = ["sourced"]
        case "umask": defines = ["mask"]
        default:
            if keyword == "export" || assigned.count == parts.count {
                defines = Set(assigned.map { "$" + $0.prefix { $0 != "=" } })
            }
        }
    }

    /// How much two have in common; 0 for what does not belong together.
    func likeness(to other: InstructionTraits) -> Int {
        guard keyword == other.keyword else { return 0 }
        if keyword == "ENV" || keyword == "ARG" || keyword == "LABEL" {
            if !names.isDisjoint(with: other.names) { return 100 + overlap(with: other) }
            // One name in place of another, with the same value.
            return names.count == 1 && other.names.count == 1 && words == other.words && !words.isEmpty ? 20 : 0
        }
        let overlap = overlap(with: other)
        if isSetting || keyword == "EXPOSE" { return 50 + overlap }
        return overlap >= 34 ? 10 + overlap : 0
    }

    /// How many words of the longer of two stand in the other, in hundredths.
    private func overlap(with other: InstructionTraits) -> Int {
        let common = words.reduce(0) { other.words.contains($1) ? $0 + 1 : $0 }
        return 100 * common / max(1, words.count, other.words.count)
    }

    private static let variableUse = Pattern(/\\?\$\{?([A-Za-z_][A-Za-z0-9_]*)/)

    /// The variables in a text: `$NAME`, `${NAME:-word}`.
    private static func variables(_ text: String) -> [String] {
        // A look first: most texts have none, and a pattern takes long.
        guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
        return text.matches(of: variableUse).filter { !$0.0.hasPrefix("\\") }.map {
            String($0.1)
        }
    }

    private static let stageUse = Pattern(/--(?:from=|mount=\S*from=)([^\s,]+)/)

    /// The stages that a copy or a mount takes from.
    private static func stages(_ texts: [String]) -> [String] {
        texts.filter { $0.holds("from=") }.flatMap { text in
            text.matches(of: stageUse).map { match in
                Int(match.1).map { "stage #\($0)" } ?? "stage \(match.1.lowercased())"
            }
        }
    }

    /// The accounts in `user:group`; numbers need none.
    private static func accounts(_ text: String) -> [String] {
        text.split(separator: ":").filter { name in
            name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
                && name.first.map { $0.isLetter || $0 == "_" } == true
        }
        .map { "account \($0)" }
    }

    /// The names in a command that makes a user or a group.
    private static func madeAccounts(_ text: String) -> [String] {
        guard text.holds("add") else { return [] }
        let words = text.split(whereSeparator: \.isWhitespace)
        let tools: Set<Substring> = ["useradd", "adduser", "groupadd", "addgroup"]
        guard words.contains(where: tools.contains) else { return [] }
        return words.filter { !tools.contains($0) }.flatMap { accounts(String($0)) }
    }

    /// The accounts that files are given to, or that a command is run as.
    private static func usedAccounts(_ text: String) -> [String] {
        guard text.holds("ch") || text.holds("su") else { return [] }
        let words = text.split { $0.isWhitespace || ";&|()".contains($0) }
        return words.indices.flatMap { index -> [String] in
            guard ["chown", "chgrp", "gosu", "su-exec", "su"].contains(words[index]) else { return [] }
            return words[(index + 1)...].first { !$0.hasPrefix("-") }.map { accounts(String($0)) } ?? []
        }
    }

    /// The last word of a copy, in either form; of one with a here-document the last of its first line.
    static func target(_ text: String) -> String {
        let line = text.holds("<<") ? text.prefix { $0 != "\n" } : text[...]
        let plain = line.hasSuffix("]") ? line.dropLast() : line
        return plain.split { " ,".contains($0) }.last.map { $0.filter { $0 != "\"" } } ?? ""
    }

    static func isRelative(_ path: String) -> Bool {
        let plain = path.drop { $0 == "\"" || $0 == "'" }
        return !plain.hasPrefix("/") && !plain.hasPrefix("$") && !plain.dropFirst().hasPrefix(":")
    }
}

extension Value {
    /// All texts within, names of pairs and marks included.
    var instructionTexts: [String] {
        switch self {
        case .empty: []
        case .string(let text), .literal(let text), .alias(let text): [text]
        case .list(let values): values.flatMap(\.instructionTexts)
        case .map(let pairs):
            pairs.sorted { $0.key.name < $1.key.name }.flatMap { key, value in
                value == .empty ? [key.name] : value.instructionTexts
            }
        case .marked(let mark, let value): [mark] + value.instructionTexts
        }
    }

    /// The mark of a marked value.
    var mark: String? {
        if case .marked(let mark, _) = self { return mark }
        return nil
    }
}
