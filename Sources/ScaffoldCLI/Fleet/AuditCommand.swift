import ArgumentParser

/// `scaffold audit`.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Shows how many services stand: which are behind, edited, and what an upgrade would cost each.",
        discussion: """
            EXAMPLE
              scaffold audit services                every repository below ./services
              scaffold audit --list repos.txt --report html=report.html
              scaffold audit --resume                only what changed since the last one
              scaffold audit merge part-*.ndjson     parts made on several machines
            """,
        subcommands: [AuditRun.self, AuditMerge.self, AuditCompare.self], defaultSubcommand: AuditRun.self)
}
