import Git

/// What a repository's result depends on besides its commit: the tool, the policies, and what its sources hold.
///
/// As text: the hash of the settings, then `key=state` for each source, sorted, all separated by spaces.
struct Fingerprint: Hashable {
    /// A hash of the tool's version, the policies, and whatever else is asked of all repositories.
    var settings: String
    /// What each source held, by its key in the ``SourceLibrary``.
    var sources: [String: String]

    /// Hashes the settings.
    static func settings(_ text: String) -> String { String(ObjectID.of(blob: Array(text.utf8)).hex.prefix(16)) }

    /// The fingerprint as text.
    var text: String {
        ([settings] + sources.sorted { $0.key < $1.key }.map { "\(Self.escaped($0.key))=\($0.value)" })
            .joined(separator: " ")
    }

    init(settings: String, sources: [String: String] = [:]) {
        self.settings = settings
        self.sources = sources
    }

    /// Reads a fingerprint.
    init(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        settings = words.first ?? ""
        sources = [:]
        for word in words.dropFirst() {
            guard let mark = word.lastIndex(of: "=") else { continue }
            sources[Self.unescaped(String(word[..<mark]))] = String(word[word.index(after: mark)...])
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing(" ", with: "%20")
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("%20", with: " ").replacing("%25", with: "%")
    }
}
