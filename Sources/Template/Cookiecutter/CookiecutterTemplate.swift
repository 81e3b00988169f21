import Jinja
import OrderedCollections

/// A Cookiecutter template at one commit, read.
///
/// What counts as the template: `cookiecutter.json`, the one folder beside it that has `cookiecutter` and the delimiters
/// of variables in its name, the folder `templates` for what files include, and the texts of `hooks/`, none of which runs.
public struct CookiecutterTemplate: Sendable {
    /// Every file of the repository.
    let tree: TemplateTree
    /// Where `cookiecutter.json` is, empty for the root of the repository; a chooser has been followed.
    let folder: String
    /// The name of the folder that is rendered, inside ``folder``.
    let root: String
    /// The bytes of `cookiecutter.json`, an object.
    let questions: [UInt8]
    /// Where the template came from, for messages.
    let origin: String
    /// What templates see as `_template`.
    let template: String
    /// What templates see as `_commit`; nil leaves it out.
    let commit: String?
    /// What there was to tell while the template was read.
    let notes: [DialectNote]

    /// Reads a template.
    /// - Parameters:
    ///   - files: The whole tree of the template's repository at that commit.
    ///   - directory: The folder of the repository that holds the template, nil or empty for its root.
    ///   - origin: Where the files came from, for messages.
    ///   - template: What templates see, and the record holds, as `_template`.
    ///   - commit: What they see as `_commit`.
    /// - Throws: ``ScaffoldError`` when there is no `cookiecutter.json`, when it is no JSON object, or when no folder
    ///   beside it is a template.
    public init(
        files: [TemplateFile], directory: String?, origin: String, template: String, commit: String?
    ) throws(ScaffoldError) {
        let tree = TemplateTree(files)
        var notes: [DialectNote] = []
        var folder = try CookiecutterTemplate.folder(directory, origin)
        var questions = try CookiecutterTemplate.questions(tree, folder, origin)
        var hops = 0
        while let chooser = try CookiecutterTemplate.chooser(questions.value, tree, folder, origin) {
            hops += 1
            guard hops <= 8 else { throw ScaffoldError(.manifest, "the choosers of templates lead nowhere") }
            let choice = chooser.choices[0]
            if chooser.choices.count > 1 {
                notes.append(chooser.note)
            }
            folder = choice.directory
            questions = try CookiecutterTemplate.questions(tree, folder, origin)
        }
        let environment = CookiecutterEnvironment.delimiters(questions.value)
        let roots = CookiecutterTemplate.roots(tree, folder, environment)
        // What its name asks for has to be there.
        guard let root = roots.first(where: { CookiecutterTemplate.asksOnly(for: questions.value, $0) }) ?? roots.first
        else {
            throw ScaffoldError(
                .manifest,
                "no folder beside cookiecutter.json is a template: its name must have cookiecutter, "
                    + "\(environment.variableStart) and \(environment.variableEnd) in it",
                at: .init(file: Path.join(Path.join(origin, folder), "cookiecutter.json")))
        }
        if roots.count > 1 {
            notes.append(
                DialectNote(
                    rule: "several-template-folders", subject: root,
                    message: "several folders could be the template (\(roots.joined(separator: ", "))): "
                        + "Cookiecutter takes whichever the system lists first, here it is the first by name whose questions are there"
                ))
        }
        let lineEnds = CheckoutLineEnds(files)
        let rendered = Path.join(folder, root)
        self.tree = TemplateTree(files.map { lineEnds.checkedOut($0, root: rendered) })
        self.folder = folder
        self.root = root
        self.questions = questions.bytes
        self.origin = origin
        self.template = template
        self.commit = commit
        self.notes = notes
    }

    /// Whether files are a Cookiecutter template.
    public static func isTemplate(_ files: [TemplateFile], directory: String?) -> Bool {
        let tree = TemplateTree(files)
        guard let folder = try? folder(directory, ""), tree.file(Path.join(folder, "cookiecutter.json")) != nil else {
            return false
        }
        // Of questions that can't be read the render tells, in the place where the folder shows what they are for.
        let questions = (try? questions(tree, folder, ""))?.value ?? DictValue()
        if let chooser = try? TemplateChooser(questions, in: folder, "") { return !chooser.choices.isEmpty }
        return !roots(tree, folder, CookiecutterEnvironment.delimiters(questions)).isEmpty
    }

    /// The chooser of a repository with several templates; nil for one template.
    ///
    /// A question that is called `template` or `templates` is none: cruft, which has no choosers, asks it like any other.
    private static func chooser(
        _ questions: DictValue, _ tree: TemplateTree, _ folder: String, _ origin: String
    ) throws(ScaffoldError) -> TemplateChooser? {
        do {
            return try TemplateChooser(questions, in: folder, origin)
        } catch {
            if !roots(tree, folder, CookiecutterEnvironment.delimiters(questions)).isEmpty { return nil }
            throw error
        }
    }

    /// The templates that a repository lets people choose from; empty when it is one template itself.
    /// - Throws: ``ScaffoldError`` when `cookiecutter.json` is not there or cannot be read.
    public static func choices(
        _ files: [TemplateFile], directory: String?, origin: String
    ) throws(ScaffoldError) -> [TemplateChoice] {
        let folder = try folder(directory, origin)
        let tree = TemplateTree(files)
        let questions = try questions(tree, folder, origin)
        return try chooser(questions.value, tree, folder, origin)?.choices ?? []
    }

    /// The path of a file beside `cookiecutter.json`, in the repository.
    func path(_ name: String) -> String { Path.join(folder, name) }

    /// The path of a template's file in the repository, from its path in the rendered folder.
    public func source(_ path: String) -> String { Path.join(self.path(root), path) }

    private static func folder(_ directory: String?, _ origin: String) throws(ScaffoldError) -> String {
        let folder = Path.normalized(directory ?? "")
        if folder == "." { return "" }
        guard !folder.hasPrefix("/"), folder != "..", !folder.hasPrefix("../") else {
            throw ScaffoldError(
                .path, "the directory \(YAMLScalar.quoted(folder)) leads out of the template's repository",
                at: .init(file: origin))
        }
        return folder
    }

    private static func questions(
        _ tree: TemplateTree, _ folder: String, _ origin: String
    ) throws(ScaffoldError) -> (bytes: [UInt8], value: DictValue) {
        let path = Path.join(folder, "cookiecutter.json")
        guard let file = tree.file(path) else {
            throw ScaffoldError(.notFound, "there is no \(path)", at: .init(file: origin))
        }
        let value: Value
        do {
            value = try Value(json: file.bytes)
        } catch {
            throw ScaffoldError(.manifest, error.message, at: .init(file: Path.join(origin, path)))
        }
        guard let questions = value.dictValue else {
            throw ScaffoldError(.manifest, "the file is no JSON object", at: .init(file: Path.join(origin, path)))
        }
        return (file.bytes, questions)
    }

    /// Whether a folder's name asks for nothing but what the template has.
    private static func asksOnly(for questions: DictValue, _ name: String) -> Bool {
        let asked = (try? PythonRegex(#"\bcookiecutter\.(\w+)"#).matches(name)) ?? []
        return asked.allSatisfy { match in match.group(1).map { questions[$0] != nil } ?? true }
    }

    private static func roots(_ tree: TemplateTree, _ folder: String, _ delimiters: Delimiters) -> [String] {
        guard case .folder(let place) = tree.entry(folder) else { return [] }
        return tree.names(in: place).filter { name in
            guard name.contains("cookiecutter"), name.contains(delimiters.variableStart),
                name.contains(delimiters.variableEnd), case .folder = tree.entry(Path.join(place, name))
            else { return false }
            return true
        }
    }
}
