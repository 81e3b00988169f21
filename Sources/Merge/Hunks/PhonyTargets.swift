/// The targets of a Makefile that are no files, where both sides changed one line of them: a set.
enum PhonyTargets {
    /// The line with what both sides put in and took out; nil where the conflict is about anything else.
    static func merged(_ hunk: ConflictHunk, path: String) -> [UInt8]? {
        guard path.isMakefile else { return nil }
        let lines = HunkFile.lines(of: hunk)
        guard let base = targets(lines.base), let local = targets(lines.local), let incoming = targets(lines.incoming)
        else {
            return nil
        }
        // One that each replaced by another one is for people to choose.
        let gone = Set(base).subtracting(local).intersection(Set(base).subtracting(incoming))
        if !gone.isEmpty, local != incoming { return nil }
        var result = local.filter { incoming.contains($0) || !base.contains($0) }
        for (index, target) in incoming.enumerated() where !base.contains(target) && !local.contains(target) {
            // Behind what it follows on its side, and behind what local put there.
            let above = incoming[..<index].last(where: result.contains).flatMap { result.firstIndex(of: $0) }
            var place = above.map { $0 + 1 } ?? 0
            while place < result.count, !base.contains(result[place]), !incoming.contains(result[place]) { place += 1 }
            result.insert(target, at: place)
        }
        return Array((start + " " + result.joined(separator: " ") + "\n").utf8)
    }

    private static let start = ".PHONY:"

    private static func targets(_ lines: [String]) -> [String]? {
        guard lines.count == 1, lines[0].hasPrefix(start), !lines[0].contains("\\"), !lines[0].contains("#") else {
            return nil
        }
        let words = lines[0].dropFirst(start.count).split(separator: " ").map(String.init)
        return Set(words).count == words.count && !words.isEmpty ? words : nil
    }
}
