import Foundation
import Git
import OrderedCollections
import TestSupport
import Testing

@testable import Template

@Suite("Folders read through the operating system")
struct FileTreeTests {
    @Test("files, modes and symlinks in the order of path bytes")
    func read() throws {
        let directory = try TempDirectory()
        try directory.write("b/x.txt", "x")
        try directory.write("b-c", "y")
        try directory.write("a/ü", "")
        try directory.write("run.sh", "#!/bin/sh\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path("run.sh"))
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("link"), withDestinationPath: "b/x.txt")
        try FileManager.default.createDirectory(atPath: directory.path("empty"), withIntermediateDirectories: false)
        let files = try FileTree.read(directory.path)
        #expect(files.map(\.path) == ["a/ü", "b-c", "b/x.txt", "link", "run.sh"])
        #expect(files.map(\.mode) == [.file, .file, .file, .symlink, .executable])
        #expect(files[3].bytes == Array("b/x.txt".utf8))
    }

    @Test("a folder that is not there holds nothing")
    func missing() throws {
        #expect(try FileTree.read("/nonexistent/folder").isEmpty)
        #expect(try FileTree.file("/nonexistent/file") == nil)
    }

    @Test("limits and special files end in errors")
    func limits() throws {
        let directory = try TempDirectory()
        for index in 0..<5 { try directory.write("f\(index)", "content") }
        let few = #expect(throws: ScaffoldError.self) { try FileTree.read(directory.path, limits: .init(files: 4)) }
        #expect(few?.code == .limit)
        let small = #expect(throws: ScaffoldError.self) { try FileTree.read(directory.path, limits: .init(bytes: 10)) }
        #expect(small?.code == .limit)
        try directory.write("a/b/c/d", "")
        let deep = #expect(throws: ScaffoldError.self) { try FileTree.read(directory.path, limits: .init(depth: 2)) }
        #expect(deep?.code == .limit)
        #expect(mkfifo(directory.path("pipe"), 0o600) == 0)
        let special = #expect(throws: ScaffoldError.self) { try FileTree.read(directory.path) }
        #expect(special?.message.contains("neither a file") == true)
    }

    @Test("a thousand files take milliseconds")
    func speed() throws {
        let directory = try TempDirectory()
        for index in 0..<1_000 { try directory.write("d\(index % 20)/f\(index)", "some content \(index)\n") }
        let clock = ContinuousClock()
        let best = try (0..<5).map { _ in try clock.measure { _ = try FileTree.read(directory.path) } }.min()
        // Generous for a debug build on a shared machine; a release build takes a tenth.
        #expect(try #require(best) < .milliseconds(300))
    }
}

@Suite("Tree ids")
struct TreeBuilderTests {
    @Test("are git's own for any mix of names")
    func oracle() throws {
        let repository = try TempRepository()
        var random = SeededRandom(seed: 3)
        let names = ["a", "a-b", "a.b", "a0", "B", "ü", "a b", "z~", "_"]
        var files: Set<String> = []
        while files.count < 60 {
            let depth = Int.random(in: 1...4, using: &random)
            let path = (0..<depth).compactMap { _ in names.randomElement(using: &random) }.joined(separator: "/")
            let clashes = files.contains { $0 == path || $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }
            if !clashes { files.insert(path) }
        }
        for path in files { try repository.write(path, "content of \(path)\n") }
        try repository.write("run.sh", "x")
        try repository.git("add", "--all")
        try repository.git("update-index", "--chmod=+x", "run.sh")
        let expected = try repository.git("write-tree")
        let list = files.map {
            BaselineFile(path: $0, bytes: Array("content of \($0)\n".utf8), mode: .file, source: $0)
        }
        let script = BaselineFile(path: "run.sh", bytes: Array("x".utf8), mode: .executable, source: "run.sh")
        #expect(Baseline(files: list + [script]).tree.hex == expected)
        #expect(Baseline(files: []).tree == .emptyTree)
    }
}

@Suite("Sources of releases")
struct SourceTests {
    /// A scaffold of two releases in a folder.
    static func folder() throws -> TempDirectory {
        let directory = try TempDirectory()
        try directory.write(
            "sample/scaffold.yml",
            """
            schema: 1
            scaffold: sample
            summary: A sample.
            releases:
              - { release: 1.0.0, date: 2024-01-15 }
              - { release: 1.1.0, date: 2024-02-15, yanked: "use 1.1.1" }
              - { release: 1.1.1, date: 2024-02-16 }
              - { release: 2.0.0-rc.1, date: 2024-03-16 }
            """)
        try Sample(version: "1.0.0").write(to: directory, "sample/1.0.0")
        try Sample(version: "1.1.0", previous: "1.0.0").write(to: directory, "sample/1.1.0")
        try Sample(version: "1.1.1", previous: "1.1.0").write(to: directory, "sample/1.1.1")
        try Sample(version: "2.0.0-rc.1", previous: "1.1.1").write(to: directory, "sample/2.0.0-rc.1")
        return directory
    }

    @Test("a folder of releases")
    func folderSource() throws {
        let directory = try SourceTests.folder()
        let source = try FolderSource(directory.path("sample"))
        #expect(source.name == "sample")
        let releases = try source.releases()
        #expect(releases.map(\.version.description) == ["1.0.0", "1.1.0", "1.1.1", "2.0.0-rc.1"])
        #expect(releases.map(\.summary) == Array(repeating: "A sample.", count: 4))
        #expect(releases[1].yanked == "use 1.1.1")
        #expect(try source.newest()?.version == ReleaseVersion(1, 1, 1))
        let release = try source.release(ReleaseVersion(1, 1, 0))
        #expect(release.yanked == "use 1.1.1")
        #expect(release.date == "2024-02-15")
        #expect(release.files.map(\.path) == ["README.md"])
    }

    @Test("a lineage follows previous, and stops where it is told")
    func lineages() throws {
        let directory = try SourceTests.folder()
        let source = try FolderSource(directory.path("sample"))
        let target = try #require(ReleaseVersion("2.0.0-rc.1"))
        #expect(
            try lineage(of: target, in: source).map(\.version.description) == ["1.0.0", "1.1.0", "1.1.1", "2.0.0-rc.1"])
        let part = try lineage(of: target, after: ReleaseVersion(1, 1, 0), in: source)
        #expect(part.releases.map(\.version.description) == ["1.1.1", "2.0.0-rc.1"])
        #expect(part.reachesBase)
        let beside = try lineage(of: target, after: ReleaseVersion(1, 0, 5), in: source)
        #expect(beside.releases.map(\.version.description) == ["1.1.0", "1.1.1", "2.0.0-rc.1"])
        #expect(!beside.reachesBase)
        #expect(try lineage(of: target, after: target, in: source).releases.isEmpty)
    }

    @Test("a release that is not there is answered with those that are")
    func unknownRelease() throws {
        let directory = try SourceTests.folder()
        let source = try FolderSource(directory.path("sample"))
        let error = #expect(throws: ScaffoldError.self) { try source.release(ReleaseVersion(3, 0, 0)) }
        #expect(error?.code == .notFound)
        #expect(error?.fix?.contains("1.1.1") == true)
    }

    @Test("a folder with one release in the making")
    func single() throws {
        let directory = try TempDirectory()
        try Sample(version: "0.9.0").write(to: directory, "")
        let source = try openSource(.folder("."), catalog: Catalog(root: "/nonexistent"), relativeTo: directory.path)
        #expect(try source.releases().map(\.version.description) == ["0.9.0"])
        #expect(try source.release(ReleaseVersion(0, 9, 0)).files.count == 1)
    }

    @Test("a manifest in the folder of another release is refused")
    func wrongFolder() throws {
        let directory = try SourceTests.folder()
        try Sample(version: "1.0.0").write(to: directory, "sample/1.1.1")
        let source = try FolderSource(directory.path("sample"))
        let error = #expect(throws: ScaffoldError.self) { try source.release(ReleaseVersion(1, 1, 1)) }
        #expect(error?.message.contains("the manifest is of sample 1.0.0") == true)
    }

    @Test("folders that are no scaffolds", arguments: ["empty", "missing"])
    func notAScaffold(name: String) throws {
        let directory = try TempDirectory()
        try directory.write("empty/x", "")
        let error = #expect(throws: ScaffoldError.self) { try FolderSource(directory.path(name)) }
        #expect(error?.code == .notFound)
    }

    @Test("the catalog lists and opens scaffolds, and knows near names")
    func catalog() throws {
        let directory = try SourceTests.folder()
        try directory.write("notes/readme.txt", "no scaffold")
        let catalog = Catalog(root: directory.path)
        let list = try catalog.scaffolds()
        #expect(list.map(\.name) == ["sample"])
        #expect(list[0].newest == ReleaseVersion(1, 1, 1))
        #expect(try catalog.source(named: "sample").locator == .builtin("sample"))
        let error = #expect(throws: ScaffoldError.self) { try catalog.source(named: "samlpe") }
        #expect(error?.fix == "did you mean sample?")
        #expect(throws: ScaffoldError.self) { try catalog.source(named: "../sample") }
    }

    @Test("the catalog is found beside the program, in share, in a checkout, or where the variable says")
    func locate() throws {
        let directory = try TempDirectory()
        for path in [
            "one/baselines/x", "two/share/scaffold/baselines/x", "two/bin/scaffold", "three/baselines/x",
            "three/Package.swift", "three/.build/debug/scaffold", "one/scaffold", "four/scaffold",
        ] {
            try directory.write(path, "")
        }
        func found(_ executable: String, _ environment: [String: String] = [:]) throws -> String {
            try Catalog.locate(environment: environment, executable: directory.path(executable)).root
        }
        #expect(try found("one/scaffold") == directory.path("one/baselines"))
        #expect(try found("two/bin/scaffold") == directory.path("two/share/scaffold/baselines"))
        #expect(try found("three/.build/debug/scaffold") == directory.path("three/baselines"))
        let variable = ["SCAFFOLD_BASELINES": directory.path("three/baselines")]
        #expect(try found("one/scaffold", variable) == directory.path("three/baselines"))
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("four/linked"), withDestinationPath: directory.path("one/scaffold"))
        #expect(try found("four/linked") == directory.path("one/baselines"))
        let error = #expect(throws: ScaffoldError.self) { try found("four/scaffold") }
        #expect(error?.fix?.contains("SCAFFOLD_BASELINES") == true)
        #expect(error?.details.count == 3)
        #expect(throws: ScaffoldError.self) { try found("one/scaffold", ["SCAFFOLD_BASELINES": "/nonexistent"]) }
    }
}

@Suite("Releases in git repositories")
struct GitSourceTests {
    /// A repository with two tagged releases and a third in the making.
    static func repository() throws -> TempRepository {
        let repository = try TempRepository()
        try repository.commit(["release.yml": Sample(version: "1.0.0").manifest, "files/README.md": "one\n"])
        try repository.git("tag", "v1.0.0")
        try repository.write("files/run.sh", "#!/bin/sh\n")
        try repository.git("add", "--all")
        try repository.git("update-index", "--chmod=+x", "files/run.sh")
        try repository.write("files/new.md", "new\n")
        try repository.git("add", "files/new.md")
        try repository.write("release.yml", Sample(version: "1.1.0", previous: "1.0.0").manifest)
        try repository.git("add", "release.yml")
        try repository.git("commit", "--quiet", "-m", "second")
        try repository.git("tag", "-a", "-m", "second", "1.1.0")
        try repository.git("tag", "nightly")
        try repository.commit(["release.yml": Sample(version: "1.2.0", previous: "1.1.0").manifest])
        return repository
    }

    @Test("version tags are the releases, whatever HEAD is")
    func tags() throws {
        let repository = try GitSourceTests.repository()
        let source = try openSource(
            .folder(repository.path), catalog: Catalog(root: "/nonexistent"), relativeTo: "/")
        #expect(source.name == "sample")
        let releases = try source.releases()
        #expect(releases.map(\.version.description) == ["1.0.0", "1.1.0"])
        #expect(releases.map(\.date) == ["2023-11-14", "2023-11-14"])
        let release = try source.release(ReleaseVersion(1, 1, 0))
        #expect(try release.commit?.hex == repository.git("rev-parse", "1.1.0^{commit}"))
        #expect(try release.commit == source.commit(of: ReleaseVersion(1, 1, 0)))
        #expect(release.files.map(\.path) == ["README.md", "new.md", "run.sh"])
        #expect(release.files.map(\.mode) == [.file, .file, .executable])
        #expect(try source.release(ReleaseVersion(1, 0, 0)).files.map(\.path) == ["README.md"])
    }

    @Test("branches and commits can be named too")
    func revisions() throws {
        let repository = try GitSourceTests.repository()
        let source = try GitSource(repository: repository.path, locator: .folder(repository.path))
        #expect(try source.release(named: "main").version == ReleaseVersion(1, 2, 0))
        #expect(try source.release(named: "v1.1.0").version == ReleaseVersion(1, 1, 0))
        let commit = try repository.git("rev-parse", "v1.0.0")
        #expect(try source.release(named: commit).version == ReleaseVersion(1, 0, 0))
        #expect(throws: ScaffoldError.self) { try source.release(named: "missing") }
        #expect(throws: ScaffoldError.self) { try source.release(ReleaseVersion(9, 0, 0)) }
    }

    @Test("the index at HEAD says what a tag cannot: yanked")
    func yanked() throws {
        let repository = try GitSourceTests.repository()
        try repository.commit([
            "scaffold.yml": """
            schema: 1
            scaffold: sample
            summary: Indexed.
            releases:
              - { release: 1.0.0, date: 2020-01-01 }
              - { release: 1.1.0, yanked: "broken" }
            """
        ])
        let source = try GitSource(repository: repository.path, locator: .folder(repository.path))
        #expect(try source.releases().map(\.yanked) == [nil, "broken"])
        #expect(try source.releases()[0].date == "2020-01-01")
        #expect(try source.newest()?.version == ReleaseVersion(1, 0, 0))
        #expect(try source.release(ReleaseVersion(1, 1, 0)).yanked == "broken")
        #expect(source.summary == "Indexed.")
    }

    @Test("tags that lie are refused")
    func wrongTags() throws {
        let repository = try GitSourceTests.repository()
        try repository.git("tag", "v1.5.0", "v1.0.0")
        let source = try GitSource(repository: repository.path, locator: .folder(repository.path))
        let error = #expect(throws: ScaffoldError.self) { try source.release(ReleaseVersion(1, 5, 0)) }
        #expect(error?.message.contains("holds sample 1.0.0") == true)
        try repository.git("tag", "1.0.0", "HEAD")
        let twice = #expect(throws: ScaffoldError.self) {
            try GitSource(repository: repository.path, locator: .folder(repository.path))
        }
        #expect(twice?.message.contains("different commits") == true)
    }

    @Test("a repository without a release is refused")
    func noRelease() throws {
        let repository = try TempRepository()
        try repository.commit(["README.md": "x"])
        let error = #expect(throws: ScaffoldError.self) {
            try GitSource(repository: repository.path, locator: .folder(repository.path))
        }
        #expect(error?.code == .notFound)
    }

    @Test("a folder and the tag made of it render the same tree")
    func sameTree() throws {
        let repository = try GitSourceTests.repository()
        let tagged = try GitSource(repository: repository.path, locator: .folder(repository.path))
            .release(ReleaseVersion(1, 1, 0)).render([:])
        try repository.git("checkout", "--quiet", "1.1.0")
        let folder = try FolderSource(repository.path).release(ReleaseVersion(1, 1, 0)).render([:])
        #expect(tagged.tree == folder.tree)
        #expect(try tagged.tree.hex == repository.git("rev-parse", "1.1.0:files"))
    }
}

@Suite("Dates")
struct CivilDateTests {
    @Test(
        "of seconds",
        arguments: [
            (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400, "2000-02-29"), (1_700_000_000, "2023-11-14"),
            (4_107_542_400, "2100-03-01"), (86_399, "1970-01-01"), (1_704_067_199, "2023-12-31"),
            (-2_208_988_800, "1900-01-01"),
        ] as [(Int64, String)])
    func text(seconds: Int64, date: String) {
        #expect(CivilDate.text(secondsSince1970: seconds) == date)
    }
}

@Suite("Remote sources")
struct RemoteSourceTests {
    /// A cache in a folder of its own.
    private func cache(_ directory: TempDirectory) throws -> SourceCache {
        SourceCache(root: directory.path("cache"), git: try GitExecutable.find())
    }

    @Test("an address is read through its mirror, again without the remote when the release is known")
    func mirror() throws {
        let repository = try GitSourceTests.repository()
        let directory = try TempDirectory()
        let locator = SourceLocator.git(url: "file://\(repository.path)")
        let catalog = Catalog(root: "/nonexistent")
        let source = try openSource(locator, catalog: catalog, cache: try cache(directory), relativeTo: "/")
        #expect(source.name == "sample")
        #expect(source.warnings.isEmpty)
        #expect(try source.releases().map(\.version.description) == ["1.0.0", "1.1.0"])
        let commit = try #require(try source.commit(of: ReleaseVersion(1, 0, 0)))
        let tree = try source.release(ReleaseVersion(1, 0, 0)).render([:]).tree

        // A tag that comes later is seen at the next look.
        try repository.git("tag", "v1.2.0")
        let later = try openSource(locator, catalog: catalog, cache: try cache(directory), relativeTo: "/")
        #expect(try later.newest()?.version == ReleaseVersion(1, 2, 0))

        // Offline: what is known is served, with a warning when news were asked for.
        try FileManager.default.removeItem(atPath: repository.path)
        let offline = try openSource(locator, catalog: catalog, cache: try cache(directory), relativeTo: "/")
        #expect(offline.warnings.count == 1)
        #expect(try offline.release(ReleaseVersion(1, 0, 0)).render([:]).tree == tree)
        let pinned = try openSource(
            locator, catalog: catalog, cache: try cache(directory), relativeTo: "/", needing: commit.hex)
        #expect(pinned.warnings.isEmpty)
        #expect(try pinned.release(ReleaseVersion(1, 0, 0)).render([:]).tree == tree)
    }

    @Test("an address without a repository is an error that names it, without credentials")
    func missing() throws {
        let directory = try TempDirectory()
        let locator = SourceLocator.git(url: "file://\(directory.path("nothing"))")
        let error = #expect(throws: ScaffoldError.self) {
            try openSource(locator, catalog: Catalog(root: "/"), cache: try cache(directory), relativeTo: "/")
        }
        #expect(error?.description.contains("nothing") == true)
    }
}
