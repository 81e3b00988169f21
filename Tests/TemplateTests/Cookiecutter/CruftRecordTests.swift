import OrderedCollections
import Testing

@testable import Template

@Suite("The record of cruft")
struct CruftRecordTests {
    private static let two = """
        {
          "template": "https://example.com/t.git",
          "commit": "aaa",
          "checkout": "main",
          "context": {
            "cookiecutter": {
              "name": "dé\u{301}mo",
              "gone": "x",
              "flag": true,
              "list": [
                "a"
              ],
              "_template": "https://example.com/t.git"
            },
            "stray": 1
          },
          "directory": null,
          "skip": [
            "docs/*"
          ],
          "odd": {"kept":   [1,2]}
        }

        """

    private func record(_ text: String) throws(ScaffoldError) -> CruftRecord { try CruftRecord(Array(text.utf8)) }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("is read")
    func read() throws {
        let record = try record(Self.two)
        #expect(record.template == "https://example.com/t.git")
        #expect(record.commit == "aaa")
        #expect(record.checkout == "main")
        #expect(record.directory == nil)
        #expect(record.skip == ["docs/*"])
        #expect(Array(record.answers.keys) == ["name", "gone", "flag", "list", "_template"])
    }

    @Test("only what changes is written")
    func updated() throws {
        let record = try record(Self.two)
        #expect(text(record.updated(commit: "aaa", answers: record.answers)) == Self.two)
        var answers: Answers = [
            "name": record.answers["name"] ?? .null, "new": .map(["k": ["é\n\"", .double(1.5), .null]]),
        ]
        answers["flag"] = false
        answers["list"] = ["a"]
        answers["_template"] = "https://example.com/t.git"
        answers["_commit"] = "bbb"
        let expected = Self.two.replacing("\"aaa\"", with: "\"bbb\"").replacing("true", with: "false")
            .replacing(
                "      \"gone\": \"x\",\n",
                with: """
                          "new": {
                            "k": [
                              "é\\n\\"",
                              1.5,
                              null
                            ]
                          },

                    """
            )
            .replacing(
                "\"_template\": \"https://example.com/t.git\"\n",
                with: "\"_template\": \"https://example.com/t.git\",\n      \"_commit\": \"bbb\"\n")
        #expect(text(record.updated(commit: "bbb", answers: answers)) == expected)
    }

    @Test("its own indentation and line ends are kept")
    func style() throws {
        let four = Self.two.replacing("  ", with: "    ")
        let record = try record(four)
        var answers = record.answers
        answers["new"] = ["a"]
        let expected = four.replacing(
            "\"_template\": \"https://example.com/t.git\"\n",
            with: """
                "_template": "https://example.com/t.git",
                            "new": [
                                "a"
                            ]

                """)
        #expect(text(record.updated(commit: "aaa", answers: answers)) == expected)
        let windows = Self.two.replacing("\n", with: "\r\n")
        let crlf = try self.record(windows).updated(commit: "aaa", answers: answers)
        #expect(!text(crlf).replacing("\r\n", with: "").contains("\n"))
        let line = #"{"template": "t", "commit": "a", "context": {"cookiecutter": {}}}"#
        #expect(
            text(try self.record(line).updated(commit: "b", answers: ["x": ["y"]]))
                == #"{"template": "t", "commit": "b", "context": {"cookiecutter": {"x": ["y"]}}}"#)
    }

    @Test("the checkout is kept unless another is asked for")
    func checkout() throws {
        let record = try record(Self.two)
        #expect(try CruftRecord(record.updated(commit: "b", answers: record.answers)).checkout == "main")
        let moved = record.updated(commit: "b", answers: record.answers, checkout: "v2", template: "other")
        #expect(try CruftRecord(moved).checkout == "v2")
        #expect(try CruftRecord(moved).template == "other")
    }

    @Test("a new one looks as cruft writes it")
    func new() {
        let bytes = CruftRecord.new(
            template: "t", commit: "c", checkout: nil, answers: ["name": "démo", "d": .map([:])], directory: nil)
        #expect(
            text(bytes) == """
                {
                  "template": "t",
                  "commit": "c",
                  "checkout": null,
                  "context": {
                    "cookiecutter": {
                      "name": "démo",
                      "d": {}
                    }
                  },
                  "directory": null
                }

                """)
    }

    @Test(
        "what is no record is refused",
        arguments: [
            "", "[]", "{", #"{"template": "t"}"#, #"{"template": "t", "commit": "c"}"#,
            #"{"template": "t", "commit": "c", "context": {}}"#, "<<<<<<< HEAD\n{}",
            #"{"template": "", "commit": "c", "context": {"cookiecutter": {}}}"#,
        ])
    func refused(text: String) {
        #expect(throws: ScaffoldError.self) { try record(text) }
    }

    @Test("a name that stands twice: the last counts, as for every reader")
    func twice() throws {
        let text = #"{"template": "t", "commit": "a", "commit": "b", "context": {"cookiecutter": {"x": "[{\"}"}}}"#
        let record = try record(text)
        #expect(record.commit == "b")
        #expect(
            self.text(record.updated(commit: "c", answers: ["x": "[{\"}"]))
                == text.replacing(#""commit": "b""#, with: #""commit": "c""#))
    }

    @Test(
        "skipped: a path with all below it, patterns as pathlib has them",
        arguments: [
            ("docs", "docs/a/b", true), ("docs/", "docs/a", true), ("./docs", "docs", true), ("docs", "docs2", false),
            ("a/b.txt", "a/b.txt", true), ("a/b.txt", "a/c.txt", false), ("docs/*", "docs/a/b", true),
            ("docs/*.md", "docs/a.md", true), ("docs/*.md", "docs/a/b.md", false), ("*.md", "a.md", true),
            ("*.md", "docs/a.md", false), ("**/*.md", "docs/x/a.md", true), ("**/*.md", "a.md", true),
            ("src/**", "src/a/b", true), ("src/**/x", "src/x", true), ("**/tests", "a/tests/t.py", true),
            ("*", ".env", true), ("**", "a", true), ("a?c", "abc", false), ("*?c", "abc", true),
            ("../x*", "x", false), ("/etc", "etc", false), ("..", "a", false),
        ])
    func skip(entry: String, path: String, matches: Bool) throws {
        #expect(try CruftSkip([entry]).matches(path) == matches)
    }

    @Test("pyproject.toml adds to what is skipped")
    func pyproject() throws {
        let toml = "[tool.cruft]\nskip = [\".git\", \"*.lock\"]\n"
        let skip = try CruftSkip(["docs"], pyproject: Array(toml.utf8))
        #expect(skip.matches("docs/x"))
        #expect(skip.matches("poetry.lock"))
        #expect(!skip.matches("src/x"))
        #expect(try !CruftSkip([], pyproject: Array("[project]\nname = 'x'\n".utf8)).matches("a"))
        #expect(throws: ScaffoldError.self) { try CruftSkip([], pyproject: Array("[tool".utf8)) }
    }

    @Test("numbers that JSON elsewhere does not have are read, and written as Python writes them")
    func oddNumbers() throws {
        let text = Self.two.replacing(
            "\"flag\": true",
            with: "\"_e\": Infinity, \"_m\": -Infinity, \"_big\": 123456789012345678901234567890")
        let record = try record(text)
        #expect(record.answers["_e"] == .double(.infinity))
        #expect(record.answers["_big"] == .yaml("123456789012345678901234567890"))
        #expect(self.text(record.updated(commit: "aaa", answers: record.answers)) == text)
        let new = CruftRecord.new(
            template: "t", commit: "c", checkout: nil,
            answers: ["_n": .double(.nan), "_e": .double(.infinity), "_b": .list([.yaml("18446744073709551616")])],
            directory: nil)
        #expect(
            self.text(new).contains(
                "\"_n\": NaN,\n      \"_e\": Infinity,\n      \"_b\": [\n        18446744073709551616\n"))
    }

    @Test("the order of the template's questions is taken with another commit, and only then")
    func order() throws {
        let text = """
            {
              "template": "t",
              "commit": "a",
              "context": {
                "cookiecutter": {
                  "name": "x",
                  "old": {"k": [1]},
                  "last": true
                }
              }
            }
            """
        let record = try record(text)
        let answers: Answers = ["last": true, "name": "x", "new": "n", "old": .map(["k": .list([.int(1)])])]
        #expect(
            self.text(record.updated(commit: "b", answers: answers)) == """
                {
                  "template": "t",
                  "commit": "b",
                  "context": {
                    "cookiecutter": {
                      "last": true,
                      "name": "x",
                      "new": "n",
                      "old": {"k": [1]}
                    }
                  }
                }
                """)
        let same: Answers = ["last": true, "name": "x", "old": .map(["k": .list([.int(1)])])]
        #expect(self.text(record.updated(commit: "a", answers: same)) == text)
    }
}
