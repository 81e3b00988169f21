import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("The cache of sources")
struct SourceCacheTests {
    private let origin: TempRepository
    private let cache: SourceCache
    private var url: String { "file://\(origin.path)" }

    init() throws {
        origin = try TempRepository()
        try origin.commit(["a": "1"])
        try origin.git("tag", "v1")
        cache = SourceCache(root: origin.directory.path("cache"), git: try GitExecutable.find(timeoutSeconds: 60))
    }

    private func goOffline() throws {
        try FileManager.default.moveItem(atPath: origin.path, toPath: origin.path + ".away")
    }

    private func goOnline() throws {
        try FileManager.default.moveItem(atPath: origin.path + ".away", toPath: origin.path)
    }

    /// A cache whose git notes every call.
    private func counting() throws -> (SourceCache, () throws -> Int) {
        let log = origin.directory.path("log")
        try origin.directory.write("log", "")
        try origin.directory.writeScript("counted", "echo \"$*\" >> '\(log)'\nexec '\(cache.git.path)' \"$@\"")
        var counted = cache
        counted.git.path = origin.directory.path("counted")
        let directory = origin.directory
        return (
            counted,
            {
                let lines = String(decoding: try directory.read("log"), as: UTF8.self).split(separator: "\n")
                return lines.filter { $0.contains(" fetch ") || $0.contains(" ls-remote ") }.count
            }
        )
    }

    @Test("a mirror holds all branches and tags, and HEAD as at the remote")
    func firstMirror() throws {
        try origin.git("checkout", "--quiet", "-b", "trunk")
        let tip = try id(origin.commit(["a": "2"]))
        let mirror = try cache.mirror(of: url, needing: "v1")
        #expect(mirror.fetched && !mirror.isStale)
        let repository = try Repository.open(at: mirror.path)
        #expect(repository.isBare)
        #expect(try repository.head() == .branch(name: "refs/heads/trunk", commit: tip))
        #expect(
            try repository.references(under: "refs").map(\.name) == [
                "refs/heads/main", "refs/heads/trunk", "refs/tags/v1",
            ])
    }

    @Test("a commit or tag that is there costs no network, a branch is looked up anew")
    func networkUse() throws {
        let (counted, calls) = try counting()
        let commit = try origin.git("rev-parse", "HEAD")
        _ = try counted.mirror(of: url, needing: "v1")
        let first = try calls()
        let described = "v1-0-g\(commit.prefix(8))"
        for revision in ["v1", "refs/tags/v1", commit, String(commit.prefix(10)), described] {
            #expect(try counted.mirror(of: url, needing: revision).fetched == false)
        }
        #expect(try calls() == first)
        let tip = try id(origin.commit(["a": "2"]))
        let mirror = try counted.mirror(of: url, needing: "main")
        #expect(mirror.fetched)
        #expect(try Repository.open(at: mirror.path).resolve("main") == tip)
        #expect(try calls() > first)
        #expect(try counted.mirror(of: url).fetched)
    }

    @Test("offline, what is known is served and says so; what isn't known is the network's error")
    func offline() throws {
        let commit = try origin.git("rev-parse", "HEAD")
        _ = try cache.mirror(of: url)
        try goOffline()
        #expect(try cache.mirror(of: url, needing: commit).isStale == false)
        let branch = try cache.mirror(of: url, needing: "main")
        #expect(branch.isStale && !branch.fetched && branch.failure?.code == .notFound)
        #expect(try cache.mirror(of: url).isStale)
        #expect(code { _ = try cache.mirror(of: url, needing: "v2") } == .notFound)
        #expect(code { _ = try cache.mirror(of: "git://127.0.0.1:1/x") } == .network)
    }

    @Test("a revision that the remote doesn't have is named in the error")
    func unknownRevision() throws {
        let absent = String(repeating: "12", count: 20)
        for revision in ["v9", absent] {
            let error = try failure { _ = try cache.mirror(of: url, needing: revision) }
            #expect(error.code == .notFound)
            #expect(error.message == "the source has no revision '\(revision)'")
        }
        #expect(try cache.mirror(of: url, needing: "v1").fetched)
    }

    @Test("a commit that left every branch stays, and one that was never on a branch is fetched by its id")
    func rewrittenHistory() throws {
        let dropped = try origin.commit(["a": "dropped"])
        _ = try cache.mirror(of: url, needing: dropped)
        try origin.git("reset", "--quiet", "--hard", "HEAD~1")
        _ = try cache.mirror(of: url)
        #expect(try Repository.open(at: cache.mirror(of: url, needing: dropped).path).contains(id(dropped)))

        try origin.git("checkout", "--quiet", "--detach")
        let loose = try origin.commit(["a": "loose"])
        try origin.git("checkout", "--quiet", "main")
        try origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
        let mirror = try cache.mirror(of: url, needing: loose)
        #expect(try Repository.open(at: mirror.path).commit(id(loose)).parents.count == 1)
    }

    @Test("spellings of one address share a mirror, local paths too")
    func sharing() throws {
        let one = try cache.mirror(of: origin.path, needing: "v1")
        let two = try cache.mirror(of: "\(origin.path)/", needing: "v1")
        let three = try cache.mirror(of: "\(origin.path)/../repository", needing: "v1")
        #expect(one.path == two.path && two.path == three.path)
        #expect(!two.fetched && !three.fetched)
        #expect(try cache.mirror(of: url, needing: "v1").path != one.path)
    }

    @Test(
        "a damaged mirror is built again",
        arguments: ["no HEAD", "no objects", "truncated packs and objects", "a file in its place"])
    func damage(kind: String) throws {
        let commit = try id(origin.git("rev-parse", "HEAD"))
        let mirror = try cache.mirror(of: url, needing: "v1")
        switch kind {
        case "no HEAD": try FileManager.default.removeItem(atPath: "\(mirror.path)/HEAD")
        case "no objects": try FileManager.default.removeItem(atPath: "\(mirror.path)/objects")
        case "a file in its place":
            try FileManager.default.removeItem(atPath: mirror.path)
            try Data("x".utf8).write(to: URL(filePath: mirror.path))
        default:
            let script = "find objects -type f | while read f; do chmod u+w \"$f\"; : > \"$f\"; done"
            try run("sh", ["-c", script], directory: URL(filePath: mirror.path))
        }
        let again = try cache.mirror(of: url, needing: "v1")
        #expect(again.fetched && again.path == mirror.path)
        let repository = try Repository.open(at: again.path)
        #expect(try repository.resolve("v1") == commit)
        #expect(try repository.files(in: repository.commit(commit).tree).count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache.root + "/sources").count == 2)
    }

    @Test("a repository on this machine that lacks an object of its history is copied with what it has")
    func incompleteRemote() throws {
        let lost = try origin.git("rev-parse", "HEAD:a")
        let tip = try id(origin.commit(["a": "2"]))
        try FileManager.default.removeItem(atPath: "\(origin.path)/.git/objects/\(lost.prefix(2))/\(lost.dropFirst(2))")
        let mirror = try cache.mirror(of: origin.path, needing: tip.hex)
        let repository = try Repository.open(at: mirror.path)
        #expect(try repository.files(in: repository.commit(tip).tree).count == 1)
        #expect(try repository.resolve("v1") != tip)
        // Over a transport there is no way to it, and the error says whose fault it is.
        let other = SourceCache(root: origin.directory.path("other"), git: cache.git)
        #expect(code { _ = try other.mirror(of: url, needing: tip.hex) } == .corrupt)
    }

    @Test("when a damaged mirror can't be built again it stays for later, and the error is the remote's")
    func damageOffline() throws {
        let mirror = try cache.mirror(of: url, needing: "v1")
        try FileManager.default.removeItem(atPath: "\(mirror.path)/HEAD")
        try goOffline()
        #expect(code { _ = try cache.mirror(of: url, needing: "v1") } == .notFound)
        try goOnline()
        #expect(try cache.mirror(of: url, needing: "v1").fetched)
    }

    @Test("a half-made mirror of a killed process is no obstacle")
    func leftovers() throws {
        let key = try cache.mirror(of: url, needing: "v1").path
        try FileManager.default.moveItem(atPath: key, toPath: key + ".new")
        try FileManager.default.createDirectory(atPath: key + ".old", withIntermediateDirectories: true)
        #expect(try cache.mirror(of: url, needing: "v1").fetched)
        #expect(!FileManager.default.fileExists(atPath: key + ".new"))
    }

    @Test("many that want the same mirror at once make it once")
    func concurrency() async throws {
        let (counted, calls) = try counting()
        let url = url
        let mirrors = try await withThrowingTaskGroup(of: Mirror.self) { group in
            for _ in 0..<6 { group.addTask { try counted.mirror(of: url, needing: "v1") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(mirrors.filter(\.fetched).count == 1)
        #expect(Set(mirrors.map(\.path)).count == 1)
        #expect(try calls() == 2)
    }

    @Test("the lock of another process is waited for")
    func otherProcess() throws {
        let mirror = try cache.mirror(of: url, needing: "v1")
        let lock = try FileLock(mirror.path + ".lock")
        let done = DispatchSemaphore(value: 0)
        let (cache, url) = (cache, url)
        Thread.detachNewThread {
            _ = try? cache.mirror(of: url, needing: "v1")
            done.signal()
        }
        #expect(done.wait(timeout: .now() + .milliseconds(300)) == .timedOut)
        lock.release()
        #expect(done.wait(timeout: .now() + .seconds(30)) == .success)
    }

    @Test("passwords are not stored")
    func secrets() throws {
        try origin.directory.writeScript(
            "git", "case \"$*\" in *ls-remote*|*fetch*) exit 0;; esac\nexec '\(cache.git.path)' \"$@\"")
        var faked = cache
        faked.git.path = origin.directory.path("git")
        let mirror = try faked.mirror(of: "https://me:hunter2@example.com/a.git")
        let found = try run("grep", ["-r", "hunter2", cache.root])
        #expect(found.status == 1)
        #expect(try Repository.open(at: mirror.path).configuration("scaffold.source") == "https://example.com/a.git")
    }
}
