import TestSupport
import Testing

@testable import Merge

/// Unlimited cases whose right answer is known, since they are made from edits and not from texts.
@Suite("Generated merges")
struct GeneratedMergeTests {
    @Test("edits of different things merge, and both are in the result", arguments: DocumentStyle.Format.allCases)
    func disjoint(format: DocumentStyle.Format) throws {
        try forEachSeed(format, factor: 4) { seed, random in
            let base = Model.random(&random, depth: format.depth, size: 7)
            let edits = (0..<4).compactMap { _ in ModelEdit.random(of: base, &random) }
            let local = edits.prefix(2)
            let incoming = edits.dropFirst(2).filter { edit in local.allSatisfy { edit.isIndependent(of: $0) } }
            guard !incoming.isEmpty, Self.commute(Array(local), Array(incoming), base) else { return false }
            // An instruction in another one's place is that one changed, and instructions are in an order.
            if format == .dockerfile, Self.replaces(Array(local)) || Self.replaces(incoming) { return false }
            let style = DocumentStyle.random(format, &random)
            let sides = Sides(
                base: base, local: Self.apply(Array(local), base), incoming: Self.apply(incoming, base))
            let expected = Self.apply(incoming, sides.local)
            try check(sides, expected: expected, style: style, seed: seed)
            return true
        }
    }

    /// Not ignore files: another pattern is another entry of a set, and no second value of the first.
    @Test(
        "what both sides say differently of one thing is a conflict, or a decision of a resolver",
        arguments: DocumentStyle.Format.allCases.filter { $0 != .ignore }, Overlap.allCases)
    func overlapping(format: DocumentStyle.Format, overlap: Overlap) throws {
        if overlap == .inRemoved, format.depth == 1 { return }
        forEachSeed(format, factor: 8, part: Overlap.allCases.count) { seed, random in
            let base = Model.random(&random, depth: format.depth, size: 7)
            guard let (first, second) = overlap.edits(of: base, &random) else { return false }
            let sides = Sides(base: base, local: Self.apply([first], base), incoming: Self.apply([second], base))
            guard sides.incoming != base, sides.local != sides.incoming, sides.local != base else { return false }
            let style = DocumentStyle.random(format, &random)
            let texts = sides.map { Array(style.write($0).utf8) }
            // Some formats write two values alike.
            guard texts.base != texts.local, texts.base != texts.incoming, texts.local != texts.incoming else {
                return false
            }
            let merged = Merge.merge(
                base: texts.base, local: texts.local, incoming: texts.incoming, options: MergeOptions(path: style.path))
            let isListed = format == .requirements && merged.decisions.contains { $0.resolver == "version-max" }
            #expect(
                merged.conflictCount > 0 || isListed,
                "\(format) \(overlap) seed \(seed)\n\(Self.show(texts))\n=> \(String(decoding: merged.cleanBytes ?? [], as: UTF8.self))"
            )
            return true
        }
    }

    /// Runs a case for one seed after the other until as many as wanted were possible: an empty file has nothing to edit.
    private func forEachSeed(
        _ format: DocumentStyle.Format, factor: UInt64, part: Int = 1,
        _ run: (Int, inout SeededRandom) throws -> Bool
    ) rethrows {
        var wanted = max(1, caseCount(400) / part)
        var seed = 0
        while wanted > 0 {
            var random = SeededRandom(seed: UInt64(seed) &* factor &+ UInt64(format.rawValue.utf8.count))
            if try run(seed, &random) { wanted -= 1 }
            seed += 1
        }
    }

    private func check(_ sides: Sides<Model>, expected: Model, style: DocumentStyle, seed: Int) throws {
        let texts = sides.map { Array(style.write($0).utf8) }
        let options = MergeOptions(path: style.path)
        let merged = Merge.merge(
            base: texts.base, local: texts.local, incoming: texts.incoming, options: options)
        let format = try #require(FileFormat.of(path: style.path))
        let wanted = try #require(format.parse(Array(style.write(expected).utf8)))
        guard let bytes = merged.cleanBytes else {
            Issue.record(
                "\(style.format) seed \(seed): conflict\n\(Self.show(texts))\n\(String(decoding: merged.marked(), as: UTF8.self))"
            )
            return
        }
        let tree = try #require(format.parse(bytes))
        #expect(
            Self.meaning(tree, style.format) == Self.meaning(wanted, style.format),
            "\(style.format) seed \(seed)\n\(Self.show(texts))\n=> \(String(decoding: bytes, as: UTF8.self))")
        for comment in style.comments(expected) {
            #expect(
                String(decoding: bytes, as: UTF8.self).contains(comment),
                "\(style.format) seed \(seed): lost \(comment)\n\(Self.show(texts))\n=> \(String(decoding: bytes, as: UTF8.self))"
            )
        }
        // Law 5: once is enough.
        let again = Merge.merge(base: texts.incoming, local: bytes, incoming: texts.incoming, options: options)
        #expect(again.cleanBytes == bytes)
    }

    /// What a file says: packages, patterns and variables that hold nothing of each other are in no order.
    private static func meaning(_ tree: SyntaxTree, _ format: DocumentStyle.Format) -> Value {
        guard [.requirements, .ignore, .dockerfile].contains(format), case .list(let values) = tree.root.value else {
            return tree.root.value
        }
        return .list(values.sorted { "\($0)" < "\($1)" })
    }

    /// Whether a side takes something out and puts something in.
    private static func replaces(_ edits: [ModelEdit]) -> Bool {
        edits.contains { if case .remove = $0 { true } else { false } }
            && edits.contains { if case .add = $0 { true } else { false } }
    }

    private static func apply(_ edits: [ModelEdit], _ model: Model) -> Model {
        edits.reduce(into: model) { $1.apply(to: &$0) }
    }

    /// Whether edits do not depend on each other in the model either: removing all but one entry of a mapping would.
    private static func commute(_ first: [ModelEdit], _ second: [ModelEdit], _ base: Model) -> Bool {
        let one = apply(second, apply(first, base))
        let other = apply(first, apply(second, base))
        return sorted(one) == sorted(other)
    }

    private static func sorted(_ model: Model) -> Model {
        guard case .map(let entries) = model else { return model }
        return .map(
            entries.map { Model.Entry(key: $0.key, comment: $0.comment, value: sorted($0.value)) }
                .sorted { $0.key < $1.key })
    }

    private static func show(_ texts: Sides<[UInt8]>) -> String {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        return "BASE\n\(text(texts.base))LOCAL\n\(text(texts.local))INCOMING\n\(text(texts.incoming))"
    }
}
