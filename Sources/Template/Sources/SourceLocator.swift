import Git

/// Where releases come from, as a person types it and as a record keeps it.
public enum SourceLocator: Hashable, Sendable {
    /// A scaffold that comes with the tool, by name.
    case builtin(String)
    /// A folder or a local repository, as a path.
    case folder(String)
    /// A git repository, as git itself takes the address.
    case git(url: String)
}

extension SourceLocator {
    /// Reads what a person typed: `fastapi-service`, `./x`, `/x`, `~/x`, `https://…`, `git@…:…`, `gh:owner/name`,
    /// `gl:owner/name`, `file://…`.
    ///
    /// - Throws: ``ScaffoldError`` for text that is none of these, for `ext::` and other transports that run
    ///   commands, and for anything that starts with a dash.
    public static func parse(_ text: String) throws(ScaffoldError) -> SourceLocator {
        if text.isEmpty { throw unreadable(text, "it is empty") }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw unreadable(text, "it has control characters")
        }
        if text.hasPrefix("-") { throw unreadable(text, "it starts with a dash, as options do") }
        for (prefix, host) in [("gh:", "github.com"), ("gl:", "gitlab.com")] where text.hasPrefix(prefix) {
            return .git(url: "https://\(host)/\(try hosted(text, after: prefix)).git")
        }
        if text.utf8.starts(with: Array("git+".utf8)), scheme(of: String(text.dropFirst(4))) != nil {
            return try parse(String(text.dropFirst(4)))
        }
        if let scheme = scheme(of: text) {
            guard ["https", "http", "ssh", "git", "file"].contains(scheme) else {
                throw unreadable(text, "\(scheme):// is not a transport for scaffolds")
            }
            return .git(url: text)
        }
        if text == "." || text == ".." || text == "~" || ["/", "./", "../", "~/"].contains(where: text.hasPrefix) {
            return .folder(text)
        }
        if text.hasSuffix("/") { return .folder(text) }
        if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let host = text[..<colon]
            let path = text[text.utf8.index(after: colon)...]
            if path.hasPrefix(":") { throw unreadable(text, "remote helpers run commands") }
            guard !host.isEmpty, !path.isEmpty, !host.utf8.contains(UInt8(ascii: "/")) else {
                throw unreadable(text, "it is neither a path nor an address")
            }
            return .git(url: text)
        }
        if isName(text) { return .builtin(text) }
        if text.utf8.contains(UInt8(ascii: "/")) { return .folder(text) }
        throw unreadable(text, "names have lower-case letters, digits and dashes")
    }

    /// Reads a locator from a record.
    /// - Parameters:
    ///   - recorded: The record's `source`: `builtin`, an address, or a path relative to the service.
    ///   - name: The record's scaffold name.
    ///   - service: The folder of the service, which relative paths start from.
    public static func parse(recorded: String, name: String, service: String) throws(ScaffoldError) -> SourceLocator {
        if recorded == "builtin" { return .builtin(name) }
        let locator = try parse(recorded)
        if case .builtin(let name) = locator { return .folder(Path.join(service, name)) }
        guard case .folder(let path) = locator, !path.hasPrefix("/"), !path.hasPrefix("~") else { return locator }
        return .folder(Path.normalized(Path.join(service, path)))
    }

    /// The text that goes into a record: no credentials, and folders relative to the service.
    /// - Parameters:
    ///   - service: The folder of the service.
    ///   - workingDirectory: The folder that a relative path in this locator starts from.
    public func recorded(relativeTo service: String, workingDirectory: String) -> String {
        switch self {
        case .builtin: return "builtin"
        case .git(let url): return SourceLocator.withoutCredentials(url)
        case .folder(let path):
            if path.hasPrefix("~") { return path }
            let from = Path.normalized(Path.join(workingDirectory, service))
            let relative = Path.relative(Path.normalized(Path.join(workingDirectory, path)), from: from)
            return relative.hasPrefix("..") || relative.hasPrefix("/") ? relative : "./\(relative)"
        }
    }

    /// An address without its user name and password; ssh keeps the user, which is part of the address.
    public static func withoutCredentials(_ url: String) -> String {
        let clean = RemoteURL.withoutCredentials(url)
        // git refuses a password before host:path, but a person may type one all the same.
        guard scheme(of: clean) == nil, let at = clean.utf8.firstIndex(of: UInt8(ascii: "@")),
            let colon = clean[..<at].utf8.firstIndex(of: UInt8(ascii: ":"))
        else { return clean }
        return String(clean[..<colon]) + String(clean[at...])
    }

    /// Whether a text is spelt like a scaffold's name: lower-case letters, digits and single dashes.
    static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, first.isASCIILowercase, last != 0x2D else { return false }
        return bytes.allSatisfy { $0.isASCIILowercase || $0.isASCIIDigit || $0 == 0x2D } && bytes.count <= 63
    }

    private static func scheme(of text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[colon...].hasPrefix("://") else {
            return nil
        }
        let scheme = text[..<colon]
        guard !scheme.isEmpty, scheme.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2B }) else {
            return nil
        }
        return String(decoding: scheme.utf8.map(\.asciiLowercased), as: UTF8.self)
    }

    private static func hosted(_ text: String, after prefix: String) throws(ScaffoldError) -> String {
        var path = text.dropFirst(prefix.count)
        if path.hasPrefix("/") { path = path.dropFirst() }
        if path.hasSuffix(".git") { path = path.dropLast(4) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let areNames = parts.allSatisfy { part in
            part != "." && part != ".." && !part.isEmpty && !part.hasPrefix("-")
                && part.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_.".utf8.contains($0) }
        }
        // GitLab has nested groups, GitHub has not.
        guard areNames, prefix == "gl:" ? parts.count >= 2 : parts.count == 2 else {
            throw unreadable(text, "after \(prefix) comes owner/name")
        }
        return String(path)
    }

    private static func unreadable(_ text: String, _ reason: String) -> ScaffoldError {
        ScaffoldError(
            .locator, "cannot read the source \(YAMLScalar.quoted(withoutCredentials(text))): \(reason)",
            fix: "name a built-in scaffold (fastapi-service), a folder (./x), or a repository "
                + "(https://…, git@host:path, gh:owner/name)")
    }
}

extension SourceLocator: CustomStringConvertible {
    /// The locator for people: the name, the path, or the address without credentials.
    public var description: String {
        switch self {
        case .builtin(let name): name
        case .folder(let path): path
        case .git(let url): SourceLocator.withoutCredentials(url)
        }
    }
}
