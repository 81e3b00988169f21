extension StructureMerge {
    /// Merges three mappings key by key.
    mutating func mergeMap(_ containers: Sides<SyntaxContainer>, path: [String]) -> PieceBuilder {
        let values = containers.map { container in
            Dictionary(container.entries.lazy.map { ($0.key, $0.node.value) }) { first, _ in first }
        }
        if EntryRenames.revivesRemoved(values) { return wholeConflict(containers, kind: .contentOverlap) }
        let renames = EntryRenames(values, reach: resolvers.renameReach)
        let keys = Sides(
            base: containers.base.entries.map { renames.common($0.key, of: .base) },
            local: containers.local.entries.map { renames.common($0.key, of: .local) },
            incoming: containers.incoming.entries.map { renames.common($0.key, of: .incoming) })
        if renames.isContested || !profile.isOpen(path) && replacedTwice(keys.map { Set($0) }) {
            return wholeConflict(containers, kind: .contentOverlap)
        }
        if keys.isChangedWhereGone({ containers.map { $0.entries.map(\.node.value) } }) {
            return wholeConflict(containers, kind: .valueDeleteModify)
        }
        for entry in containers.local.entries where renames.followedChanges[entry.key] != nil {
            noteRename(of: renames.followedChanges[entry.key]?.name ?? "", to: entry.key.name, at: entry)
        }
        let names = Set((keys.base + keys.local + keys.incoming).map(\.name))
        return mergeKeyed(containers, keys: keys, ordered: profile.isOrdered(path, names)) { path + [$0.name] }
    }

    /// Merges three lists by their policy.
    mutating func mergeList(_ containers: Sides<SyntaxContainer>, path: [String]) -> PieceBuilder {
        let policy = profile.list(path) ?? ListPolicy.guessed(containers.map { $0.entries.map(\.node.value) })
        let inner = path + ["[]"]
        switch policy.kind {
        case .atomic:
            return wholeConflict(containers)
        case .fixed:
            let values = containers.map { $0.entries.map(\.node.value) }
            guard let keys = policy.fixedKeys(values) else {
                return policy.areApart(values) ? mergeSequence(containers, path: inner) : wholeConflict(containers)
            }
            return mergeKeyed(containers, keys: keys, ordered: true) { _ in inner }
        case .sequence:
            return mergeSequence(containers, path: inner)
        case .aligned:
            return mergeAligned(
                containers, rows: policy.align(containers.map { $0.entries.map(\.node.value) }), path: inner)
        case .keyed(let ordered):
            let values = containers.map { $0.entries.map(\.node.value) }
            guard let (keys, named) = policy.identities(values, reach: resolvers.renameReach) else {
                return mergeSequence(containers, path: inner)
            }
            if values.local.isEmpty || values.incoming.isEmpty { return wholeConflict(containers) }
            noteRenames(containers, keys, named: named)
            return mergeKeyed(containers, keys: keys, ordered: ordered) { _ in inner }
        }
    }

    private mutating func mergeKeyed(
        _ containers: Sides<SyntaxContainer>, keys: Sides<[Key]>, ordered: Bool, path: (Key) -> [String]
    ) -> PieceBuilder {
        let outer = containers.local.layout == .words ? frame : enter(containers)
        defer { frame = outer }
        let entries = Sides(
            base: Dictionary(zip(keys.base, containers.base.entries)) { first, _ in first },
            local: Dictionary(zip(keys.local, containers.local.entries)) { first, _ in first },
            incoming: Dictionary(zip(keys.incoming, containers.incoming.entries)) { first, _ in first })
        frame.places = nil
        frame.keys = keys
        frame.entries = entries
        let decided = decisions
        var merged: [Key: MergedEntry] = [:]
        var seen: Set<Key> = []
        // In the order of the file, so that decisions come in that order too.
        for key in keys.local + keys.incoming + keys.base where seen.insert(key).inserted {
            let sides = EntrySides(
                base: entries.base[key], local: entries.local[key], incoming: entries.incoming[key])
            merged[key] = merge(sides, key: key, in: containers, path: path(key))
        }
        var placed = keys
        if containers.local.layout == .words {
            // What both brought stands where local has it, and tells nothing of the place of the rest.
            let brought = Set(keys.local).subtracting(keys.base)
            placed.incoming.removeAll { brought.contains($0) }
        }
        let order = EntryOrder(placed, present: Set(merged.keys)) { key in
            guard let entry = entries.local[key] else { return false }
            return attachedLeading(entry, \.local).lowerBound > entry.leading.lowerBound
        } incomingStartsParagraph: { key in
            guard let entry = entries.incoming[key] else { return false }
            return attachedLeading(entry, \.incoming).lowerBound > entry.leading.lowerBound
        } uses: { key in
            guard let uses = profile.uses, let entry = entries.incoming[key] ?? entries.local[key] else { return [] }
            return Set(uses(entry.node.value).map { Key($0) })
        }
        if ordered && order.isContested {
            decisions = decided
            return wholeConflict(containers, kind: .valueOrder)
        }
        // Below a header a pair would belong to another table, wherever its neighbours went.
        let names = order.keys.filter { !$0.hasHeader } + order.keys.filter(\.hasHeader)
        return assemble(arranged(names, keys, containers).compactMap { merged[$0] }, containers)
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
        let own = Sides(
            base: prefix(of: containers.base, \.base), local: prefix(of: containers.local, \.local),
            incoming: prefix(of: containers.incoming, \.incoming))
        guard let base = own.base, let local = own.local, let incoming = own.incoming else { return outer }
        frame.prefix = Sides(base: base, local: local, incoming: incoming)
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
        builder.append(mergeTrivia(containers.map(\.opening)))
        if containers.local.layout == .words {
            append(words: entries, containers, to: &builder)
            return builder
        }
        guard case .flow(let allowsTrailing) = containers.local.layout else {
            for entry in entries {
                builder.append(entry.text)
                builder.append(entry.gap)
                builder.append(entry.trailing)
            }
            builder.append(mergeTrivia(containers.map(\.closing)))
            return builder
        }
        let hadTrailing = containers.local.entries.last.map { !$0.comma.isEmpty } ?? false
        let isTight = containers.local.entries.dropFirst().contains { $0.leading.isEmpty && !startsLine($0) }
        let last = entries.lastIndex { !$0.isComment }
        let startsTight = containers.local.entries.first.map { $0.leading.isEmpty && !startsLine($0) } ?? false
        for (index, entry) in entries.enumerated() {
            var entry = entry
            if index == 0, startsTight { entry.text.dropLeadingSpaces() }
            // In a row a space follows each comma, unless local writes none.
            if index > 0, !isTight, builder.last == UInt8(ascii: ","), entry.text.startsWithoutSpace {
                builder.append(CollectionOfOne(UInt8(ascii: " ")))
            }
            if entry.startsLine, let last = builder.last, last != lineFeed {
                builder.append(CollectionOfOne(lineFeed))
            }
            builder.append(entry.text)
            if !entry.isComment, !entry.isConflict, index != last || (hadTrailing && allowsTrailing) {
                builder.append(entry.gap)
                builder.append(CollectionOfOne(UInt8(ascii: ",")))
            }
            builder.append(entry.trailing)
        }
        builder.append(mergeInnerTrivia(containers.map(\.closing)))
        return builder
    }
}
