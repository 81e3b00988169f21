import Git

/// Tells commits that this tool made from commits that people made or amended, without any state of its own.
///
/// The last line of an upgrade's message is a hash over everything else in the commit. Whoever amends the commit changes
/// the committer's time at least, so the seal no longer fits and the branch counts as somebody's work.
enum Seal {
    private static let trailer = "Scaffold-Seal: "

    /// The message with its seal.
    static func sealed(
        _ message: String, tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature
    ) -> String {
        message + trailer + hash(message, tree, parents, author, committer).hex + "\n"
    }

    /// Whether `commit` is as this tool made it.
    static func isIntact(_ commit: Commit) -> Bool {
        guard let range = lastTrailer(in: commit.message) else { return false }
        let message = String(commit.message[..<range.lowerBound])
        let expected = hash(message, commit.tree, commit.parents, commit.author, commit.committer)
        return commit.message[range.upperBound...] == expected.hex + "\n"
    }

    private static func lastTrailer(in message: String) -> Range<String.Index>? {
        let marker = Array(trailer.utf8)
        let bytes = Array(message.utf8)
        guard bytes.count >= marker.count + 41 else { return nil }
        let start = bytes.count - 41 - marker.count
        guard Array(bytes[start..<(start + marker.count)]) == marker else { return nil }
        let lower = message.utf8.index(message.startIndex, offsetBy: start)
        return lower..<message.utf8.index(lower, offsetBy: marker.count)
    }

    private static func hash(
        _ message: String, _ tree: ObjectID, _ parents: [ObjectID], _ author: Signature, _ committer: Signature
    ) -> ObjectID {
        let people = [author, committer].map { "\($0.name) <\($0.email)> \($0.seconds) \($0.offsetMinutes)" }
        let text = [tree.hex, parents.map(\.hex).joined(separator: " ")] + people + [message]
        return .of(blob: Array(text.joined(separator: "\n").utf8))
    }
}
