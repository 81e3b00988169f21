/// A pattern over paths: `*` and `?` within a segment, `**` across segments, `[a-z]` sets, `{a,b}` alternatives.
///
/// A pattern always describes the whole path. Matching takes time in proportion to pattern × path, whatever both
/// hold.
public struct Glob: Hashable, Sendable {
    /// The pattern as written.
    public let pattern: String
    private let alternatives: [[Segment]]

    private enum Segment: Hashable {
        case anyDepth
        case name([Piece])
    }

    private enum Piece: Hashable {
        case byte(UInt8)
        case anyOne
        case anyRun
        case set([ClosedRange<UInt8>], isNegated: Bool)
    }

    /// Reads a pattern.
    /// - Throws: ``ScaffoldError`` when the pattern is empty, absolute, has empty, `.` or `..` segments, an
    ///   unfinished set or group, or more than 64 alternatives.
    public init(_ pattern: String) throws(ScaffoldError) {
        self.pattern = pattern
        func broken(_ why: String) -> ScaffoldError {
            ScaffoldError(.manifest, "the path pattern \(YAMLScalar.quoted(pattern)) \(why)")
        }
        if pattern.isEmpty { throw broken("is empty") }
        guard let texts = Glob.expandBraces(Array(pattern.utf8)) else {
            throw broken("has an unfinished or nested {…} or more than 64 alternatives")
        }
        var alternatives: [[Segment]] = []
        for text in texts {
            var segments: [Segment] = []
            for part in text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                if part.isEmpty { throw broken("has an empty segment; paths start without a slash") }
                if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { throw broken("has a dot segment") }
                if part.elementsEqual("**".utf8) {
                    if segments.last != .anyDepth { segments.append(.anyDepth) }
                    continue
                }
                guard let pieces = Glob.pieces(part) else { throw broken("has an unfinished [ ]") }
                segments.append(.name(pieces))
            }
            alternatives.append(segments)
        }
        self.alternatives = alternatives
    }

    /// Whether the pattern describes this path.
    public func matches(_ path: String) -> Bool { matches(Glob.parts(of: path)) }

    /// Whether the pattern describes the path of these parts.
    func matches(_ parts: [[UInt8]]) -> Bool {
        alternatives.contains { Glob.matches($0, parts) }
    }

    /// The parts of a path: who asks many patterns cuts it once.
    static func parts(of path: String) -> [[UInt8]] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
    }

    private static func matches(_ segments: [Segment], _ parts: [[UInt8]]) -> Bool {
        // reached[j]: the segments so far can describe the first j parts.
        var reached = Array(repeating: false, count: parts.count + 1)
        reached[0] = true
        for (index, segment) in segments.enumerated() {
            var next = Array(repeating: false, count: parts.count + 1)
            var isAlive = false
            switch segment {
            case .anyDepth:
                // At the end `a/**` means everything below a, not a itself.
                let isLast = index == segments.count - 1
                var isOpen = false
                for j in reached.indices {
                    if isLast { next[j] = isOpen }
                    isOpen = isOpen || reached[j]
                    if !isLast { next[j] = isOpen }
                }
                isAlive = true
            case .name(let pieces):
                for j in parts.indices where reached[j] && matches(pieces, parts[j]) {
                    next[j + 1] = true
                    isAlive = true
                }
            }
            guard isAlive else { return false }
            reached = next
        }
        return reached[parts.count]
    }

    private static func matches(_ pieces: [Piece], _ name: [UInt8]) -> Bool {
        starWalk(
            pieces: pieces.count, length: name.count, isRun: { pieces[$0] == .anyRun },
            accepts: { accepts(pieces[$0], name[$1]) })
    }

    private static func accepts(_ piece: Piece, _ byte: UInt8) -> Bool {
        switch piece {
        case .byte(let wanted): wanted == byte
        case .anyOne, .anyRun: true
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(byte) } != isNegated
        }
    }

    private static func pieces(_ part: ArraySlice<UInt8>) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = part
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"): if pieces.last != .anyRun { pieces.append(.anyRun) }
            case UInt8(ascii: "?"): pieces.append(.anyOne)
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst() else { return nil }
                pieces.append(.byte(next))
            case UInt8(ascii: "["):
                guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
                var inner = rest[rest.startIndex..<end]
                rest = rest[(end + 1)...]
                let isNegated = inner.first == UInt8(ascii: "!") || inner.first == UInt8(ascii: "^")
                if isNegated { inner = inner.dropFirst() }
                var ranges: [ClosedRange<UInt8>] = []
                while let low = inner.popFirst() {
                    if inner.first == UInt8(ascii: "-"), inner.count > 1 {
                        inner.removeFirst()
                        guard let high = inner.popFirst(), low <= high else { return nil }
                        ranges.append(low...high)
                    } else {
                        ranges.append(low...low)
                    }
                }
                pieces.append(.set(ranges, isNegated: isNegated))
            default: pieces.append(.byte(byte))
            }
        }
        return pieces
    }

    private static func expandBraces(_ text: [UInt8]) -> [[UInt8]]? {
        guard let open = text.firstIndex(of: UInt8(ascii: "{")) else {
            return text.contains(UInt8(ascii: "}")) ? nil : [text]
        }
        guard let close = text[open...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let inner = text[(open + 1)..<close]
        guard !inner.contains(UInt8(ascii: "{")), let tails = expandBraces(Array(text[(close + 1)...])) else {
            return nil
        }
        var expanded: [[UInt8]] = []
        for choice in inner.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            for tail in tails { expanded.append(text[..<open] + choice + tail) }
            if expanded.count > 64 { return nil }
        }
        return expanded
    }
}
