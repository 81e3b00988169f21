extension StringProtocol {
    /// Whether a short text of ASCII stands in this one.
    ///
    /// By bytes, without a look at characters: what takes long is asked only where this says yes.
    func holds(_ part: StaticString) -> Bool {
        func search(_ bytes: some Collection<UInt8>) -> Bool {
            part.withUTF8Buffer { pattern in
                guard let first = pattern.first else { return true }
                var rest = bytes[...]
                while let start = rest.firstIndex(of: first) {
                    rest = rest[start...]
                    if rest.starts(with: pattern) { return true }
                    rest = rest.dropFirst()
                }
                return false
            }
        }
        return utf8.withContiguousStorageIfAvailable { search($0) } ?? search(utf8)
    }
}
