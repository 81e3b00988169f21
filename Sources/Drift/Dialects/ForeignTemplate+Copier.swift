import Git
import OrderedCollections
import Report
import Template

extension ForeignTemplate {
    /// Renders a Copier template before and after.
    ///
    /// As in Copier, what the new version leaves out is left out of the old one too, so that it is not deleted.
    func copierRenders(
        _ from: State, _ to: State, _ old: [TemplateFile], _ new: [TemplateFile], _ answers: Answers,
        _ changes: Answers,
        _ files: @escaping @Sendable (String) -> [UInt8]?, _ setting: RenderSetting
    ) throws -> (base: DialectRender, incoming: DialectRender) {
        let before = try copierTemplate(old, from)
        let after = try copierTemplate(new, to)
        var request = CopierRequest(
            answers: answers, source: recordedSource, answersFile: record.path, setting: setting, operation: .update,
            furtherExcludes: from.commit == to.commit ? [] : try after.excludes(), externalData: files)
        let base = try before.render(request)
        guard from.commit != to.commit || !changes.isEmpty else { return (base, base) }
        request.data = changes
        request.furtherExcludes = []
        return (base, try after.render(request))
    }

    private func copierTemplate(_ files: [TemplateFile], _ state: State) throws -> CopierTemplate {
        try CopierTemplate(
            files: files, origin: "\(source.locator)@\(state.revision)", commit: state.commit.hex,
            describe: state.revision)
    }

    /// What `_src_path` says, as it stands in the record.
    var recordedSource: String {
        (try? CopierAnswersFile(record.bytes, path: record.path))?.source ?? source.locator.description
    }
}
