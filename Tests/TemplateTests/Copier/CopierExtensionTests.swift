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
