import Git
import Merge
import Testing

@testable import Drift

/// The merges that `git_merge_trees` of libgit2 1.5 does wrongly, or splits into pieces that no longer belong together.
@Suite("What libgit2 gets wrong") struct LibgitTests {
    static let halfRewritten = lines(10, "line", [6: "new 6", 7: "new 7", 8: "new 8", 9: "new 9", 10: "new 10"])

    static let cases: [MergeCase] = [
        MergeCase(
            name: "text in an empty __init__.py stays in its file when empty files move and one is dropped (T1)",
            base: [
                "app/__init__.py": "", "app/api/__init__.py": "", "app/crud/__init__.py": "",
                "app/models/__init__.py": "",
                "app/schemas/__init__.py": "", "app/services/__init__.py": "", "app/main.py": lines(8),
            ],
            owners: ["app/services/__init__.py": "from .orders import place\n"],
            template: [
                "app/__init__.py": nil, "app/api/__init__.py": nil, "app/crud/__init__.py": nil,
                "app/models/__init__.py": nil, "app/schemas/__init__.py": nil, "app/services/__init__.py": nil,
                "app/main.py": nil, "src/__init__.py": "", "src/api/__init__.py": "", "src/crud/__init__.py": "",
                "src/models/__init__.py": "", "src/schemas/__init__.py": "", "src/api/v1/__init__.py": "",
                "src/main.py": lines(8),
            ],
            result: [
                "src/__init__.py": "", "src/api/__init__.py": "", "src/crud/__init__.py": "",
                "src/models/__init__.py": "",
                "src/schemas/__init__.py": "", "src/api/v1/__init__.py": "", "src/main.py": lines(8),
                "app/services/__init__.py": "from .orders import place\n",
            ],
            held: ["app/services/__init__.py": .deleteModifyByTemplate]),
        MergeCase(
            name: "the same with a declared move of each (T1)",
            base: ["app/__init__.py": "", "app/crud/__init__.py": "", "app/services/__init__.py": ""],
            owners: ["app/services/__init__.py": "text\n"],
            template: [
                "app/__init__.py": nil, "app/crud/__init__.py": nil, "app/services/__init__.py": nil,
                "src/__init__.py": "",
                "src/crud/__init__.py": "", "src/api/__init__.py": "",
            ],
            renames: ["app/__init__.py": "src/__init__.py", "app/crud/__init__.py": "src/crud/__init__.py"],
            result: [
                "src/__init__.py": "", "src/crud/__init__.py": "", "src/api/__init__.py": "",
                "app/services/__init__.py": "text\n",
            ],
            held: ["app/services/__init__.py": .deleteModifyByTemplate]),
        MergeCase(
            name: "a dropped .keep with text does not become the template's new empty file (T1)",
            base: ["data/.keep": ""], owners: ["data/.keep": "why this folder exists\n"],
            template: ["data/.keep": nil, "app/py.typed": ""],
            result: ["data/.keep": "why this folder exists\n", "app/py.typed": ""],
            held: ["data/.keep": .deleteModifyByTemplate]),
        MergeCase(
            name: "a file of the owners follows its directory",
            base: ["k8s/a.yaml": lines(6, "a"), "k8s/b.yaml": lines(6, "b")],
            owners: ["k8s/mine.yaml": "mine\n"],
            template: [
                "k8s/a.yaml": nil, "k8s/b.yaml": nil, "deploy/k8s/a.yaml": lines(6, "a"),
                "deploy/k8s/b.yaml": lines(6, "b"),
            ],
            result: [
                "deploy/k8s/a.yaml": lines(6, "a"), "deploy/k8s/b.yaml": lines(6, "b"),
                "deploy/k8s/mine.yaml": "mine\n",
            ],
            followers: ["k8s/mine.yaml": "deploy/k8s/mine.yaml"]),
        MergeCase(
            name: "both move to the same name and edit different lines: one merged file",
            base: ["a.py": lines(12)], owners: ["a.py": nil, "b.py": lines(12, "line", [2: "mine"])],
            template: ["a.py": nil, "b.py": lines(12, "line", [9: "theirs"])],
            result: ["b.py": lines(12, "line", [2: "mine", 9: "theirs"])]),
        MergeCase(
            name: "both move elsewhere: one held file where its owners have it",
            base: ["a.py": lines(12)], owners: ["a.py": nil, "mine/a.py": lines(12)],
            template: ["a.py": nil, "src/a.py": lines(12, "line", [9: "theirs"])],
            result: ["mine/a.py": lines(12)], held: ["mine/a.py": .renameRename]),
        MergeCase(
            name: "the template moves onto the owners' new file: one held file, none overwritten",
            base: ["a.py": lines(12)], owners: ["b.py": "mine\n", "a.py": lines(12, "line", [1: "mine too"])],
            template: ["a.py": nil, "b.py": lines(12)],
            result: ["a.py": lines(12, "line", [1: "mine too"]), "b.py": "mine\n"], held: ["a.py": .renameAdd]),
        MergeCase(
            name: "a half rewritten file that moved by the map is one conflict, at its new place",
            base: ["app/models.py": lines(10)], owners: ["app/models.py": lines(10, "line", [9: "mine"])],
            template: ["app/models.py": nil, "src/models/product.py": halfRewritten],
            renames: ["app/models.py": "src/models/product.py"],
            result: ["src/models/product.py": lines(10, "line", [9: "mine"])],
            held: ["src/models/product.py": .contentOverlap]),
        MergeCase(
            name: "and merges where the sides don't meet",
            base: ["app/models.py": lines(10)], owners: ["app/models.py": lines(10, "line", [2: "mine"])],
            template: ["app/models.py": nil, "src/models/product.py": halfRewritten],
            renames: ["app/models.py": "src/models/product.py"],
            result: [
                "src/models/product.py": lines(
                    10, "line", [2: "mine", 6: "new 6", 7: "new 7", 8: "new 8", 9: "new 9", 10: "new 10"])
            ]),
        MergeCase(
            name: "an owners' file named as a new directory: nothing is both",
            base: ["Dockerfile": lines(8)], owners: ["docker": "mine\n"],
            template: ["Dockerfile": nil, "docker/prod/Dockerfile": lines(8), "docker/dev/Dockerfile": "FROM dev\n"],
            result: ["Dockerfile": lines(8), "docker": "mine\n"],
            held: ["Dockerfile": .typeChange, "docker/dev/Dockerfile": .typeChange]),
        MergeCase(
            name: "a small file that moved and changed still follows",
            base: ["a.sh": "one\ntwo\nthree\n"], owners: ["a.sh": "ONE\ntwo\nthree\n"],
            template: ["a.sh": nil, "bin/a.sh": "one\ntwo\nthree\nfour\n"],
            result: ["bin/a.sh": "ONE\ntwo\nthree\nfour\n"]),
        MergeCase(
            name: "both add the same content with different modes: the owners' mode stays",
            base: ["x": "x\n"], owners: ["run.sh": "go\n"], template: ["run.sh": .executable("go\n")],
            result: ["x": "x\n", "run.sh": "go\n"]),
        MergeCase(
            name: "a deleted file that the template moved stays deleted, as one entry",
            base: ["a.py": lines(8)], owners: ["a.py": nil], template: ["a.py": nil, "b.py": lines(8)],
            result: [:], staysDeleted: ["b.py"]),
        MergeCase(
            name: "identical files are not paired by their order",
            base: ["a/LICENSE": "text\n", "b/LICENSE": "text\n"], owners: ["b/LICENSE": "mine\n"],
            template: ["a/LICENSE": nil, "b/LICENSE": nil, "c/LICENSE": "text\n"],
            result: ["b/LICENSE": "mine\n", "c/LICENSE": "text\n"], held: ["b/LICENSE": .deleteModifyByTemplate]),
    ]

    @Test(arguments: cases) func endsAsItShould(row: MergeCase) throws { try row.check() }
}
