import ArgumentParser
import Template

/// The tool's commands; it has no logic of its own.
struct Root: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scaffold",
        abstract: "Generates services from scaffolds, tells how they have drifted, and brings them up to date.",
        discussion: """
            EXAMPLE
              scaffold new fastapi-service shop    a new service in ./shop
              scaffold status shop                 what is edited, what is behind
              scaffold upgrade shop                the newest release, on a branch

            EXIT CODES
              0 in sync or done             1 drift, or files held
              2 error                       3 partial
              64 usage                      75 try again later
            """,
        version: ToolVersion.current.description,
        subcommands: [
            New.self, List.self, Show.self, StatusCommand.self, Diff.self, UpgradeCommand.self, Resolve.self,
            UndoCommand.self, Restore.self, Adopt.self, AuditCommand.self, FleetCommand.self,
            ReleaseCommand.self,
            Render.self, RenderText.self, MergeFile.self, Doctor.self, Completions.self,
        ])
}
