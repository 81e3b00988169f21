extension Lint {
    /// Templates that no answers render, and rules over files that are not there.
    static func files(_ subject: LintSubject) -> [LintFinding] {
        let release = subject.release
        var findings: [LintFinding] = []
        for rule in release.rules where !release.files.contains(where: { rule.path.matches($0.path) }) {
            findings.append(
                LintFinding(
                    .unusedFile, subject.manifest, line: rule.location.line,
                    "the rule for \(rule.path.pattern) matches no file below files/",
                    fix: "correct the path, or remove the rule"))
        }
        let rendered = Set(subject.renders.flatMap { $0.baseline.files.map(\.source) })
        for file in release.files where !rendered.contains(file.path) {
            findings.append(
                LintFinding(
                    .unusedFile, "\(subject.place)/files/\(file.path)", "no answers render the file",
                    fix: "correct the condition (\(release.condition(of: file.path) ?? "none")), or delete it"))
        }
        return findings
    }

    /// Files that owners are to edit and that do not say what for.
    static func purposes(_ subject: LintSubject) -> [LintFinding] {
        let release = subject.release
        return release.rules.compactMap { rule in
            guard rule.isEdited == true else { return nil }
            let silent = release.files.first { file in
                rule.path.matches(file.path) && release.ownership(of: file.path) == FileOwnership(isEdited: true)
            }
            guard let silent else { return nil }
            return LintFinding(
                .purpose, subject.manifest, line: rule.location.line,
                "owners are to edit \(silent.path), but nothing says what in it", fix: "add purpose:")
        }
    }

    /// Renames, deletions, and paths that go away without either.
    static func paths(_ subject: LintSubject) -> [LintFinding] {
        renames(subject) + deletions(subject) + vanished(subject)
    }

    private static func renames(_ subject: LintSubject) -> [LintFinding] {
        if subject.steps.isEmpty { return [] }
        return subject.release.renames.enumerated().compactMap { index, rename in
            let moves = subject.steps.flatMap { step in step.moves.filter { $0.index == index }.map { (step, $0.move) }
            }
            let problem: String
            if moves.isEmpty {
                problem = "applies with no answers"
            } else if !moves.contains(where: { $0.0.before[$0.1.from] != nil }) {
                problem = "starts from a path that the release before never renders"
            } else if !moves.contains(where: { $0.0.after[$0.1.to] != nil }) {
                problem = "leads to a path that this release never renders"
            } else {
                return nil
            }
            return LintFinding(
                .danglingRename, subject.manifest, line: rename.from.location.line,
                "the rename of \(rename.from.source) to \(rename.to.source) \(problem)",
                fix: "correct the path, or remove the rename")
        }
    }

    private static func deletions(_ subject: LintSubject) -> [LintFinding] {
        if subject.steps.isEmpty { return [] }
        return subject.release.deletions.enumerated().compactMap { index, deletion in
            let isReal = subject.steps.contains { step in
                step.before[step.deletions[index]] != nil && step.after[step.deletions[index]] == nil
            }
            if isReal { return nil }
            return LintFinding(
                .danglingDeletion, subject.manifest, line: deletion.path.location.line,
                "the deletion of \(deletion.path.source) is none: with no answers does the path go away",
                fix: "correct the path, or remove the deletion")
        }
    }

    private static func vanished(_ subject: LintSubject) -> [LintFinding] {
        var findings: [LintFinding] = []
        var seen: Set<String> = []
        for step in subject.steps {
            let moved = Set(step.moves.map(\.move.from)).union(step.before.moves(to: step.after).map(\.from))
            let gone = moved.union(step.deletions)
            for file in step.before.files where step.after[file.path] == nil && !gone.contains(file.path) {
                guard seen.insert(file.source).inserted else { continue }
                findings.append(
                    LintFinding(
                        .vanished, subject.manifest,
                        "\(file.path) of \(subject.release.previous.map(String.init(describing:)) ?? "the release before") "
                            + "goes away (with \(step.label)), and nobody is told why",
                        fix: "add a rename, or a deletion with its reason"))
            }
        }
        return findings
    }
}
