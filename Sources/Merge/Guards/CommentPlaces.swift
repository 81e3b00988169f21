/// Which entries of a file stand below which comments and in which paragraphs.
///
/// What a file says is the same wherever an entry stands, so nothing else tells that a merge has put one under a heading
/// that is another's.
struct CommentPlaces {
    /// Entries with neither a blank line nor a comment between them.
    struct Group {
        /// The last comment above the first of them; nil for none.
        var heading: String?
        /// The comments right above the first of them.
        var attached: [String]
        /// Whether a blank line stands above it.
        var isParagraph: Bool
        var members: [String] = []
    }

    /// An entry that comments stand right above.
    struct Commented {
        var place: String
        /// What it says, where it has parts and so is known under any name.
        var value: Value?
    }

    private(set) var groups: [Group] = []
    /// The group of each entry, by its place: the names that lead to it.
    private(set) var groupOf: [String: Int] = [:]
    /// The entries right below each comment, of which most have one.
    private(set) var below: [String: [Commented]] = [:]

    private let bytes: [UInt8]
    private let profile: MergeProfile
    private let names: PlaceNames

    /// - Parameter names: what entries are called that a side renamed.
    init(_ tree: SyntaxTree, profile: MergeProfile, names: PlaceNames = PlaceNames()) {
        self.names = names
        bytes = tree.bytes
        self.profile = profile
        visit(tree.root, path: [], prefix: "")
    }

    func contains(_ place: String) -> Bool { groupOf[place] != nil }

    func group(of place: String) -> Group? { groupOf[place].map { groups[$0] } }

    private mutating func visit(_ node: SyntaxNode, path: [String], prefix: String) {
        guard let container = node.container else { return }
        var isList = false
        var policy: ListPolicy?
        if case .list = node.content {
            isList = true
            policy = profile.list(path)
        }
        var counts: [String: Int] = [:]
        var group = groups.count
        for (index, entry) in container.entries.enumerated() {
            let above = Above(entry.leading, in: bytes)
            if index == 0 || above.hasBlankLine || !above.comments.isEmpty {
                group = groups.count
                groups.append(
                    Group(
                        heading: above.comments.last, attached: above.attached, isParagraph: above.hasBlankLine))
            }
            let found = isList ? Self.name(of: entry, index, policy, path: path) : Self.name(of: entry.key)
            // What has no name can't be found again on another side.
            guard let own = found else { continue }
            let name = names.common(own, below: prefix)
            let count = counts[name, default: 0]
            counts[name] = count + 1
            let place = prefix + "\u{1E}" + name + (count > 0 ? "\u{1F}\(count)" : "")
            groups[group].members.append(place)
            groupOf[place] = group
            // An entry of a list without names may be another one although it stands in the same place.
            let isKnown = !isList || policy?.identity(entry.node.value) != nil
            for comment in above.attached where isKnown {
                let value = entry.node.container == nil ? nil : entry.node.value
                below[comment, default: []].append(Commented(place: place, value: value))
            }
            guard entry.node.container != nil else { continue }
            visit(entry.node, path: path + [isList ? "[]" : entry.key.name], prefix: place)
        }
    }

    static func name(of key: Key) -> String { key.name + "\u{1F}" + key.kind }

    /// What an entry of a list is called: a document of a file at least by its number.
    static func name(of entry: SyntaxEntry, _ index: Int, _ policy: ListPolicy?, path: [String]) -> String? {
        let isDocument = path.isEmpty && entry.node.container != nil
        return name(of: entry.node.value, policy) ?? (isDocument ? "\u{1F}\(index)" : nil)
    }

    /// What tells an entry of a list from others; nil for one whose parts are all that is known of it.
    private static func name(of value: Value, _ policy: ListPolicy?) -> String? {
        if let key = policy?.identity(value) ?? policy?.secondIdentity(value) { return key.name + "\u{1F}" + key.kind }
        if let text = value.text { return text }
        for name in ["id", "name", "key"] {
            if let text = value[name]?.text { return name + "\u{1F}" + text }
        }
        guard let kind = value["kind"]?.text, let name = value["metadata"]?["name"]?.text else { return nil }
        return kind + "\u{1F}" + name
    }

    /// What stands above an entry.
    private struct Above {
        var comments: [String] = []
        /// The comments below the last blank line.
        var attached: [String] = []
        var hasBlankLine = false

        init(_ leading: Range<Int>, in bytes: [UInt8]) {
            if leading.isEmpty { return }
            var isLine = leading.lowerBound == 0 || bytes[leading.lowerBound - 1] == lineFeed
            let lines = bytes[leading].split(separator: lineFeed, omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                defer { isLine = true }
                // What continues a line above.
                if line.last == UInt8(ascii: "\\"), isBlank(line.dropLast()) { continue }
                if !isBlank(line) {
                    let text = String(decoding: line, as: UTF8.self).trimmed
                    if text.isShellSeparator { continue }
                    comments.append(text)
                    attached.append(text)
                } else if isLine, index < lines.count - 1 {
                    hasBlankLine = true
                    attached = []
                }
            }
        }
    }
}
