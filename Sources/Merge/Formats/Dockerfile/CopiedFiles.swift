/// Files that a Dockerfile copies to another place on one side, while the other side has come to use them where they were.
enum CopiedFiles {
    /// A file that only the merge uses where it is not.
    ///
    /// Whether a folder has it otherwise is not known here; so this speaks only of files that the sides copy to two places, and
    /// of uses that the side whose place counts has not.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let (mine, theirs, result) = (places(of: local), places(of: incoming), places(of: merged))
        let moved = mine.filter { file, place in theirs[file].map { $0 != place } ?? false }
        if let file = left(result, Sides(base: merged, local: local, incoming: incoming), mine, theirs) { return file }
        if moved.isEmpty { return nil }
        return moved.keys.filter { file in
            let kept = result[file] == mine[file] ? local : incoming
            return uses(of: file, in: merged) > uses(of: file, in: kept)
        }.min().map { "file \($0)" }
    }

    /// A file that one side copies no more, with another one in its place, and that the other side has come to use.
    private static func left(
        _ result: [String: String], _ files: Sides<Value>, _ mine: [String: String], _ theirs: [String: String]
    ) -> String? {
        [(mine, theirs, files.local), (theirs, mine, files.incoming)].lazy.flatMap { own, other, mover in
            // Where nothing else is copied in its stead, the file may come from anywhere.
            Set(own.keys).subtracting(other.keys).isEmpty
                ? []
                : other.keys.filter { file in
                    own[file] == nil && result[file] == nil
                        && uses(of: file, in: files.base) > uses(of: file, in: mover)
                        && !copiesAll(files.base)
                }
        }.min().map { "file \($0)" }
    }

    /// Whether the whole folder of the build is copied.
    private static func copiesAll(_ file: Value) -> Bool {
        file.elements.contains { instruction in
            guard case .marked("COPY", let inner) = instruction else { return false }
            let words = inner.instructionTexts.flatMap(words)
            return words.dropLast().contains { $0 == "." || $0 == "./" } && !words.contains { $0.hasPrefix("--from") }
        }
    }

    /// Where single files of the build's own context are copied to.
    private static func places(of file: Value) -> [String: String] {
        var places: [String: String] = [:]
        for instruction in file.elements where InstructionTraits.keyword(of: instruction) == "COPY" {
            guard case .marked(_, let inner) = instruction else { continue }
            let words = inner.instructionTexts.flatMap(words)
            guard !words.contains(where: { $0.hasPrefix("--from") }), let place = words.last else { continue }
            for word in words.dropLast() where !word.hasPrefix("-") {
                let name = word.hasSuffix("/") ? String(word.dropLast()) : word
                if !name.contains("/"), name != ".", !name.contains("*") { places[name] = place }
            }
        }
        return places
    }

    /// How often commands name a file without a folder, or something in a folder.
    private static func uses(of name: String, in file: Value) -> Int {
        let commands = file.elements.filter {
            ["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"].contains(InstructionTraits.keyword(of: $0))
        }
        return commands.flatMap(\.instructionTexts).flatMap(words).count { word in
            let path = word.withoutOwnFolder
            return path == name || path.hasPrefix(name + "/")
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace || "[]\",'();".contains($0) }.map(String.init)
    }
}
