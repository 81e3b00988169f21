public import ArgumentParser
import Drift
public import Template

/// What renders another tool's template.
struct RenderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Render the template with the installed copier or cookiecutter, confined, in the place of the native render.",
            valueName: "tool"))
    var renderWith: InstalledTool.Name?

    @Flag(help: "Take a pre-release of a Copier template for its newest version, too.")
    var prereleases = false

    /// How long one render may take, in seconds.
    private static let timeout = 300

    /// The tool that was asked for; nil for the native render.
    /// - Throws: `ScaffoldError` where it is not installed, or can't be confined.
    func tool() throws -> InstalledTool? { try renderWith.map { try InstalledTool($0, seconds: Self.timeout) } }

    /// The consent that was given for looking at a service.
    func consent() throws -> Consent { Consent(tool: try tool()) }
}

extension InstalledTool.Name: ExpressibleByArgument {}
