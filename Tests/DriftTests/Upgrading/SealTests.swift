import Testing

@testable import Drift
@testable import Git

/// The seal tells our commits from those that people made or amended.
@Suite struct SealTests {
    private let person = Signature(
        name: "Test User", email: "test@example.com", seconds: 1_700_000_000, offsetMinutes: 0)
    private let tree = ObjectID.of(blob: [1])
    private let parent = ObjectID.of(blob: [2])

    private func commit(_ change: (inout Commit) -> Void = { _ in }) -> Commit {
        let message = Seal.sealed("Upgrade\n\nLine\n", tree: tree, parents: [parent], author: person, committer: person)
        var commit = Commit(
            id: .of(blob: [3]), tree: tree, parents: [parent], author: person, committer: person, message: message)
        change(&commit)
        return commit
    }

    @Test func ourOwnCommitIsIntact() { #expect(Seal.isIntact(commit())) }

    @Test(arguments: 0..<9) func anyChangeBreaksIt(change: Int) {
        let changed = commit { commit in
            switch change {
            case 0: commit.tree = .of(blob: [9])
            case 1: commit.parents = []
            case 2: commit.parents.append(.of(blob: [9]))
            case 3: commit.committer.seconds += 1
            case 4: commit.author.name = "Somebody Else"
            case 5: commit.message = "x" + commit.message
            case 6: commit.message += "\n"
            case 7: commit.message = "Upgrade\n"
            default: commit.committer.offsetMinutes = 60
            }
        }
        #expect(!Seal.isIntact(changed))
    }
}
