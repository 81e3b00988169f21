import ArgumentParser
import Drift
import Git
import Report

/// `scaffold undo`.
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Takes back the last upgrade: its branch, or its changes to the work tree.",
        discussion: """
            It refuses when somebody worked on the result since. Only the last run of
            `scaffold upgrade` or `resolve` in the repository can be taken back, and only
            once. Commits stay: what was committed since is taken back in the work tree
            and the index.

            EXAMPLE
              scaffold undo                 after an upgrade of this repository
              scaffold undo services/shop
            """)

    @Argument(help: "A folder in the repository.", completion: .directory) var directory = "."

    func run() throws {
        let outcome = try Undo.inRepository(of: directory).run()
        let console = Console.standard
        switch outcome {
        case .deletedBranch(let name): console.line("deleted the branch \(sanitized(name))")
        case .movedBranch(let name, let commit):
            console.line("moved the branch \(sanitized(name)) back to \(commit.hex.prefix(12))")
        case .restoredFiles(let paths): console.line("restored \(paths.count == 1 ? "1 file" : "\(paths.count) files")")
        }
    }
}
