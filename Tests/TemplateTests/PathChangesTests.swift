import Git
import OrderedCollections
import TestSupport
import Testing

@testable import Template

/// The manifests of releases that move or drop files, read without those files.
@Suite("Path changes of a release") struct PathChangesTests {
    private let moving = Sample(
        """
        renames:
          - { from: old.md, to: README.md }
        deletions:
          - { path: gone.md, reason: Nobody read it. }
        """, version: "1.1.0", previous: "1.0.0")

    private func check(_ source: any ScaffoldSource) throws {
        #expect(try source.pathChanges(in: ReleaseVersion(1, 0, 0)) == nil)
        let release = try #require(try source.pathChanges(in: ReleaseVersion(1, 1, 0)))
        #expect(release.files.isEmpty)
        let whole = try source.release(release.version)
        #expect(try release.pathStep(from: [:], to: [:]) == whole.pathStep(from: [:], to: [:]))
        #expect(release.renames.count == 1 && release.deletions.count == 1)
    }

    @Test("in a folder") func folder() throws {
        let directory = try TempDirectory()
        try Sample(version: "1.0.0").write(to: directory, "sample/1.0.0")
        try moving.write(to: directory, "sample/1.1.0")
        try directory.write(
            "sample/scaffold.yml",
            """
            schema: 1
            scaffold: sample
            summary: A sample.
            releases:
              - { release: 1.0.0, date: 2024-01-01 }
              - { release: 1.1.0, date: 2024-01-02 }

            """)
        try check(FolderSource(directory.path("sample"), locator: .folder(directory.path("sample"))))
    }

    @Test("at the tags of a repository") func repository() throws {
        let repository = try TempRepository()
        try repository.commit(["release.yml": Sample(version: "1.0.0").manifest, "files/old.md": "one\n"])
        try repository.git("tag", "v1.0.0")
        try repository.git("mv", "files/old.md", "files/README.md")
        try repository.commit(["release.yml": moving.manifest])
        try repository.git("tag", "v1.1.0")
        try check(GitSource(repository: repository.path, locator: .folder(repository.path)))
    }

    @Test("words that only look like keys are no changes") func keys() {
        #expect(Manifest.changesPaths(Array("schema: 1\nrenames:\n  - x\n".utf8)))
        #expect(Manifest.changesPaths(Array("deletions: []\n".utf8)))
        #expect(!Manifest.changesPaths(Array("schema: 1\nnotes: |\n  renames: none\n".utf8)))
    }
}
