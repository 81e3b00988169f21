/// Bytes seen as lines: each runs up to and including its line feed, the last may lack one.
struct LineText {
    let bytes: [UInt8]
    /// Where every line starts, and the end of the last.
    let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        bytes.withUnsafeBufferPointer { buffer in
            for index in buffer.indices where buffer[index] == lineFeed { starts.append(index + 1) }
        }
        if starts.last != bytes.count { starts.append(bytes.count) }
        self.starts = starts
    }

    /// Bytes cut elsewhere than at line feeds.
    init(bytes: [UInt8], starts: [Int]) {
        self.bytes = bytes
        self.starts = starts
    }

    /// The number of lines.
    var count: Int { starts.count - 1 }

    /// The line that holds a byte, counted from 0; behind the last byte, the number of lines.
    func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    /// The bytes of one line, with its line feed.
    subscript(line: Int) -> ArraySlice<UInt8> { bytes[starts[line]..<starts[line + 1]] }

    /// The bytes of a run of lines.
    subscript(lines: Range<Int>) -> ArraySlice<UInt8> { bytes[starts[lines.lowerBound]..<starts[lines.upperBound]] }
}

/// Lines as numbers: equal lines of any of the texts have equal numbers, counted from 0 in order of appearance.
struct LineNumbers {
    private(set) var texts: [[Int32]] = []
    private(set) var distinct = 0

    init(_ sources: [LineText]) {
        // One arena, so that a line is an offset and a length whatever text it comes from.
        var arena: [UInt8] = []
        arena.reserveCapacity(sources.reduce(0) { $0 + $1.bytes.count })
        for source in sources { arena += source.bytes }
        let total = sources.reduce(0) { $0 + $1.count }
        var mask = 15
        while mask < total * 2 { mask = mask * 2 + 1 }
        var slots = [Int32](repeating: -1, count: mask + 1)
        var known: [KnownLine] = []
        known.reserveCapacity(total)
        arena.withUnsafeBytes { bytes in
            var offset = 0
            for source in sources {
                var numbers: [Int32] = []
                numbers.reserveCapacity(source.count)
                for line in 0..<source.count {
                    let start = offset + source.starts[line]
                    let end = offset + source.starts[line + 1]
                    let content = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                    // Seeded hashing: no template can be written to make lines collide.
                    var hasher = Hasher()
                    hasher.combine(bytes: content)
                    let hash = hasher.finalize()
                    var slot = hash & mask
                    var number: Int32 = -1
                    while slots[slot] >= 0 {
                        let candidate = known[Int(slots[slot])]
                        if candidate.hash == hash, candidate.end - candidate.start == content.count,
                            equal(bytes, candidate.start, start, content.count)
                        {
                            number = slots[slot]
                            break
                        }
                        slot = (slot + 1) & mask
                    }
                    if number < 0 {
                        number = Int32(known.count)
                        slots[slot] = number
                        known.append(KnownLine(hash: hash, start: start, end: end))
                    }
                    numbers.append(number)
                }
                texts.append(numbers)
                offset += source.bytes.count
            }
        }
        distinct = known.count
    }

    private struct KnownLine {
        let hash: Int
        let start: Int
        let end: Int
    }
}

private func equal(_ bytes: UnsafeRawBufferPointer, _ first: Int, _ second: Int, _ count: Int) -> Bool {
    var index = 0
    while index + 8 <= count {
        let left = bytes.loadUnaligned(fromByteOffset: first + index, as: UInt64.self)
        let right = bytes.loadUnaligned(fromByteOffset: second + index, as: UInt64.self)
        if left != right { return false }
        index += 8
    }
    while index < count {
        if bytes[first + index] != bytes[second + index] { return false }
        index += 1
    }
    return true
}

extension LineText {
    /// The text with some of its lines replaced; nil where they overlap, are out of order or are not there.
    func replacing(_ replacements: [(lines: Range<Int>, text: [UInt8])]) -> [UInt8]? {
        var result: [UInt8] = []
        var position = 0
        for (range, text) in replacements {
            guard range.lowerBound >= position, range.upperBound <= count else { return nil }
            result += self[position..<range.lowerBound]
            result += text
            position = range.upperBound
        }
        return result + self[position..<count]
    }
}
