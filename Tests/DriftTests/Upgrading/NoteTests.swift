import Git
import Testing

@testable import Drift

@Suite struct NoteTests {
    private let id = ObjectID.of(blob: Array("content".utf8))

    @Test(arguments: ["a", "a/b c", "tab\there", "line\nend", "100%", "%25", "é", "\u{1B}[2J", "a\r", " "])
    func everyPathSurvives(path: String) throws {
        let content = Note.Content(mode: .executable, id: id)
        let file = Note.File(path: path, before: nil, after: content, stages: nil)
        let conflict = Note.File(path: path + "2", before: content, after: nil, stages: [nil, content, content])
        for state in [Note.State.writing, .done, .undoing] {
            let note = Note.inPlace(files: [file, conflict], state: state)
            #expect(try Note(parsing: note.bytes, file: "last") == note)
        }
    }

    @Test func branchesSurvive() throws {
        for before in [nil, id] {
            let note = Note.branch(name: "scaffold/mini", before: before, after: id, state: .writing)
            #expect(try Note(parsing: note.bytes, file: "last") == note)
        }
    }

    @Test(arguments: [
        "", "\n", "rubbish", "branch\tx", "branch\twriting\tx\t-\tnoid", "branch\tsoon\tx\t-\t-", "in-place\tsoon",
        "in-place\tdone\nfile\t-",
        "in-place\tdone\nfile\t-\t-\t%zz",
    ])
    func damageIsRefused(text: String) {
        #expect(throws: DriftError.self) { try Note(parsing: Array(text.utf8), file: "last") }
    }
}
