/// Whether people can settle the conflicts of a candidate by taking one side's text in all of them.
///
/// A conflict that is too small leaves a half behind: the name of one entry above the parts of the other, a comma at the end,
/// or a table beside the key that the other side put in its place.
extension MergeGuard {
    /// Whether the file reads with either side's text, and what only one side has is as that side wrote it.
    func hasWholeChoices(_ chunks: [MergeChunk]) -> Bool {
        let texts = (local: chunks.text(conflicts: \.local), incoming: chunks.text(conflicts: \.incoming))
        let format = format
        let readers = [texts.local, texts.incoming].map { text in
            Aside(size: text.count) { format.read(text) != nil }
        }
        // Most of both is local's, so that to compare them is a glance.
        guard let local = format.parse(texts.local)?.valued(like: trees.local),
            let incoming = format.parse(texts.incoming)?.valued(like: trees.local),
            readers.allSatisfy(\.result)
        else { return false }
        let choices = (local: local.value, incoming: incoming.value)
        return isWhole(choices.local, beside: choices.incoming, as: values.local, path: [])
            && isWhole(choices.incoming, beside: choices.local, as: values.incoming, path: [])
    }

    /// Whether what both sides have is there whichever side's text is taken.
    ///
    /// Where one of them moved it, it may be taken out around the conflicts, and be in one side's text only.
    func keepsCommonLines(_ chunks: [MergeChunk]) -> Bool {
        let sides = [trees.local.bytes, trees.incoming.bytes].map(Self.lineCounts)
        let choices = [chunks.text(conflicts: \.local), chunks.text(conflicts: \.incoming)].map(Self.lineCounts)
        return sides[0].allSatisfy { line, count in
            let common = min(count, sides[1][line] ?? 0)
            return choices.allSatisfy { $0[line] ?? 0 >= common }
        }
    }

    /// How often each line with a name stands in a text, without what parts it from its neighbours; comments have places of
    /// their own.
    private static func lineCounts(_ text: [UInt8]) -> [String: Int] {
        String(decoding: text, as: UTF8.self).lines.reduce(into: [:]) { counts, line in
            let line = line.trimmed
            guard line.contains(where: \.isLetter), !line.hasPrefix("#"), !line.hasPrefix("//") else { return }
            counts[line.hasSuffix(",") ? String(line.dropLast()) : line, default: 0] += 1
        }
    }

    /// Whether a side's text in all conflicts has no comment more often than the sides make it, and none that the other side made
    /// of an entry in conflict: the comment is that side's answer.
    func hasOwnComments(_ chunks: [MergeChunk]) -> Bool {
        let entries = Set(
            chunks.conflicts.flatMap { String(decoding: $0.base, as: UTF8.self).lines.map(\.trimmed) })
        let choices = [
            (chunks.text(conflicts: \.local), comments.local), (chunks.text(conflicts: \.incoming), comments.incoming),
        ]
        return choices.allSatisfy { text, own in
            guard let counts = format.parse(text)?.commentCounts else { return false }
            return counts.allSatisfy { comment, count in
                let known = comments.map { $0[comment] ?? 0 }
                if count > max(known.local, known.incoming, known.local + known.incoming - known.base) { return false }
                return count <= own[comment] ?? 0
                    || !entries.contains(String(comment.drop { "#/;".contains($0) }).trimmed)
            }
        }
    }

    /// Whether entries that one choice has and the other one lacks are the side's own.
    private func isWhole(_ choice: Value, beside other: Value, as side: Value, path: [String]) -> Bool {
        if choice == other || choice == side { return true }
        switch (choice.unmarked, other.unmarked, side.unmarked) {
        case (.map(let mine), .map(let theirs), .map(let own)):
            return mine.allSatisfy { key, value in
                guard let old = own[key] else { return true }
                guard let counterpart = theirs[key] else { return value == old }
                return isWhole(value, beside: counterpart, as: old, path: path + [key.name])
            }
        case (.list(let mine), .list(let theirs), .list(let own)):
            // Documents.
            if path.isEmpty, mine.count == theirs.count, mine.count == own.count {
                return mine.indices.allSatisfy { isWhole(mine[$0], beside: theirs[$0], as: own[$0], path: ["[]"]) }
            }
            let policy =
                format.profile.list(path) ?? .guessed(Sides(base: mine, local: theirs, incoming: own), at: path)
            guard case .keyed = policy.kind,
                let keys = policy.keys(Sides(base: mine, local: theirs, incoming: own))
            else { return true }
            let (others, owners) = (
                Dictionary(zip(keys.local, theirs)) { first, _ in first },
                Dictionary(zip(keys.incoming, own)) { first, _ in first }
            )
            return zip(keys.base, mine).allSatisfy { key, value in
                guard let old = owners[key] else { return true }
                guard let counterpart = others[key] else { return value == old }
                return isWhole(value, beside: counterpart, as: old, path: path + ["[]"])
            }
        default: return true
        }
    }
}
