import Jinja
import OrderedCollections

/// Renders paths, hooks and files of one template with one context, which templates can change as they are rendered.
final class CookiecutterEngine {
    /// The variables, shared with every template: `cookiecutter.update(…)` in one is seen by those after it.
    let context: DictValue
    private let environment: Environment
    private let starts: [[UInt8]]
    /// Extensions that the template asks for and that are not there.
    private let missing: [String]

    init(_ environment: Environment, _ context: DictValue, missing: [String] = []) {
        self.environment = environment
        self.context = context
        self.missing = missing
        starts = environment.delimiters.starts
    }

    /// Whether a text has anything to render.
    func isTemplate(_ bytes: [UInt8]) -> Bool { starts.contains { TemplateMarkers.holds(bytes, $0) } }

    /// Renders a text: a path, a default, a hook.
    func text(_ source: String, name: String? = nil) throws(TemplateError) -> String {
        let bytes = Array(source.utf8)
        // Line ends are Jinja's business, too.
        guard isTemplate(bytes) || bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return source }
        return try Jinja.Template(source: source, name: name, environment: environment)
            .render(["cookiecutter": .dict(context)])
    }

    /// Renders a file; line ends come out as line feeds.
    func file(_ bytes: [UInt8], name: String) throws(TemplateError) -> [UInt8] {
        let text = LineEnds.universal(bytes)
        guard isTemplate(text) || environment.newlineSequence != "\n" else { return text }
        return try Jinja.Template(
            source: String(decoding: text, as: UTF8.self), name: name, environment: environment
        ).renderBytes(["cookiecutter": .dict(context)])
    }

    /// What an error says, in a sentence for people.
    func reason(_ error: TemplateError) -> String {
        var sentence = error.message.isEmpty ? error.code.pythonClass : error.message
        for kind in ["filter", "test"] where sentence.hasPrefix("No \(kind) named '") {
            let name = sentence.dropFirst("No \(kind) named '".count).prefix { $0 != "'" }
            sentence = "the \(kind) '\(name)' is not known"
        }
        if let line = error.line { sentence += " (line \(line))" }
        if !missing.isEmpty, error.code == .assertion || error.code == .syntax || error.code == .runtime {
            sentence += "; it may come from \(missing.joined(separator: ", ")), which is Python that is not run"
        }
        return sentence
    }
}

/// Gives `include`, `import` and `extends` the template's own files, then those of the folder `templates` beside it.
struct CookiecutterLoader: Loader {
    let template: CookiecutterTemplate

    func source(of name: String) throws -> String? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains("..") else { return nil }
        for path in [template.source(name), Path.join(template.path("templates"), name)] {
            guard let file = template.tree.file(path) else { continue }
            guard let text = String(validating: LineEnds.universal(file.bytes), as: UTF8.self) else {
                throw TemplateError(.notFound, "\(path) is not UTF-8")
            }
            return text
        }
        return nil
    }
}
