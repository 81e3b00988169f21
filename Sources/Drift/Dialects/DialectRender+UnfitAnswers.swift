import Git
import OrderedCollections
import Template

extension DialectRender {
    /// What is said of recorded answers that their template does not take any more.
    private var unfitAnswers: [DialectNote] {
        notes.filter { ["answer-invalid", "answer-not-a-choice"].contains($0.rule) && $0.subject != nil }
    }

    /// Whether a recorded answer does not fit its question any more.
    var hasUnfitAnswer: Bool { !unfitAnswers.isEmpty }

    /// How many of a question's choices are tried.
    private static let maximalChoices = 8

    /// Takes the files back that come out as no project of this version has them: an answer that it does not take makes of
    /// them something else than the default, or than another choice would.
    ///
    /// Which choice has become of the answer is not known, and most templates treat one that they don't know as if it were
    /// their default: a file that only another choice has is not dropped.
    ///
    /// - Parameters:
    ///   - base: The old version's render; what it has alike is no change, and may stay.
    ///   - record: The path of the record, which differs by nature.
    ///   - fit: The same render with other answers to the questions given: those given, and else their defaults.
    mutating func withholdUnfit(
        since base: DialectRender, record: String, _ fit: (_ names: [String], Answers) -> DialectRender?
    ) {
        let unfit = unfitAnswers
        let names = unfit.compactMap(\.subject)
        guard !names.isEmpty, let usual = fit(names, [:]) else { return }
        var others: [Baseline] = []
        for note in unfit {
            for choice in note.choices.prefix(DialectRender.maximalChoices) {
                guard let name = note.subject, let other = fit(names, [name: choice]) else { continue }
                others.append(other.baseline)
            }
        }
        let reason =
            "it depends on the answer to \(names.joined(separator: ", ")), which the template does not take any more"
        var files: [BaselineFile] = []
        for file in baseline.files {
            // What is empty for want of an answer is held by the merge.
            let isBlank = file.bytes.allSatisfy { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
            let isDoubtful =
                file.path != record && base.baseline[file.path]?.id != file.id
                && (usual.baseline[file.path]?.id != file.id
                    || !isBlank && others.contains { $0[file.path]?.id != file.id })
            guard isDoubtful else {
                files.append(file)
                continue
            }
            unrendered.append(UnrenderedFile(source: file.source, path: file.path, reason: reason))
        }
        for file in base.baseline.files
        where baseline[file.path] == nil && ([usual.baseline] + others).contains(where: { $0[file.path] != nil }) {
            unrendered.append(UnrenderedFile(source: file.source, path: file.path, reason: reason))
        }
        baseline = Baseline(files: files)
    }
}
