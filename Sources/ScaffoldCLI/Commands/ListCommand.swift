import ArgumentParser
import Drift
import Report
import Template

/// `scaffold list`.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the built-in scaffolds.",
        discussion: """
            EXAMPLE
              scaffold list
            """)

    @Flag(help: "Print JSON, schema 1.") var json = false

    func run() throws {
        let catalog = try Sources.catalog()
        let rows = try catalog.scaffolds().map { summary in
            (name: summary.name, newest: try Self.newest(catalog.source(named: summary.name)), summary: summary.summary)
        }
        let console = Console.standard
        guard !json else {
            let items = rows.map { row in
                JSONValue.object([
                    ("name", .string(row.name)), ("newest", .optional(row.newest)), ("summary", .string(row.summary)),
                ])
            }
            console.line(JSONValue.object([("schema", .int(1)), ("scaffolds", .array(items))]).pretty)
            return
        }
        let width = rows.map { $0.name.count }.max() ?? 0
        for row in rows {
            let name = row.name + String(repeating: " ", count: width - row.name.count)
            console.line("\(console.style.bold(name))  \(row.newest ?? "-")  \(sanitized(row.summary))")
        }
    }

    private static func newest(_ source: any ScaffoldSource) throws -> String? {
        Releases(all: try source.releases(), scaffold: source.name).newest?.description
    }
}
