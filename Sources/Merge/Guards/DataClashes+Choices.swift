/// What there is one of: the kind of a thing, and the value of a flag.
extension DataClashes {
    /// Keys of which a mapping has one, for its kind is told by them.
    /// - Parameter name: The key that the mapping stands under.
    static func unions(in pairs: [Key: Value], of name: String) -> [String] {
        guard pairs.count > 1, let kinds = kinds.first(where: { $0.isOf(name) })?.keys else { return [] }
        let found = kinds.filter { pairs[Key($0)] != nil }
        return found.count > 1 ? [found.joined(separator: " and ")] : []
    }

    /// How a kind of mapping is told by its key, and the keys that exclude one another in it.
    private static let kinds: [(isOf: @Sendable (String) -> Bool, keys: [String])] = [
        // What Kubernetes asks a container, and does at its beginning and end.
        (
            { $0.hasSuffix("Probe") || $0 == "postStart" || $0 == "preStop" },
            ["exec", "httpGet", "tcpSocket", "grpc", "sleep"]
        ),
        // Where the value of a variable is from.
        ({ $0 == "valueFrom" }, ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef"]),
        // Values of a chart in Argo CD, as a text or as they are: the text is not read then.
        ({ $0 == "helm" }, ["values", "valuesObject"]),
    ]

    /// Flags that a list of arguments gives more than one value: most programs take the last one.
    static func contestedFlags(in values: [Value]) -> Set<String> {
        let texts = values.compactMap(\.text)
        guard texts.count == values.count else { return [] }
        var known: [Substring: Set<Substring>] = [:]
        for (index, text) in texts.enumerated() where text.utf8.first == UInt8(ascii: "-") {
            if let equals = text.firstIndex(of: "=") {
                known[text[..<equals], default: []].insert(text[text.index(after: equals)...])
            } else if index + 1 < texts.count, !texts[index + 1].hasPrefix("-") {
                known[text[...], default: []].insert(texts[index + 1][...])
            }
        }
        return Set(known.filter { $0.value.count > 1 && !isRepeatable($0.key) }.keys.map(String.init))
    }

    /// Whether a flag is given as often as there are values, by a name that means so to most programs.
    private static func isRepeatable(_ flag: Substring) -> Bool {
        ["-D", "-I", "-L", "-W", "-X", "-e", "-l", "-m", "-o", "-p", "-r", "-v"].contains(flag)
            || ["--env", "--build-arg", "--label", "--set", "--volume", "--publish", "--add-opens", "--add-exports"]
                .contains(flag)
    }
}
