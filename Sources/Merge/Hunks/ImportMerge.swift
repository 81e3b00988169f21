/// Merges lists of imports in which both sides changed different things at one place.
///
/// The result is the base without what either side took out and with what either brought, each once. It is taken only
/// where the list is sorted on all sides, so that it says where each entry goes and that order means nothing else; or
/// where both sides only put some in at one point: local's come first then. So they do among the names between the
/// brackets of a script or of Rust, which have no order to keep. One name taken from two places, and a line that one side
/// changed and the other took out, stay conflicts.
struct ImportMerge {
    private let syntax: ImportSyntax
    private let texts: Sides<LineText>

    /// Nil where nothing is known of imports.
    init?(path: String, _ bodies: MergeBodies) {
        guard let syntax = ImportSyntax(path: path) else { return nil }
        self.syntax = syntax
        texts = Sides(base: bodies.base, local: bodies.local, incoming: bodies.incoming).map { LineText($0) }
    }

    /// The lines that stand for a conflict; nil where they can't be told.
    func merged(_ hunk: ConflictHunk) -> [UInt8]? {
        for kind in [ImportSyntax.Kind.statement, .member] {
            if let lines = merged(hunk, kind) {
                return Array(lines.map { $0 + "\n" }.joined().utf8)
            }
        }
        return nil
    }

    private func merged(_ hunk: ConflictHunk, _ kind: ImportSyntax.Kind) -> [String]? {
        let places = Sides(base: hunk.baseLines, local: hunk.localLines, incoming: hunk.incomingLines)
        guard let base = run(texts.base, places.base, kind), let local = run(texts.local, places.local, kind),
            let incoming = run(texts.incoming, places.incoming, kind)
        else { return nil }
        let runs = Sides(base: base, local: local, incoming: incoming)
        let order =
            runs.base.all.count > 1
            ? ImportOrder.common(of: [base, local, incoming].map { $0.all.map(\.sortKey) }) : nil
        // Without an order only names between brackets may stand anywhere, and what both sides put in at one point.
        guard
            order != nil || kind == .member && (syntax == .script || syntax == .rust) || isOneLine(runs)
                || areAdded(runs)
        else { return nil }
        guard let own = union(runs.map(\.own), order) else { return nil }
        let result = runs.local.above + own + runs.local.below
        let names = result.flatMap(\.names)
        guard Set(names).count == names.count, Set(result.map(\.key)).count == result.count,
            order?.isKept(result.map(\.sortKey)) ?? true
        else { return nil }
        return own.map(\.text)
    }

    /// One statement on all sides, of which only the members changed.
    private func isOneLine(_ runs: Sides<Run>) -> Bool {
        let lines = [runs.base.own, runs.local.own, runs.incoming.own]
        return lines.allSatisfy { $0.count == 1 && $0[0].head != nil && $0[0].key == lines[0][0].key }
    }

    /// Statements that both sides put in, none of which is known to change what is imported after it.
    private func areAdded(_ runs: Sides<Run>) -> Bool {
        runs.base.own.isEmpty && !runs.local.own.isEmpty && !runs.incoming.own.isEmpty
            && (runs.local.own + runs.incoming.own).allSatisfy { line in
                let module = line.key.split(separator: " ").last ?? ""
                return syntax != .python || !module.hasPrefix(".") && !NewImports.acts(module)
            }
    }

    // MARK: Entries

    /// What is left of the base and what was brought.
    private func union(_ sides: Sides<[ImportLine]>, _ order: ImportOrder?) -> [ImportLine]? {
        var byKey: Sides<[String: ImportLine]> = Sides(base: [:], local: [:], incoming: [:])
        for (lines, side) in [(sides.base, SideName.base), (sides.local, .local), (sides.incoming, .incoming)] {
            for line in lines {
                let isNew: Bool =
                    switch side {
                    case .base: byKey.base.updateValue(line, forKey: line.key) == nil
                    case .local: byKey.local.updateValue(line, forKey: line.key) == nil
                    case .incoming: byKey.incoming.updateValue(line, forKey: line.key) == nil
                    }
                guard isNew else { return nil }
            }
        }
        var result: [ImportLine] = []
        var seen: Set<String> = []
        for key in (sides.local + sides.incoming).map(\.key) where seen.insert(key).inserted {
            let (old, mine, theirs) = (byKey.base[key], byKey.local[key], byKey.incoming[key])
            switch (mine, theirs) {
            case (let mine?, let theirs?):
                if mine.text == theirs.text || theirs.text == old?.text {
                    result.append(mine)
                } else if mine.text == old?.text {
                    result.append(theirs)
                } else if let old, let line = withMembers(Sides(base: old, local: mine, incoming: theirs)) {
                    result.append(line)
                } else {
                    return nil
                }
            case (let line?, nil), (nil, let line?):
                if old == nil { result.append(line) } else if line.text != old?.text { return nil }
            case (nil, nil): continue
            }
        }
        guard let order else { return result }
        return result.sorted { order.isBefore($0.sortKey, $1.sortKey) }
    }

    /// A statement whose members both sides changed.
    private func withMembers(_ lines: Sides<ImportLine>) -> ImportLine? {
        guard let head = lines.local.head, lines.base.head == head, lines.incoming.head == head,
            lines.base.tail == lines.local.tail, lines.base.tail == lines.incoming.tail
        else { return nil }
        let members = lines.map(\.members)
        let all = [members.base, members.local, members.incoming]
        guard all.allSatisfy({ Set($0).count == $0.count }) else { return nil }
        let order = ImportOrder.common(of: all.map { $0.map { (group: 0, text: $0) } })
        // Names of a Python package may be modules, which run in the order of their names here.
        let isTelling = members.base.count > 1 || members.local.count > 1 && members.incoming.count > 1
        guard order != nil && isTelling || syntax != .python else { return nil }
        let removed = Set(members.base).subtracting(members.local).union(
            Set(members.base).subtracting(members.incoming))
        let added = members.incoming.filter { !members.base.contains($0) && !members.local.contains($0) }
        var names = members.local.filter { !removed.contains($0) } + added
        // What stands for another one stands in its place.
        let gone = members.local.filter { !members.incoming.contains($0) && members.base.contains($0) }
        if gone.count == 1, added.count == 1, let place = members.local.firstIndex(of: gone[0]) {
            names = members.local
            names[place] = added[0]
            names.removeAll(where: removed.contains)
        }
        if let order { names.sort { order.isBefore((group: 0, text: $0), (group: 0, text: $1)) } }
        guard let line = syntax.line(head + names.joined(separator: ", ") + lines.local.tail, as: .statement),
            // One thing under two names is somebody's mistake.
            case let sources = line.members.map({ $0.split(separator: " as ")[0] }), Set(sources).count == sources.count
        else { return nil }
        return line
    }

    // MARK: Lines

    /// A conflict's lines of one side, and the imports right above and below them.
    private struct Run {
        var above: [ImportLine]
        var own: [ImportLine]
        var below: [ImportLine]

        var all: [ImportLine] { above + own + below }
    }

    /// Nil where a line of the conflict is no import of the kind, and for members outside of an import.
    private func run(_ text: LineText, _ place: Range<Int>, _ kind: ImportSyntax.Kind) -> Run? {
        func line(_ number: Int) -> String { String(decoding: text[number].dropLast(), as: UTF8.self) }
        var run = Run(above: [], own: [], below: [])
        for number in place {
            guard let found = syntax.line(line(number), as: kind) else { return nil }
            run.own.append(found)
        }
        var start = place.lowerBound
        while start > 0, let found = syntax.line(line(start - 1), as: kind) {
            run.above.insert(found, at: 0)
            start -= 1
        }
        var end = place.upperBound
        while end < text.count, let found = syntax.line(line(end), as: kind) {
            run.below.append(found)
            end += 1
        }
        // Blank lines part the groups of one list.
        while start > 0, isBlank(text[start - 1]) || syntax.line(line(start - 1), as: kind) != nil { start -= 1 }
        guard kind == .statement || start > 0 && syntax.opens(line(start - 1)) else { return nil }
        return run
    }
}
