import Testing

@testable import Git

@Suite("What libgit2's errors become")
struct ErrorTests {
    struct Translation: Sendable, CustomTestStringConvertible {
        var result: Int32 = -1
        var raw: String
        var partial = false
        var code: GitError.Code
        var hint: String
        var testDescription: String { raw }
    }

    @Test(
        "code and advice",
        arguments: [
            Translation(
                result: -36, raw: "repository path '/srv/it's/' is not owned by current user", code: .ownership,
                hint: "git config --global --add safe.directory '/srv/it'\\''s'"),
            Translation(
                result: -36, raw: "repository path '/srv/x/.git/' is not owned by current user", code: .ownership,
                hint: "safe.directory /srv/x"),
            Translation(
                result: -3, raw: "config value 'safe.directory' was not found", code: .ownership,
                hint: "safe.directory thing"),
            Translation(result: -21, raw: "unknown object format 'sha256'", code: .unsupported, hint: "sha1"),
            Translation(raw: "unsupported extension name extensions.objectformat", code: .unsupported, hint: "sha1"),
            Translation(
                raw: "unsupported extension name extensions.partialclone", code: .unsupported, hint: "--refetch"),
            Translation(
                raw: "unsupported extension name extensions.refstorage", code: .unsupported, hint: "refs migrate"),
            Translation(
                raw: "unsupported repository version 9; only versions up to 1 are supported", code: .unsupported,
                hint: "newer git"),
            Translation(
                raw: "unsupported mandatory extension: 'link'", code: .unsupported, hint: "--no-split-index"),
            Translation(
                result: -14, raw: "failed to create locked file '/r/.git/index.lock': File exists", code: .locked,
                hint: "rm /r/.git/index.lock"),
            Translation(
                result: -14, raw: "failed to lock file '/r/.git/refs/heads/x.lock' for writing", code: .locked,
                hint: "rm /r/.git/refs/heads/x.lock"),
            Translation(
                result: -3, raw: "object not found - no match for id (0123)", code: .missingObject, hint: "git fsck"),
            Translation(
                result: -3, raw: "object not found - no match for id (0123)", partial: true, code: .missingObject,
                hint: "--no-filter"),
            Translation(
                raw: "failed to write chunk: No space left on device", code: .diskFull, hint: "free some space"),
            Translation(raw: "failed to make directory '/r/x': Read-only file system", code: .permission, hint: "mode"),
            Translation(raw: "failed to create '/r/x': Permission denied", code: .permission, hint: "owner"),
            Translation(result: -15, raw: "old reference value does not match", code: .modified, hint: ""),
            Translation(result: -9, raw: "reference 'refs/heads/x' not found", code: .unborn, hint: ""),
            Translation(result: -33, raw: "object hash mismatch", code: .corrupt, hint: ""),
            Translation(raw: "", code: .generic, hint: ""),
        ])
    func translation(_ expected: Translation) {
        let error = GitError(
            result: expected.result, category: 6, raw: expected.raw, operation: "git_x", subject: "thing",
            partialClone: expected.partial)
        #expect(error.code == expected.code)
        #expect(error.hint.contains(expected.hint) || expected.hint.isEmpty && error.hint.isEmpty)
        #expect(!error.message.isEmpty)
        #expect(error.category == "repository")
    }

    @Test("the description reads as one line: where, what, what to do")
    func description() {
        let error = GitError(code: .locked, message: "it is locked", operation: "x", subject: "a/b", hint: "wait")
        #expect(error.description == "a/b: it is locked; wait")
        #expect(GitError(code: .generic, message: "no", operation: "x").description == "no")
    }
}
