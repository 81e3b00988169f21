import Foundation
import TestSupport
import Testing

/// Laws that only the whole program can break.
@Suite struct LawTests {
    /// Law 7: a render depends on release and answers only.
    @Test(arguments: [
        [:], ["TZ": "Asia/Tokyo"], ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"], ["LC_ALL": "C"],
        ["HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent"],
        ["USER": "somebody", "LOGNAME": "somebody", "HOSTNAME": "elsewhere"],
        ["TMPDIR": "/nonexistent"],
    ]) func aRenderIgnoresTheEnvironment(environment: [String: String]) throws {
        let bench = try Workbench()
        let plain = try bench.scaffold("render", "./template", "--out", "plain", at: bench.directory.path)
        let other = try bench.scaffold(
            "render", "./template", "--out", "other", at: bench.directory.path, environment: environment)
        #expect(plain.text == other.text)
        let (left, right) = (bench.directory.path("plain"), bench.directory.path("other"))
        #expect(try Snapshot(of: left).differences(to: Snapshot(of: right)) == [])
    }

    @Test func aRenderIgnoresFolderAndUmask() throws {
        let bench = try Workbench()
        let plain = try bench.scaffold("render", "./template", "--out", "plain", at: bench.directory.path).text
        try FileManager.default.createDirectory(atPath: bench.directory.path("a b"), withIntermediateDirectories: true)
        let other = try bench.shell(
            "umask 077; \"$SCAFFOLD\" render ../template --out out", at: bench.directory.path("a b")
        ).text
        #expect(plain == other)
        for umask in ["022", "077", "000"] {
            try bench.shell("umask \(umask); \"$SCAFFOLD\" new ./template s\(umask)", at: bench.directory.path)
        }
        let trees = try ["022", "077", "000"].map {
            try bench.git("rev-parse", "HEAD^{tree}", at: bench.directory.path("s\($0)"))
        }
        #expect(Set(trees).count == 1)
    }

    /// Law 11: no path outside the service is ever written.
    @Test func everythingAroundTheServiceStaysAsItIs() throws {
        let bench = try Workbench.withService(edits: ["Dockerfile": "FROM mine\nRUN install\n"])
        try bench.git("status")
        func around() throws -> Snapshot {
            try Snapshot(of: bench.directory.path, leavingOut: { $0 == "service" || $0.hasPrefix("service/") })
        }
        let before = try around()
        try bench.scaffold("status", status: 1)
        try bench.scaffold("upgrade", "--to", "1.1.0", status: 1)
        try bench.scaffold("undo")
        try bench.scaffold("upgrade", "--to", "1.1.0", "--in-place", "--conflicts", "hold", status: 1)
        try bench.scaffold("undo")
        try bench.scaffold("upgrade", "--to", "1.1.0", "--in-place", "--conflicts", "hold", status: 1)
        try bench.git("commit", "--quiet", "--message", "Upgrade")
        try bench.scaffold("resolve", status: 1)
        try bench.scaffold("resolve", "--template")
        try bench.scaffold("diff")
        #expect(try around().differences(to: before) == [])
    }

    /// The same at the level of system calls: what is opened for writing, made, renamed or removed lies in the service.
    @Test(arguments: [["upgrade"], ["upgrade", "--in-place"], ["status"], ["upgrade", "--plan"], ["diff"]])
    func systemCallsStayInside(command: [String]) throws {
        #if os(Linux)
            let bench = try Workbench.withService()
            let trace = bench.directory.path("trace")
            let result = try run(
                "strace",
                [
                    "-f", "-qq", "-o", trace, "-e",
                    "trace=open,openat,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,"
                        + "symlink,symlinkat,link,linkat,truncate,chmod,fchmodat,mknod,mknodat", Tool.path,
                ] + command,
                environment: bench.environment, directory: URL(filePath: bench.service, directoryHint: .isDirectory))
            #expect(result.status < 2, "\(result.stderr)")
            let lines = String(decoding: try bench.directory.read("trace"), as: UTF8.self).split(separator: "\n").map(
                String.init)
            #expect(lines.contains { $0.contains("template") }, "the trace is empty")
            for line in lines where !line.contains(" = -1 ") {
                if line.contains("open"), !["O_WRONLY", "O_RDWR", "O_CREAT"].contains(where: line.contains) {
                    continue
                }
                if line.hasSuffix("resumed>") || !line.contains("\"") { continue }
                let paths = line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter {
                    $0.offset % 2 == 1
                }.map(\.element)
                for path in paths where path.hasPrefix("/") && path != "/dev/null" && path != "/dev/tty" {
                    #expect(path.hasPrefix(bench.service + "/"), "\(line)")
                }
                #expect(!paths.contains { $0.contains("..") }, "\(line)")
            }
        #endif
    }
}
