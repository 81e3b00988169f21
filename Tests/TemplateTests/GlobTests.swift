import Testing

@testable import Template

@Suite("Path patterns")
struct GlobTests {
    @Test(
        "describe",
        arguments: [
            ("README.md", "README.md"), ("*.md", "README.md"), ("k8s/**", "k8s/a"), ("k8s/**", "k8s/a/b"),
            ("**", "a"), ("**", "a/b"), ("**/x", "x"), ("**/x", "a/b/x"), ("a/**/b", "a/b"), ("a/**/b", "a/x/y/b"),
            ("a/*/b", "a/x/b"), ("?.txt", "a.txt"), ("[a-c].txt", "b.txt"), ("[!a-c].txt", "d.txt"),
            ("{a,b}/*.{md,txt}", "b/x.txt"), ("*a*b*", "xxaxxbxx"), ("**/**/x", "x"),
            (".github/**", ".github/w/ci.yml"),
            ("*", ".env"), ("a\\*b", "a*b"), ("app/<%= entity %>.py", "app/<%= entity %>.py"), ("x[]]", "x]"),
            ("[-a]", "-"), ("**/*.py", "main.py"),
        ])
    func matches(pattern: String, path: String) throws {
        #expect(try Glob(pattern).matches(path))
    }

    @Test(
        "do not describe",
        arguments: [
            ("*.md", "docs/README.md"), ("k8s/**", "k8s"), ("k8s/**", "k8s2/a"), ("a/*/b", "a/b"), ("a/*/b", "a/x/y/b"),
            ("README", "README.md"), ("?.txt", ".txt"), ("[a-c].txt", "d.txt"), ("a/**/b", "a/b/c"), ("a", "A"),
            ("a/**", "a"), ("*", "a/b"), ("[!a]", "a"),
        ])
    func misses(pattern: String, path: String) throws {
        #expect(try !Glob(pattern).matches(path))
    }

    @Test(
        "refused", arguments: ["", "/a", "a//b", "a/", "./a", "../a", "a/../b", "[a", "{a,b", "a}", "{a,{b,c}}", "a\\"])
    func refused(pattern: String) {
        #expect(throws: ScaffoldError.self) { try Glob(pattern) }
    }

    @Test("hostile patterns end quickly")
    func hostile() throws {
        let glob = try Glob(String(repeating: "*a", count: 60) + "b")
        #expect(!glob.matches(String(repeating: "a", count: 5_000)))
        let deep = try Glob(String(repeating: "**/a/", count: 40) + "b")
        #expect(!deep.matches(Array(repeating: "a", count: 400).joined(separator: "/")))
        #expect(throws: ScaffoldError.self) { try Glob(String(repeating: "{a,b}", count: 30)) }
    }
}
