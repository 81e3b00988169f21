import Git
import Merge
import TestSupport
import Testing

@testable import Template

@Suite("The versions of a Copier template")
struct CopierVersionsTests {
    /// A repository with these tags on its commits; nil stands for a commit without one.
    private func repository(_ tags: [String?]) throws -> (TempRepository, [ObjectID]) {
        let repository = try TempRepository()
        var commits: [ObjectID] = []
        for (index, tag) in tags.enumerated() {
            try repository.write("f", "\(index)\n")
            try repository.git("add", "-A")
            try repository.git("commit", "-qm", "\(index)")
            if let tag { try repository.git("tag", tag) }
            commits.append(try #require(ObjectID(hex: try repository.git("rev-parse", "HEAD"))))
        }
        return (repository, commits)
    }

    private func versions(_ repository: TempRepository) throws -> CopierVersions {
        CopierVersions(try Repository.open(at: repository.path))
    }

    @Test("The newest tag is the highest version, not the last commit; pre-releases count on demand")
    func newest() throws {
        let (repository, _) = try repository(["v1.0.0", "2.0.0", "v1.5.0", "v3.0.0rc1", "release-9", "v1.10.0"])
        let versions = try versions(repository)
        #expect(try versions.newestTag()?.name == "2.0.0")
        #expect(try versions.newestTag(prereleases: true)?.name == "v3.0.0rc1")
        #expect(try versions.tags().map(\.name) == ["v1.0.0", "v1.5.0", "v1.10.0", "2.0.0", "v3.0.0rc1"])
    }

    @Test("Without version tags HEAD is the newest, with a version that counts its commits")
    func head() throws {
        let (repository, commits) = try repository([nil, nil])
        let newest = try versions(repository).newest()
        #expect(newest.commit == commits[1])
        #expect(newest.describe == String(commits[1].hex.prefix(7)))
        #expect(
            newest.version?.description == PythonVersion("0.0.0.post2.dev0+\(commits[1].hex.prefix(7))")?.description)
    }

    @Test("A commit is called after the nearest tag, and stands after its version")
    func describing() throws {
        let (repository, commits) = try repository(["v1.0.0", nil, nil, "other", nil])
        let versions = try versions(repository)
        #expect(try versions.version(of: commits[0]).describe == "v1.0.0")
        #expect(try versions.version(of: commits[0]).version == PythonVersion("1.0.0"))
        let third = try versions.version(of: commits[2])
        let id = commits[2].hex.prefix(7)
        #expect(third.describe == "v1.0.0-2-g\(id)")
        #expect(third.version == PythonVersion("1.0.0.post2.dev0+\(id)"))
        // `git describe` takes any tag, the order of versions only those that are one.
        let last = try versions.version(of: commits[4])
        #expect(last.describe == "other-1-g\(commits[4].hex.prefix(7))")
        #expect(last.version == PythonVersion("1.0.0.post4.dev0+\(commits[4].hex.prefix(7))"))
    }

    @Test("A commit with tags of its own is called what git calls it")
    func ownTags() throws {
        let (repository, commits) = try repository(["light", nil, nil, nil, nil])
        try repository.git("tag", "-am", "annotated", "v1.0", commits[1].hex)
        try repository.git("tag", "v2.0", commits[2].hex)
        try repository.git("tag", "a-light-one", commits[2].hex)
        try repository.git("tag", "-am", "annotated", "inner", commits[3].hex)
        try repository.git("tag", "-am", "a tag of a tag", "outer", "inner")
        try repository.git("tag", "-d", "inner")
        try repository.git("tag", "-am", "renamed", "old-name", commits[4].hex)
        try repository.git("update-ref", "refs/tags/new-name", "refs/tags/old-name")
        try repository.git("tag", "-d", "old-name")
        let versions = try versions(repository)
        for commit in commits {
            let expected = try repository.git("describe", "--tags", "--always", commit.hex)
            #expect(try versions.version(of: commit).describe == expected)
        }
    }

    @Test("Every form of _commit names its commit")
    func resolving() throws {
        let (repository, commits) = try repository(["v1.0.0", nil, nil])
        try repository.git("branch", "side", commits[1].hex)
        try repository.git("tag", "-am", "annotated", "v2.0.0", commits[1].hex)
        let versions = try versions(repository)
        #expect(try versions.resolve("v1.0.0") == commits[0])
        #expect(try versions.resolve("v2.0.0") == commits[1])
        #expect(try versions.resolve("side") == commits[1])
        #expect(try versions.resolve(commits[2].hex) == commits[2])
        #expect(try versions.resolve(String(commits[2].hex.prefix(7))) == commits[2])
        #expect(try versions.resolve("v1.0.0-2-g\(commits[2].hex.prefix(7))") == commits[2])
        #expect(try versions.resolve("HEAD") == commits[2])
        for text in ["", "-x", "v9", "a\nb"] {
            #expect(throws: ScaffoldError.self, "\(text)") { try versions.resolve(text) }
        }
    }
}
