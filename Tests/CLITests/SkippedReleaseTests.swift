import TestSupport
import Testing

/// Upgrades that skip releases in which questions were renamed, files moved, and owners decided something.
@Suite struct SkippedReleaseTests {
    private static let questions = "questions:\n  - { name: %, type: string, prompt: Name, default: shop }\n"

    /// 1.1.0 has a note and a move that need the old question; 1.2.0 renames the question; 1.3.0 moves the file again.
    static let scaffold = SampleScaffold(
        name: "mini", questions: "",
        releases: [
            .init(
                version: "1.0.0", files: ["<%= title %>.txt": SampleScaffold.lines(), "deploy.sh": "deploy 1\n"],
                manifest: questions.replacing("%", with: "title")),
            .init(
                version: "1.1.0",
                files: [
                    "docs/<%= title %>.txt": SampleScaffold.lines([9: "nine"]), "deploy.sh": "deploy 1\n",
                ],
                manifest: questions.replacing("%", with: "title")
                    + "renames:\n  - { from: \"<%= title %>.txt\", to: \"docs/<%= title %>.txt\" }\n"
                    + "notes: \"Look at <%= title %>.\"\n"),
            .init(
                version: "1.2.0", files: ["docs/<%= name %>.txt": SampleScaffold.lines([9: "nine"])],
                manifest: questions.replacing("%", with: "name") + "answers:\n  - { rename: title, to: name }\n"
                    + "deletions:\n  - { path: deploy.sh, reason: \"The workflow deploys.\" }\n"),
            .init(
                version: "1.3.0",
                files: ["guide/<%= name %>.txt": SampleScaffold.lines([9: "nine"]), "deploy.sh": "deploy 3\n"],
                manifest: questions.replacing("%", with: "name")
                    + "renames:\n  - { from: \"docs/<%= name %>.txt\", to: \"guide/<%= name %>.txt\" }\n"
                    + "notes: \"Moved <%= name %>.\"\n"),
        ])

    @Test func eachReleaseOnTheWayIsReadWithItsOwnAnswers() throws {
        let bench = try Workbench.withService(Self.scaffold, edits: ["shop.txt": SampleScaffold.lines([1: "mine"])])
        let text = try bench.scaffold("upgrade").text
        #expect(text.contains("Look at shop.") && text.contains("Moved shop."))
        #expect(
            try bench.text("guide/shop.txt", at: "scaffold/mini") == SampleScaffold.lines([1: "mine", 9: "nine"]))
        #expect(try bench.text(".scaffold.yml", at: "scaffold/mini").contains("      name: shop\n") == true)
    }

    /// Not noted as deleted: a note would keep the template's later changes from following the file.
    @Test func aFileThatItsOwnersMovedIsFollowedByALaterRelease() throws {
        let bench = try Workbench.withService(edits: [:])
        try bench.git("mv", "Dockerfile", "Containerfile")
        try bench.git("mv", "hello.txt", "greeting.txt")
        try bench.commit()
        try bench.scaffold("upgrade", "--to", "1.1.0")
        try bench.git("merge", "--quiet", "scaffold/mini")
        #expect(bench.text(".scaffold.yml")?.contains("hello.txt") == false)
    }

    @Test func aDeletionOutlivesTheFileInTheTemplate() throws {
        let bench = try Workbench.withService(Self.scaffold)
        try bench.remove("deploy.sh")
        try bench.commit()
        for release in ["1.1.0", "1.2.0", "1.3.0"] {
            try bench.scaffold("upgrade", "--to", release)
            try bench.git("merge", "--quiet", "scaffold/mini")
        }
        // As in one leap from 1.0.0 to 1.3.0, where the file is deleted here and changed there.
        #expect(bench.text("deploy.sh") == nil)
    }
}
