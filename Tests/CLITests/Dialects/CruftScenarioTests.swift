import Foundation
import TestSupport
import Testing

/// Updates of Cookiecutter projects with cruft's record that cruft gets wrong: each ends as its owners need it.
@Suite("cruft projects") struct CruftScenarioTests {
    private func lines(_ replaced: [Int: String] = [:]) -> String {
        (1...12).map { (replaced[$0] ?? "line \($0)") + "\n" }.joined()
    }

    @Test("the same line changed on both sides is held, with exit status 1 and the version noted")
    func sameLine() throws {
        let project = try ForeignBench.cruft(["a.txt": lines()])
        try project.bench.commit(["a.txt": lines([4: "mine"])])
        try project.releaseCookie("v2", ["a.txt": lines([4: "theirs"])])
        let report = try project.upgrade(status: 1)
        #expect(report.held == ["a.txt"])
        #expect(project.out("a.txt") == lines([4: "mine"]))
        #expect(project.out(".scaffold.yml")?.contains(".cruft.json") == true)
    }

    @Test("a renamed file takes its owners' edit along, and a deleted one stays deleted under its new name")
    func renames() throws {
        let project = try ForeignBench.cruft(["old.txt": lines(), "gone.txt": lines([1: "other", 2: "words"])])
        try project.bench.remove("gone.txt")
        try project.bench.commit(["old.txt": lines([7: "mine"])])
        try project.releaseCookie(
            "v2",
            [
                "old.txt": nil, "new.txt": lines([2: "theirs"]), "gone.txt": nil,
                "gone2.txt": lines([1: "other", 2: "words", 9: "theirs"]),
            ])
        let report = try project.upgrade()
        #expect(report.files.contains { $0.key.hasPrefix("gone") && $0.value.contains("stays deleted") })
        #expect(project.out("new.txt") == lines([2: "theirs", 7: "mine"]))
        #expect(project.out("gone2.txt") == nil)
    }

    @Test("a file that its owners moved gets the template's change")
    func ownersMove() throws {
        let project = try ForeignBench.cruft(["f.txt": lines()])
        try project.bench.shell("mkdir docs && git mv f.txt docs/f.txt")
        try project.bench.commit()
        try project.releaseCookie("v2", ["f.txt": lines([2: "theirs"])])
        let report = try project.upgrade()
        #expect(report.files["docs/f.txt"]?.contains("follows its owners' move from f.txt") == true)
        #expect(project.out("docs/f.txt") == lines([2: "theirs"]))
    }

    @Test(
        "a binary file that only its owners changed stays theirs, and one that both changed is held with both versions")
    func binaries() throws {
        let project = try ForeignBench.cruft(["mine.bin": "a\0b", "both.bin": "a\0b", "gone.txt": lines()])
        try project.bench.remove("gone.txt")
        try project.bench.commit(["mine.bin": "a\0mine", "both.bin": "a\0mine"])
        try project.releaseCookie("v2", ["both.bin": "a\0theirs", "gone.txt": lines([2: "theirs"])])
        let report = try project.upgrade(status: 1)
        #expect(report.held == ["both.bin"])
        #expect(report.files["gone.txt"]?.contains("stays deleted") == true)
        #expect(project.out("gone.txt") == nil)
        #expect(project.out("mine.bin") == "a\0mine")
        #expect(project.out("both.bin") == "a\0mine")
        try project.bench.git("merge", "--quiet", "out")
        try project.bench.scaffold("resolve", "both.bin", status: 1)
        #expect(
            try (1...3).map { try project.bench.git("show", ":\($0):both.bin") } == ["a\0b", "a\0mine", "a\0theirs"])
    }

    @Test("what is copied as it is follows the template's list, which takes a file out and another one in")
    func copyOnlyList() throws {
        let project = try ForeignBench.cruft(
            Dictionary(uniqueKeysWithValues: ["a", "b", "c"].map { ("\($0).txt", "{{ cookiecutter.name }} 1\n") }),
            context: #"{"name": "shop", "_copy_without_render": ["a.txt", "b.txt"]}"#,
            recorded: #"{"name": "shop", "_copy_without_render": ["a.txt", "b.txt"]}"#)
        #expect(project.bench.text("a.txt") == "{{ cookiecutter.name }} 1\n")
        #expect(project.bench.text("c.txt") == "shop 1\n")
        var next = ["/cookiecutter.json": #"{"name": "shop", "_copy_without_render": ["b.txt", "c.txt"]}"#]
        for name in ["a", "b", "c"] { next["\(name).txt"] = "{{ cookiecutter.name }} 2\n" }
        try project.releaseCookie("v2", next)
        let report = try project.upgrade()
        #expect(report.held == [])
        #expect(project.out("a.txt") == "shop 2\n")
        #expect(project.out("b.txt") == "{{ cookiecutter.name }} 2\n")
        #expect(project.out("c.txt") == "{{ cookiecutter.name }} 2\n")
        #expect(project.out(".cruft.json")?.contains("a.txt") == false)
        #expect(project.out(".cruft.json")?.contains("c.txt") == true)
    }

    @Test("what the text of a hook does to the context is done in both renders, and recorded")
    func hookThatChangesTheContext() throws {
        func hook(_ value: Int) -> String {
            "{% set _ = cookiecutter.tags.update({'b': '\(value)'}) %}\nraise SystemExit(1)\n"
        }
        let text = "{{ cookiecutter.tags|length }} {{ cookiecutter.tags.b }}\n" + lines()
        let project = try ForeignBench.cruft(
            ["a.txt": text, "/hooks/pre_gen_project.py": hook(2)], context: #"{"name": "shop", "tags": {"a": "1"}}"#,
            recorded: #"{"name": "shop", "tags": {"a": "1", "b": "2"}}"#)
        #expect(try project.bench.scaffold("status").text.contains("no file edited"))
        try project.bench.commit(["a.txt": "2 2\n" + lines([9: "mine"])])
        try project.releaseCookie("v2", ["a.txt": text + "more\n", "/hooks/pre_gen_project.py": hook(3)])
        let report = try project.upgrade()
        #expect(report.held == [])
        #expect(project.out("a.txt") == "2 3\n" + lines([9: "mine"]) + "more\n")
        #expect(project.out(".cruft.json")?.contains(#""b": "3""#) == true)
    }

    @Test("random words and dates keep the project's value, and are no drift")
    func volatileValues() throws {
        let text = "key = {{ random_ascii_string(12) }}\nyear = {% now 'utc', '%Y' %}\n" + lines()
        let project = try ForeignBench.cruft(["v.txt": text])
        try project.bench.commit(["v.txt": "key = owned\nyear = 1999\n" + lines()])
        #expect(try project.bench.scaffold("status").text.contains("no file edited"))
        try project.releaseCookie("v2", ["v.txt": text + "more\n"])
        let report = try project.upgrade()
        #expect(report.held.isEmpty)
        #expect(project.out("v.txt") == "key = owned\nyear = 1999\n" + lines() + "more\n")
    }

    /// A project whose record says v2 while one of its files is still as v1 made it.
    private func halfUpdated() throws -> ForeignBench {
        let project = try ForeignBench.cruft(["a.txt": lines(), "b.txt": "one\n"])
        let first = try project.bench.git("rev-parse", "v1", at: project.template)
        try project.releaseCookie("v2", ["a.txt": lines([4: "second"]), "b.txt": "two\n"])
        let second = try project.bench.git("rev-parse", "v2", at: project.template)
        let record = try #require(project.bench.text(".cruft.json"))
        try project.bench.commit([
            ".cruft.json": record.replacingOccurrences(of: first, with: second), "b.txt": "two\n",
        ])
        return project
    }

    @Test("a file that an earlier update left out is the template's, and no edit")
    func olderState() throws {
        let project = try halfUpdated()
        try project.releaseCookie("v3", ["a.txt": lines([4: "third"])])
        let report = try project.upgrade()
        #expect(report.held.isEmpty)
        #expect(report.files["a.txt"]?.contains("older-state") == true)
        #expect(project.out("a.txt") == lines([4: "third"]))
    }

    @Test("a file that its owners edited, or took back to an older state, is theirs")
    func olderStateByItsOwners() throws {
        let edited = try halfUpdated()
        try edited.bench.commit(["a.txt": lines([12: "mine"])])
        try edited.releaseCookie("v3", ["a.txt": lines([4: "third"])])
        #expect(try edited.upgrade(status: 1).held == ["a.txt"])

        let undone = try halfUpdated()
        try undone.bench.commit(["a.txt": lines([4: "second"])])
        try undone.bench.commit(["a.txt": lines()])
        try undone.releaseCookie("v3", ["a.txt": lines([4: "third"])])
        #expect(try undone.upgrade(status: 1).held == ["a.txt"])
        #expect(undone.out("a.txt") == lines())
    }

    @Test("a choice that vanished keeps the recorded value, with a finding")
    func vanishedChoice() throws {
        let context = #"{"name": "shop", "license": ["MIT", "Apache"]}"#
        let project = try ForeignBench.cruft(
            ["l.txt": "{{cookiecutter.license}}\n"], context: context,
            recorded: #"{"name": "shop", "license": "Apache"}"#, answers: ["license=Apache"])
        try project.releaseCookie(
            "v2", ["/cookiecutter.json": #"{"name": "shop", "license": ["MIT"]}"#, "b.txt": "new\n"])
        let report = try project.upgrade()
        #expect(report.rules.contains("answer-not-a-choice"))
        #expect(project.out("l.txt") == "Apache\n")
        #expect(project.out("b.txt") == "new\n")
        #expect(project.out(".cruft.json")?.contains(#""license": "Apache""#) == true)
    }

    @Test("a file that another choice decides is not written by half where the recorded choice vanished")
    func filesOfAVanishedChoice() throws {
        let license =
            "{% if cookiecutter.license == 'MIT' %}MIT text{% elif cookiecutter.license == 'Apache' %}Apache text{% endif %}\n"
        let project = try ForeignBench.cruft(
            ["l.txt": license], context: #"{"name": "shop", "license": ["MIT", "Apache"]}"#,
            recorded: #"{"name": "shop", "license": "Apache"}"#, answers: ["license=Apache"])
        #expect(project.bench.text("l.txt") == "Apache text\n")
        try project.releaseCookie(
            "v2",
            [
                "/cookiecutter.json": #"{"name": "shop", "license": ["MIT"]}"#,
                "l.txt": "{% if cookiecutter.license == 'MIT' %}MIT text{% endif %}\n", "b.txt": "new\n",
            ])
        let report = try project.upgrade()
        #expect(report.rules.contains("answer-not-a-choice"))
        #expect(report.rules.contains("unrendered"))
        #expect(project.out("l.txt") == "Apache text\n")
        #expect(project.out("b.txt") == "new\n")
    }

    @Test("a project at the newest state is left as it is, also where its tool would write the record anew")
    func nothingToDo() throws {
        let project = try ForeignBench.cruft(["a": "1\n"], context: #"{"name": "shop", "more": "x"}"#)
        try project.upgrade()
        #expect(project.out(".cruft.json") == nil)
        try project.releaseCookie("v2", ["a": "2\n"])
        try project.upgrade()
        #expect(project.out(".cruft.json")?.contains("\"more\": \"x\"") == true)
        #expect(project.out("a") == "2\n")
    }

    @Test("a folder that becomes a submodule is named, and its files stay as they are")
    func submodule() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n", "vendor/r.txt": lines()])
        try project.releaseSubmodule("v2", at: ForeignBench.place(of: "vendor"))
        #expect(try project.bench.scaffold("status").text.contains("warning[unrendered] vendor"))
        try project.releaseCookie("v3", ["a.txt": "2\n"])
        let report = try project.upgrade()
        #expect(report.rules.contains("unrendered"))
        #expect(project.out("vendor/r.txt") == lines())
        #expect(project.out("a.txt") == "2\n")
    }

    @Test("an answer that looks like a template is literal")
    func literalAnswers() throws {
        let project = try ForeignBench.cruft(
            ["t.txt": "{{cookiecutter.token}}\n"], context: #"{"name": "shop", "token": "x"}"#,
            recorded: #"{"name": "shop", "token": "${{ secrets.X }}"}"#, answers: ["token=${{ secrets.X }}"])
        #expect(project.bench.text("t.txt") == "${{ secrets.X }}\n")
        try project.releaseCookie("v2", ["b.txt": "new\n"])
        try project.upgrade()
        #expect(project.out("t.txt") == "${{ secrets.X }}\n")
    }

    @Test("personal defaults of Cookiecutter's user are not looked at")
    func personalDefaults() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"])
        try project.bench.directory.write("home/.cookiecutterrc", "default_context:\n  team: personal\n")
        try project.releaseCookie(
            "v2", ["/cookiecutter.json": #"{"name": "shop", "team": "platform"}"#, "t.txt": "{{cookiecutter.team}}\n"])
        try project.upgrade()
        #expect(project.out("t.txt") == "platform\n")
        #expect(project.out(".cruft.json")?.contains(#""team": "platform""#) == true)
    }

    @Test("what stood in the project when it took over its record is its owners' work, never the template's to remove")
    func linkedLater() throws {
        let project = try ForeignBench.cruft([
            "deps.txt": lines(), "gone.txt": lines(), "a.txt": "1\n", "/hooks/post_gen_project.sh": "tidy --all\n",
        ])
        let owned = lines([4: "mine", 5: "mine, too"])
        try project.bench.write("deps.txt", owned)
        try project.bench.write("gone.txt", owned)
        try project.bench.shell("git add --all && git commit --quiet --amend --message Link")
        try project.releaseCookie("v2", ["deps.txt": lines([4: "theirs"]), "gone.txt": nil, "a.txt": "2\n"])
        let report = try project.upgrade(status: 1)
        #expect(report.held == ["deps.txt", "gone.txt"])
        #expect(project.out("deps.txt") == owned)
        #expect(project.out("gone.txt") == owned)
        #expect(project.out("a.txt") == "2\n")
    }

    @Test("a project that follows a branch stays on it")
    func checkout() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"], checkout: #""stable""#)
        try project.bench.git("branch", "stable", "v1", at: project.template)
        try project.releaseCookie("v2", ["a.txt": "2\n"])
        #expect(try project.bench.scaffold("status").text.contains("no file edited"))
        #expect(try project.upgrade().result == "up-to-date")
        try project.bench.git("branch", "--force", "stable", "v2", at: project.template)
        try project.upgrade()
        #expect(project.out("a.txt") == "2\n")
        #expect(project.out(".cruft.json")?.contains(#""checkout": "stable""#) == true)
    }

    @Test("a project that is sent to another tag follows that one from then on")
    func checkoutOfTheTarget() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"], checkout: #""v1""#)
        try project.releaseCookie("v2", ["a.txt": "2\n"])
        #expect(try project.upgrade().result == "up-to-date")
        try project.upgrade("--to", "v2")
        #expect(project.out("a.txt") == "2\n")
        #expect(project.out(".cruft.json")?.contains(#""checkout": "v2""#) == true)
        try project.bench.git("merge", "--quiet", "out")
        #expect(try project.bench.scaffold("status").text.contains("the newest release; no file edited"))
        #expect(try project.upgrade().result == "up-to-date")
    }

    @Test("a commit that was asked for is followed, too, as cruft records it")
    func checkoutOfACommit() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"])
        try project.releaseCookie("v2", ["a.txt": "2\n"])
        try project.releaseCookie("v3", ["a.txt": "3\n"])
        let commit = try project.bench.git("rev-parse", "v2", at: project.template)
        try project.upgrade("--to", commit)
        #expect(project.out("a.txt") == "2\n")
        #expect(project.out(".cruft.json")?.contains(#""checkout": "\#(commit)""#) == true)
    }

    /// A project whose record follows v1, and which is at v2.
    private func projectPastItsCheckout() throws -> ForeignBench {
        let project = try ForeignBench.cruft(["a.txt": "1\n"], checkout: #""v1""#)
        try project.releaseCookie("v2", ["a.txt": "2\n"])
        let first = try project.bench.git("rev-parse", "v1", at: project.template)
        let second = try project.bench.git("rev-parse", "v2", at: project.template)
        let record = try #require(project.bench.text(".cruft.json"))
        try project.bench.commit([
            ".cruft.json": record.replacingOccurrences(of: first, with: second), "a.txt": "2\n",
        ])
        return project
    }

    @Test("a project that is past what it follows stays where it is, and a finding says so")
    func pastItsCheckout() throws {
        let project = try projectPastItsCheckout()
        let status = try project.bench.scaffold("status").text
        #expect(status.contains("older-target") && status.contains("comes after v1"))
        let report = try project.upgrade()
        #expect(report.result == "up-to-date")
        #expect(report.rules.contains("older-target"))
        #expect(project.out("a.txt") == nil)
    }

    @Test("a project goes back to an older state where somebody asks for it")
    func backOnRequest() throws {
        let project = try projectPastItsCheckout()
        let report = try project.upgrade("--to", "v1")
        #expect(report.rules.contains("older-target"))
        #expect(project.out("a.txt") == "1\n")
    }

    @Test("an empty commit and one of the template's own README have no effect on the project")
    func noEffect() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"])
        for (version, files) in [("v2", [:]), ("v3", ["README.md": "about the template\n"])] {
            try project.release(version, files)
            let status = try project.bench.scaffold("status").text
            #expect(status.contains("no file edited") && status.contains("changes nothing in this project"))
            let report = try project.upgrade()
            #expect(report.result == "up-to-date")
            #expect(report.rules == ["no-effect"])
            #expect(try project.bench.branch("out") == nil)
        }
    }

    /// Makes the record name a commit that no repository has.
    private func forgetCommit(_ project: ForeignBench) throws {
        let text = try #require(project.bench.text(".cruft.json"))
        let commit = try project.bench.git("rev-parse", "v1", at: project.template)
        try project.bench.commit([
            ".cruft.json": text.replacingOccurrences(of: commit, with: String(repeating: "ab", count: 20))
        ])
    }

    @Test("for a recorded commit that vanished, the nearest state is the base, and a finding says so")
    func vanishedCommit() throws {
        let project = try ForeignBench.cruft(["a.txt": lines(), "b.txt": "1\n"])
        try forgetCommit(project)
        try project.bench.commit(["a.txt": lines([9: "mine"])])
        try project.releaseCookie("v2", ["a.txt": lines([2: "theirs"]), "b.txt": "2\n"])
        let report = try project.upgrade()
        #expect(report.rules.contains("recorded-state-gone"))
        #expect(project.out("a.txt") == lines([2: "theirs", 9: "mine"]))
        #expect(project.out("b.txt") == "2\n")
        let newest = try project.bench.git("rev-parse", "v2", at: project.template)
        #expect(project.out(".cruft.json")?.contains(newest) == true)
        #expect(try project.bench.scaffold("status", status: 1).text.contains("explains the project's commit"))
    }

    @Test("a record whose commit vanished is put right where the template has nothing new")
    func vanishedCommitWithoutNews() throws {
        let project = try ForeignBench.cruft(["a.txt": lines()])
        try forgetCommit(project)
        try project.upgrade()
        let commit = try project.bench.git("rev-parse", "v1", at: project.template)
        #expect(project.out(".cruft.json")?.contains(commit) == true)
    }

    @Test("for a vanished commit that no state comes near to, the project's own commit is the base, and edits are held")
    func vanishedCommitOfAnotherTemplate() throws {
        let project = try ForeignBench.cruft(["a.txt": lines(), "b.txt": "1\n"])
        try project.bench.commit(["a.txt": "something else altogether\n", "b.txt": "other\n"])
        try forgetCommit(project)
        let report = try project.upgrade(status: 1)
        #expect(report.rules.contains("base-from-history"))
        #expect(Set(report.held) == ["a.txt", "b.txt"])
        #expect(project.out("a.txt") == "something else altogether\n")
        #expect(try project.bench.scaffold("status", status: 1).text.contains("base-from-history"))
    }

    @Test("template files that are missing locally are listed")
    func missingFiles() throws {
        let project = try ForeignBench.cruft(["a.txt": lines(), "b.txt": "2\n"])
        try project.bench.remove("a.txt")
        try project.bench.commit()
        let status = try project.bench.scaffold("status", "--json", status: 1).text
        #expect(status.contains(#""path": "a.txt""#) && status.contains("deleted"))
    }

    @Test("what a hook removes is not missing, and does not come back")
    func hookThatRemoves() throws {
        let hook = """
            import os
            REMOVE_PATHS = [
                '{% if cookiecutter.docs != "yes" %}docs.txt{% endif %}',
            ]
            for path in REMOVE_PATHS:
                path = path.strip()
                if path and os.path.exists(path):
                    os.unlink(path)

            """
        let project = try ForeignBench.cruft(
            ["a.txt": "1\n", "docs.txt": lines(), "/hooks/post_gen_project.py": hook],
            context: #"{"name": "shop", "docs": "no"}"#, recorded: #"{"name": "shop", "docs": "no"}"#)
        try project.bench.shell("git rm -q docs.txt && git commit -q --amend -m Generate")
        #expect(try project.bench.scaffold("status").text.contains("no file edited"))
        try project.releaseCookie("v2", ["a.txt": "2\n", "docs.txt": lines([3: "theirs"])])
        let report = try project.upgrade()
        #expect(project.out("docs.txt") == nil)
        #expect(project.out("a.txt") == "2\n")
        #expect(report.rules.contains("not-run"))
    }

    @Test("what a hook nobody can read moved keeps getting the template's changes")
    func hookThatMoves() throws {
        let hook = "import shutil, mystery\nshutil.move(mystery.source(), mystery.target())\n"
        let project = try ForeignBench.cruft(
            ["a.txt": "1\n", "src/py/main.txt": lines(), "/hooks/post_gen_project.py": hook])
        try project.bench.shell(
            "git mv src/py/main.txt src/main.txt && git commit -q --amend -m Generate")
        try project.releaseCookie("v2", ["src/py/main.txt": lines([3: "theirs"])])
        try project.upgrade()
        #expect(project.out("src/main.txt") == lines([3: "theirs"]))
        #expect(project.out("src/py/main.txt") == nil)
    }

    @Test("files that are to be skipped, in the record and in pyproject.toml, stay as they are")
    func skip() throws {
        let project = try ForeignBench.cruft(
            ["a.txt": lines(), "docs/b.txt": lines(), "c.txt": "1\n"], more: ",\n  \"skip\": [\n    \"a.txt\"\n  ]")
        try project.bench.commit(["pyproject.toml": "[tool.cruft]\nskip = [\"docs\"]\n", "a.txt": "mine\n"])
        try project.releaseCookie("v2", ["a.txt": "2\n", "docs/b.txt": "2\n", "c.txt": "2\n"])
        try project.upgrade()
        #expect(project.out("a.txt") == "mine\n")
        #expect(project.out("docs/b.txt") == lines())
        #expect(project.out("c.txt") == "2\n")
    }

    @Test("a hand-edited record keeps its indentation and its own keys")
    func recordKeepsItsForm() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"])
        let text = try #require(project.bench.text(".cruft.json"))
        let wide = text.replacingOccurrences(of: "  ", with: "    ").replacingOccurrences(
            of: "    \"directory\"", with: "    \"owner\": \"me\",\n    \"directory\"")
        try project.bench.commit([".cruft.json": wide])
        try project.releaseCookie("v2", ["a.txt": "2\n"])
        try project.upgrade()
        let v1 = try project.bench.git("rev-parse", "v1", at: project.template)
        let v2 = try project.bench.git("rev-parse", "v2", at: project.template)
        #expect(project.out(".cruft.json") == wide.replacingOccurrences(of: v1, with: v2))
    }

    @Test("a top folder whose name renders empty is left out, and named")
    func emptyFolderName() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"])
        try project.releaseCookie("v2", ["{{ '' }}/b.txt": "2\n", "a.txt": "2\n"])
        let report = try project.upgrade()
        #expect(project.out("a.txt") == "2\n")
        #expect(project.out("b.txt") == nil)
        #expect(report.rules.contains("empty-path") || report.rules.contains("escaping-path"))
    }

    @Test("a copied file that is no UTF-8 is merged by its bytes")
    func copiedLatin1() throws {
        let project = try ForeignBench.cruft(
            ["a.txt": "1\n"], context: #"{"name": "shop", "_copy_without_render": ["menu.txt"]}"#)
        let file = "{{cookiecutter.name}}/menu.txt"
        try project.release("v2", [:], script: "printf 'caf\\351\\none\\ntwo\\nthree\\nfour\\n' > '\(file)'")
        try project.upgrade()
        try project.bench.git("merge", "--quiet", "out")
        try project.bench.shell("printf 'ma\\350re\\n' >> menu.txt")
        try project.bench.commit()
        try project.release("v3", [:], script: "printf 'caf\\351\\nONE\\ntwo\\nthree\\nfour\\n' > '\(file)'")
        try project.upgrade()
        try project.bench.shell("printf 'caf\\351\\nONE\\ntwo\\nthree\\nfour\\nma\\350re\\n' > ../wanted")
        #expect(try project.bench.shell("git show out:menu.txt | cmp - ../wanted").status == 0)
    }

    @Test("uncommitted changes don't keep an upgrade from its branch")
    func dirtyTree() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n"])
        try project.bench.write("a.txt", "dirty\n")
        try project.releaseCookie("v2", ["a.txt": "2\n"])
        try project.upgrade()
        #expect(project.out("a.txt") == "2\n")
        #expect(project.bench.text("a.txt") == "dirty\n")
    }
}
