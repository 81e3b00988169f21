/// A token for a forge, which shows itself nowhere.
public struct Token: Sendable {
    /// What opens the door: only for the header of a call, or for git's standard input.
    public let secret: String
    /// Where it was found, such as `GH_TOKEN` or `git credential`.
    public let origin: String

    /// Takes a token.
    ///
    /// - Throws: `unauthorized`, naming the origin, for one that can't be one.
    public init(_ secret: String, origin: String) throws(ForgeError) {
        guard !secret.isEmpty, secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ForgeError(
                .unauthorized, "the token from \(origin) is empty, or has spaces or other characters that none has",
                hint: "look for a line end or a space that was copied with it")
        }
        self.secret = secret
        self.origin = origin
    }

    /// The kinds that prefixes tell.
    public enum Class: String, Sendable {
        /// GitHub's classic personal token, `ghp_`.
        case classic
        /// GitHub's OAuth token, `gho_`, which `gh auth login` makes.
        case oauth
        /// GitHub's fine-grained personal token, `github_pat_`.
        case fineGrained
        /// A GitHub App's installation, `ghs_`; the GITHUB_TOKEN of a job is one.
        case installation
        /// A GitHub App on behalf of a person, `ghu_`.
        case appUser
        /// GitLab's personal, project or group token, `glpat-`.
        case gitlabAccess
        /// GitLab's job token, `glcbt-`, which can't open merge requests.
        case gitlabJob
        /// GitLab's deploy token, `gldt-`, which can't open merge requests.
        case gitlabDeploy
        /// Any other one.
        case other
    }

    /// What kind of token it is, by its prefix.
    public var kind: Class {
        let prefixes: [(String, Class)] = [
            ("ghp_", .classic), ("gho_", .oauth), ("github_pat_", .fineGrained), ("ghs_", .installation),
            ("ghu_", .appUser), ("glpat-", .gitlabAccess), ("glcbt-", .gitlabJob), ("gldt-", .gitlabDeploy),
        ]
        return prefixes.first { secret.hasPrefix($0.0) }?.1 ?? .other
    }
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Nothing of the token.
    public var description: String { "(hidden)" }
    /// Nothing of the token.
    public var debugDescription: String { "(hidden)" }
    /// Only where it was found.
    public var customMirror: Mirror { Mirror(self, children: ["origin": origin]) }
}
