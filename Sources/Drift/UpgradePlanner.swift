import Git
public import OrderedCollections
public import Template

/// What plans the upgrades of a service: for one of our own scaffolds, or for a template of another tool.
public protocol UpgradePlanner {
    /// The service.
    var service: Service { get }
    /// What generated it.
    var entry: Record.Entry { get }
    /// Where resolutions of conflicts are remembered.
    var memory: MemoryPlace { get }

    /// What an upgrade would do; nothing is written.
    func plan(_ request: PlanRequest) throws -> Plan

    /// The newest release, where the recorded one is not to be had.
    func newest() throws -> ReleaseName

    /// How far a release, to which an upgrade goes, is from the recorded one.
    func distance(to release: ReleaseName) throws -> ReleaseDistance

    /// The template's two sides of a held file: its own old base, and what the recorded release has.
    func heldSides(_ held: Record.Held) throws -> (base: FileVersion?, incoming: BaselineFile?)
}

extension UpgradePlanner {
    /// The service's files in HEAD.
    public var local: any LocalFiles { TreeFiles(repository: service.repository, tree: service.tree) }

    /// The merge of the service with two outputs of its template, with all that the record says of it.
    /// - Parameters:
    ///   - release: What the base is called.
    ///   - renames: Where the template moved files, beyond what its own paths tell.
    ///   - deletions: The paths that the template says it deleted.
    ///   - answers: The answers of the target.
    func merge(
        base: Baseline, _ release: ReleaseName, incoming: Baseline, renames: [String: String] = [:],
        deletions: Set<String> = [], held: [TreeMerge.HeldBase], answers: Answers
    ) -> TreeMerge {
        TreeMerge(
            base: base, incoming: incoming, local: local, renames: renames, declaredDeletions: deletions,
            release: release, held: held, decisions: Dictionary(entry.decisions.map { ($0.path, $0.kind) }) { $1 },
            without: entry.without,
            recollection: Recollection(
                scaffold: entry.name, answers: AnswerAbstraction(answers),
                repository: { service.repository.identity(from: service.commit.id) },
                load: { try memory.recalled(for: service) }),
            records: Set(service.record.scaffolds.compactMap { $0.foreign?.path }),
            surroundings: service.directory.isEmpty
                ? nil
                : (TreeFiles(repository: service.repository, tree: service.commit.tree), service.directory))
    }
}

/// How far two releases are apart.
public struct ReleaseDistance: Hashable, Sendable {
    /// How many releases came after the first, up to the second; nil where a template has none.
    public var releases: Int?
    /// Days between them; nil where one has no date.
    public var days: Int?
}

/// What is asked of an upgrade.
public struct PlanRequest: Sendable {
    /// The release, or for templates of other tools the tag, branch or commit, to go to; nil for the newest.
    public var target: String?
    /// Answers to change on the way.
    public var answers: Answers
    /// Whether a base that can't be reproduced is reported only (for `status`) instead of refused.
    public var toleratesMismatch: Bool
    /// Whether only the files are looked at: what releases tell their users is left out.
    public var isForLook: Bool

    /// Makes a request; the default goes to the newest release with the recorded answers.
    public init(
        target: String? = nil, answers: Answers = [:], toleratesMismatch: Bool = false, isForLook: Bool = false
    ) {
        self.isForLook = isForLook
        self.target = target
        self.answers = answers
        self.toleratesMismatch = toleratesMismatch
    }
}
