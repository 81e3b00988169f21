"""Contents of files: delimiters, bytes, includes, variables, extensions, other data."""

import trees
from corpus import ANSWERS, case, text

NAME = "name: {type: str, default: demo}\n"

case(
    "envops-delimiters",
    "Other delimiters count in contents, names, defaults and excludes.",
    """
    _envops:
      block_start_string: "[%"
      block_end_string: "%]"
      comment_start_string: "[#"
      comment_end_string: "#]"
      variable_start_string: "[["
      variable_end_string: "]]"
    _exclude: ["copier.yml", "[[ name ]]-not.txt"]
    name: {type: str, default: demo}
    slug: {type: str, default: "[[ name|upper ]] {{ name }}"}
    """,
    {
        "[[ _copier_conf.answers_file ]].jinja": "[[ _copier_answers|to_nice_yaml -]]\n",
        "[[ name ]].txt.jinja": "[# c #]{{ name }} [[ slug ]] [% if name %]yes[% endif %]\n",
        "demo-not.txt": "x",
        "{{ name }}.md": "kept\n",
    },
)
BLOCKS = "{% if name %}\n  {% for x in [1, 2] %}\n    - {{ x }}\n  {% endfor %}\n{% endif %}\nend {{ name }}\n\n"
case(
    "envops-none",
    "Without options: line ends after blocks stay, and so does the last one.",
    NAME,
    {"a.txt.jinja": BLOCKS},
)
case(
    "envops-trim",
    "trim_blocks and lstrip_blocks.",
    "_envops: {trim_blocks: true, lstrip_blocks: true}\n" + NAME,
    {"a.txt.jinja": BLOCKS, "b.txt.jinja": "{% if true +%}\nx\n  {%+ endif %}\n"},
)
case(
    "envops-no-trailing",
    "keep_trailing_newline false.",
    "_envops: {keep_trailing_newline: false}\n" + NAME,
    {"a.txt.jinja": BLOCKS, **ANSWERS},
)
case(
    "envops-newline",
    "newline_sequence.",
    '_envops: {newline_sequence: "\\r\\n"}\n' + NAME,
    {"a.txt.jinja": "a\nb {{ name }}\r\nc\n{{ 'x\\ny' }}\n", "b.txt": "as\nis\n"},
)
case(
    "envops-lines",
    "Line statements and line comments.",
    "_envops: {line_statement_prefix: '%%', line_comment_prefix: '##'}\n" + NAME,
    {"a.txt.jinja": "%% for x in [1, 2]\nline {{ x }} ## gone\n%% endfor\n## gone too\nend\n"},
)
case(
    "envops-autoescape",
    "autoescape.",
    "_envops: {autoescape: true}\nname: {type: str, default: '<b>&'}\n",
    {"a.txt.jinja": "{{ name }} {{ name|safe }} {{ '<i>' }}\n"},
)
case(
    "envops-strict",
    "A strict undefined fails where the value is printed.",
    "_envops: {undefined: jinja2.StrictUndefined}\n" + NAME,
    {"a.txt.jinja": "{{ absent }}\n"},
)
case(
    "envops-strict-defined",
    "A strict undefined may be asked for.",
    "_envops: {undefined: jinja2.StrictUndefined}\n" + NAME,
    {"a.txt.jinja": "{{ absent is defined }} {{ absent|default('d') }} {{ name }}\n"},
)
case(
    "envops-lenient",
    "The default undefined prints nothing, and fails on an attribute.",
    "_envops: {undefined: jinja2.Undefined}\n" + NAME,
    {"a.txt.jinja": "[{{ absent }}]{% for x in absent %}x{% endfor %}\n"},
)
case(
    "undefined-attribute",
    "An attribute of an undefined value fails.",
    NAME,
    {"a.txt.jinja": "{{ absent.attribute }}\n"},
)
case(
    "envops-unknown-undefined",
    "Any other undefined is refused.",
    "_envops: {undefined: jinja2.DebugUndefined}\n" + NAME,
    {"a.txt.jinja": "{{ absent }}\n"},
)
case(
    "envops-unknown",
    "An option that Jinja does not have is refused.",
    "_envops: {no_such_option: 1}\n" + NAME,
    {"a.txt.jinja": "x\n"},
)
case(
    "envops-same-delimiters",
    "Delimiters that are the same are refused.",
    '_envops: {block_start_string: "{{"}\n' + NAME,
    {"a.txt.jinja": "x\n"},
)
case(
    "line-ends",
    "Templates give LF whatever they have; other files are copied as they are.",
    NAME,
    {
        "crlf.txt.jinja": "a {{ name }}\r\nb\r\n",
        "cr.txt.jinja": "a\rb\r",
        "mixed.txt.jinja": "a\r\nb\nc\rd",
        "crlf.txt": "a\r\nb\r\n",
        "no-end.txt.jinja": "{{ name }}",
        "many.txt.jinja": "{{ name }}\n\n\n",
    },
)
case(
    "byte-order-mark",
    "A byte order mark stays.",
    NAME,
    {"bom.txt.jinja": "\ufeff{{ name }}\n", "plain.txt": "\ufeffx\n"},
)
case(
    "binary",
    "Files without the suffix are copied byte for byte.",
    NAME,
    {"a.bin": bytes(range(256)), "b.txt": b"latin \xe9\n", "c.png": b"\x89PNG\r\n\x1a\n{{ name }}"},
)
case("undecodable", "A template that is not UTF-8 is refused.", NAME, {"a.txt.jinja": b"latin \xe9 {{ name }}\n"})
case(
    "nul-in-template",
    "A template may hold control characters.",
    NAME,
    {"a.txt.jinja": "a\x00b\x0b{{ name }}\x1b\f\u2028\u0085\n"},
)
case(
    "git-attributes",
    "The template's own .gitattributes change what is read: line ends by the name in the template.",
    NAME,
    {
        ".gitattributes": "*.txt text eol=crlf\n*.bat.jinja text eol=crlf\n*.raw -text\nid.md ident\n",
        "a.txt": "a\nb\n",
        "b.txt.jinja": "a {{ name }}\nb\n",
        "c.bat.jinja": "a {{ name }}\nb\n",
        "d.raw": "a\r\nb\n",
        "e.md": "a\nb\n",
        "id.md": "$Id$\n",
        "sub/f.txt": "a\n",
        "sub/.gitattributes": "f.txt eol=lf\n",
    },
)
case(
    "git-attributes-macros",
    "Attributes that stand for others.",
    NAME,
    {
        ".gitattributes": "[attr]win text eol=crlf\n[attr]raw -text eol=lf\n*.t win\n*.raw win raw\n*.bin win binary\n",
        "a.t": "a\nb\n",
        "b.raw": "a\nb\n",
        "c.bin": "a\nb\n",
    },
)
case(
    "git-attributes-encoding",
    "The template's .gitattributes can ask for another encoding than git keeps.",
    NAME,
    {
        ".gitattributes": "*.txt working-tree-encoding=ISO-8859-1\n*.wide working-tree-encoding=UTF-16LE\n",
        "a.txt": "caf\u00e9\n",
        "b.wide": "\u00e9\n",
        "c.md": "\u00e9\n",
    },
)
case(
    "includes",
    "include, import and extends find templates from the root, whatever their names.",
    "_exclude: [copier.yml, parts, '*.macro']\n" + NAME,
    {
        "parts/inc.txt": "included {{ name }} {{ local }}\n",
        "parts/base.html": "<{% block body %}base{% endblock %}>\n",
        "m.macro": "{% macro f(a, b='x') %}{{ a }}-{{ b }}{% endmacro %}{% set v = 7 %}",
        "a.txt.jinja": "{% set local = 1 %}{% include 'parts/inc.txt' %}{% include 'absent' ignore missing %}{% include ['absent', 'parts/inc.txt'] %}",
        "b.txt.jinja": "{% import 'm.macro' as m %}{{ m.f(name) }} {{ m.v }}{% from 'm.macro' import f as g with context %} {{ g(1, b=2) }}\n",
        "deep/c.html.jinja": "{% extends 'parts/base.html' %}{% block body %}{{ super() }} {{ name }}{% endblock %}",
        "deep/d.txt.jinja": "{% include pathjoin('parts', 'inc.txt') %}",
    },
)
case("include-missing", "An include that is not there fails.", NAME, {"a.txt.jinja": "{% include 'absent.txt' %}\n"})
case(
    "include-outside",
    "An include does not leave the template.",
    NAME,
    {"a.txt.jinja": "{% include '../outside.txt' %}\n"},
)
case(
    "include-through-link",
    "An include does not follow a link that leaves the template.",
    "_preserve_symlinks: true\n" + NAME,
    {"inc": trees.Link("/etc/hosts"), "a.txt.jinja": "{% include 'inc' %}\n"},
)
case("syntax-error", "A template with wrong syntax is refused.", NAME, {"a.txt.jinja": "ok\n{% if %}\n"})
case("unknown-filter", "A filter that is not there is refused.", NAME, {"a.txt.jinja": "{{ name|no_such_filter }}\n"})
case(
    "python-values",
    "Values print as Python's, and have their methods.",
    "name: {type: str, default: My App}\nlisted: {type: yaml, default: [1, two, 3.0, yes, null]}\nmapped: {type: yaml, default: {b: 1, a: {x: [1]}}}\nflag: {type: bool, default: true}\n",
    {
        "a.txt.jinja": text("""
        {{ flag }} {{ none }} {{ listed }} {{ mapped }} {{ (1, 'a') }} {{ 1.0 }} {{ 10 // 3 }} {{ 2 ** 10 }} {{ 7 / 2 }}
        {{ name.split() }} {{ name.lower().replace(' ', '_') }} {{ name.startswith('My') }} {{ name.title() }} {{ name[::-1] }} {{ name.removeprefix('My ') }}
        {{ mapped.items()|list }} {{ mapped.get('z', 'none') }} {{ listed.append(4) }} {{ listed }} {{ '%s-%03d' % ('a', 7) }} {{ '{}:{x}'.format(1, x=2) }}
        {{ name.isidentifier() }} {{ name.encode().hex() }} {{ 'a,b'.rsplit(',', 1) }} {{ "it's" }} {{ ["it's", 'q"'] }} {{ name ~ 1 ~ none }} {{ 'é'.upper() }}
        {% set ns = namespace(n=0) %}{% for x in listed %}{% set ns.n = ns.n + loop.index %}{% endfor %}{{ ns.n }} {{ range(3)|list }} {{ dict(a=1) }} {{ cycler('a', 'b').next() }}
        """)
    },
)
case(
    "copier-conf",
    "_copier_conf is what Copier was called with; _folder_name, _copier_phase, _copier_operation.",
    NAME,
    {
        "a.txt.jinja": text("""
        {{ _folder_name }} {{ _copier_phase }} [{{ _copier_operation }}] {{ _src_path }} {{ _commit }}
        {{ _copier_conf.answers_file }} {{ _copier_conf.vcs_ref }} {{ _copier_conf.vcs_ref_hash }} {{ _copier_conf.sep }}
        {{ _copier_conf.data }} {{ _copier_conf.exclude }} {{ _copier_conf.skip_if_exists }} {{ _copier_conf.user_defaults }}
        {{ _copier_conf.defaults }} {{ _copier_conf.overwrite }} {{ _copier_conf.pretend }} {{ _copier_conf.quiet }} {{ _copier_conf.unsafe }} {{ _copier_conf.use_prereleases }} {{ _copier_conf.cleanup_on_error }}
        {{ _copier_conf.conflict }} {{ _copier_conf.context_lines }} {{ _copier_conf.skip_answered }} {{ _copier_conf.skip_tasks }} [{{ _copier_conf.no_such }}]
        {{ _copier_conf.answers_file.suffix }} {{ _copier_conf.answers_file|string|length }} {{ _copier_answers }}
        """)
    },
    {"name": "given", "other": 1},
)
case(
    "copier-conf-json",
    "Parts of _copier_conf as JSON.",
    NAME,
    {"a.json.jinja": "{{ _copier_conf.answers_file|to_json }} {{ _copier_conf.data|to_json }}\n"},
)
case(
    "copier-conf-place",
    "Where the project is: a path with Python's attributes.",
    NAME,
    {
        "a.txt.jinja": "{{ _copier_conf.dst_path }} {{ _copier_conf.dst_path.name }} {{ (_copier_conf.dst_path / 'x').name }} {{ _copier_conf.dst_path|to_json }}\n"
    },
)
case(
    "deprecated-globals",
    "now() is a moment in UTC.",
    NAME,
    {"a.txt.jinja": "{{ now().year }} {{ now() }} {{ now().strftime('%d %b %Y') }} {{ now().isoformat() }}\n"},
)
case(
    "folder-name-answer",
    "_folder_name serves as a default and is then an answer.",
    'project: {type: str, default: "{{ _folder_name }}"}\nphase: {type: str, default: "{{ _copier_phase }}"}\n',
    {**ANSWERS, "{{ project }}.txt": "x\n"},
)
case(
    "extension-do",
    "jinja2.ext.do.",
    "_jinja_extensions: [jinja2.ext.do]\n" + NAME,
    {"a.txt.jinja": "{% set l = [] %}{% do l.append(name) %}{{ l }}\n"},
)
case(
    "extension-loopcontrols",
    "jinja2.ext.loopcontrols.",
    "_jinja_extensions: [jinja2.ext.loopcontrols]\n" + NAME,
    {
        "a.txt.jinja": "{% for x in range(9) %}{% if x == 2 %}{% continue %}{% endif %}{% if x == 5 %}{% break %}{% endif %}{{ x }}{% endfor %}\n"
    },
)
case(
    "extension-time",
    "jinja2_time: the time in a zone, with a format and an offset.",
    "_jinja_extensions: [jinja2_time.TimeExtension]\n" + NAME,
    {
        "a.txt.jinja": text("""
        {% now 'utc' %} {% now 'utc', '%Y' %} {% now 'Europe/Berlin', '%Y-%m-%d %H:%M:%S %z' %} {% now 'US/Pacific', '%A %d %B' %}
        {% now 'utc', '' %}|{% now 'utc', '%j %U %y %I %p' %}
        """)
    },
)
HOOK = """
    from copier_template_extensions import ContextHook


    class Constants(ContextHook):
        def hook(self, context):
            context["colour"] = "red"
            context["sizes"] = [1, 2.5, None, True]
            context["nested"] = {"k": ("a", "b")}
            context["text"] = "two " "parts"
            context["negative"] = -1
    """
LOADER = "_jinja_extensions:\n  - copier_template_extensions.TemplateExtensionLoader\n  - extensions/context.py:Constants\n_exclude: [copier.yml, extensions]\n"
case(
    "extension-context-hook",
    "A ContextHook of literal assignments.",
    LOADER + NAME,
    {
        "extensions/context.py": text(HOOK),
        "a.txt.jinja": "{{ colour }} {{ sizes }} {{ nested }} {{ text }} {{ negative }} {{ name }}\n",
    },
)
case(
    "extension-context-hook-old",
    "The extensions' older name.",
    LOADER.replace("copier_template_", "copier_templates_") + NAME,
    {
        "extensions/context.py": text(HOOK).replace("copier_template_", "copier_templates_"),
        "{{ colour }}.txt.jinja": "{{ colour }}\n",
    },
)
case(
    "extension-context-hook-computed",
    "A ContextHook that computes from answers.",
    LOADER + NAME,
    {
        "extensions/context.py": text("""
        from copier_template_extensions import ContextHook


        class Constants(ContextHook):
            def hook(self, context):
                context["shout"] = context.get("name", "").upper() + "!"
        """),
        "a.txt.jinja": "{{ shout }}\n",
        "b.txt.jinja": "{{ name }}\n",
    },
)
case(
    "extension-own-filter",
    "A filter in the template's own Python.",
    "_jinja_extensions:\n  - copier_template_extensions.TemplateExtensionLoader\n  - extensions/own.py:Own\n_exclude: [copier.yml, extensions]\n"
    + NAME,
    {
        "extensions/own.py": text("""
        from jinja2.ext import Extension


        class Own(Extension):
            def __init__(self, environment):
                super().__init__(environment)
                environment.filters["shout"] = lambda value: value.upper() + "!"
        """),
        "a.txt.jinja": "{{ name|shout }}\n",
        "b.txt.jinja": "{{ name }}\n",
    },
)
case(
    "extension-missing",
    "An extension that is not installed is refused.",
    "_jinja_extensions: [no_such_module.Extension]\n" + NAME,
    {"a.txt.jinja": "{{ name }}\n"},
)
case(
    "external-data",
    "_external_data is YAML from the project, read when it is asked for; the path is rendered.",
    '_external_data: {parent: .parent.yml, other: "conf/{{ kind }}.yml"}\nkind: {type: str, default: a}\nname: {type: str, default: "{{ _external_data.parent.name }}-x"}\n',
    {**ANSWERS, "out.txt.jinja": "{{ _external_data.parent }} {{ _external_data.other.list[1] }} {{ name }}\n"},
    existing={
        ".parent.yml": {"text": "name: p\nversion: 1.10\nflag: yes\n"},
        "conf/a.yml": {"text": "list: [1, 2024-01-01]\n"},
    },
)
case(
    "external-data-missing",
    "A file that is missing is an empty map.",
    "_external_data: {parent: .parent.yml}\n" + NAME,
    {"out.txt.jinja": "[{{ _external_data.parent }}] [{{ _external_data.parent.name }}]\n"},
)
case(
    "external-data-outside",
    "A file outside of the project is refused without trust.",
    "_external_data: {up: ../up.yml}\n" + NAME,
    {"out.txt.jinja": "{{ _external_data.up }}\n"},
    arguments={"unsafe": False},
)
case(
    "tasks",
    "Tasks and migrations are declared in every form; they do not run.",
    """
    _tasks:
      - "touch {{ name }}"
      - [touch, "{{ name }}-list"]
      - {command: touch map, when: "{{ name == 'demo' }}", working_directory: sub}
      - {command: [touch, never], when: false}
    _migrations:
      - touch always
      - {version: v1.0.0, command: touch one, when: "{{ _stage == 'before' }}"}
      - {version: v2.0.0, before: [touch before], after: [[touch, after]]}
    _message_before_copy: "before {{ name }}"
    _message_after_copy: "after {{ name }}"
    name: {type: str, default: demo}
    """,
    {**ANSWERS, "sub/a.txt.jinja": "{{ name }}\n"},
)
case(
    "program-template",
    "A program that is a template, with an answer in its text.",
    NAME,
    {"bin/{{ name }}.jinja": trees.Program('#!/usr/bin/env bash\nexec {{ name|quote }} "$@"\n')},
)
case(
    "raw-blocks",
    "raw blocks, comments and blank control.",
    NAME,
    {
        "ci.yml.jinja": "{% raw %}${{ secrets.X }}{% endraw %} {{ '{{' }} {# gone #}x\n  {%- if true -%}\n  y\n  {%- endif %}\n${{ '{{ name }}' }}\n"
    },
)
case(
    "strftime",
    "strftime is local time.",
    NAME,
    {
        "a.txt.jinja": "{{ '%Y'|strftime }} {{ '%Y-%m-%d %H:%M:%S'|strftime(0) }} {{ '%d %b %y %j %A %p'|strftime(1709210096) }} {{ '%Y'|strftime('86400') }}\n"
    },
)
