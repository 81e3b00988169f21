import Git
import OrderedCollections

@testable import Template

/// A Copier template written down in a test.
struct CopierSample {
    var files: [TemplateFile]

    /// A template of texts by path; `copier.yml` is one of them.
    init(_ config: String, _ files: KeyValuePairs<String, String> = [:]) {
        self.files = [TemplateFile(path: "copier.yml", bytes: Array(config.utf8))]
        for (path, text) in files { self.files.append(TemplateFile(path: path, bytes: Array(text.utf8))) }
    }

    /// The sample with one more file of any kind.
    func adding(_ path: String, _ text: String, _ mode: FileMode) -> CopierSample {
        var sample = self
        sample.files.append(TemplateFile(path: path, bytes: Array(text.utf8), mode: mode))
        return sample
    }

    func template() throws(ScaffoldError) -> CopierTemplate {
        try CopierTemplate(
            files: files, origin: "sample", commit: String(repeating: "a", count: 40), describe: "v1.0.0")
    }

    static func request(_ answers: Answers = [:], data: Answers = [:]) -> CopierRequest {
        CopierRequest(
            answers: answers, data: data, source: "gh:example/sample",
            setting: RenderSetting(folderName: "project", clock: 1_709_210_096, seed: 7))
    }

    func render(_ answers: Answers = [:], data: Answers = [:]) throws(ScaffoldError) -> DialectRender {
        try template().render(CopierSample.request(answers, data: data))
    }
}

extension DialectRender {
    /// The text of a file; nil where there is none.
    func text(_ path: String) -> String? { baseline[path].map { String(decoding: $0.bytes, as: UTF8.self) } }

    /// The paths of all files.
    var paths: [String] { baseline.files.map(\.path) }

    /// The rules of all notes.
    var rules: [String] { notes.map(\.rule) }
}
