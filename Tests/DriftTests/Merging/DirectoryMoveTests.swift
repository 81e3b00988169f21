import Git
import Merge
import Testing

@testable import Drift

/// The owners' own files in directories that the template moves.
@Suite("Directories that move") struct DirectoryMoveTests {
    static let manifests: TestTree = ["k8s/a.yaml": lines(6, "a"), "k8s/b.yaml": lines(6, "b")]
    static let deployed: TestTree = ["deploy/k8s/a.yaml": lines(6, "a"), "deploy/k8s/b.yaml": lines(6, "b")]
    static let deploy: [String: TestFile?] = [
        "k8s/a.yaml": nil, "k8s/b.yaml": nil, "deploy/k8s/a.yaml": lines(6, "a"), "deploy/k8s/b.yaml": lines(6, "b"),
    ]

    static let cases: [MergeCase] = [
        MergeCase(
            name: "files below it follow too", base: manifests, owners: ["k8s/own/deep/x": "1\n"], template: deploy,
            result: deployed.changing(["deploy/k8s/own/deep/x": "1\n"]),
            followers: ["k8s/own/deep/x": "deploy/k8s/own/deep/x"]),
        MergeCase(
            name: "a taken place is not overwritten", base: manifests,
            owners: ["k8s/x": "1\n", "deploy/k8s/x": "2\n"], template: deploy,
            result: deployed.changing(["k8s/x": "1\n", "deploy/k8s/x": "2\n"]), followers: ["k8s/x": nil]),
        MergeCase(
            name: "nor a directory there", base: manifests, owners: ["k8s/x": "1\n", "deploy/k8s/x/y": "2\n"],
            template: deploy, result: deployed.changing(["k8s/x": "1\n", "deploy/k8s/x/y": "2\n"]),
            followers: ["k8s/x": nil]),
        MergeCase(
            name: "nor is a file taken for a directory", base: manifests,
            owners: ["k8s/x/y": "1\n", "deploy/k8s/x": "2\n"],
            template: deploy, result: deployed.changing(["k8s/x/y": "1\n", "deploy/k8s/x": "2\n"]),
            followers: ["k8s/x/y": nil]),
        MergeCase(
            name: "a new file of the template there wins the place", base: manifests, owners: ["k8s/x": "1\n"],
            template: deploy.merging(["deploy/k8s/x": "theirs\n"]) { $1 },
            result: deployed.changing(["k8s/x": "1\n", "deploy/k8s/x": "theirs\n"]), followers: ["k8s/x": nil]),
        MergeCase(
            name: "nothing follows while the template still uses the directory", base: manifests,
            owners: ["k8s/x": "1\n"],
            template: deploy.merging(["k8s/new": "n\n"]) { $1 },
            result: deployed.changing(["k8s/x": "1\n", "k8s/new": "n\n"])),
        MergeCase(
            name: "a held file there keeps the others there, and they are reported", base: manifests,
            owners: ["k8s/x": "1\n", "k8s/b.yaml": lines(6, "b", [1: "mine"])],
            template: ["k8s/a.yaml": nil, "k8s/b.yaml": nil, "deploy/k8s/a.yaml": lines(6, "a")],
            result: [
                "deploy/k8s/a.yaml": lines(6, "a"), "k8s/b.yaml": lines(6, "b", [1: "mine"]), "k8s/x": "1\n",
            ],
            held: ["k8s/b.yaml": .deleteModifyByTemplate], followers: ["k8s/x": nil]),
        MergeCase(
            name: "a directory that is split has no one place to follow to", base: manifests, owners: ["k8s/x": "1\n"],
            template: ["k8s/a.yaml": nil, "k8s/b.yaml": nil, "one/a.yaml": lines(6, "a"), "two/b.yaml": lines(6, "b")],
            result: ["one/a.yaml": lines(6, "a"), "two/b.yaml": lines(6, "b"), "k8s/x": "1\n"],
            followers: ["k8s/x": nil]),
        MergeCase(
            name: "nor does one whose files went up to the root", base: ["docker/prod/Dockerfile": lines(6)],
            owners: ["docker/prod/x": "1\n"], template: ["docker/prod/Dockerfile": nil, "Dockerfile": lines(6)],
            result: ["Dockerfile": lines(6), "docker/prod/x": "1\n"], followers: ["docker/prod/x": nil]),
        MergeCase(
            name: "nor one that went into a directory that was there before",
            base: ["scripts/a": lines(6), "tools/b": "b\n"],
            owners: ["scripts/x": "1\n"], template: ["scripts/a": nil, "tools/a": lines(6)],
            result: ["tools/a": lines(6), "tools/b": "b\n", "scripts/x": "1\n"], followers: ["scripts/x": nil]),
        MergeCase(
            name: "a file that moves into a directory below, which was there, moves nothing else",
            base: ["app/a": lines(6), "app/api/b": "b\n"], owners: ["app/x": "1\n"],
            template: ["app/a": nil, "app/api/a": lines(6)],
            result: ["app/api/a": lines(6), "app/api/b": "b\n", "app/x": "1\n"]),
        MergeCase(
            name: "one move out of many drops is no move of the directory",
            base: ["d/a": lines(6, "a"), "d/b": "b\n", "d/c": "c\n"], owners: ["d/x": "1\n"],
            template: ["d/a": nil, "d/b": nil, "d/c": nil, "e/a": lines(6, "a")],
            result: ["e/a": lines(6, "a"), "d/x": "1\n"], followers: ["d/x": nil]),
        MergeCase(
            name: "into a directory below itself: what is there stays",
            base: manifests, owners: ["k8s/x": "1\n", "k8s/base/y": "2\n", "k8s/overlays/z": "3\n"],
            template: [
                "k8s/a.yaml": nil, "k8s/b.yaml": nil, "k8s/base/a.yaml": lines(6, "a"),
                "k8s/base/b.yaml": lines(6, "b"),
                "k8s/overlays/kustomization.yaml": "k\n",
            ],
            result: [
                "k8s/base/a.yaml": lines(6, "a"), "k8s/base/b.yaml": lines(6, "b"),
                "k8s/overlays/kustomization.yaml": "k\n",
                "k8s/base/x": "1\n", "k8s/base/y": "2\n", "k8s/overlays/z": "3\n",
            ],
            followers: ["k8s/x": "k8s/base/x"]),
        MergeCase(
            name: "links out of the directory stay", base: manifests,
            owners: ["k8s/up": .link("../config"), "k8s/beside": .link("a.yaml")], template: deploy,
            result: deployed.changing(["k8s/up": .link("../config"), "deploy/k8s/beside": .link("a.yaml")]),
            followers: ["k8s/up": nil, "k8s/beside": "deploy/k8s/beside"]),
        MergeCase(
            name: "a submodule stays: .gitmodules names its path", base: manifests,
            owners: ["k8s/sub": TestFile(bytes: Array("commit".utf8), mode: .submodule)], template: deploy,
            result: deployed.changing(["k8s/sub": TestFile(bytes: Array("commit".utf8), mode: .submodule)]),
            followers: ["k8s/sub": nil]),
        MergeCase(
            name: "another service's files are its own", base: manifests,
            owners: ["k8s/tool/.scaffold.yml": "r\n", "k8s/tool/x": "1\n"], template: deploy,
            result: deployed.changing(["k8s/tool/.scaffold.yml": "r\n", "k8s/tool/x": "1\n"])),
        MergeCase(
            name: "nothing follows files that the owners deleted", base: manifests,
            owners: ["k8s/a.yaml": nil, "k8s/b.yaml": nil, "k8s/x": "1\n"], template: deploy, result: ["k8s/x": "1\n"],
            staysDeleted: ["deploy/k8s/a.yaml", "deploy/k8s/b.yaml"]),
    ]

    @Test(arguments: cases) func settlesFollowers(row: MergeCase) throws { try row.check() }
}
