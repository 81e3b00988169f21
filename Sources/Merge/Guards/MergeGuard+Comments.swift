/// Comments that a candidate lost or doubled.
extension MergeGuard {
    /// The comments that the template brought and that a merge lacks, as where both sides added one entry.
    func leftOut(of chunks: [MergeChunk]) -> [String] {
        let brought = comments.incoming.filter { comment, count in count > comments.base[comment] ?? 0 }
        if brought.isEmpty { return [] }
        // A comment within a conflict is there on one side of it.
        var texts = [chunks.text(conflicts: \.local)]
        if chunks.settledBytes == nil { texts.append(chunks.text(conflicts: \.incoming)) }
        let counts = texts.compactMap { format.parse($0)?.commentCounts }
        if counts.count < texts.count {
            let all = String(decoding: texts.joined(), as: UTF8.self)
            return brought.keys.filter { !all.contains($0) }.sorted()
        }
        return brought.filter { comment, count in
            let base = comments.base[comment] ?? 0
            let local = comments.local[comment] ?? 0
            let found = counts.map { $0[comment] ?? 0 }.max() ?? 0
            // What both brought is there once.
            return found < local + count - base - min(count - base, max(0, local - base))
        }.keys.sorted()
    }

    /// A comment that one side brought or both kept and the result lacks, or that the result has more often than the sides make it.
    ///
    /// Comments of the base may go with what they stand on, or because a side took them out.
    func wrongComment(in counts: [String: Int]) -> Objection? {
        let lost = comments.local.filter { text, count in
            count > comments.base[text] ?? 0 && counts[text] ?? 0 < min(count, count - (comments.base[text] ?? 0))
        }.keys.min()
        let left = comments.base.filter { text, count in
            let found = counts[text] ?? 0
            return found < min(count, comments.local[text] ?? 0, comments.incoming[text] ?? 0) && found < kept(text)
        }.keys.min()
        if let lost = lost ?? left { return .lostComment(lost) }
        let doubled = counts.filter { text, count in
            let (local, incoming) = (comments.local[text] ?? 0, comments.incoming[text] ?? 0)
            let base = comments.base[text] ?? 0
            // What one side took out and the other left alone is not there again.
            let isBack = local < base && incoming == base && count > local
            return isBack || count > max(local, incoming, local + incoming - base)
        }.keys.min()
        return (doubled ?? revivedComment(in: counts)).map(Objection.doubledComment)
            ?? forgottenComment(in: counts).map(Objection.lostComment)
    }

    /// A comment that the template took out, and put nothing in its place, and that is there again since local left it alone.
    private func revivedComment(in counts: [String: Int]) -> String? {
        let back = comments.base.filter { text, count in
            let left = comments.incoming[text] ?? 0
            return left < count && comments.local[text] == count && counts[text] ?? 0 > left
        }
        if back.isEmpty { return nil }
        func lines(_ tree: SyntaxTree) -> [String] {
            tree.bytes.split(separator: lineFeed).map { String(decoding: $0, as: UTF8.self).trimmed }
        }
        let incoming = lines(trees.incoming)
        let old = lines(trees.base).filter { comments.base[$0] != nil }
        let new = incoming.filter { comments.incoming[$0] != nil }
        let (values, distinct) = numbered([old, new])
        let gone = lineDiff(values[0], values[1], distinct: distinct).filter(\.new.isEmpty).flatMap { old[$0.old] }
        // What the template switched on is no comment that it did not want.
        let settings = Set(incoming)
        return gone.filter { text in
            back[text] != nil && !settings.contains(String(text.drop { "#/;".contains($0) }).trimmed)
        }.min()
    }

    /// How often a comment must stay: in as many places as both sides left it in.
    private func kept(_ text: String) -> Int {
        let count = (comments.base[text] ?? 0, comments.local[text] ?? 0, comments.incoming[text] ?? 0)
        let least = min(count.0, count.1, count.2)
        guard count.1 < count.0, count.2 < count.0 else { return least }
        // Each took one of several out; whether that is the same one, only the places tell.
        let places = trees.map { tree in
            (CommentPlaces(tree, profile: format.profile).below[text] ?? []).map(\.place)
        }
        guard places.base.count == count.0, Set(places.base).count == count.0 else { return least }
        return Set(places.base).intersection(places.local).intersection(places.incoming).count
    }

    /// A comment that the template changed or brought and the result lacks, although local left the template's comments as
    /// they were: nothing was decided between the two.
    private func forgottenComment(in counts: [String: Int]) -> String? {
        let missing = comments.incoming.filter { text, count in
            count > comments.base[text] ?? 0 && comments.local[text] == nil && counts[text] == nil
        }.keys.min()
        guard let missing else { return nil }
        let changed = comments.base.filter { text, count in comments.incoming[text] ?? 0 < count }
        if changed.contains(where: { comments.local[$0.key] == $0.value && counts[$0.key] == $0.value }) {
            return missing
        }
        let isLocalSilent = comments.local.allSatisfy { $0.value <= comments.base[$0.key] ?? 0 }
        return isLocalSilent && changed.allSatisfy { comments.local[$0.key] == $0.value } ? missing : nil
    }
}
