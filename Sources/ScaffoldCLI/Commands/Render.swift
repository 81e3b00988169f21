import ArgumentParser
import Drift
import Git
import Report
import Template

/// `scaffold render`.
struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders a release into a folder, without a record or a repository.",
        usage: "scaffold render <source> --out <folder> [<options>]",
        discussion: """
            EXAMPLE
              scaffold render fastapi-service@1.0.0 --out /tmp/shop --set service_name=shop
            """)

    @Argument(
        help:
            "A built-in scaffold, a folder or a git address, also of a Copier or Cookiecutter template; @RELEASE picks a release, tag, branch or commit."
    )
    var source: String

    @Option(
        help: ArgumentHelp("The folder to write; it must not have any of the files yet.", valueName: "folder"),
        completion: .directory)
    var out: String

    @OptionGroup var answers: AnswerOptions

    @OptionGroup var template: TemplateOptions

    @OptionGroup var rendering: RenderOptions

    func run() throws {
        if let foreign = try Sources.openForeign(
            source, directory: template.folder, prereleases: rendering.prereleases)
        {
            return try render(foreign)
        }
        let (_, release, _) = try Sources.open(source)
        if rendering.renderWith != nil { throw Failure("--render-with is for templates of Copier and Cookiecutter") }
        let resolved = try release.resolve(given: answers.read())
        let baseline = try release.render(resolved.answers, secrets: resolved.secrets)
        try Generation.writeFiles(of: baseline, into: out)
        Console.standard.line("\(baseline.files.count) files, tree \(baseline.tree.hex)")
    }

    /// A template of another tool: nothing of it runs, and what that leaves out is told.
    private func render(_ template: DialectTemplate) throws {
        let name = Sources.realPlace(of: out).split(separator: "/").last.map(String.init) ?? "project"
        let result = try template.render(
            answers.read(for: template.tool), folderName: name, with: rendering.tool())
        try Generation.writeFiles(of: result.baseline, into: out)
        let console = Console.standard
        console.line("\(result.baseline.files.count) files, tree \(result.baseline.tree.hex)")
        console.tell(about: result)
        if !result.unrendered.isEmpty { throw ExitStatus.drift.exitCode }
    }
}

extension Console {
    /// Tells what there is to know about the render of another tool's template.
    func tell(about render: DialectRender) {
        for item in render.notes {
            let subject = item.subject.map { singleLine($0) + ": " } ?? ""
            note("note: \(subject)\(sanitized(item.message))")
        }
        for command in render.commands {
            note("note: not run (\(sanitized(command.stage))): \(singleLine(command.command))")
        }
        for file in render.unrendered {
            note("warning: not rendered: \(singleLine(file.source)): \(sanitized(file.reason))")
        }
    }
}
