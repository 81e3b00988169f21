/// A pattern of `_copy_without_render`, as Python's `fnmatch` reads it.
///
/// `*` crosses slashes, `?` is one scalar, `[a-z]` and `[!a-z]` are sets, a bracket that is never closed is itself, and
/// nothing escapes. It always describes the whole path.
struct CopyPattern {
    private enum Piece {
        case scalar(Unicode.Scalar)
        case anyOne
        case anyRun
        case set([ClosedRange<UInt32>], isNegated: Bool)
    }

    private let pieces: [Piece]

    init(_ pattern: String) {
        let text = Array(pattern.unicodeScalars)
        var pieces: [Piece] = []
        var index = 0
        while index < text.count {
            let scalar = text[index]
            index += 1
            switch scalar {
            case "*": pieces.append(.anyRun)
            case "?": pieces.append(.anyOne)
            case "[":
                guard let (set, end) = CopyPattern.set(text, from: index) else {
                    pieces.append(.scalar(scalar))
                    continue
                }
                pieces.append(set)
                index = end
            default: pieces.append(.scalar(scalar))
            }
        }
        self.pieces = pieces
    }

    /// Whether the pattern describes this path.
    func matches(_ path: String) -> Bool {
        let text = Array(path.unicodeScalars)
        return starWalk(
            pieces: pieces.count, length: text.count,
            isRun: { if case .anyRun = pieces[$0] { true } else { false } },
            accepts: { CopyPattern.accepts(pieces[$0], text[$1]) })
    }

    private static func accepts(_ piece: Piece, _ scalar: Unicode.Scalar) -> Bool {
        switch piece {
        case .scalar(let wanted): wanted == scalar
        case .anyOne, .anyRun: true
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar.value) } != isNegated
        }
    }

    /// The set after an opening bracket and where the pattern goes on; nil when the bracket is never closed.
    private static func set(_ text: [Unicode.Scalar], from start: Int) -> (Piece, Int)? {
        var index = start
        let isNegated = index < text.count && text[index] == "!"
        if isNegated { index += 1 }
        let first = index
        // A closing bracket in the first place is a member.
        if index < text.count, text[index] == "]" { index += 1 }
        while index < text.count, text[index] != "]" { index += 1 }
        guard index < text.count else { return nil }
        var ranges: [ClosedRange<UInt32>] = []
        var member = first
        while member < index {
            let low = text[member].value
            if member + 2 < index, text[member + 1] == "-" {
                let high = text[member + 2].value
                // A range that runs backwards holds nothing.
                if low <= high { ranges.append(low...high) }
                member += 3
            } else {
                ranges.append(low...low)
                member += 1
            }
        }
        return (.set(ranges, isNegated: isNegated), index + 1)
    }
}
