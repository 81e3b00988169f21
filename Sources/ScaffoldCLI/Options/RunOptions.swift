import ArgumentParser
import Drift
import Template

/// Whether hooks of a Cookiecutter template may run.
struct HookOptions: ParsableArguments {
    @Flag(
        help:
            "Run the hooks of a Cookiecutter template, confined: without network, home and everything else of this machine; an upgrade runs them on both of its renders."
    )
    var runHooks = false

    @Option(help: ArgumentHelp("How long each command of a template may take.", valueName: "seconds"))
    var runTimeout = 120

    func validate() throws {
        if runTimeout < 1 { throw ValidationError("--run-timeout takes a number of seconds from 1 on") }
    }

    /// What runs hooks; nil without consent.
    /// - Throws: `ScaffoldError` `confinement` where they are to run and can't be confined here.
    func runner() throws -> HookRunner? { runHooks ? try HookRunner(seconds: runTimeout) : nil }
}

/// What of another tool's template may run.
struct RunOptions: ParsableArguments {
    @OptionGroup var hooks: HookOptions

    @Flag(
        help: "Run the migrations of a Copier template after the merge, confined; what they change joins the upgrade.")
    var runMigrations = false

    @Flag(
        help: "Run the tasks of a Copier template once, after the merge, confined; what they change joins the upgrade.")
    var runTasks = false

    @OptionGroup var rendering: RenderOptions

    /// The consent that was given.
    /// - Throws: `ScaffoldError` `confinement` where something is to run and can't be confined here.
    func consent() throws -> Consent {
        var consent = Consent(hooks: try hooks.runner(), tool: try rendering.tool())
        if runMigrations || runTasks {
            consent.commands = try CommandRunner(migrations: runMigrations, tasks: runTasks, seconds: hooks.runTimeout)
        }
        return consent
    }
}
