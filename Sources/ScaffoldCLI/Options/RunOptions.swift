import ArgumentParser
import Drift
import Template

/// What of another tool's template may run.
struct RunOptions: ParsableArguments {
    @Flag(
        help:
            "Run the template's hooks on both of its renders, confined: without network, home and everything else of this machine."
    )
    var runHooks = false

    @Flag(help: "Run the template's migrations after the merge, confined; what they change joins the upgrade.")
    var runMigrations = false

    @Flag(help: "Run the template's tasks once, after the merge, confined; what they change joins the upgrade.")
    var runTasks = false

    @Option(help: ArgumentHelp("How long each of them may take.", valueName: "seconds"))
    var runTimeout = 120

    @OptionGroup var rendering: RenderOptions

    func validate() throws {
        if runTimeout < 1 { throw ValidationError("--run-timeout takes a number of seconds from 1 on") }
    }

    /// The consent that was given.
    /// - Throws: `ScaffoldError` `confinement` where something is to run and can't be confined here.
    func consent() throws -> Consent {
        var consent = Consent(tool: try rendering.tool())
        if runHooks { consent.hooks = try HookRunner(seconds: runTimeout) }
        if runMigrations || runTasks {
            consent.commands = try CommandRunner(migrations: runMigrations, tasks: runTasks, seconds: runTimeout)
        }
        return consent
    }
}
