import Foundation
import TestSupport

/// What is asked of the bare repositories.
extension World {
    func gitDirectory(_ path: String) -> String { "\(root)/\(path).git" }

    /// Runs git in a bare repository, away from the user's own configuration.
    @discardableResult
    func git(_ path: String, _ arguments: [String], stdin: [UInt8] = []) throws -> ProcessResult {
        try Self.git(root, ["--git-dir", gitDirectory(path)] + arguments, stdin: stdin)
    }

    static func git(_ root: String, _ arguments: [String], stdin: [UInt8] = []) throws -> ProcessResult {
        try run("git", arguments, environment: environment(root), stdin: stdin)
    }

    static func environment(_ root: String) -> [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": root,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "TZ": "UTC",
            "GIT_AUTHOR_NAME": "Fake Forge", "GIT_AUTHOR_EMAIL": "forge@example.com",
            "GIT_COMMITTER_NAME": "Fake Forge", "GIT_COMMITTER_EMAIL": "forge@example.com",
        ]
    }

    /// The commit of a branch; nil when there is none.
    ///
    /// Read from git's files: it is asked for very often.
    func tip(_ path: String, _ branch: String) -> String? {
        let name = "refs/heads/\(branch)"
        guard !branch.isEmpty, !branch.contains("..") else { return nil }
        if let text = try? String(contentsOfFile: "\(gitDirectory(path))/\(name)", encoding: .utf8) {
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return packed(path).first { $0.hasSuffix(" \(name)") }.map { String($0.prefix { $0 != " " }) }
    }

    func defaultBranch(_ path: String) -> String {
        let text = (try? String(contentsOfFile: "\(gitDirectory(path))/HEAD", encoding: .utf8)) ?? ""
        let branch = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return branch.hasPrefix("ref: refs/heads/") ? String(branch.dropFirst(16)) : "main"
    }

    func isEmpty(_ path: String) -> Bool {
        let folder = "\(gitDirectory(path))/refs/heads"
        let loose = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return loose.isEmpty && !packed(path).contains { $0.contains(" refs/heads/") }
    }

    private func packed(_ path: String) -> [Substring] {
        let text = (try? String(contentsOfFile: "\(gitDirectory(path))/packed-refs", encoding: .utf8)) ?? ""
        return text.split(separator: "\n")
    }

    func hasCommit(_ path: String, _ commit: String) -> Bool {
        (try? git(path, ["cat-file", "-e", "\(commit)^{commit}"]).status == 0) ?? false
    }

    /// Brings a pull request up to date with its branch, as forges do on each push.
    func refresh(_ repository: inout Repository) {
        for index in repository.pulls.indices where repository.pulls[index].isOpen {
            let pull = repository.pulls[index]
            guard let tip = tip(pull.source, pull.head) else {
                // The branch is gone, and the pull request with it.
                repository.pulls[index].isOpen = false
                repository.pulls[index].closed = pull.updated
                continue
            }
            repository.pulls[index].headCommit = tip
            take(pull, to: repository)
        }
    }

    /// Brings the branch's commits into the repository, where a pull request keeps them.
    func take(_ pull: Pull, to repository: Repository) {
        let ref = "refs/pull/\(pull.number)/head"
        if pull.source == repository.path {
            if let tip = tip(pull.source, pull.head) { _ = try? git(repository.path, ["update-ref", ref, tip]) }
        } else {
            let fetch = ["fetch", "--quiet", gitDirectory(pull.source), "+refs/heads/\(pull.head):\(ref)"]
            _ = try? git(repository.path, fetch)
        }
    }

    /// The tree that a merge makes; nil when it has conflicts.
    func mergedTree(_ repository: Repository, _ pull: Pull) -> String? {
        guard let base = tip(repository.path, pull.base) else { return nil }
        let result = try? git(repository.path, ["merge-tree", "--write-tree", base, pull.headCommit])
        guard let result, result.status == 0 else { return nil }
        return result.trimmed
    }

    /// Commits and changed lines of a pull request.
    func size(_ repository: Repository, _ pull: Pull) -> (commits: Int, additions: Int, deletions: Int, files: Int) {
        guard let base = tip(repository.path, pull.base) else { return (0, 0, 0, 0) }
        let count = try? git(repository.path, ["rev-list", "--count", "\(base)..\(pull.headCommit)"]).trimmed
        let lines = (try? git(repository.path, ["diff", "--numstat", "\(base)...\(pull.headCommit)"]).text) ?? ""
        var result = (commits: Int(count ?? "") ?? 0, additions: 0, deletions: 0, files: 0)
        for line in lines.split(separator: "\n") {
            let fields = line.split(separator: "\t")
            result.additions += Int(fields[0]) ?? 0
            result.deletions += Int(fields[1]) ?? 0
            result.files += 1
        }
        return result
    }

    /// Merges a pull request as its forge's button does.
    mutating func merge(_ repository: inout Repository, number: Int, method: String) throws(Refusal) -> String {
        guard let index = repository.pulls.firstIndex(where: { $0.number == number }) else { throw .notFound }
        let pull = repository.pulls[index]
        guard pull.isOpen, !pull.isDraft, let base = tip(repository.path, pull.base) else {
            throw .conflict("Pull Request is not mergeable")
        }
        guard let tree = mergedTree(repository, pull) else { throw .conflict("Pull Request is not mergeable") }
        var parents = ["-p", base]
        if method != "squash" { parents += ["-p", pull.headCommit] }
        let message = "Merge pull request #\(number): \(pull.title)"
        guard let made = try? git(repository.path, ["commit-tree", tree] + parents + ["-m", message]),
            made.status == 0,
            let moved = try? git(repository.path, ["update-ref", "refs/heads/\(pull.base)", made.trimmed, base]),
            moved.status == 0
        else { throw .conflict("Base branch was modified. Review and try the merge again.") }
        repository.pulls[index].isOpen = false
        repository.pulls[index].isMerged = true
        repository.pulls[index].mergeCommit = made.trimmed
        repository.pulls[index].updated = now()
        repository.pulls[index].closed = repository.pulls[index].updated
        return made.trimmed
    }
}
