/// Addresses of remote repositories: what is refused, what is secret, and when two are the same.
public enum RemoteURL {
    /// The address without anything secret, fit for records, reports and error messages.
    ///
    /// Of `http` and `https` addresses the whole `user:password@` and the query go; `ssh` ones keep the user name,
    /// which is part of the address there. Local paths and `host:path` stay as they are.
    public static func withoutCredentials(_ url: String) -> String {
        guard let parts = Parts(url) else { return url }
        var user = ""
        if let written = parts.userInfo, !parts.isWeb {
            let name = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            if !name.isEmpty { user = name + "@" }
        }
        var path = parts.path
        if parts.isWeb, let end = path.firstIndex(where: { $0 == "?" || $0 == "#" }) { path = String(path[..<end]) }
        return "\(parts.scheme)://\(user)\(parts.host)\(path)"
    }

    /// A text, such as git's error output, with the credentials of all addresses in it removed.
    public static func withoutCredentials(inText text: String) -> String {
        var result: [UInt8] = []
        var word: [UInt8] = []
        func finish() {
            result += withoutCredentials(String(decoding: word, as: UTF8.self)).utf8
            word = []
        }
        for byte in text.utf8 {
            if byte <= 0x20 || "'\"<>()`".utf8.contains(byte) {
                finish()
                result.append(byte)
            } else {
                word.append(byte)
            }
        }
        finish()
        return String(decoding: result, as: UTF8.self)
    }

    /// A text by which different spellings of one address are equal: the key of a cache.
    ///
    /// Credentials, the case of scheme and host, a default port, slashes at the end and `.git` don't count;
    /// `git@host:path` equals `ssh://git@host/path`.
    public static func normalized(_ url: String) -> String {
        var text = withoutCredentials(url)
        if Parts(text) == nil, let colon = scpColon(text) {
            let path = text[text.index(after: colon)...]
            text = "ssh://\(text[..<colon])/\(path.drop { $0 == "/" })"
        }
        if let parts = Parts(text) {
            var host = parts.host.lowercased()
            let scheme = parts.scheme.lowercased()
            let ports = ["http": ":80", "https": ":443", "ssh": ":22", "git": ":9418"]
            if let port = ports[scheme], host.hasSuffix(port) { host = String(host.dropLast(port.utf8.count)) }
            let user = parts.userInfo.map { $0 + "@" } ?? ""
            text = "\(scheme)://\(user)\(host)\(parts.path)"
        }
        text = text.withoutTrailingSlashes
        if text.hasSuffix(".git") && !text.hasSuffix("/.git") { text = String(text.dropLast(4)) }
        return text.withoutTrailingSlashes
    }

    /// Whether an address is a path of this machine.
    public static func isLocal(_ url: String) -> Bool {
        Parts(url) == nil && scpColon(url) == nil
    }

    /// Refuses addresses that git would take for an option or for a program to run.
    public static func validate(_ url: String) throws(GitError) {
        let reason: String
        if url.isEmpty {
            reason = "the address is empty"
        } else if url.hasPrefix("-") {
            reason = "an address can't begin with a hyphen"
        } else if url.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            reason = "an address can't hold control characters"
        } else if let helper = transportHelper(url) {
            reason = "addresses of the form '\(helper)::…' run a program and are refused"
        } else if let host = Parts(url)?.host ?? scpHost(url), host.hasPrefix("-") {
            reason = "a host name can't begin with a hyphen"
        } else {
            return
        }
        throw GitError(
            code: .invalid, category: "git", message: reason, operation: "git", subject: withoutCredentials(url))
    }

    /// The part before `::`, which names a program `git-remote-<name>`.
    private static func transportHelper(_ url: String) -> String? {
        guard let range = url.utf8.firstRange(of: "::".utf8) else { return nil }
        let name = url[..<range.lowerBound]
        let isName = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "+-._".utf8.contains(byte)
        }
        return isName ? String(name) : nil
    }

    /// The colon of `user@host:path`; nil for local paths.
    private static func scpColon(_ url: String) -> String.Index? {
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let host = url[..<colon]
        return host.utf8.contains(UInt8(ascii: "/")) || host.isEmpty ? nil : colon
    }

    private static func scpHost(_ url: String) -> String? {
        guard let colon = scpColon(url) else { return nil }
        let host = url[..<colon]
        return host.split(separator: "@", omittingEmptySubsequences: false).last.map(String.init)
    }

    /// The pieces of `scheme://user:password@host:port/path?query`.
    struct Parts {
        var scheme: String
        var userInfo: String?
        var host: String
        var path: String

        var isWeb: Bool { ["http", "https", "ftp", "ftps"].contains(scheme.lowercased()) }

        init?(_ url: String) {
            guard let mark = url.utf8.firstRange(of: "://".utf8), mark.lowerBound != url.startIndex else { return nil }
            scheme = String(url[..<mark.lowerBound])
            let rest = url[mark.upperBound...]
            let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
            let authority = rest[..<end]
            path = String(rest[end...])
            if let at = authority.lastIndex(of: "@") {
                userInfo = String(authority[..<at])
                host = String(authority[authority.index(after: at)...])
            } else {
                userInfo = nil
                host = String(authority)
            }
        }
    }
}
