import TestSupport
import Testing

@testable import Merge

/// Unlimited cases whose right answer is known, since they are made from edits and not from texts.
@Suite("Generated merges")
struct GeneratedMergeTests {
    @Test("edits of different things merge, and both are in the result", arguments: DocumentStyle.Format.allCases)
    func disjoint(format: DocumentStyle.Format) throws {
        for seed in 0..<caseCount(400) {
            var random = SeededRandom(seed: UInt64(seed) &* 4 &+ UInt64(format.rawValue.utf8.count))
            let base = Model.random(&random, depth: format == .dotenv ? 1 : 3, size: 7)
            let edits = (0..<4).compactMap { _ in ModelEdit.random(of: base, &random) }
            let local = edits.prefix(2)
            let incoming = edits.dropFirst(2).filter { edit in local.allSatisfy { edit.isIndependent(of: $0) } }
            guard !incoming.isEmpty, Self.commute(Array(local), Array(incoming), base) else { continue }
            let style = DocumentStyle.random(format, &random)
            let sides = Sides(
                base: base, local: Self.apply(Array(local), base), incoming: Self.apply(incoming, base))
            let expected = Self.apply(incoming, sides.local)
            try check(sides, expected: expected, style: style, seed: seed)
        }
    }

    @Test("two values for one thing are a conflict", arguments: DocumentStyle.Format.allCases)
    func overlapping(format: DocumentStyle.Format) throws {
        for seed in 0..<caseCount(400) {
            var random = SeededRandom(seed: UInt64(seed) &* 8 &+ UInt64(format.rawValue.utf8.count))
            let base = Model.random(&random, depth: format == .dotenv ? 1 : 3, size: 7)
            guard
                let path = base.paths.filter({ if case .scalar = base[$0[...]] { true } else { false } })
                    .randomElement(using: &random)
            else { continue }
            let first = ModelEdit.set(path, Model.scalar(&random))
            let second: ModelEdit = seed % 3 == 0 ? .remove(path) : .set(path, Model.scalar(&random))
            let sides = Sides(base: base, local: Self.apply([first], base), incoming: Self.apply([second], base))
            guard sides.incoming != base, sides.local != sides.incoming, sides.local != base else { continue }
            let style = DocumentStyle.random(format, &random)
            let texts = sides.map { Array(style.write($0).utf8) }
            let merged = Merge.merge(
                base: texts.base, local: texts.local, incoming: texts.incoming, options: MergeOptions(path: style.path))
            #expect(
                merged.conflictCount > 0,
                "\(format) seed \(seed)\n\(Self.show(texts))\n=> \(String(decoding: merged.cleanBytes ?? [], as: UTF8.self))"
            )
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
            tree.root.value == wanted.root.value,
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
