import ArgumentParser
import Drift
import Report
import Template

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// `scaffold release new`.
struct ReleaseNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Starts a release: a copy of the newest one of its line.",
        usage: "scaffold release new <version> [<scaffold>] [--date <date>]",
        discussion: """
            The copy's manifest names the release it came from; renames, deletions,
            answers and notes are left out, since they belonged to the step before. The
            release is listed in scaffold.yml without a content id: it is not out yet.

            EXAMPLE
              scaffold release new 1.2.0 ./my-scaffold
            """)

    @Argument(help: "The version to make.") var version: String

    @Argument(help: "The scaffold's folder.", completion: .directory) var scaffold = "."

    @Option(help: ArgumentHelp("When it will come out; today by default.", valueName: "date")) var date: String?

    func run() throws {
        guard let version = ReleaseVersion(version) else {
            throw ValidationError("a version is such as 1.2.0, not '\(version)'")
        }
        let (source, _, _) = try Sources.openFolder(scaffold)
        let made = try NewRelease(version, in: source, date: date ?? Self.today)
        try Generation.writeFiles(of: made.content, into: made.folder)
        try OutputFile.write(Array(made.index.text.utf8), to: made.index.file)
        let console = Console.standard
        console.line("\(console.style.green("made")) \(sanitized(made.folder)): a copy of \(made.previous)")
        console.line("Say what it brings in the summary of its release.yml.")
    }

    private static var today: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let digits = [(Int(parts.tm_year) + 1900, 4), (Int(parts.tm_mon) + 1, 2), (Int(parts.tm_mday), 2)]
        return digits.map { number, width in
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }.joined(separator: "-")
    }
}
