import Foundation
import Jinja
import OrderedCollections
import Testing

@testable import Template

/// Reading and writing YAML against what the real PyYAML 6.0.4 made of every case of `Tests/Corpora/pyyaml`.
///
/// SCAFFOLD_PYYAML_CASES names a folder with other cases, for a long comparison.
@Suite("PyYAML")
struct PyYAMLTests {
    @Test("Every text reads as the value that PyYAML reads, or is refused where PyYAML refuses it")
    func reading() throws {
        let cases = try Corpora.cases("pyyaml", "read.json", variable: "SCAFFOLD_PYYAML_CASES")
        #expect(cases.count >= 330)
        var refused = 0
        for item in cases {
            let text = item["text"]?.stringValue ?? ""
            // PyYAML refuses a tab between a colon and its value, the library reads it.
            if text.contains(":\t") || text.contains(": \t"), item["error"] != nil { continue }
            let found = Result { try PyYAML.load(text).pythonRepr }
            let wanted = item["value"]?.stringValue
            if case .failure(let error as TemplateError) = found, PyYAMLTests.isKnownRefusal(error) {
                refused += 1
                continue
            }
            #expect(
                (try? found.get()) == wanted, "\(PythonText.quoted(text)): \(found), wanted \(wanted ?? "an error")")
            let all = try? PyYAML.loadAll(text)
            #expect(all.map { Value.list($0).pythonRepr } == item["all"]?.stringValue, "\(PythonText.quoted(text))")
        }
        // What PyYAML reads and this refuses by name: at most a few in a hundred of the cases, which look for them.
        #expect(refused * 30 < cases.count, "\(refused) of \(cases.count) cases are refused")
    }

    /// Sets, ordered maps, bytes and recursion are not known natively; the library doesn't read `[a:, b]`.
    private static func isKnownRefusal(_ error: TemplateError) -> Bool {
        [
            "is not known natively", "is inside of what it names", "of which PyYAML's versions", "found unexpected ':'",
        ].contains {
            error.message.contains($0)
        }
    }

    @Test("Every value is written as PyYAML writes it, byte for byte")
    func writing() throws {
        var environment = Environment()
        environment.addAnsibleFilters(RenderSetting(folderName: "service"))
        let cases = try Corpora.cases("pyyaml", "write.json", variable: "SCAFFOLD_PYYAML_CASES")
        #expect(cases.count >= 340)
        for item in cases {
            let value = try environment.evaluate(expression: item["value"]?.stringValue ?? "")
            let keywords = item["keywords"]?.dictValue?.pairs.map { ($0.key.pythonString, $0.value) } ?? []
            let name = item["filter"] ?? .none
            environment.addFilter("under_test") { _, _, invocation throws(TemplateError) in
                try invocation.filter(name, value, Arguments(keywords: keywords.map { (name: $0.0, value: $0.1) }))
            }
            let found = try environment.evaluate(expression: "none | under_test").stringValue
            #expect(found == item["yaml"]?.stringValue, "\(item["value"]?.stringValue ?? "") \(keywords)")
        }
    }

    @Test("Aliases that unfold to millions of values are refused, before anything grows")
    func billionLaughs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let items = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        #expect { try PyYAML.load(text) } throws: { ($0 as? TemplateError)?.code == .limit }
    }

    @Test("What is there twice is written with an anchor and an alias")
    func anchors() throws {
        let shared = Value.list([1, 2])
        let text = try PyYAML.dump(.dict(["a": shared, "b": shared]))
        #expect(text == "a: &id001\n- 1\n- 2\nb: *id001\n")
    }

    @Test("A date reads as a date and is written as one")
    func dates() throws {
        let value = try PyYAML.load("a: 2024-01-31\nb: 2001-12-14t21:59:43.10-05:00\n")
        #expect(value.dictValue?["a"]?.pythonString == "2024-01-31")
        #expect(value.dictValue?["b"]?.pythonString == "2001-12-14 21:59:43.100000-05:00")
        #expect(try PyYAML.dump(value) == "a: 2024-01-31\nb: 2001-12-14 21:59:43.100000-05:00\n")
    }
}
