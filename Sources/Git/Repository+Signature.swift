/// Which of a commit's two signatures is asked for.
public enum SignatureRole: String, Hashable, Sendable {
    /// Who wrote the change: `GIT_AUTHOR_*`, `author.*`.
    case author = "AUTHOR"
    /// Who makes the commit: `GIT_COMMITTER_*`, `committer.*`.
    case committer = "COMMITTER"
}

extension Repository {
    /// The signature that git would put on a commit made now.
    ///
    /// Name and address come, in this order, from `GIT_AUTHOR_NAME` and `GIT_AUTHOR_EMAIL` (or `GIT_COMMITTER_…`),
    /// `author.name`, `user.name`, and for the address from `EMAIL`; the time from `GIT_AUTHOR_DATE`, else the clock.
    /// A name is never guessed from the account and host name.
    /// - Parameter environment: where variables are looked up; the process's own by default.
    /// - Throws: `invalid` with the commands to run when nothing says who the user is.
    public func signature(
        _ role: SignatureRole = .author, environment: (String) -> String? = ProcessEnvironment.value
    ) throws(GitError) -> Signature {
        let section = role == .author ? "author" : "committer"
        var name = environment("GIT_\(role.rawValue)_NAME").map(Self.withoutCrud)
        if name == nil { name = try configuration("\(section).name").map(Self.withoutCrud) }
        if name == nil { name = try configuration("user.name").map(Self.withoutCrud) }
        var email = environment("GIT_\(role.rawValue)_EMAIL").map(Self.withoutCrud)
        if email == nil { email = try configuration("\(section).email").map(Self.withoutCrud) }
        if email == nil { email = try configuration("user.email").map(Self.withoutCrud) }
        if email == nil { email = environment("EMAIL").map(Self.withoutCrud) }
        guard let name, !name.isEmpty else { throw missing("name", "Your Name") }
        guard let email, !email.isEmpty else { throw missing("email", "you@example.com") }

        let variable = "GIT_\(role.rawValue)_DATE"
        guard let text = environment(variable), !text.isEmpty else {
            let now = GitDate.now()
            return Signature(name: name, email: email, seconds: now.seconds, offsetMinutes: now.offsetMinutes)
        }
        guard let date = GitDate(text) else {
            throw GitError(
                code: .invalid, category: "config", message: "the date '\(text)' can't be read",
                operation: "signature", subject: variable,
                hint: "write it as 2024-05-01T12:00:00+02:00 or as seconds and zone: '1714557600 +0200'")
        }
        return Signature(name: name, email: email, seconds: date.seconds, offsetMinutes: date.offsetMinutes)
    }

    private func missing(_ what: String, _ example: String) -> GitError {
        GitError(
            code: .invalid, category: "config", message: "git doesn't know your \(what), which a commit needs",
            operation: "signature", subject: "user.\(what)",
            hint: "run: git config --global user.\(what) \(shellQuoted(example))")
    }

    /// A name as git writes it: angle brackets and line feeds removed, no punctuation or control characters at the ends.
    private static func withoutCrud(_ text: String) -> String {
        let isCrud: (UInt8) -> Bool = { $0 <= 0x20 || ".,:;<>\"\\'".utf8.contains($0) }
        var bytes = Array(text.utf8)[...]
        while let last = bytes.last, isCrud(last) { bytes.removeLast() }
        while let first = bytes.first, isCrud(first) { bytes.removeFirst() }
        let kept = bytes.filter { $0 != 0x0A && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
        return String(decoding: kept, as: UTF8.self)
    }
}
