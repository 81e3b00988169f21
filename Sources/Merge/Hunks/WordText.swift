extension LineText {
    /// Text cut into words instead of lines.
    ///
    /// Pieces are runs of letters, digits and underscores, runs of blanks, and every other byte by itself; a version is one
    /// piece with all its parts (``VersionWord``). Bytes beyond ASCII count as letters.
    init(words bytes: [UInt8]) {
        let plain = LineText(bytes) { WordKind($0) }
        var starts: [Int] = []
        starts.reserveCapacity(plain.starts.count)
        var covered = 0
        for start in plain.starts where start >= covered {
            starts.append(start)
            covered = VersionWord.end(in: bytes, from: start) ?? start
        }
        self.init(bytes: bytes, starts: starts)
    }

    /// Text cut where blanks are: words with their punctuation, runs of blanks, and line ends by themselves.
    init(phrases bytes: [UInt8]) {
        self.init(bytes) { byte in
            if byte == lineFeed { return nil }
            return WordKind(byte) == .blank ? .blank : .letter
        }
    }

    private init(_ bytes: [UInt8], kind: (UInt8) -> WordKind?) {
        var starts = [0]
        var previous: WordKind?
        for (index, byte) in bytes.enumerated() {
            let next = kind(byte)
            if index > 0, next == nil || next != previous { starts.append(index) }
            previous = next
        }
        if !bytes.isEmpty { starts.append(bytes.count) }
        self.init(bytes: bytes, starts: starts)
    }

    /// How many of some pieces hold more than blanks and line ends.
    func words(in pieces: Range<Int>) -> Int { pieces.count { !isBlank(self[$0]) } }
}

/// What a byte makes a run with; bytes without a kind stand alone.
private enum WordKind {
    case letter
    case blank

    init?(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            self = .letter
        case UInt8(ascii: " "), UInt8(ascii: "\t"): self = .blank
        default: return nil
        }
    }
}
