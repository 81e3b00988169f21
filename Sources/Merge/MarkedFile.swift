/// Tells what is wrong with the conflict markers of a file.
public struct MarkerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, counted from 1.
    public let line: Int
    /// What was found there and what was expected.
    public let reason: String

    /// One sentence with the place, the reason and the way out.
    public var description: String {
        "line \(line): \(reason); restore the conflict markers, or remove all of them and keep the text you want"
    }
}

/// A side of a conflict that a marked file can be resolved to.
public enum ConflictSide: String, Hashable, Sendable, CaseIterable {
    /// The user's lines.
    case local
    /// The base's lines.
    case base
    /// The template's lines.
    case incoming
}

/// A file with conflict markers, taken apart again: the inverse of ``FileMerge/marked(labels:style:)``.
public struct MarkedFile: Hashable, Sendable {
    /// A stretch of the file; texts are line-feed normalised, each line ending in a line feed.
    public enum Chunk: Hashable, Sendable {
        /// Text outside of conflicts.
        case resolved([UInt8])
        /// The sides of one conflict; the base is nil where the markers do not show it.
        case conflict(local: [UInt8], base: [UInt8]?, incoming: [UInt8])
    }

    /// The file from top to bottom.
    public var chunks: [Chunk]
    /// The attributes of the marked file, which every resolution of it gets.
    public var attributes: TextAttributes

    /// The number of conflicts.
    public var conflictCount: Int {
        chunks.reduce(0) { count, chunk in
            if case .conflict = chunk { return count + 1 }
            return count
        }
    }

    /// Resolves every conflict to one side.
    ///
    /// - Returns: the bytes of the file; nil when the base is asked for and a conflict does not show it.
    public func resolved(to side: ConflictSide) -> [UInt8]? {
        var body: [UInt8] = []
        for chunk in chunks {
            switch chunk {
            case .resolved(let text):
                body += text
            case .conflict(let local, let base, let incoming):
                switch side {
                case .local: body += local
                case .incoming: body += incoming
                case .base:
                    guard let base else { return nil }
                    body += base
                }
            }
        }
        return attributes.join(body)
    }
}

/// Takes a file with conflict markers apart, ours or git's in any style.
///
/// A marker is a run of exactly `markerLength` equal marker characters at the start of a line, followed by a space or the
/// end of the line; longer and shorter runs are content. Nested conflicts with shorter markers stay content.
///
/// - Parameters:
///   - bytes: the file.
///   - markerLength: the number of characters in a marker; nil tries the lengths of the file's opening markers, the
///     longest first, and takes the first that fits the whole file.
/// - Returns: the parts; one resolved chunk where the file has no markers.
/// - Throws: `MarkerError` if markers are missing, doubled or out of order.
public func parseMarkers(_ bytes: [UInt8], markerLength: Int? = nil) throws(MarkerError) -> MarkedFile {
    let (attributes, body) = TextAttributes.split(bytes)
    let text = LineText(body)
    let lengths: [Int]
    if let markerLength {
        lengths = [markerLength]
    } else {
        let openings = Set((0..<text.count).compactMap { openingLength(text[$0]) })
        // Every length costs a pass over the file; nobody nests sixteen merges.
        lengths = openings.isEmpty ? [shortestMarker] : Array(openings.sorted(by: >).prefix(16))
    }
    var failure: MarkerError?
    for length in lengths {
        do throws(MarkerError) {
            var parser = MarkerParser(length: length)
            for line in 0..<text.count { try parser.read(text[line], number: line + 1) }
            return MarkedFile(chunks: try parser.finish(line: text.count), attributes: attributes)
        } catch {
            failure = failure ?? error
        }
    }
    throw failure ?? MarkerError(line: 1, reason: "no marker length was given")
}

/// The lines, counted from 1, that look like conflict markers; `=` and `|` lines count only inside a conflict.
public func conflictMarkerLines(in bytes: [UInt8]) -> [Int] {
    let text = LineText(TextAttributes.split(bytes).body)
    var lines: [Int] = []
    var openLength: Int?
    for number in 0..<text.count {
        let run = markerRun(text[number])
        guard run >= shortestMarker, let marker = markerLine(text[number], length: run) else { continue }
        switch marker {
        case .open:
            openLength = run
        case .close:
            openLength = nil
        case .base, .middle:
            guard openLength == run else { continue }
        }
        lines.append(number + 1)
    }
    return lines
}

/// Tells whether a file still has lines that open or close a conflict.
public func containsConflictMarkers(_ bytes: [UInt8]) -> Bool {
    !conflictMarkerLines(in: bytes).isEmpty
}

/// Recognises a marker of exactly this length.
private func markerLine(_ line: ArraySlice<UInt8>, length: Int) -> MarkerLine? {
    guard markerRun(line) == length, let first = line.first else { return nil }
    let rest = line.dropFirst(length)
    let isBare = rest.isEmpty || rest.first == lineFeed || rest.elementsEqual([carriageReturn, lineFeed])
    return isBare || rest.first == UInt8(ascii: " ") ? MarkerLine(character: first) : nil
}

private func openingLength(_ line: ArraySlice<UInt8>) -> Int? {
    let run = markerRun(line)
    return run >= shortestMarker && markerLine(line, length: run) == .open ? run : nil
}

/// Reads a marked file line by line.
private struct MarkerParser {
    private enum Place {
        case outside
        case local
        case base
        case incoming
    }

    private let length: Int
    private var chunks: [MarkedFile.Chunk] = []
    private var place = Place.outside
    private var openedAt = 0
    private var outside: [UInt8] = []
    private var local: [UInt8] = []
    private var base: [UInt8]?
    private var incoming: [UInt8] = []

    init(length: Int) {
        self.length = length
    }

    mutating func read(_ line: ArraySlice<UInt8>, number: Int) throws(MarkerError) {
        switch (place, markerLine(line, length: length)) {
        case (.outside, .open):
            flush()
            openedAt = number
            place = .local
        case (.local, .base):
            base = []
            place = .base
        case (.local, .middle), (.base, .middle):
            place = .incoming
        case (.incoming, .close):
            chunks.append(.conflict(local: local, base: base, incoming: incoming))
            (local, base, incoming) = ([], nil, [])
            place = .outside
        case (_, nil), (.outside, .middle), (.outside, .base):
            append(line)
        case (.outside, .close):
            throw MarkerError(line: number, reason: "a conflict ends here that never began")
        case (_, .some):
            throw MarkerError(
                line: number, reason: "this marker is out of order in the conflict that began in line \(openedAt)")
        }
    }

    mutating func finish(line: Int) throws(MarkerError) -> [MarkedFile.Chunk] {
        guard place == .outside else {
            throw MarkerError(line: openedAt, reason: "the conflict that begins here has no end")
        }
        flush()
        return chunks
    }

    private mutating func flush() {
        if !outside.isEmpty { chunks.append(.resolved(outside)) }
        outside = []
    }

    private mutating func append(_ line: ArraySlice<UInt8>) {
        switch place {
        case .outside: outside += line
        case .local: local += line
        case .base: base? += line
        case .incoming: incoming += line
        }
    }
}
