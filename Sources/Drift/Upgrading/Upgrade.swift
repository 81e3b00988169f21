public import Git
import Merge
import Template

/// Carries out a plan.
public struct Upgrade {
    /// The service.
    public let service: Service
    /// What to do; its conflicts are already treated as asked.
    public let plan: Plan

    /// Makes an upgrade of a plan.
    public init(service: Service, plan: Plan) {
        self.service = service
        self.plan = plan
    }

    /// What a run made.
    public struct Outcome: Sendable {
        /// The branch; nil for an upgrade in place.
        public var branch: String?
        /// The commit; nil for an upgrade in place.
        public var commit: ObjectID?
        /// The repository's root tree after it.
        public var tree: ObjectID
        /// Whether an earlier run had already made exactly this.
        public var isUnchanged: Bool
    }

    /// Stores the new contents and returns the root tree of the result.
    ///
    /// No ref, index or work tree changes.
    func writeTree() throws -> ObjectID { try writeTree(of: plan.changes, record: plan.recordChanges()) }

    func writeTree(
        of files: [String: FileVersion?], record: [(path: String, bytes: [UInt8]?)]
    ) throws -> ObjectID {
        let repository = service.repository
        var changes: [TreeChange] = []
        for (path, version) in files.sorted(by: { $0.key < $1.key }) {
            var content: TreeChange.Content?
            if let version {
                if let bytes = version.bytes { _ = try repository.writeBlob(bytes) }
                content = TreeChange.Content(mode: version.mode, id: version.id)
            }
            changes.append(TreeChange(path: service.repositoryPath(path), content: content))
        }
        for (path, bytes) in record {
            let content = try bytes.map { TreeChange.Content(mode: .file, id: try repository.writeBlob($0)) }
            changes.append(TreeChange(path: service.repositoryPath(path), content: content))
        }
        return try repository.updateTree(service.commit.tree, applying: changes)
    }

    /// The commit's message without its seal: what happened, what is held, and a line for machines.
    var message: String {
        let place = service.directory.isEmpty ? "" : " in \(service.directory)"
        let what =
            plan.from == plan.to ? "Update \(plan.scaffold) \(plan.to)" : "Upgrade \(plan.scaffold) to \(plan.to)"
        var text = "\(what)\(place)\n\n"
        let counts = [Plan.Action.add, .update, .merge, .move, .delete].compactMap { action -> String? in
            let count = plan.files.count { $0.action == action }
            return count == 0 ? nil : "\(count) \(action.pastTense)"
        }
        if !counts.isEmpty { text += "Files: \(counts.joined(separator: ", ")).\n" }
        if !plan.held.isEmpty {
            text += "Held, still at an older release:\n"
            for file in plan.held { text += "  \(file.path) (\(file.conflict?.rawValue ?? "conflict"))\n" }
            text += "Resolve them with: scaffold resolve\n"
        }
        let marked = plan.files.filter { $0.action == .markers }
        if !marked.isEmpty {
            text += "With conflict markers, to be merged by hand:\n"
            for file in marked { text += "  \(file.path)\n" }
        }
        if !text.hasSuffix("\n\n") { text += "\n" }
        return text + "Scaffold-Upgrade: \(plan.scaffold) \(plan.from)..\(plan.to)\n"
    }
}

extension Plan.Action {
    /// The action as a past participle: "3 added".
    public var pastTense: String {
        switch self {
        case .add: "added"
        case .update: "updated"
        case .merge: "merged"
        case .move: "moved"
        case .delete: "deleted"
        case .keep: "kept"
        case .hold: "held"
        case .markers: "marked"
        case .none: "unchanged"
        }
    }
}
