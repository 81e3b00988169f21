import Forge
import Testing

/// Which forge a remote is on: from the address, the variables of a job, and what the user names.
@Suite struct ForgeLocationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var remote: String
        var environment: [String: String] = [:]
        var kind: ForgeKind?
        var api: String?
        var expected: String
        var testDescription: String { remote }
    }

    static let cases = [
        Case(
            remote: "https://github.com/acme/orders.git",
            expected: "github https://api.github.com github.com acme/orders"),
        Case(
            remote: "https://bot:hunter2@GitHub.com/acme/orders/",
            expected: "github https://api.github.com github.com acme/orders"),
        Case(
            remote: "git@github.com:acme/orders.git", expected: "github https://api.github.com github.com acme/orders"),
        Case(
            remote: "ssh://git@ssh.github.com:443/acme/orders.git",
            expected: "github https://api.github.com github.com acme/orders"),
        Case(
            remote: "https://github.example.com/acme/orders",
            expected: "github https://github.example.com/api/v3 github.example.com acme/orders"),
        Case(
            remote: "https://acme.ghe.com/acme/orders",
            expected: "github https://api.acme.ghe.com acme.ghe.com acme/orders"
        ),
        Case(
            remote: "https://gitlab.com/acme/backend/orders.git",
            expected: "gitlab https://gitlab.com/api/v4 gitlab.com acme/backend/orders"),
        Case(
            remote: "ssh://git@gitlab.example.com:2222/acme/orders.git",
            expected: "gitlab https://gitlab.example.com/api/v4 gitlab.example.com acme/orders"),
        Case(
            remote: "https://codeberg.org/acme/orders",
            expected: "gitea https://codeberg.org/api/v1 codeberg.org acme/orders"),
        Case(
            remote: "https://forgejo.example.com:3000/acme/orders",
            expected: "gitea https://forgejo.example.com:3000/api/v1 forgejo.example.com:3000 acme/orders"),
        Case(
            remote: "https://git.example.com/acme/orders",
            environment: [
                "CI_SERVER_URL": "https://git.example.com", "CI_API_V4_URL": "https://git.example.com/api/v4",
            ],
            expected: "gitlab https://git.example.com/api/v4 git.example.com acme/orders"),
        Case(
            remote: "https://git.example.com/tools/gitlab/acme/orders",
            environment: ["CI_SERVER_URL": "https://git.example.com/tools/gitlab"],
            expected: "gitlab https://git.example.com/tools/gitlab/api/v4 git.example.com acme/orders"),
        Case(
            remote: "git@code.example.com:acme/orders",
            environment: ["GITHUB_SERVER_URL": "https://code.example.com"],
            expected: "github https://code.example.com/api/v3 code.example.com acme/orders"),
        Case(
            remote: "https://code.example.com/acme/orders",
            environment: [
                "GITHUB_SERVER_URL": "https://code.example.com", "GITHUB_API_URL": "https://code.example.com/api/v1",
            ],
            expected: "gitea https://code.example.com/api/v1 code.example.com acme/orders"),
        Case(
            remote: "https://code.example.com/acme/orders",
            environment: ["GITHUB_SERVER_URL": "https://code.example.com", "GITEA_ACTIONS": "true"],
            expected: "gitea https://code.example.com/api/v1 code.example.com acme/orders"),
        Case(
            remote: "https://code.example.com/acme/orders",
            environment: ["FORGEJO_SERVER_URL": "https://code.example.com/"],
            expected: "gitea https://code.example.com/api/v1 code.example.com acme/orders"),
        Case(
            remote: "http://gitea.example.com/acme/orders",
            expected: "gitea https://gitea.example.com/api/v1 gitea.example.com acme/orders"),
        Case(
            remote: "http://gitea.example.com/acme/orders", api: "http://gitea.example.com/api/v1",
            expected: "gitea http://gitea.example.com/api/v1 gitea.example.com acme/orders"),
        Case(
            remote: "https://code.example.com/acme/orders", kind: .gitea,
            expected: "gitea https://code.example.com/api/v1 code.example.com acme/orders"),
        Case(
            remote: "http://127.0.0.1:4000/acme/orders.git", api: "http://127.0.0.1:4000/api/v3/",
            expected: "github http://127.0.0.1:4000/api/v3 127.0.0.1:4000 acme/orders"),
        Case(
            remote: "git@work:acme/orders.git", api: "https://api.github.com",
            expected: "github https://api.github.com github.com acme/orders"),
        Case(
            remote: "https://example.com/git/acme/orders", kind: .gitea, api: "https://example.com/git/api/v1",
            expected: "gitea https://example.com/git/api/v1 example.com acme/orders"),
    ]

    @Test(arguments: cases) func isFound(_ example: Case) throws {
        let location = try ForgeLocation(
            remote: example.remote, environment: example.environment, kind: example.kind, api: example.api)
        let address = location.address
        #expect("\(location.kind.rawValue) \(address.api) \(address.host) \(address.path)" == example.expected)
    }

    @Test(arguments: [
        "https://code.example.com/acme/orders", "/srv/git/orders.git", "../orders", "file:///srv/orders.git",
        "git://github.com/acme/orders", "https://github.com/acme", "https://github.com/acme/orders/tree/main",
        "https://github.com/acme/..", "https://github.com/acme/a%2Fb", "https://gitlab.com/orders", "",
        "--upload-pack=x", "https://github.com/acme/or ders",
    ])
    func isUnknown(_ remote: String) throws {
        let error = try #require(throws: ForgeError.self) { try ForgeLocation(remote: remote, environment: [:]) }
        #expect(error.code == .unknownForge)
        #expect(!error.hint.isEmpty)
    }

    @Test func aRefusedAddressIsShownWithoutItsPassword() throws {
        let error = try #require(throws: ForgeError.self) {
            try ForgeLocation(remote: "ftp://bot:hunter2@example.com/acme/orders", environment: [:])
        }
        #expect(!"\(error)".contains("hunter2"))
    }

    @Test func ownerAndNameAreThePathsParts() {
        let address = ForgeAddress(api: "https://gitlab.com/api/v4", host: "gitlab.com", path: "acme/backend/orders")
        #expect(address.owner == "acme/backend")
        #expect(address.name == "orders")
    }
}
