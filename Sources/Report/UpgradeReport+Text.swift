extension UpgradeReport {
    /// How the upgrade was run, which decides what a person is told to do next.
    public enum Mode: Sendable {
        /// Only planned.
        case plan
        /// Written to a branch.
        case branch
        /// Written into the work tree.
        case inPlace
    }

    /// The report as text for a terminal.
    public func text(_ style: Style, mode: Mode) -> String {
        var out = headline(style, mode) + "\n"
        if !files.isEmpty { out += "\n" + rows(style) }
        if !answers.isEmpty {
            out += "\n" + style.bold("Answers") + "\n"
            for change in answers {
                let values = "\(change.old ?? "(none)") → \(change.new ?? "(removed)")"
                out += sanitized("  \(change.name): \(values) (\(change.reason))") + "\n"
            }
        }
        if !findings.isEmpty { out += "\n" + findings.map { $0.text + "\n" }.joined() }
        for note in notes {
            out += "\n" + style.bold("Notes of \(note.release)") + "\n"
            for line in note.text.split(separator: "\n", omittingEmptySubsequences: false) where !line.isEmpty {
                out += "  " + sanitized(String(line)) + "\n"
            }
        }
        let advice = advice(mode)
        if !advice.isEmpty { out += "\n" + advice.map { $0 + "\n" }.joined() }
        return out
    }

    private func headline(_ style: Style, _ mode: Mode) -> String {
        let step = from == to ? "\(scaffold) \(to)" : "\(scaffold) \(from) → \(to)"
        switch result {
        case .upToDate: return style.bold("\(scaffold) \(to)") + ": up to date"
        case .updated where mode == .plan: return style.bold(step) + ": would merge cleanly"
        case .updated: return style.bold(step) + ": " + style.green("merged")
        case .held:
            let files = held.count == 1 ? "1 file" : "\(held.count) files"
            let verb = mode == .plan ? "would wait" : held.count == 1 ? "waits" : "wait"
            return style.bold(step) + ": " + style.yellow("\(files) \(verb) for a decision")
        }
    }

    private func rows(_ style: Style) -> String {
        let width = files.map { $0.action.count }.max() ?? 0
        return files.map { file in
            let action = file.action + String(repeating: " ", count: width - file.action.count)
            let isWaiting = file.action == "hold" || file.action == "markers"
            let line = singleLine(file.path) + "  " + sanitized(file.reason)
            let decisions = file.decisions.map {
                "\n  " + String(repeating: " ", count: width) + "    " + sanitized($0)
            }
            return "  " + (isWaiting ? style.yellow(action) : style.green(action)) + "  " + line + decisions.joined()
                + "\n"
        }.joined()
    }

    private func advice(_ mode: Mode) -> [String] {
        let isMarked = files.contains { $0.action == "markers" }
        let isHeld = files.contains { $0.action == "hold" }
        switch mode {
        case .plan: return []
        case .inPlace:
            guard result != .upToDate else { return [] }
            return [
                isMarked
                    ? "Written to the work tree. Merge the marked files (git mergetool), then commit."
                    : "Written to the work tree. Look at it with `git diff --cached`, then commit.",
                isHeld ? "After that `scaffold resolve` settles the held files." : nil,
                "Take it back with `scaffold undo`.",
            ].compactMap { $0 }
        case .branch:
            guard let branch = branch.map(sanitized) else { return [] }
            return [
                "On the branch \(branch). Look at it with `git diff HEAD...\(branch)`, merge it when it is right.",
                isMarked ? "On that branch: edit the marked files and commit them." : nil,
                isHeld ? "On that branch: `scaffold resolve` settles the held files." : nil,
            ].compactMap { $0 }
        }
    }
}
