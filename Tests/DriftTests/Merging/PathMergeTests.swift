import Git
import Merge
import Template
import Testing

@testable import Drift

/// What becomes of a path, by what each side did with it.
@Suite("Paths of three trees") struct PathMergeTests {
    static let contents: [MergeCase] = [
        MergeCase(
            name: "nobody changed anything", base: ["a": "1\n"], result: ["a": "1\n"]),
        MergeCase(
            name: "only the template", base: ["a": "1\n", "b": "1\n"], template: ["a": "2\n", "c": "new\n", "b": nil],
            result: ["a": "2\n", "c": "new\n"]),
        MergeCase(
            name: "only the owners", base: ["a": "1\n", "b": "1\n"], owners: ["a": "2\n", "c": "new\n", "b": nil],
            result: ["a": "2\n", "c": "new\n"]),
        MergeCase(
            name: "both the same", base: ["a": "1\n"], owners: ["a": "2\n"], template: ["a": "2\n"],
            result: ["a": "2\n"]),
        MergeCase(
            name: "both, different lines", base: ["a": lines(9)], owners: ["a": lines(9, "line", [2: "mine"])],
            template: ["a": lines(9, "line", [8: "theirs"])], result: ["a": lines(9, "line", [2: "mine", 8: "theirs"])]),
        MergeCase(
            name: "both, the same line", base: ["a": lines(9)], owners: ["a": lines(9, "line", [2: "mine"])],
            template: ["a": lines(9, "line", [2: "theirs"])], result: ["a": lines(9, "line", [2: "mine"])],
            held: ["a": .contentOverlap]),
        MergeCase(
            name: "neighbouring pins", base: ["requirements.txt": "a==1\nb==1\n"],
            owners: ["requirements.txt": "a==2\nb==1\n"],
            template: ["requirements.txt": "a==1\nb==2\n"], result: ["requirements.txt": "a==2\nb==2\n"]),
        MergeCase(
            name: "binary on both sides", base: ["i.png": "\0base"], owners: ["i.png": "\0mine"],
            template: ["i.png": "\0theirs"], result: ["i.png": "\0mine"], held: ["i.png": .binary]),
        MergeCase(
            name: "saved with CRLF, and one line changed", base: ["a": "1\n2\n3\n"], owners: ["a": "1\r\n2\r\n3\r\n"],
            template: ["a": "1\nB\n3\n"], result: ["a": "1\r\nB\r\n3\r\n"]),
        MergeCase(
            name: "saved without final newline, and appended to elsewhere", base: ["a": "1\n2\n3\n4\n"],
            owners: ["a": "1\n2\n3\n4"], template: ["a": "0\n1\n2\n3\n4\n"], result: ["a": "0\n1\n2\n3\n4"]),
    ]

    /// A file that a tool writes: its lines merge cleanly, and must not.
    private static func generated(
        _ name: String, at path: String = "gen/api.txt", base: TestTree = [:], owners: [String: TestFile?] = [:],
        template: [String: TestFile?] = [:], isHeld: Bool = true
    ) -> MergeCase {
        let mine = lines(9, "line", [2: "mine"])
        let both = lines(9, "line", [2: "mine", 8: "theirs"])
        let result = base.changing(template).changing(owners)
        return MergeCase(
            name: name, base: base.changing([path: lines(9)]), owners: owners.merging([path: mine]) { $1 },
            template: template.merging([path: lines(9, "line", [8: "theirs"])]) { $1 },
            result: result.changing([path: isHeld ? mine : both]), held: isHeld ? [path: .contentOverlap] : [:])
    }

    static let marks: [MergeCase] = [
        generated("marked by all", base: [".gitattributes": "gen/* linguist-generated\n"]),
        generated("marked by the owners", owners: [".gitattributes": "*.txt text linguist-generated=true\n"]),
        generated("marked by the target", template: ["gen/.gitattributes": "*.txt linguist-generated\n"]),
        generated(
            "the mark dropped by the target, which counts as soon as it is merged",
            base: [".gitattributes": "gen/** linguist-generated\n"], template: [".gitattributes": nil]),
        generated("a mark of another folder", owners: [".gitattributes": "api/* linguist-generated\n"], isHeld: false),
        generated(
            "a folder's name marks nothing in it", owners: [".gitattributes": "gen linguist-generated\n"], isHeld: false
        ),
        generated(
            "taken back by a later line",
            base: [".gitattributes": "*.txt linguist-generated\n/gen/api.txt -linguist-generated\n"], isHeld: false),
        generated(
            "taken back in a deeper folder",
            base: [
                ".gitattributes": "*.txt linguist-generated\n",
                "gen/.gitattributes": "api.txt linguist-generated=false\n",
            ], isHeld: false),
        generated(
            "taken back by the owners", base: [".gitattributes": "*.txt linguist-generated\n"],
            owners: [".gitattributes": "*.txt -linguist-generated\n"], isHeld: false),
        generated(
            "named by a macro and a quoted pattern", at: "gen/a b.txt",
            base: [".gitattributes": "[attr]made linguist-generated\n\"gen/a b.txt\" made\n"]),
        generated(
            "a lock file is one though the mark is taken back", at: "go.sum",
            base: [".gitattributes": "go.sum -linguist-generated\n"]),
        MergeCase(
            name: "only the template changed a marked file",
            base: [".gitattributes": "*.txt linguist-generated\n", "a.txt": "1\n"], template: ["a.txt": "2\n"],
            result: [".gitattributes": "*.txt linguist-generated\n", "a.txt": "2\n"]),
    ]

    static let presence: [MergeCase] = [
        MergeCase(
            name: "owners delete what the template edits", base: ["a": "1\n"], owners: ["a": nil],
            template: ["a": "2\n"],
            result: [:], staysDeleted: ["a"]),
        MergeCase(
            name: "template deletes what the owners edit", base: ["a": "1\n"], owners: ["a": "2\n"],
            template: ["a": nil],
            result: ["a": "2\n"], held: ["a": .deleteModifyByTemplate]),
        MergeCase(
            name: "template deletes what the owners only formatted", base: ["a.css": "a{color:red;}\n"],
            owners: ["a.css": "a {\n  color: red\n}\n"], template: ["a.css": nil], result: [:]),
        MergeCase(
            name: "template deletes what the owners formatted and changed", base: ["a.css": "a{color:red;}\n"],
            owners: ["a.css": "a {\n  color: tan\n}\n"], template: ["a.css": nil],
            result: ["a.css": "a {\n  color: tan\n}\n"], held: ["a.css": .deleteModifyByTemplate]),
        MergeCase(
            name: "template deletes a text in which the owners changed only space", base: ["a.md": "one  two\n"],
            owners: ["a.md": "one two\n"], template: ["a.md": nil], result: ["a.md": "one two\n"],
            held: ["a.md": .deleteModifyByTemplate]),
        MergeCase(name: "both delete", base: ["a": "1\n"], owners: ["a": nil], template: ["a": nil], result: [:]),
        MergeCase(
            name: "template drops an executable bit's file that was only chmodded", base: ["a": "1\n"],
            owners: ["a": .executable("1\n")], template: ["a": nil], result: ["a": .executable("1\n")],
            held: ["a": .deleteModifyByTemplate]),
        MergeCase(
            name: "both add the same", base: [:], owners: ["a": "1\n"], template: ["a": "1\n"], result: ["a": "1\n"]),
        MergeCase(
            name: "both add different content (T8)", base: [:], owners: ["Makefile": "mine:\n"],
            template: ["Makefile": "theirs:\n"], result: ["Makefile": "mine:\n"], held: ["Makefile": .addAdd]),
        MergeCase(
            name: "both add the same lines with other endings", base: [:], owners: ["a": "1\r\n2\r\n"],
            template: ["a": "1\n2\n"], result: ["a": "1\r\n2\r\n"]),
        MergeCase(
            name: "the template's new file has no line", base: [:], owners: ["a/__init__.py": "mine\n"],
            template: ["a/__init__.py": ""], result: ["a/__init__.py": "mine\n"]),
        MergeCase(
            name: "the owners' new file has no line", base: [:], owners: ["a/__init__.py": .executable("")],
            template: ["a/__init__.py": "theirs\n"], result: ["a/__init__.py": .executable("theirs\n")]),
        MergeCase(
            name: "both add different kinds", base: [:], owners: ["a": .link("b")], template: ["a": "1\n"],
            result: ["a": .link("b")], held: ["a": .typeChange]),
        MergeCase(
            name: "deleted by decision, and new again (T7)", base: [:], template: ["a": "2\n"],
            decisions: ["a": .deleted],
            result: [:], staysDeleted: ["a"]),
        MergeCase(
            name: "kept by decision", base: ["a": "1\n"], owners: ["a": "2\n"], template: ["a": "3\n"],
            decisions: ["a": .keepLocal], result: ["a": "2\n"]),
        MergeCase(
            name: "kept by decision, dropped by the template", base: ["a": "1\n"], owners: ["a": "2\n"],
            template: ["a": nil], decisions: ["a": .keepLocal], result: ["a": "2\n"]),
        MergeCase(
            name: "made once, then its owners' (T9)", base: ["README.md": .of(.createOnce, "1\n")],
            owners: ["README.md": "2\n"],
            template: ["README.md": .of(.createOnce, "3\n")], result: ["README.md": "2\n"]),
        MergeCase(
            name: "made once and dropped", base: ["secret.yaml": .of(.createOnce, "1\n")],
            owners: ["secret.yaml": "2\n"],
            template: ["secret.yaml": nil], result: ["secret.yaml": "2\n"]),
        MergeCase(
            name: "made once, moved along", base: ["a/x": .of(.createOnce, "1\n")], owners: ["a/x": "2\n"],
            template: ["a/x": nil, "b/x": .of(.createOnce, "3\n")], renames: ["a/x": "b/x"], result: ["b/x": "2\n"]),
        MergeCase(
            name: "made once, moved by both", base: ["a/x": .of(.createOnce, lines(5).string)],
            owners: ["a/x": nil, "c/x": lines(5)], template: ["a/x": nil, "b/x": .of(.createOnce, "3\n")],
            renames: ["a/x": "b/x"], result: ["c/x": lines(5)]),
        MergeCase(
            name: "unmanaged", base: ["gen": .of(.unmanaged, "1\n")], owners: ["gen": "2\n"],
            template: ["gen": .of(.unmanaged, "3\n")], result: ["gen": "2\n"]),
        MergeCase(
            name: "unmanaged and dropped, unedited", base: ["gen": .of(.unmanaged, "1\n")], template: ["gen": nil],
            result: ["gen": "1\n"]),
    ]

    static let kinds: [MergeCase] = [
        MergeCase(
            name: "mode by the template, content by the owners", base: ["a": "1\n"], owners: ["a": "2\n"],
            template: ["a": .executable("1\n")], result: ["a": .executable("2\n")]),
        MergeCase(
            name: "mode by the owners, content by the template", base: ["a": "1\n"], owners: ["a": .executable("1\n")],
            template: ["a": "2\n"], result: ["a": .executable("2\n")]),
        MergeCase(
            name: "mode and content by both", base: ["a": lines(9)],
            owners: ["a": .executable(lines(9, "line", [2: "mine"]).string)],
            template: ["a": lines(9, "line", [8: "theirs"])],
            result: ["a": .executable(lines(9, "line", [2: "mine", 8: "theirs"]).string)]),
        MergeCase(
            name: "a held file keeps its mode too", base: ["a": "1\n"], owners: ["a": "2\n"],
            template: ["a": .executable("3\n")], result: ["a": "2\n"], held: ["a": .contentOverlap]),
        MergeCase(
            name: "a link instead of an edited file", base: ["a": "1\n"], owners: ["a": "2\n"],
            template: ["a": .link("b")],
            result: ["a": "2\n"], held: ["a": .typeChange]),
        MergeCase(
            name: "the owners' link instead of a changed file", base: ["a": "1\n"], owners: ["a": .link("b")],
            template: ["a": "2\n"], result: ["a": .link("b")], held: ["a": .typeChange]),
        MergeCase(
            name: "the owners' link where the template changes nothing", base: ["a": "1\n"], owners: ["a": .link("b")],
            result: ["a": .link("b")]),
        MergeCase(
            name: "the owners' link does not move along, as it would point elsewhere", base: ["a": lines(9)],
            owners: ["a": .link("b")], template: ["a": nil, "d/a": lines(9)], result: ["a": .link("b")],
            held: ["a": .typeChange]),
        MergeCase(
            name: "a link points elsewhere", base: ["a": .link("b")], template: ["a": .link("c")],
            result: ["a": .link("c")]),
        MergeCase(
            name: "a link points elsewhere on both sides", base: ["a": .link("b")], owners: ["a": .link("d")],
            template: ["a": .link("c")], result: ["a": .link("d")], held: ["a": .contentOverlap]),
        MergeCase(
            name: "a link's text is no file's: equal bytes, other kind", base: ["a": "b"], owners: ["a": "c"],
            template: ["a": .link("c")], result: ["a": "c"], held: ["a": .typeChange]),
        MergeCase(
            name: "file to directory", base: ["crud": "1\n"], template: ["crud": nil, "crud/a.py": "2\n"],
            result: ["crud/a.py": "2\n"]),
        MergeCase(
            name: "edited file to directory", base: ["crud": "1\n"], owners: ["crud": "mine\n"],
            template: ["crud": nil, "crud/a.py": "2\n"], result: ["crud": "mine\n"],
            held: ["crud": .deleteModifyByTemplate, "crud/a.py": .typeChange]),
        MergeCase(
            name: "file moves into the directory of its name", base: ["crud": lines(8)],
            owners: ["crud": lines(8, "line", [1: "mine"])], template: ["crud": nil, "crud/a.py": lines(8)],
            result: ["crud/a.py": lines(8, "line", [1: "mine"])]),
        MergeCase(
            name: "directory to file", base: ["d/a": "1\n", "d/b": "2\n"],
            template: ["d/a": nil, "d/b": nil, "d": "3\n"],
            result: ["d": "3\n"]),
        MergeCase(
            name: "directory to file, with a file of the owners in it", base: ["d/a": "1\n"], owners: ["d/mine": "m\n"],
            template: ["d/a": nil, "d": "3\n"], result: ["d/mine": "m\n"], held: ["d": .typeChange]),
        MergeCase(
            name: "directory to file, with an edited file in it", base: ["d/a": "1\n", "d/b": "2\n"],
            owners: ["d/a": "m\n"],
            template: ["d/a": nil, "d/b": nil, "d": "3\n"], result: ["d/a": "m\n"],
            held: ["d": .typeChange, "d/a": .deleteModifyByTemplate]),
        MergeCase(
            name: "the owners' directory where the base has a file", base: ["main.py": "1\n"],
            owners: ["main.py": nil, "main.py/x": "m\n"], template: ["main.py": "2\n"], result: ["main.py/x": "m\n"],
            staysDeleted: ["main.py"]),
        MergeCase(
            name: "the owners' file where the base has a directory", base: ["d/a": "1\n"],
            owners: ["d/a": nil, "d": "m\n"],
            template: ["d/a": "2\n", "d/b": "new\n"], result: ["d": "m\n"], held: ["d/b": .typeChange],
            staysDeleted: ["d/a"]),
    ]

    static let moves: [MergeCase] = [
        MergeCase(
            name: "declared, unlike", base: ["Dockerfile": "1\n"],
            template: ["Dockerfile": nil, "docker/prod/Dockerfile": "2\n"],
            renames: ["Dockerfile": "docker/prod/Dockerfile"], result: ["docker/prod/Dockerfile": "2\n"]),
        MergeCase(
            name: "declared, edited", base: ["a": lines(9)], owners: ["a": lines(9, "line", [2: "mine"])],
            template: ["a": nil, "b": lines(9, "line", [8: "theirs"])], renames: ["a": "b"],
            result: ["b": lines(9, "line", [2: "mine", 8: "theirs"])]),
        MergeCase(
            name: "the same template under another name", base: ["old/main.py": TestFile("1\n").from("{{n}}/main.py")],
            owners: ["old/main.py": "mine\n"],
            template: ["old/main.py": nil, "new/main.py": TestFile("1\n").from("{{n}}/main.py")],
            result: ["new/main.py": "mine\n"]),
        MergeCase(
            name: "an answer renames a file onto the old name of another",
            base: ["a.py": TestFile("first\n").from("{{x}}.py"), "b.py": TestFile("second\n").from("{{y}}.py")],
            owners: ["a.py": "first\nmine\n", "b.py": "second\nmine too\n"],
            template: [
                "a.py": nil, "b.py": TestFile("first\n").from("{{x}}.py"),
                "c.py": TestFile("second\n").from("{{y}}.py"),
            ],
            result: ["b.py": "first\nmine\n", "c.py": "second\nmine too\n"]),
        MergeCase(
            name: "by likeness, but the owners have another file there", base: ["a": lines(9)],
            owners: ["a": lines(40, "own", [7: "line 7"])],
            template: ["a": nil, "b": lines(9, "line", [8: "theirs"])],
            result: ["a": lines(40, "own", [7: "line 7"]), "b": lines(9, "line", [8: "theirs"])],
            held: ["a": .deleteModifyByTemplate]),
        MergeCase(
            name: "by likeness, and the owners' is much longer", base: ["a": lines(9)],
            owners: ["a": lines(60, "line", [2: "own"])],
            template: ["a": nil, "b": lines(9, "line", [6: "theirs"])],
            result: ["b": lines(60, "line", [2: "own", 6: "theirs"])]),
        MergeCase(
            name: "by likeness, two lines that an edit changed both", base: ["a": lines(4)],
            owners: ["a": lines(4, "own")], template: ["a": nil, "b": lines(4)], result: ["b": lines(4, "own")]),
        MergeCase(
            name: "by likeness", base: ["a": lines(9)], owners: ["a": lines(9, "line", [2: "mine"])],
            template: ["a": nil, "b": lines(9, "line", [8: "theirs"])],
            result: ["b": lines(9, "line", [2: "mine", 8: "theirs"])]),
        MergeCase(
            name: "a deletion that the release declares is no half of a move", base: ["a": lines(9)],
            owners: ["a": lines(9, "line", [2: "mine"])], template: ["a": nil, "b": lines(9)], deletions: ["a"],
            result: ["a": lines(9, "line", [2: "mine"]), "b": lines(9)], held: ["a": .deleteModifyByTemplate]),
        MergeCase(
            name: "two swap places", base: ["a": "first\n", "b": "second\n"],
            owners: ["a": "first\nmine\n", "b": "second\nmine too\n"], template: ["a": "second\n", "b": "first\n"],
            renames: ["a": "b", "b": "a"], result: ["b": "first\nmine\n", "a": "second\nmine too\n"]),
        MergeCase(
            name: "two swapped places already", base: ["a": "first\n", "b": "second\n"],
            owners: ["a": "second\n", "b": "first\n"], template: ["a": "second\n", "b": "first\n"],
            renames: ["a": "b", "b": "a"], result: ["a": "second\n", "b": "first\n"]),
        MergeCase(
            name: "a deleted one of two equal files that swap is not the other", base: ["a": "same\n", "b": "same\n"],
            owners: ["b": nil], template: ["a": "same\n", "b": .executable("same\n")], renames: ["a": "b", "b": "a"],
            result: ["b": .executable("same\n")], staysDeleted: ["a"]),
        MergeCase(
            name: "a chain", base: ["a": "1\n", "b": "2\n", "c": "3\n"],
            owners: ["a": "1\nm\n", "b": "2\nm\n", "c": "3\nm\n"],
            template: ["a": nil, "b": "1\n", "c": "2\n", "d": "3\n"], renames: ["a": "b", "b": "c", "c": "d"],
            result: ["b": "1\nm\n", "c": "2\nm\n", "d": "3\nm\n"]),
        MergeCase(
            name: "a chain whose end is taken stops where it stands", base: ["a": "1\n", "b": "2\n"],
            owners: ["a": "1\nm\n", "c": "own\n"], template: ["a": nil, "b": "1\n", "c": "2\n"],
            renames: ["a": "b", "b": "c"], result: ["a": "1\nm\n", "b": "2\n", "c": "own\n"],
            held: ["a": .renameAdd, "b": .renameAdd]),
        MergeCase(
            name: "moved away, and a new file at its old path", base: ["a": lines(9)],
            owners: ["a": lines(9, "line", [2: "mine"])], template: ["a": "new\n", "b": lines(9)], renames: ["a": "b"],
            result: ["a": "new\n", "b": lines(9, "line", [2: "mine"])]),
        MergeCase(
            name: "the same, untouched", base: ["a": lines(9)], template: ["a": "new\n", "b": lines(9)],
            renames: ["a": "b"], result: ["a": "new\n", "b": lines(9)]),
        MergeCase(
            name: "the same, with the new place taken", base: ["a": lines(9)], owners: ["b": "own\n"],
            template: ["a": "new\n", "b": lines(9)], renames: ["a": "b"], result: ["a": lines(9), "b": "own\n"],
            held: ["a": .renameAdd]),
        MergeCase(
            name: "the owners moved it, the template edits it", base: ["a": lines(9)],
            owners: ["a": nil, "mine/a": lines(9)],
            template: ["a": lines(9, "line", [8: "theirs"])], result: ["mine/a": lines(9, "line", [8: "theirs"])]),
        MergeCase(
            name: "the owners moved and edited it", base: ["a": lines(9)],
            owners: ["a": nil, "mine/a": lines(9, "line", [1: "mine"])],
            template: ["a": lines(9, "line", [8: "theirs"])],
            result: ["mine/a": lines(9, "line", [1: "mine", 8: "theirs"])]),
        MergeCase(
            name: "the owners moved it, the template drops it", base: ["a": lines(9)],
            owners: ["a": nil, "mine/a": lines(9)],
            template: ["a": nil], result: ["mine/a": lines(9)], held: ["mine/a": .deleteModifyByTemplate]),
        MergeCase(
            name: "the owners moved it, the template leaves it", base: ["a": lines(9)],
            owners: ["a": nil, "mine/a": lines(9)],
            result: ["mine/a": lines(9)]),
        MergeCase(
            name: "both moved it to one place, the same line edited", base: ["a": lines(9)],
            owners: ["a": nil, "b": lines(9, "line", [2: "mine"])],
            template: ["a": nil, "b": lines(9, "line", [2: "theirs"])], result: ["b": lines(9, "line", [2: "mine"])],
            held: ["b": .contentOverlap]),
        MergeCase(
            name: "the owners deleted it and made their own where the template moves it", base: ["a": lines(9)],
            owners: ["a": nil, "b": "own\n"], template: ["a": nil, "b": lines(9)], result: ["b": "own\n"],
            held: ["b": .addAdd]),
        MergeCase(
            name: "the owners already have the very file where the template moves it", base: ["a": lines(9)],
            owners: ["b": lines(9)], template: ["a": nil, "b": lines(9)], result: ["b": lines(9)]),
        MergeCase(
            name: "a split: the rest and the new file", base: ["main.py": lines(12)],
            owners: ["main.py": lines(12, "line", [11: "mine"])],
            template: [
                "main.py": lines(6), "routes.py": lines(12, "line", [1: "r", 2: "r", 3: "r", 4: "r", 5: "r", 6: "r"]),
            ],
            result: [
                "main.py": lines(12, "line", [11: "mine"]),
                "routes.py": lines(12, "line", [1: "r", 2: "r", 3: "r", 4: "r", 5: "r", 6: "r"]),
            ],
            held: ["main.py": .contentOverlap]),
        MergeCase(
            name: "another service's copy is no move", base: ["Dockerfile": lines(9)],
            owners: ["Dockerfile": nil, "services/b/.scaffold.yml": "x\n", "services/b/Dockerfile": lines(9)],
            template: ["Dockerfile": lines(9, "line", [2: "theirs"])],
            result: ["services/b/.scaffold.yml": "x\n", "services/b/Dockerfile": lines(9)], staysDeleted: ["Dockerfile"]
        ),
    ]

    @Test(arguments: contents) func mergesContents(row: MergeCase) throws { try row.check() }
    @Test(arguments: marks) func leavesGeneratedFiles(row: MergeCase) throws { try row.check() }

    @Test func attributesAboveTheServiceCount() throws {
        let sides = (lines(9), lines(9, "line", [2: "mine"]), lines(9, "line", [8: "theirs"]))
        let (base, local): (TestTree, TestTree) = (["a.txt": sides.0], ["a.txt": sides.1])
        var merge = TreeMerge(
            base: base.baseline, incoming: (["a.txt": sides.2] as TestTree).baseline, local: MemoryFiles(local),
            renames: [:], declaredDeletions: [], release: .version(ReleaseVersion(1, 0, 0)), held: [], decisions: [:])
        #expect(try merge.run().outcomes.map(\.isHeld) == [false])
        merge.surroundings = (
            MemoryFiles([".gitattributes": "api/*.txt linguist-generated\n", "api/a.txt": sides.1]), "api"
        )
        #expect(try merge.run().outcomes.map(\.isHeld) == [true])
    }
    @Test(arguments: presence) func settlesPresence(row: MergeCase) throws { try row.check() }
    @Test(arguments: kinds) func settlesKinds(row: MergeCase) throws { try row.check() }
    @Test(arguments: moves) func followsMoves(row: MergeCase) throws { try row.check() }

    @Test("Two spellings of one name are refused, and both are named; the owners' own are theirs")
    func refusesTwoSpellings() throws {
        let (one, two) = ("\u{E9}.txt", "e\u{301}.txt")
        let trees: [(base: TestTree, local: TestTree, incoming: TestTree)] = [
            ([one: "1\n"], [one: "1\n"], [two: "1\n"]), ([one: "1\n"], [two: "1\n"], [one: "2\n"]),
        ]
        for each in trees {
            #expect {
                try merged(base: each.base, local: each.local, incoming: each.incoming)
            } throws: { error in
                let text = "\(error)"
                return text.contains("\\u{e9}.txt") && text.contains("e\\u{301}.txt")
            }
        }
        let upgrade = try merged(base: ["a": "1\n"], local: ["a": "1\n", one: "1\n"], incoming: ["a": "2\n"])
        #expect(upgrade.tree["a"]?.string == "2\n")
    }
}

extension TestFile {
    /// The content as text.
    var string: String { String(decoding: bytes, as: UTF8.self) }

    init(_ text: String) { self.init(stringLiteral: text) }
}

extension TreeMerge.Outcome {
    fileprivate var isHeld: Bool { if case .hold = resolution { true } else { false } }
}
