import ArgumentParser
import Drift
import Git
import OrderedCollections
import Report
import Template

/// `scaffold adopt`.
struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Finds the release and the answers that best explain a tree, and records them.",
        usage: "scaffold adopt [<directory>] [--source <source>] [<options>]",
        discussion: """
            Without a record it needs --source, and tries the releases of that scaffold
            with the answers that make the output most like the tree. A template of Copier
            or Cookiecutter is tried in the same way, and the record is that of its tool.
            In a project of Copier or cruft it finds the state of the template and the
            answers that explain it, when the recorded ones vanished or are wrong; with a
            scaffold as --source it makes a native service of it, and its old record goes
            away. The record is written, not committed; nothing is written where the best
            explains less than --accept-score asks for. Answers that are given stay.

            EXAMPLE
              scaffold adopt services/shop --source fastapi-service --plan
              scaffold adopt --source fastapi-service --set service_name=shop
              scaffold adopt --source gh:owner/template   also of Copier or Cookiecutter
            """)

    @Argument(help: "The service's folder.", completion: .directory)
    var directory = "."

    @Option(
        help:
            "A built-in scaffold, a folder or a git address, also of a Copier or Cookiecutter template, of which @REVISION picks one state."
    )
    var source: String?

    @OptionGroup var template: TemplateOptions

    @OptionGroup var answers: AnswerOptions

    @Option(help: ArgumentHelp("How much of the tree has to be explained.", valueName: "percent"))
    var acceptScore = Int(Explanation.leastScore)

    @Flag(help: "Only print what was found.") var plan = false

    @Flag(help: "Print JSON, schema 1.") var json = false

    func validate() throws {
        guard (0...100).contains(acceptScore) else {
            throw ValidationError("--accept-score takes a percentage from 0 to 100, not \(acceptScore)")
        }
    }

    func run() throws {
        let adoption = try Adoption(at: directory)
        let result = try source.map { try named(adoption, $0) } ?? recorded(adoption)
        let console = Console.standard
        // What was found is data, also where it is not enough; for people the error says it.
        if json { console.line(Self.json(result).pretty) }
        try result.expect(atLeast: Double(acceptScore))
        if !json { console.write(Self.text(result, console.style)) }
        for note in result.notes { console.note("warning: \(sanitized(note))") }
        if plan { return }
        try adoption.write(result)
        guard !json else { return }
        let done = result.records.map { "\($0.bytes == nil ? "removed" : "wrote") \($0.path)" }
        console.line(
            done.isEmpty ? "The record says so already." : done.joined(separator: ", ") + "; look at it and commit it")
    }

    private func named(_ adoption: Adoption, _ text: String) throws -> Adoption.Result {
        if let other = try Sources.openForeign(text, directory: template.folder, isForRecord: true) {
            return try foreign(adoption, text, other)
        }
        let (source, _, locator) = try Sources.open(text)
        let address = locator.recorded(
            relativeTo: adoption.folder ?? directory, workingDirectory: Sources.workingDirectory)
        return try adoption.adopt(into: source, address: address, given: answers.read())
    }

    /// A template of another tool, whose own record is written.
    private func foreign(
        _ adoption: Adoption, _ text: String, _ template: DialectTemplate
    ) throws -> Adoption.Result {
        let (name, revision) = Sources.split(text)
        let locator = try Sources.recordedLocator(name)
        guard let commit = template.commit else {
            throw Failure(
                "\(name) is no git repository: a project of it could never be brought up to date",
                fix: "put the template under git")
        }
        // What is read already needs no second look at the server.
        let source = try TemplateRepository(locator, relativeTo: Sources.workingDirectory, needing: [commit])
        let origin = ForeignOrigin(
            tool: template.tool == .copier ? .copier : .cruft, address: locator.description,
            directory: template.directory, revision: revision)
        return try adoption.adopt(origin, from: source, given: answers.read(for: template.tool))
    }

    /// What the record of another tool names.
    private func recorded(_ adoption: Adoption) throws -> Adoption.Result {
        guard let entry = adoption.record.scaffolds.first(where: { $0.foreign != nil }), let record = entry.foreign
        else {
            throw Failure("\(directory) has no record of Copier or cruft", fix: "name the scaffold with --source")
        }
        let locator = try SourceLocator.parse(
            recorded: entry.source, name: entry.name, service: adoption.folder ?? directory)
        let source = try TemplateRepository(locator, relativeTo: Sources.workingDirectory, needing: [])
        let given = try answers.read(for: record.tool.renderer)
        return try adoption.adopt(entry, record, from: source, given: given)
    }

    // MARK: Printing

    private static func text(_ result: Adoption.Result, _ style: Style) -> String {
        let best = result.best
        var out =
            "\(style.bold(sanitized(result.name))) \(sanitized(best.release)) explains \(best.percent): "
            + "\(best.identical) files as rendered, \(best.changed) changed, \(best.missing) missing\n"
        if let other = result.runnerUp { out += "next best: \(sanitized(other.release)), \(other.percent)\n" }
        // Names with an underscore are the template's own.
        for (name, value) in best.answers where !name.hasPrefix("_") {
            out += "  \(sanitized(name)) = \(sanitized(value.display))"
            if let old = result.recorded[name], old != value { out += " (recorded: \(sanitized(old.display)))" }
            out += "\n"
        }
        return out
    }

    private static func json(_ result: Adoption.Result) -> JSONValue {
        func object(_ item: Explanation) -> JSONValue {
            .object([
                ("release", .string(item.release)), ("score", .string(item.percent)),
                ("identical", .int(item.identical)), ("changed", .int(item.changed)), ("missing", .int(item.missing)),
                ("answers", .object(item.answers.map { ($0.key, $0.value.json) })),
            ])
        }
        return .object([
            ("schema", .int(1)), ("scaffold", .string(result.name)), ("best", object(result.best)),
            ("runnerUp", result.runnerUp.map(object) ?? .null),
        ])
    }
}
