import Foundation
import TestSupport
import Testing

/// Updates of Copier projects that Copier's own updater gets wrong: each ends as its owners need it.
@Suite("Copier projects") struct CopierScenarioTests {
    private static let lines = (1...12).map { "line \($0)\n" }.joined()

    private func lines(_ replaced: [Int: String]) -> String {
        (1...12).map { (replaced[$0] ?? "line \($0)") + "\n" }.joined()
    }

    @Test("W1: an edit stays in the job that it was made in when another job is put before it")
    func editStaysInItsJob() throws {
        func job(_ name: String, _ stage: String) -> String {
            """
              \(name):
                runs-on: ubuntu-latest
                env:
                  STAGE: \(stage)
                steps:
                  - uses: actions/checkout@v4
                  - run: make

            """
        }
        let path = ".github/workflows/ci.yml.jinja"
        let project = try ForeignBench.copier([path: "on: push\njobs:\n" + job("build", "x") + job("deploy", "x")])
        try project.bench.commit([
            ".github/workflows/ci.yml": "on: push\njobs:\n" + job("build", "x") + job("deploy", "mine")
        ])
        try project.release(
            "v2", [path: "on: push\njobs:\n" + job("lint", "x") + job("build", "x") + job("deploy", "x")])
        try project.upgrade()
        #expect(
            project.out(".github/workflows/ci.yml")
                == "on: push\njobs:\n" + job("lint", "x") + job("build", "x") + job("deploy", "mine"))
    }

    @Test("W2: a file that the template renames takes its owners' edit along")
    func templateRename() throws {
        let project = try ForeignBench.copier(["old.txt.jinja": Self.lines])
        try project.bench.commit(["old.txt": lines([7: "mine"])])
        try project.release("v2", ["old.txt.jinja": nil, "new.txt.jinja": lines([2: "theirs"])])
        let report = try project.upgrade()
        #expect(report.files["new.txt"]?.contains("moved by the template from old.txt") == true)
        #expect(project.out("new.txt") == lines([2: "theirs", 7: "mine"]))
        #expect(project.out("old.txt") == nil)
    }

    @Test("W3: a file that its owners renamed gets the template's change")
    func ownersRename() throws {
        let project = try ForeignBench.copier(["f.txt": Self.lines])
        try project.bench.git("mv", "f.txt", "g.txt")
        try project.bench.commit()
        try project.release("v2", ["f.txt": lines([2: "theirs"])])
        let report = try project.upgrade()
        #expect(report.files["g.txt"]?.contains("follows its owners' move from f.txt") == true)
        #expect(project.out("g.txt") == lines([2: "theirs"]))
        #expect(project.out("f.txt") == nil)
    }

    @Test("W4: another answer in a path moves the files, with edits, and the owners' own beside them")
    func answerInPath() throws {
        let project = try ForeignBench.copier([
            "copier.yml": "pkg:\n  type: str\n  default: foo\n", "{{ pkg }}/m.py": Self.lines,
            "{{ pkg }}/n.py": "x = 1\n",
        ])
        try project.bench.commit(["foo/m.py": lines([7: "mine"]), "foo/own.py": "own = 1\n"])
        try project.upgrade("--to", "v1", "--set", "pkg=bar")
        #expect(project.out("bar/m.py") == lines([7: "mine"]))
        #expect(project.out("bar/own.py") == "own = 1\n")
        #expect(project.out("foo/m.py") == nil)
        #expect(project.out(".copier-answers.yml")?.contains("pkg: bar\n") == true)
    }

    @Test("W5: a binary file that only its owners changed stays theirs")
    func ownersBinary() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n"], script: "printf 'a\\000b' > logo.bin")
        try project.bench.shell("printf 'a\\000mine' > logo.bin")
        try project.bench.commit()
        try project.release("v2", ["a.txt": "2\n"])
        let report = try project.upgrade()
        #expect(report.held.isEmpty)
        #expect(project.out("logo.bin") == "a\0mine")
        #expect(project.out("a.txt") == "2\n")
    }

    @Test("W6: a binary file that both changed is held with the owners' bytes, and all three versions are in the index")
    func binaryOnBothSides() throws {
        let project = try ForeignBench.copier(["a.txt": "1\n"], script: "printf 'a\\000b' > logo.bin")
        try project.bench.shell("printf 'a\\000mine' > logo.bin")
        try project.bench.commit()
        try project.release("v2", [:], script: "printf 'a\\000theirs' > logo.bin")
        let report = try project.upgrade(status: 1)
        #expect(report.held == ["logo.bin"])
        #expect(project.out("logo.bin") == "a\0mine")
        try project.bench.git("merge", "--quiet", "out")
        #expect(try project.bench.scaffold("resolve", "logo.bin", status: 1).text.contains("is binary"))
        let stages = try (1...3).map { try project.bench.git("show", ":\($0):logo.bin") }
        #expect(stages == ["a\0b", "a\0mine", "a\0theirs"])
        #expect(project.bench.text("logo.bin") == "a\0mine")
    }

    @Test("W7: bytes that are no UTF-8 survive a merge")
    func latin1() throws {
        let project = try ForeignBench.copier(
            [:], script: "printf 'caf\\351\\none\\ntwo\\nthree\\nfour\\nfive\\n' > menu.txt")
        try project.bench.shell("printf 'caf\\351\\none\\ntwo\\nthree\\nfour\\nfive\\nma\\350re\\n' > menu.txt")
        try project.bench.commit()
        try project.release("v2", [:], script: "printf 'caf\\351\\nONE\\ntwo\\nthree\\nfour\\nfive\\n' > menu.txt")
        try project.upgrade()
        let bytes = try project.bench.shell("git show out:menu.txt | od -An -c").text
        #expect(bytes.contains("351") && bytes.contains("350") && bytes.contains("O   N   E"))
    }

    @Test("W8, W10: an edited file that the template drops, or a condition switches off, is held")
    func droppedAndEdited() throws {
        let project = try ForeignBench.copier([
            "copier.yml": "docs:\n  type: bool\n  default: true\n", "drop.txt": Self.lines,
            "{% if docs %}docs.txt{% endif %}": Self.lines,
        ])
        try project.bench.commit(["drop.txt": lines([3: "mine"]), "docs.txt": lines([3: "mine"])])
        try project.release("v2", ["drop.txt": nil])
        let report = try project.upgrade("--set", "docs=false", status: 1)
        #expect(report.held.sorted() == ["docs.txt", "drop.txt"])
        #expect(project.out("drop.txt") == lines([3: "mine"]))
        #expect(project.out("docs.txt") == lines([3: "mine"]))
    }

    @Test("W9: a file that is made once is never deleted")
    func skipIfExists() throws {
        let config = "_skip_if_exists: [CHANGELOG.md]\n"
        let project = try ForeignBench.copier(["copier.yml": config, "CHANGELOG.md": "# Changes\n", "a": "1\n"])
        try project.bench.commit(["CHANGELOG.md": "# Changes\n\nA year of history.\n"])
        try project.release("v2", ["CHANGELOG.md": nil, "a": "2\n"])
        let report = try project.upgrade()
        #expect(report.held.isEmpty)
        #expect(project.out("CHANGELOG.md") == "# Changes\n\nA year of history.\n")
    }

    @Test("W11: a file that its owners deleted stays deleted, and is listed")
    func deletedByOwners() throws {
        let project = try ForeignBench.copier(["f.txt": Self.lines])
        try project.bench.remove("f.txt")
        try project.bench.commit()
        try project.release("v2", ["f.txt": lines([2: "theirs"])])
        let report = try project.upgrade()
        #expect(project.out("f.txt") == nil)
        #expect(report.files["f.txt"]?.contains("stays deleted") == true)
    }

    @Test("W12: an unversioned file in the way of a new one is named, and not touched")
    func unversionedFileInTheWay() throws {
        let project = try ForeignBench.copier([".gitignore": "local.env\n"])
        try project.bench.write("local.env", "SECRET=1\n")
        try project.release("v2", ["local.env": "SECRET=\n"], script: "git add --force local.env")
        let report = try project.upgrade()
        #expect(report.rules.contains("untracked-in-the-way"))
        #expect(project.bench.text("local.env") == "SECRET=1\n")
    }

    @Test("W13: a versioned file that git ignores is merged like others")
    func ignoredButVersioned() throws {
        let project = try ForeignBench.copier(
            [".gitignore": "conf.txt\n", "conf.txt": Self.lines], script: "git add --force conf.txt")
        try project.bench.git("add", "--force", "conf.txt")
        try project.bench.commit(["conf.txt": lines([9: "mine"])])
        try project.release("v2", ["conf.txt": lines([2: "theirs"])])
        try project.upgrade()
        #expect(project.out("conf.txt") == lines([2: "theirs", 9: "mine"]))
    }

    @Test("W14: names of folders are the same in both renders")
    func folderNames() throws {
        let text = "{{ _folder_name }} {{ _copier_conf.dst_path }}\n" + Self.lines
        let project = try ForeignBench.copier(["where.txt.jinja": text])
        try project.release("v2", ["where.txt.jinja": text + "more\n"])
        let report = try project.upgrade()
        #expect(report.held.isEmpty)
        #expect(project.out("where.txt")?.hasSuffix("more\n") == true)
        #expect(project.out("where.txt")?.hasPrefix("service ") == true)
    }

    @Test("W15: external data is read from the project, in both renders")
    func externalData() throws {
        let project = try ForeignBench.copier([
            "copier.yml": "_external_data:\n  other: other.yml\n", "other.yml": "team: blue\n",
            "who.txt.jinja": "{{ _external_data.other.team }}\n",
        ])
        try project.bench.commit(["other.yml": "team: red\n", "who.txt": "red\n"])
        try project.release("v2", ["who.txt.jinja": "team {{ _external_data.other.team }}\n"])
        let report = try project.upgrade()
        #expect(report.held.isEmpty)
        #expect(project.out("who.txt") == "team red\n")
    }

    /// A project whose `who.txt` was made from data of its own, `team: blue`, which its owners changed since.
    private func projectOfOlderData() throws -> ForeignBench {
        let project = try ForeignBench.copier([
            "copier.yml": "_external_data:\n  other: other.yml\n",
            "who.txt.jinja": "{{ _external_data.other.team }}\n",
        ])
        try project.bench.write("other.yml", "team: blue\n")
        try project.bench.write("who.txt", "blue\n")
        try project.bench.shell("git add --all && git commit --quiet --amend --message Generate")
        try project.bench.commit(["other.yml": "team: red\n"])
        return project
    }

    @Test("W15: the old version gets the data of its time, so that a file made from it is no edit")
    func externalDataOfItsTime() throws {
        let project = try projectOfOlderData()
        try project.release("v2", ["who.txt.jinja": "hold {{ _external_data.other.team }}\n"])
        #expect(try project.bench.scaffold("status", status: 1).text.contains("no file edited"))
        let report = try project.upgrade()
        #expect(report.held.isEmpty)
        #expect(report.files["who.txt"]?.hasPrefix("update") == true)
        #expect(project.out("who.txt") == "hold red\n")
    }

    @Test("W15: other data are a change without a new version, and only once")
    func changedExternalData() throws {
        let project = try projectOfOlderData()
        #expect(try project.bench.scaffold("status", status: 1).text.contains("no file edited"))
        try project.upgrade()
        #expect(project.out("who.txt") == "red\n")
        try project.bench.git("merge", "--quiet", "out")
        #expect(try project.upgrade().result == "up-to-date")
    }

    @Test("W16: what is random or a date keeps the project's value")
    func volatileValues() throws {
        let text = "key: {{ 1000000|ans_random }}\nmade: {{ '%Y-%m-%d'|strftime }}\n" + Self.lines
        let project = try ForeignBench.copier(["v.yml.jinja": text])
        try project.bench.commit(["v.yml": "key: 42\nmade: 2020-02-02\n" + Self.lines])
        try project.release("v2", ["v.yml.jinja": text + "more\n"])
        let report = try project.upgrade()
        #expect(report.held.isEmpty)
        #expect(project.out("v.yml") == "key: 42\nmade: 2020-02-02\n" + Self.lines + "more\n")
    }

    @Test("W18: a file that becomes a folder, and a folder that becomes a file")
    func kindsChange() throws {
        let project = try ForeignBench.copier(["p": Self.lines, "q/a": "a\n", "r/b": "b\n"])
        try project.release(
            "v2", [:], script: "rm -r p q r && mkdir p && echo x > p/inner && echo file > q && ln -s p/inner r")
        try project.upgrade()
        #expect(project.out("p/inner") == "x\n")
        #expect(project.out("q") == "file\n")
        // Copier follows links unless the template says otherwise.
        #expect(project.out("r") == "x\n")
    }

    @Test("W18: edits survive where a file becomes a folder, and a folder a link")
    func kindsChangeUnderEdits() throws {
        let settings = "name:\n  type: str\n  default: shop\n_preserve_symlinks: true\n"
        let project = try ForeignBench.copier([
            "copier.yml": settings, "p": Self.lines, "q/a": Self.lines, "r/b": "b\n", "target": "1\n",
        ])
        try project.bench.commit(["p": lines([7: "mine"]), "q/a": lines([7: "mine"])])
        try project.release(
            "v2", [:], script: "rm -r p q r && mkdir p && echo x > p/inner && ln -s target q && ln -s target r")
        let report = try project.upgrade(status: 1)
        #expect(report.held.sorted() == ["p", "p/inner", "q", "q/a"])
        #expect(report.rules == [])
        #expect(project.out("p") == lines([7: "mine"]))
        #expect(project.out("q/a") == lines([7: "mine"]))
        #expect(try project.bench.git("ls-tree", "out", "r").hasPrefix("120000"))
    }

    @Test("a file that git does not know is in the way of a link that the template makes of its folder")
    func untrackedBelowALink() throws {
        let settings = "name:\n  type: str\n  default: shop\n_preserve_symlinks: true\n"
        let project = try ForeignBench.copier(["copier.yml": settings, "r/b": "b\n", "target": "1\n"])
        try project.bench.write("r/notes.txt", "mine\n")
        try project.release("v2", [:], script: "rm -r r && ln -s target r")
        #expect(try project.upgrade().rules.contains("untracked-in-the-way"))
    }

    @Test("what the project's own attributes take away as it is committed is no edit, and merges")
    func committedForm() throws {
        let project = try ForeignBench.copier([
            ".gitattributes": "*.bat text eol=crlf\n*.txt ident\n", "run.bat": Self.lines, "id.txt": "$Id$\nx\n",
        ])
        #expect(try project.bench.scaffold("status").text.contains("no file edited"))
        try project.bench.commit(["run.bat": Self.lines + "mine\r\n"])
        try project.release("v2", ["run.bat": "first\n" + Self.lines, "id.txt": "$Id$\ny\n"])
        let report = try project.upgrade()
        #expect(report.held == [])
        #expect(project.out("run.bat") == "first\n" + Self.lines + "mine\n")
        #expect(project.out("id.txt") == "$Id$\ny\n")
    }

    @Test("the files of a submodule on a server are the template's own, also behind links and includes")
    func submoduleOnServer() throws {
        let project = try ForeignBench.copier(["a": "1\n"])
        let inner = "\(project.template)/vendor/inner"
        // Only the address in `.gitmodules` says where it is; here git takes it for the folder.
        try project.bench.git(
            "config", "--global", "url.\(inner)/.git.insteadOf", "https://inner.invalid/inner", at: project.template)
        let script = """
            set -e
            git init --quiet vendor/inner
            cd vendor/inner
            echo 'name: {{ name }}' > part.txt
            echo 'hello {{ name }}' > page.txt.jinja
            git add --all
            git commit --quiet --message Inner
            """
        try project.release(
            "v2",
            [
                ".gitmodules": "[submodule \"inner\"]\n\tpath = vendor/inner\n\turl = https://inner.invalid/inner\n",
                "copier.yml": "name:\n  type: str\n  default: shop\n_exclude: [.git, .gitmodules, copier.yml]\n",
                "included.txt.jinja": "{% include 'vendor/inner/part.txt' %}\n",
            ], script: script + "\ncd ../..\nln -s vendor/inner/page.txt.jinja linked.txt.jinja")
        let report = try project.upgrade()
        #expect(!report.rules.contains("unrendered"))
        #expect(project.out("included.txt") == "name: shop\n\n")
        #expect(project.out("linked.txt") == "hello shop\n")
        #expect(project.out("vendor/inner/page.txt") == "hello shop\n")
    }

    @Test("a folder that becomes a submodule is named, and its files stay as they are")
    func submodule() throws {
        let project = try ForeignBench.copier(["a": "1\n", "vendor/r.txt": Self.lines])
        try project.releaseSubmodule("v2", at: "vendor")
        let status = try project.bench.scaffold("status").text
        #expect(status.contains("warning[unrendered] vendor") && status.contains("submodule"))
        try project.release("v3", ["a": "2\n"])
        let report = try project.upgrade()
        #expect(report.rules.contains("unrendered"))
        #expect(project.out("vendor/r.txt") == Self.lines)
        #expect(project.out("a") == "2\n")

        let out = project.bench.directory.path("made")
        let made = try project.bench.scaffold("render", "\(project.template)@v2", "--out", out, status: 1)
        #expect(made.stderr.contains("vendor") && made.stderr.contains("submodule"))
    }

    @Test("a template's file whose name is not UTF-8 is named, and not left out without a word")
    func unreadableName() throws {
        let project = try ForeignBench.copier(["a": "1\n"])
        try project.release("v2", ["a": "2\n"], script: "echo coffee > \"$(printf 'caf\\351.txt')\"")
        let status = try project.bench.scaffold("status", status: 1).text
        #expect(status.contains(#"warning[unrendered] caf\xE9.txt"#) && status.contains("UTF-8"))
        try project.upgrade()
        #expect(project.out("a") == "2\n")

        let out = project.bench.directory.path("made")
        let made = try project.bench.scaffold("render", "\(project.template)@v2", "--out", out, status: 1)
        #expect(made.stderr.contains(#"caf\xE9.txt"#))
    }

    @Test("W21: a tag that was moved since is named")
    func movedTag() throws {
        let project = try ForeignBench.copier(["a": "1\n"])
        try project.bench.shell(
            "echo 2 > a && git add a && GIT_COMMITTER_DATE='2099-01-01T00:00:00Z' git commit -qm moved && git tag -f v1",
            at: project.template)
        let result = try project.bench.scaffold("status", "--json", status: nil)
        #expect(ForeignBench.Report(members: try json(result.text)).rules.contains("moved-tag"))
    }

    @Test("W21: what a moved tag changed arrives, from the state that the project really took")
    func movedTagArrives() throws {
        let project = try ForeignBench.copier(["a": Self.lines])
        try project.bench.commit(["a": lines([9: "mine"])])
        try project.release("v1", ["a": lines([2: "moved"])])
        try project.bench.shell(
            "GIT_COMMITTER_DATE='2099-01-01T00:00:00Z' git commit -q --amend -m moved && git tag -f v1",
            at: project.template)
        let report = try project.upgrade()
        #expect(report.rules.contains("moved-tag"))
        #expect(project.out("a") == lines([2: "moved", 9: "mine"]))
    }

    @Test("W22: a file that was edited by hand shows as edited, though the version is the newest")
    func driftOfANewestVersion() throws {
        let project = try ForeignBench.copier(["a": Self.lines])
        #expect(try project.bench.scaffold("status").text.contains("no file edited"))
        try project.bench.commit(["a": lines([5: "damaged"])])
        #expect(try project.bench.scaffold("status", status: 1).text.contains("edited"))
    }

    @Test("W23: a file with committed conflict markers is held, never marked twice")
    func markersInside() throws {
        let project = try ForeignBench.copier(["a.txt": Self.lines])
        let marked = lines([4: "<<<<<<< before\nmine\n=======\ntheirs\n>>>>>>> after"])
        try project.bench.commit(["a.txt": marked])
        try project.release("v2", ["a.txt": lines([4: "third"])])
        let report = try project.upgrade(status: 1)
        #expect(report.held == ["a.txt"])
        #expect(project.out("a.txt") == marked)
    }

    @Test("W24: other line ends are no conflict, and stay the owners'")
    func lineEnds() throws {
        let project = try ForeignBench.copier(["a.txt": Self.lines])
        try project.bench.commit(["a.txt": Self.lines.split(separator: "\n").joined(separator: "\r\n") + "\r\n"])
        try project.release("v2", ["a.txt": lines([4: "theirs"])])
        try project.upgrade()
        #expect(project.out("a.txt")?.contains("line 3\r\ntheirs\r\nline 5\r\n") == true)
    }

    @Test("W24: another indentation is no conflict where the format has a structure, and held with its text where not")
    func indentation() throws {
        let project = try ForeignBench.copier([
            "x.json": "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2\n  }\n}\n",
            "y.yml": "a: 1\nb:\n  c: 2\n  d:\n    - 1\n",
            "z.txt": Self.lines,
        ])
        let indented = Self.lines.split(separator: "\n").map { "  \($0)\n" }.joined()
        let json = "{\n\t\"a\": 1,\n\t\"b\": {\n\t\t\"c\": 2\n\t}\n}\n"
        let yaml = "a: 1\nb:\n    c: 2\n    d:\n    - 1\n"
        try project.bench.commit(["x.json": json, "y.yml": yaml, "z.txt": indented])
        try project.release(
            "v2",
            [
                "x.json": "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 3\n  }\n}\n",
                "y.yml": "a: 1\nb:\n  c: 3\n  d:\n    - 1\n",
                "z.txt": lines([4: "theirs"]),
            ])
        let report = try project.upgrade(status: 1)
        #expect(report.held == ["z.txt"])
        #expect(project.out("z.txt") == indented)
        #expect(project.out("x.json") == json.replacingOccurrences(of: "2", with: "3"))
        #expect(project.out("y.yml") == yaml.replacingOccurrences(of: "2", with: "3"))
    }

    @Test("W25: both sides add to a list, and to an object")
    func bothAppend() throws {
        let object = { (added: String) in "{\n  \"a\": 1\(added)\n}\n" }
        let project = try ForeignBench.copier([".gitignore": "a\nb\n", "x.json": object("")])
        try project.bench.commit([".gitignore": "a\nb\nmine\n", "x.json": object(",\n  \"mine\": 2")])
        try project.release("v2", [".gitignore": "a\nb\ntheirs\n", "x.json": object(",\n  \"theirs\": 3")])
        try project.upgrade()
        #expect(project.out("x.json") == object(",\n  \"mine\": 2,\n  \"theirs\": 3"))
        let text = try #require(project.out(".gitignore"))
        #expect(text.contains("mine\n") && text.contains("theirs\n"))
    }

    @Test("W26: a file called `tags`, and folders called CVS and RCS, are removed like others")
    func oddNamesAreRemoved() throws {
        let project = try ForeignBench.copier(["tags": "1\n", "CVS/x": "1\n", "RCS/y": "1\n", "z": "1\n"])
        try project.release("v2", ["tags": nil, "CVS/x": nil, "RCS/y": nil])
        try project.upgrade()
        #expect(try project.bench.git("ls-tree", "-r", "--name-only", "out") == ".copier-answers.yml\nz")
    }

    @Test("W27: a plan lists every file and writes nothing")
    func plan() throws {
        let project = try ForeignBench.copier(["a": "1\n"])
        try project.release("v2", ["a": "2\n", "b": "new\n"])
        let before = try project.bench.snapshot(objects: true)
        let report = try project.upgrade("--plan")
        #expect(report.files["a"]?.hasPrefix("update") == true)
        #expect(report.files["b"]?.hasPrefix("add") == true)
        #expect(try project.bench.snapshot(objects: true) == before)
    }

    @Test("W28: an answer that is no longer a choice is kept and named, never replaced")
    func vanishedChoice() throws {
        let choices = "db:\n  type: str\n  choices: [mysql, pg]\n  default: pg\n"
        let project = try ForeignBench.copier(
            ["copier.yml": choices, "db.txt.jinja": "{{ db }}\n"], answers: ["db=mysql"])
        try project.release("v2", ["copier.yml": "db:\n  type: str\n  choices: [pg]\n  default: pg\n", "x": "1\n"])
        let report = try project.upgrade()
        #expect(report.rules.contains("answer-invalid"))
        #expect(project.out("db.txt") == "mysql\n")
        #expect(project.out(".copier-answers.yml")?.contains("db: mysql\n") == true)
    }

    @Test(
        "a file that an answer which is no choice any more makes otherwise than the default stays as it is, and says so"
    )
    func renamedChoice() throws {
        func question(_ name: String) -> String {
            "systems:\n  type: str\n  multiselect: true\n  choices: [mac, \(name)]\n  default: [mac, \(name)]\n"
        }
        func file(_ name: String, _ version: Int) -> String {
            "version: \(version)\n{% if 'mac' in systems %}mac\n{% endif %}{% if '\(name)' in systems %}ubuntu\n{% endif %}"
        }
        let project = try ForeignBench.copier(
            ["copier.yml": question("ubuntu"), "ci.jinja": file("ubuntu", 1), "other.jinja": "1 {{ systems[0] }}\n"])
        try project.release(
            "v2",
            ["copier.yml": question("linux"), "ci.jinja": file("linux", 2), "other.jinja": "2 {{ systems[0] }}\n"])
        let report = try project.upgrade()
        #expect(report.rules.contains("answer-invalid"))
        #expect(report.rules.contains("unrendered"))
        #expect(project.out("ci") == "version: 1\nmac\nubuntu\n")
        #expect(project.out("other") == "2 mac\n")
    }

    @Test("a file that only another choice still has is not dropped for an answer that is no choice any more")
    func successorOfChoice() throws {
        func question(_ name: String) -> String {
            "kind:\n  type: str\n  choices: [web, \(name)]\n  default: web\n"
        }
        func files(_ name: String, _ version: Int) -> [String: String] {
            let condition = "{% if kind == '\(name)' %}"
            return [
                "copier.yml": question(name), "\(condition)server.txt{% endif %}.jinja": "listen\n",
                "ci.jinja": "version: \(version)\n\(condition)server\n{% endif %}", "plain.txt": "\(version)\n",
            ]
        }
        let project = try ForeignBench.copier(files("server", 1), answers: ["kind=server"])
        var next: [String: String?] = files("web-and-server", 2)
        next["{% if kind == 'server' %}server.txt{% endif %}.jinja"] = .some(nil)
        try project.release("v2", next)
        let report = try project.upgrade()
        #expect(report.rules.contains("answer-invalid"))
        #expect(report.rules.contains("unrendered"))
        #expect(project.out("server.txt") == "listen\n")
        #expect(project.out("ci") == "version: 1\nserver\n")
        #expect(project.out("plain.txt") == "2\n")
    }

    @Test("a file that the template leaves empty for want of an answer is held, and one that it empties is not")
    func emptied() throws {
        let template = "<% if license == 'MIT' %>Use it as you like.\nNo warranty.\n<% endif %>"
            .replacingOccurrences(of: "<%", with: "{%").replacingOccurrences(of: "%>", with: "%}")
        let question = "license:\n  type: str\n  choices: [MIT, ISC]\n  default: ISC\n"
        let project = try ForeignBench.copier(
            ["copier.yml": question, "LICENSE.jinja": template, "notes.txt": "a\nb\n"], answers: ["license=MIT"])
        try project.release(
            "v2",
            [
                "copier.yml": question.replacingOccurrences(of: "MIT", with: "mit"),
                "LICENSE.jinja": template.replacingOccurrences(of: "MIT", with: "mit"), "notes.txt": "",
            ])
        let report = try project.upgrade(status: 1)
        #expect(report.rules.contains("answer-invalid"))
        #expect(report.held == ["LICENSE", "notes.txt"])
        #expect(project.out("LICENSE") == "Use it as you like.\nNo warranty.\n")

        let other = try ForeignBench.copier(["copier.yml": question, "notes.txt": "a\nb\n"])
        try other.release("v2", ["notes.txt": ""])
        #expect(try other.upgrade().held.isEmpty)
        #expect(other.out("notes.txt") == "")
    }

    private func renaming(_ answers: [String], old: String, new: String) throws -> ForeignBench {
        func files(_ name: String) -> [String: String] {
            [
                "copier.yml": "\(name):\n  type: str\n  default: example\n",
                "src/{{ \(name) }}/main.py.jinja": "import {{ \(name) }}\n\n\nprint(1)\n",
                "README.md.jinja": "# {{ \(name) }}\n\nText.\n",
            ]
        }
        let project = try ForeignBench.copier(files(old), answers: answers)
        var next: [String: String?] = files(new)
        next["src/{{ \(old) }}/main.py.jinja"] = .some(nil)
        next["src/{{ \(new) }}/main.py.jinja"] = "import {{ \(new) }}\n\n\nprint(2)\n"
        try project.release("v2", next)
        return project
    }

    @Test("a question that the template renamed keeps its answer where the renders prove it")
    func renamedQuestion() throws {
        let project = try renaming(["module=shop_api"], old: "module", new: "package")
        let report = try project.upgrade()
        #expect(report.rules.contains("question-renamed"))
        #expect(project.out("src/shop_api/main.py") == "import shop_api\n\n\nprint(2)\n")
        #expect(project.out("src/example/main.py") == nil)
        #expect(project.out(".copier-answers.yml")?.contains("package: shop_api") == true)

        let other = try renaming(["module=shop_api"], old: "module", new: "package")
        #expect(try !other.upgrade("--set", "package=other").rules.contains("question-renamed"))
        #expect(other.out("src/other/main.py") != nil)
    }

    @Test("a value that only the template's Python knows keeps the project's line, where a file only prints it")
    func standIns() throws {
        func page(_ end: String) -> String { "<main>\n<b id=\"{{ repo_id }}\">\n{{- name }}\n\(end)\n" }
        let files = [
            "copier.yml": """
            _exclude: [ids.py, copier.yml, .git]
            _jinja_extensions:
              - copier_templates_extensions.TemplateExtensionLoader
              - ids.py:Ids
            name:
              type: str
              default: shop

            """,
            "ids.py": """
            import requests
            from copier_templates_extensions import ContextHook

            class Ids(ContextHook):
                def hook(self, context):
                    context["repo_id"] = requests.get("https://example.com").text

            """,
            "page.html.jinja": page("</main>"), "branch.txt.jinja": "{% if repo_id %}on{% else %}off{% endif %}\n1\n",
        ]
        // The tool of the project made it once; here only an upgrade goes on without what can't be rendered.
        let project = try ForeignBench.copier(["name.txt.jinja": "{{ name }}\n"])
        try project.release("v1.1", files.merging(["name.txt.jinja": "{{ name }} \n"]) { $1 })
        try project.upgrade()
        try project.bench.shell("git merge --quiet out && git branch --quiet -D out")
        try project.bench.commit([
            "page.html": "<main>\n<b id=\"R_1\">shop\n</main>\n", "branch.txt": "on\n1\n",
        ])
        try project.release(
            "v2",
            [
                "page.html.jinja": page("</main>\n<footer>"),
                "branch.txt.jinja": "{% if repo_id %}on{% else %}off{% endif %}\n2\n", "new.html.jinja": page(""),
            ])
        let report = try project.upgrade()
        #expect(project.out("page.html") == "<main>\n<b id=\"R_1\">shop\n</main>\n<footer>\n")
        #expect(project.out("branch.txt") == "on\n1\n")
        #expect(project.out("new.html") == nil)
        #expect(report.rules.filter { $0 == "unrendered" }.count == 2)
        #expect(try !project.bench.git("grep", "-c", "scaffold-stand-in", "out", "--", ".", status: 1).contains("out:"))
    }

    @Test("a new question that no old answer explains takes its default")
    func newQuestion() throws {
        let project = try ForeignBench.copier(
            ["copier.yml": "module:\n  type: str\n  default: shop\n", "src/{{ module }}.py.jinja": "print(1)\n"])
        try project.release(
            "v2",
            [
                "copier.yml": "style:\n  type: str\n  default: plain\n", "src/{{ module }}.py.jinja": nil,
                "docs/{{ style }}.md.jinja": "# {{ style }}\n",
            ])
        let report = try project.upgrade()
        #expect(!report.rules.contains("question-renamed"))
        #expect(project.out("docs/plain.md") == "# plain\n")
    }

    @Test("a second upgrade has nothing to do, and the record names the version")
    func twiceIsOnce() throws {
        let project = try ForeignBench.copier(["a": "1\n"])
        try project.release("v2", ["a": "2\n"])
        try project.upgrade()
        try project.bench.git("merge", "--quiet", "out")
        #expect(project.bench.text(".copier-answers.yml")?.contains("_commit: v2\n") == true)
        #expect(try project.upgrade().result == "up-to-date")
        #expect(try project.bench.scaffold("status").text.contains("no file edited"))
    }

    @Test("a held file is resolved with markers, and its record goes away")
    func heldAndResolved() throws {
        let project = try ForeignBench.copier(["a": Self.lines])
        try project.bench.commit(["a": lines([4: "mine"])])
        try project.release("v2", ["a": lines([4: "theirs"])])
        try project.upgrade(status: 1)
        try project.bench.git("merge", "--quiet", "out")
        #expect(project.bench.text(".scaffold.yml")?.contains("{ path: a, release: v1 }") == true)
        try project.bench.scaffold("resolve", "a", status: 1)
        #expect(project.bench.text("a")?.contains("<<<<<<< yours\nmine\n") == true)
        try project.bench.write("a", lines([4: "both"]))
        try project.bench.scaffold("resolve", "--done", "a")
        #expect(project.bench.text(".scaffold.yml") == nil)
    }

    @Test("a service in a folder of a repository, beside another one")
    func folderOfARepository() throws {
        let project = try ForeignBench.copier(["a": "1\n", "own.txt": "1\n"])
        try project.bench.shell("mkdir -p services/shop && git mv a own.txt .copier-answers.yml services/shop/")
        try project.bench.commit()
        try project.release("v2", ["a": "2\n"])
        try project.bench.scaffold("upgrade", "services/shop", "--branch", "out")
        #expect(project.out("services/shop/a") == "2\n")
    }

    @Test("two answers files in one project are upgraded one by one; of Copier's own name is the one that is meant")
    func severalRecords() throws {
        let project = try ForeignBench.copier(["a": "1\n"])
        try project.bench.shell("cp .copier-answers.yml .copier-answers.other.yml")
        try project.bench.commit()
        try project.release("v2", ["a": "2\n"])
        #expect(try project.upgrade().rules.contains("other-record"))
        #expect(project.out(".copier-answers.other.yml")?.contains("_commit: v1\n") == true)
        #expect(project.out(".copier-answers.yml")?.contains("_commit: v2\n") == true)
        try project.upgrade("--answers-file", ".copier-answers.other.yml")
        #expect(project.out(".copier-answers.other.yml")?.contains("_commit: v2\n") == true)
        #expect(project.out(".copier-answers.yml")?.contains("_commit: v1\n") == true)
    }

    @Test("of two tools' records of one template, the one that was brought up to date last is meant")
    func recordsOfTwoTools() throws {
        let project = try ForeignBench.copier(["a": "1\n"])
        let commit = try project.bench.git("rev-parse", "v1", at: project.template)
        func cruft(_ template: String) -> String {
            #"{"template": "\#(template)", "commit": "\#(commit)", "context": {"cookiecutter": {}}}"# + "\n"
        }
        let record = try #require(project.bench.text(".copier-answers.yml"))
        try project.bench.shell("git rm --quiet .copier-answers.yml")
        try project.bench.commit([".cruft.json": cruft(project.template)])
        try project.bench.shell("GIT_COMMITTER_DATE='2035-01-01T00:00:00Z' git commit --quiet --allow-empty -m later")
        try project.bench.write(".copier-answers.yml", record)
        try project.bench.shell(
            "git add --all && GIT_COMMITTER_DATE='2035-01-02T00:00:00Z' git commit --quiet --message 'Take over'")
        try project.release("v2", ["a": "2\n"])
        #expect(try project.upgrade().rules.contains("other-record"))
        #expect(project.out(".copier-answers.yml")?.contains("_commit: v2\n") == true)
        try project.bench.commit([".cruft.json": cruft(project.template + "/other")])
        #expect(try project.bench.scaffold("upgrade", status: 2).stderr.contains("--answers-file"))
    }

    @Test("of two answers files that both have names of their own, one must be named")
    func severalNamedRecords() throws {
        let project = try ForeignBench.copier(["a": "1\n"])
        try project.bench.shell("cp .copier-answers.yml .copier-answers.one.yml")
        try project.bench.shell("git mv .copier-answers.yml .copier-answers.two.yml")
        try project.bench.commit()
        try project.release("v2", ["a": "2\n"])
        let refused = try project.bench.scaffold("upgrade", status: 2)
        #expect(refused.stderr.contains("--answers-file"))
    }

    @Test("a new question whose default does not do leaves the files that need it as they are")
    func defaultThatDoesNotDo() throws {
        let project = try ForeignBench.copier(["a": "1\n", "b.txt": "by hand\n"])
        let config = """
            owner:
              type: str
              default: ''
              validator: "{% if not owner %}Somebody must own it{% endif %}"
            token:
              type: str
              default: "{{ 'x'|from_another_world }}"
            name:
              type: str
              default: "{{ name|default('x'|from_another_world) }}"
              when: "{{ name is undefined }}"

            """
        try project.release(
            "v2",
            [
                "copier.yml": config, "a": "2\n", "b.txt": nil, "b.txt.jinja": "of {{ owner }}\n",
                "c.jinja": "{{ name }}\n",
            ])
        let report = try project.upgrade()
        #expect(report.rules.filter { $0 == "answer-missing" }.count == 2)
        #expect(report.rules.contains("unrendered"))
        #expect(project.out("a") == "2\n")
        #expect(project.out("b.txt") == "by hand\n")
        #expect(project.out("c") == "shop\n")
        try project.upgrade("--set", "owner=me", "--set", "token=x")
        #expect(project.out("b.txt") == "of me\n")
    }

    @Test("a held file of a record with an unusual name is resolved by naming it")
    func heldFileOfANamedRecord() throws {
        let project = try ForeignBench.copier(["a": Self.lines])
        try project.bench.shell("mkdir conf && git mv .copier-answers.yml conf/made.yml")
        try project.bench.commit(["a": lines([4: "mine"])])
        try project.release("v2", ["a": lines([4: "theirs"])])
        try project.upgrade("--answers-file", "conf/made.yml", status: 1)
        try project.bench.git("merge", "--quiet", "out")
        try project.bench.scaffold("resolve", "--answers-file", "conf/made.yml", "--template", "a")
        #expect(project.bench.text("a") == lines([4: "theirs"]))
        #expect(project.bench.text(".scaffold.yml") == nil)
    }

    @Test("a deleted file is not looked for in another record, nor in a service below that is another tool's")
    func recordsAreNoOwnersFiles() throws {
        let project = try ForeignBench.copier(["answers.txt": Self.lines, "f.txt": lines([1: "other", 2: "words"])])
        let record = try #require(project.bench.text(".copier-answers.yml"))
        let other = record + Self.lines.split(separator: "\n").map { "# \($0)\n" }.joined()
        try project.release("v2", ["answers.txt": other])
        try project.upgrade()
        try project.bench.git("merge", "--quiet", "out")
        try project.bench.remove("answers.txt")
        try project.bench.remove("f.txt")
        try project.bench.commit([
            ".copier-answers.other.yml": other, "services/x/.copier-answers.yml": record,
            "services/x/f.txt": lines([1: "other", 2: "words"]),
        ])
        try project.release(
            "v3", ["answers.txt": other + "more\n", "f.txt": lines([1: "other", 2: "words", 9: "new"])])
        try project.upgrade("--answers-file", ".copier-answers.yml")
        #expect(project.out(".copier-answers.other.yml") == other)
        #expect(project.out("services/x/f.txt") == lines([1: "other", 2: "words"]))
    }

    @Test("a file that needs an unknown filter stays, and is named")
    func unrendered() throws {
        let project = try ForeignBench.copier(["a": "1\n", "b.txt": "fixed\n"])
        try project.release("v2", ["a": "2\n", "b.txt": nil, "b.txt.jinja": "{{ 'x'|from_another_world }}\n"])
        let report = try project.upgrade()
        #expect(report.rules.contains("unrendered"))
        #expect(project.out("a") == "2\n")
        #expect(project.out("b.txt") == "fixed\n")
    }

    @Test("tasks and migrations are listed, each with its command and its time, and never run")
    func commands() throws {
        let question = "name:\n  type: str\n  default: shop\n"
        let project = try ForeignBench.copier(["copier.yml": question, "a": "1\n"])
        let config =
            question + """
                _tasks:
                  - touch ran
                  - {command: [make, "{{ name }} x"], working_directory: docs}
                  - {command: touch never, when: false}
                _migrations:
                  - touch each
                  - {command: touch first, when: "{{ _stage == 'before' }}"}
                  - {command: "echo {{ _version_from }} {{ _version_to }}", version: v2}
                  - {command: touch much-later, version: v9}
                  - version: v2
                    before: [touch legacy-before]
                    after: [touch legacy-after]

                """
        try project.release("v2", ["a": "2\n", "copier.yml": config])
        let plan = try project.bench.scaffold("upgrade", "--plan").text
        let listed = plan.split(separator: "\n").filter { $0.contains("not-run") }.compactMap { line in
            line.range(of: "did not run ").map { String(line[$0.upperBound...]) }
        }
        #expect(
            listed == [
                "(a migration, before the update): touch first",
                "(a migration, before the update): touch legacy-before",
                "(a task, after the files are written): touch ran",
                "(a task, after the files are written, in docs): make 'shop x'",
                "(a migration, after the update): touch each",
                "(a migration, after the update): echo v1 v2",
                "(a migration, after the update): touch legacy-after",
            ])
        let report = try project.upgrade()
        #expect(report.rules.filter { $0 == "not-run" }.count == listed.count)
        #expect(try project.bench.git("ls-tree", "-r", "--name-only", "out") == ".copier-answers.yml\na")
        try project.bench.git("merge", "--quiet", "out")
        #expect(!(try project.bench.scaffold("status").text.contains("not-run")))
    }
}
