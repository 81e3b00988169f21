import Git
import OrderedCollections
import Report
import Template

extension ForeignTemplate {
    /// Renders a Cookiecutter template before and after, with what its hooks would have done; none of them runs.
    ///
    /// What a hook does is read from its text, for each version and its answers. The rest is what the project's own history
    /// shows, and is replayed on both.
    func cruftRenders(
        _ from: State, _ to: State, _ old: [TemplateFile], _ new: [TemplateFile], _ answers: Answers,
        _ changes: Answers,
        _ moment: RecordHistory.Moment?, _ setting: RenderSetting
    ) throws -> (base: DialectRender, incoming: DialectRender) {
        let template = try cookiecutterTemplate(old, from)
        var request = CookiecutterRequest(recorded: answers, setting: setting)
        var (base, effects) = try template.renderReadingHooks(request)
        if let moment, base.notes.contains(where: { $0.rule == "binary-in-doubt" }) {
            request.textSources = try template.sourcesRenderedAsText(request, project: moment.files)
            (base, effects) = try template.renderReadingHooks(request)
        }
        if let moment, moment.isFirst { effects = effects.confirmed(by: moment.files) }
        base.apply(effects)
        let hasHooks = base.commands.contains { $0.stage == "post_gen_project" }
        var inferred = HookEffects()
        if let moment, hasHooks, !effects.explainsAll {
            inferred = HookEffects.inferred(
                from: base.baseline, project: moment.files, isCreation: moment.isFirst, content: moment.content)
            base.apply(inferred)
        }
        guard from.commit != to.commit || !changes.isEmpty else { return (base, base) }
        request.data = changes
        var (incoming, later) = try cookiecutterTemplate(new, to).renderReadingHooks(request)
        incoming.apply(later)
        incoming.apply(inferred)
        // What a hook writes instead of the template is not dropped; nobody knows how it would look.
        for path in later.writtenPaths where base.baseline[path] != nil && incoming.baseline[path] == nil {
            incoming.unrendered.append(
                UnrenderedFile(source: base.baseline[path]?.source ?? path, path: path, reason: "a hook writes it now"))
        }
        return (base, incoming)
    }

    private func cookiecutterTemplate(_ files: [TemplateFile], _ state: State) throws -> CookiecutterTemplate {
        try CookiecutterTemplate(
            files: files, directory: record.directory, origin: "\(source.locator)@\(state.commit.hex.prefix(12))",
            template: (try? CruftRecord(record.bytes))?.template ?? source.locator.description, commit: state.commit.hex
        )
    }
}

extension DialectRender {
    /// Does to the files what hooks would have done.
    fileprivate mutating func apply(_ effects: HookEffects) {
        notes += effects.notes
        guard !effects.isEmpty else { return }
        let applied = effects.apply(to: baseline)
        baseline = applied.baseline
        notes += applied.notes
    }
}
