import Drift
import Template

/// Makes planners for services, on one thread: what they share is opened once.
final class ServicePlanners {
    private let library: SourceLibrary
    private let memory: MemoryPlace
    private var copies: [String: TemplateRepository] = [:]

    init(_ library: SourceLibrary, memory: MemoryPlace = .besideRecord) {
        self.library = library
        self.memory = memory
    }

    /// The planner for one scaffold of a service, and the key of its source in ``SourceLibrary``.
    func planner(
        for entry: Record.Entry, of service: Service
    ) throws -> (planner: any UpgradePlanner, key: String) {
        let locator = try service.locator(of: entry)
        guard let record = entry.foreign else {
            let source = try library.native(locator)
            return (Planner(service: service, entry: entry, source: source, memory: memory), SourceLibrary.key(locator))
        }
        let key = SourceLibrary.foreignMark + SourceLibrary.key(locator)
        let source: TemplateRepository
        if let known = copies[key] {
            source = known
        } else {
            let copy = try library.foreign(locator)
            source = try TemplateRepository(at: copy.path, of: locator, warnings: copy.warnings)
            copies[key] = source
        }
        return (ForeignPlanner(service: service, entry: entry, record: record, source: source, memory: memory), key)
    }
}
