/// Merges three lossless trees by taking local's text and putting the template's changes into it.
///
/// Nothing is printed anew: every byte of the result is a byte of one of the sides, but for commas and indentation. What
/// only one side changed is taken from that side; what both changed is merged part by part; what is left is a conflict
/// at the smallest part that holds it. Whether the result is right is for ``MergeGuard`` to say, not for this type.
struct StructureMerge {
    let trees: Sides<SyntaxTree>
    let profile: MergeProfile
    let resolvers: ScalarResolvers
    var decisions: [Decision] = []
    /// The reindentation of the container that is being merged.
    var frame = Frame()
    /// Entries that are left to people although they would merge, since the file would be wrong with both changes.
    var contested: [EntryPlace: ConflictKind] = [:]
    /// Whether ``changes`` are collected.
    var recordsChanges = false
    /// The entries that a side changed, brought or took out.
    var changes: [EntryChange] = []
    /// Local's lines, once one of them is asked for.
    private var lines: LineText?

    /// The indentation of the entries at hand on each side; texts are written with local's.
    struct Frame {
        var prefix = Sides<[UInt8]>(base: [], local: [], incoming: [])
        /// What the entries at hand are called; none where they have no names.
        var keys = NumberedKeys(Sides(base: [], local: [], incoming: []))
        /// The entries at hand.
        var entries = Sides<[SyntaxEntry]>(base: [], local: [], incoming: [])
        /// The side whose brackets and line breaks the container gets; nil where the sides break lines alike.
        var layout: SideName?
    }

    init(_ trees: Sides<SyntaxTree>, profile: MergeProfile, resolvers: ScalarResolvers) {
        self.trees = trees.map(\.withFileComments)
        self.profile = profile
        self.resolvers = resolvers
    }

    /// The merged text with its conflicts.
    mutating func run() -> [MergePiece] {
        var result = merge(trees.map(\.root), path: [])
        return result.finish()
    }

    // MARK: Texts

    /// The bytes of a span of one side, with local's indentation.
    func text(_ span: Range<Int>, of side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> ArraySlice<UInt8> {
        let bytes = trees[keyPath: side][span]
        let old = side == \.local ? frame.prefix.local : side == \.base ? frame.prefix.base : frame.prefix.incoming
        if old == frame.prefix.local || bytes.isEmpty { return bytes }
        let startsLine = span.lowerBound == 0 || trees[keyPath: side].bytes[span.lowerBound - 1] == lineFeed
        return reindented(bytes, from: old, to: frame.prefix.local, startsLine: startsLine)[...]
    }

    func texts(_ spans: Sides<Range<Int>>) -> Sides<ArraySlice<UInt8>> {
        Sides(
            base: text(spans.base, of: \.base), local: text(spans.local, of: \.local),
            incoming: text(spans.incoming, of: \.incoming))
    }

    func conflict(_ kind: ConflictKind, _ spans: Sides<Range<Int>>) -> PieceConflict {
        PieceConflict(kind: kind, texts: texts(spans).map { Array($0) }, spans: spans)
    }

    mutating func note(_ resolver: String, _ message: String, at offset: Int) {
        let lines = lines ?? LineText(trees.local.bytes)
        self.lines = lines
        decisions.append(Decision(resolver: resolver, line: lines.line(at: offset) + 1, message: message))
    }

    // MARK: Nodes

    /// Merges a value that all three sides have.
    mutating func merge(_ nodes: Sides<SyntaxNode>, path: [String]) -> PieceBuilder {
        var result = PieceBuilder()
        let spans = nodes.map(\.span)
        if resolvers.deadline.stops {
            // What comes out is not looked at any more.
            result.append(conflict(.valueScalar, spans))
            return result
        }
        let texts = texts(spans)
        if texts.incoming == texts.base || texts.local == texts.incoming {
            result.append(texts.local)
            return result
        }
        if texts.local == texts.base {
            // A template that only indents otherwise leaves what local has as it is.
            let onlyIndented =
                frame.prefix.local != frame.prefix.incoming && nodes.incoming.value == nodes.base.value
                && withoutIndentation(texts.incoming) == withoutIndentation(texts.base)
            result.append(onlyIndented ? texts.local : texts.incoming)
            return result
        }
        if isOnlyLaidOut(nodes, texts) {
            result.append(texts.local)
            return result
        }
        if let containers = mergeable(nodes, path: path) {
            switch nodes.local.content {
            case .map: return mergeMap(containers, path: path)
            default: return mergeList(containers, path: path)
            }
        }
        let values = nodes.map(\.value)
        if values.incoming == values.base {
            result.append(texts.local)
        } else if values.local == values.incoming {
            note("spelling", "both sides say the same: kept local's spelling", at: spans.local.lowerBound)
            result.append(texts.local)
        } else if values.local == values.base {
            result.append(texts.incoming)
        } else if let merged = mergeScalars(nodes, values: values, texts: texts, path: path) {
            result.append(merged)
        } else {
            result.append(
                conflict(
                    values.map(\.isScalar) == Sides(base: true, local: true, incoming: true)
                        ? resolvers.conflictKind(values, path: path) : .valueScalar, spans))
        }
        return result
    }

    /// Whether the template only broke the lines of a list in brackets otherwise, which local's own entries don't follow.
    private func isOnlyLaidOut(_ nodes: Sides<SyntaxNode>, _ texts: Sides<ArraySlice<UInt8>>) -> Bool {
        guard case .list(let list) = nodes.incoming.content, case .flow = list.layout else { return false }
        let separators: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), lineFeed]
        let (old, new) = (texts.base.lazy, texts.incoming.lazy)
        return old.filter { !separators.contains($0) }.elementsEqual(new.filter { !separators.contains($0) })
            && nodes.incoming.value == nodes.base.value
    }

    /// The parts of three nodes, where they can be merged part by part.
    private func mergeable(_ nodes: Sides<SyntaxNode>, path: [String]) -> Sides<SyntaxContainer>? {
        // What a tag makes of a collection is not known: it is one value.
        let marks = nodes.map(\.mark)
        guard marks.base == marks.local && marks.base == marks.incoming || marks.mergedAnchor != nil,
            !marks.base.contains("!"), !profile.isOneValue(path, { names in nodes.map { $0.members(names) } })
        else {
            return nil
        }
        switch (nodes.base.content, nodes.local.content, nodes.incoming.content) {
        case (.map(let base), .map(let local), .map(let incoming)),
            (.list(let base), .list(let local), .list(let incoming)):
            // Entries of a block can't stand in brackets as they are, nor the other way round.
            guard base.entries.isEmpty || local.layout == incoming.layout || incoming.entries.isEmpty else {
                return nil
            }
            return Sides(base: base, local: local, incoming: incoming)
        default: return nil
        }
    }

    private mutating func mergeScalars(
        _ nodes: Sides<SyntaxNode>, values: Sides<Value>, texts: Sides<ArraySlice<UInt8>>, path: [String]
    ) -> [UInt8]? {
        if case .scalar(_, .lines) = nodes.local.content, case .scalar(_, .lines) = nodes.base.content,
            case .scalar(_, .lines) = nodes.incoming.content,
            texts.base.first == texts.local.first, texts.base.first == texts.incoming.first
        {
            let lines = LineMerge(
                base: Array(texts.base), local: Array(texts.local), incoming: Array(texts.incoming), options: .init())
            return lines.settledBytes
        }
        guard let decision = resolvers.decide(values, path: path) else { return nil }
        note(decision.resolver, decision.message, at: nodes.local.span.lowerBound)
        return decision.takesIncoming ? Array(texts.incoming) : Array(texts.local)
    }
}

extension LineMerge {
    /// The merged bytes; nil where a conflict is left.
    var settledBytes: [UInt8]? { chunks.settledBytes }
}

/// Whether bytes are spaces, tabs and line ends only; index by index, since it is asked of every line, in builds for tests too.
func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
        var index = 0
        while index < buffer.count {
            guard isBlank(buffer[index]) else { return false }
            index += 1
        }
        return true
    }
}

/// Whether a byte is space or part of a line end.
func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == lineFeed || byte == carriageReturn
}

/// Replaces the indentation of lines: `old` at their start by `new`; lines that start otherwise stay as they are.
func reindented(
    _ bytes: ArraySlice<UInt8>, from old: [UInt8], to new: [UInt8], startsLine: Bool
) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    // From spaces to tabs or back, what stands deeper changes as well: so many for one.
    let isOtherKind = Set(old).count == 1 && Set(new).count == 1 && old.first != new.first
    let unit = isOtherKind && new.first == UInt8(ascii: "\t") ? old.count / new.count : 0
    let width = isOtherKind && old.first == UInt8(ascii: "\t") ? new.count / old.count : 0
    var atStart = startsLine
    var index = bytes.startIndex
    while index < bytes.endIndex {
        if atStart, bytes[index...].starts(with: old), !old.isEmpty || bytes[index] != lineFeed {
            result += new
            index += old.count
            if unit > 0 {
                while bytes[index...].starts(with: old.prefix(unit)) {
                    result.append(UInt8(ascii: "\t"))
                    index += unit
                }
            }
            if width > 0 {
                while index < bytes.endIndex, bytes[index] == UInt8(ascii: "\t") {
                    result += new.prefix(width)
                    index += 1
                }
            }
            atStart = false
            continue
        }
        atStart = bytes[index] == lineFeed
        result.append(bytes[index])
        index += 1
    }
    return result
}
