/// The credential helpers that the user set up for git.
extension GitExecutable {
    /// The password, or token, that git's credential helpers have for a web address; nil when they have none.
    ///
    /// Nothing is asked for: no prompt, no window. Helpers that the repository around the current folder names don't
    /// run, only those of the user and of the system.
    public func credential(for url: String) -> String? {
        guard (try? RemoteURL.validate(url)) != nil, let parts = RemoteURL.Parts(url), parts.isWeb else { return nil }
        var quiet = self
        quiet.environment += ["GIT_DIR=/dev/null/none", "GIT_ASKPASS=", "SSH_ASKPASS="]
        let path = parts.path.drop { $0 == "/" }
        let question = "protocol=\(parts.scheme)\nhost=\(parts.host)\npath=\(path)\n\n"
        let arguments = ["-c", "core.askPass=", "credential", "fill"]
        guard let output = try? quiet.run(arguments, input: Array(question.utf8)), output.status == 0 else {
            return nil
        }
        for line in output.stdout.split(separator: 0x0A) where line.starts(with: "password=".utf8) {
            let password = String(decoding: line.dropFirst(9), as: UTF8.self)
            return password.isEmpty ? nil : password
        }
        return nil
    }
}
