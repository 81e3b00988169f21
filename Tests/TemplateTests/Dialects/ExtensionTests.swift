import Jinja
import OrderedCollections
import Testing

@testable import Template

@Suite("Extensions of the dialects")
struct ExtensionTests {
    private func text(_ source: String, _ change: (inout Environment) -> Void) throws -> String {
        var environment = Environment()
        change(&environment)
        return try Template(source: source, environment: environment).render()
    }

    @Test(
        "Extensions that are known",
        arguments: [
            "jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2_time.TimeExtension",
            "cookiecutter.extensions.JsonifyExtension", "cookiecutter.extensions.SlugifyExtension",
            "cookiecutter.extensions.TimeExtension", "cookiecutter.extensions.RandomStringExtension",
            "cookiecutter.extensions.UUIDExtension", "jinja2_ansible_filters.AnsibleCoreFiltersExtension",
            "jinja2_slug.SlugExtension", "copier_templates_extensions.TemplateExtensionLoader",
            "copier_template_extensions.TemplateExtensionLoader",
        ])
    func known(path: String) {
        var environment = Environment()
        let isKnown = environment.addExtension(path, RenderSetting(folderName: "service"))
        #expect(isKnown)
    }

    @Test(
        "Extensions that are not known give nothing",
        arguments: [
            "jinja2.ext.i18n", "jinja2.ext.debug", "extensions/context.py:ContextUpdater", "local.Extension", "",
        ])
    func unknown(path: String) {
        var environment = Environment()
        let isKnown = environment.addExtension(path, RenderSetting(folderName: "service"))
        #expect(!isKnown)
        #expect(environment.filterNames == Environment().filterNames)
    }

    @Test(
        "jinja2-slug, as unicode-slugify 0.1.5 and Unidecode 1.4.0 give it",
        arguments: [
            ("Hello World", "hello-world"), ("a_b~c", "a_b~c"), ("--A--b  c--", "-a-b-c-"), (" x ", "x"),
            ("a.b/c", "abc"), ("a-_-b", "a-_-b"), ("tab\tx", "tabx"), ("é è", "e-e"), ("ﬁ", "fi"), ("½", "12"),
            ("a\n b", "a-b"), ("x&y", "xy"), ("", ""), ("À\u{00A0}B", "a-b"), (" - ", "-"), ("5²", "52"),
        ])
    func slug(text: String, expected: String) throws {
        var environment = Environment()
        let isKnown = environment.addExtension("jinja2_slug.SlugExtension", RenderSetting(folderName: "service"))
        #expect(isKnown)
        #expect(
            try Template(source: "{{ x|slug }}", environment: environment).render(["x": .string(text)]) == expected)
        #expect(throws: TemplateError.self) {
            try Template(source: "{{ '日'|slug }}", environment: environment).render()
        }
    }

    @Test("a bound beyond 64 bits: a number below it, another one for another seed")
    func largeBound() throws {
        func render(_ seed: UInt64, _ source: String = "{{ 999999999999999999999999999999999|ans_random }}") throws
            -> String
        {
            try text(source) { $0.addAnsibleFilters(RenderSetting(folderName: "service", seed: seed)) }
        }
        #expect(try render(1) == render(1))
        #expect(try render(1) != render(2))
        #expect(try render(1).utf8.count > 20 && render(1).utf8.count < 33)
        #expect(throws: TemplateError.self) { try render(1, "{{ 99999999999999999999|ans_random(seed=1) }}") }
        #expect(throws: TemplateError.self) { try render(1, "{{ -99999999999999999999|ans_random }}") }
    }

    @Test("What is random follows the seed: the same twice, another for another seed and for another file")
    func randomness() throws {
        let source =
            "{{ random_ascii_string(20) }} {{ random_ascii_string(8, true) }} {{ uuid4() }} {{ 1000 | ans_random }}"
        func render(_ seed: UInt64) throws -> String {
            try text(source) { environment in
                let setting = RenderSetting(folderName: "service", seed: seed)
                environment.addAnsibleFilters(setting)
                environment.addCookiecutterExtensions(setting)
            }
        }
        let first = try render(1)
        #expect(try render(1) == first)
        #expect(try render(2) != first)
        let uuid = try #require(first.split(separator: " ").dropFirst(2).first)
        #expect(
            try PythonRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
                .search(String(uuid)) != nil)
        let setting = RenderSetting(folderName: "service", seed: 1)
        #expect(setting.seed(for: "a.txt") != setting.seed(for: "b.txt"))
        #expect(setting.seed(for: "a.txt") != RenderSetting(folderName: "service", seed: 2).seed(for: "a.txt"))
    }

    @Test("Jinja's own filter random follows the seed too")
    func builtinRandom() throws {
        func render(_ seed: UInt64) throws -> String {
            try text("{% for i in range(12) %}{{ range(99) | random }} {% endfor %}") { environment in
                environment.addCookiecutterExtensions(RenderSetting(folderName: "service", seed: seed))
            }
        }
        #expect(try render(1) == render(1))
        #expect(try render(1) != render(2))
    }

    @Test("The older extension for times refuses offsets, as it does with today's arrow")
    func olderTimes() throws {
        let setting = RenderSetting(folderName: "service", clock: 1_710_510_245)
        let today = try text("{% now 'utc', '%Y-%m-%d' %}") {
            _ = $0.addExtension("jinja2_time.TimeExtension", setting)
        }
        #expect(today == "2024-03-15")
        let moved = Result {
            try text("{% now 'utc' + 'days=1' %}") { _ = $0.addExtension("jinja2_time.TimeExtension", setting) }
        }
        #expect { try moved.get() } throws: { ($0 as? TemplateError)?.code == .value }
    }

    @Test("A tag of an extension that isn't there is unknown")
    func missingTag() {
        #expect { try text("{% now 'utc' %}") { _ in } } throws: { ($0 as? TemplateError)?.code == .syntax }
    }

    // MARK: Paths

    private let context: OrderedDictionary<String, Value> = [
        "names": .list(["a", "b", ""]), "flag": true, "none": .none, "text": "xy",
        "pairs": .list([.dict(["n": "one"]), .dict(["n": "two"])]),
    ]

    @Test(
        "A part of a path, and the names that it stands for",
        arguments: [
            ("plain.txt", ["plain.txt"]),
            ("{% if flag %}x{% endif %}.txt", ["x.txt"]),
            ("{% if not flag %}x{% endif %}", [""]),
            ("{% yield n from names %}{{ n }}{% endyield %}", ["a", "b", ""]),
            ("m-{% yield n from names %}{{ n }}{% endyield %}.py", ["m-a.py", "m-b.py", "m-.py"]),
            ("{% yield p from pairs %}{{ p.n }}{% endyield %}", ["one", "two"]),
            ("{% yield n from none %}{{ n }}{% endyield %}", []),
            ("{% yield n from missing %}{{ n }}{% endyield %}", []),
            ("{% yield c from text %}{{ c }}{% endyield %}", ["x", "y"]),
            ("{% yield n from names %}{% if n == 'a' %}{{ n }}{% endif %}{% endyield %}", ["a", "", ""]),
        ])
    func pathParts(part: String, names: [String]) throws {
        let found = try Environment().pathParts(of: part, context: context)
        #expect(found.map(\.name) == names)
        #expect(found.allSatisfy { ($0.variable == nil) == !part.contains("yield") })
    }

    @Test("A part of a path has one yield at most, and a file has none")
    func pathFaults() {
        let two = "{% yield a from names %}{% endyield %}{% yield b from names %}{% endyield %}"
        #expect(throws: TemplateError.self) { try Environment().pathParts(of: two, context: context) }
        #expect(throws: TemplateError.self) { try text("{% yield a from [1] %}{% endyield %}") { _ in } }
    }
}
