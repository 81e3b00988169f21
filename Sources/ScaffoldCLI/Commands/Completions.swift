import ArgumentParser

/// `scaffold completions`.
struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Prints a completion script for a shell.",
        discussion: """
            EXAMPLE
              scaffold completions bash > /etc/bash_completion.d/scaffold
            """)

    @Argument(help: "bash, zsh or fish.") var shell: String

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else {
            let known = CompletionShell.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("unknown shell '\(shell)'; known: \(known)")
        }
        Console.standard.line(Root.completionScript(for: shell))
    }
}
