import Git

/// Runs the hooks of Cookiecutter templates in a sandbox, with the consent of a person.
public struct HookRunner: Sendable {
    private let sandbox: Sandbox
    private let python: InstalledPython?

    /// Makes sure that hooks can be confined here.
    /// - Parameter seconds: How long each hook may take.
    /// - Throws: ``ScaffoldError`` `confinement` where they can't be.
    public init(seconds: Int) throws(ScaffoldError) {
        var limits = Sandbox.Limits()
        limits.seconds = seconds
        sandbox = try Sandbox(limits: limits)
        python = InstalledPython.find()
    }

    /// A hook that did not do its work.
    struct Failure: Error {
        /// The hook's path in the template.
        var hook: String
        /// What happened, as the end of a sentence.
        var why: String
        /// The end of what it wrote.
        var output = ""

        var note: DialectNote {
            let lines = Sandbox.Outcome.lastWords(of: output)
            return DialectNote(
                rule: "hook-failed", subject: hook, message: "the hook \(why)\(lines.isEmpty ? "" : ": \(lines)")")
        }
    }

    /// Runs hooks one after the other, as Cookiecutter does: Python ones with Python, others as they are.
    /// - Returns: The files after them.
    func run(
        _ scripts: HookTexts, on files: [TemplateFile], folderName: String
    ) throws(Failure) -> [TemplateFile] {
        var files = files
        for script in scripts {
            let name =
                script.path.utf8.lastIndex(of: UInt8(ascii: "/"))
                .map { String(script.path[script.path.utf8.index(after: $0)...]) } ?? script.path
            var command = Sandbox.Command(["/tmp/\(name)"], folderName: folderName)
            command.support = [TemplateFile(path: name, bytes: Array(script.text.utf8), mode: .executable)]
            if name.hasSuffix(".py") {
                guard let python else { throw Failure(hook: script.path, why: "needs python3, which is not on PATH") }
                command.arguments.insert(python.program, at: 0)
                command.readable = python.readable
                command.variables = python.variables
            }
            let outcome: Sandbox.Outcome
            do throws(ScaffoldError) {
                outcome = try sandbox.run(command, on: files)
            } catch {
                throw Failure(hook: script.path, why: "can't be used: \(error.message)")
            }
            if let why = outcome.failure(after: sandbox.limits.seconds) {
                throw Failure(hook: script.path, why: why, output: outcome.output)
            }
            files = outcome.files
        }
        return files
    }
}
