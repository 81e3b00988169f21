import OrderedCollections
import Testing

@testable import Template

@Suite("Copier's answers file")
struct CopierAnswersFileTests {
    private static let text = """
        # Changes here will be overwritten by Copier
        _commit: v1.0.0
        _src_path: https://me:secret@example.org/x.git
        # about a
        a: 1
        b: |
            two

            lines
        c: 'yes'
        d: no

        """

    private func file(_ text: String = CopierAnswersFileTests.text) throws -> CopierAnswersFile {
        try CopierAnswersFile(Array(text.utf8), path: ".copier-answers.yml")
    }

    @Test("Answers are values as PyYAML reads them; what begins with an underscore is none")
    func reading() throws {
        let file = try file()
        #expect(file.answers == ["a": 1, "b": "two\n\nlines\n", "c": "yes", "d": false])
        #expect(file.commit == "v1.0.0")
        #expect(file.source == "https://me:secret@example.org/x.git")
        #expect(file.sourceWithoutCredentials == "https://example.org/x.git")
    }

    @Test("A version that looks like a number is read as it is written", arguments: ["1.10", "'1.10'", "0123456"])
    func commits(_ written: String) throws {
        let file = try file("_commit: \(written)\na: 010\n")
        #expect(file.commit == written.replacing("'", with: ""))
        #expect(file.answers == ["a": 8])
    }

    @Test(
        "Files that are no mapping are refused",
        arguments: ["- a\n", "a", "", "a: [\n", "a: !!python/object:os.x {}\n"])
    func refused(_ text: String) {
        #expect(throws: ScaffoldError.self) { try file(text) }
    }

    @Test("Updating changes the lines of changed values only, and takes credentials out")
    func updating() throws {
        var answers = try file().answers
        answers["b"] = "one"
        answers["bb"] = true
        answers["d"] = nil
        let updated = try file().updated(
            source: "https://me:secret@example.org/x.git", commit: "v2.0.0", answers: answers)
        #expect(
            String(decoding: updated, as: UTF8.self) == """
                # Changes here will be overwritten by Copier
                _commit: v2.0.0
                _src_path: https://example.org/x.git
                # about a
                a: 1
                b: one
                bb: true
                c: 'yes'

                """)
    }

    @Test("A file that stays the same keeps every byte, also without a line end at its end")
    func unchanged() throws {
        let text = "_commit: v1\n_src_path: gh:a/b\nx:   [1,   2] # why\n\n\ny: 'a'"
        let file = try file(text)
        let updated = file.updated(source: "gh:a/b", commit: "v1", answers: file.answers)
        #expect(String(decoding: updated, as: UTF8.self) == text)
    }

    @Test("A file of another layout is written anew, and reads back as what was wanted")
    func layouts() throws {
        for text in ["{_commit: v1, _src_path: s, a: 1}\n", "? a\n: 1\n", "\"a\": 1\n"] {
            let updated = try file(text).updated(source: "s", commit: "v2", answers: ["a": 2, "n": "x: y"])
            let again = try CopierAnswersFile(updated, path: "a.yml")
            #expect(again.answers == ["a": 2, "n": "x: y"])
            #expect(again.commit == "v2")
        }
    }

    /// What is written, and the answer that it is.
    static let typed: [(String, AnswerValue)] = [
        ("{22: ssh, 8080: web}", .yaml("{22: ssh, 8080: web}")),
        ("{a: {1: x}, b: [2]}", .map(["a": .yaml("{1: x}"), "b": [2]])),
        ("{true: a, null: b, 1.5: c}", .yaml("{true: a, null: b, 1.5: c}")),
        ("{2024-01-01: x}", .yaml("{2024-01-01: x}")),
        ("[2024-01-01, 1]", .list([.yaml("2024-01-01"), 1])),
        ("9223372036854775808", .yaml("9223372036854775808")),
        ("[-9223372036854775809]", .list([.yaml("-9223372036854775809")])),
        ("{1: &x [a], 2: *x}", .yaml("{1: [a], 2: [a]}")),
        ("{'1': x}", .map(["1": "x"])),
        // A date by itself stays the text that it was written as.
        ("2024-01-01", "2024-01-01"),
    ]

    @Test("Keys and numbers keep their types, also where our own answers have none like them", arguments: typed)
    func types(_ written: String, _ answer: AnswerValue) throws {
        let read = try file("_commit: v1\n_src_path: s\na: \(written)\n")
        #expect(read.answers == ["a": answer])
        let updated = read.updated(source: "s", commit: "v2", answers: ["a": answer, "b": answer])
        #expect(try CopierAnswersFile(updated, path: "a.yml").answers == ["a": answer, "b": answer])
    }

    @Test("A mark of the byte order is no part of the first name, and stays")
    func byteOrderMark() throws {
        let read = try file("\u{FEFF}# c\n_commit: v1\n_src_path: s\na: 1\n")
        #expect(read.answers == ["a": 1])
        #expect(read.commit == "v1")
        let updated = read.updated(source: "s", commit: "v2", answers: ["a": 1])
        #expect(Array("\u{FEFF}# c\n_commit: v2\n_src_path: s\na: 1\n".utf8) == updated)
    }

    @Test("Of a name that is there twice the last value counts, as for PyYAML, and the name is told")
    func repeated() throws {
        let read = try file("_commit: v1\n_src_path: s\ng: 1\nh: 2\ng: 5\ng: 6\n")
        #expect(read.answers == ["g": 6, "h": 2])
        #expect(read.commit == "v1")
        #expect(read.repeatedNames == ["g"])
        let updated = read.updated(source: "s", commit: "v2", answers: read.answers)
        #expect(String(decoding: updated, as: UTF8.self) == "_commit: v2\n_src_path: s\ng: 6\nh: 2\n")
    }
}
