import Foundation
import Git
import TestSupport
import Testing

/// The id behind 40 digits that git printed.
func id(_ hex: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> ObjectID {
    try #require(ObjectID(hex: hex), sourceLocation: sourceLocation)
}

/// The error that a body throws; a failed test when it throws none, or one of another type.
func failure(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> GitError {
    do {
        try body()
    } catch {
        return try #require(error as? GitError, "\(error)", sourceLocation: sourceLocation)
    }
    return try #require(nil as GitError?, "nothing was thrown", sourceLocation: sourceLocation)
}

/// The code of the error that a body throws; nil when it throws none.
func code(_ body: () throws -> Void) -> GitError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? GitError)?.code
    }
}

extension TempRepository {
    /// Opens the repository with the library under test.
    func open() throws -> Repository {
        try Repository.open(at: path)
    }

    /// The tree of a revision, from git.
    func tree(_ revision: String = "HEAD") throws -> ObjectID {
        try id(git("rev-parse", "\(revision)^{tree}"))
    }

    /// What `git ls-tree -r` prints for a tree.
    func listing(_ tree: ObjectID) throws -> String {
        try git("ls-tree", "-r", tree.hex)
    }
}

let author = Signature(name: "A U Thor", email: "author@example.com", seconds: 1_700_000_000, offsetMinutes: 330)
let committer = Signature(name: "C O Mitter", email: "c@example.com", seconds: 1_700_000_060, offsetMinutes: -90)
