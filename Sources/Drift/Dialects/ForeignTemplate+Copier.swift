import Git
import OrderedCollections
import Report
import Template

extension ForeignTemplate {
    /// Renders a Copier template before and after.
    ///
    /// As in Copier, what the new version leaves out is left out of the old one too, so that it is not deleted.
    func copierRenders(
        _ pair: Pair, _ inputs: Inputs
    ) throws -> Renders {
        let isSame = pair.from.commit == pair.to.commit
        let before = try copierTemplate(pair.old, pair.from)
        let after = try copierTemplate(pair.new, pair.to)
        var request = CopierRequest(
            answers: inputs.answers, source: address, answersFile: record.path, setting: inputs.setting,
            operation: .update, furtherExcludes: isSame ? [] : after.excludes, externalData: inputs.files)
        let base = try render(before, request, inputs.consent)
        guard !isSame || !inputs.changes.isEmpty else { return (base, base) }
        request.data = inputs.changes
        request.furtherExcludes = []
        if !isSame { request.step = (pair.from.copierVersion, pair.to.copierVersion) }
        if inputs.consent.commands != nil { request.templateFolder = CommandRunner.templateFolder }
        return (base, try render(after, request, inputs.consent))
    }

    private func render(
        _ template: CopierTemplate, _ request: CopierRequest, _ consent: Consent
    ) throws -> DialectRender {
        guard let tool = consent.tool else { return try template.render(request) }
        return try tool.render(template, request, from: InstalledTool.CopierOrigin(source))
    }

    private func copierTemplate(_ files: [TemplateFile], _ state: State) throws -> CopierTemplate {
        try CopierTemplate(
            files: files, origin: "\(source.locator)@\(state.revision)", commit: state.commit.hex,
            describe: state.revision)
    }
}

extension ForeignTemplate.State {
    fileprivate var copierVersion: CopierVersion {
        CopierVersion(commit: commit, describe: revision, version: version)
    }
}
