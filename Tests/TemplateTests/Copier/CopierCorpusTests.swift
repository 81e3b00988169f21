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
        let divergences = try CopierCorpus.divergences()
        var differing: Set<String> = []
        let cases = try CopierCorpus.cases()
        #expect(cases.count >= 57)
        for item in cases {
            guard let difference = try item.difference() else { continue }
            differing.insert(item.name)
            if divergences[item.name] == nil { Issue.record("\(item.name): \(difference)") }
        }
        #expect(differing == Set(divergences.keys), "a named divergence that does not differ must leave the list")
    }
}

/// The corpus in `Tests/Corpora/copier`.
struct CopierCorpus {
    let name: String
    private let json: DictValue

    static func folder(_ file: String = #filePath) -> URL {
        var folder = URL(filePath: file)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder.appending(path: "Corpora/copier")
    }

    static func cases() throws -> [CopierCorpus] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder().appending(path: "cases"), includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map { file in
            let json = try Value(json: [UInt8](Data(contentsOf: file)))
            return CopierCorpus(
                name: file.deletingPathExtension().lastPathComponent, json: try #require(json.dictValue))
        }
    }

    /// The cases that differ on purpose, with the reason of each.
    static func divergences() throws -> [String: String] {
        let file = folder().appending(path: "divergences.json")
        let json = try Value(json: [UInt8](Data(contentsOf: file)))
        var reasons: [String: String] = [:]
        for (key, value) in try #require(json.dictValue).pairs {
            reasons[key.pythonString] = value.pythonString
        }
        return reasons
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
                bytes = Array(text.utf8)
            } else {
                let digits = try #require(node["base64"]?.stringValue)
                bytes = [UInt8](try #require(Data(base64Encoded: digits)))
            }
            return TemplateFile(path: path, bytes: bytes, mode: node["mode"] == nil ? .file : .executable)
        }
    }

    func request() throws -> CopierRequest {
        var data: Answers = [:]
        for (key, value) in json["answers"]?.dictValue?.pairs ?? [] {
            data[key.pythonString] = try AnswerValue(jinja: value)
        }
        let arguments = json["arguments"]?.dictValue
        return CopierRequest(
            data: data, source: "@SRC@", answersFile: arguments?["answers_file"]?.stringValue,
            setting: RenderSetting(folderName: "project", clock: 1_709_210_096),
            furtherExcludes: arguments?["exclude"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    }

    func render() throws(ScaffoldError) -> DialectRender {
        let template: [TemplateFile]
        let request: CopierRequest
        do {
            template = try CopierCorpus.files(json["template"])
            request = try self.request()
        } catch {
            throw ScaffoldError(.io, "the case cannot be read: \(error)")
        }
        return try CopierTemplate(
            files: template, origin: name, commit: json["commit"]?.stringValue, describe: json["version"]?.stringValue
        ).render(request)
    }

    /// How the native render differs from Copier's; nil where it does not.
    func difference() throws -> String? {
        let render: DialectRender
        do throws(ScaffoldError) {
            render = try self.render()
        } catch {
            return json["error"] == nil ? "fails: \(error)" : nil
        }
        if let error = json["error"]?.stringValue {
            // Copier gives up at the first file that fails; here the others are rendered, and the file is named.
            return render.unrendered.isEmpty ? "renders, where Copier fails with \(error): \(json["message"]?.stringValue ?? "")" : nil
        }
        var wanted: [String: TemplateFile] = [:]
        for file in try CopierCorpus.files(json["expected"]) { wanted[file.path] = file }
        for file in try json["existing"].map({ try CopierCorpus.files($0) }) ?? [] {
            // What was there before and is not rendered stays in Copier's folder.
            if render.baseline[file.path] == nil, wanted[file.path]?.bytes == file.bytes { wanted[file.path] = nil }
        }
        for file in render.unrendered { return "\(file.source) is not rendered: \(file.reason)" }
        for file in render.baseline.files {
            guard let other = wanted.removeValue(forKey: file.path) else { return "\(file.path) is too much" }
            if other.mode != file.mode { return "\(file.path) has the mode \(file.mode)" }
            if other.bytes != file.bytes {
                return "\(file.path)\nwanted: \(String(decoding: other.bytes, as: UTF8.self).debugDescription)\n"
                    + "found:  \(String(decoding: file.bytes, as: UTF8.self).debugDescription)"
            }
        }
        return wanted.keys.sorted().first.map { "\($0) is missing" }
    }
}
