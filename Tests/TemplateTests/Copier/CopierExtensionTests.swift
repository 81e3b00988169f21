import OrderedCollections
import Testing

@testable import Template

@Suite("Extensions of Copier templates, read and never run")
struct CopierExtensionTests {
    private static let loader = "copier_template_extensions.TemplateExtensionLoader"

    private func render(
        _ python: String, _ files: KeyValuePairs<String, String>, answers: String = "q: 1"
    ) throws -> DialectRender {
        var sample = CopierSample(
            "_exclude: [copier.yml, '*.py']\n_jinja_extensions: [\(Self.loader), ext.py:Own]\n\(answers)\n", files)
        sample.files.append(TemplateFile(path: "ext.py", bytes: Array(python.utf8)))
        return try sample.render()
    }

    @Test("A hook that sets literals is evaluated: its values win over answers of the same name")
    func literals() throws {
        let render = try render(
            """
            from copier_template_extensions import ContextHook

            class Own(ContextHook):
                \"""Doc.\"""
                update = False

                def hook(self, context):
                    \"""Doc.\"""
                    context["a"] = "x" "y"  # a comment
                    context["b"] = [1, -2, {"k": None}, ("t",), True]
                    context["q"] = 1.5
                    context.update({"c": 'it\\'s'})
                    return {"d": \"""
            long\"""}
            """, ["a.jinja": "{{ a }} {{ b }} {{ q }} {{ c }}{{ d }}"])
        #expect(render.text("a") == "xy [1, -2, {'k': None}, ('t',), True] 1.5 it's\nlong")
        #expect(render.rules == [])
    }

    @Test("A hook that computes makes the files that use its names unrendered, and no others")
    func computed() throws {
        let render = try render(
            """
            class Own(ContextHook):
                def hook(self, context):
                    if context["q"] == 1:
                        context["sha"] = subprocess.getoutput("git rev-parse HEAD")
                    context.get("x")
            """,
            [
                "a.jinja": "{{ sha }}", "b.jinja": "{{ q }}{{ other }}", "c.jinja": "{% include 'a.jinja' %}",
                "{{ sha }}.txt": "",
            ])
        #expect(render.paths == ["b"])
        #expect(Set(render.unrendered.map(\.source)) == ["a.jinja", "c.jinja", "{{ sha }}.txt"])
        #expect(render.rules == ["unknown-extension"])
    }

    @Test(
        "What a hook that isn't followed may set or change is seen, however it does it",
        arguments: [
            "(context['a'], context['b']) = load()", "context['a'], context['b'] = load()",
            "for context['a'] in load(): pass", "with load() as context['a']: pass", "del context['a']",
            "context['a'] += load()", "x = context['a'] = load()", "context['a'].append(load())",
            "x = context['a']\n        load(x)", "x = context['a']\n        x.append(load())",
            "x = context['a']\n        x[0] = load()", "x = context['a']\n        x += load()",
        ])
    func seen(_ statement: String) throws {
        let render = try render(
            "class Own(ContextHook):\n    def hook(self, context):\n        \(statement)\n",
            ["a.jinja": "{{ a }}", "b.jinja": "{{ q }}"], answers: "q: 1\na: [1]")
        #expect(render.paths == ["b"])
        #expect(render.unrendered.map(\.source) == ["a.jinja"])
    }

    @Test(
        "What a hook only reads is known",
        arguments: [
            "x = context['a']\n        context['z'] = load(len(x))",
            "x = context['a']\n        context['z'] = x[0] + load()",
            "context['z'] = load() if context['a'] == [2] else 1",
            "x = context['a']\n        context['z'] = [load(y) for y in x]",
        ])
    func read(_ statement: String) throws {
        let render = try render(
            "class Own(ContextHook):\n    def hook(self, context):\n        \(statement)\n",
            ["a.jinja": "{{ a }}", "z.jinja": "{{ z }}"], answers: "q: 1\na: [1]")
        #expect(render.text("a") == "[1]")
        #expect(render.unrendered.map(\.source) == ["z.jinja"])
    }

    @Test("Dicts, several targets, map, min, max and arguments by name are followed; CPython made what is expected")
    func computedTogether() throws {
        let render = try render(
            #"""
            from __future__ import annotations
            from copier_templates_extensions import ContextHook

            def version(text: str) -> tuple[int, ...]:
                return tuple(map(int, text.split(".")))

            class Own(ContextHook):
                def hook(self, context):
                    versions = context["versions"].copy()
                    (
                        context["least"],
                        context["most"],
                    ) = self.ends(versions)
                    versions.append("main")
                    context["lines"] = self.lines(versions=versions, prefix="PY", index=-2)
                    context["few"] = min(3, 1, 2), max([1, 5, 2]), {k: v for k, v in zip("ab", [1, 2]) if v > 1}
                    return context

                def ends(self, versions: list[str]) -> tuple[str, str]:
                    by_version = {version(v): v for v in versions}
                    if not by_version:
                        return "", ""
                    return by_version[min(by_version)], by_version[max(by_version)]

                def lines(self, *, versions: list[str], prefix: str, suffix: str | None = None, index: int = -1) -> str:
                    names = {}
                    for v in versions:
                        if "." in v:
                            names[f"{prefix}{v.replace('.', '')}"] = v
                        else:
                            names[f"{prefix}{v.upper()}"] = v
                    text = ""
                    text += "\n".join(f'{k} = "{v}"' for k, v in names.items())
                    if suffix:
                        text += suffix
                    text += f"\n{prefix}_ALL = [{', '.join(names.keys())}][{index}]"
                    return text
            """#,
            ["a.jinja": "{{ least }} {{ most }}\n{{ lines }}\n{{ few }}"],
            answers: "q: 1\nversions:\n  type: yaml\n  default: ['3.9', '3.10', '3.8']")
        #expect(
            render.text("a") == """
                3.8 3.10
                PY39 = "3.9"
                PY310 = "3.10"
                PY38 = "3.8"
                PYMAIN = "main"
                PY_ALL = [PY39, PY310, PY38, PYMAIN][-2]
                (1, 5, {'b': 2})
                """)
        #expect(render.unrendered.isEmpty)
    }

    private func rendered(_ python: String, _ files: KeyValuePairs<String, String>) throws -> DialectRender {
        let configuration = """
            _subdirectory: project
            _jinja_extensions: [\(Self.loader), ext/own.py:Own]
            level: {type: str, default: "3.9"}

            """
        var sample = CopierSample(configuration, files)
        sample.files.append(TemplateFile(path: "ext/own.py", bytes: Array(python.utf8)))
        return try sample.render()
    }

    @Test("A hook reads files of its template, in its constructor too; Copier made what is expected")
    func readsItsTemplate() throws {
        let render = try rendered(
            #"""
            import copy
            import json
            import os
            from pathlib import Path

            import yaml
            from copier_templates_extensions import ContextHook

            HERE = Path(__file__).resolve().parent
            LEVELS = yaml.safe_load((HERE.parent / "data" / "levels.yaml").read_text(encoding="utf-8"))


            class Own(ContextHook):
                def __init__(self, *args, **kwargs):
                    super().__init__(*args, **kwargs)
                    found = yaml.safe_load((Path(__file__).parent.parent / "data" / "support.yaml").read_text())
                    self.support = {
                        name: {"min": tuple(entry["min"]), "lts": entry.get("lts", False), "until": entry.get("until")}
                        for name, entry in found.items()
                    }
                    with open(os.path.join(os.path.dirname(__file__), "..", "data", "names.json"), "r") as file:
                        self.names = json.load(file)

                def hook(self, context):
                    if "level" not in context:
                        return {}
                    context["level"] = tuple(int(part) for part in context["level"].split("."))
                    support = copy.deepcopy(self.support)
                    support["own"] = {"min": (0,), "lts": True, "until": None}
                    context.update({"support": support, "levels": copy.deepcopy(LEVELS), "names": self.names})
            """#,
            [
                "data/levels.yaml": "low: 1\nhigh: [2, 3.5]\ndate: 2024-01-02\n",
                "data/support.yaml": "\"3006\": {min: [3, 8], lts: true}\n\"3007\":\n  min: [3, 9]\n  until: soon\n",
                "data/names.json": "{\"a\": [1, null, true], \"b\": \"é\"}\n",
                "project/a.jinja": """
                {{ level }}
                {{ support }}
                {{ levels.low }} {{ levels.high }} {{ levels.date }}
                {{ names }}
                {% for name, entry in support.items() if entry.min <= level %}{{ name }} {% endfor %}
                """,
            ])
        #expect(
            render.text("a") == """
                (3, 9)
                {'3006': {'min': (3, 8), 'lts': True, 'until': None}, \
                '3007': {'min': (3, 9), 'lts': False, 'until': 'soon'}, \
                'own': {'min': (0,), 'lts': True, 'until': None}}
                1 [2, 3.5] 2024-01-02
                {'a': [1, None, True], 'b': 'é'}
                3006 3007 own \

                """)
        #expect(render.rules == [])
    }

    @Test("A filter that writes YAML with a dumper of the template's own is followed; Copier made what is expected")
    func writesYAML() throws {
        let render = try rendered(
            #"""
            import yaml
            from jinja2.ext import Extension


            def represent_str(dumper, data):
                if len(data.splitlines()) > 1:
                    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style="|")
                return dumper.represent_scalar("tag:yaml.org,2002:str", data)


            class OwnDumper(yaml.SafeDumper):
                """Lists stand deeper."""

                def increase_indent(self, flow=False, indentless=False):
                    return super().increase_indent(flow=flow, indentless=False)


            OwnDumper.add_representer(str, represent_str)


            class Own(Extension):
                def __init__(self, environment):
                    super().__init__(environment)
                    environment.filters["yaml"] = self.dump_yaml

                def dump_yaml(self, data, flow_style=False, indent=0):
                    return yaml.dump(data, Dumper=OwnDumper, indent=indent, default_flow_style=flow_style, canonical=False)
            """#,
            [
                "project/a.jinja": """
                {{ {"b": [1, "x: y", ["é", (1, 2)], {"k": ["z"]}], "a": level, "c": {"d": [], "e": {}}} | yaml }}
                {{- {"b": [1, {"c": 2}]} | yaml(flow_style=true) }}
                {{- {"b": {"c": [1, {"d": 2}]}} | yaml(indent=4) -}}
                """,
                "project/b.jinja": "{{ 'a\\nb' | yaml }}",
            ])
        #expect(
            render.text("a") == #"""
                a: '3.9'
                b:
                  - 1
                  - 'x: y'
                  - - "\xE9"
                    - - 1
                      - 2
                  - k:
                      - z
                c:
                  d: []
                  e: {}
                {b: [1, {c: 2}]}
                b:
                    c:
                        - 1
                        -   d: 2

                """#)
        // A text in a style of the template's own is left to the template.
        #expect(render.unrendered.map(\.source) == ["project/b.jinja"])
    }

    @Test(
        "Nothing but the template's files is read, and where the template lies stays unknown",
        arguments: [
            "(Path(__file__).parent / 'no.txt').read_text()", "(HERE / '..' / '..' / 'x.txt').read_text()",
            "(HERE / '/etc/passwd').read_text()", "open('/etc/passwd').read()", "open('x.txt').read()",
            "Path('x.txt').read_text()", "open(HERE / 'x.txt', 'w')", "(HERE / 'x.txt').write_text('')",
            "(HERE / 'x.txt').read_text('latin-1')", "HERE.parent.parent.name", "HERE.parent.name", "str(HERE)",
            "f'{HERE}'", "HERE / context['level'] / '../../../x.txt'", "(HERE / 'x.txt').unlink()", "HERE.glob('*')",
            "yaml.load((HERE / 'x.txt').read_text(), Loader=yaml.Loader)", "HERE.parents[3].name",
        ])
    func readsNothingElse(_ expression: String) throws {
        let render = try rendered(
            """
            from pathlib import Path
            import yaml

            HERE = Path(__file__).parent

            class Own(ContextHook):
                def hook(self, context):
                    context["a"] = \(expression)
            """,
            ["ext/x.txt": "x", "project/a.jinja": "{{ a }}", "project/b.jinja": "{{ level }}"])
        #expect(render.paths == ["b"])
        #expect(render.unrendered.map(\.source) == ["project/a.jinja"])
    }

    @Test(
        "What a hook takes from a module is never printed, compared or asked for its truth",
        arguments: [
            "{{ a }}", "{{ a|string }}", "{{ 'x' ~ a }}", "{% if a %}x{% endif %}", "{% if a == 'x' %}x{% endif %}",
            "{% if a != 'x' %}x{% endif %}", "{% if 'x' in a %}x{% endif %}", "{% for x in a %}{% endfor %}",
            "{{ a.b }}",
            "{{ a['b'] }}", "{{ [a] }}", "{{ {'k': a} }}", "{{ a|length }}", "{{ a|default('x', true) }}",
            "{{ a is defined and a }}",
            "{{ a|tojson }}", "{{ [a]|join }}", "{{ a|upper }}", "{{ not a }}", "{{ {'x': 1}[a] }}", "{{ a() }}",
            "{{ a in ['x'] }}",
        ])
    func unknownOfModules(_ use: String) throws {
        for value in ["os.environ['X']", "sys.platform", "os.sep", "math.pi", "str", "os"] {
            let render = try render(
                """
                import math
                import os
                import sys

                class Own(ContextHook):
                    def hook(self, context):
                        context["a"] = \(value)
                """, ["a.jinja": use, "b.jinja": "{{ q }}"])
            #expect(render.paths == ["b"])
            #expect(render.unrendered.map(\.source) == ["a.jinja"])
        }
    }

    @Test(
        "A hook that may set anything makes every use of an unexplained name unrendered",
        arguments: [
            "context.update(load())", "self.fill(context)", "c = context", "return load()", "context[key] = 1",
        ])
    func unbounded(_ statement: String) throws {
        let render = try render(
            "class Own(ContextHook):\n    def hook(self, context):\n        \(statement)\n",
            ["a.jinja": "{{ other is defined }}", "b.jinja": "{{ q }}{{ _folder_name }}"])
        #expect(render.paths == ["b"])
        #expect(render.unrendered.map(\.source) == ["a.jinja"])
    }

    @Test(
        "A hook that only computes is followed, unless another hook that it may look at is not known",
        arguments: [
            ("pass", "q: 1", ["a", "b"]),
            ("context['z'] = load()", "q: 1", ["b"]),
            ("context['q'].append(1)", "q: [1]", ["b"]),
        ])
    func followed(_ other: String, _ question: String, _ paths: [String]) throws {
        let python = """
            from copier_template_extensions import ContextHook

            class Other(ContextHook):
                def hook(self, context):
                    \(other)

            class Own(ContextHook):
                def hook(self, context):
                    context["name"] = f"n{context.get('q', 0)}"
            """
        var sample = CopierSample(
            "_exclude: [copier.yml, '*.py']\n_jinja_extensions: [\(Self.loader), ext.py:Own, ext.py:Other]\n\(question)\n",
            ["a.jinja": "{{ name }}", "b": "plain"])
        sample.files.append(TemplateFile(path: "ext.py", bytes: Array(python.utf8)))
        let render = try sample.render()
        #expect(render.paths == paths)
        #expect(paths.count == 1 || render.text("a") == "n1")
    }

    @Test("A hook that changes what is in an answer makes that answer unknown")
    func changed() throws {
        let render = try render(
            "class Own(ContextHook):\n    def hook(self, context):\n        context['q'].append(1)\n",
            ["a.jinja": "{{ q }}", "b.jinja": "{{ _folder_name }}"])
        #expect(render.paths == ["b"])
    }

    @Test("Filters and variables that an extension adds by itself: literals are known, the rest is named")
    func environment() throws {
        let render = try render(
            """
            class Own(Extension):
                def __init__(self, environment):
                    super().__init__(environment)
                    environment.globals["port"] = 8080
                    environment.globals["now"] = clock()
                    environment.filters["upper"] = shout
            """,
            [
                "a.jinja": "{{ port }}", "b.jinja": "{{ 'x'|upper }}", "c.jinja": "{{ now }}",
                "d.jinja": "{{ 'X'|lower }}",
            ])
        #expect(render.paths == ["a", "d"])
        #expect(render.text("a") == "8080")
    }

    @Test("An extension that rewrites sources leaves nothing to render")
    func rewriting() throws {
        #expect(throws: ScaffoldError.self) {
            try render(
                "class Own(Extension):\n    def preprocess(self, source, name, filename=None):\n        return source\n",
                ["a.jinja": "x", "b": "plain"], answers: "")
        }
    }

    @Test("An extension from elsewhere that only adds a filter that runs commands costs the files with that filter")
    func commands() throws {
        let sample = CopierSample(
            "_jinja_extensions: [jinja2_shell_extension.ShellExtension]\nq: 1\n",
            ["a.jinja": "{{ x is defined }}", "b.jinja": "{{ 'date'|shell }}"])
        let render = try sample.render()
        #expect(render.paths == ["a"])
        #expect(render.unrendered.map(\.source) == ["b.jinja"])
    }

    @Test("An extension from elsewhere, or one that is not there, counts as one that may add anything")
    func elsewhere() throws {
        for name in ["some.package.Extension", "gone.py:Own"] {
            let sample = CopierSample(
                "_jinja_extensions: [\(name)]\nq: 1\n",
                ["a.jinja": "{{ x }}", "b.jinja": "{{ q }}", "c.jinja": "{% tag %}"])
            let render = try sample.render()
            #expect(render.paths == ["b"])
            #expect(render.rules == ["unknown-extension"])
        }
    }
}
