/// The side of a merge that a change comes from.
enum MergeSide {
    case local
    case incoming
}

/// A change of one side against the base.
struct SidedChange {
    let side: MergeSide
    let range: DiffRange

    var base: Range<Int> { range.old }

    /// Whether the change may have added lines at its ends, so that a second addition there has no certain order.
    var grows: Bool { range.new.count > range.old.count }
}

/// A stretch of the base with all the changes of both sides that overlap or touch each other.
struct MergeRegion {
    /// Who changed the stretch.
    enum Origin {
        case local
        case incoming
        case both
    }

    /// In base order; never empty.
    private(set) var changes: [SidedChange]
    private(set) var base: Range<Int>
    /// Whether the region is a conflict although its changes lie apart: both sides bring one name.
    fileprivate(set) var isJoined = false

    private init(_ change: SidedChange) {
        changes = [change]
        base = change.base
    }

    private mutating func add(_ change: SidedChange) {
        changes.append(change)
        base = base.lowerBound..<max(base.upperBound, change.base.upperBound)
    }

    /// Adds a later region, and what lies between.
    fileprivate mutating func join(_ other: MergeRegion) {
        changes += other.changes
        base = base.lowerBound..<other.base.upperBound
    }

    var origin: Origin {
        if changes.allSatisfy({ $0.side == .local }) { return .local }
        return changes.allSatisfy { $0.side == .incoming } ? .incoming : .both
    }

    /// How many lines longer than its base the region is on one side.
    func growth(of side: MergeSide) -> Int {
        changes.reduce(0) { $1.side == side ? $0 + $1.range.new.count - $1.range.old.count : $0 }
    }

    var conflictKind: ConflictKind {
        if isJoined { return .contentInsertInsert }
        if base.isEmpty { return .contentInsertInsert }
        var reached = changes[0].base
        for change in changes.dropFirst() {
            let isSecondInsertion = change.base == reached
            if change.base.lowerBound < reached.upperBound || isSecondInsertion { return .contentOverlap }
            reached = change.base
        }
        return .contentAdjacentCode
    }

    /// Sorts the changes of both sides into regions.
    static func all(local: [DiffRange], incoming: [DiffRange]) -> [MergeRegion] {
        var regions: [MergeRegion] = []
        for change in interleaved(local, incoming) {
            if let end = regions.last?.base.upperBound, change.base.lowerBound <= end {
                regions[regions.count - 1].add(change)
            } else {
                regions.append(MergeRegion(change))
            }
        }
        return regions
    }

    /// Cuts the region at its zero-length synchronisation points.
    ///
    /// Such a point lies between a change of one side that ends there and a change of the other that starts there: left
    /// of it one side still is the base, right of it the other is. Both changes then have a certain order, unless both
    /// may have added lines at that very point. Cutting never reorders and never drops a line.
    ///
    /// - Parameter canCut: refuses a point, given its base line and the change that ends there.
    func pieces(canCut: (Int, SidedChange) -> Bool) -> [MergeRegion] {
        var pieces = [MergeRegion(changes[0])]
        // The change that reaches furthest; what touches its end touches nothing else.
        var furthest = changes[0]
        for change in changes.dropFirst() {
            let touches = change.base.lowerBound == furthest.base.upperBound
            if touches, !(change.grows && furthest.grows), canCut(change.base.lowerBound, furthest) {
                pieces.append(MergeRegion(change))
            } else {
                pieces[pieces.count - 1].add(change)
            }
            if change.base.upperBound >= furthest.base.upperBound { furthest = change }
        }
        return pieces
    }

    private static func interleaved(_ local: [DiffRange], _ incoming: [DiffRange]) -> [SidedChange] {
        var changes: [SidedChange] = []
        changes.reserveCapacity(local.count + incoming.count)
        var rest = incoming[...]
        for range in local {
            while let next = rest.first, comesBefore(next, range) {
                changes.append(SidedChange(side: .incoming, range: next))
                rest.removeFirst()
            }
            changes.append(SidedChange(side: .local, range: range))
        }
        return changes + rest.map { SidedChange(side: .incoming, range: $0) }
    }

    /// An insertion at a line comes before a change of that line.
    private static func comesBefore(_ first: DiffRange, _ second: DiffRange) -> Bool {
        (first.old.lowerBound, first.old.upperBound) < (second.old.lowerBound, second.old.upperBound)
    }
}

/// Lines of local and of the template that belong together; none at all means everything that was changed.
struct JoinedLines {
    var local: Set<Int> = []
    var incoming: Set<Int> = []
}

extension [MergeRegion] {
    /// Makes one region of those that hold such lines, and of all between them.
    func joining(_ joined: [JoinedLines]) -> [MergeRegion] {
        guard !joined.isEmpty else { return self }
        // How many spans begin or end at each region, and how many of them reach it from the one before.
        var borders = [Int](repeating: 0, count: count + 1)
        var seams = borders
        for span in spans(of: joined) where !span.isEmpty {
            borders[span.lowerBound] += 1
            borders[span.upperBound] -= 1
            seams[span.lowerBound + 1] += 1
            seams[span.upperBound] -= 1
        }
        var result: [MergeRegion] = []
        var (around, across) = (0, 0)
        for (index, region) in enumerated() {
            around += borders[index]
            across += seams[index]
            if across > 0 { result[result.count - 1].join(region) } else { result.append(region) }
            if around > 0 { result[result.count - 1].isJoined = true }
        }
        return result
    }

    /// From which to which region each of these reaches.
    private func spans(of joined: [JoinedLines]) -> [Range<Int>] {
        var found = [Range<Int>?](repeating: nil, count: joined.count)
        var places: (local: [Int: [Int]], incoming: [Int: [Int]]) = ([:], [:])
        for (place, name) in joined.enumerated() {
            for line in name.local { places.local[line, default: []].append(place) }
            for line in name.incoming { places.incoming[line, default: []].append(place) }
        }
        var position = SidePositions()
        for (index, region) in enumerated() {
            position.advance(by: region.base.lowerBound - position.base)
            let lines = position.lines(of: region)
            position.move(past: lines)
            let here =
                lines.local.compactMap { places.local[$0] } + lines.incoming.compactMap { places.incoming[$0] }
            for place in here.joined() {
                found[place] = (found[place]?.lowerBound ?? index)..<index + 1
            }
        }
        return found.map { $0 ?? indices }
    }
}

/// The lines of all three sides that a region covers.
struct SideLines {
    let base: Range<Int>
    let local: Range<Int>
    let incoming: Range<Int>
}

/// A line in each of the three sides that stand for one place of the merge.
struct SidePositions {
    private(set) var base = 0
    private(set) var local = 0
    private(set) var incoming = 0

    /// The lines of a region that starts here.
    func lines(of region: MergeRegion) -> SideLines {
        SideLines(
            base: region.base,
            local: local..<local + region.base.count + region.growth(of: .local),
            incoming: incoming..<incoming + region.base.count + region.growth(of: .incoming))
    }

    mutating func advance(by lines: Int) {
        base += lines
        local += lines
        incoming += lines
    }

    mutating func move(past lines: SideLines) {
        base = lines.base.upperBound
        local = lines.local.upperBound
        incoming = lines.incoming.upperBound
    }
}
