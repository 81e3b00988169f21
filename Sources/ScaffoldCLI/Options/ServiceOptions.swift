import ArgumentParser
import Drift
import Git
import Report
import Template

/// Which service a command is about.
struct ServiceOptions: ParsableArguments {
    @Argument(help: "The service's folder, or a folder inside of it.", completion: .directory)
    var directory = "."

    @OptionGroup var record: RecordOptions

    @OptionGroup var memory: MemoryOptions

    /// Opens the service and what its plans are made of.
    /// - Parameters:
    ///   - target: What `--to` says.
    ///   - prereleases: Whether a pre-release of a Copier template may be its newest version.
    ///   - consent: What of another tool's template may run.
    func open(to target: String? = nil, prereleases: Bool = false, consent: Consent = .none) throws
        -> any UpgradePlanner
    {
        let service = try Service.open(at: directory, answersFile: record.answersFile)
        let entry = try service.entry(named: record.scaffold)
        try consent.expect(entry)
        return try Sources.planner(
            for: entry, of: service, to: target, memory: memory.place, prereleases: prereleases, consent: consent)
    }

    /// What `--to` names: a version of one of our own scaffolds, anything of another tool's template.
    static func target(_ text: String?, for planner: any UpgradePlanner) throws -> String? {
        guard let text, planner.entry.release.version != nil, ReleaseVersion(text) == nil else { return text }
        throw ValidationError("--to takes a release such as 1.2.0, not '\(text)'")
    }

    /// The finding about edits that a command which works from HEAD does not see; nil when there are none.
    static func uncommitted(_ service: Service) throws -> Finding? {
        guard service.folder != nil else { return nil }
        let count = try service.repository.status(under: service.directory).count
        guard count > 0 else { return nil }
        let files = count == 1 ? "1 file has" : "\(count) files have"
        let operation = service.repository.operationUnderWay.map { "; \($0) is under way" } ?? ""
        return Finding(
            rule: "uncommitted", severity: .note,
            message: "\(files) uncommitted changes, which are not looked at: scaffold works from HEAD\(operation)")
    }
}

extension Consent {
    /// Makes sure that what may run is something that the service's template has.
    fileprivate func expect(_ entry: Record.Entry) throws {
        let tool = entry.foreign?.tool
        func refuse(_ option: String, _ wanted: String) -> Failure {
            let what = tool.map { $0 == .copier ? "one of Copier" : "one of cruft" } ?? "none"
            return Failure("\(option) is for projects of \(wanted), and this is \(what)", fix: "leave \(option) out")
        }
        if hooks != nil, tool != .cruft { throw refuse("--run-hooks", "cruft") }
        if commands != nil, tool != .copier { throw refuse("--run-migrations or --run-tasks", "Copier") }
        guard let installed = self.tool else { return }
        guard let tool else { throw refuse("--render-with", "Copier and cruft") }
        try installed.expect(tool.renderer)
    }
}
