import ArgumentParser
import Report
import Template

/// `scaffold release check`.
struct ReleaseCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks that releases which are out can be reproduced.",
        usage: "scaffold release check [<scaffold> ...] [--record] [--json]",
        discussion: """
            The content of each released folder must have the id that scaffold.yml says,
            and must render what renders.json says, with every set of answers. --record
            freezes a release: it writes what it lacks into both files, and overwrites
            nothing. Exit code 1 means findings.

            EXAMPLE
              scaffold release check
              scaffold release check ./my-scaffold@1.2.0 --record
            """)

    @Argument(help: "Built-in scaffolds or folders; @RELEASE picks a release.")
    var scaffold: [String] = []

    @Flag(help: "Freeze the named release: it is out from now on.") var record = false

    @Flag(help: "Print JSON, schema 1.") var json = false

    func run() throws {
        let names = try scaffold.isEmpty ? Sources.catalog().scaffolds().map(\.name) : scaffold
        var findings: [LintFinding] = []
        for name in names {
            var (source, version, place) = try Sources.openFolder(name)
            if let version, record {
                try freeze(version, source, place)
                source = try FolderSource(source.folder, locator: source.locator)
            } else if record {
                throw ValidationError("--record takes one release, as SCAFFOLD@RELEASE")
            }
            findings += try ReleaseCheck(source, place: place).findings(of: version)
        }
        try LintOutput(scaffolds: names, findings: findings).write(json: json)
    }

    private func freeze(_ version: ReleaseVersion, _ source: FolderSource, _ place: String) throws {
        let index = source.folder + "/scaffold.yml"
        let text = String(decoding: try InputFile.read(index), as: UTF8.self)
        let recorded = try ReleaseCheck(source, place: place).recording(version, index: text)
        // The renders first: a release with a content id and without them could not be checked.
        try OutputFile.make(Array(recorded.renders.utf8), at: source.folder + "/" + RenderRecord.fileName)
        if recorded.index != text { try OutputFile.write(Array(recorded.index.utf8), to: index) }
        Console.standard.note("recorded \(recorded.count) renders of \(source.name) \(version)")
    }
}

/// How `release lint` and `release check` tell what they found.
struct LintOutput {
    var scaffolds: [String]
    var findings: [LintFinding]

    /// Writes the findings, and ends with 1 when there are any.
    func write(json: Bool) throws {
        let console = Console.standard
        let reported = findings.map { finding in
            Finding(
                rule: finding.rule.rawValue, severity: .error, path: finding.path, line: finding.line,
                message: finding.message, fix: finding.fix)
        }
        if json {
            let document = JSONValue.object([
                ("schema", .int(1)), ("scaffolds", .array(scaffolds.map { .string($0) })),
                ("findings", .array(reported.map(\.json))),
            ])
            console.line(document.pretty)
        } else {
            for finding in reported { console.line(finding.text) }
            let count = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
            console.line(findings.isEmpty ? console.style.green("no findings") : console.style.yellow(count))
        }
        if !findings.isEmpty { throw ExitStatus.drift.exitCode }
    }
}
