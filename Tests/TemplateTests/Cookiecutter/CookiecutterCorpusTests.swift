import Foundation
import Git
import Jinja
import OrderedCollections
import Testing

@testable import Template

/// What the real Cookiecutter and cruft made of templates that are written for this project; see
/// Tests/Corpora/cookiecutter/README.md.
@Suite("Cookiecutter: the corpus")
struct CookiecutterCorpusTests {
    /// A file of a tree as the corpus compares it.
    struct Entry: Hashable, CustomStringConvertible {
        var mode: FileMode
        var bytes: [UInt8]
        var description: String { "\(mode) \(String(decoding: bytes, as: UTF8.self).debugDescription)" }
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../../Corpora/cookiecutter", directoryHint: .isDirectory
    ).standardizedFileURL

    static let cases = names(in: "cases")
    static let updates = names(in: "updates")

    static let divergences: [String: String] = {
        guard case .list(let list)? = try? read("divergences") else { return [:] }
        return list.reduce(into: [:]) { found, entry in
            guard case .map(let each) = entry, let name = each["name"]?.stringValue else { return }
            found[name] = each["reason"]?.stringValue ?? ""
        }
    }()

    @Test("is whole, and its divergences are of it")
    func isWhole() throws {
        #expect(Self.cases.count >= 60)
        #expect(Self.updates.count >= 10)
        let names = Set(Self.cases + Self.updates)
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        let readme = try String(
            contentsOf: folder.appending(path: "Corpora/cookiecutter/README.md"), encoding: .utf8)
        #expect(readme.contains("There are \(Self.divergences.count) of them."))
        for (name, reason) in Self.divergences { #expect(names.contains(name) && !reason.isEmpty, "\(name)") }
    }

    @Test("gives the same tree", arguments: cases)
    func same(_ name: String) throws {
        let each = Self.map(try Self.read(name))
        check(name, each, try Self.difference(each, recorded: Self.map(each["answers"]), data: [:]))
    }

    @Test("gives the same trees in each version, from the answers that the version before recorded", arguments: updates)
    func update(_ name: String) throws {
        let each = Self.map(try Self.read(name))
        guard case .list(let steps)? = each["steps"] else { return }
        var differences: [String] = []
        var recorded: Answers = [:]
        for (index, step) in steps.enumerated() {
            let step = Self.map(step)
            let answers = Self.map(step["answers"])
            let difference = try Self.difference(
                step, recorded: index == 0 ? answers : recorded, data: index == 0 ? [:] : answers)
            if let difference { differences.append("step \(index + 1): \(difference)") }
            let record = try Self.entries(Self.map(step["expected"]))[CruftRecord.path]
            if let record { recorded = try CruftRecord(record.bytes).answers }
        }
        check(name, each, differences.isEmpty ? nil : differences.joined(separator: "\n"))
    }

    private func check(_ name: String, _ each: Answers, _ difference: String?) {
        if Self.divergences[name] == nil {
            #expect(difference == nil, "\(each["what"]?.stringValue ?? "")")
        } else {
            #expect(difference != nil, "it is listed as a divergence and matches")
        }
    }

    /// How the native render differs from the expected tree; nil where it does not.
    private static func difference(_ each: Answers, recorded: Answers, data: Answers) throws -> String? {
        let files = try entries(map(each["template"])).map {
            TemplateFile(path: $0.key, bytes: $0.value.bytes, mode: $0.value.mode)
        }
        let arguments = map(each["arguments"])
        let directory = arguments["directory"]?.stringValue
        let commit = each["commit"]?.stringValue
        let isCruft = each["cruft"] != nil || each["what"] == nil
        let render: DialectRender
        var baseline: Baseline
        do {
            // Without a question Cookiecutter takes the first of several templates, under its own address.
            let choice = try CookiecutterTemplate.choices(files, directory: directory, origin: "corpus").first
            let template = try CookiecutterTemplate(
                files: files, directory: choice?.directory ?? directory, origin: "corpus",
                template: choice.map { "@SRC@/\($0.directory)" } ?? "@SRC@",
                commit: isCruft ? commit : nil)
            let setting = RenderSetting(folderName: "project", clock: 1_709_210_096)
            let request = CookiecutterRequest(recorded: recorded, data: data, setting: setting)
            let (found, effects) = try template.renderReadingHooks(request)
            render = found
            baseline = each["hooks"] == nil ? render.baseline : effects.apply(to: render.baseline).baseline
        } catch {
            return each["error"] == nil ? "refused: \(error)" : nil
        }
        guard each["expected"] != nil else {
            // Where the tool ends with an error, something must be told.
            let isTold = !render.notes.isEmpty || !render.unrendered.isEmpty
            return isTold ? nil : "nothing is told of an error: \(each["message"]?.stringValue ?? "")"
        }
        if isCruft { baseline = Baseline(files: baseline.files + [try record(each, arguments, render.answers)]) }
        let wanted = try entries(map(each["expected"]))
        let given = Dictionary(
            uniqueKeysWithValues: baseline.files.map { ($0.path, Entry(mode: $0.mode, bytes: $0.bytes)) })
        let paths = Set(wanted.keys).union(given.keys).filter { wanted[$0] != given[$0] }.sorted()
        if paths.isEmpty { return nil }
        let lines = paths.map { path in
            "\(path): \(wanted[path]?.description ?? "nothing") expected, \(given[path]?.description ?? "nothing") given"
        }
        return (lines + render.notes.map { "\($0)" } + render.unrendered.map { "\($0)" }).joined(separator: "\n")
    }

    /// The record as cruft writes it for a new project.
    private static func record(_ each: Answers, _ arguments: Answers, _ answers: Answers) throws -> BaselineFile {
        var skip: [String] = []
        if case .list(let list)? = arguments["skip"] { skip = list.compactMap(\.stringValue) }
        let bytes = CruftRecord.new(
            template: "@SRC@", commit: each["commit"]?.stringValue ?? "",
            checkout: (each["what"] == nil ? each["tag"] : arguments["checkout"])?.stringValue, answers: answers,
            directory: arguments["directory"]?.stringValue, skip: skip)
        return BaselineFile(path: CruftRecord.path, bytes: bytes, mode: .file, source: CruftRecord.path)
    }

    private static func entries(_ tree: Answers) throws -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for (path, value) in tree {
            let file = map(value)
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

    /// The dictionary in a value; an empty one where there is none.
    private static func map(_ value: AnswerValue?) -> Answers {
        if case .map(let map)? = value { map } else { [:] }
    }

    private static func names(in kind: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path)) ?? []
        let names = files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
        return kind == "cases" ? names : names.map { "\(kind)/\($0)" }
    }

    private static func read(_ name: String) throws -> AnswerValue {
        let path = name.contains("/") || name == "divergences" ? name : "cases/\(name)"
        return try AnswerValue(jinja: Value(json: Array(Data(contentsOf: folder.appending(path: "\(path).json")))))
    }
}
