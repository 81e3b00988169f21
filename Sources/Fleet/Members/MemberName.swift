import Git
import Template

/// What a repository is called in a fleet.
public enum MemberName {
    /// The name of an address: host and path, without scheme, user, port of the scheme and `.git`.
    ///
    /// `git@github.com:Acme/Shop.git` and `https://github.com/acme/shop` are the same repository: the two big hosts
    /// don't tell upper from lower case.
    public static func of(url: String) -> String {
        if RemoteURL.isLocal(url) { return of(folder: url) }
        var text = RemoteURL.normalized(url)
        if let mark = text.utf8.firstRange(of: "://".utf8) { text = String(text[mark.upperBound...]) }
        let slash = text.firstIndex(of: "/") ?? text.endIndex
        if let at = text[..<slash].lastIndex(of: "@") { text = String(text[text.index(after: at)...]) }
        let isCaseless = text.hasPrefix("github.com/") || text.hasPrefix("gitlab.com/")
        return isCaseless ? text.lowercased() : text
    }

    /// The name of a folder: its path without `.`, `..` and slashes at the end, as it was given.
    public static func of(folder: String) -> String {
        let path = Path.normalized(folder)
        return path.isEmpty ? "." : path
    }
}

extension Glob {
    /// Whether the pattern describes a member's name; patterns never begin with a slash, names of folders may.
    func matches(member: String) -> Bool { matches(String(member.drop { $0 == "/" })) }
}
