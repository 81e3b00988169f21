import Git
import Report
import Template

/// A base that has little of what the project took: its record may name another state, or other answers.
///
/// The project's own commit that set the record shows what the template gave then, as its owners committed it. Where the
/// base has its files otherwise, what is merged from it is the difference to something that never was there. It warns and
/// changes nothing: hooks and formatters may have made of the files what they are.
struct BaseDoubt {
    let findings: [Finding]

    /// Compares; nil where there is too little to compare.
    /// - Parameters:
    ///   - moment: The commit that set the record.
    ///   - base: The render of the recorded state, with the record's answers.
    ///   - revision: What the recorded state is called.
    init?(
        _ moment: RecordHistory.Moment?, _ base: DialectRender, _ record: ForeignRecord, _ revision: String
    ) throws {
        guard let moment, !base.notes.contains(where: { $0.rule == DialectNote.baseFromHistory }) else { return nil }
        let committed = try moment.files()
        let files = base.baseline.files.filter { committed[$0.path] != nil && !$0.bytes.isEmpty }
        let same = files.count { committed[$0.path] == $0.id }
        // With the first record nothing but the template's output was there; later ones have the owners' work in them.
        let isDoubtful =
            moment.isFirst
            ? files.count >= 3 && same * 10 < files.count * 6 : files.count >= 5 && same * 4 < files.count
        guard isDoubtful else { return nil }
        findings = [
            Finding(
                rule: "base-in-doubt", severity: .warning, path: record.path,
                message: "of the \(files.count) files that \(revision) gives and that the project's commit "
                    + "\(moment.commit.id.hex.prefix(12)) has, which took it, \(same) are the same: the record may name "
                    + "another version or other answers than the project was made with. Look at the merge with care; "
                    + "`scaffold adopt` shows which version comes nearest")
        ]
    }
}
