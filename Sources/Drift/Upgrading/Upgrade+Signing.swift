import Git

extension Upgrade {
    /// Whether the user's own commits in this repository are signed, so that this one is to be, too (`commit.gpgsign`).
    var isSigned: Bool {
        get throws {
            let value = try service.repository.configuration("commit.gpgsign")?.lowercased()
            return ["true", "yes", "on", "1"].contains(value)
        }
    }

    /// Writes a commit that git signs with the user's key; libgit2 calls neither gpg nor ssh-keygen.
    /// - Throws: ``DriftError`` with git's words where there is no key, or it can't be used.
    func writeSigned(
        tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
    ) throws -> ObjectID {
        let repository = service.repository
        let file = "\(repository.commonDirectory)/scaffold/message-\(ProcessEnvironment.processID)"
        try FileSystem.write(Array(message.utf8), mode: .file, to: file)
        defer { try? FileSystem.remove(file, upTo: repository.commonDirectory + "/scaffold") }
        var git = try GitExecutable.find()
        for (role, signature) in [("AUTHOR", author), ("COMMITTER", committer)] {
            let minutes = abs(signature.offsetMinutes)
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            let zone = "\(signature.offsetMinutes < 0 ? "-" : "+")\(two(minutes / 60))\(two(minutes % 60))"
            git.environment += [
                "GIT_\(role)_NAME=\(signature.name)", "GIT_\(role)_EMAIL=\(signature.email)",
                "GIT_\(role)_DATE=@\(signature.seconds) \(zone)",
            ]
        }
        let output = try git.run(
            ["commit-tree", "-S", "-F", file] + parents.flatMap { ["-p", $0.hex] } + [tree.hex],
            gitDirectory: repository.gitDirectory)
        let id = String(decoding: output.stdout, as: UTF8.self).split(separator: "\n").first.flatMap {
            ObjectID(hex: String($0))
        }
        guard output.status == 0, let id else {
            let said = output.stderr.split(separator: "\n").first.map(String.init) ?? "git ended with \(output.status)"
            throw DriftError(
                .repositoryState, "the commit can't be signed: \(said)",
                fix: "see `git config user.signingkey` and `git config gpg.format`, or switch commit.gpgsign off")
        }
        return id
    }
}
