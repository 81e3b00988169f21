import Testing

@testable import Template

@Suite("Patterns over paths, as pathspec has them")
struct PathRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var patterns: [String]
        var path: String
        var isMatched: Bool
        var testDescription: String { "\(patterns) \(isMatched ? "match" : "do not match") \(path)" }

        init(_ patterns: [String], _ path: String, _ isMatched: Bool) {
            self.patterns = patterns
            self.path = path
            self.isMatched = isMatched
        }
    }

    @Test(
        "The last pattern that matches decides",
        arguments: [
            Case(["a.txt"], "a.txt", true), Case(["a.txt"], "sub/a.txt", true), Case(["/a.txt"], "sub/a.txt", false),
            Case(["a.txt"], "A.txt", false), Case(["foo"], "foo/bar/baz", true), Case(["foo/"], "foo", false),
            Case(["foo/"], "foo/bar", true), Case(["foo/"], "x/foo/bar", true), Case(["foo/bar"], "x/foo/bar", false),
            Case(["foo/*"], "foo/a.json", true), Case(["foo/*"], "foo/a/b.c", false),
            Case(["foo/**"], "foo/a/b.c", true), Case(["foo/**"], "foo", false), Case(["**/foo"], "a/b/foo", true),
            Case(["a/**/b"], "a/b", true), Case(["a/**/b"], "a/x/y/b", true), Case(["a/**/b"], "ab", false),
            Case(["*"], "any/thing", true), Case(["**"], "any/thing", true), Case(["*/"], "file", false),
            Case(["*/"], "sub/file", true), Case(["**/"], "file", false), Case(["/"], "any", true),
            Case(["*.py[co]"], "x/y.pyc", true), Case(["*.py[co]"], "x/y.py", false), Case(["~*"], "~x", true),
            Case(["a?c"], "abc", true), Case(["a?c"], "a/c", false), Case(["[!a]x"], "bx", true),
            Case(["[!a]x"], "ax", false), Case(["[]]x"], "]x", true), Case(["[a"], "[a", true),
            Case(["\\!x"], "!x", true), Case(["\\#x"], "#x", true), Case(["# a"], "# a", false),
            Case(["", "  "], "a", false), Case(["a  "], "a", true), Case(["a\\ "], "a ", true),
            Case([" a"], "a", false),
            Case(["*", "!keep.txt"], "keep.txt", false), Case(["*", "!sub/deep/keep.txt"], "sub/deep/keep.txt", false),
            Case(["!a", "a"], "a", true), Case(["a", "!a"], "a", false), Case(["./a"], "a", false),
            Case(["a.b+c"], "a.b+c", true), Case(["a.b+c"], "axb+c", false), Case(["a{b}"], "a{b}", true),
        ])
    func matching(_ example: Case) throws {
        #expect(try PathRules(example.patterns).matches(example.path) == example.isMatched)
    }

    @Test("Patterns that pathspec refuses are refused", arguments: ["!", "a\\", "[z-a]"])
    func refused(_ pattern: String) {
        #expect(throws: ScaffoldError.self) { try PathRules([pattern]) }
    }
}
