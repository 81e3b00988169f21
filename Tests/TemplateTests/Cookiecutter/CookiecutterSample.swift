import Git
import OrderedCollections

@testable import Template

/// Builds Cookiecutter templates from texts; the rendered folder is `{{cookiecutter.name}}`.
struct CookiecutterSample {
    static let root = "{{cookiecutter.name}}"

    var files: [TemplateFile]

    /// A template that asks `questions`, JSON members after `name`, and has these files in its rendered folder.
    init(_ questions: String = "", _ files: [String: String] = ["a": "a\n"], beside: [String: String] = [:]) {
        let separator = questions.isEmpty ? "" : ", "
        self.files = [CookiecutterSample.file("cookiecutter.json", "{\"name\": \"demo\"\(separator)\(questions)}")]
        for (path, text) in files {
            self.files.append(CookiecutterSample.file("\(CookiecutterSample.root)/\(path)", text))
        }
        for (path, text) in beside { self.files.append(CookiecutterSample.file(path, text)) }
    }

    static func file(_ path: String, _ text: String, _ mode: FileMode = .file) -> TemplateFile {
        TemplateFile(path: path, bytes: Array(text.utf8), mode: mode)
    }

    /// The template with a file of other bytes or another mode in its rendered folder.
    func adding(_ path: String, _ bytes: [UInt8], _ mode: FileMode = .file) -> CookiecutterSample {
        var copy = self
        copy.files.append(TemplateFile(path: "\(CookiecutterSample.root)/\(path)", bytes: bytes, mode: mode))
        return copy
    }

    func template(commit: String? = "c0ffee") throws(ScaffoldError) -> CookiecutterTemplate {
        try CookiecutterTemplate(
            files: files, directory: nil, origin: "sample", template: "https://example.com/t.git", commit: commit)
    }

    func render(
        _ recorded: Answers = [:], data: Answers = [:], seed: UInt64 = 0
    ) throws(ScaffoldError) -> DialectRender {
        try template().render(CookiecutterSample.request(recorded, data: data, seed: seed))
    }

    func effects(_ recorded: Answers = [:]) throws(ScaffoldError) -> (render: DialectRender, effects: HookEffects) {
        try template().renderReadingHooks(CookiecutterSample.request(recorded))
    }

    static func request(_ recorded: Answers = [:], data: Answers = [:], seed: UInt64 = 0) -> CookiecutterRequest {
        CookiecutterRequest(
            recorded: recorded, data: data, setting: RenderSetting(folderName: "checkout", clock: 0, seed: seed))
    }
}
