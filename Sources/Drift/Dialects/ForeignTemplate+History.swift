import Git
import OrderedCollections
import Template

extension ForeignTemplate {
    /// Both renders where the old state can't be had: its files are taken from the project's own history.
    ///
    /// The project's commit that set the recorded version has what that version gave, as its owners committed it. With the
    /// first record nothing else was there, and the commit is the base. Later ones have the owners' work in them, which
    /// must not pass for the template's: a file that the target has otherwise gets no base there, and is held.
    /// - Parameter why: Why the old state can't be rendered; thrown again where the history doesn't tell either.
    func rendersFromHistory(_ pair: Pair, _ inputs: Inputs, why error: any Error) throws -> Renders {
        guard let moment = inputs.moment, pair.from != pair.to else { throw error }
        var alone = inputs
        alone.moment = nil
        let target = Pair(from: pair.to, to: pair.to, old: pair.new, new: pair.new)
        let incoming = try renders(target, alone).incoming
        let committed = try moment.files()
        var files: [BaselineFile] = []
        for file in incoming.baseline.files {
            guard let id = committed[file.path] else { continue }
            let isOwn = moment.isFirst || id == file.id || inputs.files(file.path) == nil
            guard isOwn, let bytes = moment.content(id) else { continue }
            files.append(BaselineFile(path: file.path, bytes: bytes, mode: file.mode, source: file.source))
        }
        let reason =
            pair.from.isGone
            ? "the template does not have it any more" : (error as? ScaffoldError)?.message ?? "\(error)"
        let consequence =
            moment.isFirst
            ? "what its owners changed before that commit passes for the template's"
            : "its files that the target has otherwise are held, since that commit has the owners' changes, too"
        let note = DialectNote(
            rule: DialectNote.baseFromHistory, subject: record.path,
            message: "the template's state \(pair.from.revision) can't be rendered (\(reason)): the project's commit "
                + "\(moment.commit.id.hex.prefix(12)), which took it, is the base; \(consequence)")
        let base = DialectRender(baseline: Baseline(files: files), answers: inputs.answers, notes: [note])
        return (base, incoming)
    }
}

extension DialectNote {
    /// The rule of a base that is a commit of the project's.
    static let baseFromHistory = "base-from-history"
}
