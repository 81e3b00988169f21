import Jinja
import OrderedCollections
import Testing

/// Lists and dicts are shared by reference; renders don't share anything else.
@Suite("Reference semantics")
struct ReferenceTests {
    private func render(_ source: String, _ context: OrderedDictionary<String, Value> = [:]) throws -> String {
        var environment = Environment()
        environment.hasDo = true
        return try Template(source: source, environment: environment).render(context)
    }

    @Test(
        "What one name changes every other sees",
        arguments: [
            ("{% set a = [] %}{% set b = a %}{% do a.append(1) %}{{ b }}", "[1]"),
            ("{% set a = [] %}{% for i in range(3) %}{% do a.append(i) %}{% endfor %}{{ a }}", "[0, 1, 2]"),
            ("{% set a = [[]] * 1 %}{% set b = a.copy() %}{% do b[0].append(1) %}{{ a }}{{ b }}", "[[1]][[1]]"),
            ("{% set d = {} %}{% macro m(x) %}{% do x.update(a=1) %}{% endmacro %}{{ m(d) }}{{ d }}", "{'a': 1}"),
            ("{% set a = [1] %}{% set b = a + [] %}{% do b.append(2) %}{{ a }}", "[1]"),
            ("{% set a = [1] %}{% set b = a[:] %}{% do b.append(2) %}{{ a }}", "[1]"),
            ("{% set a = [3, 1] %}{% set b = a|sort %}{{ a }}{{ b }}{% do a.sort() %}{{ a }}", "[3, 1][1, 3][1, 3]"),
            ("{% set f = [].append %}{% do f(1) %}{{ f is callable }}", "True"),
            ("{% set a = [] %}{% set t = (a,) %}{% do a.append(1) %}{{ t }}", "([1],)"),
        ])
    func sharing(_ source: String, _ expected: String) throws {
        #expect(try render(source) == expected)
    }

    @Test("The host's own list sees what a template does to it")
    func hostList() throws {
        let list = ListValue([1])
        #expect(try render("{% do xs.append(2) %}", ["xs": .list(list)]) == "")
        #expect(list.items.map(\.pythonRepr) == ["1", "2"])
    }

    @Test("One template renders many times alike")
    func reuse() throws {
        var environment = Environment()
        environment.hasDo = true
        let source = "{% set l = [] %}{% do l.append(x) %}{{ l }}{{ [1, 2, 3]|random }}"
        let template = try Template(source: source, environment: environment)
        let first = try template.render(["x": 1])
        for _ in 0..<3 { #expect(try template.render(["x": 1]) == first) }
    }

    @Test("The seed decides what random picks")
    func seed() throws {
        func pick(_ seed: UInt64) throws -> String {
            var environment = Environment()
            environment.randomSeed = seed
            let source = "{% for i in range(20) %}{{ range(10)|random }}{% endfor %}"
            return try Template(source: source, environment: environment).render()
        }
        #expect(try pick(1) == pick(1))
        #expect(try pick(1) != pick(2))
    }
}
