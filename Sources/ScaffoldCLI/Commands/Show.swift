import ArgumentParser
import Report
import Template

/// `scaffold show`.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a scaffold: its releases, questions and files.",
        discussion: """
            EXAMPLE
              scaffold show fastapi-service
              scaffold show fastapi-service@1.0.0
            """)

    @Argument(help: "A built-in scaffold, a folder or a git address; @RELEASE picks a release.")
    var scaffold: String

    func run() throws {
        let (source, release, _) = try Sources.open(scaffold)
        let console = Console.standard
        let style = console.style
        var out = style.bold("\(source.name) \(release.version)") + "  \(sanitized(release.summary))\n"
        out += "\n" + style.bold("Releases") + "\n"
        for item in try source.releases().reversed() {
            let yanked = item.yanked.map { style.yellow("  withdrawn: \(sanitized($0))") } ?? ""
            out += "  \(item.version)  \(item.date ?? "")  \(sanitized(item.summary))\(yanked)\n"
        }
        out += "\n" + style.bold("Questions") + "\n"
        for question in release.questions { out += Self.text(of: question, style) }
        out += "\n" + style.bold("Template files") + "\n"
        for file in release.files { out += "  \(sanitized(file.path))\n" }
        console.write(out)
    }

    private static func text(of question: Question, _ style: Style) -> String {
        var notes: [String] = [question.kind.rawValue]
        if !question.choices.isEmpty { notes.append(question.choices.map(\.value.display).joined(separator: " | ")) }
        if question.isRequired { notes.append("required") }
        switch question.defaultValue {
        case .literal(let value): notes.append("default \(value.display)")
        case .template(let template): notes.append("default \(template.source)")
        case nil: break
        }
        if question.isImmutable { notes.append("can't be changed later") }
        if question.isSecret { notes.append("never recorded") }
        return "  \(question.name): \(sanitized(question.prompt))\n"
            + style.faint("      \(sanitized(notes.joined(separator: "; ")))") + "\n"
    }
}
