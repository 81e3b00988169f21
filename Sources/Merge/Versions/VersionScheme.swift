/// How a version is written into a scalar.
enum VersionScheme: Hashable, Sendable {
    /// `owner/name@v4`, or `owner/name@<commit id>` with the version in the comment behind it.
    case action
    /// `registry/name:1.2-alpine`, perhaps with a digest.
    case image
    /// A version alone: `1.2.3`, `v4`, `3.12`; or a commit id with the version in a comment.
    case plain
    /// A Python requirement: `name[extra]>=1.2,<2; marker`.
    case requirement
    /// A version with an operator before it: `^1.2.3`, `~1.2`, `>=3.9`.
    case range
    /// The versions of a Python requirement alone: `>=3.9,<4`.
    case specifier

    /// A scalar taken apart; nil where it is not written this way.
    func parse(_ value: Value) -> VersionedText? {
        guard case .marked(let mark, let inner) = value else { return value.text.flatMap { parse($0, comment: nil) } }
        return mark.hasPrefix("#") ? inner.text.flatMap { parse($0, comment: mark) } : nil
    }

    private func parse(_ text: String, comment: String?) -> VersionedText? {
        switch self {
        case .action:
            guard let at = text.lastIndex(of: "@") else { return nil }
            return reference(String(text[...at]), String(text[text.index(after: at)...]), comment: comment)
        case .plain:
            return reference("", text, comment: comment)
        case .image:
            var name = Substring(text)
            var isPinned = false
            if let at = name.firstIndex(of: "@") {
                guard name[at...].hasPrefix("@sha256:") else { return nil }
                isPinned = true
                name = name[..<at]
            }
            // A colon before a slash is a port.
            guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/"),
                let version = VersionNumber(String(name[name.index(after: colon)...]))
            else { return nil }
            return VersionedText(
                identity: String(name[...colon]), bounds: [.init(operation: "", version: version)], isPinned: isPinned)
        case .requirement:
            return RequirementText(text)?.versioned
        case .range, .specifier:
            return VersionedText.bounds(text).map { VersionedText(identity: "", bounds: $0, isPinned: false) }
        }
    }

    private func reference(_ identity: String, _ reference: String, comment: String?) -> VersionedText? {
        let isCommit = reference.utf8.count == 40 && reference.allSatisfy(\.isHexDigit)
        let text = isCommit ? comment.flatMap(Self.version(inComment:)) : reference
        guard let text, let version = VersionNumber(text) else { return nil }
        return VersionedText(identity: identity, bounds: [.init(operation: "", version: version)], isPinned: isCommit)
    }

    /// The version in `# v4.1.2`, `# frozen: v1.2` or `# tag=v3`.
    static func version(inComment comment: String) -> String? {
        let words = comment.drop { $0 == "#" }.split { $0 == " " || $0 == "=" || $0 == ":" || $0 == "\t" }
        return words.lazy.map(String.init).first { VersionNumber($0) != nil }
    }
}

/// A scalar that holds a version.
struct VersionedText: Hashable, Sendable {
    /// One bound of a range, or the version itself.
    struct Bound: Hashable, Sendable {
        /// `>=`, `<`, `^` …; empty for a version alone.
        var operation: String
        var version: VersionNumber
    }

    /// What the version is of; must be the same on all sides.
    var identity: String
    /// The bounds, in the order they are written.
    var bounds: [Bound]
    /// Whether a commit id or a digest pins it.
    var isPinned: Bool

    /// Reads `>=1.2,<2` or `^1.2.3`; nil where a part is no bound.
    static func bounds(_ text: String) -> [Bound]? {
        var bounds: [Bound] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let part = String(part).trimmed
            let operation = part.prefix { "<>=~^!".contains($0) }
            guard let version = VersionNumber(String(part.dropFirst(operation.count)).trimmed) else { return nil }
            bounds.append(Bound(operation: String(operation), version: version))
        }
        return bounds.isEmpty ? nil : bounds
    }
}

/// A Python requirement taken apart.
struct RequirementText: Hashable, Sendable {
    /// The name as PEP 503 normalises it.
    var name: String
    /// Extras, marker and the rest that makes two requirements of one name different.
    var variant: String
    /// What follows the name: `>=1.2,<2`, or nothing.
    var specifier: String
    /// Whether hashes follow, which belong to the version.
    var hasHashes = false

    private static let hashOption = Pattern(/\s*\\?\s*--hash[=:\s]/)

    init?(_ text: String) {
        var text = text
        // A look first: few requirements have hashes, and a pattern takes long.
        if text.holds("--"), let hashes = text.firstMatch(of: Self.hashOption) {
            text = String(text[..<hashes.range.lowerBound])
            hasHashes = true
        }
        let body = text.utf8.split(separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        // By bytes, since a list has thousands of these.
        let requirement = body[0].trimmed
        let name = requirement.utf8.prefix(while: Self.isName)
        guard let first = name.first, !"._-".utf8.contains(first) else { return nil }
        var rest = String(requirement[name.endIndex...]).trimmed
        var extras = ""
        if rest.utf8.first == UInt8(ascii: "[") {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            extras = rest[...end].filter { $0 != " " }.lowercased()
            rest = String(rest[rest.index(after: end)...]).trimmed
        }
        guard rest.utf8.first.map({ "<>=~!@".utf8.contains($0) }) ?? true else { return nil }
        self.name = Self.normalized(String(Substring(name)))
        let marker = body.count > 1 ? body[1].trimmed : ""
        variant = extras + (marker.isEmpty ? "" : ";" + marker)
        if rest.utf8.first == UInt8(ascii: "@") {
            variant += "@"
        }
        specifier = rest
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// The name in lower case, with one hyphen for every run of hyphens, dots and underscores (PEP 503).
    static func normalized(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.lowercased().utf8 {
            let isSeparator = "-_.".utf8.contains(byte)
            if isSeparator && (bytes.isEmpty || bytes.last == UInt8(ascii: "-")) { continue }
            bytes.append(isSeparator ? UInt8(ascii: "-") : byte)
        }
        if bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What makes it the same requirement in two files.
    var key: Key { Key(name, kind: variant) }

    var versioned: VersionedText? {
        VersionedText.bounds(specifier).map {
            VersionedText(identity: name + variant + (hasHashes ? " with hashes" : ""), bounds: $0, isPinned: false)
        }
    }
}
