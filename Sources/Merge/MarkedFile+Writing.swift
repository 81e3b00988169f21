extension MarkedFile {
    /// The file with its conflicts between markers again, as they were shown.
    ///
    /// - Returns: the bytes; without any marker where no conflict is left.
    public func marked(labels: MarkerLabels) -> [UInt8] {
        var longest = 0
        for chunk in chunks {
            switch chunk {
            case .resolved(let text): longest = max(longest, longestMarkerRun(in: text))
            case .conflict(let local, let base, let incoming):
                for side in [local, base ?? [], incoming] { longest = max(longest, longestMarkerRun(in: side)) }
            }
        }
        var writer = MarkerWriter(length: max(shortestMarker, longest + 1), labels: labels, style: .diff3)
        for chunk in chunks {
            switch chunk {
            case .resolved(let text): writer.append(.resolved(text))
            case .conflict(let local, let base, let incoming):
                writer.append(
                    .conflict(
                        ConflictHunk(
                            kind: .contentOverlap, base: base ?? [], local: local, incoming: incoming, baseLines: 0..<0,
                            localLines: 0..<0, incomingLines: 0..<0)))
            }
        }
        return attributes.join(writer.body)
    }
}
