/// Files that a Dockerfile copies to another place on one side, while the other side has come to use them where they were.
enum CopiedFiles {
    /// A file that only the merge uses where it is not.
    ///
    /// Whether a folder has it otherwise is not known here; so this speaks only of files that the sides copy to two places, and
    /// of uses that the side whose place counts has not.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let (mine, theirs, result) = (places(of: local), places(of: incoming), places(of: merged))
        let moved = mine.filter { file, place in theirs[file].map { $0 != place } ?? false }
        if moved.isEmpty { return nil }
        return moved.keys.filter { file in
            let kept = result[file] == mine[file] ? local : incoming
            return uses(of: file, in: merged) > uses(of: file, in: kept)
        }.min().map { "file \($0)" }
    }

    /// Where single files of the build's own context are copied to.
    private static func places(of file: Value) -> [String: String] {
        var places: [String: String] = [:]
        for instruction in file.elements where InstructionTraits.keyword(of: instruction) == "COPY" {
            guard case .marked(_, let inner) = instruction else { continue }
            let words = inner.instructionTexts.flatMap(words)
            guard !words.contains(where: { $0.hasPrefix("--from") }), let place = words.last else { continue }
            for name in words.dropLast() where name.contains(".") && !name.hasPrefix("-") && !name.contains("/") {
                places[name] = place
            }
        }
        return places
    }

    /// How often commands name a file without a folder.
    private static func uses(of name: String, in file: Value) -> Int {
        let commands = file.elements.filter {
            ["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"].contains(InstructionTraits.keyword(of: $0))
        }
        return commands.flatMap(\.instructionTexts).flatMap(words).count { $0 == name || $0 == "./" + name }
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace || "[]\",'();".contains($0) }.map(String.init)
    }
}
