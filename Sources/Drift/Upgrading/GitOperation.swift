import Git

extension Repository {
    /// What git is in the midst of in this work tree: "a merge", "a rebase" and so on; nil for nothing.
    ///
    /// Until it is finished HEAD is not what its branch will be, and aborting it takes back whatever is staged.
    package var operationUnderWay: String? {
        let signs = [
            ("rebase-merge", "a rebase"), ("rebase-apply", "a rebase"), ("MERGE_HEAD", "a merge"),
            ("CHERRY_PICK_HEAD", "a cherry-pick"), ("REVERT_HEAD", "a revert"),
        ]
        return signs.first { FileSystem.exists("\(gitDirectory)/\($0.0)") }?.1
    }
}
