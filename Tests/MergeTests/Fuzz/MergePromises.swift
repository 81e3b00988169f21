import Foundation

@testable import Merge

/// What every merge promises, whatever it is given.
struct MergePromises {
    private let sides: Sides<[UInt8]>
    private let options: MergeOptions
    private let merged: FileMerge

    /// A merge whose outcome depends on which side is which.
    static let isRarely = "clean one way round only"

    init(_ sides: Sides<[UInt8]>, path: String) {
        self.sides = sides
        options = MergeOptions(path: path)
        merged = Merge.merge(base: sides.base, local: sides.local, incoming: sides.incoming, options: options)
    }

    /// What was seen, and the first promise that is broken.
    ///
    /// ``isRarely`` begins what is allowed to come rarely.
    var finding: FuzzFinding {
        var events = [merged.cleanBytes == nil ? "conflicts" : "clean"]
        if merged.decisions.contains(where: { $0.resolver == FileFormat.of(path: options.path)?.name }) {
            events.append("by structure")
        }
        let failure = oneSided ?? symmetry ?? value ?? lostText
        let description = failure.map {
            "\(options.path): \($0)\nBASE \(shown(sides.base))\nLOCAL \(shown(sides.local))\n"
                + "INCOMING \(shown(sides.incoming))\nRESULT \(shown(merged.marked()))\n\(merged.decisions)"
        }
        guard let failure, failure.hasPrefix(Self.isRarely) else {
            return FuzzFinding(events: events, failure: description)
        }
        return FuzzFinding(events: events + [Self.isRarely])
    }

    // MARK: Law 2

    /// A side that changed nothing gives way, byte for byte.
    private var oneSided: String? {
        let (base, side) = (sides.base, sides.local)
        for (local, incoming) in [(base, side), (side, base), (side, side)] {
            let merged = Merge.merge(base: base, local: local, incoming: incoming, options: options)
            if merged.cleanBytes != side { return "law 2: one side is not the result" }
        }
        return nil
    }

    // MARK: Law 3

    /// Which side is which does not matter.
    private var symmetry: String? {
        let swapped = Merge.merge(
            base: sides.base, local: sides.incoming, incoming: sides.local, options: options)
        guard let bytes = merged.cleanBytes, let other = swapped.cleanBytes else {
            let isClean = (one: merged.conflictCount == 0, other: swapped.conflictCount == 0)
            if isClean.one == isClean.other { return nil }
            // A package that the owners took out stays out; what the template took out is theirs to keep.
            let decisions = merged.decisions + swapped.decisions
            let stayedOut = [AutomaticResolver.removedPackage, .removedEntry, .annotations].map(\.rawValue)
            if decisions.contains(where: { stayedOut.contains($0.resolver) }) { return nil }
            // What is broken in strange ways may be put together one way round only, and rarely.
            return "\(Self.isRarely): \(shown(swapped.marked()))"
        }
        // Which of two spellings, places or orders is kept may well depend on the side.
        let isExact = (merged.decisions + swapped.decisions).allSatisfy {
            [VersionResolver.name, judge?.format.name].contains($0.resolver)
        }
        guard let judge, isExact, !isOneSided else { return nil }
        let body = TextAttributes.split(bytes).body
        let otherBody = TextAttributes.split(other).body
        guard let tree = judge.format.parse(body), let otherTree = judge.format.parse(otherBody) else {
            return "law 3: the other way round does not parse"
        }
        if body == otherBody || judge.oracle.accepts(otherTree.root.value, for: judge.values) { return nil }
        // Of entries that both bring to one place local's stand first, and of two spellings of a version local's is kept.
        return tree.root.value.inOneSpelling == otherTree.root.value.inOneSpelling
            ? nil : "law 3: the other way round says something else: \(shown(other))"
    }

    // MARK: The value

    /// Who can say what the merged file must say; nil where a side can't be read.
    private var judge: MergeGuard? {
        let bodies = MergeBodies(base: sides.base, local: sides.local, incoming: sides.incoming)
        guard !containsConflictMarkers(bodies.local), let format = FileFormat.of(path: options.path) else { return nil }
        return FormatMerge(bodies, format: format, options: options, deadline: Deadline(after: nil))?.guarded
    }

    private var value: String? {
        guard let bytes = merged.cleanBytes, !isOneSided, let judge else { return nil }
        let body = MergeBodies(base: bytes, local: bytes, incoming: bytes).base
        guard let tree = judge.format.parse(body) else { return "the result does not parse" }
        guard let read = judge.format.read(body), judge.format.agree(tree, read) else {
            return "the readers disagree about the result"
        }
        if judge.oracle.accepts(tree.root.value, for: judge.values) { return nil }
        // An entry that one side renamed or moved, and the other edited, is followed where the lines say the same.
        guard merged.decisions.contains(where: { $0.resolver == AutomaticResolver.renames.rawValue }) else {
            return "the result says something else"
        }
        let isFollowed = [\ScalarResolvers.followsGrownEntries, \.followsMovedEntries].contains { way in
            var resolvers = judge.oracle.resolvers
            resolvers[keyPath: way] = true
            let followed = MergeGuard(format: judge.format, trees: judge.trees, resolvers: resolvers)
            return followed.oracle.accepts(tree.root.value, for: judge.values)
        }
        return isFollowed ? nil : "the result says something else"
    }

    private var isOneSided: Bool {
        sides.local == sides.base || sides.incoming == sides.base || sides.local == sides.incoming
    }

    // MARK: Law 4

    /// What a side added is in the result or in a conflict.
    ///
    /// Lines are, where lines were merged; else every word of a name, a value or a comment. What a version or a comment
    /// gave way to is listed by the resolver that decided it.
    private var lostText: String? {
        guard merged.outcome != .binary, !isOneSided else { return nil }
        let format = FileFormat.of(path: options.path)
        guard merged.decisions.allSatisfy({ $0.resolver == format?.name }) else { return nil }
        let isByLines = judge == nil || merged.decisions.isEmpty && merged.cleanBytes != nil
        for side in [sides.local, sides.incoming] {
            let parts = isByLines ? lines : words
            let before = parts(sides.base)
            var left = parts(side).merging(before.mapValues { -$0 }) { $0 + $1 }.filter { $0.value > 0 }
            if !isByLines {
                // In other letters it may be said by the other side, too: `"k\u0065y"`.
                let known = spoken(merged.chunks.text(conflicts: \.local))
                let said = spoken(side).subtracting(spoken(sides.base)).subtracting(known)
                left = left.filter { said.contains($0.key) }
            }
            for text in reported {
                for (part, count) in parts(text) { left[part]? -= count }
            }
            let lost = left.filter { $0.value > 0 }.keys.map { shown($0) }
            if !lost.isEmpty { return "law 4: lost \(lost.sorted().joined(separator: ", "))" }
        }
        return nil
    }

    /// The result, or what is settled and what stands in conflicts.
    private var reported: [[UInt8]] {
        if let bytes = merged.cleanBytes { return [bytes] }
        return merged.chunks.flatMap { chunk -> [[UInt8]] in
            switch chunk {
            case .resolved(let text): [text]
            case .conflict(let hunk): [hunk.local, hunk.incoming]
            }
        }
    }

    /// The words of names, values and comments.
    private func spoken(_ bytes: [UInt8]) -> Set<[UInt8]> {
        guard let tree = judge?.format.parse(TextAttributes.split(bytes).body) else { return [] }
        let texts = tree.root.value.spoken + tree.commentCounts.keys
        return texts.reduce(into: []) { $0.formUnion(words(Array($1.utf8)).keys) }
    }

    private func lines(_ bytes: [UInt8]) -> [[UInt8]: Int] {
        count(withoutMarks(bytes).split { $0 == lineFeed || $0 == carriageReturn })
    }

    private func words(_ bytes: [UInt8]) -> [[UInt8]: Int] {
        let isBoundary: (UInt8) -> Bool = { byte in
            byte <= 0x20 || "[]{}(),;:=\"'\\&|/".utf8.contains(byte)
        }
        return count(withoutMarks(bytes).split(whereSeparator: isBoundary))
    }

    private func count(_ parts: [ArraySlice<UInt8>]) -> [[UInt8]: Int] {
        parts.reduce(into: [:]) { $0[Array($1), default: 0] += 1 }
    }

    /// Byte order marks come and go with the start of a file.
    private func withoutMarks(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for index in bytes.indices.reversed() where bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes.removeSubrange(index..<index + 3)
        }
        return bytes
    }
}

extension Value {
    /// Every name and every text.
    fileprivate var spoken: [String] {
        switch self {
        case .empty: []
        case .string(let text), .literal(let text), .alias(let text): [text]
        case .list(let values): values.flatMap(\.spoken)
        case .map(let pairs): pairs.flatMap { [$0.key.name] + $0.value.spoken }
        case .marked(let mark, let value): [mark] + value.spoken
        }
    }
}

extension Value {
    /// The same with the entries of each list of mappings in an order of their own, and no `.0` at the end of a version.
    fileprivate var inOneSpelling: Value {
        switch self {
        case .map(let pairs): return .map(pairs.mapValues(\.inOneSpelling))
        case .list(let values):
            let entries = values.map(\.inOneSpelling)
            let areMappings = entries.allSatisfy { if case .map = $0 { true } else { false } }
            return .list(
                areMappings
                    ? entries.sorted { $0.allTexts.sorted().lexicographicallyPrecedes($1.allTexts.sorted()) } : entries)
        case .marked(let mark, let value): return .marked(mark, value.inOneSpelling)
        case .string(let text): return .string(text.replacing(/(?<digit>[0-9])(\.0)+\b/) { String($0.digit) })
        case .empty, .literal, .alias: return self
        }
    }
}
