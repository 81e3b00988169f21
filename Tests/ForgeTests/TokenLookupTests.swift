import Forge
import Git
import TestSupport
import Testing

/// Where tokens come from, in which order, and that none is shown or sent to another host.
@Suite struct TokenLookupTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var remote: String
        var environment: [String: String]
        /// Token and origin; nil for none.
        var expected: String?
        var testDescription: String { name }
    }

    static let github = "https://github.com/acme/orders"
    static let enterprise = "https://github.example.com/acme/orders"
    static let cases = [
        Case(
            name: "scaffold's own variable comes first", remote: github,
            environment: ["SCAFFOLD_TOKEN": "a", "GH_TOKEN": "b"], expected: "a SCAFFOLD_TOKEN"),
        Case(
            name: "GH_TOKEN before GITHUB_TOKEN", remote: github,
            environment: ["GITHUB_TOKEN": "b", "GH_TOKEN": "a"], expected: "a GH_TOKEN"),
        Case(
            name: "an empty variable is none", remote: github, environment: ["GH_TOKEN": "", "GITHUB_TOKEN": "b"],
            expected: "b GITHUB_TOKEN"),
        Case(
            name: "a job's token isn't for another host", remote: enterprise,
            environment: ["GITHUB_TOKEN": "b", "GH_TOKEN": "a"], expected: nil),
        Case(
            name: "an enterprise server has its own variable", remote: enterprise,
            environment: ["GITHUB_TOKEN": "b", "GH_ENTERPRISE_TOKEN": "c"], expected: "c GH_ENTERPRISE_TOKEN"),
        Case(
            name: "a job on an enterprise server has its token", remote: enterprise,
            environment: ["GITHUB_TOKEN": "b", "GITHUB_SERVER_URL": "https://github.example.com"],
            expected: "b GITHUB_TOKEN"),
        Case(
            name: "GitLab", remote: "https://gitlab.com/acme/orders",
            environment: ["GITHUB_TOKEN": "b", "GITLAB_TOKEN": "c"], expected: "c GITLAB_TOKEN"),
        Case(
            name: "Forgejo", remote: "https://codeberg.org/acme/orders",
            environment: ["GITHUB_TOKEN": "b", "FORGEJO_TOKEN": "c"], expected: "c FORGEJO_TOKEN"),
        Case(
            name: "a job of Gitea's runner", remote: "https://gitea.example.com/acme/orders",
            environment: [
                "GITHUB_TOKEN": "b", "GITEA_ACTIONS": "true", "GITHUB_SERVER_URL": "https://gitea.example.com",
            ], expected: "b GITHUB_TOKEN"),
        Case(
            name: "a job of Gitea's runner has nothing for GitHub", remote: github,
            environment: [
                "GITHUB_TOKEN": "b", "GITEA_ACTIONS": "true", "GITHUB_SERVER_URL": "https://gitea.example.com",
            ], expected: nil),
    ]

    @Test(arguments: cases) func variables(_ example: Case) throws {
        let location = try ForgeLocation(remote: example.remote, environment: example.environment)
        let token = try? TokenLookup(environment: example.environment).token(for: location)
        #expect(token.map { "\($0.secret) \($0.origin)" } == example.expected)
    }

    @Test func whatGhAndGlabKeepIsFound() throws {
        let folder = try TempDirectory()
        try folder.write(
            "gh/hosts.yml",
            """
            github.com:
                user: ann
                oauth_token: gho_abc
            github.example.com:
                user: ann
            """)
        try folder.write(
            "glab-cli/config.yml",
            """
            host: gitlab.com
            hosts:
                gitlab.com:
                    token: !!null glpat-abc
            """)
        let environment = ["XDG_CONFIG_HOME": folder.path, "HOME": "/nonexistent"]
        func find(_ remote: String) throws -> Token {
            let location = try ForgeLocation(remote: remote, environment: environment)
            return try TokenLookup(environment: environment).token(for: location)
        }
        #expect(try find(Self.github).secret == "gho_abc")
        #expect(try find(Self.github).kind == .oauth)
        #expect(try find("https://gitlab.com/acme/orders").secret == "glpat-abc")
        #expect(throws: ForgeError.self) { try find(Self.enterprise) }
    }

    @Test func gitsCredentialHelpersAreAskedLast() throws {
        let home = try TempDirectory()
        try home.writeScript("helper", "test \"$1\" = get && cat > \"$0.asked\" && echo username=x && echo password=pw")
        try home.write(".gitconfig", "[credential]\n\thelper = \(home.path("helper"))\n\tuseHttpPath = true\n")
        var git = try GitExecutable.find()
        git.environment = ["HOME=\(home.path)", "XDG_CONFIG_HOME=\(home.path)", "GIT_CONFIG_NOSYSTEM=1"]
        let location = try ForgeLocation(remote: Self.github, environment: [:])
        let token = try TokenLookup(environment: [:], git: git).token(for: location)
        #expect(token.secret == "pw")
        #expect(token.origin == "git credential")
        let asked = String(decoding: try home.read("helper.asked"), as: UTF8.self)
        #expect(asked.contains("host=github.com\n") && asked.contains("path=acme/orders.git\n"))
    }

    @Test func withoutHelpersNothingIsAskedFor() throws {
        let home = try TempDirectory()
        var git = try GitExecutable.find()
        git.environment = ["HOME=\(home.path)", "XDG_CONFIG_HOME=\(home.path)", "GIT_CONFIG_NOSYSTEM=1"]
        let location = try ForgeLocation(remote: Self.github, environment: [:])
        let error = try #require(throws: ForgeError.self) {
            try TokenLookup(environment: [:], git: git).token(for: location)
        }
        #expect(error.code == .unauthorized)
        #expect(error.hint.contains("GH_TOKEN"))
    }

    @Test(arguments: ["a b", "a\n", "tok\u{1B}[31m", "t\u{F6}ken"])
    func aTokenThatCannotBeOneIsRefusedByItsOrigin(_ text: String) throws {
        let location = try ForgeLocation(remote: Self.github, environment: [:])
        let error = try #require(throws: ForgeError.self) {
            try TokenLookup(environment: ["GH_TOKEN": text]).token(for: location)
        }
        #expect(error.message.contains("GH_TOKEN"))
        #expect(!"\(error)".contains(text))
    }

    @Test func aTokenShowsItselfNowhere() throws {
        let token = try Token("ghp_hunter2", origin: "GH_TOKEN")
        var dumped = ""
        dump(token, to: &dumped)
        let connection = try ForgeConnection.open(remote: Self.github, environment: ["GH_TOKEN": "ghp_hunter2"])
        dump(connection, to: &dumped)
        let texts = ["\(token)", String(reflecting: token), "\([token])", dumped, "\(connection)"]
        #expect(texts.allSatisfy { !$0.contains("hunter2") })
    }

    @Test(arguments: [
        ("ghp_x", Token.Class.classic), ("gho_x", .oauth), ("github_pat_x", .fineGrained), ("ghs_x", .installation),
        ("ghu_x", .appUser), ("glpat-x", .gitlabAccess), ("glcbt-x", .gitlabJob), ("gldt-x", .gitlabDeploy),
        ("0123abc", .other),
    ])
    func theKindIsToldByThePrefix(_ text: String, _ kind: Token.Class) throws {
        #expect(try Token(text, origin: "a test").kind == kind)
    }
}
