import Foundation
import Git
import Jinja
import OrderedCollections
import Testing

@testable import Template

/// What the real Cookiecutter made of templates that are written for this project; see Tests/Corpora/cookiecutter.
@Suite("Cookiecutter: the corpus")
struct CookiecutterCorpusTests {
    /// A file of a tree as the corpus compares it: kind and content.
    struct Entry: Hashable, CustomStringConvertible {
        var mode: FileMode
        var bytes: [UInt8]
        var description: String { "\(mode) \(String(decoding: bytes, as: UTF8.self).debugDescription)" }
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../../Corpora/cookiecutter", directoryHint: .isDirectory
    ).standardizedFileURL

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "cases").path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.sorted()
    }()

    static let divergences: [String: String] = {
        guard case .list(let list)? = try? read(folder.appending(path: "divergences.json")) else { return [:] }
        return list.reduce(into: [:]) { found, entry in
            guard case .map(let each) = entry, let name = each["name"]?.stringValue else { return }
            found[name] = each["reason"]?.stringValue ?? ""
        }
    }()

    @Test("is there") func isThere() { #expect(Self.names.count >= 60) }

    @Test("gives the same tree", arguments: names)
    func same(_ file: String) throws {
        guard case .map(let each) = try Self.read(Self.folder.appending(path: "cases/\(file)")) else { return }
        let name = String(file.dropLast(5))
        let difference = try Self.difference(each)
        if Self.divergences[name] == nil {
            #expect(difference == nil, "\(name): \(each["what"]?.stringValue ?? "")")
        } else {
            #expect(difference != nil, "\(name) is listed as a divergence and matches")
        }
    }

    /// How the native render differs from the expected tree; nil where it does not.
    private static func difference(_ each: Answers) throws -> String? {
        guard case .map(let tree)? = each["template"] else { return "no template" }
        var recorded: Answers = [:]
        if case .map(let answers)? = each["answers"] { recorded = answers }
        let files = try entries(tree).map { TemplateFile(path: $0.key, bytes: $0.value.bytes, mode: $0.value.mode) }
        let render: DialectRender
        do {
            let template = try CookiecutterTemplate(
                files: files, directory: each["directory"]?.stringValue, origin: "corpus", template: "@SRC@",
                commit: each["commit"]?.stringValue)
            render = try template.render(
                CookiecutterRequest(
                    recorded: recorded, setting: RenderSetting(folderName: "project", clock: 1_709_210_096)))
        } catch {
            return each["error"] == nil ? "refused: \(error)" : nil
        }
        guard case .map(let expected)? = each["expected"] else {
            // Where the tool ends with an error, something must be told.
            let isTold = !render.notes.isEmpty || !render.unrendered.isEmpty
            return isTold ? nil : "nothing is told of what is an error: \(each["message"]?.stringValue ?? "")"
        }
        let wanted = try entries(expected)
        let given = Dictionary(
            uniqueKeysWithValues: render.baseline.files.map { ($0.path, Entry(mode: $0.mode, bytes: $0.bytes)) })
        let paths = Set(wanted.keys).union(given.keys).filter { wanted[$0] != given[$0] }.sorted()
        if paths.isEmpty { return nil }
        let lines = paths.map { path in
            "\(path): \(wanted[path]?.description ?? "nothing") expected, \(given[path]?.description ?? "nothing") given"
        }
        return (lines + render.notes.map { "\($0)" } + render.unrendered.map { "\($0)" }).joined(separator: "\n")
    }

    private static func entries(_ tree: Answers) throws -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for (path, value) in tree {
            guard case .map(let file) = value else { continue }
            if let target = file["symlink"]?.stringValue {
                entries[path] = Entry(mode: .symlink, bytes: Array(target.utf8))
                continue
            }
            let bytes =
                file["text"]?.stringValue.map { Array($0.utf8) }
                ?? file["base64"]?.stringValue.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
            entries[path] = Entry(mode: file["mode"] == nil ? .file : .executable, bytes: bytes ?? [])
        }
        return entries
    }

    private static func read(_ file: URL) throws -> AnswerValue {
        try AnswerValue(jinja: Value(json: Array(Data(contentsOf: file))))
    }
}
