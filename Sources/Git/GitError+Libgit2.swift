internal import CLibgit2

/// Turns a negative result of a libgit2 call into an error; others are handed back.
///
/// libgit2 keeps its message per thread, so it is read here, right after the call.
@discardableResult
func check(
    _ result: Int32, _ operation: String, subject: @autoclosure () -> String = "",
    partialClone: @autoclosure () -> Bool = false
) throws(GitError) -> Int32 {
    guard result < 0 else { return result }
    throw GitError(result: result, operation: operation, subject: subject(), partialClone: partialClone)
}

/// Calls a libgit2 constructor and unwraps the handle it returns; the caller frees it.
func make(
    _ operation: String, subject: @autoclosure () -> String = "", partialClone: @autoclosure () -> Bool = false,
    _ call: (inout OpaquePointer?) -> Int32
) throws(GitError) -> OpaquePointer {
    var handle: OpaquePointer?
    try check(call(&handle), operation, subject: subject(), partialClone: partialClone())
    guard let handle else {
        throw GitError(code: .generic, message: "no handle was returned", operation: operation, subject: subject())
    }
    return handle
}

extension GitError {
    /// The error of a libgit2 call that has just failed on this thread.
    ///
    /// The message is read first: finding out whether the clone is partial calls libgit2 again.
    init(result: Int32, operation: String, subject: String, partialClone: () -> Bool) {
        var raw = ""
        var category: Int32 = 0
        if let last = git_error_last() {
            category = last.pointee.klass
            if let text = last.pointee.message { raw = String(cString: text) }
        }
        git_error_clear()
        self.init(
            result: result, category: category, raw: raw, operation: operation, subject: subject,
            partialClone: partialClone())
    }

    /// The translation itself: pure, so that each of libgit2's misleading messages has its own test.
    init(result: Int32, category: Int32, raw: String, operation: String, subject: String, partialClone: Bool) {
        self.init(
            code: Self.code(result: result, raw: raw), category: Self.name(ofCategory: category),
            message: raw.isEmpty ? "libgit2 failed with code \(result)" : raw, operation: operation, subject: subject)
        explainOwnership(raw)
        explainFormat(raw)
        explainLock(raw)
        explainMissingObject(category: category, raw, partialClone: partialClone)
        explainFileSystem(raw)
    }

    private static func code(result: Int32, raw: String) -> Code {
        switch result {
        case GIT_ENOTFOUND.rawValue: .notFound
        case GIT_EEXISTS.rawValue: .exists
        case GIT_EAMBIGUOUS.rawValue: .ambiguous
        case GIT_EBAREREPO.rawValue: .bare
        case GIT_EUNBORNBRANCH.rawValue: .unborn
        case GIT_EUNMERGED.rawValue, GIT_ECONFLICT.rawValue, GIT_EMERGECONFLICT.rawValue, GIT_EDIRECTORY.rawValue:
            .conflict
        case GIT_EINVALIDSPEC.rawValue, GIT_EINVALID.rawValue, GIT_EPEEL.rawValue: .invalid
        case GIT_ELOCKED.rawValue: .locked
        case GIT_EMODIFIED.rawValue: .modified
        case GIT_EAUTH.rawValue, GIT_ECERTIFICATE.rawValue: .authentication
        case GIT_EMISMATCH.rawValue: .corrupt
        case GIT_EOWNER.rawValue: .ownership
        default: .generic
        }
    }

    private static func name(ofCategory category: Int32) -> String {
        let names = [
            "", "memory", "os", "invalid", "reference", "zlib", "repository", "config", "regex", "odb", "index",
            "object", "net", "tag", "tree", "indexer", "ssl", "submodule", "thread", "stash", "checkout", "fetchhead",
            "merge", "ssh", "filter", "revert", "callback", "cherrypick", "describe", "rebase", "filesystem", "patch",
            "worktree", "sha", "http", "internal", "grafts",
        ]
        return names.indices.contains(Int(category)) ? names[Int(category)] : "class \(category)"
    }
}
