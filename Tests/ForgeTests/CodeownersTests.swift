import Forge
import Testing

/// Who owns a path, as GitHub reads CODEOWNERS.
@Suite struct CodeownersTests {
    static let patterns: [(pattern: String, path: String, owns: Bool)] = [
        ("*", "a", true),
        ("*", "a/b/c", true),
        ("*.js", "a.js", true),
        ("*.js", "src/a.js", true),
        ("*.js", "a.jsx", false),
        ("/build/logs/", "build/logs/a/b", true),
        ("/build/logs/", "build/logs", false),
        ("/build/logs/", "x/build/logs/a", false),
        ("docs/*", "docs/a.md", true),
        ("docs/*", "docs/a/b.md", false),
        ("docs/*", "x/docs/a.md", false),
        ("apps/", "apps/a", true),
        ("apps/", "x/apps/a/b", true),
        ("apps/", "apps", false),
        ("/docs/", "docs/a", true),
        ("/scripts", "scripts", true),
        ("/scripts", "scripts/a/b", true),
        ("/scripts", "x/scripts", false),
        ("**/logs", "logs/a", true),
        ("**/logs", "build/x/logs/a", true),
        ("a/**/b", "a/b", true),
        ("a/**/b", "a/x/y/b", true),
        ("a/**/b", "a/x/y/c", false),
        ("a/**", "a/x/y", true),
        ("a/**", "b/a/x", false),
        ("file?", "file1", true),
        ("file?", "file", false),
        ("README", "readme", false),
        ("a*c*e", "abcde", true),
        ("a*c*e", "abde", false),
        ("/", "a", false),
        ("a\\*b", "a*b", true),
        ("a\\*b", "axb", false),
    ]

    @Test(arguments: patterns) func pattern(_ example: (pattern: String, path: String, owns: Bool)) {
        let owners = Codeowners("\(example.pattern) @ann").owners(of: example.path)
        #expect(owners == (example.owns ? ["@ann"] : []))
    }

    @Test func theLastLineThatMatchesCounts() {
        let file = Codeowners(
            """
            # everything
            *       @ann @acme/platform
            *.md    docs@example.com @bob  # comments end a line
            /apps/  @carl
            /apps/github
            """)
        #expect(file.owners(of: "main.go") == ["@ann", "@acme/platform"])
        #expect(file.owners(of: "a/b.md") == ["docs@example.com", "@bob"])
        #expect(file.owners(of: "apps/x/b.md") == ["@carl"])
        #expect(file.owners(of: "apps/github/x") == [])
    }

    @Test func linesOfUnknownFormAreLeftOut() {
        let file = Codeowners("* @ann\n!*.md @bob\n[ab].txt @bob\n\n   \n\t# x\n")
        #expect(file.rules == Codeowners("* @ann").rules)
    }

    @Test func spacesAndNumberSignsCanBeEscaped() {
        let file = Codeowners("my\\ file.txt @ann\r\n\\#x @bob\n")
        #expect(file.owners(of: "my file.txt") == ["@ann"])
        #expect(file.owners(of: "#x") == ["@bob"])
    }

    @Test func sectionsOfGitLabHaveDefaultOwners() {
        let file = Codeowners("[Docs][2] @ann\n*.md\n*.txt @bob\n^[Optional]\n*.go\n")
        #expect(file.owners(of: "a.md") == ["@ann"])
        #expect(file.owners(of: "a.txt") == ["@bob"])
        #expect(file.owners(of: "a.go") == [])
    }

    @Test func reviewersArePeopleAndTeamsOnce() {
        let file = Codeowners("a @ann x@example.com\nb @acme/platform @ann\nc @bob\n@ @\nd @group/sub/team\n")
        let expected = Reviewers(people: ["ann"], teams: ["platform", "team"])
        #expect(file.reviewers(of: ["a", "b", "d", "nobody"]) == expected)
    }

    @Test func manyStarsAreNotSlow() {
        let pattern = String(repeating: "**/a*", count: 30).replacing("a***", with: "a*/**")
        let path = (0..<200).map { "a\($0)" }.joined(separator: "/")
        #expect(Codeowners("/\(pattern)z @ann").owners(of: path) == [])
    }
}
