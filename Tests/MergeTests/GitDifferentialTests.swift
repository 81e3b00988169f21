import Foundation
import Testing

@testable import Merge

/// What `git merge-file -p` made of a case: its exit status is the number of conflicts.
struct GitMerge {
    var conflicts: Int
    var bytes: [UInt8]
}

/// Runs `git merge-file` on many cases with one shell, since starting processes is what costs.
func gitMerges(_ cases: [FileSides], style: String = "") throws -> [GitMerge] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("merge-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, sides) in cases.enumerated() {
        try Data(sides.base).write(to: folder.appendingPathComponent("\(index).base"))
        try Data(sides.local).write(to: folder.appendingPathComponent("\(index).local"))
        try Data(sides.incoming).write(to: folder.appendingPathComponent("\(index).incoming"))
    }
    let labels = "-L local -L base -L incoming"
    let script = """
        n=0
        while [ $n -lt \(cases.count) ]; do
            git merge-file -p \(style) \(labels) $n.local $n.base $n.incoming > $n.out 2> $n.error
            echo $? >> status
            n=$((n + 1))
        done
        """
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", script]
    shell.currentDirectoryURL = folder
    shell.environment = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
        "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
    ]
    try shell.run()
    shell.waitUntilExit()
    let statuses = try String(contentsOf: folder.appendingPathComponent("status"), encoding: .utf8)
        .split(separator: "\n").compactMap { Int($0) }
    try #require(statuses.count == cases.count)
    return try statuses.enumerated().map { index, status in
        GitMerge(conflicts: status, bytes: Array(try Data(contentsOf: folder.appendingPathComponent("\(index).out"))))
    }
}

/// git is the oracle: what it merges we merge to the same bytes, what it leaves we leave.
@Suite struct GitDifferentialTests {
    struct Profile: Sendable, CustomStringConvertible {
        var name: String
        var vocabulary: [String]
        var largest: Int
        var edits: Int
        var seed: Int
        var description: String { name }
    }

    static let profiles = [
        Profile(name: "few distinct lines", vocabulary: fewLines, largest: 12, edits: 4, seed: 1),
        Profile(name: "some distinct lines", vocabulary: someLines, largest: 25, edits: 5, seed: 2),
        Profile(
            name: "code-like", vocabulary: (0..<60).map { "line \($0)" } + ["", "", "}", "    }"], largest: 120,
            edits: 9, seed: 3),
        Profile(name: "repetitive and long", vocabulary: fewLines + ["d"], largest: 300, edits: 12, seed: 4),
    ]

    @Test(arguments: profiles)
    func mergesWhatGitMergesAndNothingElse(profile: Profile) throws {
        var generator = MergeGenerator(seed: profile.seed, vocabulary: profile.vocabulary, largest: profile.largest)
        generator.edits = profile.edits
        var rest = caseCount(45)
        var clean = 0
        var conflicted = 0
        while rest > 0 {
            let cases = (0..<min(rest, 2000)).map { _ in generator.sides() }
            rest -= cases.count
            for (sides, git) in zip(cases, try gitMerges(cases)) {
                let ours = sides.merged()
                if git.conflicts == 0 {
                    clean += 1
                    #expect(ours.cleanBytes == git.bytes, "\(sides)")
                } else {
                    conflicted += 1
                    #expect(ours.conflictCount > 0, "\(sides)")
                }
            }
        }
        // A generator that only makes one kind of case would prove nothing.
        #expect(clean > 5 && conflicted > 5, "\(clean) clean, \(conflicted) conflicted")
    }

    /// diff3 style shows every region as it is: so do the conflicts themselves agree, not only their number.
    @Test(arguments: profiles)
    func conflictsHaveGitsExtent(profile: Profile) throws {
        var generator = MergeGenerator(
            seed: profile.seed + 100, vocabulary: profile.vocabulary, largest: profile.largest)
        generator.edits = profile.edits
        let cases = (0..<caseCount(25)).map { _ in generator.sides() }
        for (sides, git) in zip(cases, try gitMerges(cases, style: "--diff3")) {
            let ours = sides.merged()
            // git keeps a region as a conflict in this style although both sides made the same of it.
            if git.conflicts == ours.conflictCount {
                #expect(ours.marked(style: .diff3) == git.bytes, "\(sides)")
            } else {
                #expect(ours.conflictCount < git.conflicts, "\(sides)")
            }
        }
    }

    /// Long rewritten files, where the search for the smallest difference gives up.
    @Test func mergesHeavilyRewrittenFilesLikeGit() throws {
        var random = SeededGenerator(seed: 61)
        let cases = (0..<3).map { round -> FileSides in
            let words = 40 << (2 * round)
            let base = (0..<2000).map { _ in "w\(random.below(words))" }
            let rewritten = (0..<2).map { _ in
                base.flatMap { line -> [String] in
                    switch random.below(4) {
                    case 0: []
                    case 1: ["w\(random.below(words))", line]
                    default: [line]
                    }
                }
            }
            return FileSides(
                base: MergeGenerator.joined(base), local: MergeGenerator.joined(rewritten[0]),
                incoming: MergeGenerator.joined(rewritten[1]))
        }
        for (sides, git) in zip(cases, try gitMerges(cases, style: "--diff3")) {
            let ours = sides.merged()
            #expect(ours.conflictCount > 50)
            #expect(ours.marked(style: .diff3) == git.bytes)
        }
    }

    /// Files so long that the search takes a promising way before it has seen every other: 34,000 lines, blocks moved.
    @Test func mergesVeryLongFilesLikeGit() throws {
        var random = SeededGenerator(seed: 63)
        let blocks = (0..<680).map { _ in (0..<50).map { _ in "w\(random.below(2000))" } }
        let rewritten = (0..<2).map { _ -> [String] in
            var blocks = blocks
            for index in stride(from: 60, to: blocks.count, by: 60) {
                blocks.swapAt(index, index - 1 - random.below(60))
            }
            return blocks.flatMap { $0 + (random.below(3) == 0 ? ["w\(random.below(2000))"] : []) }
        }
        let sides = FileSides(
            base: MergeGenerator.joined(Array(blocks.joined())), local: MergeGenerator.joined(rewritten[0]),
            incoming: MergeGenerator.joined(rewritten[1]))
        let git = try #require(gitMerges([sides], style: "--diff3").first)
        #expect(sides.merged().marked(style: .diff3) == git.bytes)
    }

    /// Where attributes are in play, git's clean merges are ours too, and what we add is the attribute rule.
    ///
    /// To git a last line without newline is another line than the same one with it, and a byte order mark belongs to
    /// the first line. Very rarely it therefore aligns lines differently: base "<mark>a g a", local "a a" without mark
    /// and final newline, incoming "<mark>a g a a". git sees the same last line "a" added twice, we see `g` deleted by
    /// one side and `a` added by the other.
    @Test func attributesOnlyAddToWhatGitMerges() throws {
        var generator = MergeGenerator(seed: 62, vocabulary: someLines, largest: 12)
        let cases = (0..<caseCount(100)).map { _ in generator.sidesWithAttributes() }
        var clean = 0
        var added = 0
        var aligned = 0
        for (sides, git) in zip(cases, try gitMerges(cases)) {
            let ours = sides.merged()
            if git.conflicts == 0 { clean += 1 }
            guard ours.cleanBytes != (git.conflicts == 0 ? git.bytes : nil) else { continue }
            let attributes = [sides.base, sides.local, sides.incoming].map { TextAttributes.split($0).attributes }
            #expect(Set(attributes).count > 1 || !attributes[0].finalNewline, "\(sides)")
            if git.conflicts == 0 { aligned += 1 } else { added += 1 }
        }
        #expect(added > 10 && clean > 10)
        #expect(aligned * 500 <= clean, "\(aligned) of \(clean) differ")
    }
}
