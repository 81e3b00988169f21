public import OrderedCollections
public import Template

/// What plans the upgrades of a service: for one of our own scaffolds, or for a template of another tool.
public protocol UpgradePlanner {
    /// The service.
    var service: Service { get }
    /// What generated it.
    var entry: Record.Entry { get }

    /// What an upgrade would do; nothing is written.
    func plan(_ request: PlanRequest) throws -> Plan

    /// How the service stands; a base that can't be had or trusted is a finding here, where an upgrade is refused.
    func status() throws -> Status

    /// The template's two sides of a held file: its own old base, and what the recorded release has.
    func heldSides(_ held: Record.Held) throws -> (base: FileVersion?, incoming: BaselineFile?)
}

extension UpgradePlanner {
    /// The service's files in HEAD.
    public var local: any LocalFiles { TreeFiles(repository: service.repository, tree: service.tree) }
}

/// What is asked of an upgrade.
public struct PlanRequest: Sendable {
    /// The release, or for templates of other tools the tag, branch or commit, to go to; nil for the newest.
    public var target: String?
    /// Answers to change on the way.
    public var answers: Answers
    /// Whether a base that can't be reproduced is reported only (for `status`) instead of refused.
    public var toleratesMismatch: Bool

    /// Makes a request; the default goes to the newest release with the recorded answers.
    public init(target: String? = nil, answers: Answers = [:], toleratesMismatch: Bool = false) {
        self.target = target
        self.answers = answers
        self.toleratesMismatch = toleratesMismatch
    }
}
