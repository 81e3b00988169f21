import ArgumentParser
import Drift
import Git

/// Where resolutions of conflicts are remembered.
struct MemoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Remember resolutions in this file, which a fleet can share; .scaffold-resolutions.yml beside the record by "
                + "default, or what SCAFFOLD_MEMORY names.",
            valueName: "file"), completion: .file())
    var memory: String?

    @Flag(help: "Replay no remembered resolutions, and learn none.") var noMemory = false

    func validate() throws {
        if noMemory, memory != nil { throw ValidationError("--memory and --no-memory exclude each other") }
    }

    /// The place that was asked for.
    var place: MemoryPlace {
        if noMemory { return .nowhere }
        let named = memory ?? ProcessEnvironment.value("SCAFFOLD_MEMORY")
        guard let named, !named.isEmpty else { return .besideRecord }
        return .file(named)
    }
}
