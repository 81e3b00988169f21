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
        let request = CopierRequest(
            answers: inputs.answers, source: address, answersFile: record.path, setting: inputs.setting,
            operation: .update, furtherExcludes: isSame ? [] : after.excludes, externalData: inputs.files)
        var later = request
        later.data = inputs.changes
        later.furtherExcludes = []
        if !isSame { later.step = (pair.from.copierVersion, pair.to.copierVersion) }
        if inputs.consent.commands != nil { later.templateFolder = CommandRunner.templateFolder }
        let isOne = isSame && inputs.changes.isEmpty
        let renders = render(isOne ? [(before, request)] : [(before, request), (after, later)], inputs.consent.tool)
        let base = try renders[0].get()
        guard !isOne else { return (base, base) }
        var incoming = try renders[1].get()
        if !isSame {
            incoming.withholdUnfit(since: base, record: record.path) { names in
                var other = later
                for name in names { other.answers[name] = nil }
                return try? render([(after, other)], inputs.consent.tool)[0].get()
            }
        }
        return (base, incoming)
    }

    /// What becomes of each of some templates.
    ///
    /// They know nothing of one another, and are rendered beside one another; the tool's processes take their turns.
    private func render(
        _ requests: [(template: CopierTemplate, request: CopierRequest)], _ tool: InstalledTool?
    ) -> [Result<DialectRender, any Error>] {
        guard let tool else {
            return WorkerPool.map(requests, workers: requests.count) { one in
                Result { try one.template.render(one.request) }
            }
        }
        return requests.map { one in
            Result { try tool.render(one.template, one.request, from: InstalledTool.CopierOrigin(source)) }
        }
    }

    func copierTemplate(_ files: [TemplateFile], _ state: State) throws -> CopierTemplate {
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
