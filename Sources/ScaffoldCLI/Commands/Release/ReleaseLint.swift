import ArgumentParser
import Template

/// `scaffold release lint`.
struct ReleaseLint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Finds what should not come out with a release.",
        usage: "scaffold release lint [<scaffold> ...] [--all] [--json]",
        discussion: """
            Every release that is not out yet (no content: in scaffold.yml) is rendered
            with all defaults, each single change, and every two choices together; its
            files, names, renames and cross-references are checked. Of a release that is
            out only the content id is checked, since nothing in it can be mended. Exit
            code 1 means findings.

            EXAMPLE
              scaffold release lint                    the built-in scaffolds
              scaffold release lint ./my-scaffold
              scaffold release lint fastapi-service@3.0.1 --all --json
            """)

    @Argument(help: "Built-in scaffolds or folders; @RELEASE picks a release.")
    var scaffold: [String] = []

    @Flag(help: "Apply every rule to releases that are out, too.") var all = false

    @Flag(help: "Print JSON, schema 1.") var json = false

    func run() throws {
        let names = try scaffold.isEmpty ? Sources.catalog().scaffolds().map(\.name) : scaffold
        var findings: [LintFinding] = []
        for name in names {
            let (source, version, place) = try Sources.openFolder(name)
            if let version, try !source.releases().contains(where: { $0.version == version }) {
                throw Failure("\(source.name) has no release \(version)", fix: "see `scaffold show \(name)`")
            }
            findings += try Lint(source, place: place).findings(of: version, includesReleased: all)
        }
        try LintOutput(scaffolds: names, findings: findings).write(json: json)
    }
}
