/// Finds the hosts that texts call: `db` in `postgres://app@db:5432/shop`, and in `db:5432`.
enum AddressUses {
    /// A host by a single name, and its port where one is said.
    struct Address: Hashable {
        var host: String
        var port: String?

        /// Whether it is the machine, or the container, that calls.
        var isOwn: Bool { host == "localhost" }
    }

    /// The addresses in a text; names with dots are of the outer world, `127.0.0.1` is `localhost`.
    static func addresses(in text: String) -> [Address] {
        guard text.utf8.contains(UInt8(ascii: ":")) else { return [] }
        return text.utf8.split { isBetween($0) }.compactMap { word in
            var word = String(Substring(word))
            var isAddress = false
            if let range = word.firstRange(of: "://") {
                word = String(word[range.upperBound...])
                isAddress = true
            }
            word = String(word.prefix { !"/?#".contains($0) })
            if let at = word.lastIndex(of: "@") { word = String(word[word.index(after: at)...]) }
            let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard (1...2).contains(parts.count), let host = parts.first else { return nil }
            let port = parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy(\.isWholeNumber) ? parts[1] : nil
            guard isAddress || port != nil else { return nil }
            if ["127.0.0.1", "0.0.0.0"].contains(host) { return Address(host: "localhost", port: port) }
            let isName = host.utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
            // A number before a port is no host but another port.
            guard isName, host.contains(where: \.isLetter) else { return nil }
            return Address(host: host, port: port)
        }
    }

    private static func isBetween(_ byte: UInt8) -> Bool { " \t\r\n,=;|'\"()[]<>\\`".utf8.contains(byte) }
}
