import Git
import OrderedCollections
import Report
import Template

extension ForeignTemplate {
    /// Renders a Copier template before and after.
    ///
    /// As in Copier, what the new version leaves out is left out of the old one too, so that it is not deleted. Files of the
    /// service that the template reads are those of their time: the old version's output came of them as they were then.
    /// As the version that was asked for (`_copier_conf.vcs_ref`) the old render gets the recorded one, as in Copier; what a
    /// project printed of another one is nothing of the owners' own.
    func copierRenders(
        _ pair: Pair, _ inputs: Inputs
    ) throws -> Renders {
        let isSame = pair.from.commit == pair.to.commit
        let before = try copierTemplate(pair.old, pair.from)
        let after = try copierTemplate(pair.new, pair.to)
        let data = EarlierData(inputs)
        let request = CopierRequest(
            answers: inputs.answers, source: address, answersFile: record.path, setting: inputs.setting,
            revision: pair.from.revision, operation: .update, furtherExcludes: isSame ? [] : after.excludes,
            externalData: { data.read($0) })
        var later = request
        later.externalData = inputs.files
        later.data = inputs.changes
        later.revision = inputs.asked
        later.furtherExcludes = []
        if !isSame { later.step = (pair.from.copierVersion, pair.to.copierVersion) }
        if inputs.consent.commands != nil { later.templateFolder = CommandRunner.templateFolder }
        let isOne = isSame && inputs.changes.isEmpty
        let renders = render(isOne ? [(before, request)] : [(before, request), (after, later)], inputs.consent.tool)
        var base = try renders[0].get()
        var today = base
        if data.hasChanged {
            var request = request
            request.externalData = inputs.files
            today = try render([(before, request)], inputs.consent.tool)[0].get()
            if inputs.moment != nil { base.takeUpToDate(from: today, local: inputs.files) }
        }
        if inputs.moment != nil, pair.old.contains(where: { $0.namesVersion }) {
            for revision in Set([nil, inputs.asked]) {
                var request = request
                request.revision = revision
                base.takeUpToDate(
                    from: try render([(before, request)], inputs.consent.tool)[0].get(), local: inputs.files)
            }
            if isOne { today = base }
        }
        guard !isOne else { return (base, today) }
        var incoming = try renders[1].get()
        if !isSame {
            incoming.withholdUnfit(since: base, record: record.path) { names, chosen in
                var other = later
                for name in names { other.answers[name] = chosen[name] }
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

extension TemplateFile {
    /// Whether it may print the version that was asked for.
    fileprivate var namesVersion: Bool {
        // Nearly no file has the word, and to look at characters takes long.
        guard TemplateMarkers.holds(bytes, Array("vcs_ref".utf8)) else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.contains("vcs_ref") && text.replacing("vcs_ref_hash", with: "").contains("vcs_ref")
    }
}

extension ForeignTemplate.State {
    fileprivate var copierVersion: CopierVersion {
        CopierVersion(commit: commit, describe: revision, version: version)
    }
}

extension DialectRender {
    /// Takes the files that the service's owners brought up to date by hand, with the data that they are rendered from, as
    /// the old version gives them with the data of today: in them is nothing of the owners' own.
    /// - Parameters:
    ///   - today: The old version's render with the data of today.
    ///   - local: Reads the service's file at a path.
    fileprivate mutating func takeUpToDate(from today: DialectRender, local: (String) -> [UInt8]?) {
        let files = today.baseline.files.filter { file in
            file.mode != .symlink && baseline[file.path]?.id != file.id && local(file.path) == file.bytes
        }
        // Data that is there by now is not missed.
        notes.removeAll { $0.rule == "external-data-missing" && !today.notes.contains($0) }
        guard !files.isEmpty else { return }
        let sources = Set(files.map(\.source))
        let paths = Set(files.map(\.path))
        baseline = Baseline(
            files: baseline.files.filter { !sources.contains($0.source) && !paths.contains($0.path) } + files)
    }
}
