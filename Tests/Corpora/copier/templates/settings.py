"""Settings: how copier.yml is read and what its keys that start with `_` do."""

import trees
from corpus import ANSWERS, case

NAME = "name: {type: str, default: demo}\n"

case(
    "no-settings",
    "A template without copier.yml is copied; names and suffixed files are rendered, others are not.",
    None,
    {"README.md": "{{ not }} rendered\n", "hello.txt.jinja": "folder {{ _folder_name }}\n"},
)
case(
    "answers-file-default",
    "The answers file is a template like others; it is the only place that answers are kept in.",
    """
    name: {type: str, default: demo}
    port: {type: int, default: 8080}
    ratio: 1.5
    public: yes
    """,
    {**ANSWERS, "app.txt.jinja": "{{ name }} {{ port }} {{ ratio }} {{ public }}\n"},
    {"name": "shop"},
)
case(
    "yaml-1-1",
    "copier.yml is YAML 1.1: yes/no words, octal, sexagesimal, underscores, dates; their types give the question's.",
    """
    yes_word: yes
    off_word: Off
    octal: 010
    sixty: 1:30
    thousand: 1_000
    hex: 0x1F
    version: 1.10
    exponent: 1e3
    real_exponent: 1.0e+3
    date: 2024-01-01
    empty:
    listed: [1, two, 3.0]
    y_word: y
    infinite: .inf
    """,
    {
        **ANSWERS,
        "out.txt.jinja": (
            "{{ yes_word }} {{ off_word }} {{ octal }} {{ sixty }} {{ thousand }} {{ hex }} {{ version }} {{ exponent }}"
            " {{ real_exponent }} {{ date }} {{ empty }} {{ listed }} {{ y_word }} {{ infinite }}\n"
        ),
    },
)
case(
    "multi-document",
    "Later documents override keys of earlier ones, list settings are joined, the first document leads the order.",
    """
    _exclude: [copier.yml, one.txt]
    _templates_suffix: .tpl
    name: {type: str, default: first}
    second: {type: str, default: "{{ name }}-2"}
    ---
    _exclude: [two.txt]
    third: {type: str, default: "{{ second }}-3"}
    name: {type: str, default: last}
    """,
    {"one.txt": "1\n", "two.txt": "2\n", "three.txt": "3\n", "out.txt.tpl": "{{ name }} {{ second }} {{ third }}\n"},
)
case(
    "include-documents",
    "!include takes a glob inside of the template; the documents stand where the tag is.",
    """
    !include shared/base.yml
    ---
    name: {type: str, default: shop}
    ---
    !include parts/*.yaml
    """,
    {
        **ANSWERS,
        "_skip.txt": "kept\n",
        "shared/base.yml": "_exclude: ['copier.yml', shared, parts]\nname: {type: str, default: base}\n",
        "parts/one.yaml": "colour: {type: str, default: red}\n---\nsize: {type: int, default: 4}\n",
        "out.txt.jinja": "{{ name }} {{ colour }} {{ size }}\n",
    },
)
case(
    "include-nested",
    "An included file may include others; paths stay relative to the template's root.",
    """
    name: {type: str, default: shop}
    ---
    !include conf/outer.yml
    """,
    {
        "conf/outer.yml": "outer: {type: str, default: o}\n---\n!include conf/inner.yml\n",
        "conf/inner.yml": "inner: {type: str, default: '{{ outer }}i'}\n",
        "out.txt.jinja": "{{ name }} {{ outer }} {{ inner }}\n",
    },
)
case(
    "include-value",
    "!include as a value is the list of its documents; lists in lists become one, and what is empty is left out.",
    """
    _exclude: !include exclude.yml
    q: {type: yaml, default: !include list.yml}
    r: {type: str, default: x, choices: !include choices.yml}
    s: {type: yaml, default: !include map.yml}
    t: {type: yaml, default: !include outer.yml}
    """,
    {
        **ANSWERS,
        "exclude.yml": "['*.yml', '*.no']\n",
        "list.yml": "[a, [b, [], [[c, {d: [1, [2]]}]]]]\n---\n---\n0\n---\n[]\n---\nz\n",
        "choices.yml": "[x, y]\n",
        "map.yml": "a: 1\n",
        "outer.yml": "- 1\n- !include list.yml\n",
        "gone.no": "x\n",
        "out.txt.jinja": "{{ q }} {{ r }} {{ s }} {{ t }}\n",
    },
)
case(
    "byte-order-mark-settings",
    "A mark of the byte order before the settings and before what they include.",
    "\ufeffa: 1\nb: 2\n---\n!include more.yml\n",
    {**ANSWERS, "more.yml": "\ufeffc: 3\nd: {type: yaml, default: \"\\ufeffx: 1\\ny: 2\"}\n", "out.txt.jinja": "{{ a }}{{ b }}{{ c }}{{ d }}\n"},
)
case(
    "unknown-keys",
    "Unknown settings and unknown keys of settings are ignored.",
    """
    _no_such_setting: [1, 2]
    _cleanup_on_error: false
    name: {type: str, default: demo}
    """,
    {**ANSWERS, "out.txt.jinja": "{{ name }} {{ _no_such_setting }}|\n"},
)
case(
    "config-yaml-extension",
    "copier.yaml is read as copier.yml is.",
    None,
    {"copier.yaml": "name: {type: str, default: demo}\n", "out.txt.jinja": "{{ name }}\n"},
)
case(
    "subdirectory",
    "With _subdirectory only that folder is rendered, nothing is excluded by default, includes start at the root.",
    """
    _subdirectory: template
    name: {type: str, default: demo}
    """,
    {
        **{f"template/{path}": content for path, content in ANSWERS.items()},
        "README.md": "the template's own\n",
        "macros/m.jinja": "{% macro hi(n) %}hi {{ n }}{% endmacro %}",
        "template/out.txt.jinja": "{% from 'macros/m.jinja' import hi %}{{ hi(name) }}\n",
        "template/copier.yml": "kept: true\n",
        "template/~backup": "kept\n",
    },
)
case(
    "subdirectory-templated",
    "_subdirectory is rendered with the answers.",
    """
    _subdirectory: "kinds/{{ kind }}"
    kind: {type: str, choices: [api, lib], default: api}
    """,
    {"kinds/api/api.txt.jinja": "api {{ kind }}\n", "kinds/lib/lib.txt.jinja": "lib {{ kind }}\n"},
    {"kind": "lib"},
)
case(
    "subdirectory-dot",
    "_subdirectory '.' is the root, and the default excludes hold.",
    '_subdirectory: "."\n' + NAME,
    {"out.txt.jinja": "{{ name }}\n", "a.pyc": "x", "~a": "x", "deep/.DS_Store": "x"},
)
case(
    "suffix-custom",
    "_templates_suffix; the output's name is the name without its last extension.",
    "_templates_suffix: .tmpl\n" + NAME,
    {"a.txt.tmpl": "{{ name }}\n", "b.txt.jinja": "{{ name }}\n", "c.tar.gz.tmpl": "{{ name }}\n"},
)
case(
    "suffix-two-dots",
    "A suffix with two dots: only the last extension goes.",
    "_templates_suffix: .tpl.j2\n" + NAME,
    {"a.txt.tpl.j2": "{{ name }}\n", "b.j2": "{{ name }}\n"},
)
case(
    "suffix-no-dot",
    "A suffix without a dot: names with an extension lose it, others keep the suffix.",
    "_templates_suffix: _tmpl\n" + NAME,
    {"a.txt_tmpl": "{{ name }}\n", "Makefile_tmpl": "{{ name }}\n", "d_tmpl": "{{ name }}\n"},
)
case(
    "suffix-empty",
    "An empty suffix renders every file; those that are not UTF-8 are copied.",
    '_templates_suffix: ""\n' + NAME,
    {
        "a.txt": "{{ name }}\n",
        "b.txt.jinja": "{{ name }}\n",
        "latin.txt": b"caf\xe9 {{ name }}\n",
        "bin": b"\x00\xff\x00",
    },
)
case(
    "suffix-null",
    "A null suffix is the default.",
    "_templates_suffix: null\n" + NAME,
    {"a.txt.jinja": "{{ name }}\n"},
)
case(
    "suffix-bare-name",
    "A file named like the suffix alone.",
    NAME,
    {"folder/.jinja": "{{ name }}\n", "keep.txt": "kept\n"},
)
