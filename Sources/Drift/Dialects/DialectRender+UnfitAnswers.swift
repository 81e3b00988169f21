import Git
import Template

extension DialectRender {
    /// The questions whose recorded answer their template does not take any more.
    private var unfitAnswers: [String] {
        notes.filter { ["answer-invalid", "answer-not-a-choice"].contains($0.rule) }.compactMap(\.subject)
    }

    /// Whether a recorded answer does not fit its question any more.
    var hasUnfitAnswer: Bool { !unfitAnswers.isEmpty }

    /// Takes the files back that come out as no project of this version has them: an answer that it does not take makes of
    /// them something else than the default would.
    ///
    /// - Parameters:
    ///   - base: The old version's render; what it has alike is no change, and may stay.
    ///   - record: The path of the record, which differs by nature.
    ///   - fit: The same render without answers to the questions given, so with their defaults.
    mutating func withholdUnfit(since base: DialectRender, record: String, _ fit: ([String]) -> DialectRender?) {
        let names = unfitAnswers
        guard !names.isEmpty, let fit = fit(names) else { return }
        let reason =
            "it depends on the answer to \(names.joined(separator: ", ")), which the template does not take any more"
        var files: [BaselineFile] = []
        for file in baseline.files {
            let isDoubtful =
                file.path != record && fit.baseline[file.path]?.id != file.id && base.baseline[file.path]?.id != file.id
            guard isDoubtful else {
                files.append(file)
                continue
            }
            unrendered.append(UnrenderedFile(source: file.source, path: file.path, reason: reason))
        }
        for file in base.baseline.files where baseline[file.path] == nil && fit.baseline[file.path] != nil {
            unrendered.append(UnrenderedFile(source: file.source, path: file.path, reason: reason))
        }
        baseline = Baseline(files: files)
    }
}
