import Foundation
import TestSupport
import Testing

/// The merge driver of the documentation, run by the real `git merge`.
@Suite struct MergeDriverTests {
    private static let workflow = """
        name: CI
        on: push
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v4.1.0
              - run: make test

        """

    /// A repository with two branches that changed one file; `main` is checked out.
    private func branches(
        _ path: String, base: String, mine: String, theirs: String, driver: Bool = true
    ) throws -> Workbench {
        let bench = try Workbench()
        try bench.git("init", "--quiet", "service", at: bench.directory.path)
        if driver {
            try bench.git("config", "merge.scaffold.name", "scaffold merge-file")
            try bench.git(
                "config", "merge.scaffold.driver",
                "'\(Tool.path)' merge-file %A %O %B --path %P --marker-size %L -L yours -L base -L theirs")
        }
        try bench.commit([".gitattributes": "* merge=scaffold\n", path: base])
        try bench.git("switch", "--quiet", "--create", "side")
        try bench.commit([path: theirs])
        try bench.git("switch", "--quiet", "main")
        try bench.commit([path: mine])
        return bench
    }

    private func changed(_ pairs: (String, String)...) -> String {
        pairs.reduce(Self.workflow) { $0.replacing($1.0, with: $1.1) }
    }

    /// Both raised one version, and each side has a step of its own at one place: git alone can't merge that.
    @Test(arguments: [".github/workflows/ci.yml", ".github/work flows/ci file.yml", "it's $HOME; x.yml"])
    func whatGitCanNotMergeIsMerged(path: String) throws {
        let mine = changed(("v4.1.0", "v4.1.1"), ("on: push", "on: [push]"))
        let theirs = changed(("v4.1.0", "v4.2.0"), ("name: CI", "name: Tests"))
        let plain = try branches(path, base: Self.workflow, mine: mine, theirs: theirs, driver: false)
        try plain.git("merge", "--quiet", "side", status: 1)
        #expect(try plain.git("status", "--short", "-z").hasPrefix("UU "))

        let bench = try branches(path, base: Self.workflow, mine: mine, theirs: theirs)
        try bench.git("merge", "--quiet", "side")
        #expect(
            bench.text(path) == changed(("v4.1.0", "v4.2.0"), ("on: push", "on: [push]"), ("name: CI", "name: Tests")))
        #expect(try bench.git("status", "--short") == "")
    }

    @Test(arguments: ["compose.yaml", "a folder/compose file.yaml"]) func aRealConflictHasMarkers(path: String) throws {
        func compose(_ command: String, _ image: String) -> String {
            "services:\n  web:\n    image: \(image)\n    restart: always\n    command: \(command)\n"
        }
        let bench = try branches(
            path, base: compose("a", "x:1"), mine: compose("b", "x:1"), theirs: compose("c", "x:2"))
        let result = try run(
            "git", ["merge", "side"], environment: bench.environment,
            directory: URL(filePath: bench.service, directoryHint: .isDirectory))
        #expect(result.status > 0)
        #expect(
            bench.text(path)
                == compose("b", "x:2").replacing(
                    "    command: b\n",
                    with:
                        "<<<<<<< yours\n    command: b\n||||||| base\n    command: a\n=======\n    command: c\n>>>>>>> theirs\n"
                ))
        #expect(try bench.git("status", "--short", "-z") == "UU \(path)\0")
        #expect(try bench.git("ls-files", "-u").split(separator: "\n").count == 3)
    }

    @Test func lineEndingsStay() throws {
        func windows(_ text: String) -> String { text.replacing("\n", with: "\r\n") }
        let mine = changed(("v4.1.0", "v4.1.1"), ("on: push", "on: [push]"))
        let theirs = changed(("v4.1.0", "v4.2.0"), ("name: CI", "name: Tests"))
        let bench = try branches("ci.yml", base: windows(Self.workflow), mine: windows(mine), theirs: windows(theirs))
        try bench.git("merge", "--quiet", "side")
        let merged = changed(("v4.1.0", "v4.2.0"), ("on: push", "on: [push]"), ("name: CI", "name: Tests"))
        #expect(bench.text("ci.yml") == windows(merged))

        // One side converted the file, the other edited it: no conflict over every line.
        let converted = try branches(
            "ci.yml", base: Self.workflow, mine: windows(Self.workflow), theirs: changed(("name: CI", "name: Tests")))
        try converted.git("merge", "--quiet", "side")
        #expect(converted.text("ci.yml") == windows(changed(("name: CI", "name: Tests"))))

        let conflict = try branches(
            "ci.yml", base: windows(Self.workflow), mine: windows(changed(("make test", "make a"))),
            theirs: windows(changed(("make test", "make b"))))
        try conflict.git("merge", "--quiet", "side", status: 1)
        let text = try #require(conflict.text("ci.yml"))
        #expect(text.unicodeScalars.count { $0 == "\n" } == text.unicodeScalars.count { $0 == "\r" })
        #expect(text.contains("<<<<<<< yours\r\n"))
    }

    /// Changes that are far apart: nothing but the attribute keeps them from being merged.
    @Test func aFileThatIsMarkedAsGeneratedStaysInConflict() throws {
        let mine = changed(("name: CI", "name: Mine"))
        let theirs = changed(("make test", "make all"))
        let bench = try branches("gen/ci.yml", base: Self.workflow, mine: mine, theirs: theirs)
        try bench.commit([".gitattributes": "* merge=scaffold\n/gen/*.yml linguist-generated\n"])
        try bench.git("merge", "--quiet", "side", status: 1)
        #expect(try bench.git("status", "--short", "-z") == "UU gen/ci.yml\0")

        let other = try branches("gen/ci.yml", base: Self.workflow, mine: mine, theirs: theirs)
        try other.commit([".gitattributes": "* merge=scaffold\n/gen/*.yml linguist-generated=false\n"])
        try other.git("merge", "--quiet", "side")
        #expect(other.text("gen/ci.yml") == changed(("name: CI", "name: Mine"), ("make test", "make all")))
    }

    @Test func rebaseAndCherryPickUseItToo() throws {
        let bench = try branches(
            "ci.yml", base: Self.workflow, mine: changed(("v4.1.0", "v4.1.1")), theirs: changed(("v4.1.0", "v4.2.0")))
        try bench.git("cherry-pick", "side")
        #expect(bench.text("ci.yml") == changed(("v4.1.0", "v4.2.0")))
    }

    @Test func aFileThatIsNoTextStaysInConflict() throws {
        let bench = try branches("a.bin", base: "a\u{0}1\n", mine: "a\u{0}2\n", theirs: "a\u{0}3\n")
        let result = try run(
            "git", ["merge", "side"], environment: bench.environment,
            directory: URL(filePath: bench.service, directoryHint: .isDirectory))
        #expect(result.status > 0)
        #expect(bench.text("a.bin") == "a\u{0}2\n")
        #expect(!(try bench.git("status", "--short").isEmpty))
    }
}
