public import Template

/// What of another tool's template may run, by the consent of a person; without it nothing does.
public struct Consent: Sendable {
    /// Runs hooks of Cookiecutter on both renders.
    public var hooks: HookRunner?
    /// Runs migrations and tasks of Copier on the result of the merge.
    public var commands: CommandRunner?
    /// Renders the template in the place of the native render.
    public var tool: InstalledTool?

    /// Nothing runs.
    public static let none = Consent()

    /// Makes a consent.
    public init(hooks: HookRunner? = nil, commands: CommandRunner? = nil, tool: InstalledTool? = nil) {
        self.hooks = hooks
        self.commands = commands
        self.tool = tool
    }
}
