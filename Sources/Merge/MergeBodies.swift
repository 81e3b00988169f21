/// The three sides as plain lines, and the attributes that the result gets: the attribute layer's answer.
///
/// Line merge and format merges work on the bodies alone; writing the result back is `attributes.join`.
struct MergeBodies {
    let base: [UInt8]
    let local: [UInt8]
    let incoming: [UInt8]
    let attributes: TextAttributes
    let decisions: [Decision]

    /// The size of the largest side, in bytes.
    var largest: Int { max(base.count, local.count, incoming.count) }

    init(base: [UInt8], local: [UInt8], incoming: [UInt8]) {
        let endings = EndingMerge(
            base: TextAttributes.lineEnding(of: base), local: TextAttributes.lineEnding(of: local),
            incoming: TextAttributes.lineEnding(of: incoming))
        let reading = endings.reading
        self.base = TextAttributes.body(of: base, reading: reading)
        self.local = TextAttributes.body(of: local, reading: reading)
        self.incoming = TextAttributes.body(of: incoming, reading: reading)
        let mark = [base, local, incoming].map { $0.isEmpty ? nil : TextAttributes.hasByteOrderMark($0) }
        let newline = [base, local, incoming].map { TextAttributes.finalNewline(of: $0, reading: reading) }
        attributes = TextAttributes(
            lineEnding: endings.result,
            byteOrderMark: mergeFlag(base: mark[0], local: mark[1], incoming: mark[2]) ?? false,
            finalNewline: mergeFlag(base: newline[0], local: newline[1], incoming: newline[2]) ?? true)
        decisions = endings.decisions
    }

    /// Two files without a base: the attributes are local's, as if local had changed them from incoming's.
    init(addedLocal local: [UInt8], addedIncoming incoming: [UInt8]) {
        let bodies = MergeBodies(base: incoming, local: local, incoming: incoming)
        base = []
        self.local = bodies.local
        self.incoming = bodies.incoming
        attributes = bodies.attributes
        decisions = bodies.decisions
    }
}

/// Merges a yes-or-no attribute; a side that has no opinion (an empty file) goes with the base.
///
/// Without a base's opinion two different sides give "yes": a byte order mark or final newline that somebody added.
private func mergeFlag(base: Bool?, local: Bool?, incoming: Bool?) -> Bool? {
    guard let base else { return local == nil && incoming == nil ? nil : local == true || incoming == true }
    let local = local ?? base
    let incoming = incoming ?? base
    return local == base ? incoming : local
}

/// The three-way merge of line endings: what the result uses and how the sides are read for it.
private struct EndingMerge {
    let result: TextAttributes.LineEnding
    let reading: TextAttributes.Reading
    let decisions: [Decision]

    init(
        base: TextAttributes.LineEnding, local: TextAttributes.LineEnding, incoming: TextAttributes.LineEnding
    ) {
        let sides = [base, local, incoming].filter { $0 != .none }
        let (merged, decisions) = Self.choose(
            base: base, local: local == .none ? base : local, incoming: incoming == .none ? base : incoming)
        if sides.contains(.cr) {
            // Between a lone carriage return as an ending and as content nothing can tell: read both sides as they are.
            let pure = sides.allSatisfy { $0 == .cr }
            result = pure ? .cr : .mixed
            reading = pure ? .carriageReturns : .raw
            self.decisions = []
        } else {
            result = merged
            reading = merged == .mixed || !sides.contains { $0 != .lf } ? .raw : .lineFeeds
            self.decisions = decisions
        }
    }

    private static func choose(
        base: TextAttributes.LineEnding, local: TextAttributes.LineEnding, incoming: TextAttributes.LineEnding
    ) -> (TextAttributes.LineEnding, [Decision]) {
        if local == incoming || incoming == base { return (local, []) }
        if local == base { return (incoming, []) }
        // Mixed endings are an accident, not a wish: they never win over a kind.
        let chosen = local == .mixed ? incoming : local
        let decision = Decision(
            resolver: "line-endings", line: 0,
            message: "line endings changed on both sides, local to \(local.rawValue) and the template to "
                + "\(incoming.rawValue): kept \(chosen.rawValue)")
        return (chosen, [decision])
    }
}
