/// What conflict markers say about the three sides.
public struct MarkerLabels: Hashable, Sendable {
    /// Names the user's side.
    public var local: String
    /// Names the base.
    public var base: String
    /// Names the template's side.
    public var incoming: String

    /// Creates labels; an empty one leaves the marker bare, and control characters are written as spaces.
    public init(local: String = "local", base: String = "base", incoming: String = "incoming") {
        self.local = local
        self.base = base
        self.incoming = incoming
    }
}

/// How much of a conflict goes between its markers, and whether the base is shown.
public enum MarkerStyle: String, Hashable, Sendable, CaseIterable {
    /// Only the lines that differ between local and incoming, in as many conflicts as it takes; no base.
    case merge
    /// All three sides in full.
    case diff3
    /// All three sides, without the lines at the top and bottom that local and incoming share.
    case zdiff3
}

/// The shortest marker there is, git's.
let shortestMarker = 7

private let openMarker = UInt8(ascii: "<")
private let baseMarker = UInt8(ascii: "|")
private let middleMarker = UInt8(ascii: "=")
private let closeMarker = UInt8(ascii: ">")

/// One of the four lines around a conflict.
enum MarkerLine: CaseIterable {
    case open
    case base
    case middle
    case close

    var character: UInt8 {
        switch self {
        case .open: openMarker
        case .base: baseMarker
        case .middle: middleMarker
        case .close: closeMarker
        }
    }

    init?(character: UInt8) {
        guard let line = MarkerLine.allCases.first(where: { $0.character == character }) else { return nil }
        self = line
    }
}

/// Counts the equal marker characters that a line starts with; 0 if its first byte is none.
func markerRun(_ line: ArraySlice<UInt8>) -> Int {
    guard let first = line.first, MarkerLine(character: first) != nil else { return 0 }
    return line.prefix { $0 == first }.count
}

/// The longest run of marker characters at the start of any line.
func longestMarkerRun(in text: [UInt8]) -> Int {
    var longest = 0
    var start = 0
    while start < text.count {
        longest = max(longest, markerRun(text[start...]))
        start = (text[start...].firstIndex(of: lineFeed) ?? text.count - 1) + 1
    }
    return longest
}

/// Writes chunks one after the other into a body with conflict markers.
struct MarkerWriter {
    private(set) var body: [UInt8] = []
    private let length: Int
    private let labels: MarkerLabels
    private let style: MarkerStyle

    init(length: Int, labels: MarkerLabels, style: MarkerStyle) {
        self.length = length
        self.labels = labels
        self.style = style
    }

    mutating func append(_ chunk: MergeChunk) {
        switch chunk {
        case .resolved(let text):
            body += text
        case .conflict(let hunk):
            let local = LineText(hunk.local)
            let incoming = LineText(hunk.incoming)
            switch style {
            case .diff3:
                appendConflict(hunk.local[...], base: hunk.base, hunk.incoming[...])
            case .zdiff3:
                appendTrimmed(local, base: hunk.base, incoming)
            case .merge where hunk.local != hunk.incoming: appendDifferences(local, incoming)
            case .merge: appendTrimmed(local, base: nil, incoming)
            }
        }
    }

    /// Writes a conflict without the lines at the top and bottom that its sides share.
    private mutating func appendTrimmed(_ local: LineText, base: [UInt8]?, _ incoming: LineText) {
        let (head, tail) = commonEnds(local, incoming)
        body += local[0..<head]
        appendConflict(local[head..<local.count - tail], base: base, incoming[head..<incoming.count - tail])
        body += local[local.count - tail..<local.count]
    }

    /// Writes the two sides of a conflict with only their differences between markers.
    private mutating func appendDifferences(_ local: LineText, _ incoming: LineText) {
        var position = 0
        for change in joined(lineDiff(local.bytes, incoming.bytes)) {
            body += local[position..<change.old.lowerBound]
            appendConflict(local[change.old], base: nil, incoming[change.new])
            position = change.old.upperBound
        }
        body += local[position..<local.count]
    }

    /// Joins differences that so few lines separate that two conflicts would read worse than one.
    private func joined(_ changes: [DiffRange]) -> [DiffRange] {
        let gap = 3
        var joined: [DiffRange] = []
        for change in changes {
            if let last = joined.last, change.old.lowerBound - last.old.upperBound <= gap {
                joined[joined.count - 1] = DiffRange(
                    old: last.old.lowerBound..<change.old.upperBound,
                    new: last.new.lowerBound..<change.new.upperBound)
            } else {
                joined.append(change)
            }
        }
        return joined
    }

    private mutating func appendConflict(
        _ local: ArraySlice<UInt8>, base: [UInt8]?, _ incoming: ArraySlice<UInt8>
    ) {
        appendMarker(.open, label: labels.local)
        body += local
        if let base {
            appendMarker(.base, label: labels.base)
            body += base
        }
        appendMarker(.middle, label: "")
        body += incoming
        appendMarker(.close, label: labels.incoming)
    }

    private mutating func appendMarker(_ line: MarkerLine, label: String) {
        body += repeatElement(line.character, count: length)
        if !label.isEmpty {
            body.append(UInt8(ascii: " "))
            body += label.utf8.lazy.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
        }
        body.append(lineFeed)
    }
}

/// How many lines two texts share at the top and, of the rest, at the bottom.
private func commonEnds(_ first: LineText, _ second: LineText) -> (head: Int, tail: Int) {
    let shorter = min(first.count, second.count)
    var head = 0
    while head < shorter && first[head] == second[head] { head += 1 }
    var tail = 0
    while tail < shorter - head && first[first.count - 1 - tail] == second[second.count - 1 - tail] { tail += 1 }
    return (head, tail)
}
