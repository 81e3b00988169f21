extension [MergeChunk] {
    /// The same with settled text that follows settled text in one piece.
    var joined: [MergeChunk] {
        reduce(into: []) { chunks, chunk in
            if case .resolved(let text) = chunk, case .resolved(let before)? = chunks.last {
                chunks[chunks.count - 1] = .resolved(before + text)
            } else {
                chunks.append(chunk)
            }
        }
    }
}
