import ArgumentParser
import Drift
import Git
import Report
import Template

/// Which service a command is about.
struct ServiceOptions: ParsableArguments {
    @Argument(help: "The service's folder, or a folder inside of it.", completion: .directory)
    var directory = "."

    @Option(name: .customLong("scaffold"), help: "Which scaffold, when the service follows several.")
    var scaffold: String?

    @OptionGroup var memory: MemoryOptions

    /// Opens the service and what its plans are made of.
    func open() throws -> (service: Service, entry: Record.Entry, planner: Planner) {
        let service = try Service.open(at: directory)
        let entry = try service.entry(named: scaffold)
        let planner = Planner(
            service: service, source: try Sources.open(entry, of: service), memory: memory.place)
        return (service, entry, planner)
    }

    /// The finding about edits that a command which works from HEAD does not see; nil when there are none.
    static func uncommitted(_ service: Service) throws -> Finding? {
        guard service.folder != nil else { return nil }
        let count = try service.repository.status(under: service.directory).count
        guard count > 0 else { return nil }
        let files = count == 1 ? "1 file has" : "\(count) files have"
        return Finding(
            rule: "uncommitted", severity: .note,
            message: "\(files) uncommitted changes, which are not looked at: scaffold works from HEAD")
    }
}
