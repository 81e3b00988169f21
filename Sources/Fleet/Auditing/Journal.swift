import Git
public import Report

/// The results of an audit as they come: a header, then a line of JSON for each repository.
///
/// It is what a killed audit leaves, what the next one takes results over from, and what the parts of a fleet are put
/// together from. A line that was cut off is as good as none.
public struct Journal: Sendable {
    /// What the journal is of.
    public struct Header: Hashable, Sendable, Decodable {
        /// The schema of the journal.
        public var schema: Int
        /// The tool's version.
        public var tool: String
        /// A hash of the policies and the tool.
        public var settings: String
        /// A hash of the names of all members of the fleet.
        public var fleet: String
        /// Into how many parts the fleet was cut.
        public var total: Int
        /// How many members each part has, by its index, for the parts that are in the journal.
        public var shards: [String: Int]

        /// Whether two journals are of the same audit.
        func belongs(with other: Header) -> Bool {
            (schema, tool, settings, fleet, total) == (
                other.schema, other.tool, other.settings, other.fleet, other.total
            )
        }
    }

    /// The schema that this tool writes and reads.
    public static let schema = 1

    /// What the journal is of.
    public var header: Header
    /// The latest result of each repository, by name.
    public var results: [String: RepositoryAudit]

    /// Makes a journal.
    public init(header: Header, results: [String: RepositoryAudit] = [:]) {
        self.header = header
        self.results = results
    }

    /// Begins the journal of an audit.
    /// - Parameters:
    ///   - members: All members of the fleet.
    ///   - shard: The part that is audited.
    public init(of members: [FleetMember], shard: Shard, request: AuditRequest) {
        let names = members.map(\.journalName).sorted()
        let mine = names.count { shard.holds($0) }
        header = Header(
            schema: Self.schema, tool: request.tool, settings: request.settings,
            fleet: Fingerprint.settings(names.joined(separator: "\n")), total: shard.total,
            shards: [String(shard.index): mine])
        results = [:]
    }

    /// The parts that are not in it, or not all of whose repositories are, sorted.
    public var missingShards: [Int] {
        var counts: [Int: Int] = [:]
        for name in results.keys { counts[Shard.index(of: name, total: header.total), default: 0] += 1 }
        return (0..<header.total).filter { index in
            guard let expected = header.shards[String(index)] else { return true }
            return counts[index, default: 0] < expected
        }
    }

    /// Puts two journals of the same audit together: of two results of a repository, the later attempt counts.
    ///
    /// The order of the two doesn't matter, nor how often one is added.
    /// - Returns: nil when they are of different audits.
    public func merged(with other: Journal) -> Journal? {
        guard header.belongs(with: other.header) else { return nil }
        var merged = self
        merged.header.shards.merge(other.header.shards) { max($0, $1) }
        merged.results.merge(other.results) { $0.isLater(than: $1) ? $0 : $1 }
        return merged
    }

    /// The journal as lines: the header, then the results sorted by name.
    public var lines: [String] {
        [header.json.compact] + results.values.sorted { $0.id < $1.id }.map(\.json.compact)
    }
}

extension Journal.Header {
    /// The header as JSON.
    public var json: JSONValue {
        .object([
            ("schema", .int(schema)), ("tool", .string(tool)), ("settings", .string(settings)),
            ("fleet", .string(fleet)), ("total", .int(total)),
            (
                "shards",
                .object(shards.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }.map { ($0.key, .int($0.value)) })
            ),
        ])
    }
}

extension FleetMember {
    /// What tells members apart in a journal and in shards.
    public var journalName: String { directory.isEmpty ? id : "\(id)/\(directory)" }
}

extension RepositoryAudit {
    /// Of two results of one repository, which counts; with equal attempts the text decides, so that the order never does.
    fileprivate func isLater(than other: RepositoryAudit) -> Bool {
        if attempt != other.attempt { return attempt > other.attempt }
        return json.compact >= other.json.compact
    }
}
