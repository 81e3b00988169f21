import Foundation
import Git
import TestSupport
import Testing

/// Three trees to merge.
struct Merge3 {
    var seed: UInt64
    var base: TestTree
    var local: TestTree
    var incoming: TestTree
}

/// What `git merge-tree --write-tree` made of three trees.
struct GitTreeMerge {
    var isClean: Bool
    /// The id of the merged tree; conflicted files hold markers.
    var tree: String
    /// The paths that git lists as conflicted.
    var conflicted: Set<String>
}

/// A bare repository in which the real git merges many trees with a handful of processes.
struct GitMerges {
    let repository: TempRepository

    init() throws { repository = try TempRepository(bare: true) }

    /// Merges all cases, the way git does it on the command line.
    func merge(_ cases: [Merge3]) throws -> [GitTreeMerge] {
        var stream: [UInt8] = []
        for (index, item) in cases.enumerated() {
            let first = index * 3 + 1
            stream += Self.commit(item.base, mark: first, parent: nil)
            stream += Self.commit(item.local, mark: first + 1, parent: first)
            stream += Self.commit(item.incoming, mark: first + 2, parent: first)
        }
        let marks = repository.path("marks")
        try repository.git(["fast-import", "--quiet", "--force", "--export-marks=\(marks)"], stdin: stream)
        var ids: [Int: Substring] = [:]
        for line in String(decoding: try repository.read("marks"), as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ")
            if let mark = Int(parts[0].dropFirst()) { ids[mark] = parts[1] }
        }
        let requests = try cases.indices.map { index in
            "\(try #require(ids[index * 3 + 2])) \(try #require(ids[index * 3 + 3]))\n"
        }
        let output = try repository.git(
            [
                "-c", "merge.directoryRenames=false", "merge-tree", "--write-tree",
                "--stdin", "--name-only", "--no-messages",
            ], stdin: Array(requests.joined().utf8), allowing: [0, 1])
        return try Self.parsed(output.stdout, count: cases.count)
    }

    /// The files of merged trees: by path, mode and id.
    func files(of trees: [String]) throws -> [[String: String]] {
        guard !trees.isEmpty else { return [] }
        // One shell for all, since starting processes is what costs.
        let script = "while read tree; do git ls-tree -r -z --full-tree $tree; printf '\\0'; done"
        let result = try run(
            "sh", ["-c", script], environment: repository.environment,
            stdin: Array(trees.map { $0 + "\n" }.joined().utf8),
            directory: URL(filePath: repository.path))
        var lists: [[String: String]] = [[:]]
        for token in result.stdout.split(separator: 0, omittingEmptySubsequences: false).dropLast() {
            guard !token.isEmpty else {
                lists.append([:])
                continue
            }
            let parts = token.split(separator: 9, maxSplits: 1)
            let columns = String(decoding: parts[0], as: UTF8.self).split(separator: " ")
            lists[lists.count - 1][String(decoding: parts[1], as: UTF8.self)] = "\(columns[0]) \(columns[2])"
        }
        lists.removeLast()
        try #require(lists.count == trees.count)
        return lists
    }

    /// Status, tree, conflicted names and an empty name for each merge, all ended by NUL.
    private static func parsed(_ output: [UInt8], count: Int) throws -> [GitTreeMerge] {
        var merges: [GitTreeMerge] = []
        var tokens = output.split(separator: 0, omittingEmptySubsequences: false)[...]
        while tokens.count > 2 {
            let status = String(decoding: tokens.removeFirst(), as: UTF8.self)
            let tree = String(decoding: tokens.removeFirst(), as: UTF8.self)
            var names: Set<String> = []
            while let token = tokens.popFirst(), !token.isEmpty { names.insert(String(decoding: token, as: UTF8.self)) }
            merges.append(GitTreeMerge(isClean: status == "1", tree: tree, conflicted: names))
        }
        try #require(merges.count == count)
        return merges
    }

    /// One commit of a fast-import stream.
    private static func commit(_ tree: TestTree, mark: Int, parent: Int?) -> [UInt8] {
        var stream = "reset refs/heads/throwaway\n"
        stream += "commit refs/heads/throwaway\nmark :\(mark)\ncommitter T <t@example.com> 1700000000 +0000\ndata 0\n"
        if let parent { stream += "from :\(parent)\n" }
        stream += "deleteall\n"
        var bytes = Array(stream.utf8)
        for (path, file) in tree {
            bytes += Array("M \(String(file.mode.rawValue, radix: 8)) inline \(path)\ndata \(file.bytes.count)\n".utf8)
            bytes += file.bytes
            bytes.append(10)
        }
        return bytes + [10]
    }
}
