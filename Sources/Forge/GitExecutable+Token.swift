public import Git

extension GitExecutable {
    /// The executable with a token as the last of its credential helpers, for one host only.
    ///
    /// The token goes by the environment of git's own process: not by its arguments, which everybody on the machine can
    /// read, and into no file. Helpers that are set up are asked first. Addresses that are not http need none.
    public func using(_ token: Token, for url: String) -> GitExecutable {
        guard token.origin != "git credential", let scheme = url.firstRange(of: "://"),
            ["http", "https"].contains(url[..<scheme.lowerBound].lowercased())
        else { return self }
        let rest = url[scheme.upperBound...].prefix { $0 != "/" }
        let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
        let count = ProcessEnvironment.value("GIT_CONFIG_COUNT").flatMap { Int($0) } ?? 0
        let helper =
            "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' "
            + "\"$SCAFFOLD_GIT_USER\" \"$SCAFFOLD_GIT_PASSWORD\"; }; f"
        var git = self
        git.environment += [
            "GIT_CONFIG_COUNT=\(count + 1)",
            "GIT_CONFIG_KEY_\(count)=credential.\(url[..<scheme.lowerBound])://\(host).helper",
            "GIT_CONFIG_VALUE_\(count)=\(helper)", "SCAFFOLD_GIT_USER=x-access-token",
            "SCAFFOLD_GIT_PASSWORD=\(token.secret)",
        ]
        return git
    }
}
