import Foundation
import TestSupport
import Testing

/// What the machine does to us: permissions, a full disk, closed outputs.
@Suite struct MachineTests {
    /// Runs the binary as somebody who is bound by permissions: root isn't.
    private func runUnprivileged(_ bench: Workbench, _ arguments: [String]) throws -> ProcessResult {
        let folder = URL(filePath: bench.service, directoryHint: .isDirectory)
        guard getuid() == 0 else {
            return try run(Tool.path, arguments, environment: bench.environment, directory: folder)
        }
        return try run(
            "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Tool.path] + arguments,
            environment: bench.environment, directory: folder)
    }

    /// Gives everything to the unprivileged user, where there is one.
    private func handOver(_ bench: Workbench) throws {
        guard getuid() == 0 else { return }
        try run("chown", ["-R", "65534:65534", bench.directory.path])
    }

    @Test(arguments: [["upgrade"], ["upgrade", "--in-place"], ["undo"]]) func aReadOnlyRepositoryIsRefused(
        command: [String]
    ) throws {
        let bench = try Workbench.withService()
        try handOver(bench)
        try run("chmod", ["-R", "a-w", bench.service])
        defer { _ = try? run("chmod", ["-R", "u+w", bench.service]) }
        let before = try bench.snapshot(objects: true)
        let result = try runUnprivileged(bench, command)
        #expect(result.status == 2)
        #expect(result.stderr.contains("Permission denied"))
        #expect(result.stderr.contains("fix: "))
        #expect(try bench.snapshot(objects: true) == before)
    }

    @Test func aReadOnlyRepositoryCanBeRead() throws {
        let bench = try Workbench.withService()
        try handOver(bench)
        try run("chmod", ["-R", "a-w", bench.service])
        defer { _ = try? run("chmod", ["-R", "u+w", bench.service]) }
        #expect(try runUnprivileged(bench, ["status"]).status == 1)
        #expect(try runUnprivileged(bench, ["upgrade", "--plan"]).status == 0)
        #expect(try runUnprivileged(bench, ["diff"]).status == 0)
    }

    @Test(arguments: ["template/1.2.0/files/app.txt", "template/scaffold.yml", "service/.git/HEAD"])
    func anUnreadableFileIsNamed(path: String) throws {
        let bench = try Workbench.withService()
        try handOver(bench)
        try run("chmod", ["000", bench.directory.path(path)])
        let before = try bench.snapshot()
        let result = try runUnprivileged(bench, ["upgrade"])
        #expect(result.status == 2)
        #expect(result.stderr.contains(path.split(separator: "/").last ?? ""), "\(result.stderr)")
        #expect(try bench.snapshot() == before)
    }

    @Test func anUnwritableFolderFailsBeforeTheFirstFileChanges() throws {
        let bench = try Workbench.withService()
        try handOver(bench)
        try run("chmod", ["a-w", bench.service])
        defer { _ = try? run("chmod", ["u+w", bench.service]) }
        let before = try bench.snapshot()
        let result = try runUnprivileged(bench, ["upgrade", "--in-place"])
        #expect(result.status == 2)
        #expect(result.stderr.contains("Permission denied"))
        #expect(before.differences(to: try bench.snapshot()) == [])
    }

    // MARK: Full disks

    /// A scaffold whose next release needs more room than there is.
    private static let growing = SampleScaffold(releases: [
        .init(version: "1.0.0", files: ["a.txt": "one\n", "b.txt": "one\n"]),
        .init(version: "1.1.0", files: ["a.txt": "two\n", "b.txt": noise, "c.txt": noise + "more\n"]),
    ])

    /// Text that doesn't compress away.
    private static let noise: String = {
        var random = SeededRandom(seed: 3)
        return (0..<2000).map { _ in String(random.next(), radix: 36) + "\n" }.joined()
    }()

    /// `ulimit -f` limits the size of a file that can be written, in blocks of 512 bytes.
    @Test(arguments: [0, 1, 2, 8, 20], [[String](), ["--in-place"]]) func writesThatFailAreTakenBack(
        blocks: Int, options: [String]
    ) throws {
        let bench = try Workbench.withService(Self.growing)
        try bench.git("status")
        let before = try bench.snapshot()
        let limited = try bench.shell(
            "trap '' XFSZ; ulimit -f \(blocks); exec \"$SCAFFOLD\" upgrade \(options.joined(separator: " ")) 2> /dev/null"
        )
        #expect(limited.status == 2)
        let changed = before.differences(to: try bench.snapshot())
        #expect(changed == [], "\(changed)")
        try bench.scaffold("upgrade", "--in-place")
        #expect(bench.text("b.txt") == Self.noise)
        try bench.git("fsck", "--strict", "--no-dangling")
    }

    /// A real full disk where one can be mounted; the limit above is the other way to the same errors.
    @Test func aFullDiskLeavesTheOldStateOrTheNewOne() throws {
        let bench = try Workbench.withService(Self.growing)
        let disk = bench.directory.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mounted = try run("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk])
        guard mounted.status == 0 else {
            // Not root, or a container without the right: the same through a limit, on the file that is written last.
            return try writesThatFailAreTakenBack(blocks: 4, options: ["--in-place"])
        }
        defer { _ = try? run("umount", ["--lazy", disk]) }
        try run("cp", ["-r", bench.directory.path("template"), disk])
        for room in stride(from: 0, through: 120, by: 8) {
            let service = "\(disk)/service"
            try run("rm", ["-rf", service])
            try run("cp", ["-r", bench.service, service])
            try bench.git("status", at: service)
            try bench.shell("cat /dev/zero > \(disk)/fill 2> /dev/null; truncate -s -\(room)K \(disk)/fill", at: disk)
            let before = try Snapshot(of: service)
            for options in [[], ["--in-place"]] {
                let result = try run(
                    Tool.path, ["upgrade"] + options, environment: bench.environment, directory: URL(filePath: service))
                #expect(result.status == 0 || result.status == 2, "\(room) KiB: \(result.stderr)")
                if result.status == 0 { continue }
                #expect(result.stderr.contains("space"), "\(room) KiB: \(result.stderr)")
                let changed = before.differences(to: try Snapshot(of: service))
                    .filter { !$0.contains("heads/scaffold") && !$0.contains(".git/scaffold") }
                #expect(changed == [], "\(room) KiB \(options): \(changed)")
            }
            try run("rm", ["\(disk)/fill"])
            try bench.scaffold("upgrade", "--in-place", at: service)
            try bench.git("fsck", "--strict", "--no-dangling", at: service)
        }
    }

    @Test func aNewServiceOnAFullDiskLeavesNothing() throws {
        let bench = try Workbench(Self.growing)
        let before = try Snapshot(of: bench.directory.path)
        for blocks in [0, 1, 8, 20] {
            let limited = try bench.shell(
                "trap '' XFSZ; ulimit -f \(blocks); exec \"$SCAFFOLD\" new ./template service 2> /dev/null",
                at: bench.directory.path)
            #expect(limited.status == 2)
            #expect(before.differences(to: try Snapshot(of: bench.directory.path)) == [])
        }
    }

    // MARK: Outputs

    @Test func outputThatCannotBeWrittenIsAnError() throws {
        let bench = try Workbench.withService()
        let result = try bench.shell("\"$SCAFFOLD\" status --json > /dev/full")
        #expect(result.status == 2)
        #expect(result.stderr.contains("can't write to standard output: No space left on device"))
    }

    @Test func aPipeThatClosesIsNoError() throws {
        let bench = try Workbench.withService()
        for command in ["status --json", "diff", "upgrade --plan", "--help", "completions bash"] {
            let result = try bench.shell("(sleep 0.1; \"$SCAFFOLD\" \(command)) | true")
            #expect(result.stderr == "", "\(command)")
        }
    }

    @Test func aClosedOutputNeverEndsUpInAFile() throws {
        let bench = try Workbench.withService()
        #expect(try bench.shell("\"$SCAFFOLD\" upgrade >&- 2>&- <&-").status == 0)
        try bench.git("fsck", "--strict")
        #expect(try bench.git("status", "--short") == "")
        #expect(try bench.branch() != nil)
    }

    @Test func aTemplateThatFailsIsShownWithAMarkUnderThePlace() throws {
        let bench = try Workbench.withService()
        try bench.directory.write("template/1.2.0/files/app.txt", "one <%= 1 +* 2 %>\n")
        let result = try bench.scaffold("upgrade", status: 2)
        let lines = result.stderr.split(separator: "\n")
        let excerpt = try #require(lines.firstIndex { $0.hasSuffix("one <%= 1 +* 2 %>") }, "\(result.stderr)")
        #expect(lines[excerpt + 1].drop { $0 == " " || $0 == "|" } == "^", "\(result.stderr)")
    }
}
