/// Tools that a Dockerfile runs although they were taken out of what it installs: owners slim an image down, and the template
/// brings a health check that needs `curl`.
enum DockerfileTools {
    /// A tool that only the merge runs without installing it.
    ///
    /// Whether a base image has a tool is not known here; so this speaks only of tools that one side installs, and of runs
    /// that the other side, which does not, has not.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let mine = installed(by: local)
        let theirs = installed(by: incoming)
        let gone = mine.symmetricDifference(theirs).subtracting(installed(by: merged))
        if gone.isEmpty { return nil }
        let (found, first, second) = (
            runs(of: gone, in: merged), runs(of: gone, in: local), runs(of: gone, in: incoming)
        )
        return gone.filter { tool in
            let known = mine.contains(tool) ? second : first
            return found[tool, default: 0] > known[tool, default: 0]
        }.min().map { "tool \($0)" }
    }

    /// The packages of all install commands, by the name that their tool most likely has.
    private static func installed(by file: Value) -> Set<String> {
        Set(commands(of: file).filter { $0.mark != nil }.flatMap(\.instructionTexts).flatMap(words))
    }

    /// How often tools are run: by instructions that install nothing, and when the container starts or is looked at.
    private static func runs(of tools: Set<String>, in file: Value) -> [String: Int] {
        let texts =
            commands(of: file).filter { $0.mark == nil }.flatMap(\.instructionTexts)
            + file.elements.filter { ["CMD", "ENTRYPOINT", "HEALTHCHECK"].contains($0.mark) }.flatMap { instruction in
                instruction.instructionTexts.dropFirst()
            }
        var counts: [String: Int] = [:]
        for text in texts {
            var isStart = true
            for word in words(text) {
                if isStart, tools.contains(word) { counts[word, default: 0] += 1 }
                isStart = openers.contains(word) || word.hasSuffix(";") || isStart && word.contains("=")
            }
        }
        return counts
    }

    /// The words of each command that `RUN` instructions run, what it installs included.
    static func words(ofRunsIn file: Value) -> [[String]] {
        commands(of: file).flatMap { command -> [[String]] in
            let texts = command.instructionTexts
            // What is taken apart begins with its tool.
            if command.mark != nil { return [words(texts.joined(separator: " "))] }
            return texts.flatMap { text in
                words(text).split { openers.contains($0) || $0 == "\\" }.map { command in
                    Array(command.drop { $0.contains("=") && !$0.hasPrefix("-") || $0.hasPrefix("--mount") })
                }
            }
        }
    }

    /// What `RUN` instructions run, one by one where they are understood.
    private static func commands(of file: Value) -> [Value] {
        file.elements.flatMap { instruction -> [Value] in
            guard case .marked(_, let inner) = instruction, InstructionTraits.keyword(of: instruction) == "RUN" else {
                return []
            }
            return inner.pairs[.commands]?.elements ?? [inner]
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace || "[]()\",'".contains($0) }.map(String.init)
    }

    /// Words behind which a command begins.
    private static let openers: Set<String> = [
        "&&", "||", "|", ";", "CMD", "then", "do", "else", "!", "exec", "sudo", "-c", "env", "time", "if", "while",
    ]
}
