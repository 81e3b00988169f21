"""Questions: types, casts, defaults, choices, conditions, validators."""

from corpus import ANSWERS, case

SHOW = {**ANSWERS, "out.txt.jinja": "{{ _copier_answers|to_json }}\n"}

case(
    "cast-from-strings",
    "Answers that are strings are cast to each type.",
    """
    s: {type: str}
    b: {type: bool}
    i: {type: int}
    f: {type: float}
    y: {type: yaml}
    j: {type: json}
    p: {type: path}
    """,
    {**ANSWERS, "out.txt.jinja": "{% for x in [s, b, i, f, y, j, p] %}{{ [x] }} {{ x }}\n{% endfor %}"},
    {
        "s": "1.10",
        "b": "yes",
        "i": " 42 ",
        "f": "1e2",
        "y": "[1, '1.10', {a: no}]",
        "j": '{"k": [1, 2.50, null]}',
        "p": "a/b",
    },
)
case(
    "cast-from-natives",
    "Answers that are numbers, booleans, lists are cast to each type.",
    """
    s_int: {type: str}
    s_float: {type: str}
    s_bool: {type: str}
    b_int: {type: bool}
    b_float: {type: bool}
    i_float: {type: int}
    i_bool: {type: int}
    f_int: {type: float}
    y_list: {type: yaml}
    j_map: {type: json}
    p_int: {type: path}
    """,
    {
        **ANSWERS,
        "out.txt.jinja": (
            "{{ [s_int, s_float, s_bool, b_int, b_float, i_float, i_bool, f_int, y_list, j_map, p_int] }}\n"
        ),
    },
    {
        "s_int": 3,
        "s_float": 1.10,
        "s_bool": True,
        "b_int": 2,
        "b_float": 0.0,
        "i_float": 3.7,
        "i_bool": True,
        "f_int": 2,
        "y_list": ["a", "1"],
        "j_map": {"z": 1, "a": [None]},
        "p_int": 7,
    },
)
WORDS = [
    "",
    "y",
    "YES",
    " t ",
    "True",
    "on",
    "n",
    "No",
    "f",
    "FALSE",
    "off",
    "~",
    "null",
    "None",
    "abc",
    "0",
    "0.0",
    "2",
    "-1",
]
case(
    "cast-bool-words",
    "A boolean from every word that is known, from numbers in text, and from other text.",
    "".join(f"b{number}: {{type: bool}}\n" for number in range(len(WORDS))),
    {"out.txt.jinja": "{{ [" + ", ".join(f"b{number}" for number in range(len(WORDS))) + "]|join(' ') }}\n"},
    {f"b{number}": word for number, word in enumerate(WORDS)},
)
case("cast-int-fails", "int('3.0') is not an integer.", "n: {type: int}\n", SHOW, {"n": "3.0"})
case("cast-null-fails", "Null is no answer but for yaml and json.", "s: {type: str}\n", SHOW, {"s": None})
case("cast-null-yaml", "yaml and json take null.", "y: {type: yaml}\nj: {type: json}\n", SHOW, {"y": None, "j": "null"})
case("cast-str-list-fails", "A list is no text.", "s: {type: str}\n", SHOW, {"s": ["a"]})
case("cast-json-fails", "Text that is not JSON is no answer.", "j: {type: json}\n", SHOW, {"j": "{a: 1}"})
case(
    "type-templated",
    "A type is rendered.",
    'kind: {type: str, default: int}\nn: {type: "{{ kind }}", default: "007"}\n',
    SHOW,
)
case("type-unknown", "An unknown type is refused.", "n: {type: number, default: 1}\n", SHOW)
case(
    "type-inferred",
    "Without a type: the default's when it is bool, int, float or str; else yaml.",
    """
    a: text
    b: 1
    c: 2.5
    d: true
    e: [x, 'yes']
    f:
    g: {default: "3"}
    h: {help: no default, default: null}
    i: {default: "{{ b + 1 }}"}
    j: {type: yaml, default: "{{ b + 1 }}"}
    """,
    {**ANSWERS, "out.txt.jinja": "{{ [a, b, c, d, e, f, g, h, i, j] }}\n"},
)
case(
    "default-chain",
    "Defaults are rendered with what was answered before, and cast.",
    """
    name: {type: str, default: My App}
    slug: {type: str, default: "{{ name|lower|replace(' ', '-') }}"}
    port: {type: int, default: "{{ 8000 + slug|length }}"}
    flags: {type: yaml, default: "[{{ slug }}, {{ port }}]"}
    later: {type: str, default: "{{ after }}|"}
    after: {type: str, default: z}
    """,
    SHOW,
)
case(
    "default-list-rendered",
    "Lists are rendered item by item, values of maps are not.",
    """
    name: {type: str, default: n}
    listed: {type: yaml, default: ["{{ name }}", 2, "{{ 1 + 1 }}", ["{{ name }}"]]}
    mapped: {type: yaml, default: {k: "{{ name }}"}}
    """,
    SHOW,
)
case(
    "default-yaml-text",
    "A default of type yaml that is text is parsed after it is rendered.",
    """
    n: {type: int, default: 2}
    y: {type: yaml, default: "{a: {{ n }}, b: [yes, 010, 2024-01-01, '1']}"}
    j: {type: json, default: '{"b": {{ n }}, "a": [true, null, 1.0]}'}
    block: {type: yaml, default: "- a\\n- b: {{ n }}\\n"}
    """,
    {"out.txt.jinja": "{{ y }}\n{{ j }}\n{{ block }}\n", "a.yml.jinja": "{{ j|to_nice_yaml }}"},
)
case(
    "unset-skipped",
    "A default of UNSET: a question that is skipped has no value.",
    """
    n: {type: int, default: "{{ UNSET }}", when: false}
    m: {type: str, default: "{% if n is defined %}set{% else %}unset{% endif %}"}
    """,
    SHOW,
)
case(
    "unset-asked",
    "A default of UNSET: a question that is asked needs an answer.",
    'n: {type: int, default: "{{ UNSET }}"}\n',
    SHOW,
)
case("required-missing", "A question without a default needs an answer.", "n: {type: str}\n", SHOW)
case(
    "choices-forms",
    "Choices as a list, as pairs, as a map, as a text that renders to them; null values stand for the name.",
    """
    plain: {type: str, choices: [red, green], default: green}
    pairs: {type: int, choices: [[One, 1], [Two, 2]], default: 2}
    mapped: {type: str, choices: {First: f, Second: s}, default: f}
    nulls: {type: str, choices: {a: null, b: null}, default: b}
    rendered: {type: str, choices: "{% for c in ['x', 'y'] %}- {{ c }}-{{ plain }}\\n{% endfor %}", default: "y-{{ plain }}"}
    rendered_map: {type: int, choices: "{a: 1, b: {{ pairs + 1 }}}", default: 3}
    items: {type: str, choices: ["{{ plain }}-a", ["{{ plain }} b", "{{ plain }}-b"]], default: green-b}
    numbers: {type: str, choices: [1, 2.5, true], default: 2.5}
    """,
    SHOW,
)
case(
    "choices-wrong-default",
    "A default that is no choice is refused.",
    "c: {type: str, choices: [a, b], default: z}\n",
    SHOW,
)
case(
    "choices-wrong-answer",
    "An answer that is no choice is refused.",
    "c: {type: str, choices: [a, b], default: a}\n",
    SHOW,
    {"c": "z"},
)
case(
    "choices-name-no-value",
    "The choice's name is not its value.",
    "c: {type: int, choices: [[One, 1]], default: 1}\n",
    SHOW,
    {"c": "One"},
)
case(
    "choices-validator",
    "A choice whose validator renders text cannot be taken; the others can.",
    """
    db: {type: str, choices: [pg, none], default: none}
    orm:
      type: str
      choices:
        - [SQL, {value: sql, validator: "{% if db == 'none' %}needs a database{% endif %}"}]
        - [None, {value: "{{ db }}-less"}]
      default: none-less
    """,
    SHOW,
)
case(
    "choices-validator-refuses",
    "The choice whose validator renders text is refused.",
    """
    db: {type: str, choices: [pg, none], default: none}
    orm:
      type: str
      choices: {SQL: {value: sql, validator: "{% if db == 'none' %}needs a database{% endif %}"}, No: {value: no}}
      default: sql
    """,
    SHOW,
)
case(
    "choices-cast-fails",
    "A choice that cannot be cast to the type is refused.",
    "c: {type: int, choices: [1, x], default: 1}\n",
    SHOW,
)
case(
    "multiselect",
    "Several choices: the answer is a list in the choices' order; text is a YAML list.",
    """
    one: {type: str, multiselect: true, choices: [a, b, c], default: [c, a]}
    two: {type: int, multiselect: true, choices: {x: 1, y: 2, z: 3}, default: "[3, '1']"}
    three: {type: str, multiselect: true, choices: [a, b, c], default: []}
    four: {type: str, multiselect: true, choices: ['1.10', '2', yes], default: "- '1.10'\\n- 2\\n"}
    five: {type: str, multiselect: true, choices: [a, b, c], default: [a]}
    six: {type: yaml, multiselect: true, choices: [[A, "[1, 2]"], [B, "{k: v}"]], default: ["{k: v}"]}
    """,
    SHOW,
    {"five": ["c", "b"]},
)
case(
    "multiselect-wrong",
    "One wrong item is refused.",
    "m: {type: str, multiselect: true, choices: [a, b]}\n",
    SHOW,
    {"m": ["a", "z"]},
)
case(
    "multiselect-text",
    "Text that is no YAML list is refused.",
    "m: {type: str, multiselect: true, choices: [a, b]}\n",
    SHOW,
    {"m": "a"},
)
case(
    "when",
    "A question whose when is false is not stored; its default is computed.",
    """
    web: {type: bool, default: false}
    port: {type: int, default: 80, when: "{{ web }}"}
    never: {type: str, default: "computed-{{ port + 1 }}", when: false}
    blank: {type: str, default: x, when: ""}
    word: {type: str, default: x, when: "off"}
    shown: {type: str, default: x, when: "{{ not web }}"}
    """,
    {**ANSWERS, "out.txt.jinja": "{{ web }} {{ port }} {{ never }} {{ blank }} {{ word }}\n"},
)
case(
    "when-data-wins",
    "An answer that is given counts even when the question is not asked; it is not stored.",
    'web: {type: bool, default: false}\nport: {type: int, default: 80, when: "{{ web }}"}\n',
    {**ANSWERS, "out.txt.jinja": "{{ port }}\n"},
    {"port": 9000},
)
case(
    "when-no-default",
    "A question that is not asked and has no default has no value.",
    "port: {type: int, when: false}\n",
    {**ANSWERS, "out.txt.jinja": "{{ port is defined }} {{ port }}|\n"},
)
case(
    "ask-false",
    "ask: false takes the default, and stores it.",
    'a: {type: str, default: x, ask: false}\nb: {type: str, ask: false}\nc: {type: str, default: y, ask: "{{ false }}"}\n',
    {**ANSWERS, "out.txt.jinja": "{{ a }} {{ b is defined }} {{ c }}\n"},
)
case(
    "secret",
    "Secret questions are not stored, in both forms.",
    """
    _secret_questions: [token]
    token: {type: str, default: t0}
    password: {type: str, default: p0, secret: true}
    name: {type: str, default: n}
    """,
    {**ANSWERS, "out.txt.jinja": "{{ token }} {{ password }} {{ name }}\n"},
    {"password": "given"},
)
case("secret-without-default", "A secret question needs a default.", "p: {type: str, secret: true}\n", SHOW)
case(
    "validator-passes",
    "A validator that renders blank text passes; it sees earlier answers and its own.",
    """
    low: {type: int, default: 1}
    high: {type: int, default: 5, validator: "{% if high <= low %}too small{% endif %}\\n  "}
    name: {type: str, default: shop, validator: "{% if not (name | regex_search('^[a-z]+$')) %}bad{% endif %}"}
    computed: {type: str, default: bad, when: false, validator: "always wrong"}
    hidden: {type: str, default: bad, secret: true, validator: "{% if hidden != 'bad' %}wrong{% endif %}"}
    """,
    SHOW,
)
case(
    "validator-refuses-answer",
    "A validator that renders text refuses an answer.",
    'n: {type: int, default: 1, validator: "{% if n > 3 %}{{ n }} is too much{% endif %}"}\n',
    SHOW,
    {"n": 4},
)
case(
    "validator-refuses-default",
    "A validator also refuses a default.",
    'n: {type: int, default: 9, validator: "{% if n > 3 %}no{% endif %}"}\n',
    SHOW,
)
case(
    "prompt-keys",
    "help, placeholder, multiline and qmark say nothing about values.",
    "n: {type: str, default: x, help: '{{ n }}?', placeholder: p, multiline: true, qmark: '?'}\n",
    SHOW,
)
case("question-unknown-key", "A question's unknown key is ignored.", "n: {typr: str, default: x}\n", SHOW)
case(
    "extra-data",
    "Values that are given and are no questions are variables; they are not stored.",
    "name: {type: str, default: n}\n",
    {**ANSWERS, "out.txt.jinja": "{{ name }} {{ extra }} {{ more.a[0] }} {{ absent }}|\n"},
    {"extra": "E", "more": {"a": [1]}},
)
case(
    "answers-not-templates",
    "Text that looks like a template is an answer like others.",
    'name: {type: str, default: n}\nboth: {type: str, default: "{{ name }}"}\n',
    SHOW,
    {"name": "{{ 1 + 1 }}"},
)
case("question-name-reserved", "now is no question's name.", "now: {type: str, default: x}\n", SHOW)
case("question-key-not-text", "A key that YAML reads as no text is refused.", "yes: {type: str, default: x}\n", SHOW)
