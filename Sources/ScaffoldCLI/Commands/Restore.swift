import ArgumentParser
import Drift
import Report

/// `scaffold restore`.
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Brings edited or deleted files back to what the recorded release generated.",
        usage: "scaffold restore <paths> ... [<options>]",
        discussion: """
            It writes into the work tree and the index and commits nothing; it refuses to
            overwrite what is not committed. `scaffold diff --edited` shows what would go
            away, `scaffold undo` takes it back.

            EXAMPLE
              scaffold restore Dockerfile
              scaffold restore k8s SECURITY.md --plan
            """)

    @Argument(help: "Files and folders, relative to the service.", completion: .file()) var paths: [String]

    @Flag(help: "Only print what would come back.") var plan = false

    @OptionGroup var place: ServicePlaceOptions

    func run() throws {
        let service = try place.open()
        let planner = try Sources.planner(for: service.entry(named: place.record.scaffold), of: service)
        let restoration = try Restoration(paths, by: planner)
        let console = Console.standard
        if !plan {
            InterruptNotice.install()
            try restoration.run()
        }
        for path in restoration.paths { console.line("\(plan ? "would restore" : "restored")  \(sanitized(path))") }
        if !plan { console.line("Commit it: git commit") }
    }
}
