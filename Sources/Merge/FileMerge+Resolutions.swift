extension FileMerge {
    /// What became of each conflict in a file that people merged by hand, by the conflict's index.
    ///
    /// A conflict is found between the settled lines around it, where these stand in the file exactly once. Where people
    /// changed those too, or two conflicts touch, nothing is said about it.
    ///
    /// - Parameter bytes: the file; one that still has conflict markers tells nothing.
    public func resolutions(in bytes: [UInt8]) -> [Int: [UInt8]] {
        guard !containsConflictMarkers(bytes) else { return [:] }
        let lines = LineText(TextAttributes.split(bytes).body)
        var found: [Int: [UInt8]] = [:]
        var conflict = 0
        for (index, chunk) in chunks.enumerated() {
            guard case .conflict = chunk else { continue }
            defer { conflict += 1 }
            var start = 0
            if index > 0 {
                guard case .resolved(let text) = chunks[index - 1], let end = lines.end(of: LineText(text)) else {
                    continue
                }
                start = end
            }
            var end = lines.count
            if index + 1 < chunks.count {
                guard case .resolved(let text) = chunks[index + 1],
                    let place = lines.start(of: LineText(text), from: start)
                else { continue }
                end = place
            }
            found[conflict] = Array(lines[start..<end])
        }
        return found
    }
}

extension LineText {
    /// How many lines beside a conflict it is looked for by, before all of them are.
    private static let context = 3

    /// Where the last lines of a text end here, if they stand here once.
    fileprivate func end(of text: LineText) -> Int? {
        for length in [min(Self.context, text.count), text.count] {
            let places = places(of: text[text.count - length..<text.count], count: length, from: 0)
            if places.count == 1 { return places[0] + length }
        }
        return nil
    }

    /// Where the first lines of a text start here, if they stand below `line` once.
    fileprivate func start(of text: LineText, from line: Int) -> Int? {
        for length in [min(Self.context, text.count), text.count] {
            let places = places(of: text[0..<length], count: length, from: line)
            if places.count == 1 { return places[0] }
        }
        return nil
    }

    private func places(of wanted: ArraySlice<UInt8>, count length: Int, from line: Int) -> [Int] {
        guard length > 0, line + length <= count else { return [] }
        return (line...count - length).filter { self[$0..<$0 + length] == wanted }
    }
}
