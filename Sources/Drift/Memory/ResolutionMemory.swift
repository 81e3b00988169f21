/// How people resolved conflicts, by what the conflicts have in common: resolved once, replayed everywhere.
///
/// Plain text that people review, in a service or in a repository that a fleet shares.
public struct ResolutionMemory: Hashable, Sendable {
    /// The file's name beside the record.
    public static let fileName = ".scaffold-resolutions.yml"
    /// The schema that this tool reads and writes.
    public static let schema = 1
    /// The most bytes that a memory may have.
    static let sizeLimit = 8 << 20
    /// The most lines that all of its resolutions may have.
    static let lineLimit = 200_000

    /// One remembered resolution.
    public struct Entry: Hashable, Sendable {
        /// The conflict.
        public var pattern: ConflictPattern
        /// How it was resolved.
        public var rule: ResolutionRule
        /// Where that was.
        public var origin: Origin

        /// Makes an entry.
        public init(pattern: ConflictPattern, rule: ResolutionRule, origin: Origin) {
            self.pattern = pattern
            self.rule = rule
            self.origin = origin
        }
    }

    /// Where a resolution comes from.
    public struct Origin: Hashable, Sendable {
        /// The first commit of the repository, which tells it from every other; nil in a shallow clone.
        public var repository: String?
        /// The service's folder.
        public var service: String
        /// The release that the file was based on.
        public var from: String
        /// The release whose change conflicted.
        public var to: String
        /// The date of the commit that the resolution was made on.
        public var date: String
        /// Who resolved it; nil where git does not know a name.
        public var person: String?

        /// Makes an origin.
        public init(
            repository: String?, service: String, from: String, to: String, date: String, person: String?
        ) {
            self.repository = repository
            self.service = service
            self.from = from
            self.to = to
            self.date = date
            self.person = person
        }
    }

    /// The resolutions in the order of the file: by scaffold, template, place and key.
    public private(set) var entries: [Entry]

    /// Makes a memory of resolutions in any order; of two for one conflict the later one counts.
    public init(entries: [Entry] = []) {
        var byKey: [String: Entry] = [:]
        for entry in entries { byKey[entry.pattern.key] = entry }
        self.entries = byKey.values.sorted { left, right in
            left.order.lexicographicallyPrecedes(right.order) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }

    /// Whether nothing is remembered.
    public var isEmpty: Bool { entries.isEmpty }

    /// The memory with more resolutions, which replace those of the same conflicts.
    public func adding(_ new: [Entry]) -> ResolutionMemory { ResolutionMemory(entries: entries + new) }

    /// The memory without the resolution whose key begins with `prefix`.
    /// - Throws: ``DriftError`` when there is none, or more than one.
    public func forgetting(_ prefix: String) throws(DriftError) -> (memory: ResolutionMemory, forgotten: Entry) {
        let found = entries.filter { $0.pattern.key.hasPrefix(prefix) }
        guard let entry = found.first, found.count == 1, !prefix.isEmpty else {
            throw DriftError(
                .memory, found.isEmpty ? "no resolution has the key \(prefix)" : "several keys begin with '\(prefix)'",
                fix: "`scaffold resolve --list` shows the keys")
        }
        return (ResolutionMemory(entries: entries.filter { $0 != entry }), entry)
    }
}

extension ResolutionMemory.Entry {
    /// What entries are sorted by.
    fileprivate var order: [String] { [pattern.scaffold, pattern.template, pattern.place, pattern.key] }
}
