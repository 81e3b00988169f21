"""Less common constructs of Cookiecutter's settings and of Jinja, together in one template each."""

from corpus import case

NAME = {"name": "demo"}

case(
    "dict-loops",
    "Dict variables with nested lists, looped over, indexed and merged, with answers that replace parts.",
    {
        "name": "demo",
        "types": {
            "png": {"name": "Portable", "apps": ["GIMP", "{{ cookiecutter.name }}"], "n": 1},
            "bmp": {"name": "Bitmap", "apps": [], "on": True},
        },
        "deep": {"a": {"b": {"c": "{{ cookiecutter.name|upper }}"}}, "l": [1, [2, "{{ cookiecutter.name }}"]]},
    },
    {
        "a.txt": (
            "{% for k, v in cookiecutter.types.items() %}{{ k }}: {{ v.name }} {{ v.apps|default([])|join(',') }} {{ v }}\n{% endfor %}"
            "{{ cookiecutter.deep.a.b.c }} {{ cookiecutter.deep['l'] }} {{ cookiecutter.types|dictsort|map('first')|list }}\n"
        )
    },
    {"types": {"png": {"n": 5}, "gif": {"name": "new"}}},
)
case(
    "private-variables",
    "Variables with one and two underscores: raw, rendered, lists, dicts, and those of the same name as answers.",
    {
        "name": "demo",
        "_raw": "{{ cookiecutter.name }}",
        "__rendered": "{{ cookiecutter.name|upper }}-{{ cookiecutter._raw }}",
        "_list": ["{{ cookiecutter.name }}", "b"],
        "__list": ["{{ cookiecutter.name }}", "b"],
        "__dict": {"k": "{{ cookiecutter.name }}"},
        "late": "{{ cookiecutter.__rendered|lower }}",
        "__number": 5,
        "_none": None,
        "__bool": True,
    },
    {
        "a.txt": "{{ cookiecutter._raw }}|{{ cookiecutter.__rendered }}|{{ cookiecutter._list }}|{{ cookiecutter.__list }}|{{ cookiecutter.__dict }}|{{ cookiecutter.late }}|{{ cookiecutter.__number }}|{{ cookiecutter._none }}|{{ cookiecutter.__bool }}\n"
    },
)
case(
    "copy-without-render-globs",
    "Patterns with stars, question marks, sets, folders, rendered names and case.",
    {
        "name": "demo",
        "_copy_without_render": [
            "*.html", "docs/*/raw?.md", "[xy].txt", "static", "{{cookiecutter.name}}/t.js", "*/deep/*.css", "*.MD", "a[!b].ini", "not/**/here.txt"
        ],
    },
    {
        path: "{{ cookiecutter.name }}\n"
        for path in (
            "a.html", "sub/b.html", "docs/q/raw1.md", "docs/q/w/raw2.md", "docs/raw3.md", "x.txt", "sub/y.txt", "z.txt", "static/a.txt",
            "static/{{cookiecutter.name}}.js", "sub/static/b.txt", "t.js", "q/deep/x.css", "q/r/deep/y.css", "deep/z.css", "up.md", "up.MD",
            "ab.ini", "ac.ini", "not/here.txt", "not/a/here.txt", "{{cookiecutter.name}}.html",
        )
    },
)
case(
    "human-prompts",
    "Prompts for questions, choices and dicts change nothing of the context.",
    {
        "name": "demo",
        "kind": ["a", "b"],
        "flag": True,
        "__prompts__": {"name": "What name?", "kind": {"__prompt__": "Which?", "a": "First [bold]", "b": "Second"}, "flag": "Sure?"},
        "after": "{{ cookiecutter.kind }}-{{ cookiecutter.flag }}",
    },
    {"a.txt": "{{ cookiecutter.name }} {{ cookiecutter.kind }} {{ cookiecutter.flag }} {{ cookiecutter.after }} {{ cookiecutter.__prompts__ is defined }}\n"},
    {"kind": "b", "flag": "n"},
)
case(
    "jinja-whitespace-control",
    "Minus and plus signs beside tags, comments and raw blocks, with Cookiecutter's own settings.",
    {"name": "demo", "list": {"a": 1}},
    {
        "a.txt": (
            "a\n\n  {%- if true %}  b\n  {%+ if 1 +%}  c\n{%- endif -%}\n\n d {%- endif %}\n{#- x -#}\n  e {# y #} f\n"
            "{%- raw -%}\n  {{ x }}  \n  {%- endraw -%}\n\t{% set v = 1 %}\t\n{{- v }}\n   {{ v -}}   \n   end\n\n\n"
        ),
        "b.txt": "{% for x in 'abc' -%}\n  {{ x }}\n  {%- if not loop.last %},{% endif %}\n{% endfor -%}\n\n\nz",
        "c.txt": "{{ cookiecutter.name }}\r\n{% if true -%}\r\n  x\r\n{%- endif %}\r\ny",
        "d.txt": "no end",
        "e.txt": "\n\n{{ cookiecutter.name }}",
    },
)
case(
    "jinja-macros-imports",
    "Macros with call blocks, imports and includes of files beside, recursive loops and namespaces.",
    NAME,
    {
        "m.j2": "{% macro w(t, n=2) %}<{{ t }}>{{ caller(n) if kwargs == {} else kwargs }}</{{ t }}>{% endmacro %}{% set v = 'V' %}",
        "a.txt": """\
{% import 'm.j2' as m %}{% from 'm.j2' import w, v as vv with context %}{% call(x) m.w('p') %}{{ x }}{{ cookiecutter.name }}{% endcall %} {% call(y) w('q') %}{{ y }}{% endcall %} {{ vv }}
{% for i in [[1, [2, 3]], 4] recursive %}{{ loop(i) if i is not number else i }}{{ loop.depth }}{% endfor %}
{% set ns = namespace(x=0) %}{% for i in range(5) if i is odd %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}
{% set b %}{% include 'inc.txt' %}{% endset %}{{ b|upper }}
""",
        "inc.txt": "inc {{ cookiecutter.name }}",
    },
)
case(
    "jinja-formats",
    "Formats, slices, and methods of text, in contents and in names.",
    {"name": "demo", "title": "Ünïcode Straße", "n": "7", "pkg": "a.b-c"},
    {
        "{{ '%02d' % cookiecutter.n|int }}-{{ cookiecutter.pkg.replace('.', '_')[:3] }}.txt": "{{ '{:>8}|{:^7}|{:08.3f}'.format('a', 'b', 3.14159) }} {{ cookiecutter.title.upper() }} {{ cookiecutter.title|lower }} {{ cookiecutter.title[::-1] }}\n",
        "{{ cookiecutter.title|slugify }}.txt": "{{ cookiecutter.title|slugify(separator='_', max_length=8) }} {{ cookiecutter.pkg.split('.')|last }} {{ [1, 2.0, 'é', none]|jsonify }} {{ {'b': 1, 'a': [2]}|jsonify(2) }}\n",
    },
)
case(
    "choice-dependencies",
    "Choices that are templates, of which later defaults and names depend.",
    {
        "name": "demo",
        "lang": ["{{ cookiecutter.name }}-py", "js"],
        "ext": ["{{ 'py' if 'py' in cookiecutter.lang else 'js' }}", "txt"],
        "use": [True, False],
        "file": "{{ cookiecutter.lang|replace('-', '.') }}",
        "long": "{% if cookiecutter.use %}{{ cookiecutter.file ~ cookiecutter.ext }}{% else %}-{% endif %}",
        "number": 3,
        "float": 1.5,
        "null": None,
        "empty": "",
        "list_like": "[1, 2]",
    },
    {
        "{{ cookiecutter.file }}.{{ cookiecutter.ext }}": "{{ cookiecutter.lang }} {{ cookiecutter.use }} {{ cookiecutter.long }} {{ cookiecutter.number }} {{ cookiecutter.float }} {{ cookiecutter.null }} '{{ cookiecutter.empty }}' {{ cookiecutter.list_like[0] }}\n{{ cookiecutter.number + '1' }}\n"
    },
)
case(
    "nested-templates-folder",
    "A template whose rendered names make folders below conditional folders, with programs and links among them.",
    {"name": "demo", "pkg": "x", "cli": "y"},
    {
        "src/{{cookiecutter.pkg}}/__init__.py": "",
        "src/{{cookiecutter.pkg}}/{% if cookiecutter.cli == 'y' %}cli.py{% endif %}": "{{ cookiecutter.pkg }}\n",
        "{% if cookiecutter.cli == 'y' %}bin{% endif %}/{{cookiecutter.pkg}}.sh": "#!/bin/sh\n",
        "{{ cookiecutter.pkg }}{{ cookiecutter.cli }}/a b/{c}.txt": "{ {{ cookiecutter.name }} }\n",
    },
)
case(
    "jinja-settings-lines",
    "Line statements, other comments, and trimming by settings.",
    {
        "name": "demo",
        "_jinja2_env_vars": {"lstrip_blocks": True, "trim_blocks": True, "line_statement_prefix": "%%", "comment_start_string": "<#", "comment_end_string": "#>"},
    },
    {"a.txt": "%% for x in [1, 2]\n  l {{ x }} <# gone #>\n%% endfor\n  {% if true %}\n   kept {# as is #}\n  {% endif %}\nend\n"},
)
case(
    "extensions-in-context",
    "Extensions used in defaults, names and private variables.",
    {
        "name": "My Project",
        "_extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        "slug": "{{ cookiecutter.name|slugify }}",
        "__parts": "{% set l = [] %}{% for p in cookiecutter.slug.split('-') %}{% if loop.index > 5 %}{% break %}{% endif %}{% do l.append(p) %}{% endfor %}{{ l|join('_') }}",
    },
    {"{{ cookiecutter.slug }}.txt": "{{ cookiecutter.__parts }}\n{% for x in range(5) %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}\n"},
    root="{{cookiecutter.slug}}",
)
case(
    "extensions-own-python",
    "Filters, tests and variables of the template's own Python that only computes, in files and in defaults.",
    {
        "name": "my demo",
        "_extensions": ["local.marks.Marks", "filters.shorten", "filters.Updates"],
        "slug": "{{ cookiecutter.name|shorten }}",
    },
    {
        "{{ cookiecutter.slug }}.txt": "{{ cookiecutter.name|mark }} {{ 'x'|mark('-', times=3) }} {{ cookiecutter.name is spaced }} {{ WIDTH }} {{ 'q'|twice }} {{ join_all('a', 'b') }}\n"
    },
    beside={
        "local/__init__.py": "",
        "local/marks.py": '''\
import datetime
import sys

from jinja2.ext import Extension

if sys.version_info >= (3, 9):
    from collections.abc import Sequence
else:
    from typing import Sequence


def mark(value, char="*", times=1):
    """Put marks around a text."""
    return f"{char * times}{value}{char * times}"


class Marks(Extension):
    def __init__(self, environment):
        super().__init__(environment)
        environment.filters["mark"] = mark
        environment.tests["spaced"] = lambda value: " " in value
        environment.globals["WIDTH"] = len("width") * 2
''',
        "filters.py": '''\
from cookiecutter.utils import simple_filter
from jinja2.ext import Extension


@simple_filter
def shorten(value):
    words = value.split()
    return "_".join([word[:2] for word in words if word not in ("a", "the")])


def join_all(first, second, sep="+"):
    return sep.join([first, second])


class Updates(Extension):
    """Adds several at once."""

    def __init__(self, environment):
        """Add them."""
        super().__init__(environment)
        environment.filters.update({"twice": lambda v: v * 2})
        environment.globals.update(join_all=join_all)
''',
    },
)
case(
    "jinja-inheritance",
    "Files of the folder templates that are extended, included and imported, with blocks that call super.",
    NAME,
    {
        "a.txt": "{% extends 'base.j2' %}{% block head %}{{ super() }}-{{ cookiecutter.name }}{% endblock %}\n",
        "b.txt": "{% include 'inc.j2' %}{% from 'lib/m.j2' import m %}{{ m('x') }}{% include 'none.j2' ignore missing %}\n",
    },
    beside={
        "templates/base.j2": "[{% block head %}base{% endblock %}|{% block foot %}{{ self.head() }}{% endblock %}]\n",
        "templates/inc.j2": "inc {{ cookiecutter.name }}\n",
        "templates/lib/m.j2": "{% macro m(a) %}<{{ a }}{{ cookiecutter.name if cookiecutter is defined else '' }}>{% endmacro %}",
    },
)
case(
    "defaults-many-forms",
    "Defaults that are objects of several kinds, long chains, and keys with odd names.",
    {
        "name": "demo",
        "with-dash": "{{ cookiecutter.name }}-d",
        "with space": "s",
        "Ünï": "{{ cookiecutter['with-dash']|upper }}",
        "n": 7,
        "neg": -1.5,
        "big": 12345678901234567890,
        "t": True,
        "list": ["{{ cookiecutter['Ünï'] }}", "b"],
        "empty_dict": {},
        "multi": "line one\nline {{ cookiecutter.n }}\n",
        "quotes": "it's \"q\" \\ / {{ \"x\" ~ 'y' }}",
        "cond": "{% if cookiecutter.t %}yes{% else %}no{% endif %}",
    },
    {
        "{{ cookiecutter['with-dash'] }}.txt": "{{ cookiecutter['with space'] }}|{{ cookiecutter['Ünï'] }}|{{ cookiecutter.n }}|{{ cookiecutter.neg }}|{{ cookiecutter.big }}|{{ cookiecutter.t }}|{{ cookiecutter.list }}|{{ cookiecutter.empty_dict }}|{{ cookiecutter.multi }}|{{ cookiecutter.quotes }}|{{ cookiecutter.cond }}\n"
    },
)
case(
    "names-mixed",
    "Names with loops, sets, slices and dots; folders whose names end alike; and names that are the same but for case.",
    {"name": "demo", "mods": {"a": "1", "b": "2"}, "on": "y"},
    {
        "{% for k in cookiecutter.mods %}{{ k }}{% endfor %}.txt": "x\n",
        "{% set v = cookiecutter.name[:2] %}{{ v }}.txt": "{{ v|default('gone') }}\n",
        "{{ cookiecutter.name }}.{{ cookiecutter.name }}.txt": "y\n",
        "{{ cookiecutter.name.upper() }}/{{ cookiecutter.mods.a }}{{ cookiecutter.mods['b'] }}": "z\n",
        "demo/{{ 'n' if cookiecutter.on == 'y' else '' }}.md": "m\n",
        ".{{ cookiecutter.name }}rc": "rc\n",
        "raw{% raw %}{{x}}{% endraw %}.txt": "r\n",
    },
)
