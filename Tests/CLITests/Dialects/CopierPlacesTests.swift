import Foundation
import TestSupport
import Testing

/// Copier projects and templates in places and states that Copier's own tests of its updater are about.
@Suite("Copier projects: where they are, and what the template's repository is like") struct CopierPlacesTests {
    private func lines(_ replaced: [Int: String] = [:]) -> String {
        (1...12).map { (replaced[$0] ?? "line \($0)") + "\n" }.joined()
    }

    @Test("a project that is a submodule is upgraded on a branch and in place, and its superproject is left alone")
    func submodule() throws {
        let project = try ForeignBench.copier(["a.txt": lines()])
        let bench = project.bench
        let whole = bench.directory.path("whole")
        try bench.shell(
            """
            set -e; git init -q whole; cd whole
            git -c protocol.file.allow=always submodule --quiet add ../service shop
            git commit -q -m Whole; cd shop
            printf '%s' '\(lines([9: "mine"]))' > a.txt; git commit -q -a -m Edit
            """, at: bench.directory.path)
        try project.release("v2", ["a.txt": lines([2: "theirs"])])
        let outside = try Snapshot(of: whole + "/.git") { $0.hasPrefix("modules/") }
        let shop = whole + "/shop"
        try bench.scaffold("upgrade", "--branch", "out", at: shop)
        #expect(try bench.git("show", "out:a.txt", at: shop) + "\n" == lines([2: "theirs", 9: "mine"]))
        #expect(try bench.git("status", "--porcelain", at: shop) == "")
        try bench.scaffold("upgrade", "--in-place", at: shop)
        #expect(try bench.git("status", "--porcelain", at: shop) == "M  .copier-answers.yml\nM  a.txt")
        #expect(try Snapshot(of: whole + "/.git") { $0.hasPrefix("modules/") } == outside)
    }

    @Test("of two projects in one repository one is upgraded, while the other has changes that are not committed")
    func besideADirtyProject() throws {
        let project = try ForeignBench.copier(["a.txt": lines()])
        let bench = project.bench
        try bench.shell("mkdir one two && git mv a.txt .copier-answers.yml one && cp one/* one/.c* two")
        try bench.commit()
        try bench.write("two/a.txt", "dirty\n")
        try bench.write("two/new.txt", "new\n")
        try project.release("v2", ["a.txt": lines([2: "theirs"])])
        try bench.scaffold("upgrade", "one", "--in-place")
        #expect(bench.text("one/a.txt") == lines([2: "theirs"]))
        #expect(bench.text("two/a.txt") == "dirty\n")
        #expect(
            try bench.shell("git status --porcelain").text
                == "M  one/.copier-answers.yml\nM  one/a.txt\n M two/a.txt\n?? two/new.txt\n")
    }

    @Test("of a template with changes that are not committed, what is committed counts")
    func dirtyTemplate() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n", "gone.txt": "1\n"])
        try project.bench.shell(
            """
            echo 2 > b.txt && git add b.txt && git commit -q -m later
            echo dirty > a.txt && echo staged > c.txt && git add c.txt && echo new > d.txt && rm gone.txt
            """, at: project.template)
        let before = try Snapshot(of: project.template)
        #expect(try project.bench.scaffold("status").text.contains("the newest release; no file edited"))
        try project.upgrade("--to", "HEAD")
        #expect(
            try project.bench.git("ls-tree", "--name-only", "out")
                == ".copier-answers.yml\na.txt\nb.txt\ngone.txt")
        #expect(project.out("a.txt") == "1\n")
        #expect(project.out(".copier-answers.yml")?.contains("_commit: v1-1-g") == true)
        #expect(try Snapshot(of: project.template) == before)
    }

    /// A check for an update: the tags after v1, whether the newest one is a new version, and whether JSON is asked for.
    static let checks: [(tags: [String], newest: String?, json: Bool)] = [
        ([], nil, false), ([], nil, true), (["v2"], "v2", false), (["v2"], "v2", true), (["v2.0.0rc1"], nil, false),
        (["v2.0.0rc1"], nil, true), (["v2", "v3.0.0a1"], "v2", false),
    ]

    @Test(
        "a check ends with 1 where there is a new version; one before its release is none, and is taken by its name",
        arguments: checks)
    func check(check: (tags: [String], newest: String?, json: Bool)) throws {
        let project = try ForeignBench.copier(["a.txt": "1\n"])
        for tag in check.tags { try project.release(tag, ["a.txt": "\(tag)\n"]) }
        let arguments = check.json ? ["--json"] : []
        let result = try run(
            Tool.path, ["status"] + arguments, environment: project.bench.environment,
            directory: URL(filePath: project.project, directoryHint: .isDirectory))
        #expect(result.status == (check.newest == nil ? 0 : 1))
        if check.json {
            #expect(try json(result.text)["newest"] as? String == check.newest ?? "v1")
        } else {
            #expect(result.text.contains(check.newest.map { "\($0) is out" } ?? "the newest release"))
        }
        guard let before = check.tags.last, before != check.newest else { return }
        try project.upgrade("--to", before)
        #expect(project.out("a.txt") == "\(before)\n")
        #expect(project.out(".copier-answers.yml")?.contains("_commit: \(before)\n") == true)
    }

    private static let odd = ["a b", "é.txt", "x.rej", "[x]*", "q\"s", " leading", "trailing ", "!bang", "-dash"]

    @Test("files with conflicts are unmerged in the index, whatever they are called, and what merges is not")
    func unmerged() throws {
        let names = Self.odd
        func files(_ text: String) -> [String: String] {
            Dictionary(uniqueKeysWithValues: names.map { ($0, "\(text)\n") })
        }
        let project = try ForeignBench.copier(
            files("1").merging([".gitignore": "*.rej\n", "clean.txt": lines()]) { $1 }, script: "git add --force .")
        let bench = project.bench
        for (name, text) in files("mine") { try bench.write(name, text) }
        try bench.write("clean.txt", lines([9: "mine"]))
        try bench.git("add", "--force", "--all")
        try bench.git("commit", "--quiet", "--message", "Edit")
        try project.release("v2", files("theirs").merging(["clean.txt": lines([2: "theirs"])]) { $1 })
        try bench.scaffold("upgrade", "--in-place", "--conflicts", "markers", status: 1)
        let rows = try bench.shell("git status --porcelain -z").text.split(separator: "\0").map(String.init)
        #expect(Set(rows) == Set(names.map { "UU \($0)" } + ["M  .copier-answers.yml", "M  clean.txt"]))
        for name in names { #expect(bench.text(name)?.hasPrefix("<<<<<<< ") == true) }
        let stages = try bench.git("ls-files", "--unmerged", "-z")
        #expect(stages.split(separator: "\0").count == names.count * 3)
    }

    @Test("files whose names have control characters or backslashes stay as they are, and are named on one line each")
    func namesThatAreNotRendered() throws {
        let names = ["tab\there", "new\nline", "esc\u{1B}[31m", "back\\slash"]
        let files = Dictionary(uniqueKeysWithValues: names.map { ($0, "1\n") })
        let project = try ForeignBench.copier(["a.txt": "1\n"])
        try project.bench.commit(files)
        try project.release("v2", files.mapValues { _ in "2\n" }.merging(["a.txt": "2\n"]) { $1 })
        let status = try project.bench.scaffold("status", status: 1).text
        for shown in ["tab\\there", "new\\nline", "esc\\u{1b}[31m", "back\\slash"] {
            #expect(status.contains("\nwarning[unrendered] \(shown): "), "\(status)")
        }
        let report = try project.upgrade()
        #expect(report.rules == Array(repeating: "unrendered", count: names.count))
        for name in names { #expect(project.out(name) == "1\n") }
        #expect(project.out("a.txt") == "2\n")
    }

    @Test("there is no recopy; files come back as the recorded version made them")
    func recopy() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n"])
        #expect(try project.bench.scaffold("recopy", status: 64).stderr.contains("Unexpected argument 'recopy'"))
        try project.bench.commit(["a.txt": "mine\n"])
        try project.release("v2", ["a.txt": "2\n"])
        try project.bench.scaffold("restore", "a.txt")
        #expect(project.bench.text("a.txt") == "1\n")
    }

    @Test("an audit and a diff tell of a project of another tool what its status does", arguments: ["copier", "cruft"])
    func auditAndDiff(tool: String) throws {
        let files = ["a.txt": lines(), "b.txt": lines([1: "other"]), "c.txt": "1\n"]
        let project = try tool == "copier" ? ForeignBench.copier(files) : ForeignBench.cruft(files)
        let next = ["a.txt": lines([4: "theirs"]), "b.txt": lines([1: "other", 2: "theirs"])]
        try project.bench.commit(["a.txt": lines([4: "mine"]), "c.txt": "mine\n"])
        try tool == "copier" ? project.release("v2", next) : project.releaseCookie("v2", next)

        let said = try json(project.bench.scaffold("status", "--json", status: 1).text)
        let rows = try #require(said["files"] as? [[String: Any]])
        #expect(rows.compactMap { $0["path"] as? String } == ["a.txt", "b.txt", "c.txt"])
        #expect(rows.map { $0["forecast"] as? String } == ["hold", "update", "none"])
        let audit = try AuditTests.audit(project.bench, ["service", "--format", "json"], status: 1)
        #expect(try AuditTests.states(audit.text) == ["service": "conflicted"])
        let repository = try #require((try json(audit.text)["repositories"] as? [[String: Any]])?.first)
        let service = try #require((repository["services"] as? [[String: Any]])?.first)
        let audited = try #require(service["files"] as? [[String: Any]])
        for key in ["path", "edited", "behind", "forecast"] {
            #expect(audited.map { $0[key] as? String } == rows.map { $0[key] as? String }, "\(key)")
        }
        for key in ["scaffold", "release", "newest"] { #expect(service[key] as? String == said[key] as? String) }

        let before = try project.bench.snapshot(objects: true)
        let behind = try project.bench.scaffold("diff").text
        #expect(behind.contains("+++ b/b.txt") && behind.contains("-line 2\n+theirs"))
        #expect(!behind.contains("a.txt") && !behind.contains("c.txt"))
        let edits = try project.bench.scaffold("diff", "--edited").text
        #expect(edits.contains("-line 4\n+mine") && edits.contains("+++ b/c.txt") && !edits.contains("b.txt"))
        #expect(try project.bench.snapshot(objects: true) == before)
    }
}
