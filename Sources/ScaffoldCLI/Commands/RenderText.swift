import ArgumentParser
import Jinja
import OrderedCollections

/// `scaffold render-text`.
struct RenderText: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render-text",
        abstract: "Renders one Jinja template with plain Jinja defaults.",
        usage: "scaffold render-text [<template>] [<options>]",
        discussion: """
            EXAMPLE
              scaffold render-text letter.jinja --context values.json
              echo 'Hello {{ name|title }}!' | scaffold render-text
            """)

    /// What an unknown variable does.
    enum Undefined: String, ExpressibleByArgument, CaseIterable {
        case lenient, strict
    }

    @Argument(help: "The template; - or nothing for standard input.", completion: .file()) var template = "-"

    @Option(help: ArgumentHelp("A JSON file with the variables.", valueName: "file"), completion: .file()) var context:
        String?

    @Option(
        help: ArgumentHelp("What an unknown variable does: nothing (lenient) or an error (strict).", valueName: "mode"))
    var undefined: Undefined = .lenient

    @Flag(help: "Keep the newline at the end of the template.") var keepTrailingNewline = false

    func run() throws {
        var environment = Environment()
        environment.keepTrailingNewline = keepTrailingNewline
        environment.undefined = undefined == .strict ? .strict : .lenient
        let source = try InputFile.read(template)
        guard let text = String(validating: source, as: UTF8.self) else {
            throw Failure("\(template) is not UTF-8", fix: "save it as UTF-8")
        }
        let compiled = try Template(source: text, name: template, environment: environment)
        Console.standard.write(try compiled.renderBytes(try variables()))
    }

    private func variables() throws -> OrderedDictionary<String, Value> {
        guard let context else { return [:] }
        guard let members = try Value(json: InputFile.read(context)).dictValue else {
            throw Failure("\(context) must hold a JSON object", fix: "write {\"name\": value, …}")
        }
        var variables: OrderedDictionary<String, Value> = [:]
        for (key, value) in members.pairs { variables[key.pythonString] = value }
        return variables
    }
}
