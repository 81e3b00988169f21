import Foundation
import Jinja
import Testing

/// Secondary threads may have 512 KiB of stack: recursion ends in an error there too.
@Suite("Small stacks")
struct SmallStackTests {
    private static let build =
        "{% set ns = namespace(l=1) %}{% for i in range(5000) %}{% set ns.l = [ns.l] %}{% endfor %}"

    static let sources = [
        HostileSource("macro", "{% macro m(x) %}{{ m(x)|upper|replace('a', 'b') }}{% endmacro %}{{ m(1) }}"),
        HostileSource(
            "macro in statements",
            "{% macro m(x) %}{% if x %}{% for y in [1] %}{% set z %}{{ m([x]|map('list')) }}{% endset %}{% endfor %}"
                + "{% endif %}{% endmacro %}{{ m([1]) }}"),
        HostileSource(
            "macro in an expression", "{% macro m(x) %}{{ 1", repeating: " + 1", 190,
            " + m(x) }}{% endmacro %}{{ m(1) }}"),
        HostileSource("loop", "{% for x in [1] recursive %}{{ [loop([1])]|join(',') }}{% endfor %}"),
        HostileSource(
            "block and call",
            "{% macro m() %}{{ caller(1) }}{% endmacro %}{% block b %}{% call(x) m() %}{{ self.b() }}{% endcall %}"
                + "{% endblock %}"),
        HostileSource("parentheses", "{{ ", repeating: "(", 5_000, "1" + String(repeating: ")", count: 5_000) + " }}"),
        HostileSource("lists", "{{ ", repeating: "[(1 + ", 5_000, "1" + String(repeating: ")]", count: 5_000) + " }}"),
        HostileSource("sum", "{{ 1", repeating: " + 1", 5_000, " }}"),
        HostileSource("statements", "", repeating: "{% if a %}{% for b in c %}", 5_000),
        HostileSource("hash", build.replacingOccurrences(of: "[ns.l]", with: "(ns.l,)") + "{{ {ns.l: 1} }}"),
        HostileSource("repr", build + "{{ ns.l }}"),
        HostileSource("pprint", build + "{{ ns.l|pprint }}"),
        HostileSource("tojson", build + "{{ ns.l|tojson }}"),
    ]

    /// These go as deep as Jinja2 can, and must work.
    static let deep = [
        HostileSource("sum", "{{ 1", repeating: " + 1", 150, " }}"),
        HostileSource("if", "", repeating: "{% if 1 %}", 30, String(repeating: "{% endif %}", count: 30)),
        HostileSource(
            "for", "", repeating: "{% for a in [1] %}", 20, "{{ a }}" + String(repeating: "{% endfor %}", count: 20)),
        HostileSource("parentheses", "{{ ", repeating: "(", 20, "1" + String(repeating: ")", count: 20) + " }}"),
    ]

    private static func chain(_ name: String, _ link: String, before: String = "") -> HostileSource {
        HostileSource(
            name,
            "\(before){% set ns = namespace(x=[], end=[]) %}{% set ns.y = ns.x %}"
                + "{% for i in range(30000) %}\(link){% endfor %}")
    }

    /// These build values that hold values that hold values; letting go of them must not recurse.
    static let chains = [
        chain("list", "{% set ns.x = [ns.x] %}"),
        chain("list from outside in", "{% set z = [] %}{{ ns.y.append(z) or '' }}{% set ns.y = z %}"),
        chain("tuple", "{% set ns.x = (ns.x,) %}"),
        chain("dict", "{% set ns.x = {1: ns.x} %}"),
        chain("namespace", "{% set ns.x = namespace(x=ns.x) %}"),
        chain("cycler", "{% set ns.x = cycler(ns.x) %}"),
        chain("joiner", "{% set ns.x = joiner(ns.x) %}"),
        chain("method", "{% set ns.x = [ns.x].append %}"),
        chain("view", "{% set ns.x = {1: ns.x}.items() %}"),
        chain("list and cycler", "{% set ns.x = cycler([ns.x]) %}"),
        chain("loop", "{% for z in [ns.x] %}{% set ns.x = loop %}{% endfor %}"),
        chain("loop's memory", "{% for z in [1] %}{% set w = loop.changed(ns.x) %}{% set ns.x = loop %}{% endfor %}"),
        chain(
            "macro", "{{ outer(ns, ns.x) }}",
            before:
                "{% macro outer(ns, p) %}{% macro inner() %}{{ p }}{% endmacro %}{% set ns.x = inner %}{% endmacro %}"),
    ]

    @Test("Long chains of values are let go of on a thread of 512 KiB", arguments: chains)
    func teardown(_ source: HostileSource) async {
        let code = await outcome(source.text)
        #expect(code == nil)
    }

    @Test("A chain of generators that is too long is refused")
    func generators() async {
        let code = await outcome(SmallStackTests.chain("map", "{% set ns.x = ns.x|map('list') %}").text)
        #expect(code == .limit)
    }

    private func outcome(_ source: String) async -> TemplateError.Code? {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                do throws(TemplateError) {
                    _ = try Template(source: source, environment: Environment()).render()
                    continuation.resume(returning: nil)
                } catch {
                    continuation.resume(returning: error.code)
                }
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
    }

    @Test("Recursion ends in an error on a thread of 512 KiB", arguments: sources)
    func recursion(_ source: HostileSource) async {
        let code = await outcome(source.text)
        #expect(code == .limit)
    }

    @Test("What Jinja2 can nest works on a thread of 512 KiB", arguments: deep)
    func depth(_ source: HostileSource) async {
        let code = await outcome(source.text)
        #expect(code == nil)
    }
}
