import Foundation
import TestSupport
import Testing

/// `scaffold merge-file`, beside `git merge-file` and inside of `git merge`.
@Suite struct MergeFileTests {
    private static let base = SampleScaffold.lines()

    private func files(_ local: String, _ incoming: String, base: String = base) throws -> Workbench {
        let bench = try Workbench()
        try bench.directory.write("service/local.txt", local)
        try bench.directory.write("service/base.txt", base)
        try bench.directory.write("service/incoming.txt", incoming)
        return bench
    }

    /// Edits of the nine lines on both sides.
    static let cases: [([Int: String], [Int: String])] = [
        ([2: "mine"], [8: "theirs"]), ([5: "same"], [5: "same"]), ([5: "mine"], [5: "theirs"]),
        ([5: ""], [5: "theirs"]),
        ([1: "mine"], [1: "theirs"]), ([9: "mine"], [9: "theirs"]),
        ([2: "mine", 8: "mine"], [2: "theirs", 8: "theirs"]),
        ([5: "mine\nboth"], [5: "theirs\nboth"]), ([5: "both\nmine"], [5: "both\ntheirs"]),
        ([3: "a", 4: "b"], [4: "c", 5: "d"]),
    ]

    @Test(arguments: cases.indices, ["diff3", "zdiff3", "merge"]) func printsWhatGitPrints(index: Int, style: String)
        throws
    {
        let (local, incoming) = Self.cases[index]
        let bench = try files(SampleScaffold.lines(local), SampleScaffold.lines(incoming))
        let sides = ["local.txt", "base.txt", "incoming.txt"]
        let folder = URL(filePath: bench.service)
        let options = style == "merge" ? [] : ["--\(style)"]
        let expected = try run(
            "git", ["merge-file", "-p"] + options + sides, environment: bench.environment, directory: folder)
        let result = try run(
            Tool.path, ["merge-file", "-p", "--style", style] + sides, environment: bench.environment, directory: folder
        )
        #expect(result.text == expected.text)
        #expect(result.status == expected.status)
        #expect(try bench.directory.read("service/local.txt") == Array(SampleScaffold.lines(local).utf8))
    }

    @Test func withoutPrintTheFileIsRewrittenWithItsMode() throws {
        let bench = try files(SampleScaffold.lines([1: "mine"]), SampleScaffold.lines([9: "theirs"]))
        try run("chmod", ["755", "\(bench.service)/local.txt"])
        #expect(try bench.scaffold("merge-file", "local.txt", "base.txt", "incoming.txt").text == "")
        #expect(bench.text("local.txt") == SampleScaffold.lines([1: "mine", 9: "theirs"]))
        #expect(FileManager.default.isExecutableFile(atPath: "\(bench.service)/local.txt"))
    }

    @Test(arguments: [1, 3, 126, 127, 128, 300]) func theExitCodeCountsConflicts(count: Int) throws {
        func text(_ word: String) -> String {
            (0..<count).map { "a\($0)\nb\($0)\nc\($0)\n\(word)\($0)\nd\($0)\ne\($0)\nf\($0)\n" }.joined()
        }
        let bench = try files(text("mine"), text("theirs"), base: text("base"))
        let result = try bench.scaffold("merge-file", "-p", "local.txt", "base.txt", "incoming.txt", status: nil)
        #expect(result.status == Int32(min(count, 127)))
        #expect(result.text.components(separatedBy: "<<<<<<<").count == count + 1)
    }

    @Test func labelsAndMarkerSizes() throws {
        let bench = try files(SampleScaffold.lines([5: "mine"]), SampleScaffold.lines([5: "theirs"]))
        let text = try bench.scaffold(
            "merge-file", "-p", "-L", "A", "-L", "B", "-L", "C", "--marker-size", "10", "local.txt", "base.txt",
            "incoming.txt", status: 1
        ).text
        for line in ["<<<<<<<<<< A", "|||||||||| B", "==========", ">>>>>>>>>> C"] {
            #expect(text.contains(line + "\n"))
        }
    }

    @Test func errorsAre255() throws {
        let bench = try files("a\u{0}b", "a\u{0}c", base: "a\u{0}")
        #expect(
            try bench.scaffold("merge-file", "local.txt", "base.txt", "incoming.txt", status: 255).stderr.contains(
                "is binary"))
        #expect(
            try bench.scaffold("merge-file", "local.txt", "nowhere", "incoming.txt", status: 255).stderr.contains(
                "nowhere"))
        #expect(bench.text("local.txt") == "a\u{0}b")
    }

    @Test func aFullDiskKeepsTheOldContent() throws {
        let bench = try files(
            SampleScaffold.lines([1: "mine"]), SampleScaffold.lines([9: String(repeating: "theirs", count: 1000)]))
        let result = try bench.shell(
            "trap '' XFSZ; ulimit -f 1; exec \"$SCAFFOLD\" merge-file local.txt base.txt incoming.txt 2> /dev/null")
        #expect(result.status == 255)
        #expect(bench.text("local.txt") == SampleScaffold.lines([1: "mine"]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.service).count == 3)
    }

    @Test func gitMergeUsesItAsADriver() throws {
        let bench = try Workbench()
        try bench.git("init", "--quiet", "service", at: bench.directory.path)
        try bench.git(
            "config", "merge.scaffold.driver", "'\(Tool.path)' merge-file %A %O %B --path %P --marker-size %L")
        try bench.commit([".gitattributes": "*.txt merge=scaffold\n", "clean.txt": Self.base, "both.txt": Self.base])
        try bench.git("switch", "--quiet", "--create", "side")
        try bench.commit([
            "clean.txt": SampleScaffold.lines([9: "theirs"]), "both.txt": SampleScaffold.lines([5: "theirs"]),
        ])
        try bench.git("switch", "--quiet", "main")
        try bench.commit([
            "clean.txt": SampleScaffold.lines([1: "mine"]), "both.txt": SampleScaffold.lines([5: "mine"]),
        ])
        try bench.git("merge", "--quiet", "side", status: 1)
        #expect(bench.text("clean.txt") == SampleScaffold.lines([1: "mine", 9: "theirs"]))
        #expect(bench.text("both.txt")?.contains("||||||| ") == true)
        #expect(try bench.git("ls-files", "-u").contains("both.txt"))
        #expect(try !bench.git("ls-files", "-u").contains("clean.txt"))
    }
}
