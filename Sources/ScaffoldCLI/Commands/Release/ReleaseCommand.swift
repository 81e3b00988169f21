import ArgumentParser

/// `scaffold release`: what authors of scaffolds do before a release comes out.
struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "For authors of scaffolds: makes, checks and compares releases.",
        discussion: """
            EXAMPLE
              scaffold release lint ./my-scaffold
            """,
        subcommands: [ReleaseLint.self, ReleaseCheckCommand.self, ReleaseDiffCommand.self, ReleaseNew.self])
}
