extension StructureMerge {
    /// Merges three mappings key by key.
    mutating func mergeMap(_ containers: Sides<SyntaxContainer>, path: [String]) -> PieceBuilder {
        let own = containers.map { $0.entries.map(\.key) }
        if own.base == own.local, own.base == own.incoming {
            return mergeKeyed(containers, keys: NumberedKeys(own), order: .free) { path + [$0.name] }
        }
        let values = containers.map { container in
            Dictionary(container.entries.lazy.map { ($0.key, $0.node.value) }) { first, _ in first }
        }
        if EntryRenames.revivesRemoved(values) { return wholeConflict(containers, kind: .contentOverlap) }
        let renames = EntryRenames(values, reach: resolvers.renameReach)
        let names = Sides(
            base: own.base, local: own.local.map { renames.common($0, of: .local) },
            incoming: own.incoming.map { renames.common($0, of: .incoming) })
        if renames.isContested || !profile.isOpen(path) && replacedTwice(names.map { Set($0) }) {
            return wholeConflict(containers, kind: .contentOverlap)
        }
        let keys = NumberedKeys(names)
        if keys.isChangedWhereGone({ containers.map { $0.entries.map(\.node.value) } }) {
            return wholeConflict(containers, kind: .valueDeleteModify)
        }
        for entry in containers.local.entries where renames.followedChanges[entry.key] != nil {
            noteRename(of: renames.followedChanges[entry.key]?.name ?? "", to: entry.key.name, at: entry)
        }
        let isOrdered = profile.isOrdered(path) { Set(keys.keys.map(\.name)) }
        return mergeKeyed(containers, keys: keys, order: isOrdered ? .strict : .free) { path + [$0.name] }
    }

    /// Merges three lists by their policy.
    mutating func mergeList(_ containers: Sides<SyntaxContainer>, path: [String]) -> PieceBuilder {
        let policy = profile.list(path) ?? ListPolicy.guessed(containers.map { $0.entries.map(\.node.value) }, at: path)
        let inner = path + ["[]"]
        switch policy.kind {
        case .atomic:
            return wholeConflict(containers)
        case .fixed:
            let values = containers.map { $0.entries.map(\.node.value) }
            guard let keys = policy.fixedKeys(values) else {
                return policy.areApart(values) ? mergeSequence(containers, path: inner) : wholeConflict(containers)
            }
            return mergeKeyed(containers, keys: NumberedKeys(keys), order: .strict) { _ in inner }
        case .sequence:
            return mergeSequence(containers, path: inner)
        case .aligned:
            return mergeAligned(
                containers, rows: policy.align(containers.map { $0.entries.map(\.node.value) }), path: inner)
        case .keyed(let order):
            let values = containers.map { $0.entries.map(\.node.value) }
            guard let (keys, named) = policy.identities(values, reach: resolvers.renameReach) else {
                return mergeSequence(containers, path: inner)
            }
            if values.local.isEmpty || values.incoming.isEmpty { return wholeConflict(containers) }
            if policy.isRewritten(values) {
                return wholeConflict(containers, kind: .contentOverlap)
            }
            noteRenames(containers, keys.names, named: named)
            return mergeKeyed(containers, keys: keys, order: order) { _ in inner }
        }
    }

    private mutating func mergeKeyed(
        _ containers: Sides<SyntaxContainer>, keys: NumberedKeys, order meaning: ListPolicy.Order,
        path: (Key) -> [String]
    ) -> PieceBuilder {
        let isOfWords = containers.local.layout == .words
        let outer = isOfWords ? frame : enter(containers)
        defer { frame = outer }
        let entries = containers.map(\.entries)
        (frame.keys, frame.entries) = (keys, entries)
        let decided = decisions
        // In the order of the file, so that decisions come in that order too.
        var merged = keys.all.map { number in
            let key = keys.keys[number]
            return merge(Sides.at(keys.places(of: number), of: entries), key: key, in: containers, path: path(key))
        }
        takeInReplacements(&merged, keys, containers)
        // In a row of words what both brought tells nothing of the place of the rest.
        let placed = isOfWords ? keys.withBroughtOnce() : keys
        lazy var numbers = Dictionary(zip(keys.keys, keys.all)) { first, _ in first }
        let order = EntryOrder(placed, isPresent: merged.map { $0 != nil }) { number in
            keys.places(of: number).local.map { startsParagraph(entries.local[$0], \.local) } ?? false
        } incomingStartsParagraph: { number in
            keys.places(of: number).incoming.map { startsParagraph(entries.incoming[$0], \.incoming) } ?? false
        } uses: { number in
            guard let uses = profile.uses else { return [] }
            let found = Sides.at(keys.places(of: number), of: entries)
            return [found.local, found.incoming].compactMap { $0?.node.value }.flatMap(uses)
                .compactMap { numbers[Key($0)] }
        }
        if order.isContested(where: meaning) {
            decisions = decided
            return wholeConflict(containers, kind: .valueOrder)
        }
        // Below a header a pair would belong to another table, wherever its neighbours went.
        let ordered =
            order.numbers.filter { !keys.keys[$0].hasHeader } + order.numbers.filter { keys.keys[$0].hasHeader }
        return assemble(parted(arranged(ordered, keys, containers), merged, keys, containers), containers)
    }

    /// Both sides changed something that is merged as a whole or not at all.
    func wholeConflict(_ containers: Sides<SyntaxContainer>, kind: ConflictKind = .valueScalar) -> PieceBuilder {
        var builder = PieceBuilder()
        builder.append(conflict(kind, containers.map { $0.opening.lowerBound..<$0.closing.upperBound }))
        return builder
    }

    // MARK: Putting a container together

    /// Makes the indentation of a container's entries the one that texts are written with; returns the one before.
    mutating func enter(_ containers: Sides<SyntaxContainer>) -> Frame {
        let outer = frame
        frame.layout = layoutSide(containers)
        let own = Sides(
            base: prefix(of: containers.base, \.base), local: prefix(of: containers.local, \.local),
            incoming: prefix(of: containers.incoming, \.incoming))
        guard let local = own.local, let incoming = own.incoming else { return outer }
        // Without entries it has none that could be moved.
        frame.prefix = Sides(base: own.base ?? local, local: local, incoming: incoming)
        return outer
    }

    /// The indentation of the first entry that starts a line; nil when none does.
    func prefix(of container: SyntaxContainer, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> [UInt8]? {
        let bytes = trees[keyPath: side].bytes
        for entry in container.entries {
            let leading = entry.leading
            guard
                let lineStart = bytes[leading].lastIndex(of: lineFeed).map({ $0 + 1 })
                    ?? (startsLine(entry, of: side) ? leading.lowerBound : nil)
            else { continue }
            return Array(bytes[lineStart..<leading.upperBound])
        }
        return nil
    }

    /// Writes a container: opening, entries with commas where they belong, closing.
    mutating func assemble(_ entries: [MergedEntry], _ containers: Sides<SyntaxContainer>) -> PieceBuilder {
        var builder = PieceBuilder()
        guard case .flow(let allowsTrailing) = containers.local.layout else {
            builder.append(mergeTrivia(containers.map(\.opening)))
            if containers.local.layout == .words {
                append(words: entries, containers, to: &builder)
                return builder
            }
            for entry in entries {
                builder.append(entry.text)
                builder.append(entry.gap)
                builder.append(entry.trailing)
            }
            builder.append(mergeTrivia(containers.map(\.closing)))
            return builder
        }
        let isTheirs = frame.layout == .incoming
        let side: KeyPath<Sides<SyntaxTree>, SyntaxTree> = isTheirs ? \.incoming : \.local
        let model = isTheirs ? containers.incoming : containers.local
        if frame.layout == nil {
            builder.append(mergeTrivia(containers.map(\.opening)))
        } else {
            builder.append(text(model.opening, of: side))
        }
        let hadTrailing = model.entries.last.map { !$0.comma.isEmpty } ?? false
        let isTight = model.entries.dropFirst().contains { $0.leading.isEmpty && !startsLine($0, of: side) }
        let placed = laidOut(entries, like: side, model)
        let last = placed.lastIndex { !$0.isComment }
        let startsTight = model.entries.first.map { $0.leading.isEmpty && !startsLine($0, of: side) } ?? false
        let keepsComma = hadTrailing && allowsTrailing
        let end = keepsComma ? nil : last.flatMap { contestedEnd(of: placed, at: $0, in: containers) }
        for (index, entry) in placed.enumerated() {
            var entry = entry
            if index != last || !keepsComma { entry.punctuate(endsList: index == last) }
            if index == last, let end {
                builder.append(end)
                continue
            }
            if index == 0, startsTight { entry.text.dropLeadingSpaces() }
            // In a row a space follows each comma, unless local writes none.
            if index > 0, !isTight, builder.last == UInt8(ascii: ","), entry.text.startsWithoutSpace {
                builder.append(CollectionOfOne(UInt8(ascii: " ")))
            }
            if entry.startsLine, let last = builder.last, last != lineFeed {
                builder.append(CollectionOfOne(lineFeed))
            }
            builder.append(entry.text)
            // How this one ends is part of the conflict about the last one.
            if index + 1 == last, end != nil { continue }
            if !entry.isComment, !entry.isConflict, index != last || keepsComma {
                builder.append(entry.gap)
                builder.append(CollectionOfOne(UInt8(ascii: ",")))
            }
            builder.append(entry.trailing)
        }
        if frame.layout == nil {
            builder.append(mergeInnerTrivia(containers.map(\.closing)))
        } else {
            builder.append(text(model.closing, of: side))
        }
        return builder
    }
}
