/// An entry of a merged container, with what its comma depends on.
struct MergedEntry {
    var key: Key
    /// The entry up to its comma.
    var text: PieceBuilder
    /// Space between the value and its comma, where it had one.
    var gap: [UInt8] = []
    /// What separates a word from the one before it; nil where it was the first, nothing where the text has it.
    var separator: [UInt8]? = []
    /// What follows the comma.
    var trailing: [UInt8] = []
    /// Whether it must not stand behind another one on its line.
    var startsLine = false
    /// Whether it stands behind another one on the template's side, if there is one.
    var continuesLine = false
    /// Whether it is a comment only, which needs no comma before it nor behind it.
    var isComment = false
    /// Whether it is a conflict, whose texts have their own commas.
    var isConflict = false
    /// Where the texts of a conflict have their commas, or would have them; nil where entries have none.
    var commas: Sides<Range<Int>?>?
}

/// The entries of one key on each side; a side that lacks the key has none.
typealias EntrySides = Sides<SyntaxEntry?>

extension StructureMerge {
    /// Merges the entries of one key.
    ///
    /// Nil: the result has none.
    mutating func merge(_ entries: EntrySides, key: Key, in containers: Sides<SyntaxContainer>, path: [String])
        -> MergedEntry?
    {
        if containers.local.layout == .words { return mergeWord(entries, key: key, in: containers, path: path) }
        if let kind = contested[EntryPlace(entries)] { return conflicting(kind, entries, key: key, in: containers) }
        if recordsChanges { record(entries, key: key) }
        // Most of a large file: what the template left as it was.
        if let base = entries.base, let local = entries.local, let incoming = entries.incoming,
            trees.base[base.span] == trees.incoming[incoming.span]
        {
            return copy(local, of: \.local, key: key)
        }
        switch (entries.base, entries.local, entries.incoming) {
        case (let base?, let local?, let incoming?):
            return mergeChanged(
                Sides(base: base, local: local, incoming: incoming), key: key, in: containers, path: path)
        case (nil, let local?, nil): return copy(local, of: \.local, key: key)
        case (nil, nil, let incoming?): return inserted(incoming, key: key, in: containers)
        case (nil, let local?, let incoming?):
            if local.node.value == incoming.node.value { return copy(local, of: \.local, key: key) }
            if resolvers.isAlike(local.node.value, incoming.node.value, path: path) {
                note(
                    ScalarResolvers.spelling, "both sides added \(key.name): kept local's spelling",
                    at: local.head.lowerBound)
                return copy(local, of: \.local, key: key)
            }
            if let side = resolvers.higherBound(local.node.value, incoming.node.value, path: path) {
                note(
                    VersionResolver.name,
                    "both sides added \(key.name): \(side == .local ? "kept" : "took") the higher bound",
                    at: local.head.lowerBound)
                return side == .local
                    ? copy(local, of: \.local, key: key) : inserted(incoming, key: key, in: containers)
            }
            return joined(local, incoming, key: key, in: containers, path: path)
                ?? conflicting(.contentInsertInsert, entries, key: key, in: containers)
        case (let base?, nil, let incoming?):
            if isSame(base, \.base, incoming, \.incoming) { return nil }
            if let (resolver, message) = reasonToStayOut(base, incoming, key: key, path: path) {
                note(
                    resolver.rawValue, message,
                    at: min(place(of: entries, lackedBy: .local, in: containers).lowerBound, trees.local.bytes.count))
                return nil
            }
            return conflicting(.valueDeleteModify, entries, key: key, in: containers)
        case (let base?, let local?, nil):
            if isSame(base, \.base, local, \.local) { return section(of: local, \.local) }
            if resolvers.hasParts(local.node.value, outOf: base.node.value, gone: .incoming),
                hasCommentsOfBase(local, \.local, base)
            {
                note(
                    AutomaticResolver.included.rawValue,
                    "the template took \(key.name) out, of which local took parts out: it goes",
                    at: local.head.lowerBound)
                return section(of: local, \.local)
            }
            return conflicting(.valueDeleteModify, entries, key: key, in: containers)
        case (_, nil, nil): return nil
        }
    }

    private mutating func mergeChanged(
        _ entries: Sides<SyntaxEntry>, key: Key, in containers: Sides<SyntaxContainer>, path: [String]
    ) -> MergedEntry {
        var text = PieceBuilder()
        text.append(mergeLeading(entries, in: containers))
        let ends = Sides(
            base: endsLine(entries.base, \.base), local: endsLine(entries.local, \.local),
            incoming: endsLine(entries.incoming, \.incoming))
        let isFilledByBoth = ends.local && ends.incoming && entries.base.node.container?.entries.isEmpty == true
        if ends.base != ends.local || ends.base != ends.incoming, !isFilledByBoth {
            text.append(mergeUnit(entries))
            return MergedEntry(key: key, text: text)
        }
        if isCommentedAnew(entries) {
            return conflicting(
                .contentOverlap,
                EntrySides(base: entries.base, local: entries.local, incoming: entries.incoming), key: key,
                in: containers)
        }
        let value = merge(entries.map(\.node), path: path)
        let heads = texts(entries.map(\.head))
        if let kind = value.onlyConflict?.kind, heads.local != heads.base || heads.incoming != heads.base {
            // What introduces a value may only fit its own side's.
            text.append(conflict(kind, entries.map { $0.head.lowerBound..<$0.node.span.upperBound }))
        } else {
            text.append(mergeHead(entries.map(\.head)))
            text.append(value)
        }
        return MergedEntry(
            key: key, text: text, gap: Array(self.text(entries.local.gap, of: \.local)),
            trailing: mergeTrailing(entries))
    }

    /// Whether a value takes its line end with it, as what stands on lines of its own does.
    private func endsLine(_ entry: SyntaxEntry, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> Bool {
        entry.trailing.isEmpty && entry.comma.isEmpty && !entry.body.isEmpty
            && trees[keyPath: side].bytes[entry.body.upperBound - 1] == lineFeed
    }

    /// A value that one side wrote on lines of its own and another behind its key: name, value and line end are one.
    private func mergeUnit(_ entries: Sides<SyntaxEntry>) -> PieceBuilder {
        let spans = entries.map(\.body)
        let texts = texts(spans)
        let values = entries.map(\.node.value)
        var builder = PieceBuilder()
        if texts.local == texts.base {
            builder.append(texts.incoming)
        } else if texts.incoming == texts.base || values.incoming == values.base || values.local == values.incoming {
            builder.append(texts.local)
        } else if values.local == values.base {
            builder.append(texts.incoming)
        } else {
            builder.append(conflict(.valueScalar, spans))
        }
        return builder
    }

    mutating func mergeHead(_ spans: Sides<Range<Int>>) -> [UInt8] {
        let texts = texts(spans)
        return Array(texts.local == texts.base ? texts.incoming : texts.local)
    }

    /// Where the entries of a row break into lines is local's to say: only comments are merged.
    private mutating func mergeLeading(
        _ entries: Sides<SyntaxEntry>, in containers: Sides<SyntaxContainer>
    ) -> PieceBuilder {
        if case .flow = containers.local.layout {
            var builder = PieceBuilder()
            let texts = texts(entries.map(\.leading))
            if isBlank(texts.local), isBlank(texts.incoming), isBlank(texts.base) {
                builder.append(texts.local)
                return builder
            }
            // Behind another entry on its line a comment has no line of its own.
            guard startsLine(entries.base, of: \.base), startsLine(entries.local),
                startsLine(entries.incoming, of: \.incoming)
            else {
                builder.append(mergeInnerTrivia(entries.map(\.leading)))
                return builder
            }
        }
        return mergeTrivia(entries.map(\.leading))
    }

    /// The line end of a flow entry depends on its neighbours: only comments are merged.
    private mutating func mergeTrailing(_ entries: Sides<SyntaxEntry>) -> [UInt8] {
        let texts = texts(entries.map(\.trailing))
        if isBlank(texts.local) && isBlank(texts.incoming) && isBlank(texts.base) { return Array(texts.local) }
        return mergeInnerTrivia(entries.map(\.trailing))
    }

    /// What stands directly above an entry, below the last blank line: the part that goes where the entry goes.
    func attachedLeading(_ entry: SyntaxEntry, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> Range<Int> {
        let bytes = trees[keyPath: side].bytes
        var start = entry.leading.lowerBound
        var lineIsBlank = true
        for index in entry.leading {
            if bytes[index] == lineFeed {
                if lineIsBlank { start = index + 1 }
                lineIsBlank = true
            } else if !isBlank(bytes[index]) {
                lineIsBlank = false
            }
        }
        return start..<entry.leading.upperBound
    }

    // MARK: Entries that one side has

    func copy(_ entry: SyntaxEntry, of side: KeyPath<Sides<SyntaxTree>, SyntaxTree>, key: Key) -> MergedEntry {
        var builder = PieceBuilder()
        builder.append(text(entry.leading.lowerBound..<entry.node.span.upperBound, of: side))
        return MergedEntry(
            key: key, text: builder, gap: Array(text(entry.gap, of: side)),
            trailing: Array(text(entry.trailing, of: side)))
    }

    /// A comment that belongs to the section and not to the entry survives it.
    func section(of entry: SyntaxEntry, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> MergedEntry? {
        let section = sectionLeading(entry, side)
        guard !isBlank(trees[keyPath: side][section]) else { return nil }
        var builder = PieceBuilder()
        builder.append(text(section, of: side))
        return MergedEntry(key: Key(""), text: builder, isComment: true)
    }

    /// What stands above an entry without being attached to it.
    func sectionLeading(_ entry: SyntaxEntry, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> Range<Int> {
        entry.leading.lowerBound..<attachedLeading(entry, side).lowerBound
    }

    func startsLine(_ entry: SyntaxEntry, of side: KeyPath<Sides<SyntaxTree>, SyntaxTree> = \.local) -> Bool {
        let start = entry.leading.lowerBound
        return start == 0 || trees[keyPath: side].bytes[start - 1] == lineFeed
    }
}
