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
        _ pair: Pair, _ inputs: Inputs
    ) throws -> Renders {
        let moment = inputs.moment
        let project = try moment?.files() ?? [:]
        let template = try cookiecutterTemplate(pair.old, pair.from)
        var request = CookiecutterRequest(recorded: inputs.answers, setting: inputs.setting)
        var (base, effects) = try template.renderReadingHooks(request)
        if moment != nil, base.notes.contains(where: { $0.rule == "binary-in-doubt" }) {
            request.textSources = try template.sourcesRenderedAsText(request, project: project)
            (base, effects) = try template.renderReadingHooks(request)
        }
        let said = effects
        if let moment, moment.isFirst { effects = effects.confirmed(by: project) }
        base.apply(effects)
        let hasHooks = base.commands.contains { $0.stage == "post_gen_project" }
        var inferred = HookEffects()
        if let moment, hasHooks, !effects.explainsAll {
            inferred = HookEffects.inferred(
                from: base.baseline, project: project, isCreation: moment.isFirst, size: moment.size,
                content: moment.content)
        }
        guard pair.from.commit != pair.to.commit || !inputs.changes.isEmpty else {
            base.apply(inferred)
            return (base, base)
        }
        request.data = inputs.changes
        var (incoming, later) = try cookiecutterTemplate(pair.new, pair.to).renderReadingHooks(request)
        incoming.apply(later.without(said.removedPaths.subtracting(effects.removedPaths)))
        inferred = inferred.replayable(on: incoming.baseline)
        base.apply(inferred)
        incoming.apply(inferred)
        // What a hook writes instead of the template is not dropped; nobody knows how it would look.
        for path in later.writtenPaths where incoming.baseline[path] == nil {
            guard let file = base.baseline[path] else { continue }
            incoming.unrendered.append(
                UnrenderedFile(source: file.source, path: path, reason: "a hook writes it now"))
        }
        return (base, incoming)
    }

    private func cookiecutterTemplate(_ files: [TemplateFile], _ state: State) throws -> CookiecutterTemplate {
        try CookiecutterTemplate(
            files: files, directory: record.directory, origin: "\(source.locator)@\(state.commit.hex.prefix(12))",
            template: address, commit: state.commit.hex
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
