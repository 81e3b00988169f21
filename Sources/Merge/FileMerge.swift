/// The result of merging one file.
public struct FileMerge: Hashable, Sendable {
    /// What came out.
    public enum Outcome: Hashable, Sendable {
        /// Everything merged: the bytes of the file.
        case clean([UInt8])
        /// These places are left to people.
        case conflicted([ConflictHunk])
        /// Both sides changed a file that is no text, or too large to merge by lines.
        case binary
    }

    /// What came out.
    public let outcome: Outcome
    /// What was decided without asking, beyond taking changes that only one side made.
    public let decisions: [Decision]
    /// The file from top to bottom, settled text and conflicts; empty where nothing had to be merged by lines.
    public let chunks: [MergeChunk]
    /// The merged attributes, in which `chunks` are written.
    let attributes: TextAttributes
    /// The bytes that stand in when there is nothing to mark.
    private let whole: [UInt8]

    /// The number of conflicts: 0 exactly when the merge is clean, 1 for a binary file.
    public var conflictCount: Int {
        switch outcome {
        case .clean: 0
        case .conflicted(let hunks): hunks.count
        case .binary: 1
        }
    }

    /// The merged bytes; nil where a conflict is left.
    public var cleanBytes: [UInt8]? {
        if case .clean(let bytes) = outcome { return bytes }
        return nil
    }

    /// Puts a result together from merged chunks: the last step of the line merge and of every format merge.
    init(chunks: [MergeChunk], attributes: TextAttributes, decisions: [Decision]) {
        var body: [UInt8] = []
        var hunks: [ConflictHunk] = []
        for chunk in chunks {
            switch chunk {
            case .resolved(let text): body += text
            case .conflict(let hunk): hunks.append(hunk)
            }
        }
        whole = hunks.isEmpty ? attributes.join(body) : []
        outcome = hunks.isEmpty ? .clean(whole) : .conflicted(hunks)
        self.decisions = decisions
        self.chunks = chunks
        self.attributes = attributes
    }

    private init(outcome: Outcome, whole: [UInt8], decisions: [Decision]) {
        self.outcome = outcome
        self.whole = whole
        self.decisions = decisions
        attributes = TextAttributes()
        chunks = []
    }

    /// A file that needed no merge: its bytes as they are.
    public static func settled(_ bytes: [UInt8], decisions: [Decision] = []) -> FileMerge {
        FileMerge(outcome: .clean(bytes), whole: bytes, decisions: decisions)
    }

    /// A file that cannot be merged by lines; it keeps local's bytes wherever bytes are asked for.
    static func binaryConflict(local: [UInt8]) -> FileMerge {
        FileMerge(outcome: .binary, whole: local, decisions: [])
    }

    /// Writes the file with its conflicts between marker lines.
    ///
    /// Marker lines are longer than any run of marker characters at the start of a line of the file, and end like the
    /// other lines. Where the file ends in a conflict and has no final newline, the last marker line has none either.
    ///
    /// - Parameters:
    ///   - labels: what the marker lines say about each side.
    ///   - style: how much of each side the markers enclose.
    ///   - minimumLength: the least number of characters in a marker.
    /// - Returns: the marked file; the merged bytes of a clean one; local's bytes of a binary one.
    public func marked(
        labels: MarkerLabels = .init(), style: MarkerStyle = .zdiff3, minimumLength: Int = 0
    ) -> [UInt8] {
        guard case .conflicted = outcome else { return whole }
        var writer = MarkerWriter(length: max(markerLength, minimumLength), labels: labels, style: style)
        for chunk in chunks { writer.append(chunk) }
        return attributes.join(writer.body)
    }

    /// The number of characters in this file's conflict markers, at least git's 7.
    public var markerLength: Int {
        var longest = 0
        for chunk in chunks {
            switch chunk {
            case .resolved(let text):
                longest = max(longest, longestMarkerRun(in: text))
            case .conflict(let hunk):
                for side in [hunk.base, hunk.local, hunk.incoming] {
                    longest = max(longest, longestMarkerRun(in: side))
                }
            }
        }
        return max(shortestMarker, longest + 1)
    }
}
