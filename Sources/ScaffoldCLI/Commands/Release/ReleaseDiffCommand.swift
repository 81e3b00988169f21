import ArgumentParser
import Drift
import Report
import Template

/// `scaffold release diff`.
struct ReleaseDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Shows what changes in a service from one release to a later one.",
        usage: "scaffold release diff <scaffold@release> <release> [<options>]",
        discussion: """
            Both releases are rendered, the later one with the answers migrated on the
            way. Without answers, defaults are taken, and examples where there is none.

            EXAMPLE
              scaffold release diff fastapi-service@2.4.0 3.0.0
              scaffold release diff ./my-scaffold@1.0.0 1.1.0 --set db=sqlite --no-patch
            """)

    @Argument(help: "The earlier release, as SCAFFOLD@RELEASE.") var from: String

    @Argument(help: "The later release.") var to: String

    @OptionGroup var answers: AnswerOptions

    @Flag(inversion: .prefixedNo, help: "Print the differences of the files, too.") var patch = true

    @Flag(help: "Print JSON, schema 1.") var json = false

    func run() throws {
        guard let version = ReleaseVersion(to) else {
            throw ValidationError("the later release is a version such as 1.2.0, not '\(to)'")
        }
        let (source, release, _) = try Sources.open(from)
        let diff = try ReleaseDiff(from: release, to: version, in: source, given: answers.read())
        let console = Console.standard
        console.write(json ? diff.json.pretty + "\n" : diff.text(console.style, withPatch: patch))
    }
}
