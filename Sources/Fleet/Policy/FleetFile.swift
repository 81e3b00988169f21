public import Forge
import Report
public import Template

/// `fleet.yml`: which repositories a fleet has, whose they are, and what is asked of them.
public struct FleetFile: Sendable {
    /// The schema that this tool reads.
    public static let schema = 1

    /// Where repositories come from.
    public enum Source: Hashable, Sendable {
        /// Each repository below a folder.
        case folder(String)
        /// The repositories that a file lists.
        case list(String)
        /// One repository.
        case repository(String)
        /// The repositories of an organisation or a group on a forge.
        case organisation(Organisation)
    }

    /// An organisation or a group on a forge, whose repositories its API lists.
    public struct Organisation: Hashable, Sendable {
        /// Its page, such as `https://github.com/acme`.
        public var url: String
        /// The kind of forge; nil where the host tells.
        public var kind: ForgeKind?
        /// The root of the API; nil where the host tells.
        public var api: String?
        /// Only repositories with this topic; nil for all.
        public var topic: String?
        /// Whether forks count.
        public var hasForks = false

        /// Makes one.
        public init(url: String) { self.url = url }

        /// The repositories that an audit or an upgrade can do something with: none that is archived, empty or a mirror.
        public func members(of repositories: [ForgeRepository]) -> [FleetMember] {
            repositories.filter { repository in
                !repository.isArchived && !repository.isEmpty && !repository.isReadOnly
                    && (hasForks || !repository.isFork) && (topic.map(repository.topics.contains) ?? true)
            }.map { FleetMember(id: MemberName.of(url: $0.cloneURL), location: .remote($0.cloneURL)) }
        }
    }

    /// Where repositories come from, in order.
    public var sources: [Source] = []
    /// The names that count; none for all.
    public var include: [Glob] = []
    /// The names that don't.
    public var exclude: [Glob] = []
    /// Who owns the repositories of a name; the last pattern that matches counts.
    public var owners: [(pattern: Glob, owner: String)] = []
    /// Which repositories are in a group.
    public var groups: [(name: String, members: [Glob])] = []
    /// What is asked of services.
    public var policy = FleetPolicy()

    /// Reads the file.
    /// - Throws: ``ScaffoldError`` with file and line for keys and values that are not known.
    public init(_ bytes: [UInt8], file: String) throws(ScaffoldError) {
        let root = try ManifestNode.root(of: bytes, file: file).fields(allowed: [
            "schema", "sources", "include", "exclude", "owners", "groups", "policies", "exemptions",
        ])
        let schema = try root.required("schema").int()
        guard schema == Self.schema else {
            throw ScaffoldError(
                .schema, "schema \(schema) is not known; this tool reads \(Self.schema)", at: .init(file: file))
        }
        for node in try root["sources"]?.elements() ?? [] { sources.append(try Self.source(node)) }
        include = try Self.patterns(root["include"])
        exclude = try Self.patterns(root["exclude"])
        for (pattern, node) in try root["owners"]?.entries() ?? [] {
            owners.append((try Self.pattern(pattern, node), try node.nonEmptyString()))
        }
        for (name, node) in try root["groups"]?.entries() ?? [] { groups.append((name, try Self.patterns(node))) }
        if let node = root["policies"] { policy = try Self.policy(node) }
        for node in try root["exemptions"]?.elements() ?? [] { policy.exemptions.append(try Self.exemption(node)) }
    }

    /// The members that count, with their owners and groups.
    public func members(of all: [FleetMember]) -> [FleetMember] {
        all.filter { member in
            (include.isEmpty || include.contains { $0.matches(member: member.id) })
                && !exclude.contains { $0.matches(member: member.id) }
        }.map { member in
            var member = member
            member.owner = owners.last { $0.pattern.matches(member: member.id) }?.owner ?? member.owner
            member.groups = groups.filter { $0.members.contains { $0.matches(member: member.id) } }.map(\.name).sorted()
            return member
        }
    }

    // MARK: Its parts

    private static func source(_ node: ManifestNode) throws(ScaffoldError) -> Source {
        let fields = try node.fields(allowed: [
            "folder", "list", "repository", "organisation", "forge", "api", "topic", "forks",
        ])
        let places = ["folder", "list", "repository", "organisation"].filter { fields[$0] != nil }
        guard places.count == 1, let place = places.first else {
            let said = places.isEmpty ? "says not where from" : "has \(places.joined(separator: " and "))"
            throw node.error("\(said): an entry has one of folder, list, repository and organisation")
        }
        for option in ["forge", "api", "topic", "forks"] where place != "organisation" {
            guard let node = fields[option] else { continue }
            throw node.error("goes with organisation, not with \(place)")
        }
        if let folder = try fields["folder"]?.nonEmptyString() { return .folder(folder) }
        if let list = try fields["list"]?.nonEmptyString() { return .list(list) }
        if let url = try fields["organisation"]?.nonEmptyString() {
            var organisation = Organisation(url: url)
            organisation.kind = try fields["forge"]?.oneOf(ForgeKind.self)
            organisation.api = try fields["api"]?.nonEmptyString()
            organisation.topic = try fields["topic"]?.nonEmptyString()
            organisation.hasForks = try fields["forks"]?.bool() ?? false
            return .organisation(organisation)
        }
        return .repository(try fields.required("repository").nonEmptyString())
    }

    private static func policy(_ node: ManifestNode) throws(ScaffoldError) -> FleetPolicy {
        let fields = try node.fields(allowed: [
            "minimum-release", "maximum-days-behind", "maximum-releases-behind", "required-files", "exact", "severity",
        ])
        var policy = FleetPolicy()
        for (scaffold, node) in try fields["minimum-release"]?.entries() ?? [] {
            policy.minimumReleases[scaffold] = try node.version()
        }
        policy.maximumDaysBehind = try fields["maximum-days-behind"].map(count)
        policy.maximumReleasesBehind = try fields["maximum-releases-behind"].map(count)
        for node in try fields["required-files"]?.elements() ?? [] {
            let path = try node.nonEmptyString()
            if let complaint = OutputPath.complaint(about: path) { throw node.error(complaint) }
            policy.requiredFiles.append(path)
        }
        policy.exact = try patterns(fields["exact"])
        for (rule, node) in try fields["severity"]?.entries() ?? [] {
            try check(rule: rule, node)
            policy.severities[rule] = try node.oneOf(Severity.self)
        }
        return policy
    }

    private static func exemption(_ node: ManifestNode) throws(ScaffoldError) -> FleetPolicy.Exemption {
        let fields = try node.fields(allowed: ["repository", "rules", "reason", "owner", "until"])
        let repository = try fields.required("repository")
        let until = try fields.required("until")
        guard let day = until.scalarText, CivilDate.day(day) != nil else {
            throw until.error("must be a day such as 2027-01-31")
        }
        var rules: [String] = []
        for node in try fields["rules"]?.elements() ?? [] {
            let rule = try node.nonEmptyString()
            try check(rule: rule, node)
            rules.append(rule)
        }
        return FleetPolicy.Exemption(
            repository: try pattern(repository.nonEmptyString(), repository), rules: rules,
            reason: try fields.required("reason").nonEmptyString(),
            owner: try fields.required("owner").nonEmptyString(), until: day)
    }

    private static func check(rule: String, _ node: ManifestNode) throws(ScaffoldError) {
        if FleetPolicy.rules.contains(rule) { return }
        let near = nearest(to: rule, among: FleetPolicy.rules).map { "did you mean \($0)?" }
        throw node.error(
            "names the rule \(YAMLScalar.quoted(rule)), which no finding has",
            fix: near ?? "take it from the findings that `scaffold audit --format json` shows")
    }

    private static func count(_ node: ManifestNode) throws(ScaffoldError) -> Int {
        let number = try node.int()
        guard number >= 0 else { throw node.error("must be 0 or more, but is \(number)") }
        return number
    }

    private static func patterns(_ node: ManifestNode?) throws(ScaffoldError) -> [Glob] {
        guard let node else { return [] }
        var patterns: [Glob] = []
        for element in try node.elements() { patterns.append(try pattern(element.nonEmptyString(), element)) }
        return patterns
    }

    private static func pattern(_ text: String, _ node: ManifestNode) throws(ScaffoldError) -> Glob {
        do {
            return try Glob(text)
        } catch {
            throw node.error(error.message, fix: error.fix)
        }
    }
}
