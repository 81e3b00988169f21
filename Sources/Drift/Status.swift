import Git
public import Report
public import Template

/// How a service stands: two independent axes a file, and a forecast of the next upgrade.
public struct Status: Sendable {
    /// One file that is edited, behind, or held.
    public struct File: Sendable {
        /// The file, relative to the service.
        public var path: String
        /// What the owners did: `edited`, `deleted`, `moved`, `added`; nil when they did nothing.
        public var edited: String?
        /// What the target has: `changed`, `new`, `dropped`, `moved`; nil when nothing.
        public var behind: String?
        /// What the next upgrade would do.
        public var forecast: Plan.Action
        /// Whether it is held at an older release now.
        public var isHeld: Bool
        /// How the template wants it treated.
        public var fileClass: FileClass
    }

    /// The scaffold.
    public var scaffold: String
    /// The recorded release.
    public var release: ReleaseName
    /// The release that an upgrade would go to.
    public var newest: ReleaseName
    /// The files with something to say, sorted by path.
    public var files: [File]
    /// What else to know.
    public var findings: [Finding]

    /// Whether there is a base to compare with; the findings say why there is none.
    public var isComparable = true

    /// A service whose recorded release its source does not have: all that can be said is that.
    init(_ entry: Record.Entry, newest: ReleaseName, _ error: DriftError) {
        scaffold = entry.name
        release = entry.release
        self.newest = newest
        files = []
        findings = [
            Finding(
                rule: error.code.rawValue, severity: .error, path: Record.fileName, message: error.description)
        ]
        isComparable = false
    }

    /// Reads the status out of the plan of the next upgrade.
    public init(_ plan: Plan) {
        scaffold = plan.scaffold
        release = plan.from
        newest = plan.to
        findings = plan.findings
        let heldNow = Set(plan.recordBefore.scaffolds.first { $0.name == plan.scaffold }?.held.map(\.path) ?? [])
        files = plan.files.compactMap { file in
            guard file.base != nil || file.incoming != nil else { return nil }
            let isHeld = heldNow.contains(file.previousPath ?? file.path)
            let row = File(
                path: file.previousPath ?? file.path, edited: file.editedWord, behind: file.behindWord,
                forecast: file.action, isHeld: isHeld, fileClass: file.fileClass)
            return row.edited == nil && row.behind == nil && !isHeld ? nil : row
        }
        for file in files where file.fileClass == .exact && file.edited != nil {
            findings.append(
                Finding(
                    rule: "exact-edited", severity: .error, path: file.path,
                    message: "must be as the template has it, and was \(file.edited ?? "edited")"))
        }
        for file in files where file.isHeld {
            findings.append(
                Finding(
                    rule: "held", severity: .warning, path: file.path,
                    message: "is still at an older release: `scaffold resolve \(file.path)`"))
        }
    }

    /// Whether nothing is edited, behind or held.
    public var isInSync: Bool { files.isEmpty && release == newest && findings.allSatisfy { $0.severity == .note } }
}

extension UpgradePlanner {
    /// How the service stands; a base that can't be had or trusted is a finding here, where an upgrade is refused.
    public func status() throws -> Status { try survey().status }

    /// The status with the plan that it was read from; there is no plan where the recorded release is not to be had.
    public func survey() throws -> (status: Status, plan: Plan?) {
        do {
            let plan = try plan(PlanRequest(toleratesMismatch: true, isForLook: true))
            return (Status(plan), plan)
        } catch let error as DriftError where error.code == .unknownRelease {
            return (Status(entry, newest: try newest(), error), nil)
        }
    }
}

extension Planner {
    /// See ``UpgradePlanner/newest()``.
    public func newest() throws -> ReleaseName {
        Releases(all: try source.releases(), scaffold: entry.name).newest.map { .version($0) } ?? entry.release
    }

    /// See ``UpgradePlanner/distance(to:)``.
    public func distance(to release: ReleaseName) throws -> ReleaseDistance {
        let releases = Releases(all: try source.releases(), scaffold: entry.name)
        return try releases.distance(from: entry.release.recorded(), to: release.recorded())
    }
}

extension Plan.File {
    fileprivate var editedWord: String? {
        // Files that are made once are their owners' from then on.
        if fileClass == .createOnce || fileClass == .unmanaged { return nil }
        switch (base, local) {
        case (nil, nil): return nil
        case (nil, _?): return incoming == nil ? nil : "added"
        case (_?, nil): return "deleted"
        case (let base?, let local?):
            if !base.isSame(as: local) { return isMovedByOwners ? "moved, edited" : "edited" }
            return isMovedByOwners ? "moved" : nil
        }
    }

    fileprivate var behindWord: String? {
        switch (base, incoming) {
        case (nil, nil): nil
        case (nil, _?): "new"
        case (_?, nil): "dropped"
        case (let base?, let incoming?):
            if basePath != incomingPath {
                "moved to \(incomingPath ?? "?")"
            } else if !base.isSame(as: incoming) {
                "changed"
            } else {
                nil
            }
        }
    }
}
