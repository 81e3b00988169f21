extension HookEffects {
    /// Reads a hook's rendered text for what it does to the files of a render.
    /// - Parameters:
    ///   - script: The text, rendered.
    ///   - path: The hook's path in the template's repository.
    ///   - baseline: The render that it would run on.
    mutating func read(_ script: String, of path: String, on baseline: Baseline) {
        guard let statements = HookEffects.statements(path, script) else {
            explainsAll = false
            notes.append(
                DialectNote(
                    rule: "hook-not-understood", subject: path,
                    message: "the hook is neither Python nor a shell script: what it does to files is told from the "
                        + "project's history only"))
            return
        }
        let reader = ScriptReader(statements, on: baseline)
        explainsAll =
            explainsAll && reader.tree.doubtful.isEmpty && reader.written.isEmpty && reader.unclearLines.isEmpty
        let places = Dictionary(reader.tree.files.map { ($0.value, $0.key) }) { first, _ in first }
        for file in baseline.files {
            guard let place = places[file.path] else {
                removedPaths.insert(file.path)
                continue
            }
            if place != file.path { movedPaths[file.path] = place }
        }
        for (path, text) in reader.tree.texts {
            // Each script was followed over the files as they were rendered, so that of two texts neither is the last.
            contents[path] = contents[path] == nil ? text.map { Array($0.utf8) } : nil
            if contents[path] == nil { writtenPaths.insert(path) }
        }
        if !reader.tree.doubtful.isEmpty {
            notes.append(
                DialectNote(
                    rule: "hook-in-doubt", subject: path,
                    message: "the hook may remove or move files under a condition that is not known: "
                        + HookEffects.list(reader.tree.doubtful)))
        }
        writtenPaths.formUnion(reader.written)
        if !reader.written.isEmpty {
            notes.append(
                DialectNote(
                    rule: "hook-writes", subject: path,
                    message: "the hook writes files, which nothing here does: \(HookEffects.list(reader.written))"))
        }
        if !reader.unclearLines.isEmpty {
            let lines = reader.unclearLines.sorted().map(String.init).prefix(20).joined(separator: ", ")
            notes.append(
                DialectNote(
                    rule: "hook-not-understood", subject: path,
                    message: "what these lines of the hook do is not known: \(lines)"))
        }
    }

    /// The statements of a script in a language that is known, by its extension or its first line.
    private static func statements(_ path: String, _ script: String) -> [ScriptStatement]? {
        let first = String(script.prefix { !$0.isNewline })
        if path.hasSuffix(".py") || first.hasPrefix("#!") && first.contains("python") {
            return PythonParser.statements(of: script)
        }
        if path.hasSuffix(".sh") || path.hasSuffix(".bash") || first.hasPrefix("#!") && first.hasSuffix("sh") {
            return ShellParser.statements(of: script)
        }
        return nil
    }

    private static func list(_ paths: Set<String>) -> String {
        let shown = paths.sorted(by: Path.precedes).prefix(20).joined(separator: ", ")
        return paths.count > 20 ? "\(shown) and \(paths.count - 20) more" : shown
    }
}
