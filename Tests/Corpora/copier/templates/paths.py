"""Names of files and folders, what is excluded, links and modes."""

import trees
from corpus import ANSWERS, case

NAME = "name: {type: str, default: demo}\n"

case(
    "names-rendered",
    "Every part of a path is rendered; a part that is empty drops the entry, blanks do not.",
    NAME + "shown: {type: bool, default: true}\nhidden: {type: bool, default: false}\n",
    {
        "{{ name }}/{{ name|upper }}.txt": "a\n",
        "{% if shown %}on.txt{% endif %}.jinja": "{{ name }}\n",
        "{% if hidden %}off.txt{% endif %}.jinja": "x",
        "{% if hidden %}dir{% endif %}/inner/file.txt": "x",
        "{% if shown %}yes{% endif %}/file.txt": "b\n",
        "{{ ' ' }}": "blank\n",
        "deep/{% if hidden %}x{% endif %}/a.txt": "x",
        "{{ undefined_name }}": "x",
    },
)
case(
    "names-with-slash",
    "A rendered part may hold slashes and so make folders.",
    "package: {type: str, default: org/example/app}\n",
    {
        "src/{{ package }}/Main.txt": "m\n",
        "{{ 'a' + _copier_conf.sep + 'b.txt' }}": "ab\n",
        "{{ package|replace(_copier_conf.sep, '.') }}.txt": "d\n",
        "{{ pathjoin('x', 'y') }}/z.txt.jinja": "{{ pathjoin('a', '/b', 'c') }} {{ pathjoin('a', 'b', mode='windows') }}\n",
    },
)
case(
    "suffix-outside-condition",
    "The suffix counts in the file's own name, before it is rendered.",
    NAME,
    {"{% if name %}a.txt.jinja{% endif %}": "{{ name }}\n", "{% if name %}b.txt{% endif %}.jinja": "{{ name }}\n"},
)
case(
    "directory-with-suffix",
    "A folder whose name ends with the suffix keeps it for what is in it.",
    NAME,
    {"conf.jinja/a.txt": "a\n", "conf.jinja/b.txt.jinja": "{{ name }}\n"},
)
case(
    "templated-sibling",
    "A file is left out when the same name with the suffix is there.",
    NAME,
    {
        "a.txt": "plain\n",
        "a.txt.jinja": "{{ name }}\n",
        "{{ name }}.md": "plain\n",
        "demo.md.jinja": "rendered {{ name }}\n",
        "d/b.txt": "plain\n",
        "d/b.txt.jinja": "{{ name }}\n",
    },
)
case(
    "exclude-default",
    "What is excluded when the template says nothing.",
    NAME,
    {
        "copier.yaml.txt": "kept\n",
        "~draft": "x",
        "a.pyc": "x",
        "a.pyo": "x",
        "a.pyx": "kept\n",
        "__pycache__/a.txt": "x",
        "deep/__pycache__/b.txt": "x",
        ".DS_Store": "x",
        ".svn/entries": "x",
        "deep/~x": "x",
        "deep/copier.yml": "x",
        "a~": "kept\n",
        ".gitignore": "kept\n",
    },
)
case(
    "exclude-replaced",
    "The template's own list replaces the default: copier.yml is copied.",
    "_exclude: ['*.bak']\n" + NAME,
    {"a.bak": "x", "~b": "kept\n", "c.txt.jinja": "{{ name }}\n"},
)
case(
    "exclude-templated",
    "Excludes are rendered; one entry may be many lines, with comments and blanks.",
    """
    _exclude:
      - copier.yml
      - "{% if not docs %}docs{% endif %}"
      - |
        # a comment
        {% for word in ['a', 'b'] -%}
        {{ word }}.txt
        {% endfor %}

        \\#c.txt
      - "{% if _copier_operation == 'copy' %}copied-only-not{% endif %}"
    docs: {type: bool, default: false}
    """,
    {
        "docs/index.md": "x",
        "a.txt": "x",
        "b.txt": "x",
        "c.txt": "kept\n",
        "#c.txt": "x",
        "copied-only-not": "x",
        "deep/a.txt": "x",
    },
)
case(
    "exclude-negated",
    "The last pattern that matches wins, and folders are not pruned.",
    "_exclude: ['*', '!keep.txt', '!sub/deep/', '!sub/deep/**', 'sub/deep/not.txt']\n" + NAME,
    {
        "keep.txt.jinja": "{{ name }}\n",
        "a.txt": "x",
        "sub/keep.txt": "kept\n",
        "sub/deep/b.txt": "kept\n",
        "sub/deep/not.txt": "x",
        "sub/c.txt": "x",
    },
)
PATTERNS = [
    "copier.yml",
    "/root.txt",
    "dir/",
    "mid/file",
    "**/any.txt",
    "lead/**",
    "a/**/z.txt",
    "*.log",
    "!keep.log",
    "[ab].txt",
    "[!x]?.md",
    "q?.txt",
    "\\!bang",
    "trail\\ ",
    "sp ace",
    "UP.txt",
    "x*y",
    "mid/*.c",
    "**.h",
    "/one/*",
    "foo**bar",
    "name.d/**/",
    "[[:digit:]].n",
    "a\\*b",
    "é.txt",
]
case(
    "exclude-patterns",
    "Patterns as gitignore has them: anchors, folders, stars, classes, escapes.",
    "_exclude: " + repr([pattern.replace("'", "''") for pattern in PATTERNS]).replace("\\\\", "\\") + "\n",
    {
        path: "kept or not\n"
        for path in [
            "root.txt",
            "sub/root.txt",
            "dir/a",
            "x/dir/a",
            "dirs",
            "x/dir2",
            "mid/file",
            "x/mid/file",
            "any.txt",
            "p/q/any.txt",
            "lead/a",
            "x/lead/a",
            "a/z.txt",
            "a/b/c/z.txt",
            "x/a/z.txt",
            "e.log",
            "keep.log",
            "s/keep.log",
            "a.txt",
            "c.txt",
            "s/b.txt",
            "yy.md",
            "xx.md",
            "q1.txt",
            "q.txt",
            "qq/.txt",
            "!bang",
            "bang",
            "trail ",
            "trail",
            "sp ace",
            "up.txt",
            "UP.txt",
            "x--y",
            "x/-y",
            "mid/a.c",
            "mid/n/a.c",
            "x/mid/a.c",
            "a.h",
            "s/a.h",
            "one/a",
            "one/n/b",
            "n/one/a",
            "foo1bar",
            "foo/x/bar",
            "name.d/a",
            "name.d/n/a",
            "1.n",
            "d.n",
            "a*b",
            "axb",
        ]
    },
)
case(
    "exclude-unicode",
    "Patterns are decomposed before they are matched, paths are not.",
    "_exclude: [copier.yml, caf\u00e9.txt, nai\u0308ve.txt]\n",
    {
        "caf\u00e9.txt": "composed\n",
        "cafe\u0301.txt": "decomposed\n",
        "na\u00efve.txt": "composed\n",
        "nai\u0308ve.txt": "decomposed\n",
    },
)
case(
    "exclude-argument",
    "What is excluded by argument comes on top of the template's.",
    "_exclude: [copier.yml, a.txt]\n",
    {"a.txt": "x", "b.txt": "x", "c.txt": "kept\n"},
    arguments={"exclude": ["b.txt"]},
)
case(
    "exclude-rendered-name",
    "Patterns are matched with the path in the project.",
    "_exclude: [copier.yml, demo.txt, 'out/*.md']\n" + NAME,
    {"{{ name }}.txt.jinja": "x", "{{ 'out' }}/{{ name }}.md": "x", "out/{{ name }}.txt": "x", "other.txt": "kept\n"},
)
case(
    "skip-if-exists",
    "Files that match and are there stay as they are; missing ones are made.",
    "_skip_if_exists: ['*.md', '{{ name }}/conf']\n" + NAME,
    {"a.md": "new\n", "b.md": "new\n", "demo/conf": "new\n", "demo/other": "new\n", "c.txt": "new\n"},
    existing={
        "a.md": {"text": "mine\n"},
        "demo/conf": {"text": "mine\n"},
        "demo/other": {"text": "mine\n"},
        "own.txt": {"text": "mine\n"},
    },
)
case(
    "yield",
    "{% yield %} makes an entry for each item; deeper parts and the contents see the variable.",
    "mods: {type: yaml, default: [{n: a, subs: [x, y]}, {n: b, subs: [z]}, {n: c, subs: []}]}\nnames: {type: yaml, default: [p, '', q]}\n",
    {
        "{% yield m from mods %}{{ m.n }}{% endyield %}/{% yield s from m.subs %}{{ s }}{% endyield %}.txt.jinja": "{{ m.n }}-{{ s }}\n",
        "{% yield m from mods %}mod_{{ m.n }}{% endyield %}.md": "verbatim {{ m.n }}\n",
        "{% yield i from names %}{{ i }}{% endyield %}": "one\n",
        "n/{% yield i from names %}{% if i != 'p' %}f-{{ i }}{% endif %}{% endyield %}.jinja": "[{{ i }}]\n",
        "{% yield i from absent_list %}{{ i }}{% endyield %}.none": "x",
    },
)
case(
    "yield-in-file",
    "yield in a file's text is refused.",
    NAME,
    {"a.txt.jinja": "{% yield x from [1] %}{{ x }}{% endyield %}\n"},
)
case(
    "yield-twice",
    "Two yields in one part are refused.",
    NAME,
    {"{% yield x from [1] %}{{ x }}{% endyield %}{% yield y from [1] %}{{ y }}{% endyield %}": "x\n"},
)
case(
    "symlinks-followed",
    "Links are replaced by what they point to.",
    NAME,
    {
        "real.txt": "real\n",
        "run.sh": trees.Program("#!/bin/sh\n"),
        "link.txt": trees.Link("real.txt"),
        "link.sh": trees.Link("run.sh"),
        "folder/a.txt.jinja": "{{ name }}\n",
        "folder/b.txt": "b\n",
        "linked": trees.Link("folder"),
        "deep/up.txt": trees.Link("../real.txt"),
        "t.txt.jinja": trees.Link("folder/a.txt.jinja"),
        "as-is.txt": trees.Link("folder/a.txt.jinja"),
    },
)
case(
    "symlinks-preserved",
    "_preserve_symlinks: links stay links; a link with the suffix has its target rendered.",
    "_preserve_symlinks: true\n" + NAME,
    {
        "{{ name }}.txt": "real\n",
        "link.txt.jinja": trees.Link("{{ name }}.txt"),
        "verbatim": trees.Link("{{ name }}.txt"),
        "folder/a.txt": "a\n",
        "linked": trees.Link("folder"),
        "dangling": trees.Link("nowhere"),
        "{{ name }}-link": trees.Link("folder/a.txt"),
        "outside": trees.Link("../../etc/x"),
        "up/one.jinja": trees.Link("../{{ name }}.txt"),
    },
)
case("symlink-outside", "A link that leaves the template is refused.", NAME, {"passwd": trees.Link("/etc/hosts")})
case(
    "symlink-outside-relative",
    "A relative link that leaves the template is refused.",
    NAME,
    {"up": trees.Link("../project-of-another/file")},
)
case(
    "modes",
    "Programs stay programs, templates too.",
    NAME,
    {
        "run.sh": trees.Program("#!/bin/sh\n"),
        "gen.sh.jinja": trees.Program("#!/bin/sh\necho {{ name }}\n"),
        "plain.sh": "no\n",
        "bin/tool": trees.Program("x"),
    },
)
case(
    "odd-names",
    "Names with blanks, quotes, unicode and control characters.",
    NAME,
    {
        "with space.txt": "1\n",
        " lead": "2\n",
        "trail ": "3\n",
        'quo"te': "4\n",
        "it's": "5\n",
        "back\\slash": "6\n",
        "tab\there": "7\n",
        "uni-é-日本": "8\n",
        "*star*": "9\n",
        "!bang": "a\n",
        "#hash": "b\n",
        "-dash": "c\n",
        "semi;colon": "d\n",
        "new\nline": "e\n",
        "{single}": "f\n",
        "per%cent": "g\n",
        ".hidden": "h\n",
        "..dots": "i\n",
        "dots...": "j\n",
        "a.b.c.jinja": "{{ name }}\n",
    },
)
case(
    "empty-file",
    "Empty files are files.",
    NAME,
    {"empty": "", "empty.txt.jinja": "", "blank.txt.jinja": "{% if false %}x{% endif %}"},
)
case(
    "path-escape",
    "A name that leaves the project is refused.",
    "up: {type: str, default: ../evil}\n",
    {"{{ up }}.txt": "x\n"},
)
case(
    "path-absolute",
    "An absolute name is refused.",
    "up: {type: str, default: /nowhere/evil}\n",
    {"{{ up }}.txt": "x\n"},
)
case(
    "path-escape-folder",
    "A folder that leaves the project is refused.",
    "up: {type: str, default: ..}\n",
    {"{{ up }}/a.txt": "x\n"},
)
case(
    "path-dot-dot-inside",
    "A name with dots that stays in the project.",
    "up: {type: str, default: a/../b}\n",
    {"{{ up }}.txt": "x\n", "a/in.txt": "y\n"},
)
case("path-undefined", "A name that cannot be rendered is refused.", NAME, {"{{ absent.attribute }}.txt": "x\n"})
case("path-syntax", "A name with wrong syntax is refused.", NAME, {"{% if %}.txt": "x\n"})
