/// Merges the rows of badges at the top of a README, where both sides changed different ones.
///
/// A badge is known by its text, but for a version in it, where that tells all of them apart. The result has the base's badges without those that either side took out, and those that
/// either brought, each once: local's order, and each new one of the template behind the badge that it follows there.
enum BadgeRow {
    /// The lines that stand for a conflict; nil where a line holds anything but badges, or one badge was changed by both.
    static func merged(_ hunk: ConflictHunk, path: String) -> [UInt8]? {
        guard path.isMarkdown else { return nil }
        let sides = Sides(base: hunk.base, local: hunk.local, incoming: hunk.incoming)
        let lines = sides.map { String(decoding: $0, as: UTF8.self).lines.dropLast() }
        let rows = [lines.base, lines.local, lines.incoming]
        let separator: String
        if rows.allSatisfy({ $0.count == 1 }) {
            separator = " "
        } else if rows.allSatisfy({ $0.allSatisfy { badges($0)?.count == 1 } }) {
            separator = "\n"
        } else {
            return nil
        }
        let found = rows.map { row in
            row.compactMap { line -> [Badge]? in
                guard let badges = badges(line), badges.map(\.text).joined(separator: " ") == line else { return nil }
                return badges
            }
        }
        guard zip(found, rows).allSatisfy({ $0.count == $1.count }) else { return nil }
        let all = found.map { $0.reduce(into: [Badge]()) { $0 += $1 } }
        let known = withoutVersions(all)
        guard let row = union(Sides(base: known[0], local: known[1], incoming: known[2])), !row.isEmpty else {
            return nil
        }
        return Array((row.joined(separator: separator) + "\n").utf8)
    }

    private struct Badge {
        var key: String
        var text: String
    }

    private static let versionStart = Pattern(/^v?\d/)

    /// The same badges, known by what stays of their texts without numbers; as they are where two would be one then.
    private static func withoutVersions(_ lists: [[Badge]]) -> [[Badge]] {
        let plain = lists.map { list in
            list.map { badge in
                let words = badge.key.split(separator: " ").filter { $0.firstMatch(of: versionStart) == nil }
                return Badge(key: words.joined(separator: " "), text: badge.text)
            }
        }
        let isTelling = plain.allSatisfy { list in
            Set(list.map(\.key)).count == list.count && list.allSatisfy { !$0.key.isEmpty }
        }
        return isTelling ? plain : lists
    }

    private static let badge = Pattern(/(?:\[!\[([^\]]*)\]\([^()\s]*\)\]\([^()\s]*\)|!\[([^\]]*)\]\([^()\s]*\)) ?/)

    /// The badges of a line: `[![text](image)](link)` or `![text](image)`.
    private static func badges(_ line: String) -> [Badge]? {
        var rest = line[...]
        var found: [Badge] = []
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: badge) else { return nil }
            let text = String(match.0).trimmed
            found.append(Badge(key: String(match.1 ?? match.2 ?? ""), text: text))
            rest = rest[match.range.upperBound...]
        }
        return found.isEmpty ? nil : found
    }

    /// Whether both sides took out a badge and one of them put another one in its place: the same badge, in other words, of
    /// which the other side made something else.
    private static func isReplacedTwice(_ keys: [[String]]) -> Bool {
        let stable = Set(keys[0]).intersection(keys[1]).intersection(keys[2])
        /// The badges of each stretch between two that all have.
        let gaps = keys.map { keys in
            keys.reduce(into: [Set<String>()]) { gaps, key in
                if stable.contains(key) { gaps.append([]) } else { gaps[gaps.count - 1].insert(key) }
            }
        }
        return zip(gaps[0], zip(gaps[1], gaps[2])).contains { base, sides in
            let isGone = !base.subtracting(sides.0).subtracting(sides.1).isEmpty
            return isGone && sides.0.subtracting(base) != sides.1.subtracting(base)
        }
    }

    private static func union(_ sides: Sides<[Badge]>) -> [String]? {
        let lists = [sides.base, sides.local, sides.incoming]
        let known = lists.map { Dictionary($0.map { ($0.key, $0.text) }) { first, _ in first } }
        guard zip(known, lists).allSatisfy({ $0.count == $1.count && $0[""] == nil }),
            !isReplacedTwice(lists.map { $0.map(\.key) })
        else { return nil }
        // Who moved badges wants an order that the other side does not know.
        for side in [1, 2] {
            let shared = lists[side].map(\.key).filter { known[0][$0] != nil }
            guard shared == lists[0].map(\.key).filter({ known[side][$0] != nil }) else { return nil }
        }
        var row: [Badge] = []
        for badge in sides.local {
            let (old, theirs) = (known[0][badge.key], known[2][badge.key])
            if let theirs {
                if theirs == badge.text || theirs == old {
                    row.append(badge)
                } else if old == badge.text {
                    row.append(Badge(key: badge.key, text: theirs))
                } else {
                    return nil
                }
            } else if old == nil {
                row.append(badge)
            } else if old != badge.text {
                return nil
            }
        }
        var previous: String?
        for badge in sides.incoming {
            defer { previous = badge.key }
            if known[1][badge.key] != nil { continue }
            if let old = known[0][badge.key] {
                if old != badge.text { return nil }
                continue
            }
            let place = previous.flatMap { key in row.firstIndex { $0.key == key } }
            // Behind local's new ones at the same point.
            var index = place.map { $0 + 1 } ?? (previous == nil ? 0 : row.count)
            while index < row.count, known[0][row[index].key] == nil, known[2][row[index].key] == nil { index += 1 }
            row.insert(badge, at: index)
        }
        return row.map(\.text)
    }
}
