import Git
import OrderedCollections
import Report
import Template

extension ForeignTemplate {
    /// Renders a Cookiecutter template before and after, with what its hooks would have done; none of them runs without
    /// consent.
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
        let tool = inputs.consent.tool
        var (base, effects) = try template.renderReadingHooks(request, with: tool)
        if moment != nil, base.notes.contains(where: { $0.rule == "binary-in-doubt" }) {
            request.textSources = try template.sourcesRenderedAsText(request, project: project)
            (base, effects) = try template.renderReadingHooks(request, with: tool)
        }
        let said = effects
        if let runner = inputs.consent.hooks {
            switch try renders(pair, request, inputs.changes, running: runner, with: tool) {
            case .success(let renders): return renders
            case .failure(let why): base.notes.append(why.note)
            }
        }
        if let moment {
            effects = effects.confirmed(by: project, of: base.baseline, isCreation: moment.isFirst)
        }
        let hasHooks = base.commands.contains { $0.stage == "post_gen_project" }
        func inferred() -> HookEffects {
            guard let moment, hasHooks, !effects.explainsAll else { return HookEffects() }
            return HookEffects.inferred(
                from: base.baseline, project: project, isCreation: moment.isFirst, size: moment.size,
                content: moment.content)
        }
        guard pair.from.commit != pair.to.commit || !inputs.changes.isEmpty else {
            base.apply(effects)
            base.apply(inferred())
            return (base, base)
        }
        request.data = inputs.changes
        let next = try cookiecutterTemplate(pair.new, pair.to)
        var (incoming, later) = try next.renderReadingHooks(request, with: tool)
        incoming.withholdUnfit(since: base, record: record.path) { names, chosen in
            try? next.renderReadingHooks(request.answering(names, with: chosen), with: tool).render
        }
        later = later.without(said.missing(in: effects))
        let (baseline, laterBaseline) = (base.baseline, incoming.baseline)
        base.apply(effects.comparable(on: baseline, with: later, on: laterBaseline))
        incoming.apply(later.comparable(on: laterBaseline, with: effects, on: baseline))
        let replayed = inferred().replayable(on: incoming.baseline)
        base.apply(replayed)
        incoming.apply(replayed)
        // What a hook writes instead of the template is not dropped; nobody knows how it would look.
        for path in later.writtenPaths where incoming.baseline[path] == nil {
            guard let file = base.baseline[path] else { continue }
            incoming.unrendered.append(
                UnrenderedFile(source: file.source, path: path, reason: "a hook writes it now"))
        }
        return (base, incoming)
    }

    /// Both renders with their hooks run.
    ///
    /// Where one of the two can't be had, neither counts: what a merge would take for the template's change could be no
    /// more than that hooks ran for one of them.
    private func renders(
        _ pair: Pair, _ request: CookiecutterRequest, _ changes: Answers, running runner: HookRunner,
        with tool: InstalledTool?
    ) throws -> Result<Renders, HookFailed> {
        let base: DialectRender
        switch try cookiecutterTemplate(pair.old, pair.from).render(request, running: runner, with: tool) {
        case .success(let render): base = render
        case .failure(let why): return .failure(why)
        }
        guard pair.from.commit != pair.to.commit || !changes.isEmpty else { return .success((base, base)) }
        var request = request
        request.data = changes
        let next = try cookiecutterTemplate(pair.new, pair.to)
        return try next.render(request, running: runner, with: tool).map { render in
            var incoming = render
            incoming.withholdUnfit(since: base, record: record.path) { names, chosen in
                try? next.render(request.answering(names, with: chosen), running: runner, with: tool).get()
            }
            return (base, incoming)
        }
    }

    func cookiecutterTemplate(_ files: [TemplateFile], _ state: State) throws -> CookiecutterTemplate {
        try CookiecutterTemplate(
            files: files, directory: record.directory, origin: "\(source.locator)@\(state.commit.hex.prefix(12))",
            template: address, commit: state.commit.hex
        )
    }
}

extension CookiecutterRequest {
    /// The request with other recorded answers to some questions, or none.
    fileprivate func answering(_ names: [String], with chosen: Answers) -> CookiecutterRequest {
        var request = self
        for name in names { request.recorded[name] = chosen[name] }
        return request
    }
}

extension DialectRender {
    /// Does to the files what hooks would have done.
    mutating func apply(_ effects: HookEffects) {
        notes += effects.notes
        guard !effects.isEmpty else { return }
        let applied = effects.apply(to: baseline)
        baseline = applied.baseline
        notes += applied.notes
    }
}
