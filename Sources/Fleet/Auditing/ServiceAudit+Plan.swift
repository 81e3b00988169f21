import Drift
import Git
import Merge
import Report
import Template

extension ServiceAudit {
    /// The longest diff that is kept of a file, in bytes.
    private static let diffLimit = 16_384
    /// The largest file that is looked into for raised versions and diffs, in bytes.
    private static let sizeLimit = 8 << 20

    /// Reads the three axes out of a status and the plan behind it.
    init(_ status: Status, _ plan: Plan?, _ planner: any UpgradePlanner, diffs: Bool) throws {
        self.init(
            directory: planner.service.directory, scaffold: status.scaffold, release: status.release.description,
            newest: status.newest.description, findings: status.findings)
        guard let plan else { return }
        let distance = try planner.distance(to: plan.to)
        currency = Currency(releases: distance.releases, days: distance.days)
        let byPath = Dictionary(plan.files.map { ($0.previousPath ?? $0.path, $0) }) { first, _ in first }
        for row in status.files {
            let file = byPath[row.path]
            let isAhead = try row.edited == "edited" && file.map { try Self.isAhead($0, planner.local) } ?? false
            var diff: String?
            if diffs, row.edited != nil, let file { diff = try Self.diff(file, planner.local) }
            files.append(
                File(
                    path: row.path, fileClass: row.fileClass.rawValue, edited: row.edited, behind: row.behind,
                    isAhead: isAhead, forecast: row.forecast.rawValue, isHeld: row.isHeld,
                    conflict: file?.conflict?.rawValue, diff: diff))
        }
        var axis = Fidelity(managed: plan.managed)
        for file in files where file.edited != nil && file.edited != "added" {
            if file.edited == "deleted" {
                axis.missing += 1
            } else if file.isAhead {
                axis.ahead += 1
            } else {
                axis.edited += 1
            }
        }
        axis.identical = axis.managed - axis.edited - axis.missing - axis.ahead
        fidelity = axis
        effort = Effort(
            clean: plan.files.count { $0.writes && $0.action != .hold && $0.action != .markers },
            held: files.count { $0.forecast == Plan.Action.hold.rawValue && !$0.isHeld },
            waiting: files.count(where: \.isHeld))
    }

    /// Whether the owners' file has what the newest release has, or only newer versions than the old one.
    private static func isAhead(_ file: Plan.File, _ local: any LocalFiles) throws -> Bool {
        guard let base = file.base, let mine = file.local, base.isRegular, mine.isRegular else { return false }
        if let incoming = file.incoming, !incoming.isSame(as: base), incoming.isSame(as: mine) { return true }
        // A raise changes a few digits: files of other sizes, or larger than any that bots look into, are not even read.
        let (old, new) = (try local.size(of: base), try local.size(of: mine))
        guard max(old, new) <= 2 * min(old, new) + 4_096, max(old, new) <= sizeLimit else { return false }
        return VersionRaise.leads(from: try local.bytes(of: base), to: try local.bytes(of: mine))
    }

    private static func diff(_ file: Plan.File, _ local: any LocalFiles) throws -> String? {
        for version in [file.base, file.local].compactMap({ $0 }) where version.mode != .submodule {
            if try local.size(of: version) > sizeLimit { return nil }
        }
        let patch = try file.patch(.edited) { try local.bytes(of: $0) }
        return patch.count <= diffLimit ? String(validating: patch, as: UTF8.self) : nil
    }
}
