/// Why a push was refused: the words of the servers that teams have, each with what to do.
extension GitError {
    /// The error of a failed `git push`.
    init(refused output: GitOutput, subject: String) {
        self.init(failed: "push", output: output, subject: subject)
        let text = output.stderr
        if ["stale info", "fetch first", "non-fast-forward", "cannot lock ref", "reference already exists"].contains(
            where: { text.utf8.contains($0) })
        {
            // Another branch that blocks the name says so in the same words, and stays where it is.
            let isBlocked = text.utf8.contains("cannot create") || text.utf8.contains("there are still refs under")
            code = isBlocked ? .conflict : .modified
            message = isBlocked ? "another branch of the remote blocks the branch's name" : "the branch moved meanwhile"
            hint =
                isBlocked
                ? "rename or delete that branch, or name another one with --branch"
                : "somebody else pushed to it: run it again"
            return
        }
        guard code == .rejected || Self.refusals.contains(where: { text.utf8.contains($0.phrase) }) else { return }
        code = .rejected
        let remote = text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
            guard line.hasPrefix("remote:") else { return nil }
            let said = String(line.dropFirst("remote:".count)).trimmingSpaces()
            return said.utf8.contains { $0 > 0x20 && !"=-*".utf8.contains($0) } ? said : nil
        }
        let reason = text.split(whereSeparator: \.isNewline).first { String($0).utf8.contains("[remote rejected]") }
            .flatMap {
                line in
                line.firstIndex(of: "(").map { String(line[$0...].dropFirst().dropLast()) }
            }
        let said = (remote.prefix(3) + [reason].compactMap(\.self)).joined(separator: "; ")
        if !said.isEmpty { message = "the remote refuses the push: \(said)" }
        hint = Self.refusals.first { text.utf8.contains($0.phrase) }?.hint ?? "ask who looks after that repository"
    }

    /// Whether a push was refused since its commit changes workflow files, which the token may not.
    public var isAboutWorkflows: Bool {
        code == .rejected
            && ["without `workflow", "`workflow` scope", "`workflows` permission"].contains { phrase in
                message.utf8.contains(phrase)
            }
    }

    /// Whether a push was refused since a rule of the remote keeps the branch from the token: protected, or in a ruleset.
    public var isAboutProtection: Bool {
        code == .rejected
            && ["GH006", "GH013", "protected branch"].contains { phrase in message.utf8.contains(phrase) }
    }

    private static let refusals: [(phrase: String, hint: String)] = [
        ("without `workflow", workflowHint),
        (
            "GH013",
            "a ruleset forbids it: let the branch in the rulesets of the repository, or name another with --branch"
        ),
        ("protected branch", "the branch is protected: allow this token to push to it, or name another with --branch"),
        ("GH006", "the branch is protected: allow this token to push to it, or name another with --branch"),
        ("archived", "the repository is archived: take it off the list"),
        ("read-only", "the repository takes no pushes now: try again later, or take it off the list"),
        ("GitLab: ", "change the push rules of the project, or the author, message or branch that they ask for"),
        ("signed", "commits must be signed there: set user.signingkey and commit.gpgsign, which scaffold follows"),
        ("pre-receive hook declined", "a hook of the server declined it: ask who looks after that server"),
        ("hook declined", "a hook of the server declined it: ask who looks after that server"),
    ]

    /// How to change files of GitHub's workflows.
    public static let workflowHint =
        "give the token the permission to write workflows (classic: the scope `workflow`; app and fine-grained: "
        + "`workflows: write`; the GITHUB_TOKEN of a job never has it), or use --split-workflows"
}
