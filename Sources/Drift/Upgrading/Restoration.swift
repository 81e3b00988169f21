import Git
import Template

/// Brings files that owners edited or deleted back to what the recorded release generated.
///
/// It is written the way `upgrade --in-place` writes: all or nothing, only over what is in HEAD, and `scaffold undo` takes
/// it back.
public struct Restoration {
    private let plan: Plan
    private let service: Service
    /// The files that come back, sorted.
    public let paths: [String]

    /// Finds what is to come back.
    /// - Parameters:
    ///   - wanted: Files and folders, relative to the service.
    ///   - planner: Tells what was generated.
    /// - Throws: ``DriftError`` for a path that is held, or below which nothing of the scaffold's is edited.
    public init(_ wanted: [String], by planner: any UpgradePlanner) throws {
        let plan = try planner.plan(PlanRequest(isForLook: true))
        let files = try Self.files(wanted, of: plan)
        // What a held file was generated from is not what the release generates that the others are at.
        for held in planner.entry.held where files.contains(where: { $0.path == held.path || $0.path == held.was }) {
            throw DriftError(
                .path, "\(held.path) is held: it waits for a decision", fix: "scaffold resolve \(held.path)")
        }
        service = planner.service
        paths = files.map(\.path)
        self.plan = plan.only(files)
    }

    /// Writes them into the work tree and the index, and commits nothing.
    /// - Throws: ``DriftError`` `work-tree` where that would overwrite uncommitted work.
    public func run() throws {
        _ = try Upgrade(service: service, plan: plan).inPlace("restoring", otherwise: "")
    }

    private static func files(_ wanted: [String], of plan: Plan) throws(DriftError) -> [Plan.File] {
        let edited = plan.files.compactMap(restored)
        for path in wanted where !edited.contains(where: { $0.matches([path]) }) {
            throw DriftError(
                .path, "\(path) is as generated, or none of the scaffold's files",
                fix: "`scaffold diff --edited` shows what is edited; paths are relative to the service")
        }
        return edited.filter { $0.matches(wanted) }.sorted { $0.path < $1.path }
    }

    /// The step that brings a file back; nil for one that is as generated, or that only the owners have.
    private static func restored(_ file: Plan.File) -> Plan.File? {
        guard file.isEdited, let base = file.base, let path = file.basePath else { return nil }
        var step = file
        // A copy that the owners moved elsewhere stays theirs.
        if (file.previousPath ?? file.path) != path { step.local = nil }
        (step.path, step.previousPath, step.incomingPath) = (path, nil, nil)
        (step.action, step.result) = (.update, base)
        return step
    }
}

extension Plan {
    /// A plan that does only this, and leaves the record alone.
    fileprivate func only(_ files: [File]) -> Plan {
        var plan = self
        plan.files = files
        plan.recordAfter = recordBefore
        return plan
    }
}
