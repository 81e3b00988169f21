"""Names, contents, modes, links and bytes of files."""

import trees
from corpus import case, text

NAME = {"name": "demo"}
OUT = "{{ cookiecutter.name }}\n"

case(
    "names",
    "The whole path is rendered.",
    {"name": "demo", "pkg": "org/app"},
    {"{{cookiecutter.name}}/{{ cookiecutter.name|upper }}.txt": OUT, "plain.txt": "x\n", "{{ 'a' + 'b' }}.md": "y\n"},
)
case(
    "names-with-slash",
    "A rendered name may make folders when the folder is there.",
    {"name": "demo", "file": "src/z.txt"},
    {
        "a-src/a.txt": "a\n",
        "src/a.txt": "a\n",
        "{{cookiecutter.file|replace('src', 'a-src')}}": "z\n",
        "src/{{cookiecutter.file|replace('src', '.')}}": "y\n",
    },
)
case(
    "names-with-slash-missing",
    "A file in a folder that is not there fails.",
    {"name": "demo", "pkg": "org/app"},
    {"{{cookiecutter.pkg}}.txt": "z\n"},
)
case(
    "folder-with-slash",
    "A folder's name may make folders.",
    {"name": "demo", "pkg": "org/example"},
    {"src/{{cookiecutter.pkg}}/Main.txt": OUT},
)
case(
    "conditional-file",
    "A name that is empty drops the file.",
    {"name": "demo", "on": "y", "off": "n"},
    {
        "{% if cookiecutter.on == 'y' %}on.txt{% endif %}": OUT,
        "{% if cookiecutter.off == 'y' %}off.txt{% endif %}": "x\n",
        "d/{% if cookiecutter.off == 'y' %}off.txt{% endif %}": "x\n",
    },
)
case(
    "conditional-folder",
    "A folder's name that is empty: the folder is there already, which fails.",
    {"name": "demo", "off": "n"},
    {"a.txt": "a\n", "d/{% if cookiecutter.off == 'y' %}sub{% endif %}/b.txt": "b\n"},
)
case(
    "conditional-folder-overwrite",
    "With overwriting, the files of a folder without a name go to the folder above.",
    {"name": "demo", "off": "n"},
    {"a.txt": "a\n", "d/{% if cookiecutter.off == 'y' %}sub{% endif %}/b.txt": "b\n"},
    arguments={"overwrite_if_exists": True},
)
case(
    "conditional-folder-whole",
    "A condition around a folder that holds.",
    {"name": "demo", "on": "y"},
    {"{% if cookiecutter.on == 'y' %}sub{% endif %}/b.txt": "b\n"},
)
case(
    "root-rendered",
    "The root's name is rendered; its result is where the project is.",
    {"name": "My App", "slug": "{{ cookiecutter.name|slugify }}"},
    {"a.txt": "{{ cookiecutter.slug }}\n"},
    root="{{ cookiecutter.slug }}-x",
)
case("root-nested", "The root's name may be a path.", {"name": "group/demo"}, {"a.txt": OUT})
case("root-none", "Without a folder that is a template nothing can be made.", NAME, {"a.txt": OUT}, root="plain")
case(
    "root-beside",
    "What is beside the root is no part of the project.",
    NAME,
    {"a.txt": OUT},
    beside={"README.md": "x\n", "docs/cookiecutter.md": "x\n", "tests/a.txt": "{{ x }}", "cookiecutter-note.txt": "x"},
)
case(
    "sorted-walk",
    "Folders before files, each sorted, from the top: an expression counts.",
    {"name": "demo", "n": "0"},
    {
        path: "{% set _ = cookiecutter.update({'n': cookiecutter.n|int + 1}) %}{{ cookiecutter.n }}\n"
        for path in ["z.txt", "a.txt", "B.txt", "m/b.txt", "m/a/c.txt", "A/x.txt", "_u.txt", "é.txt", "m.txt"]
    },
)
case(
    "copy-without-render",
    "Patterns are matched with the path that is not rendered; * crosses folders; classes count.",
    {
        "name": "demo",
        "_copy_without_render": [
            "*.html",
            "docs/*.md",
            "raw",
            "{{cookiecutter.name}}.tpl",
            "x[12].txt",
            "?.q",
            "*/deep/*.v",
            "[!a]*.neg",
        ],
    },
    {
        path: "{{ cookiecutter.name }} {{ undefined_is_fine" + " }}\n"
        for path in [
            "a.html",
            "sub/b.html",
            "docs/a.md",
            "docs/x/b.md",
            "raw/{{cookiecutter.name}}.txt",
            "{{cookiecutter.name}}.tpl",
            "x1.txt",
            "a.q",
            "p/deep/n/a.v",
            "b.neg",
        ]
    }
    | {
        "{{cookiecutter.name}}.html": "{{ x }}\n",
        "docs.md": OUT,
        "x3.txt": OUT,
        "ab.q": OUT,
        "A.HTM": OUT,
        "sub/raw/c.txt": OUT,
        "a.neg": OUT,
        "run.html": trees.Program("#!{{ x }}\n"),
    },
)
case(
    "copy-without-render-folder",
    "A folder that is copied keeps the names in it, follows links in it and copies programs.",
    {"name": "demo", "_copy_without_render": ["{{cookiecutter.name}}-raw", "keep"]},
    {
        "{{cookiecutter.name}}-raw/{{ x }}/a.txt": "{{ y }}\n",
        "keep/run.sh": trees.Program("{{ z }}"),
        "keep/link": trees.Link("run.sh"),
        "keep/.hidden": "{{ h }}",
        "other/{{ cookiecutter.name }}.txt": OUT,
    },
)
case(
    "copy-without-render-not-rendered",
    "The patterns themselves are not rendered.",
    {"name": "demo", "_copy_without_render": ["demo.txt", "{{ cookiecutter.name }}.md"]},
    {"{{cookiecutter.name}}.txt": OUT, "{{ cookiecutter.name }}.md": "{{ x }}\n", "demo.md": OUT},
)
case(
    "jinja-options",
    "_jinja2_env_vars: blanks around blocks.",
    {"name": "demo", "_jinja2_env_vars": {"trim_blocks": True, "lstrip_blocks": True}},
    {"a.txt": "a\n  {% if true %}\n  b\n  {% endif %}\nc\n"},
)
case(
    "jinja-delimiters",
    "_jinja2_env_vars: other delimiters, in names and contents and in the root's name.",
    {
        "name": "demo",
        "slug": "[[ cookiecutter.name ]]-s {{ x }}",
        "_jinja2_env_vars": {
            "variable_start_string": "[[",
            "variable_end_string": "]]",
            "block_start_string": "[%",
            "block_end_string": "%]",
        },
    },
    {"[[cookiecutter.name]].txt": "[[ cookiecutter.slug ]] {{ y }} [% if true %]t[% endif %]\n"},
    root="[[cookiecutter.name]]",
)
case(
    "jinja-unknown-option",
    "An option that Jinja does not have.",
    {"name": "demo", "_jinja2_env_vars": {"no_such": 1}},
    {"a.txt": OUT},
)
case(
    "new-lines",
    "_new_lines forces the line ends of what is rendered.",
    {"name": "demo", "_new_lines": "\r\n"},
    {"a.txt": "a\nb\n", "crlf.txt": "a\r\nb\r\n", "no.txt": "a", "bin.png": b"\x89PNG\n\n"},
)
case(
    "new-lines-lf",
    "_new_lines with LF.",
    {"name": "demo", "_new_lines": "\n"},
    {"a.txt": "a\nb\n", "crlf.txt": "a\r\nb\r\n", "cr.txt": "a\rb\r"},
)
case(
    "line-ends",
    "The line ends of the file are kept; of mixed ones CR goes before LF, LF before CRLF.",
    NAME,
    {
        "lf.txt": "a\n{{ cookiecutter.name }}\n",
        "crlf.txt": "a\r\n{{ cookiecutter.name }}\r\n",
        "cr.txt": "a\r{{ cookiecutter.name }}\r",
        "none.txt": "{{ cookiecutter.name }}",
        "crlf-lf.txt": "a\r\nb\nc\r\n",
        "lf-crlf.txt": "a\nb\r\nc\n",
        "cr-lf.txt": "a\rb\nc\r",
        "cr-crlf.txt": "a\rb\r\nc",
        "all.txt": "a\r\nb\nc\rd\n",
        "one.txt": "a\r\n",
        "only.txt": "\r\n\r\n",
        "crlf-late-lf.txt": "x" * 60 + "\r\n" + ("y" * 60 + "\r\n") * 200 + "late\n",
        "no-end.txt": "a\r\nb",
    },
)
case(
    "line-ends-in-values",
    "Line ends of values become the file's.",
    {"name": "demo", "v": "x\ny"},
    {
        "crlf.txt": "a {{ cookiecutter.v }}\r\nb\r\n",
        "lf.txt": "{{ 'p\\r\\nq' }}\n",
        "cr.txt": "a {{ cookiecutter.v }}\rb\r",
    },
)
case(
    "last-line-end",
    "The last line end stays, and blank lines.",
    NAME,
    {"a.txt": "x", "b.txt": "x\n", "c.txt": "x\n\n\n", "empty": "", "blank.txt": "\n"},
)
case("byte-order-mark", "A byte order mark stays.", NAME, {"a.txt": "\ufeff{{ cookiecutter.name }}\n"})
BINARY = {
    "nul.txt": b"a\x00{{ cookiecutter.name }}\n",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00{{ cookiecutter.name }}",
    "fake.png": b"{{ cookiecutter.name }} text\n",
    "fake.ico": b"{{ cookiecutter.name }}\n",
    "fake.pdf": b"{{ cookiecutter.name }}\n",
    "fake.doc": b"{{ cookiecutter.name }}\n",
    "fake.step": b"{{ cookiecutter.name }}\n",
    "fake.class": b"{{ cookiecutter.name }}\n",
    "fake.svg": b"<svg>{{ cookiecutter.name }}</svg>\n",
    "magic.txt": b"%PDF-1.4 {{ cookiecutter.name }}\n",
    "gif.txt": b"GIF89a {{ cookiecutter.name }}\n",
    "zip.txt": b"PK\x03\x04 {{ cookiecutter.name }}\n",
    "elf": b"\x7fELF {{ cookiecutter.name }}\n",
    "all.bin": bytes(range(256)),
    "random": bytes((i * 7919 + 13) % 256 for i in range(600)),
    "UPPER.PNG": b"{{ cookiecutter.name }}\n",
    "control.txt": b"\x01\x02\x03\x04\x05{{ cookiecutter.name }}\n",
    "escape.txt": b"\x1b[0m{{ cookiecutter.name }}\n",
    "late-nul.txt": b"{{ cookiecutter.name }}\n" * 40 + b"\x00",
    "wasm": b"\x00asm\x01\x00\x00\x00",
    "gz": b"\x1f\x8b\x08\x00abc",
    "jar.jar": b"PK\x03\x04",
    "data.pkl": b"{{ cookiecutter.name }}\n",
    "font.woff2": b"{{ cookiecutter.name }}\n",
    "a.so": b"{{ cookiecutter.name }}\n",
}
case("binary", "What is binary by its name, by its first bytes or by what it is made of is copied.", NAME, BINARY)
case("utf-16", "UTF-16 text.", NAME, {"a.txt": "\ufeffab {{ cookiecutter.name }}\n".encode("utf-16-le")})
case(
    "utf-8",
    "UTF-8 text of many scripts is text.",
    NAME,
    {
        "a.txt": "日本語 {{ cookiecutter.name }} Ελληνικά 🎉\n",
        "b.txt": "é" * 300 + "{{ cookiecutter.name }}\n",
        "c.txt": "x" * 511 + "é {{ cookiecutter.name }}\n",
    },
)
case(
    "latin-1",
    "Text that is not UTF-8 and is taken for text fails.",
    NAME,
    {
        "a.txt": "caf\u00e9 au lait, cr\u00e8me br\u00fbl\u00e9e et {{ cookiecutter.name }} encore du texte\n".encode(
            "latin-1"
        )
    },
)
case(
    "shift-jis",
    "Shift-JIS text.",
    NAME,
    {
        "a.txt": ("\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8 " * 8 + "{{ cookiecutter.name }}\n").encode(
            "shift-jis"
        )
    },
)
case(
    "modes",
    "Programs stay programs, whether rendered, copied or binary.",
    {"name": "demo", "_copy_without_render": ["raw.sh"]},
    {
        "run.sh": trees.Program("#!/bin/sh\necho {{ cookiecutter.name }}\n"),
        "raw.sh": trees.Program("{{ x }}"),
        "plain.sh": OUT,
        "bin/tool": trees.Program("x"),
    },
)
case(
    "symlinks",
    "A link to a file becomes the file; a link to a folder becomes an empty folder.",
    NAME,
    {
        "real.txt": OUT,
        "link.txt": trees.Link("real.txt"),
        "folder/a.txt": OUT,
        "linked": trees.Link("folder"),
        "deep/up.txt": trees.Link("../real.txt"),
        "run.sh": trees.Program("x\n"),
        "link.sh": trees.Link("run.sh"),
    },
)
case("symlink-broken", "A link that leads nowhere fails.", NAME, {"a.txt": OUT, "broken": trees.Link("nowhere")})
case(
    "odd-names",
    "Names with blanks, quotes and unicode.",
    NAME,
    {
        "with space.txt": OUT,
        'quo"te': "1\n",
        "it's": "2\n",
        "uni-é-日本": "3\n",
        "-dash": "4\n",
        "semi;colon": "5\n",
        ".hidden/.file": "6\n",
        "%percent": "7\n",
        "#hash": "8\n",
        "a{b}c": "9\n",
        "back\\slash": "a\n",
        " lead": "b\n",
        "trail ": "c\n",
    },
)
case("name-line-end", "A name that ends with a line end keeps it.", NAME, {"a\n": "1\n", "{{ 'b\\n' }}": "2\n"})
case(
    "git-attributes",
    "The template's own .gitattributes change what is read.",
    NAME,
    {"a.txt": "a {{ cookiecutter.name }}\nb\n", "b.md": "a\nb\n", "c.raw": "a\r\nb\n"},
    beside={".gitattributes": "*.txt text eol=crlf\n*.raw -text\n"},
)
case(
    "git-attributes-macros",
    "Attributes that stand for others, and ids.",
    NAME,
    {"a.t": "a\nb\n", "b.t": "$Id$ {{ cookiecutter.name }}\n", "c.raw": "a\nb\n", "d.txt": "$Id$\n$Id: old $\n$Identity$\n"},
    beside={".gitattributes": "[attr]win text eol=crlf\n[attr]raw -text eol=lf\n*.t win\n*.raw win raw\n*.txt ident\nb.t ident\n"},
)
case(
    "includes",
    "include, import and extends find the folder `templates` beside the root, and the root itself.",
    NAME,
    {
        "a.txt": "{% include 'part.txt' %}|{% include 'own.txt' %}",
        "b.txt": "{% from 'm.txt' import f %}{{ f('x') }}{% import 'm.txt' as m %} {{ m.f('y') }}\n",
        "c.html": "{% extends 'base.html' %}{% block b %}{{ super() }} {{ cookiecutter.name }}{% endblock %}",
        "own.txt": "own {{ cookiecutter.name }}\n",
        "same.txt": "same\n",
        "d.txt": "{% include 'same.txt' %}",
    },
    beside={
        "templates/part.txt": "part {{ cookiecutter.name }}\n",
        "templates/m.txt": "{% macro f(a) %}<{{ a }}>{% endmacro %}",
        "templates/base.html": "[{% block b %}base{% endblock %}]\n",
        "templates/same.txt": "other\n",
    },
)
case("include-missing", "An include that is not there fails.", NAME, {"a.txt": "{% include 'absent.txt' %}\n"})
case("syntax-error", "Wrong syntax fails.", NAME, {"a.txt": "ok\n{% if %}\n"})
case("unknown-filter", "A filter that is not there fails.", NAME, {"a.txt": "{{ cookiecutter.name|no_such }}\n"})
case(
    "path-escape",
    "What a name that leaves the project makes is outside of it; here is what is inside.",
    {"name": "demo", "up": "../../outside"},
    {"{{cookiecutter.up}}/a.txt": "x\n", "b.txt": "y\n"},
)
case(
    "raw-blocks",
    "raw blocks, comments and blank control.",
    NAME,
    {
        "ci.yml": "{% raw %}${{ secrets.X }}{% endraw %} {# gone #}x\n  {%- if true -%}\n  y\n  {%- endif %}\n${{ '{{ a }}' }}\n"
    },
)
SLUGS = [
    "'My App'",
    "'Grüße aus Köln'",
    "'日本語 テスト'",
    "'Привет мир'",
    "'a&amp;b &#233; &#xe9;'",
    "'l\\'été'",
    "'a--b__c'",
    "'  x  '",
    "'CamelCase HTTPServer'",
    "'1.2.3'",
    "'ß æ ø ł þ'",
    "'🎉 party'",
    "''",
    "'one two three'",
    "'a/b\\\\c'",
    "'100% €5'",
    "'x'|replace('x', 'Déjà Vu')",
    "'don’t “quote” – dash'",
    "'1,000 reasons'",
    "'مرحبا'",
    "'Ελλάδα'",
    "'한국어'",
]
case("slugify", "slugify with its defaults.", NAME, {"out.txt": "".join("{{ (%s)|slugify }}\n" % one for one in SLUGS)})
case(
    "slugify-options",
    "slugify with every argument.",
    NAME,
    {
        "out.txt": text("""
     {{ 'My Big App'|slugify(separator='_') }}
     {{ 'My Big App'|slugify(lowercase=False) }}
     {{ 'one two three four'|slugify(max_length=11) }}
     {{ 'one two three four'|slugify(max_length=11, word_boundary=True) }}
     {{ 'one two three four'|slugify(max_length=12, word_boundary=True, save_order=True) }}
     {{ 'the big the app'|slugify(stopwords=['the']) }}
     {{ 'The Big App'|slugify(stopwords=['the'], lowercase=False) }}
     {{ 'a_b c.d'|slugify(regex_pattern='[^a-z0-9_.]+') }}
     {{ 'a|b c'|slugify(replacements=[['|', 'or'], [' ', '']]) }}
     {{ 'Ünï côde 日本'|slugify(allow_unicode=True) }}
     {{ 'a &amp; b &#38; c &#x26; d'|slugify(entities=False) }}
     {{ 'a &#233; b'|slugify(decimal=False) }}
     {{ 'a &#xe9; b'|slugify(hexadecimal=False) }}
     {{ 'x y'|slugify(True, True, True, 0, False, '.') }}
     {{ 'x y z'|slugify(separator='') }}
     """)
    },
)
case(
    "jsonify",
    "jsonify sorts, indents and escapes.",
    {"name": "demo", "d": {"b": [1, {"é": "ü"}], "a": None}},
    {
        "out.txt": "{{ cookiecutter.d|jsonify }}\n{{ cookiecutter.d|jsonify(indent=2) }}\n{{ 'é<'|jsonify }}\n{{ [1, true]|jsonify }}\n{{ 3|jsonify }}\n"
    },
)
case(
    "now",
    "{% now %} with zones, formats and offsets.",
    NAME,
    {
        "out.txt": text("""
     {% now 'utc' %}
     {% now 'utc', '%Y' %}
     {% now 'local', '%Y-%m-%d %H:%M' %}
     {% now 'Europe/Berlin', '%d.%m.%Y %H:%M:%S %z %Z' %}
     {% now 'America/New_York', '%A, %d %B %Y %I %p' %}
     {% now 'Asia/Kolkata', '%H:%M' %}
     {% now 'utc' + 'days=1,hours=2', '%Y-%m-%d %H' %}
     {% now 'utc' - 'months=1', '%Y-%m-%d' %}
     {% now 'utc' + 'years=1', '%Y-%m-%d' %}
     {% now 'utc' - 'weeks=1, minutes=30' %}
     {% now 'UTC', '%j %U %W %y %e|%-d|%%' %}
     {% now '+02:00', '%H:%M' %}
     {% now 'utc' - 'days=0.5', '%Y-%m-%d %H:%M' %}
     """)
    },
)
case("now-unknown-zone", "An unknown zone fails.", NAME, {"a.txt": "{% now 'No/Where' %}\n"})
case(
    "random",
    "Random text and ids: their length and kind alone can be told.",
    NAME,
    {
        "out.txt": "{{ random_ascii_string(12)|length }} {{ random_ascii_string(5, punctuation=True)|length }} {{ random_ascii_string(3).isalpha() }} {{ uuid4()|length }} {{ uuid4()[14] }}\n"
    },
)
case(
    "extensions-jinja",
    "_extensions of Jinja.",
    {"name": "demo", "_extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"]},
    {
        "a.txt": "{% set l = [] %}{% do l.append(1) %}{{ l }}{% for x in [1, 2, 3] %}{% if x == 2 %}{% break %}{% endif %}{{ x }}{% endfor %}\n"
    },
)
case(
    "extensions-time-alias",
    "jinja2_time is what `now` came from once.",
    {"name": "demo", "_extensions": ["jinja2_time.TimeExtension"]},
    {"a.txt": "{% now 'utc', '%Y-%m-%d' %}\n"},
)
case(
    "extensions-named",
    "Cookiecutter's own extensions may be named, too.",
    {
        "name": "demo",
        "_extensions": [
            "cookiecutter.extensions.SlugifyExtension",
            "cookiecutter.extensions.JsonifyExtension",
            "cookiecutter.extensions.TimeExtension",
            "cookiecutter.extensions.UUIDExtension",
            "cookiecutter.extensions.RandomStringExtension",
        ],
    },
    {"a.txt": "{{ 'A b'|slugify }} {{ [1]|jsonify|length }} {% now 'utc', '%Y' %} {{ uuid4()|length }}\n"},
)
case(
    "extensions-missing",
    "An extension that is not installed is refused.",
    {"name": "demo", "_extensions": ["no_such.Extension"]},
    {"a.txt": OUT},
)
case(
    "extensions-own",
    "An extension in the template's own Python.",
    {"name": "demo", "_extensions": ["own_ext.Shout"]},
    {"a.txt": "{{ cookiecutter.name|shout }}\n", "b.txt": OUT},
    beside={
        "own_ext.py": text("""
        from jinja2.ext import Extension


        class Shout(Extension):
            def __init__(self, environment):
                super().__init__(environment)
                environment.filters["shout"] = lambda value: value.upper() + "!"
        """)
    },
)
case(
    "hooks-not-run",
    "Hooks do nothing when they are not accepted.",
    NAME,
    {"a.txt": OUT},
    beside={
        "hooks/post_gen_project.py": "open('made.txt', 'w').write('{{ cookiecutter.name }}')\n",
        "hooks/pre_gen_project.sh": "touch pre\n",
    },
)
case(
    "hooks-mutate",
    "The text of a hook that runs before is rendered, and can change the context.",
    {"name": "demo", "v": "1"},
    {"a.txt": "{{ cookiecutter.v }} {{ cookiecutter.added|default('none') }}\n"},
    beside={"hooks/pre_gen_project.py": '"""{{ cookiecutter.update({"v": "2", "added": "by hook"}) }}"""\n'},
    hooks=True,
)
case(
    "hooks-post-rendered",
    "The text of a hook that runs after is rendered; what it removes is gone.",
    {"name": "demo", "docs": "n"},
    {"a.txt": OUT, "docs/index.md": "x\n", "docs/b.md": "y\n", "extra.txt": "z\n"},
    beside={
        "hooks/post_gen_project.py": "import os, shutil\nREMOVE = [{% if cookiecutter.docs != 'y' %}'docs', {% endif %}'extra.txt']\nfor path in REMOVE:\n    shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)\n"
    },
    hooks=True,
)
case(
    "hooks-fail",
    "A hook that fails stops everything.",
    NAME,
    {"a.txt": OUT},
    beside={"hooks/pre_gen_project.py": "import sys\nsys.exit(1)\n"},
    hooks=True,
)
case(
    "hooks-undefined",
    "A hook whose text cannot be rendered.",
    NAME,
    {"a.txt": OUT},
    beside={"hooks/pre_gen_project.py": "x = '{{ cookiecutter.absent }}'\n"},
    hooks=True,
)
case(
    "cruft-record",
    "The record that cruft writes.",
    {
        "name": "demo",
        "n": 1.50,
        "c": ["é", "b"],
        "flag": True,
        "nothing": None,
        "d": {"k": "{{ cookiecutter.name }}", "l": [1]},
        "_p": ["{{ x }}"],
        "__c": "{{ cookiecutter.name }}!",
        "__prompts__": {"name": "N?"},
    },
    {"a.txt": "{{ cookiecutter._template }} {{ cookiecutter._commit }}\n", "é.txt": OUT},
    {"name": "Grüße", "c": "b"},
    cruft=True,
)
case(
    "cruft-checkout",
    "A record with a checkout, skipped files and a folder's template.",
    {"name": "x"},
    {"a.txt": "x"},
    cruft=True,
    arguments={"checkout": "v1.0.0", "skip": ["a.txt", "docs"], "directory": "inner/one"},
    beside={
        "inner/one/cookiecutter.json": '{"n": "inner"}',
        "inner/one/{{cookiecutter.n}}/b.txt": "{{ cookiecutter.n }}\n",
    },
)
case(
    "cruft-bookkeeping",
    "Under cruft there is no _output_dir.",
    NAME,
    {"a.txt": "{{ cookiecutter._output_dir }}\n"},
    cruft=True,
)
case(
    "cruft-undefined-record",
    "Under cruft there is no second context.",
    NAME,
    {"a.txt": "{{ _cookiecutter.name }}\n"},
    cruft=True,
)
case(
    "cruft-folder-overwrite",
    "With overwriting, as cruft's update has it, a folder without a name is the one above.",
    {"name": "demo", "off": "n"},
    {"d/{% if cookiecutter.off == 'y' %}sub{% endif %}/b.txt": "b\n", "d/c.txt": "c\n"},
    cruft=True,
    arguments={"overwrite_if_exists": True},
)
case(
    "cruft-nested-fails",
    "cruft cannot choose among templates.",
    {"templates": {"one": {"path": "./first", "title": "One"}}},
    {},
    beside={"first/cookiecutter.json": '{"n": "x"}', "first/{{cookiecutter.n}}/a.txt": "a\n"},
    cruft=True,
)
case(
    "cruft-custom-delimiters-fail",
    "cruft wants a root with the usual delimiters.",
    {"name": "demo", "_jinja2_env_vars": {"variable_start_string": "[[", "variable_end_string": "]]"}},
    {"a.txt": "x"},
    root="[[cookiecutter.name]]",
    cruft=True,
)
