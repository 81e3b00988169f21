public import Report
import Template

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
        /// When each part was begun, by its index, in UTC as `2026-11-28T09:00:00Z`.
        public var began: [String: String]?
        /// What the run is called that the parts belong to; nil where it has no name.
        public var run: String?
        /// How many results of an earlier run the journal begins with, as long as this run has not come to its end.
        public var carried: Int?

        /// Whether two journals are of the same audit.
        public func belongs(with other: Header) -> Bool {
            (schema, tool, settings, fleet, total) == (
                other.schema, other.tool, other.settings, other.fleet, other.total
            ) && run == other.run
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
    ///   - run: What the run is called, which the machines of all parts know.
    ///   - moment: When it is begun.
    public init(
        of members: [FleetMember], shard: Shard, request: AuditRequest, run: String? = nil, moment: String? = nil
    ) {
        let names = members.map(\.journalName).sorted()
        let mine = names.count { shard.holds($0) }
        header = Header(
            schema: Self.schema, tool: request.tool, settings: request.settings,
            fleet: Fingerprint.settings(names.joined(separator: "\n")), total: shard.total,
            shards: [String(shard.index): mine], began: moment.map { [String(shard.index): $0] }, run: run)
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

    /// The parts that were begun more than a day before the newest one, sorted, where runs have no names that would tell
    /// them apart.
    public var staleShards: [Int] {
        guard header.run == nil, let newest = header.began?.values.max().flatMap(Self.time) else { return [] }
        return (header.began ?? [:]).compactMap { shard, moment in
            guard let time = Self.time(moment), (time.day + 1, time.clock) < newest else { return nil }
            return Int(shard)
        }.sorted()
    }

    /// The day and the time of `2026-11-28T09:00:00Z`, to be compared.
    private static func time(_ moment: String) -> (day: Int64, clock: String)? {
        CivilDate.day(String(moment.prefix(10))).map { ($0, String(moment.dropFirst(10))) }
    }

    /// Puts two journals of the same audit together.
    ///
    /// Of a part that both have, the one that was begun later counts, and nothing of the other: it may be of another day.
    /// Where both began at the same moment, of two results of a repository the later attempt counts. The order of the two
    /// doesn't matter, nor how often one is added.
    /// - Returns: nil when they are of different audits.
    public func merged(with other: Journal) -> Journal? {
        guard header.belongs(with: other.header) else { return nil }
        var merged = Journal(header: header)
        merged.header.carried = nil
        let (mine, yours) = (header.parts, other.header.parts)
        let parts = mine.merging(yours) { max($0, $1) }
        func counts(_ name: String, in own: [String: Header.Part]) -> Bool {
            let shard = String(Shard.index(of: name, total: header.total))
            return own[shard].map { $0.began == parts[shard]?.began } ?? false
        }
        merged.header.parts = parts
        merged.results = results.filter { counts($0.key, in: mine) }
        for (name, result) in other.results where counts(name, in: yours) {
            if let known = merged.results[name], known.isLater(than: result) { continue }
            merged.results[name] = result
        }
        return merged
    }

    /// The journal as lines: the header, then the results sorted by name.
    public var lines: [String] {
        [header.json.compact] + results.values.sorted { $0.id < $1.id }.map(\.json.compact)
    }
}

extension Journal.Header {
    /// When a part was begun, empty where that is not known, and how many members it has.
    struct Part: Comparable {
        var began: String
        var count: Int

        static func < (left: Part, right: Part) -> Bool { (left.began, left.count) < (right.began, right.count) }
    }

    /// The parts that are in the journal, by index.
    var parts: [String: Part] {
        get {
            var parts: [String: Part] = [:]
            for (shard, count) in shards { parts[shard] = Part(began: began?[shard] ?? "", count: count) }
            return parts
        }
        set {
            shards = newValue.mapValues(\.count)
            let known = newValue.mapValues(\.began).filter { !$0.value.isEmpty }
            began = known.isEmpty ? nil : known
        }
    }

    /// The header as JSON.
    public var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("schema", .int(schema)), ("tool", .string(tool)), ("settings", .string(settings)),
            ("fleet", .string(fleet)), ("total", .int(total)),
            ("shards", .object(Self.sorted(shards).map { ($0.key, .int($0.value)) })),
        ]
        if let began { members.append(("began", .object(Self.sorted(began).map { ($0.key, .string($0.value)) }))) }
        if let run { members.append(("run", .string(run))) }
        if let carried { members.append(("carried", .int(carried))) }
        return .object(members)
    }

    private static func sorted<Value>(_ parts: [String: Value]) -> [(key: String, value: Value)] {
        parts.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }
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
