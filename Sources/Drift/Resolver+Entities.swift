import Git
import Merge
import Template

extension Resolver {
    /// Settles single conflicts of a held file with one side's text; the others stay, or are marked.
    ///
    /// - Parameters:
    ///   - names: what the conflicts are called: key paths or lines, as reports name them.
    ///   - side: whose text they get.
    func settleEntities(_ item: Record.Held, _ names: [String], to side: ConflictSide) throws -> Settlement {
        let sides = try sides(of: item)
        guard let now = sides.local, let incoming = sides.incoming, now.isRegular, incoming.isRegular,
            let mine = sides.isStarted ? sides.ours : now, mine.isRegular, sides.incomingPath == item.path
        else {
            throw DriftError(.path, "\(item.path) is in conflict as a whole", fix: "use --mine or --template alone")
        }
        if !sides.isStarted { try refuseMarkers(item.path, now) }
        let merge = merged(item, sides, mine, incoming)
        guard case .conflicted(let hunks) = merge.outcome else {
            throw DriftError(.path, "\(item.path) has no single conflicts", fix: "`scaffold resolve` tells its state")
        }
        let known = zip(hunks, places(item, merge, sides, mine, incoming)).map { hunk, place in
            place.name(of: hunk)
        }
        if let unknown = names.first(where: { !known.contains($0) }) {
            throw DriftError(
                .path, "\(item.path) has no conflict at \(unknown)", fix: "it has: \(known.joined(separator: ", "))")
        }
        let wanted = Set(known.indices.filter { names.contains(known[$0]) })
        let labels = markerLabels(of: item)
        let marked = merge.marked(labels: labels, style: .zdiff3)
        guard let shown = try? parseMarkers(marked),
            var file = try? parseMarkers(sides.isStarted ? now.bytes ?? [] : marked),
            file.settle(wanted, asShownIn: shown, to: side)
        else {
            throw DriftError(
                .path, "a conflict of \(item.path) is no longer as it was marked",
                fix: "edit the file and settle it with --done")
        }
        let after = FileVersion(mode: now.mode, bytes: file.marked(labels: labels))
        var change = Change(path: item.path, before: now, after: after)
        if file.conflictCount == 0 {
            let outcome = Outcome(path: item.path, message: "resolved", conflicts: 0)
            return Settlement(
                outcome: outcome, changes: [change], learned: try learned(item, sides, .done, result: after))
        }
        change.stages = [sides.base, mine, incoming]
        let left = file.conflictCount == 1 ? "1 conflict is" : "\(file.conflictCount) conflicts are"
        return Settlement(
            outcome: Outcome(path: item.path, message: "\(left) left", conflicts: file.conflictCount),
            changes: [change])
    }
}

extension ConflictPlace {
    /// What a conflict is called: its entity, else its lines.
    func name(of hunk: ConflictHunk) -> String {
        if let entity { return entity }
        let range =
            [hunk.localLines, hunk.incomingLines, hunk.baseLines].first { !$0.isEmpty } ?? hunk.localLines
        return range.count == 1
            ? "line \(range.lowerBound + 1)" : "lines \(range.lowerBound + 1)-\(max(range.upperBound, 1))"
    }
}

extension MarkedFile {
    /// Settles conflicts to one side.
    /// - Parameters:
    ///   - wanted: which ones, by their index in `shown`.
    ///   - shown: the file as it was marked first, before people worked on it.
    /// - Returns: false when one of them is not there any more as it was.
    fileprivate mutating func settle(_ wanted: Set<Int>, asShownIn shown: MarkedFile, to side: ConflictSide) -> Bool {
        let conflicts = shown.chunks.filter { if case .conflict = $0 { true } else { false } }
        for index in wanted {
            guard conflicts.indices.contains(index),
                case .conflict(let local, let base, let incoming) = conflicts[index],
                let place = chunks.firstIndex(of: conflicts[index])
            else { return false }
            chunks[place] = .resolved(side == .local ? local : side == .incoming ? incoming : base ?? [])
        }
        return true
    }
}
