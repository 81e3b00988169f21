public import Git
import Jinja
import OrderedCollections

/// Hooks by their path in the template, with their rendered texts.
typealias HookTexts = [(path: String, text: String)]

extension CookiecutterTemplate {
    /// Renders the template; nothing of it runs.
    ///
    /// The answers of the result are those that go to `context.cookiecutter`, in the order that cruft writes them. Files
    /// have their unrendered path in the rendered folder as source, which stays the same from version to version.
    /// - Throws: ``ScaffoldError`` for answers given now that do not fit, for questions that cannot be read, and for
    ///   output beyond limits.
    public func render(_ request: CookiecutterRequest) throws(ScaffoldError) -> DialectRender {
        try rendered(request).render
    }

    /// Renders the template with the installed Cookiecutter; what that does not tell is told by the native render, as far as
    /// it gets.
    /// - Throws: ``ScaffoldError`` with what Cookiecutter printed where it fails.
    public func render(_ request: CookiecutterRequest, with tool: InstalledTool) throws(ScaffoldError) -> DialectRender
    {
        try tool.render(self, request, native: try? render(request))
    }

    /// Renders the template and reads what its `post_gen_project` hooks would do to the files.
    /// - Parameter tool: Renders in the place of the native render.
    /// - Throws: What ``render(_:)`` throws.
    public func renderReadingHooks(
        _ request: CookiecutterRequest, with tool: InstalledTool? = nil
    ) throws(ScaffoldError) -> (render: DialectRender, effects: HookEffects) {
        var effects = HookEffects()
        var render: DialectRender
        let scripts: HookTexts
        do throws(ScaffoldError) {
            (render, _, scripts) = try rendered(request)
        } catch {
            guard let tool else { throw error }
            // Nothing can be told natively, so that nothing is known of the hooks either.
            effects.explainsAll = false
            return (try tool.render(self, request, native: nil), effects)
        }
        if let tool { render = try tool.render(self, request, native: render) }
        for script in scripts { effects.read(script.text, of: script.path, on: render.baseline) }
        // One that could not be rendered was not read.
        if scripts.count < hooks.filter({ $0.stage == .postGen }).count { effects.explainsAll = false }
        return (render, effects)
    }

    /// The files that the project shows to have been rendered, although they look binary by name or bytes.
    ///
    /// Both ways are tried for each file in doubt; the one whose content the project has at the file's path counts.
    /// - Parameters:
    ///   - request: The answers of the project when it was generated.
    ///   - project: The blob ids of the project's tree then.
    /// - Throws: What ``render(_:)`` throws.
    public func sourcesRenderedAsText(
        _ request: CookiecutterRequest, project: [String: ObjectID]
    ) throws(ScaffoldError) -> Set<String> {
        let copied = try render(request)
        let doubted = Set(copied.notes.filter { $0.rule == "binary-in-doubt" }.compactMap(\.subject))
        let sources = copied.baseline.files.map(\.source).filter { doubted.contains(source($0)) }
        guard !sources.isEmpty else { return [] }
        var asText = request
        asText.textSources.formUnion(sources)
        let files = try render(asText).baseline.files.filter { sources.contains($0.source) }
        return Set(files.filter { project[$0.path] == $0.id }.map(\.source))
    }

    /// The render and the texts of the hooks that come before and after it; those that can't be rendered are missing.
    func rendered(
        _ request: CookiecutterRequest
    ) throws(ScaffoldError) -> (render: DialectRender, before: HookTexts, after: HookTexts) {
        var request = request
        request.setting = request.setting.forOneRender()
        let settings: DictValue
        do {
            settings = try Value(json: questions).dictValue ?? DictValue()
        } catch {
            throw ScaffoldError(.manifest, error.message, at: .init(file: Path.join(origin, path("cookiecutter.json"))))
        }
        var (environment, settingNotes, missing) = CookiecutterEnvironment.make(
            settings, setting: request.setting, commit: commit, file: { tree.file(path($0))?.bytes })
        let context = try CookiecutterContext(settings, request, environment, missing: missing)
        let variables = context.values
        variables["_template"] = .string(template)
        if let commit { variables["_commit"] = .string(commit) }
        let settled = CookiecutterTemplate.answers(variables)

        environment.loader = CookiecutterLoader(template: self)
        let engine = CookiecutterEngine(environment, variables, missing: missing)
        var notes = self.notes + settingNotes + context.notes + lineEndNotes(variables)
        // The name of the rendered folder is the service's own; rendering it can change variables like any other text.
        do {
            _ = try engine.text(root)
        } catch {
            throw ScaffoldError(
                .template, "the name of the template's folder: \(engine.reason(error))", at: .init(file: source("")))
        }
        let before = scripts(.preGen, engine, &notes)
        var walk = CookiecutterWalk(self, engine, textSources: request.textSources)
        try walk.run()
        let after = scripts(.postGen, engine, &notes)
        let answers = CookiecutterTemplate.record(settled, CookiecutterTemplate.answers(variables), request.recorded)
        for name in request.recorded.keys where !name.hasPrefix("_") && answers[name] == nil {
            notes.append(
                DialectNote(
                    rule: "answer-not-asked", subject: name,
                    message: "the template no longer asks for '\(name)'; its answer is dropped from the record"))
        }
        let render = DialectRender(
            baseline: walk.baseline, answers: answers, unrendered: walk.unrendered, notes: notes + walk.notes,
            commands: hooks.map(\.command), dependsOnChance: request.setting.wasAsked)
        return (render, before, after)
    }

    /// Renders the hooks of a stage: for what that does to the variables, and for reading them.
    private func scripts(
        _ stage: CookiecutterHook.Stage, _ engine: CookiecutterEngine, _ notes: inout [DialectNote]
    ) -> HookTexts {
        var scripts: HookTexts = []
        for hook in hooks where hook.stage == stage {
            do throws(TemplateError) {
                guard String(validating: hook.bytes, as: UTF8.self) != nil else {
                    throw TemplateError(.value, "it is not UTF-8")
                }
                let text = try engine.file(hook.bytes, name: hook.path)
                scripts.append((hook.path, String(decoding: text, as: UTF8.self)))
            } catch {
                notes.append(
                    DialectNote(
                        rule: "hook-not-rendered", subject: hook.path,
                        message: "the hook's text cannot be rendered: \(engine.reason(error)); "
                            + "what it would do to variables or files is not known"))
            }
        }
        return scripts
    }

    private func lineEndNotes(_ variables: DictValue) -> [DialectNote] {
        guard let value = variables["_new_lines"], (try? value.truth()) == true,
            !["\n", "\r", "\r\n"].contains(value.stringValue)
        else { return [] }
        return [
            DialectNote(
                rule: "unknown-setting", subject: "_new_lines",
                message: "\(value.pythonRepr) is no line end; each file keeps its own")
        ]
    }

    /// Variables as answers; what is no plain value is left out.
    private static func answers(_ variables: DictValue) -> Answers {
        var answers: Answers = [:]
        for (key, value) in variables.pairs {
            guard let name = key.stringValue, let answer = try? AnswerValue(dialect: value) else { continue }
            answers[name] = answer
        }
        return answers
    }

    /// The answers for the record: as they were settled, and as templates changed them where the record has them already.
    ///
    /// A template can change variables for the files after it. cruft records what came out; a value that only templates
    /// made is not an answer, so it is not added to a record that does without.
    private static func record(_ settled: Answers, _ final: Answers, _ recorded: Answers) -> Answers {
        var record = settled
        for (name, value) in final where recorded[name] != nil { record[name] = value }
        return record
    }
}
