import Foundation
import Git
import Jinja
import OrderedCollections
import Testing

@testable import Template

/// Native renders against what the real Copier made of every template of the corpus.
@Suite("Copier corpus")
struct CopierCorpusTests {
    @Test("Every case gives Copier's tree, or fails where Copier does, but for the named divergences")
    func everyCase() throws {
        let divergences = try CopierCorpus.divergences().filter { !$0.hasPrefix("updates/") }
        var differing: Set<String> = []
        let cases = try CopierCorpus.documents("cases")
        #expect(cases.count >= 194)
        for (name, json) in cases {
            let item = CopierCorpus(name: name, json: json)
            guard let difference = try item.difference(item.request()) else { continue }
            differing.insert(name)
            if !divergences.contains(name) { Issue.record("\(name): \(difference)") }
        }
        #expect(differing == divergences, "a named divergence that does not differ must leave the list")
        let count = try CopierCorpus.divergences().count
        let readme = try String(contentsOf: CopierCorpus.folder.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("There are \(count) of them."))
    }

    @Test("Every version of a template gives Copier's tree with the answers that the one before left")
    func everyUpdate() throws {
        let divergences = try CopierCorpus.divergences().filter { $0.hasPrefix("updates/") }
        var differing: Set<String> = []
        let updates = try CopierCorpus.documents("updates")
        #expect(updates.count >= 20)
        for (file, json) in updates {
            let name = "updates/\(file)"
            var recorded: Answers = [:]
            for step in json["steps"]?.arrayValue ?? [] {
                let step = CopierCorpus(name: name, json: try #require(step.dictValue))
                var request = try step.request()
                request.answers = recorded
                if let difference = try step.difference(request) {
                    differing.insert(name)
                    if !divergences.contains(name) { Issue.record("\(name) at \(step.version): \(difference)") }
                }
                recorded = try step.recordedAnswers()
            }
        }
        #expect(differing == divergences, "a named divergence that does not differ must leave the list")
    }
}

/// A case of the corpus in `Tests/Corpora/copier`, or one step of an update.
struct CopierCorpus {
    let name: String
    let json: DictValue

    static var folder: URL {
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder.appending(path: "Corpora/copier")
    }

    static func documents(_ folder: String) throws -> [(name: String, json: DictValue)] {
        let files = try FileManager.default.contentsOfDirectory(
            at: self.folder.appending(path: folder), includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map { file in
            let json = try Value(json: [UInt8](Data(contentsOf: file)))
            return (file.deletingPathExtension().lastPathComponent, try #require(json.dictValue))
        }
    }

    /// The names of the cases that differ on purpose; each has its reason beside it.
    static func divergences() throws -> Set<String> {
        let json = try Value(json: [UInt8](Data(contentsOf: folder.appending(path: "divergences.json"))))
        return Set(try #require(json.arrayValue).compactMap { $0.dictValue?["name"]?.stringValue })
    }

    /// What stands for the place of the template, which expected files call `@SRC@`; as long as the place that it had,
    /// since lines are folded by their length.
    static let source = "/any/corpus.12345678/source"

    /// The tag of the version, or what git calls it.
    var version: String { json["version"]?.stringValue ?? json["tag"]?.stringValue ?? "" }

    /// The answers that Copier recorded.
    func recordedAnswers() throws -> Answers {
        let files = try CopierCorpus.files(json["expected"] ?? .dict([:]))
        guard let file = files.first(where: { $0.path == ".copier-answers.yml" }) else { return [:] }
        return try CopierAnswersFile(file.bytes, path: file.path).answers
    }

    static func files(_ tree: Value?) throws -> [TemplateFile] {
        try #require(tree?.dictValue).pairs.map { path, node in
            let node = try #require(node.dictValue)
            let path = path.pythonString
            if let target = node["symlink"]?.stringValue {
                return TemplateFile(path: path, bytes: Array(target.utf8), mode: .symlink)
            }
            let bytes: [UInt8]
            if let text = node["text"]?.stringValue {
                bytes = Array(text.replacing("@SRC@", with: source).utf8)
            } else {
                let digits = try #require(node["base64"]?.stringValue)
                bytes = [UInt8](try #require(Data(base64Encoded: digits)))
            }
            return TemplateFile(path: path, bytes: bytes, mode: node["mode"] == nil ? .file : .executable)
        }
    }

    /// What the oracle asks Copier for.
    private var asked: String { json["later"] == nil ? json["tag"]?.stringValue ?? "HEAD" : "HEAD" }

    func request() throws -> CopierRequest {
        var data: Answers = [:]
        for (key, value) in json["answers"]?.dictValue?.pairs ?? [] {
            data[key.pythonString] = try AnswerValue(jinja: value)
        }
        let arguments = json["arguments"]?.dictValue
        let existing = try CopierCorpus.files(json["existing"] ?? .dict([:]))
        let externalData: @Sendable (String) -> [UInt8]? = { path in existing.first { $0.path == path }?.bytes }
        return CopierRequest(
            data: data, source: CopierCorpus.source, answersFile: arguments?["answers_file"]?.stringValue,
            setting: RenderSetting(folderName: "project", clock: 1_709_210_096), revision: asked,
            furtherExcludes: arguments?["exclude"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            externalData: externalData)
    }

    private func render(_ request: CopierRequest) throws(ScaffoldError) -> DialectRender {
        let files: [TemplateFile]
        do { files = try CopierCorpus.files(json["template"]) } catch {
            throw ScaffoldError(.io, "the case cannot be read: \(error)")
        }
        return try CopierTemplate(files: files, origin: name, commit: json["commit"]?.stringValue, describe: version)
            .render(request)
    }

    /// How the native render differs from Copier's; nil where it does not.
    func difference(_ request: CopierRequest) throws -> String? {
        let render: DialectRender
        do throws(ScaffoldError) {
            render = try self.render(request)
        } catch {
            return json["error"] == nil ? "fails: \(error)" : nil
        }
        if let error = json["error"]?.stringValue {
            // Copier gives up at the first file that fails; here the others are rendered, and the file is named.
            return render.unrendered.isEmpty
                ? "renders, where Copier fails with \(error): \(json["message"]?.stringValue ?? "")" : nil
        }
        // By bytes: Swift takes two spellings of é for one text.
        var wanted: [[UInt8]: TemplateFile] = [:]
        for file in try CopierCorpus.files(json["expected"]) { wanted[Array(file.path.utf8)] = file }
        var own: Set<String> = []
        for file in try CopierCorpus.files(json["existing"] ?? .dict([:])) {
            // What was there before stays in Copier's folder where it is not rendered, or only once.
            guard render.baseline[file.path]?.fileClass != .managed else { continue }
            guard wanted.removeValue(forKey: Array(file.path.utf8))?.bytes == file.bytes else {
                return "\(file.path) is not kept"
            }
            own.insert(file.path)
        }
        for file in render.unrendered { return "\(file.source) is not rendered: \(file.reason)" }
        for file in render.baseline.files where !own.contains(file.path) {
            guard let other = wanted.removeValue(forKey: Array(file.path.utf8)) else {
                return "\(file.path) is too much"
            }
            if other.mode != file.mode { return "\(file.path) has the mode \(file.mode)" }
            if other.bytes != file.bytes {
                return "\(file.path)\nwanted: \(String(decoding: other.bytes, as: UTF8.self).debugDescription)\n"
                    + "found:  \(String(decoding: file.bytes, as: UTF8.self).debugDescription)"
            }
        }
        return wanted.values.map(\.path).sorted().first.map { "\($0) is missing" }
    }
}
