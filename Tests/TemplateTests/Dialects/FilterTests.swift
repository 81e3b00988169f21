import Jinja
import OrderedCollections
import Testing

@testable import Template

/// Filters, tags, patterns and slugs against what the real packages made of the cases in `Tests/Corpora/filters`.
@Suite("Filters of the dialects")
struct FilterTests {
    /// The moment at which the corpus was made.
    private static let setting = RenderSetting(folderName: "service", clock: 1_710_510_245, seed: 7)

    private static func cases(_ name: String) throws -> [DictValue] {
        try Corpora.cases("filters", name, variable: "SCAFFOLD_FILTER_CASES")
    }

    private static func environment() -> Environment {
        var environment = Environment()
        environment.keepTrailingNewline = true
        environment.addAnsibleFilters(setting)
        environment.addCookiecutterExtensions(setting)
        for path in ["jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2_strcase.StrcaseExtension"] {
            let isKnown = environment.addExtension(path, setting)
            #expect(isKnown)
        }
        return environment
    }

    @Test("Every template gives what the real packages give, or fails where they fail")
    func templates() throws {
        let environment = FilterTests.environment()
        let cases = try FilterTests.cases("templates.json")
        #expect(cases.count >= 440)
        for item in cases {
            var context: OrderedDictionary<String, Value> = [:]
            for (key, value) in try FilterTests.cases("context.json")[0].pairs { context[key.pythonString] = value }
            let source = item["source"]?.stringValue ?? ""
            let found = Result { try Template(source: source, environment: environment).render(context) }
            let wanted = item["output"]?.stringValue
            #expect((try? found.get()) == wanted, "\(source): \(found), wanted \(wanted ?? "an error")")
        }
    }

    @Test("Every pattern matches, finds and replaces as Python's does, or is refused where Python refuses it")
    func patterns() throws {
        let cases = try FilterTests.cases("regex.json")
        #expect(cases.count >= 500)
        for item in cases {
            let (pattern, text) = (item["pattern"]?.stringValue ?? "", item["text"]?.stringValue ?? "")
            // A group that is there twice in a lookahead is asked for in all three forms.
            let found = Result { try FilterTests.outcome(pattern, text) }
            if case .failure(let error as TemplateError) = found, error.message.contains("not known natively") {
                continue
            }
            var wanted: [String]?
            if item["error"] == nil {
                wanted = [item["search"] ?? .none, item["findall"] ?? .none, item["sub"] ?? .none].map(\.pythonRepr)
            }
            #expect(
                (try? found.get()) == wanted,
                "\(PythonText.quoted(pattern)) on \(PythonText.quoted(text)): \(found), wanted \(wanted ?? ["an error"])"
            )
        }
    }

    /// What the pattern finds in the text, as Python prints it; tuples are lists, as JSON has them.
    private static func outcome(_ pattern: String, _ text: String) throws -> [String] {
        let regex = try PythonRegex(pattern)
        var search = Value.none
        if let match = try regex.search(text) {
            let groups = (0..<regex.groupCount).map { match.group($0 + 1).map { .string($0) } ?? Value.none }
            search = .list([.int(match.range.lowerBound), .int(match.range.upperBound), .list(groups)])
        }
        let all = try regex.findAll(text).map { $0.arrayValue.map { .list($0) } ?? $0 }
        return [search, .list(all), .string(try regex.replacing(text, with: "<\\g<0>>"))].map(\.pythonRepr)
    }

    @Test("A pattern that goes back without end is refused by a limit")
    func catastrophe() throws {
        let regex = try PythonRegex("^(a+)+$")
        #expect { try regex.search(String(repeating: "a", count: 60) + "b") } throws: {
            ($0 as? TemplateError)?.code == .limit
        }
    }

    @Test("Every text has python-slugify's slug, with each of its parameters")
    func slugs() throws {
        let environment = FilterTests.environment()
        let cases = try FilterTests.cases("slugs.json")
        #expect(cases.count >= 700)
        for item in cases {
            let settings = item["settings"]?.dictValue?.pairs ?? []
            let keywords = settings.map { (name: $0.key.pythonString, value: $0.value) }
            let text = item["text"] ?? .none
            var asking = environment
            asking.addFilter("under_test") { _, _, invocation throws(TemplateError) in
                try invocation.filter("slugify", text, Arguments(keywords: keywords.map { $0 }))
            }
            let found = Result { try asking.evaluate(expression: "none | under_test").pythonString }
            let wanted = item["slug"]?.stringValue
            #expect((try? found.get()) == wanted, "\(text.pythonRepr) \(settings): \(found), wanted \(wanted ?? "")")
        }
    }

    /// How many letters of each block are refused, for their transliteration isn't known; none is wrong.
    private static let refusals = [
        "Latin-1": 0, "Latin Extended-A": 0, "Latin Extended-B": 43, "Greek": 47, "Cyrillic": 73,
        "Cyrillic Supplement": 48,
        "Latin Extended Additional": 9, "Greek Extended": 0, "Punctuation": 36,
    ]

    @Test("Letters of the Latin, Greek and Cyrillic blocks are transliterated as by the original, or refused")
    func blocks() throws {
        for block in try FilterTests.cases("blocks.json") {
            let name = block["block"]?.stringValue ?? ""
            let characters = block["characters"]?.arrayValue?.compactMap(\.stringValue) ?? []
            let slugs = block["slugs"]?.arrayValue?.compactMap(\.stringValue) ?? []
            #expect(characters.count == slugs.count && !characters.isEmpty)
            var refused = 0
            for (character, wanted) in zip(characters, slugs) {
                guard let found = try? Slug().text("x\(character)y") else {
                    refused += 1
                    continue
                }
                #expect(found == wanted, "\(character) of \(name)")
            }
            #expect(refused == FilterTests.refusals[name], "\(name)")
        }
    }

    @Test(
        "Text of other scripts is refused, with the letter named",
        arguments: ["世界", "שלום", "مرحبا", "हिन्दी", "ひらがな", "한국어", "ไทย"])
    func otherScripts(text: String) {
        #expect { try Slug().text(text) } throws: {
            ($0 as? TemplateError)?.message.contains("is not known natively") == true
        }
    }
}
