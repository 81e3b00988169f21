import Git

/// One part of a fleet, for machines that work side by side.
public struct Shard: Hashable, Sendable {
    /// Which part, from 0.
    public var index: Int
    /// How many parts there are.
    public var total: Int

    /// All of it.
    public static let whole = Shard()

    private init() { (index, total) = (0, 1) }

    /// Makes a part; nil when there is no such part.
    public init?(index: Int, total: Int) {
        guard total > 0, (0..<total).contains(index) else { return nil }
        self.index = index
        self.total = total
    }

    /// Reads `I/N`, with I from 0; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let total = Int(parts[1]) else { return nil }
        self.init(index: index, total: total)
    }

    /// The part that an engine's own variables name; nil where there are none.
    ///
    /// In this order: `SHARD` and `TOTAL` (from 0), GitLab's `CI_NODE_INDEX` and `CI_NODE_TOTAL` (from 1), Slurm's array
    /// (from its smallest index), Kubernetes' `JOB_COMPLETION_INDEX` (from 0, with `TOTAL`), AWS Batch's index.
    public init?(environment: [String: String]) {
        func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
        if let index = number("SHARD"), let total = number("TOTAL") {
            self.init(index: index, total: total)
        } else if let index = number("CI_NODE_INDEX"), let total = number("CI_NODE_TOTAL") {
            self.init(index: index - 1, total: total)
        } else if let index = number("SLURM_ARRAY_TASK_ID"), let total = number("SLURM_ARRAY_TASK_COUNT") {
            // The count is of the array's tasks, whatever the step between their indices is.
            let step = max(1, number("SLURM_ARRAY_TASK_STEP") ?? 1)
            self.init(index: (index - (number("SLURM_ARRAY_TASK_MIN") ?? 0)) / step, total: total)
        } else if let total = number("TOTAL"),
            let index = number("JOB_COMPLETION_INDEX") ?? number("AWS_BATCH_JOB_ARRAY_INDEX")
        {
            self.init(index: index, total: total)
        } else {
            return nil
        }
    }

    /// What an engine calls the run that its parts belong to, the same when one of them is tried again; nil where it has no
    /// name for it.
    ///
    /// In this order: `RUN`, then GitLab's pipeline, Slurm's array, AWS Batch's array, the run of GitHub Actions.
    public static func run(environment: [String: String]) -> String? {
        let names = ["RUN", "CI_PIPELINE_ID", "SLURM_ARRAY_JOB_ID", "AWS_BATCH_JOB_ID", "GITHUB_RUN_ID"]
        guard let name = names.first(where: { environment[$0]?.isEmpty == false }), let run = environment[name] else {
            return nil
        }
        // The index of the part stands behind the array's own name.
        return name == "AWS_BATCH_JOB_ID" ? run.split(separator: ":").first.map(String.init) : run
    }

    /// Whether a member belongs to this part.
    ///
    /// It depends on the member's name only: neither on the order of a list nor on what else is in it.
    public func holds(_ member: String) -> Bool { Self.index(of: member, total: total) == index }

    /// The part of so many that a member belongs to.
    static func index(of member: String, total: Int) -> Int {
        var hash: UInt64 = 0
        for byte in ObjectID.of(blob: Array(member.utf8)).hex.utf8.prefix(15) {
            hash = hash << 4 | UInt64(byte < 0x3A ? byte - 0x30 : byte - 0x57)
        }
        return Int(hash % UInt64(total))
    }
}
