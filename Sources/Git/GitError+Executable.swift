extension GitError {
    /// The error that a failed git command reports on standard error.
    init(failed command: String, output: GitOutput, subject: String) {
        // ssh ends its lines as terminals do
        let lines = output.stderr.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces() }
            .filter { !$0.isEmpty }
        let (code, hint) = Self.classify(output.stderr)
        var telling = lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") || $0.hasPrefix("ERROR: ") }
        if telling == "fatal: Could not read from remote repository." {
            // What ssh said is above it, at its end
            telling = lines.last { Self.classify($0).0 != .generic } ?? telling
        }
        let said = telling ?? lines.last ?? "it ended with status \(output.status)"
        self.init(
            code: code, category: "git", message: "git \(command) failed: \(said)", operation: "git \(command)",
            subject: subject, hint: hint)
    }

    /// What git's English error output means, and what to do about it.
    static func classify(_ text: String) -> (Code, hint: String) {
        for (code, hint, phrases) in phrasebook where phrases.contains(where: { text.utf8.contains($0) }) {
            return (code, hint)
        }
        return (.generic, "")
    }

    /// Looked through from the top: a missing key also ends with "could not read from remote repository".
    private static let phrasebook: [(Code, String, [String])] = [
        (
            .authentication, "have git trust who vouches for the server: git config --global http.sslCAInfo FILE",
            [
                "certificate verification failed", "certificate problem", "certificate verify failed",
                "server verification failed", "SSL: no alternative certificate subject name matches",
            ]
        ),
        (
            .authentication, "check the credentials: try git ls-remote with the same address",
            [
                "Authentication failed", "could not read Username", "could not read Password", "Permission denied (",
                "terminal prompts disabled", "Host key verification failed", "returned error: 401",
                "returned error: 403", "HTTP Basic: Access denied", "Invalid username or password",
                "no mutual signature", "Too many authentication failures",
            ]
        ),
        (
            .rejected, "fetch, look at what changed there, and run the command again",
            [
                "[rejected]", "[remote rejected]", "stale info", "failed to push some refs",
                "pre-receive hook declined",
                "protected branch",
            ]
        ),
        (
            .notFound, "check the address and the name of the branch or tag",
            [
                "not found in upstream", "couldn't find remote ref", "Repository not found", "returned error: 404",
                "does not appear to be a git repository", "repository not found", "not our ref", "does not exist",
                "unadvertised object", "no such ref", "' not found",
            ]
        ),
        (
            // Before the network's: the end of what such a remote sends comes early, too.
            .corrupt, "have the remote repository repaired: it lacks objects of its own history",
            ["possible repository corruption on the remote side"]
        ),
        (
            .network, "check the connection and try again",
            [
                "Could not resolve host", "Could not resolve proxy", "Connection refused", "Connection timed out",
                "Connection reset", "Connection closed", "Failed to connect", "Couldn't connect",
                "Network is unreachable", "No route to host", "Operation timed out", "early EOF",
                "hung up unexpectedly", "RPC failed", "SSL", "TLS", "returned error: 5", "returned error: 429",
                "Temporary failure in name resolution", "Name or service not known", "unable to access",
            ]
        ),
        (.diskFull, "free some space and run the command again", ["No space left on device", "Disk quota exceeded"]),
        (.locked, "wait for the other git command, or remove the lock file it names", [".lock': File exists"]),
        (.permission, "check the owner and the mode of the folder", ["Permission denied", "Read-only file system"]),
        (
            .ownership, "run the git config command that git names, if you trust the repository",
            ["dubious ownership"]
        ),
    ]
}
