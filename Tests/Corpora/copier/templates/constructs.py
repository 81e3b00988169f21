"""Less common constructs of Jinja, YAML and Copier's settings, together in one template each."""

from corpus import ANSWERS, case

NAME = "name: {type: str, default: demo}\n"

case(
    "jinja-whitespace-control",
    "Minus and plus signs beside tags, with and without trimming, around comments and raw blocks.",
    "_envops: {trim_blocks: true, lstrip_blocks: true}\n" + NAME,
    {
        "a.txt.jinja": (
            "a\n\n  {%- if true %}  b\n  {%+ if name +%}  c\n{%- endif -%}\n\n d {%- endif %}\n"
            "{#- x -#}\n  e {#+ y +#} f\n  {%- raw -%}\n  {{ x }}  \n  {%- endraw +%}\n"
            "\t{% set v = 1 %}\t\n{{- v }}\n   {{+ v }}\n   {{ v -}}   \n   end\n\n\n"
        ),
        "b.txt.jinja": "{% for x in 'abc' -%}\n  {{ x }}\n  {%- if not loop.last %},{% endif +%}\n{% endfor -%}\n\n\nz",
        "c.txt.jinja": "{% if false %}\nno\n{% elif name == 'demo' %}\nyes\n{% else %}\nno\n{% endif %}\n",
    },
)
case(
    "jinja-call-blocks",
    "Macros with callers that take arguments, varargs and kwargs, and macros that call one another.",
    NAME,
    {
        "a.txt.jinja": """\
{% macro wrap(tag, sep=', ') -%}
<{{ tag }} n={{ varargs|length }} {{ kwargs|dictsort }}>{{ caller(tag, 1) }}{{ sep }}{{ caller(tag, 2) }}</{{ tag }}>
{%- endmacro %}
{% call(t, n) wrap('p', '; ', 3, 4, z=1, a=2) %}{{ t }}{{ n }}{{ name }}{% endcall %}
{% macro tree(items, depth=0) %}{% for k, v in items.items() %}{{ '  ' * depth }}{{ k }}
{% if v is mapping %}{{ tree(v, depth + 1) }}{% else %}{{ '  ' * (depth + 1) }}{{ v }}
{% endif %}{% endfor %}{% endmacro %}
{{ tree({'a': {'b': 1, 'c': {'d': 2}}, 'e': 3}) }}
{{ wrap.name }} {{ wrap.arguments }} {{ wrap.catch_kwargs }} {{ wrap.catch_varargs }} {{ wrap.caller }}
{% macro outer() %}{% call(a, b) wrap('x') %}in{{ b }}{% endcall %}{{ caller() if caller else 'none' }}{% endmacro %}
{% call outer() %}body{% endcall %}
""",
    },
)
case(
    "jinja-nested-imports",
    "Imports of imports, with and without context, and blocks of several levels with super.",
    NAME + "_exclude: [parts, copier.yml]\n",
    {
        "parts/a.jinja": "{% from 'parts/b.jinja' import twice with context %}{% macro f(x) %}[{{ twice(x) }}]{% endmacro %}{% set own = 'A' %}",
        "parts/b.jinja": "{% macro twice(x) %}{{ x }}{{ x }}{{ name|default('-') }}{% endmacro %}",
        "parts/base.jinja": "{% block head %}base {{ name }}{% endblock %}|{% block body scoped %}B{% endblock %}|{{ self.head() }}\n",
        "parts/mid.jinja": "{% extends 'parts/base.jinja' %}{% block head %}mid({{ super() }}){% endblock %}",
        "a.txt.jinja": "{% import 'parts/a.jinja' as a %}{{ a.f('x') }} {{ a.own }}\n{% import 'parts/a.jinja' as c with context %}{{ c.f('y') }}\n",
        "b.txt.jinja": "{% extends 'parts/mid.jinja' %}{% block head %}top({{ super() }}){% endblock %}{% block body %}{{ super() }}{{ super() }}{% endblock %}",
        "c.txt.jinja": "{% for f in ['parts/none.jinja', 'parts/b.jinja'] %}{% include f ignore missing %}{% endfor %}{% include ['x', 'parts/mid.jinja'] without context %}",
    },
)
case(
    "jinja-recursive-loops",
    "Recursive loops, loop variables, filters on loops, changed, cycle, and scopes of set and namespace.",
    NAME,
    {
        "a.txt.jinja": """\
{% set tree = [{'n': 'a', 'c': [{'n': 'b', 'c': []}, {'n': 'c', 'c': [{'n': 'd', 'c': []}]}]}, {'n': 'e', 'c': []}] %}
{% for i in tree recursive %}{{ loop.depth }}{{ loop.depth0 }}:{{ i.n }}({{ loop.index }}/{{ loop.length }}){% if i.c %}<{{ loop(i.c) }}>{% endif %}{% endfor %}
{% for x in [1, 1, 2, 2, 3] if x != 2 %}{{ loop.index }}{{ loop.revindex }}{{ loop.changed(x) }}{{ loop.cycle('o', 'e') }}{{ loop.previtem|default('-') }}{{ loop.nextitem|default('-') }} {% else %}none{% endfor %}
{% set x = 1 %}{% for y in range(3) %}{% set x = y %}{% endfor %}{{ x }}
{% set ns = namespace(n=0, l=[]) %}{% for y in range(4) %}{% set ns.n = ns.n + y %}{{ ns.l.append(y) or '' }}{% endfor %}{{ ns.n }} {{ ns.l }}
{% for k, (a, b) in {'x': (1, 2), 'y': [3, 4]}.items() %}{{ k }}{{ a + b }}{% endfor %}
{% set a, b = 1, 'two' %}{{ a }}{{ b }}
{% set block | upper | replace('A', '4') %}a {{ name }}{% endset %}{{ block }}
{% with a = 5, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}
{% filter indent(4, first=true) | upper %}one
two{% endfilter %}
""",
    },
)
case(
    "jinja-odd-filter-arguments",
    "Filters with all of their arguments by position and by name.",
    NAME,
    {
        "a.txt.jinja": """\
{{ 'a b c d e f g'|truncate(7, true, '…', 0) }} {{ 'a b c d'|truncate(length=5, leeway=2) }} {{ 'abc'|center(11) }}|
{{ 'one two three four'|wordwrap(9, wrapstring='/') }} {{ 'loooooooong word'|wordwrap(5, break_long_words=false) }}
{{ [3, 1, 2]|sort(reverse=true) }} {{ ['b', 'A', 'c']|sort }} {{ ['b', 'A', 'c']|sort(case_sensitive=true) }}
{{ [{'a': 2, 'b': 'x'}, {'a': 1, 'b': 'Y'}]|sort(attribute='b,a')|map(attribute='a')|list }}
{{ [{'a': {'b': 1}}, {}]|map(attribute='a.b', default='d')|list }} {{ range(10)|batch(4, '-')|list }}
{{ range(7)|slice(3, 'x')|list }} {{ [1, 2, 3]|join('-', attribute=none) }} {{ '3.99'|float|round(1, 'floor') }}
{{ 42.567|round(2, 'ceil') }} {{ 5|round }} {{ '0x1f'|int(0, 16) }} {{ 'zz'|int(7) }} {{ 1234567|filesizeformat(true) }}
{{ 'héllo wörld'|title }} {{ 'héllo'|capitalize }} {{ 'a<b>&"\\''|e }} {{ '<p>x  y</p>'|striptags }} {{ 'x y/z?é'|urlencode }}
{{ {'b': 1, 'A': 2}|dictsort(by='value', reverse=true) }} {{ {'a': 'x y', 'b': none}|xmlattr }}
{{ [1, 2, 3, 4]|select('divisibleby', 2)|list }} {{ [0, 1, '', 'a']|reject|list }} {{ [{'k': 1}, {'k': 2}]|selectattr('k', 'gt', 1)|list }}
{{ ['a', 'A', 'b']|unique|list }} {{ ['a', 'A', 'b']|unique(true)|list }} {{ [1, 2]|sum(start=10) }} {{ [{'v': 1}]|sum('v') }}
{{ 'ab'|list }} {{ {'a': 1}|items|list }} {{ [[1, 2], [3]]|sum(start=[]) }} {{ ['x', 'yy']|max(attribute='0') }}
{{ [{'g': 1, 'v': 'a'}, {'g': 2, 'v': 'b'}, {'g': 1, 'v': 'c'}]|groupby('g')|map('last')|list }}
{{ {'a': [1, 2.5, none, true, 'é']}|tojson }} {{ {'a': 1}|tojson(indent=2) }} {{ 'a\\nb\\n\\nc'|indent('> ', true, true) }}
{{ [1, 2, 3]|first }}{{ [1, 2, 3]|last }}{{ 'abc'|reverse }} {{ 'x'|default('d', true) }} {{ ''|default('d', true) }} {{ none|d('e') }}
""",
    },
)
case(
    "jinja-slices-formats",
    "Slices, format specifications, percent formats, and methods of texts beyond ASCII.",
    NAME,
    {
        "a.txt.jinja": """\
{{ 'abcdef'[1:5:2] }} {{ 'abcdef'[::-1] }} {{ [1, 2, 3, 4][-3:-1] }} {{ (1, 2, 3)[:2] }} {{ 'abc'[-1] }} {{ 'abc'[9]|default('-') }}
{{ '{:>8}|{:<6}|{:^7}|{:*^9}'.format('a', 'b', 'c', 'd') }} {{ '{0[x]} {1.real} {a!r:>6}'.format({'x': 1}, 3, a='q') }}
{{ '{:08.3f} {:+d} {:,} {:_} {:#x} {:b} {:e} {:.2%} {:g}'.format(3.14159, 5, 1234567, 1234567, 255, 5, 12345.678, 0.1234, 1e20) }}
{{ '%05d|%-6s|%+.2f|%x|%r|%%|%s' % (42, 'ab', 2.5, 255, 'q', none) }} {{ '%(a)s-%(b)03d' % {'a': 1, 'b': 2} }}
{{ 'ÄÖß'.lower() }} {{ 'straße'.upper() }} {{ 'İı'.lower() }} {{ 'ǆ'.title() }} {{ 'ΑΣ'.lower() }} {{ 'ﬁ'.upper() }} {{ 'éa'.center(7, '*') }}
{{ 'a,b,,c'.split(',') }} {{ ' a  b '.split() }} {{ 'a-b-c'.rsplit('-', 1) }} {{ 'a.b.c'.partition('.') }} {{ 'x\\ny\\r\\nz'.splitlines() }}
{{ '٣'.isdigit() }} {{ '½'.isnumeric() }} {{ 'aé1'.isalnum() }} {{ 'x_1'.isidentifier() }} {{ 'ab'.zfill(5) }} {{ '-5'.zfill(4) }}
{{ 'hello'.translate({104: 'j', 101: none}) }} {{ 'a\\tb'.expandtabs(4) }} {{ 'Hello'.swapcase() }} {{ 'aXbX'.replace('X', '-', 1) }}
{{ 'prefix_x'.removeprefix('prefix_') }} {{ 'x.py'.removesuffix('.py') }} {{ 'xxabcxx'.strip('x') }} {{ 'abcabc'.rfind('b') }} {{ 'a'.join('xyz') }}
{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 7 / 2 }} {{ 1e3 }} {{ 10 ** 20 }} {{ 0.1 + 0.2 }} {{ 1_000 }} {{ 0b101 }} {{ 0o17 }}
{{ 1 < 2 < 3 }} {{ 'a' in 'abc' }} {{ 1 not in [1] }} {{ 'a' ~ 1 ~ none }} {{ [1] + [2] }} {{ (1,) * 3 }} {{ {'a': 1}.get('b', 'c') }} {{ 1 if false }}|
{{ [1, [2, {'a': (3,)}]] }} {{ {'k': 'v\\'"'} }} {{ 'q"\\'' }} {{ ['q"\\'', "a'b", 'c\\\\d', '\\n'] }} {{ true }} {{ 1.0 }} {{ 1e16 }} {{ 123456789.123456789 }}
""",
    },
)
case(
    "jinja-tests-globals",
    "Every kind of test, and the functions that are always there.",
    NAME,
    {
        "a.txt.jinja": """\
{{ 1 is odd }} {{ 2 is even }} {{ 4 is divisibleby 2 }} {{ x is undefined }} {{ name is string }} {{ [] is iterable }} {{ {} is mapping }} {{ 'a' is sequence }}
{{ 1 is number }} {{ 1.5 is float }} {{ true is integer }} {{ true is boolean }} {{ none is none }} {{ 'a' is lower }} {{ 'A' is upper }} {{ 1 is in [1] }} {{ 1 is eq 1 }}
{{ 1 is sameas 1 }} {{ 'upper' is filter }} {{ 'odd' is test }} {{ range is callable }} {{ 'x' is escaped }} {{ 2 is gt 1 }} {{ 2 is ne 2 }} {{ not 1 is odd }} {{ 1 is not odd }}
{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() or '' }}{{ c.current }} {% set j = joiner('|') %}{{ j() }}a{{ j() }}b{{ j() }}c
{{ dict(a=1, **{'b': 2}) }} {{ range(5, 0, -2)|list }} {{ lipsum(n=1, html=false)|length > 10 }} {{ namespace(a=1).a }}
""",
    },
)
case(
    "settings-anchors",
    "Anchors, merge keys and block styles in copier.yml, and questions that share them.",
    """
    _base: &base
      type: str
      help: shared
    _more: &more {<<: *base, placeholder: p}
    first: &first
      <<: *base
      default: one
    second:
      <<: [*more, {default: two}]
    third:
      <<: *first
      default: >-
        folded
        text {{ first }}

        more
    fourth:
      type: str
      multiline: true
      default: |
        kept {{ second }}
          indented
    fifth: !!str 012
    sixth: {type: yaml, default: "{a: &x [1, 2], b: *x}"}
    _exclude: &skip ["copier.yml", "*.skip"]
    _skip_if_exists: *skip
    """,
    {"a.txt.jinja": "{{ first }}|{{ second }}|{{ third }}|{{ fourth }}|{{ fifth }}|{{ sixth }}\n", "x.skip": "x\n", **ANSWERS},
)
case(
    "when-chains",
    "Questions of which one hides another: defaults of hidden ones, and of those that depend on them.",
    """
    use_db: {type: bool, default: false}
    db:
      type: str
      choices: [pg, my]
      default: "{{ 'my' if use_db else 'pg' }}"
      when: "{{ use_db }}"
    port:
      type: int
      default: "{{ 5432 if db == 'pg' else 3306 }}"
      when: "{{ use_db and db }}"
    url:
      type: str
      default: "{{ db }}:{{ port }}"
      when: false
    deep:
      type: str
      default: "{{ url }}/{{ port + 1 }}"
      validator: "{% if not deep %}empty{% endif %}"
      when: "{{ url.startswith('pg') }}"
    last: {type: json, default: '{"u": "{{ deep }}", "n": [{{ port }}]}', when: "{{ deep }}"}
    """,
    {"a.txt.jinja": "{{ use_db }} {{ db }} {{ port }} {{ url }} {{ deep }} {{ last }} {{ _copier_answers|to_json }}\n", **ANSWERS},
)
case(
    "when-chains-answered",
    "The same chain where hidden questions are answered.",
    """
    use_db: {type: bool, default: false}
    db: {type: str, choices: [pg, my], default: pg, when: "{{ use_db }}"}
    port: {type: int, default: "{{ 5432 if db == 'pg' else 3306 }}", when: "{{ use_db and db }}"}
    url: {type: str, default: "{{ db }}:{{ port }}", when: false}
    """,
    {"a.txt.jinja": "{{ use_db }} {{ db }} {{ port }} {{ url }}\n", **ANSWERS},
    {"use_db": "yes", "db": "my", "url": "given"},
)
case(
    "choices-conditions",
    "Choices whose validators, names and values are rendered, as lists, pairs and one template.",
    """
    lang: {type: str, choices: [py, js], default: py}
    tool:
      type: str
      choices:
        Poetry: {value: poetry, validator: "{% if lang != 'py' %}python only{% endif %}"}
        "npm for {{ lang }}": {value: npm, validator: "{% if lang != 'js' %}js only{% endif %}"}
      default: "{{ 'poetry' if lang == 'py' else 'npm' }}"
    ver:
      type: str
      choices: [["{{ lang }} one", "1.0"], ["two", "2.{{ lang|length }}"]]
      default: "2.{{ lang|length }}"
    gen:
      type: str
      choices: |
        {%- for i in range(3) %}
        - {{ lang }}{{ i }}
        {%- endfor %}
      default: "{{ lang }}1"
    num: {type: int, choices: [1, 2, 3], default: "{{ 1 + 1 }}"}
    flt: {type: float, choices: {a: 1.5, b: 2}, default: 2}
    nul: {type: yaml, choices: {Text: x, Map: {value: {a: [1]}}}, default: "{a: [1]}"}
    """,
    {"a.txt.jinja": "{{ lang }}|{{ tool }}|{{ ver }}|{{ gen }}|{{ num }}|{{ flt }}|{{ nul }}\n", **ANSWERS},
    {"lang": "js"},
)
case(
    "multiselect-defaults",
    "Defaults of multiselect questions: lists, templates of lists, none, and of other types.",
    """
    a: {type: str, multiselect: true, choices: [x, y, z], default: [x, z]}
    b: {type: str, multiselect: true, choices: [x, y, z], default: "{{ a|reverse|list }}"}
    c: {type: str, multiselect: true, choices: [x, y, z], default: "{{ ['y'] }}"}
    d: {type: int, multiselect: true, choices: {one: 1, two: 2}, default: [2]}
    e: {type: yaml, multiselect: true, choices: {m: {value: {k: v}}, n: [1, 2]}, default: []}
    f: {type: str, multiselect: true, choices: "{{ a|to_json }}", default: "[x]"}
    """,
    {"a.txt.jinja": "{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}|{{ f }}\n", **ANSWERS},
)
case(
    "secret-questions",
    "Secrets by question and by setting: used in files, absent from the answers, with defaults that are templates.",
    """
    _secret_questions: [token]
    user: {type: str, default: me}
    token: {type: str, default: "t-{{ user }}"}
    password: {type: str, default: "{{ token }}-p", secret: true}
    after: {type: str, default: "{{ password|length }}"}
    """,
    {"a.env.jinja": "{{ user }} {{ token }} {{ password }} {{ after }}\n", **ANSWERS},
    {"password": "given"},
)
case(
    "subdirectory-conditions",
    "A subdirectory that depends on choices, with an answers file whose name and folder depend on answers.",
    """
    kind: {type: str, choices: [app, lib], default: lib}
    slug: {type: str, default: "{{ kind }}-x"}
    _subdirectory: "{% if kind == 'app' %}templates/app{% else %}templates/lib{% endif %}"
    _answers_file: ".config/{{ slug }}/.copier-{{ kind }}.yml"
    """,
    {
        "templates/lib/{{ _copier_conf.answers_file }}.jinja": "# {{ _copier_conf.answers_file }}\n{{ _copier_answers|to_nice_yaml }}",
        "templates/lib/{{ slug }}/{% if kind == 'lib' %}lib{% endif %}.txt.jinja": "{{ slug }}\n",
        "templates/lib/{% if kind == 'app' %}gone{% endif %}/x.txt": "x\n",
        "templates/app/a.txt": "a\n",
    },
)
case(
    "names-conditions",
    "Names with conditions, filters, dots and several parts that may be empty.",
    """
    ci: {type: str, default: github}
    pkg: {type: str, default: a.b.c}
    docs: {type: bool, default: true}
    """,
    {
        "{% if ci == 'github' %}.github{% endif %}/{% if docs %}workflows{% endif %}/ci.yml.jinja": "ci: {{ ci }}\n",
        "{% if ci == 'gitlab' %}.gitlab-ci.yml{% endif %}.jinja": "x\n",
        "src/{{ pkg.replace('.', _copier_conf.sep) }}/__init__.py.jinja": "# {{ pkg }}\n",
        "src/{{ pkg.split('.')[0] }}{% if docs %}-docs{% endif %}.md": "d\n",
        "{{ 'LICENSE' if docs }}": "l\n",
        "{% set x = 'set' %}{{ x }}.txt": "s\n",
        "{% raw %}{{ kept }}{% endraw %}.txt": "r\n",
        "{{ pkg|upper|truncate(3, True, '') }}/{{ '%02d' % 7 }}-{{ docs|lower }}.txt.jinja": "{{ _copier_conf.src_path is string }}\n",
        "sp ace {{ ci }}/é{{ ci[0]|upper }}.txt": "u\n",
    },
)
case(
    "yield-nested",
    "Names that yield: over mappings, over what an outer part yields, beside conditions, and with no values.",
    """
    modules:
      type: yaml
      default: [{name: core, files: [a, b]}, {name: web, files: [c]}]
    none: {type: yaml, default: []}
    """,
    {
        "{% yield m from modules %}{{ m.name }}{% endyield %}/{% yield f from m.files %}{{ f }}{% endyield %}.txt.jinja": "{{ m.name }}.{{ f }} {{ m.files|length }}\n",
        "{% yield m from modules %}{% if m.name == 'web' %}{{ m.name }}{% endif %}{% endyield %}-only.txt.jinja": "{{ m.name }}\n",
        "{% yield n from none %}{{ n }}{% endyield %}.md": "x\n",
        "pre-{% yield k from ['x', 'y'] %}{{ k }}-{{ loop_index|default('-') }}{% endyield %}-post.txt": "p\n",
    },
)
case(
    "extension-python-namespace",
    "A hook that gives templates a mapping of its own class over the context, with computed keys.",
    """
    _jinja_extensions:
      - copier_templates_extensions.TemplateExtensionLoader
      - ext/context.py:Namespace
    _exclude: [ext, copier.yml]
    project_name: {type: str, default: My-Tool.x}
    backend: {type: str, default: hatch, choices: [hatch, maturin]}
    slug: {type: str, default: "{{ tool.__slug }}"}
    """,
    {
        "ext/context.py": '''\
"""Hooks."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from copier_templates_extensions import ContextHook

if TYPE_CHECKING:
    from collections.abc import Callable


class Computed(Mapping[Any, Any]):
    """A mapping with keys that functions compute."""

    _keys: dict[Any, Any]

    def __init_subclass__(cls) -> None:
        cls._keys = {}

    def __init__(self, init: Mapping[str, Any]) -> None:
        self._init = init

    @classmethod
    def register(cls, function: Callable[..., Any]) -> Callable[..., Any]:
        cls._keys[function.__name__] = function
        return function

    def __getitem__(self, item: Any) -> Any:
        if item in self._keys:
            return self._keys[item](self._init)
        return self._init[item]

    def __contains__(self, item: Any) -> bool:
        return item in self._init or item in self._keys

    def __iter__(self):
        yield from self._init
        yield from self._keys

    def __len__(self) -> int:
        return len(self._keys) + len(self._init)


class Tool(Computed):
    pass


@Tool.register
def __slug(context: Any) -> str:
    return context["project_name"].lower().replace("-", "_").replace(".", "_")


@Tool.register
def __kind(context: Any) -> str:
    return "compiled" if context["backend"] in {"pybind11", "maturin"} else "pure"


@Tool.register
def __label(context: Any) -> str:
    name = context["project_name"]
    return f"{name!r:>12}|{len(name):03d}|{{{name[:2]}}}"


class Namespace(ContextHook):
    def hook(self, context):
        context["tool"] = Tool(context)
''',
        "{{ tool.__slug }}/{% if tool.__kind == 'pure' %}pure{% endif %}.txt.jinja": "{{ tool.project_name }} {{ tool['__kind'] }} {{ tool.__label }} {{ tool.absent is defined }}\n{{ '__slug' in tool }} {{ tool.slug }}\n",
        **ANSWERS,
    },
    arguments={"unsafe": True},
)
case(
    "extension-python-hook",
    "Hooks that compute: loops, conditions, methods, early returns, and a dict that is returned.",
    """
    _jinja_extensions:
      - copier_templates_extensions.TemplateExtensionLoader
      - ext.py:First
      - ext.py:Second
    _exclude: [ext.py, copier.yml]
    language: {type: str, default: my lang}
    parts: {type: yaml, default: [b, a, c]}
    """,
    {
        "ext.py": '''\
from copier_templates_extensions import ContextHook

SUFFIXES = {"a": "one", "b": "two"}
DEFAULT = "none"


def suffix(part, fallback=DEFAULT):
    return SUFFIXES.get(part, fallback)


class First(ContextHook):
    def hook(self, context):
        if context["_copier_phase"] == "prompt":
            return
        context["class_name"] = context["language"].title().replace(" ", "")
        found = []
        for index, part in enumerate(context["parts"]):
            if part == "z":
                continue
            found.append(f"{index}-{suffix(part)}")
        context["found"] = found
        context["order"] = "first"


class Second(ContextHook):
    def hook(self, context):
        longest = max([len(part) for part in context.get("parts", [])]) if False else len(context.get("parts", []))
        return {"count": longest * 2, "names": sorted(context.get("parts") or []), "order": "second", "neg": -longest}
''',
        "a.txt.jinja": "{{ class_name }} {{ found }} {{ count }} {{ names|join('+') }} {{ order }} {{ neg }}\n",
        "b.txt": "plain\n",
    },
    arguments={"unsafe": True},
)
case(
    "extension-python-filters",
    "Filters, tests and variables of a template's own Python that only computes.",
    """
    _jinja_extensions:
      - copier_templates_extensions.TemplateExtensionLoader
      - ext.py:Own
    _exclude: [ext.py, copier.yml]
    name: {type: str, default: a: b}
    framework: {type: str, default: flask}
    """.replace("default: a: b", "default: 'a: b'"),
    {
        "ext.py": '''\
import os
import re
import subprocess

from jinja2.ext import Extension

MARKS = (":", "{", "}", "#")


def url(route, framework):
    """Return the url."""
    formulas = {
        "django": f"{{% url '{route}' %}}",
        "flask": f"{{{{ url_for('pages.{route}', pk={route}.id) }}}}",
    }
    return formulas[framework]


def quoted(string):
    if any(x in string for x in MARKS):
        return f"'{string}'"
    else:
        return string


def commented(value: str, mark: str = "#") -> str:
    return "\\n".join(f"{mark} {line}" if line else mark for line in value.splitlines())


def words(value):
    return [word.capitalize() for word in re.sub(r"[^a-z]+", " ", value).split(" ") if word]


def is_long(value, limit=3):
    return len(value) >= limit and not value.startswith("_")


def user(value):
    return subprocess.getoutput("git config user.name") or value


class Own(Extension):
    def __init__(self, environment):
        super().__init__(environment)
        environment.filters["url"] = url
        environment.filters["quoted"] = quoted
        environment.filters["commented"] = commented
        environment.filters["words"] = words
        environment.filters["user_or"] = user
        environment.tests["long"] = is_long
        environment.globals["limits"] = {"low": 1, "high": 2 + 3}
        environment.globals["joined"] = "-".join(["x", "y"])
        environment.globals["twice"] = quoted
''',
        "a.txt.jinja": "{{ 'home'|url(framework) }} {{ name|quoted }} {{ 'ab'|quoted }} {{ 'x y-z'|words }}\n{{ 'a\n\nb'|commented(mark='//') }}\n{{ name is long }} {{ 'ab' is long(limit=2) }} {{ limits.high }} {{ joined }} {{ twice('#') }}\n{{ ['a', '#']|map('quoted')|list }}\n",
        "b.txt": "plain\n",
    },
    arguments={"unsafe": True},
)
case(
    "exclude-mixed",
    "Excludes with conditions, negations, folders, double stars, and names as they are rendered.",
    """
    docs: {type: bool, default: false}
    name: {type: str, default: demo}
    _exclude:
      - copier.yml
      - "{% if not docs %}docs{% endif %}"
      - "*.tmp"
      - "!keep.tmp"
      - "/root-only.txt"
      - "deep/**/x.txt"
      - "{{ name }}.gen"
      - "dir/"
      - "[ab].one"
      - "# comment"
      - "sp ace "
    """,
    {
        "docs/a.md": "x\n", "a.tmp": "x\n", "keep.tmp": "k\n", "sub/b.tmp": "x\n", "sub/keep.tmp": "k\n", "root-only.txt": "x\n",
        "sub/root-only.txt": "k\n", "deep/x.txt": "1\n", "deep/a/b/x.txt": "2\n", "deep/a/y.txt": "3\n", "{{ name }}.gen.jinja": "x\n",
        "other.gen": "k\n", "dir/f": "x\n", "sub/dir/f": "x\n", "a.one": "x\n", "c.one": "k\n", "sp ace": "x\n",
    },
)
case(
    "yaml-filters",
    "to_yaml and to_nice_yaml with arguments, over texts that need quoting, and from_yaml of several kinds.",
    NAME,
    {
        "a.txt.jinja": """\
{{ {'b': [1, {'c': none}], 'a': 'yes', 'd': '2020-01-01', 'e': 'x: y', 'f': '', 'g': 'a\\nb\\n', 'h': ' x', 'i': 'é☃', 'j': 1e3, 'k': '0x1f', 'l': '1_0', 'm': '~', 'n': '- a', 'o': 'a #b', 'p': '&a', 'q': '%x', 'r': '@y', 's': "it's", 't': 'null', 'u': '12:30:45', 'v': '.5', 'w': 'a\\tb'}|to_nice_yaml(indent=2) }}
{{ {'b': 1, 'a': [[], {}, [[1]], (2, 3)]}|to_yaml }}{{ {'z': {'y': [1, 2]}}|to_nice_yaml(indent=4, sort_keys=false, width=20) }}{{ 'text'|to_yaml }}{{ [true, 1.0, 'a' * 100 ~ ' ' ~ 'b' * 30]|to_nice_yaml }}
{{ 'a: [1, 2.5, yes, null, 2020-01-02, "x"]'|from_yaml }} {{ '- 0o17\\n- 017\\n- 1e3\\n- 1.0e+3\\n- on\\n- .inf\\n- 0x1F\\n- 1:30'|from_yaml }}
{{ '{"a": [1, null, true, 1.50]}'|from_json }} {{ {'a': 'é', 'b': [1.0, none]}|to_json }} {{ {'b': 1, 'a': 2}|to_nice_json }} {{ {'b': 1, 'a': 'ü'}|to_nice_json(indent=2, sort_keys=false, ensure_ascii=false) }}
""",
    },
)
case(
    "suffix-and-lines",
    "Another suffix, line statements in names' siblings, and templates beside plain files of the same name.",
    """
    _templates_suffix: .tmpl
    _envops: {line_statement_prefix: "#%", line_comment_prefix: "##", trim_blocks: true}
    use: {type: bool, default: true}
    items: {type: yaml, default: {a: 1, b: [2, 3]}}
    """,
    {
        "a.txt.tmpl": "#% for k, v in items.items():\n  {{ k }}={{ v }} ## note\n#%   if loop.last\n  last\n#%   endif\n#% endfor\nend # % kept\n",
        "b.jinja": "{{ use }}\n",
        "c.txt": "plain {{ use }}\n",
        "c.txt.tmpl": "{{ use }} wins\n",
        "{% if use %}d{% endif %}.sh.tmpl": "#!/bin/sh\n#% set x = items.b | sum\necho {{ x }}\n",
        "{{ _copier_conf.answers_file }}.tmpl": "{{ _copier_answers|to_nice_yaml }}",
    },
)
case(
    "types-mixed",
    "Types with defaults of other types, and templated types.",
    """
    kind: {type: str, default: int}
    p: {type: path, default: "a/../b"}
    n: {type: "{{ kind }}", default: "12"}
    f: {type: float, default: 3}
    g: {type: float, default: "1e2"}
    s: {type: str, default: 5}
    t: {type: str, default: true}
    j: {type: json, default: '{"a": [1, null]}'}
    k: {type: json, default: {a: 1}}
    y: {type: yaml, default: "[1, 'two', {three: 3}]"}
    z: {type: yaml, default: "{{ y[2] }}"}
    b: {type: bool, default: "{{ n > 10 }}"}
    c: {type: bool, default: "off"}
    d: {type: int, default: "{{ f|int + n }}"}
    e: {type: str, default: ""}
    """,
    {"a.txt.jinja": "{% for v in [p, n, f, g, s, t, j, k, y, z, b, c, d, e] %}{{ v }} {{ v is string }}|{% endfor %}\n", **ANSWERS},
)
case(
    "validators-regex",
    "Validators with the filters of patterns, and defaults that are made by them.",
    r"""
    title: {type: str, default: "My  Great_Tool 2!"}
    slug:
      type: str
      default: "{{ title|lower|regex_replace('[^a-z0-9]+', '-')|regex_replace('^-|-$', '') }}"
      validator: "{% if not (slug|regex_search('^[a-z][a-z0-9-]*$')) %}bad {{ slug }}{% endif %}"
    parts: {type: yaml, default: "{{ title|regex_findall('[A-Za-z]+') }}"}
    swapped: {type: str, default: "{{ title|regex_replace('(\\w+)\\s+(?P<second>\\w+)', '\\g<second>.\\1') }}"}
    camel: {type: str, default: "{{ slug.split('-')|map('capitalize')|join }}"}
    """,
    {"a.txt.jinja": "{{ slug }}|{{ parts }}|{{ swapped }}|{{ camel }}|{{ title|regex_escape }}|{{ title|quote }}\n", **ANSWERS},
)
case(
    "extension-python-classes",
    "Hooks with classes that are made of others, properties, class attributes, generators and other delimiters.",
    """
    _envops: {variable_start_string: "[[", variable_end_string: "]]"}
    _jinja_extensions: [copier_templates_extensions.TemplateExtensionLoader, "ext.py:Own"]
    _exclude: [ext.py, copier.yml]
    name: {type: str, default: demo}
    """,
    {
        "ext.py": '''\
from copier_templates_extensions import ContextHook


class Base:
    prefix = "b-"
    count = 0

    def __init__(self, name):
        self.name = name

    def full(self, mark="."):
        return self.prefix + self.name + mark

    @property
    def upper(self):
        return self.full().upper()

    @staticmethod
    def add(a, b=2):
        return a + b

    def __str__(self):
        return f"<{self.full('!')}>"

    def __iter__(self):
        for letter in self.name:
            if letter != "e":
                yield letter


class Derived(Base):
    prefix = "d-"

    def __getitem__(self, key):
        if key == "none":
            raise KeyError(key)
        return key * self.add(1)

    def __len__(self):
        return len(self.name)


class Own(ContextHook):
    label = "own"

    def hook(self, context):
        thing = Derived(context.get("name", "none"))
        context["thing"] = thing
        context["plain"] = Base("x")
        context["label"] = self.label
        context["tuple"] = (1, [2], {"three": 3.5})
''',
        "a.txt.jinja": "[[ thing ]] [[ thing.upper ]] [[ thing.full() ]] [[ thing.full(mark='?') ]] [[ thing['k'] ]] [[ thing.none is defined ]] [[ thing|length ]] [[ thing|list ]] [[ thing.add(5) ]]\n[% if thing %]yes[% endif %] [[ plain ]] [[ label ]] [[ tuple ]] [[ plain.missing|default('d') ]]\n".replace("[%", "{%").replace("%]", "%}"),
    },
    arguments={"unsafe": True},
)
case(
    "jinja-scopes",
    "What set, imports, blocks and includes see of one another's variables.",
    NAME + "_exclude: [parts, copier.yml]\n",
    {
        "parts/i.jinja": "{{ x|default('none') }}{{ loop.index if loop is defined else '' }}{% set x = 'inner' %}",
        "parts/b.jinja": "{% set x = 'base' %}{% block a %}{{ x }}{% endblock %}{% for x in [1, 2] %}{% block b scoped %}{{ x }}{% endblock %}{% endfor %}{{ x }}\n",
        "a.txt.jinja": "{% set x = 1 %}{% for i in [1, 2] %}{% include 'parts/i.jinja' %}{% endfor %}{{ x }}{% if true %}{% set x = 2 %}{% endif %}{{ x }}{% macro m(x=x) %}{{ x }}{{ caller is defined }}{% endmacro %}{% set x = 3 %}{{ m() }}{{ m(4) }}\n",
        "b.txt.jinja": "{% extends 'parts/b.jinja' %}{% set x = 'top' %}{% block b %}[{{ x }}]{% endblock %}",
        "c.txt.jinja": "{% for x in [1, 2, 3] %}{% set y = x %}{% endfor %}{{ y is defined }}{% set ns = namespace() %}{% for x in [1] %}{% set ns.y = x %}{% endfor %}{{ ns.y }}{{ ns.z is defined }}{% for a in [] %}{% else %}{% set e = 1 %}{% endfor %}{{ e is defined }}\n",
        "d.txt.jinja": "{% autoescape true %}{{ '<' }}{{ '<'|safe }}{% set v %}<{{ '&' }}>{% endset %}{{ v }}{% endautoescape %}{{ '<' ~ '>' }}{{ ['<']|join|e }}\n",
    },
)
