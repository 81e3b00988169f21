import Jinja
import OrderedCollections
import Testing

/// A hostile template ends in a `.limit` error, soon, and can't raise its limits.
@Suite("Limits")
struct LimitTests {
    private static let limits = Limits(
        outputBytes: 100_000, steps: 50_000, recursionDepth: 50, valueSize: 100_000, totalSize: 5_000_000,
        integerBits: 10_000, seconds: 20)

    static let bombs = [
        "{{ 'x' * 10**9 }}",
        "{{ 'x' * n }}",
        "{{ [0] * n }}",
        "{{ (1, 2) * n }}",
        "{{ 2 ** n }}",
        "{{ 2 ** (10 ** 9) }}",
        "{{ 7 ** (7 ** (7 ** 7)) }}",
        "{% set ns = namespace(i=3) %}{% for _ in range(100) %}{% set ns.i = ns.i * ns.i %}{% endfor %}",
        "{% set ns = namespace(s='xx') %}{% for _ in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        "{% set ns = namespace(s='xx') %}{% for _ in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
        "{% set ns = namespace(l=[1]) %}{% for _ in range(100) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
        "{% set l = [1] %}{% for _ in range(100) %}{% do l.extend(l) %}{% endfor %}",
        "{% set l = [1] %}{% for x in l %}{% do l.append(x) %}{% endfor %}",
        "{{ range(n)|list }}",
        "{{ range(n)|sum }}",
        "{{ range(n)|map('string')|join }}",
        "{{ range(n)|select|first }}{{ range(n)|sort|first }}",
        "{{ range(n)|batch(2)|list }}",
        "{{ 'x'|center(n) }}",
        "{{ 'x'.ljust(n) }}",
        "{{ 'x'.zfill(n) }}",
        "{{ '\t'.expandtabs(n) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%.1000000000f' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{:.1000000000f}'.format(1.5) }}",
        "{{ 'a\nb'|indent(n) }}",
        "{{ ('ab' * 300)|replace('', 'y' * 9999) }}",
        "{{ ('a' * 300)|replace('a', 'y' * 9999) }}",
        "{{ (['ab'] * 300)|join('y' * 9999) }}",
        "{{ ('y' * 9999).join(['ab'] * 300) }}",
        "{{ [1]|batch(n, 'x')|list }}",
        "{{ [1]|slice(n)|list }}",
        "{{ [1]|tojson(indent=n) }}",
        "{{ 1.5|round(n, 'ceil') }}",
        "{% for i in range(n) %}{% endfor %}",
        "{% for i in range(n) if false %}{% endfor %}",
        "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in range(40000) %}0123456789{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% include 'self' %}",
        "{% block b %}{{ self.b() }}{% endblock %}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% extends 'loop' %}",
        "{{ lipsum(n) }}",
    ]

    @Test("A bomb ends in a limit error", arguments: bombs)
    func bomb(_ source: String) throws {
        var environment = Environment()
        environment.hasDo = true
        environment.limits = LimitTests.limits
        environment.loader = DictLoader(["self": "{% include 'self' %}", "loop": "{% extends 'loop' %}"])
        let error = #expect(throws: TemplateError.self) {
            try Template(source: source, environment: environment).render(["n": 1_000_000_000])
        }
        #expect(error?.code == .limit, "\(error.map(\.description) ?? "")")
    }

    @Test("The deadline stops a loop that stays within every other limit")
    func deadline() throws {
        var environment = Environment()
        environment.limits = Limits(steps: .max, seconds: 0)
        let template = try Template(source: "{% for i in range(10000) %}{% endfor %}", environment: environment)
        let error = #expect(throws: TemplateError.self) { try template.render() }
        #expect(error?.code == .limit)
    }

    @Test("Limits count for each render anew")
    func perRender() throws {
        var environment = Environment()
        environment.limits = Limits(steps: 3_000)
        let template = try Template(source: "{% for i in range(2000) %}{% endfor %}ok", environment: environment)
        for _ in 0..<5 { #expect(try template.render() == "ok") }
    }

    static let nested = [
        HostileSource("parentheses", "{{ ", repeating: "(", 100_000),
        HostileSource("lists", "{{ ", repeating: "[", 50_000, String(repeating: "]", count: 50_000) + " }}"),
        HostileSource("dicts", "{{ ", repeating: "{1:", 50_000, "1" + String(repeating: "}", count: 50_000) + " }}"),
        HostileSource("not", "{{ ", repeating: "not ", 50_000, "1 }}"),
        HostileSource("minus", "{{ ", repeating: "-", 50_000, "1 }}"),
        HostileSource("sum", "{{ 1", repeating: " + 1", 50_000, " }}"),
        HostileSource("power", "{{ 1", repeating: " ** 1", 50_000, " }}"),
        HostileSource("or", "{{ 0", repeating: " or 0", 50_000, " }}"),
        HostileSource("attributes", "{{ x", repeating: ".a", 50_000, " }}"),
        HostileSource("items", "{{ x", repeating: "[0]", 50_000, " }}"),
        HostileSource("keys", "{{ x", repeating: "[x", 50_000, String(repeating: "]", count: 50_000) + " }}"),
        HostileSource("filters", "{{ x", repeating: "|list", 50_000, " }}"),
        HostileSource("calls", "{{ x", repeating: "()", 50_000, " }}"),
        HostileSource("conditions", "{{ 1", repeating: " if 1 else 1", 50_000, " }}"),
        HostileSource("targets", "{% for ", repeating: "(", 50_000, "a in b %}"),
        HostileSource("if", "", repeating: "{% if 1 %}", 20_000, String(repeating: "{% endif %}", count: 20_000)),
        HostileSource("for", "", repeating: "{% for a in b %}", 20_000),
        HostileSource("elif", "{% if 1 %}", repeating: "{% elif 1 %}", 20_000),
    ]

    @Test("Deeply nested sources end in an error, not in a crash", arguments: nested)
    func nesting(_ source: HostileSource) {
        let error = #expect(throws: TemplateError.self) {
            try Template(source: source.text, environment: Environment()).render()
        }
        #expect(error.map { [.limit, .syntax].contains($0.code) } == true, "\(error.map(\.message) ?? "")")
    }

    @Test(
        "Values nested in themselves or very deeply can be printed and compared",
        arguments: [
            ("{% do l.append(l) %}{{ l }}", "[[...]]"),
            ("{% set d = {} %}{% do d.update(d=d) %}{{ d }}", "{'d': {...}}"),
            ("{% do l.append(l) %}{{ l == l }}", "True"),
        ])
    func selfReference(_ source: String, _ expected: String) throws {
        var environment = Environment()
        environment.hasDo = true
        let template = try Template(source: source, environment: environment)
        #expect(try template.render(["l": .list([])]) == expected)
    }

    @Test(
        "A value nested deeper than the stack allows is an error",
        arguments: [
            "{{ ns.l }}", "{{ ns.l == ns.m }}", "{{ ns.l|tojson }}", "{{ ns.l|pprint }}", "{{ ns.l < ns.m }}",
        ])
    func deepValues(_ use: String) throws {
        let build =
            "{% set ns = namespace(l=[], m=[]) %}{% for i in range(20000) %}"
            + "{% set ns.l = [ns.l] %}{% set ns.m = [ns.m] %}{% endfor %}"
        let template = try Template(source: build + use, environment: Environment())
        let error = #expect(throws: TemplateError.self) { try template.render() }
        #expect(error?.code == .limit)
    }
}
