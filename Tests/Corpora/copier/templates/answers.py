"""The answers file: its name and place, what is in it, and how YAML is written."""

from corpus import ANSWERS, case


def texts(values, kind="str"):
    """A case's questions and answers: one for each value."""
    names = [f"v{number:02}" for number in range(len(values))]
    return "".join(f"{name}: {{type: {kind}}}\n" for name in names), dict(zip(names, values))


def written(name, what, values, kind="str"):
    """A case that is about how values are written into the answers file."""
    config, answers = texts(values, kind)
    case(name, what, config, ANSWERS, answers)


written(
    "answers-plain-or-quoted",
    "Text that YAML 1.1 would read as another type is quoted, and so is text with indicators.",
    [
        "1.10",
        "yes",
        "no",
        "On",
        "null",
        "~",
        "",
        "010",
        "1_000",
        "0x1F",
        "1:30",
        "1e3",
        "1.0e+3",
        "2024-01-01",
        "2024-01-01 10:00:00",
        ".inf",
        "=",
        "<<",
        "y",
        "n",
        "Y",
        "True",
        "-",
        "- a",
        "-a",
        "?",
        "? a",
        ": a",
        "a: b",
        "a:b",
        "a #b",
        "a#b",
        "#a",
        "@a",
        "`a",
        "%a",
        "!a",
        "&a",
        "*a",
        "|",
        ">",
        "|a",
        "[a",
        "]a",
        "{a",
        "}a",
        ",a",
        "a,b",
        "a]b",
        "'a'",
        '"a"',
        "it's",
        'a"b',
        " a",
        "a ",
        "a  b",
        ".",
        "...",
        "---",
        "--- a",
        "... a",
        "---a",
        "\\",
        "\\n",
        "a\\b",
        "+1",
        "-1",
        "1,000",
        "0o17",
        "0b11",
        "1.",
        ".5",
        "1e+3",
        "nan",
        ".NaN",
        "a:",
        ":",
        ":a",
        "a :b",
        "http://x.y/z?a=b&c#d",
        "~a",
        "{{ x }}",
        "{% x %}",
        "a{b}c",
        "key: [1]",
    ],
)
written(
    "answers-lines",
    "Text with line ends is quoted, with its line ends doubled; control characters make double quotes.",
    [
        "a\nb",
        "a\nb\n",
        "\n",
        "\na",
        "a\n\nb",
        "a\n\n\nb\n\n",
        "a\n  b",
        "  a\nb",
        "a \nb",
        "a\n b\n",
        "\n\n",
        "a\tb",
        "\ta",
        "a\t",
        "a\r\nb",
        "a\rb",
        "\x07",
        "\x1b[0m",
        "a\u0085b",
        "a\u2028b",
        "a\u2029",
        "\ufeffa",
        "a\u00a0b",
        "\x7f",
        "it's\nhere",
        "a: b\nc: d\n",
        "\"q\"\n'p'",
        "#a\n#b",
        "a\nb: c",
        "\x00",
        "a\ufffeb",
    ],
)
written(
    "answers-unicode",
    "Unicode is written as it is; what cannot be printed is escaped.",
    [
        "Grüße",
        "日本語",
        "🎉 party",
        "é",
        "e\u0301",
        "\u200b",
        "a\u200bb",
        "\ud7ff",
        "\ue000",
        "\U0001f468\u200d\U0001f469",
        "ñ: x",
        "¿?",
        "\u00ad",
        "\u0080",
        "א",
        "«»",
        "😀\nb",
    ],
)
LONG = (
    "The quick brown fox jumps over the lazy dog and runs away from all of the hounds that follow it through the forest"
)
written(
    "answers-folding",
    "Lines are folded at 80 columns, where there is one space; long words are not.",
    [
        LONG,
        "x" * 100,
        "x" * 70 + " " + "y" * 70,
        LONG.replace(" ", "  "),
        LONG + ": colon",
        "#" + LONG,
        " " + LONG,
        LONG + " ",
        "a\n" + LONG,
        LONG + "\n" + LONG,
        "it's " + LONG,
        LONG.replace(" ", "\t"),
        LONG + "\t" + LONG,
        "Grüße " * 30,
        "日本語 " * 30,
        "x" * 74 + " y z w",
        "x" * 75 + " y",
        "x" * 76 + " y",
        "x" * 73 + " y z",
        "yes " * 25,
        "https://example.org/" + "a/" * 60,
        "\\ " * 60,
        "\x07" + LONG,
        "é\t" + "ü " * 60,
        "- " + LONG,
    ],
)
written(
    "answers-collections",
    "Lists and maps of every kind, with keys in order, empty ones and nested ones.",
    [
        [],
        {},
        [1, 2.0, True, None, "x"],
        {"b": 1, "a": {"d": [], "c": {}}},
        [[1, [2]], []],
        [{"k": 1, "a": 2}, {"z": None}],
        {"list": ["a", "b: c", {"x": ["y"]}]},
        {"1": "digit key", "yes": "word key", "": "empty key", "a b": 1, "a: b": 2, "é": 3, "multi\nline": 4},
        [LONG, {"k": LONG}],
        {"k" * 130: "long key"},
        {"t": "1.10", "n": 1.10},
        [""],
        [" "],
        {"A": 1, "_": 2, "a": 3, "Z": 4},
    ],
    kind="json",
)
case(
    "answers-numbers",
    "Numbers as YAML writes them.",
    "".join(f"f{n}: {{type: float}}\n" for n in range(12))
    + "".join(f"i{n}: {{type: int}}\n" for n in range(3))
    + "b: {type: bool}\n",
    {**ANSWERS, "out.txt.jinja": "{{ [f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11] }}\n"},
    {
        "f0": "1",
        "f1": "1e16",
        "f2": "1e15",
        "f3": "1e-5",
        "f4": "0.0001",
        "f5": "-0.0",
        "f6": "inf",
        "f7": "-inf",
        "f8": "nan",
        "f9": "3.14159265358979",
        "f10": "1e22",
        "f11": "123456789.125",
        "i0": "123456789012345678901234567890",
        "i1": "-5",
        "i2": "0",
        "b": "no",
    },
)
case(
    "answers-dates",
    "Dates and times are no answers that are kept, though they are values.",
    "d: 2024-01-01\nt: 2024-01-01 10:20:30\nz: 2024-01-01T10:20:30+02:00\nl: {type: yaml, default: [2024-01-01]}\nname: n\n",
    {
        ".copier-answers.yml.jinja": "{{ _copier_answers|to_nice_yaml }}",
        "out.txt.jinja": "{{ d }} {{ t }} {{ z }} {{ d.year }} {{ l }}\n",
    },
)
case(
    "answers-key-order",
    "The keys are sorted by code point: upper case, underscore, lower case.",
    "b: 1\nB: 2\na_b: 3\naB: 4\nab: 5\né: 6\nZ9: 7\nZ10: 8\n",
    ANSWERS,
)
case(
    "answers-no-trailing",
    "The template decides about the line end.",
    "n: x\n",
    {".copier-answers.yml.jinja": "# c\n{{ _copier_answers|to_nice_yaml }}"},
)
case(
    "answers-other-yaml",
    "The same answers through the other filters, and with arguments.",
    "n: x\nl: [1, [2, 3], {a: [b]}]\nm: {type: yaml, default: {k: [1], e: {}}}\n",
    {
        "a.yml.jinja": "{{ _copier_answers|to_yaml }}",
        "b.yml.jinja": "{{ _copier_answers|to_nice_yaml(indent=2) }}",
        "c.json.jinja": "{{ _copier_answers|to_nice_json }}\n",
        "d.json.jinja": "{{ _copier_answers|to_json }}\n",
        "e.json.jinja": "{{ _copier_answers|tojson }}\n",
        "f.yml.jinja": "{{ _copier_answers|to_nice_yaml(sort_keys=False) }}",
        "g.yml.jinja": "{{ _copier_answers|to_yaml(default_flow_style=True) }}",
        "h.yml.jinja": "{{ _copier_answers|to_nice_yaml(width=20) }}",
        "i.txt.jinja": "{{ _copier_answers }}\n",
    },
)
case("answers-none", "A template without an answers file leaves no record.", "n: x\n", {"out.txt.jinja": "{{ n }}\n"})
case(
    "answers-name-setting",
    "_answers_file names the file; it may be rendered.",
    '_answers_file: ".{{ kind }}-answers.yml"\nkind: api\n',
    ANSWERS,
)
case(
    "answers-name-argument",
    "The answers file that is asked for goes before the template's.",
    "_answers_file: .other.yml\nkind: api\n",
    {**ANSWERS, "out.txt.jinja": "{{ _copier_conf.answers_file }}\n"},
    arguments={"answers_file": ".mine.yml"},
)
case(
    "answers-folder",
    "An answers file in a folder.",
    "_answers_file: .scaffold/answers.yml\nkind: api\n",
    {"{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers|to_nice_yaml -}}\n", "out.txt.jinja": "{{ kind }}\n"},
)
case(
    "answers-nested",
    "A template of the answers file in a folder is still written where the answers file is.",
    "kind: api\n",
    {"conf/{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers|to_nice_yaml -}}\n", "conf/out.txt": "x\n"},
)
case(
    "answers-subdirectory",
    "The answers file from a subdirectory.",
    "_subdirectory: t\nkind: api\n",
    {f"t/{path}": text for path, text in ANSWERS.items()},
)
case("version-untagged", "A template without tags is recorded by its short id.", "n: x\n", ANSWERS, tag=None)
case("version-described", "Commits after a tag are recorded as git describes them.", "n: x\n", ANSWERS, later=2)
case(
    "version-odd-tag",
    "Any tag is a name for the version.",
    "n: x\n",
    {
        **ANSWERS,
        "out.txt.jinja": "{{ _copier_conf.vcs_ref }} {{ _copier_conf.vcs_ref_hash }} {{ _copier_answers._commit }} {{ _commit }}\n",
    },
    tag="release-5",
)
