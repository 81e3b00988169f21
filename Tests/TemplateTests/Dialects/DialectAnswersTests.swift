import Jinja
import OrderedCollections
import Testing

@testable import Template

/// Files of answers against Copier 9.19 (`--data-file`) and Cookiecutter 2.7 with extra context in JSON, as cruft passes it.
@Suite("Files of answers are read as the tool reads them") struct DialectAnswersTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let tool: InstalledTool.Name
        let file: String
        /// What `{{ a }}` prints in the tool.
        let prints: String
        var testDescription: String { "\(tool): \(file)" }

        init(_ tool: InstalledTool.Name, _ file: String, _ prints: String) {
            self.tool = tool
            self.file = file
            self.prints = prints
        }
    }

    static let rows: [Row] = [
        Row(.copier, "a: 12:30", "750"),
        Row(.copier, "a: 1:30.5", "90.5"),
        Row(.copier, "a: [12:30, 2024-01-01, 190:20:30.15]", "[750, datetime.date(2024, 1, 1), 685230.15]"),
        Row(
            .copier, "a: [123456789012345678901, 0x1FFFFFFFFFFFFFFFFF]",
            "[123456789012345678901, 590295810358705651711]"),
        Row(.copier, "a: 2024-01-01", "2024-01-01"),
        Row(.copier, "a: 1e5", "1e5"),
        Row(.copier, "a: 0o7", "0o7"),
        Row(.copier, "a: 1\na: {1: x}", "{1: 'x'}"),
        Row(.copier, #"{"a": [1e5, 1E5, 1.0e+5]}"#, "['1e5', '1E5', 100000.0]"),
        Row(.cookiecutter, #"{"a": 1e5}"#, "100000.0"),
        Row(.cookiecutter, #"{"a": 1E5}"#, "100000.0"),
        Row(.cookiecutter, #"{"a": 1e22}"#, "1e+22"),
        Row(.cookiecutter, #"{"a": 1.10}"#, "1.1"),
        Row(.cookiecutter, #"{"a": -0.0}"#, "-0.0"),
        Row(.cookiecutter, #"{"a": 123456789012345678901}"#, "123456789012345678901"),
        Row(.cookiecutter, #"{"a": "\ud83d\ude00", "b": 123456789012345678901}"#, "😀"),
        Row(.cookiecutter, #"{"b": "\ud83d\ude00", "a": 123456789012345678901}"#, "123456789012345678901"),
        Row(.cookiecutter, #"{"a": NaN}"#, "nan"),
        // Its own settings (`default_context`) are YAML.
        Row(.cookiecutter, "a: 12:30", "750"),
    ]

    @Test(arguments: rows) func read(row: Row) throws {
        let answers = try #require(try DialectAnswers.read(row.file, for: row.tool))
        #expect(answers["a"]?.jinja.pythonString == row.prints)
    }

    @Test("a date is text for Cookiecutter, which fails at other dates")
    func dates() throws {
        let answers = try DialectAnswers.read("a: 2024-01-01\nb: [2024-01-01]\n", for: .cookiecutter)
        #expect(answers == ["a": "2024-01-01", "b": ["2024-01-01"]])
    }

    @Test("what can't be answers is refused: a name that is no text, a list, YAML that PyYAML refuses")
    func refused() throws {
        // Copier: "Input should be a valid string".
        #expect(refusal("1: x") == "the name 1 is no text; put it in quotes")
        #expect(refusal("on: x") == "the name True is no text; put it in quotes")
        #expect(refusal("a: *x") == "YAML, line 1: found undefined alias 'x'")
        #expect(try DialectAnswers.read("- a", for: .copier) == nil)
        #expect(try DialectAnswers.read("", for: .copier)?.isEmpty == true)
    }

    private func refusal(_ file: String) -> String? {
        do {
            _ = try DialectAnswers.read(file, for: .copier)
            return nil
        } catch {
            return error.message
        }
    }
}
