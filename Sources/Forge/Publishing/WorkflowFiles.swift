import Git

/// Files that GitHub lets only tokens with a permission of their own change.
///
/// The rule is GitHub's: a push whose commits add or change anything below `.github/workflows/` is refused.
enum WorkflowFiles {
    /// Whether a path of the repository is one.
    static func holds(_ path: String) -> Bool { path.hasPrefix(".github/workflows/") }

    /// Whether a path says which checks run: what changes it is not judged by them alone.
    static func decide(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let folders = [
            ".github/workflows/", ".github/actions/", ".gitlab/ci/", ".gitea/workflows/", ".forgejo/workflows/",
        ]
        return folders.contains(where: path.hasPrefix) || [".gitlab-ci.yml", "Jenkinsfile"].contains(name)
    }

    /// Refuses to push what the token is known not to be allowed to.
    /// - Parameter scopes: What a classic token may do; nil where that is not known.
    static func check(_ paths: [String], scopes: [String]?) throws(ForgeError) {
        guard let first = paths.first, let scopes, !scopes.contains("workflow") else { return }
        let others = paths.count == 1 ? "" : " and \(paths.count - 1) more"
        throw ForgeError(
            .forbidden, "the token may not change workflows, and this changes \(first)\(others)",
            hint: GitError.workflowHint)
    }
}
