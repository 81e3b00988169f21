import Foundation
import TestSupport
import Testing

@Suite("scaffold restore")
struct RestoreTests {
    private let edits = ["Dockerfile": "FROM mine\n", "docs/guide.txt": "mine\n", "own.txt": "own\n"]

    @Test(
        "Files and folders are as the recorded release generated them, whatever the newest one has",
        arguments: [(["Dockerfile"], ["Dockerfile"]), (["docs", "Dockerfile"], ["Dockerfile", "docs/guide.txt"])])
    func restores(paths: [String], files: [String]) throws {
        let bench = try Workbench.withService()
        let generated = try bench.git("rev-parse", "HEAD")
        try bench.commit(edits)
        try bench.remove("app.txt")
        try bench.commit()
        let printed = try bench.shell("\"$SCAFFOLD\" restore \(paths.joined(separator: " "))")
        #expect(printed.status == 0)
        #expect(printed.text == files.map { "restored  \($0)\n" }.joined() + "Commit it: git commit\n")
        for file in files { #expect(bench.text(file) == (try bench.text(file, at: generated))) }
        #expect(try bench.git("diff", "--name-only", "--cached") == files.joined(separator: "\n"))
        #expect(bench.text("own.txt") == "own\n" && bench.text("app.txt") == nil)
        try bench.scaffold("undo")
        #expect(bench.text("Dockerfile") == "FROM mine\n")
        #expect(try bench.git("status", "--short") == "")
    }

    @Test("A deleted file comes back, and the next upgrade takes it along")
    func deleted() throws {
        let bench = try Workbench.withService()
        try bench.remove("app.txt")
        try bench.commit()
        try bench.scaffold("restore", "app.txt")
        try bench.git("commit", "--quiet", "-m", "Back")
        try bench.scaffold("upgrade", "--to", "1.2.0")
        #expect(try bench.text("app.txt", at: "scaffold/mini").contains("line nine"))
    }

    @Test("--plan writes nothing")
    func plan() throws {
        let bench = try Workbench.withService(edits: edits)
        #expect(try bench.scaffold("restore", "Dockerfile", "--plan").text == "would restore  Dockerfile\n")
        #expect(try bench.git("status", "--short") == "")
    }

    @Test(
        "What is none of the scaffold's, as generated, held or not committed is refused",
        arguments: [
            ("own.txt", "own.txt is as generated, or none of the scaffold's files"),
            ("hello.txt", "hello.txt is as generated"), ("nothing", "nothing is as generated"),
            ("Dockerfile", "Dockerfile is held: it waits for a decision"),
            ("docs/guide.txt", "restoring would overwrite uncommitted work in docs/guide.txt"),
        ])
    func refused(path: String, words: String) throws {
        let bench = try Workbench.withService(edits: edits)
        try bench.scaffold("upgrade", "--to", "1.1.0", status: 1)
        try bench.git("merge", "--quiet", "scaffold/mini")
        try bench.write("docs/guide.txt", "not committed\n")
        #expect(try bench.scaffold("restore", path, status: 2).stderr.contains(words))
        #expect(bench.text("docs/guide.txt") == "not committed\n")
    }
}
