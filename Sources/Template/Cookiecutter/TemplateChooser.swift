import Jinja

/// One of several templates of a repository.
public struct TemplateChoice: Hashable, Sendable {
    /// The name in `templates`, or the whole line in `template`.
    public var name: String
    /// The folder of the repository that holds the template.
    public var directory: String
    /// What the template is, for people; equal to the name where nothing is said.
    public var title: String
}

/// The chooser of a repository with several templates.
///
/// `templates` maps names to `{path, title, description}` (since Cookiecutter 2.5); `template` is a list of lines with
/// the path in parentheses, as in `Package (./package)`. Without a question Cookiecutter takes the first.
struct TemplateChooser {
    /// The templates in the order of the file; never empty.
    let choices: [TemplateChoice]

    /// Reads the chooser; nil when the questions are those of a template.
    init?(_ questions: DictValue, in folder: String, _ origin: String) throws(ScaffoldError) {
        let place = ScaffoldError.Location(file: Path.join(Path.join(origin, folder), "cookiecutter.json"))
        guard questions["templates"] != nil || questions["template"] != nil else { return nil }
        var choices: [TemplateChoice] = []
        if let templates = questions["templates"]?.dictValue, templates.count > 0 {
            for (key, value) in templates.pairs {
                let name = key.pythonString
                let option = value.dictValue
                guard let path = option?["path"]?.stringValue else {
                    throw ScaffoldError(.manifest, "the template \(YAMLScalar.quoted(name)) has no path", at: place)
                }
                let title = option?["title"]?.stringValue ?? name
                choices.append(
                    TemplateChoice(
                        name: name, directory: try TemplateChooser.directory(path, in: folder, place), title: title))
            }
        } else {
            for line in questions["template"]?.arrayValue ?? [] {
                let text = line.pythonString
                guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else {
                    throw ScaffoldError(
                        .manifest, "the template \(YAMLScalar.quoted(text)) has no path in parentheses", at: place)
                }
                let path = String(text[text.index(after: open)..<close])
                choices.append(
                    TemplateChoice(
                        name: text, directory: try TemplateChooser.directory(path, in: folder, place), title: text))
            }
        }
        guard !choices.isEmpty else {
            throw ScaffoldError(.manifest, "there is no template to choose", at: place)
        }
        self.choices = choices
    }

    /// What a person should know when the first template was taken.
    var note: DialectNote {
        let others = choices.dropFirst().map(\.directory).joined(separator: ", ")
        return DialectNote(
            rule: "template-chosen", subject: choices[0].directory,
            message: "the repository has several templates; as Cookiecutter does without a question, the first is "
                + "taken (\(choices[0].directory)). The others, to be named with --directory: \(others)")
    }

    private static func directory(
        _ path: String, in folder: String, _ place: ScaffoldError.Location
    ) throws(ScaffoldError) -> String {
        let directory = Path.normalized(Path.join(folder, path))
        guard !path.isEmpty, !path.hasPrefix("/"), directory != "..", !directory.hasPrefix("../") else {
            throw ScaffoldError(
                .path, "the template path \(YAMLScalar.quoted(path)) leads out of the repository", at: place)
        }
        return directory == "." ? "" : directory
    }
}
