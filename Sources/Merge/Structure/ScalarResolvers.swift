/// What is decided where both sides changed one scalar.
struct ScalarResolvers: Sendable {
    /// A decision between two texts.
    struct Choice: Hashable, Sendable {
        /// The stable name of the resolver.
        var resolver: String
        /// What was decided and from what.
        var message: String
        /// Whether the template's text is taken; local's otherwise.
        var takesIncoming: Bool
    }

    /// How versions are written at a path; nil where there are none.
    var versions: @Sendable (_ path: [String]) -> VersionScheme?
    /// What a scalar says without the quotation marks that readers take away; nil where they may say something.
    let unquoted: @Sendable (Value) -> String?
    /// Names of resolvers that must not be used for this file.
    var disabled: Set<String>
    /// What speaks against leaving out a package that local took out.
    var packages: PackageUses
    /// What speaks against leaving out an entry that local took out.
    let texts: TextCounts
    /// Whether entries that grew are followed under their new names, which needs a witness beside the values.
    var followsGrownEntries = false
    /// Whether entries are followed under another table, which needs a witness, too.
    var followsMovedEntries = false
    /// When the merges that ask these rules have to give up.
    let deadline: Deadline

    init(
        versions: @escaping @Sendable (_ path: [String]) -> VersionScheme? = VersionScheme.byName,
        disabled: Set<String> = [], trees: Sides<SyntaxTree>? = nil,
        unquoted: @escaping @Sendable (Value) -> String? = { _ in nil }, deadline: Deadline = .never
    ) {
        self.unquoted = unquoted
        self.deadline = deadline
        texts = TextCounts(trees)
        self.versions = versions
        self.disabled = disabled
        packages = PackageUses(texts: trees?.map(\.bytes) ?? Sides(base: [], local: [], incoming: []))
    }

    /// Decides between two changed scalars; nil means conflict.
    func decide(_ values: Sides<Value>, path: [String]) -> Choice? {
        if let meaning = values.local.meaning, meaning == values.incoming.meaning, !disabled.contains("spelling") {
            return Choice(
                resolver: "spelling", message: "both sides say \(meaning): kept local's spelling", takesIncoming: false)
        }
        if let side = sideWithNews(values), !disabled.contains("spelling") {
            return Choice(
                resolver: "spelling", message: "\(side == .local ? "the template" : "local") only quoted it otherwise",
                takesIncoming: side == .incoming)
        }
        if isAlike(values.local, values.incoming, path: path) {
            return Choice(
                resolver: Self.spelling,
                message: "both sides ask for \(values.local.shown): kept local's spelling", takesIncoming: false)
        }
        if !disabled.contains(AutomaticResolver.versionRange.rawValue), let scheme = versions(path),
            let side = VersionRange.decide(values, scheme: scheme)
        {
            let (taken, other) =
                side == .local ? (values.local, values.incoming) : (values.incoming, values.local)
            return Choice(
                resolver: AutomaticResolver.versionRange.rawValue,
                message: "\(other.shown) allows what \(values.base.shown) did: \(side == .local ? "kept" : "took") "
                    + taken.shown,
                takesIncoming: side == .incoming)
        }
        switch verdict(values, path: path) {
        case .local:
            return Choice(
                resolver: VersionResolver.name,
                message: "kept \(values.local.shown) over \(values.incoming.shown)", takesIncoming: false)
        case .incoming:
            return Choice(
                resolver: VersionResolver.name,
                message: "took \(values.incoming.shown) over \(values.local.shown)", takesIncoming: true)
        case .conflict, nil: return nil
        }
    }

    /// The side that changed what a value says, where the other one only put it in quotation marks or took them off.
    private func sideWithNews(_ values: Sides<Value>) -> MergeSide? {
        guard let base = unquoted(values.base), let local = unquoted(values.local),
            let incoming = unquoted(values.incoming)
        else { return nil }
        if incoming.isSpelled(base) { return .local }
        return local.isSpelled(base) ? .incoming : nil
    }

    /// Whether both sides have one requirement, spelled in two ways.
    func isAlike(_ local: Value, _ incoming: Value, path: [String]) -> Bool {
        guard !disabled.contains(Self.spelling), let (mine, theirs) = onePackage(local, incoming, path: path) else {
            return false
        }
        return mine.specifier.filter { $0 != " " } == theirs.specifier.filter { $0 != " " }
    }

    /// Which of two requirements that both sides added is taken, where both are lower bounds: the higher one is enough for both.
    func higherBound(_ local: Value, _ incoming: Value, path: [String]) -> SideName? {
        guard !disabled.contains(VersionResolver.name), let (mine, theirs) = onePackage(local, incoming, path: path)
        else {
            return nil
        }
        return VersionResolver.higherLowerBound(mine.versioned, theirs.versioned)
    }

    /// Two requirements of one package; nil for anything else.
    private func onePackage(
        _ local: Value, _ incoming: Value, path: [String]
    ) -> (mine: RequirementText, theirs: RequirementText)? {
        // Of one version with two lists of hashes only people can tell which is whole.
        guard versions(path) == .requirement, let mine = local.text.flatMap(RequirementText.init),
            let theirs = incoming.text.flatMap(RequirementText.init), mine.key == theirs.key, !mine.hasHashes,
            !theirs.hasHashes
        else { return nil }
        return (mine, theirs)
    }

    /// How far entries are followed under new names.
    var renameReach: RenameReach {
        disabled.contains(AutomaticResolver.renames.rawValue) ? .none : followsGrownEntries ? .grown : .changed
    }

    /// The name of the decision between two spellings of a requirement.
    static let spelling = "requirement-spelling"

    /// Why two changed scalars are a conflict.
    func conflictKind(_ values: Sides<Value>, path: [String]) -> ConflictKind {
        if case .conflict(let kind) = verdict(values, path: path) { return kind }
        return .valueScalar
    }

    private func verdict(_ values: Sides<Value>, path: [String]) -> VersionResolver.Verdict? {
        guard !disabled.contains(VersionResolver.name), let scheme = versions(path) else { return nil }
        return VersionResolver.decide(values, scheme: scheme)
    }
}

extension Value {
    /// What a scalar means that has several spellings in every version of YAML; nil for all others.
    fileprivate var meaning: String? {
        switch self {
        case .empty: "null"
        case .literal("null"), .literal("Null"), .literal("NULL"), .literal("~"): "null"
        case .literal("true"), .literal("True"), .literal("TRUE"): "true"
        case .literal("false"), .literal("False"), .literal("FALSE"): "false"
        default: nil
        }
    }

    /// The value in a sentence.
    fileprivate var shown: String {
        if case .marked(let mark, let value) = self, let text = value.text { return "\(text) \(mark)" }
        return text ?? "a value"
    }
}

extension VersionScheme {
    /// The scheme by the name of the key, where no profile knows better.
    ///
    /// A number alone under another name may be a port or a share of a processor: it is no version.
    static let byName: @Sendable ([String]) -> VersionScheme? = { path in
        guard let name = path.last(where: { $0 != "[]" }) else { return nil }
        switch name {
        case "uses": return .action
        case "image", "container": return .image
        case "rev", "newTag", "tag", "targetRevision": return .plain
        default:
            let lower = name.lowercased()
            if lower == "version" { return .plain }
            guard lower.hasSuffix("-version") || lower.hasSuffix("_version") || name.hasSuffix("Version") else {
                return nil
            }
            return isBound(name.dropLast("version".count)) ? nil : .plain
        }
    }

    /// Whether a word before `version` says that the higher one is not simply the newer one.
    static func isBound(_ prefix: Substring) -> Bool {
        prefix.partedWords.split { $0 == "-" || $0 == "_" || $0 == "." }.contains {
            bounds.contains(String($0))
        }
    }

    private static let bounds: Set<String> = [
        "max", "maximum", "min", "minimum", "blocked", "excluded", "ignored", "skip", "old", "previous", "from",
        "until", "before", "since", "ip", "http", "tls", "ssl", "tcp", "protocol", "schema", "format", "file", "config",
        "api",
    ]
}

extension Substring {
    private static let wordBorder = Pattern(/([a-z0-9])([A-Z])/)

    /// The same in small letters, with a dash between two words: `tlsMax` and `maxKube` are two.
    var partedWords: String { replacing(Self.wordBorder) { "\($0.output.1)-\($0.output.2)" }.lowercased() }
}
