import Git
import Merge
import Template

/// Lines that a template renders differently each time: dates, random words, ids.
///
/// They are found by rendering twice with other seeds and clocks. The service's own value stays: it takes the place of the
/// rendered one on both sides, so that it is no edit, and conflicts with nothing.
struct VolatileLines {
    /// A rendered file, as two settings gave it.
    private struct Pair {
        var first: [ArraySlice<UInt8>]
        /// The numbers of the lines that differ.
        var lines: [Int]

        /// Nil when the renders differ in more than the text of single lines.
        init?(_ first: [UInt8], _ second: [UInt8]) {
            let lines = VolatileLines.lines(of: first)
            let others = VolatileLines.lines(of: second)
            guard lines.count == others.count else { return nil }
            self.first = lines
            self.lines = lines.indices.filter { lines[$0] != others[$0] }
        }

        func text(with values: [Int: ArraySlice<UInt8>]) -> [UInt8] {
            Array(first.enumerated().map { values[$0.offset] ?? $0.element }.joined())
        }
    }

    /// Puts the service's values into the two renders of an upgrade.
    /// - Parameters:
    ///   - base: The recorded state's output, and the same with another setting.
    ///   - incoming: The target's output, and the same with another setting.
    ///   - local: The service.
    /// - Returns: Both outputs.
    static func settled(
        base: (Baseline, Baseline), incoming: (Baseline, Baseline), local: any LocalFiles
    ) throws -> (base: Baseline, incoming: Baseline) {
        guard base.0.tree != base.1.tree || incoming.0.tree != incoming.1.tree else { return (base.0, incoming.0) }
        var olds = base.0.files
        var news = incoming.0.files
        let places = Dictionary(news.enumerated().map { ($0.element.source, $0.offset) }) { first, _ in first }
        for (index, file) in olds.enumerated() {
            guard let other = base.1[file.path], other.id != file.id, file.mode != .symlink else { continue }
            let place = places[file.source]
            let next = place.map { news[$0] }
            let own = try local.file(at: file.path) ?? next.flatMap { try local.file(at: $0.path) }
            guard let own, own.isRegular, let pair = Pair(file.bytes, other.bytes) else { continue }
            let values = try values(of: pair, in: local.bytes(of: own))
            olds[index] = file.with(bytes: pair.text(with: values))
            guard let place, let next, let later = incoming.1[next.path],
                let target = Pair(next.bytes, later.bytes), target.lines.count == pair.lines.count
            else { continue }
            // The same template line in both releases: its number may differ, its rank among the volatile ones does not.
            let moved = Dictionary(uniqueKeysWithValues: zip(target.lines, pair.lines.map { values[$0] }))
            news[place] = next.with(bytes: target.text(with: moved.compactMapValues { $0 }))
        }
        return (Baseline(files: olds), Baseline(files: news))
    }

    /// What the service has in place of each volatile line; none where it has no line in its place.
    private static func values(of pair: Pair, in text: [UInt8]) -> [Int: ArraySlice<UInt8>] {
        let own = lines(of: text)
        var values: [Int: ArraySlice<UInt8>] = [:]
        for range in lineDiff(Array(pair.first.joined()), text) where range.old.count == range.new.count {
            for (old, new) in zip(range.old, range.new) where pair.lines.contains(old) { values[old] = own[new] }
        }
        return values
    }

    /// The lines of a text with their ends.
    fileprivate static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }
}

extension BaselineFile {
    /// The same file with another content.
    func with(bytes: [UInt8]) -> BaselineFile {
        BaselineFile(
            path: path, bytes: bytes, mode: mode, source: source, fileClass: fileClass, slots: slots,
            disabledResolvers: disabledResolvers)
    }
}
