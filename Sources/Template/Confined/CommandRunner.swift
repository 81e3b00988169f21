import Git

/// Runs the migrations and tasks of Copier templates in a sandbox, with the consent of a person.
public struct CommandRunner: Sendable {
    /// Where commands find the template's files.
    public static let templateFolder = "/tmp/template"
    /// What a service may hold so that commands can be run on it.
    public let limits: Sandbox.Limits
    private let stages: Set<String>
    private let sandbox: Sandbox
    private let python: InstalledPython?

    /// Makes sure that commands can be confined here.
    /// - Parameters:
    ///   - migrations: Whether the migrations after an update run.
    ///   - tasks: Whether the tasks run.
    ///   - seconds: How long each command may take.
    /// - Throws: ``ScaffoldError`` `confinement` where they can't be.
    public init(migrations: Bool, tasks: Bool, seconds: Int) throws(ScaffoldError) {
        var limits = Sandbox.Limits()
        limits.seconds = seconds
        self.limits = limits
        stages = Set((tasks ? ["task"] : []) + (migrations ? ["after"] : []))
        sandbox = try Sandbox(limits: limits)
        python = InstalledPython.find()
    }

    /// Whether somebody consented to a command, and it can run.
    public func runs(_ command: DialectCommand) -> Bool { command.isRendered && stages.contains(command.stage) }

    /// Runs a command.
    /// - Parameters:
    ///   - files: The service's files.
    ///   - template: The template's files.
    /// - Throws: ``ScaffoldError`` where its files can't be taken.
    public func run(
        _ command: DialectCommand, on files: [TemplateFile], folderName: String, template: [TemplateFile]
    ) throws(ScaffoldError) -> Sandbox.Outcome {
        let folder = CommandRunner.templateFolder.dropFirst("/tmp/".count)
        let support = template.filter { $0.obstacle == nil }.map {
            TemplateFile(path: "\(folder)/\($0.path)", bytes: $0.bytes, mode: $0.mode)
        }
        return try sandbox.run(
            Sandbox.Command(
                ["/bin/sh", "-c", command.command], folderName: folderName, folder: command.folder,
                variables: (python?.variables ?? []) + command.variables, support: support,
                readable: python?.readable ?? []), on: files)
    }
}
