import Git
import Jinja
import OrderedCollections

extension InstalledTool {
    /// Renders a Cookiecutter template with the installed Cookiecutter: without hooks and without a network.
    ///
    /// Recorded answers are values, as in the native render: they are given in a form that renders to themselves.
    /// - Parameter native: The native render, as far as that gets; nil where it fails.
    func render(
        _ template: CookiecutterTemplate, _ request: CookiecutterRequest, native: DialectRender?
    ) throws(ScaffoldError) -> DialectRender {
        var answers = request.recorded.filter { !$0.key.hasPrefix("_") }
        answers.merge(request.data) { $1 }
        var own: Answers = ["_template": .string(template.template)]
        if let commit = template.commit { own["_commit"] = .string(commit) }
        let order: Answers = [
            "folder": .string(template.folder), "answers": .map(answers), "own": .map(own),
        ]
        let support =
            template.tree.all.filter { $0.obstacle == nil }.map {
                TemplateFile(path: "template/\($0.path)", bytes: $0.bytes, mode: $0.mode)
            }
            + [TemplateFile(path: "order.json", bytes: Array(AnswerValue.map(order).json.utf8))]
        let files = try run(
            InstalledTool.cookiecutterDriver, [], folderName: request.setting.folderName, files: [], support: support)
        guard let result = files.first(where: { $0.path == "result.json" }),
            let values = (try? Value(json: result.bytes))?.dictValue,
            let root = values["root"]?.stringValue, let context = values["context"],
            case .map(let recorded)? = try? AnswerValue(dialect: context)
        else { throw ScaffoldError(.template, "cookiecutter \(version) does not say what it rendered") }
        let rendered = files.compactMap { file -> TemplateFile? in
            guard file.path.hasPrefix("\(root)/") else { return nil }
            return TemplateFile(
                path: String(file.path.dropFirst(root.utf8.count + 1)), bytes: file.bytes, mode: file.mode)
        }
        return replacing(native, files: rendered, answers: recorded)
    }

    /// Renders as cruft does, and tells the context and the folder's name.
    private static let cookiecutterDriver = #"""
        import json, os, sys
        from cookiecutter.generate import generate_context, generate_files
        from cookiecutter.prompt import prompt_for_config

        with open("/tmp/order.json", encoding="utf-8") as file:
            order = json.load(file)
        folder = os.path.normpath(os.path.join("/tmp/template", order["folder"]))
        sys.path.insert(0, folder)
        context = generate_context(context_file=os.path.join(folder, "cookiecutter.json"))
        questions = context["cookiecutter"]
        settings = questions.get("_jinja2_env_vars", {})
        start = settings.get("variable_start_string", "{{")
        end = settings.get("variable_end_string", "}}")

        def literal(value):
            # A text that renders to itself, whatever is in it.
            if isinstance(value, str):
                escaped = "".join("\\U%08x" % ord(letter) for letter in value)
                return f'{start} "{escaped}" {end}' if value else value
            if isinstance(value, list):
                return [literal(item) for item in value]
            if isinstance(value, dict):
                return {literal(key): literal(item) for key, item in value.items()}
            return value

        def answered(question, answer):
            if isinstance(question, dict) and isinstance(answer, dict):
                merged = {key: answered(item, answer[key]) if key in answer else item for key, item in question.items()}
                merged.update({literal(key): literal(item) for key, item in answer.items() if key not in question})
                return merged
            if isinstance(answer, list):
                # Of a list Cookiecutter takes the first.
                answer = answer[0] if answer else ""
            return literal(answer)

        for name, answer in order["answers"].items():
            if name in questions:
                questions[name] = answered(questions[name], answer)
        context["cookiecutter"] = prompt_for_config(context, no_input=True)
        context["cookiecutter"].update(order["own"])
        os.mkdir("output")
        made = generate_files(repo_dir=folder, context=context, output_dir="output", accept_hooks=False)
        root = os.path.relpath(made, os.getcwd())
        with open("result.json", "w", encoding="utf-8") as file:
            json.dump({"root": root, "context": context["cookiecutter"]}, file)
        """#
}
