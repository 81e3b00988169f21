extension Repository {
    /// How alike two contents are in percent, by the measure git uses for renames.
    ///
    /// Both are cut into lines, at most 64 bytes each; the answer is how many bytes of the old content's pieces the
    /// new one has too, divided by the larger size. The CR before an LF doesn't count in text.
    public static func similarity(_ old: [UInt8], _ new: [UInt8]) -> Int {
        if old == new { return 100 }
        if old.isEmpty || new.isEmpty { return 0 }
        let available = pieces(of: new)
        var copied = 0
        for (piece, size) in pieces(of: old) {
            copied += min(size, available[piece] ?? 0)
        }
        return min(copied * 100 / max(old.count, new.count), 100)
    }

    /// The pieces of a content as hashes, with the bytes that each takes in all its places together.
    private static func pieces(of content: [UInt8]) -> [UInt64: Int] {
        let isText = !content.prefix(8000).contains(0)
        var pieces: [UInt64: Int] = [:]
        var hash = fnvStart
        var length = 0
        for (position, byte) in content.enumerated() {
            let next = position + 1
            if isText, byte == 0x0D, next < content.count, content[next] == 0x0A { continue }
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            length += 1
            guard length == 64 || byte == 0x0A else { continue }
            pieces[hash, default: 0] += length
            hash = fnvStart
            length = 0
        }
        if length > 0 { pieces[hash, default: 0] += length }
        return pieces
    }

    /// The offset basis of the 64-bit FNV-1a hash.
    private static var fnvStart: UInt64 { 0xCBF2_9CE4_8422_2325 }
}
