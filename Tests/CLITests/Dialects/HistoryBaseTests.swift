import Foundation
import TestSupport
import Testing

@Suite("Old states that can't be rendered: the project's own history is the base")
struct HistoryBaseTests {
    private func lines(_ changes: [Int: String] = [:]) -> String {
        (1...12).map { "\(changes[$0] ?? "line \($0)")\n" }.joined()
    }

    /// Makes of a version one whose settings nobody can read; the tag's date stays within the minute.
    private func breakSettings(_ project: ForeignBench, _ tag: String, _ file: String) throws {
        try project.bench.shell(
            """
            git checkout --quiet \(tag)
            printf 'a: [' > \(file)
            git commit --quiet --all --amend --message broken
            git tag --force \(tag)
            git checkout --quiet -
            """, at: project.template)
    }

    @Test("with the first record the commit has what the template gave: edits and news merge, what is deleted stays so")
    func firstRecord() throws {
        let project = try ForeignBench.copier(["a.txt": lines(), "b.txt": "1\n", "gone.txt": "x\n"])
        try project.bench.commit(["a.txt": lines([9: "mine"])])
        try project.bench.remove("gone.txt")
        try project.bench.commit()
        try project.release("v2", ["a.txt": lines([2: "theirs"]), "b.txt": "2\n", "c.txt": "new\n"])
        try breakSettings(project, "v1", "copier.yml")
        let report = try project.upgrade()
        #expect(report.rules.contains("base-from-history"))
        #expect(report.held == [])
        #expect(project.out("a.txt") == lines([2: "theirs", 9: "mine"]))
        #expect(project.out("b.txt") == "2\n")
        #expect(project.out("c.txt") == "new\n")
        #expect(project.out("gone.txt") == nil)
        #expect(project.out(".copier-answers.yml")?.contains("_commit: v2") == true)
        let status = try project.bench.scaffold("status", status: 1).text
        #expect(status.contains("base-from-history") && status.contains("a.txt"))
    }

    @Test("later commits have the owners' changes in them, which are never taken back")
    func laterRecord() throws {
        let project = try ForeignBench.copier([
            "a.txt": lines(), "b.txt": "1\n", "same.txt": lines(), "gone.txt": "x\n",
        ])
        try project.release("v2", ["a.txt": lines([2: "theirs"]), "b.txt": "2\n"])
        let record = try #require(project.bench.text(".copier-answers.yml"))
        try project.bench.commit([
            ".copier-answers.yml": record.replacingOccurrences(of: "_commit: v1", with: "_commit: v2"),
            "a.txt": lines([2: "theirs", 9: "mine"]), "b.txt": "2\n",
        ])
        try project.bench.commit(["same.txt": lines([5: "mine"])])
        try project.bench.remove("gone.txt")
        try project.bench.commit()
        try project.release("v3", ["a.txt": lines([2: "theirs", 4: "more"]), "b.txt": "3\n", "c.txt": "new\n"])
        try breakSettings(project, "v2", "copier.yml")
        let report = try project.upgrade(status: 1)
        #expect(report.rules.contains("base-from-history"))
        #expect(Set(report.held) == ["a.txt", "b.txt"])
        #expect(project.out("a.txt") == lines([2: "theirs", 9: "mine"]))
        #expect(project.out("same.txt") == lines([5: "mine"]))
        #expect(project.out("c.txt") == "new\n")
        #expect(project.out("gone.txt") == nil)
    }

    @Test("so it is for cruft")
    func cruft() throws {
        let project = try ForeignBench.cruft(["a.txt": lines(), "b.txt": "1\n"])
        let old = try project.bench.git("rev-parse", "v1", at: project.template)
        try breakSettings(project, "v1", "cookiecutter.json")
        let new = try project.bench.git("rev-parse", "v1", at: project.template)
        let record = try #require(project.bench.text(".cruft.json"))
        // The record as it would be, had the broken commit been there from the start.
        try project.bench.shell(
            """
            sed -i s/\(old)/\(new)/ .cruft.json
            git add --all && git commit --quiet --amend --no-edit
            """, at: project.project)
        #expect(record.contains(old))
        try project.bench.commit(["a.txt": lines([9: "mine"])])
        try project.releaseCookie(
            "v2", ["/cookiecutter.json": #"{"name": "shop"}"#, "a.txt": lines([2: "theirs"]), "b.txt": "2\n"])
        let report = try project.upgrade()
        #expect(report.rules.contains("base-from-history"))
        #expect(project.out("a.txt") == lines([2: "theirs", 9: "mine"]))
        #expect(project.out("b.txt") == "2\n")
    }

    @Test(
        "an answer that is given now and does not fit is refused, whatever the old state is like",
        arguments: [false, true])
    func refusedAnswer(isBroken: Bool) throws {
        let settings = "name: {type: str, default: shop}\nsize: {type: int, default: 1}\n"
        let project = try ForeignBench.copier(["copier.yml": settings, "a.txt.jinja": "{{ size }}\n"])
        try project.release("v2", ["copier.yml": settings, "b.txt": "new\n"])
        if isBroken { try breakSettings(project, "v1", "copier.yml") }
        let result = try project.bench.scaffold("upgrade", "--set", "size=many", status: 2)
        #expect(result.stderr.contains("size"))
        try project.upgrade("--set", "size=2")
        #expect(project.out("a.txt") == "2\n")
    }

    @Test("for a tag that is gone, and to which no state comes near, the project's own commit is the base")
    func goneTag() throws {
        let project = try ForeignBench.copier(["a.txt": lines(), "b.txt": "1\n"])
        try project.bench.commit(["a.txt": lines([9: "mine"])])
        try project.bench.shell("git checkout --quiet --orphan other && git tag --delete v1", at: project.template)
        try project.release("v2", ["a.txt": "nothing that was there\n", "b.txt": "2\n"])
        try project.bench.shell("git branch --delete --force main master 2> /dev/null; true", at: project.template)
        let report = try project.upgrade(status: 1)
        #expect(report.rules.contains("base-from-history"))
        #expect(report.held == ["a.txt"])
        #expect(project.out("b.txt") == "2\n")
    }

    @Test("a target that can't be rendered is an error")
    func brokenTarget() throws {
        let project = try ForeignBench.copier(["a.txt": lines()])
        try project.release("v2", ["copier.yml": "a: ["])
        let result = try project.bench.scaffold("upgrade", status: 2)
        #expect(result.stderr.contains("copier.yml"))
    }
}
