"""cookiecutter.json: how the context is made of it and of the answers."""

from corpus import case, text, update

SHOW = {
    "out.txt": "{% for key, value in cookiecutter.items() if key[:1] != '_' or key[:2] == '__' %}{{ key }}={{ value }}\n{% endfor %}"
}


def shows(*names):
    """A file of these variables."""
    return {"out.txt": "".join(f"{name}={{{{ cookiecutter.{name} }}}}\n" for name in names)}


case("defaults", "Every default is taken, in the order of the file.", {"name": "demo", "b": "2", "a": "1"}, SHOW)
case(
    "defaults-rendered",
    "A default is rendered with what stands before it.",
    {
        "name": "My App",
        "slug": "{{ cookiecutter.name.lower().replace(' ', '-') }}",
        "package": "{{ cookiecutter.slug|replace('-', '_') }}",
    },
    SHOW,
)
case(
    "default-later",
    "A default cannot see what stands after it.",
    {"name": "{{ cookiecutter.after }}", "after": "x"},
    SHOW,
)
case(
    "scalars",
    "Scalars become text, and text is rendered; booleans and null stay.",
    {"name": "demo", "i": 3, "f": 1.50, "big": 1e20, "yes": True, "no": False, "nothing": None, "empty": "", "zero": 0},
    {
        "out.txt": "{% for v in [cookiecutter.i, cookiecutter.f, cookiecutter.big, cookiecutter.yes, cookiecutter.no, cookiecutter.nothing, cookiecutter.empty, cookiecutter.zero] %}{{ [v] }} {{ v }}\n{% endfor %}"
    },
)
case(
    "answers-scalars",
    "Answers that are numbers become text; text for a boolean is one of the known words.",
    {"name": "demo", "i": "1", "yes": True, "no": False, "was_null": None},
    SHOW,
    {"i": 7, "yes": "off", "no": " Y ", "was_null": 1.5},
)
case(
    "answers-boolean-native",
    "A boolean that is answered with a boolean.",
    {"name": "demo", "flag": True, "text": "x"},
    SHOW,
    {"flag": False, "text": True},
)
case(
    "answers-boolean-wrong",
    "Text that is no word for a boolean is refused.",
    {"name": "demo", "flag": True},
    SHOW,
    {"flag": "maybe"},
)
case(
    "answers-boolean-number",
    "A number for a boolean is rendered as text.",
    {"name": "demo", "flag": True},
    {"out.txt": "{{ [cookiecutter.flag] }}\n"},
    {"flag": 0},
)
case(
    "answers-unknown", "An answer to no question is left out.", {"name": "demo"}, SHOW, {"other": "x", "_private": "y"}
)
case(
    "answers-private",
    "An answer can replace a private value.",
    {"name": "demo", "_private": "p", "__computed": "c {{ cookiecutter.name }}"},
    {"out.txt": "{{ cookiecutter._private }} {{ cookiecutter.__computed }}\n"},
    {"_private": "{{ 1 }}", "__computed": "{{ 2 }}"},
)
case(
    "answers-rendered",
    "Answers by flag are rendered as defaults are.",
    {"name": "demo", "t": "x"},
    SHOW,
    {"t": "n{{ 1 + 1 }} {{ cookiecutter.name }}"},
)
case(
    "answers-undefined",
    "An answer that names an undefined value fails.",
    {"name": "demo", "t": "x"},
    SHOW,
    {"t": "${{ secrets.X }}"},
)
case(
    "answers-raw",
    "An answer with a raw block.",
    {"name": "demo", "t": "x"},
    SHOW,
    {"t": "{% raw %}${{ secrets.X }}{% endraw %}"},
)
case(
    "choice",
    "The first choice is the default; the options are rendered.",
    {"name": "demo", "c": ["one", "two"], "d": ["{{ cookiecutter.c }}-x", "y"], "n": [1, 2]},
    {"out.txt": "{{ cookiecutter.c }} {{ cookiecutter.d }} {{ [cookiecutter.n] }}\n"},
)
case(
    "choice-answered",
    "An answer must be one of the choices, as they are written.",
    {"name": "demo", "c": ["one", "two", "three"], "d": ["{{ cookiecutter.c }}-x", "y"]},
    SHOW,
    {"c": "three", "d": "y"},
)
case(
    "choice-rendered-answer",
    "The rendered text of a choice is no answer.",
    {"name": "demo", "d": ["{{ cookiecutter.name }}-x", "y"]},
    SHOW,
    {"d": "demo-x"},
)
case(
    "choice-wrong",
    "An answer that is no choice is refused.",
    {"name": "demo", "c": ["one", "two"]},
    SHOW,
    {"c": "three"},
)
case(
    "choice-multiple",
    "A list must be among the choices; only its first is taken.",
    {"name": "demo", "c": ["one", "two", "three"]},
    SHOW,
    {"c": ["three", "one"]},
)
case(
    "choice-multiple-wrong",
    "A list with something that is no choice is refused.",
    {"name": "demo", "c": ["one", "two"]},
    SHOW,
    {"c": ["one", "x"]},
)
case("choice-empty", "No choices at all are refused.", {"name": "demo", "c": []}, SHOW)
case(
    "choice-booleans",
    "Choices that are booleans, null and lists.",
    {"name": "demo", "c": [True, False], "n": [None, 1], "l": [["a", "{{ cookiecutter.name }}"], "x"]},
    {"out.txt": "{{ [cookiecutter.c, cookiecutter.n, cookiecutter.l] }}\n"},
)
case(
    "dict",
    "Maps are rendered after all others, keys and values, and stand last.",
    {
        "name": "demo",
        "d": {
            "{{ cookiecutter.z }}": "v-{{ cookiecutter.name }}",
            "n": 1,
            "l": ["{{ cookiecutter.z }}", 2],
            "deep": {"t": True, "x": None},
        },
        "z": "last",
    },
    {
        "out.txt": "{{ cookiecutter.d }}\n{{ cookiecutter|list|join(' ') if false else cookiecutter.keys()|reject('in', ['_template', '_output_dir', '_repo_dir', '_checkout'])|join(' ') }}\n{% for k, v in cookiecutter.d|dictsort %}{{ k }}{% endfor %}\n"
    },
)
case(
    "dict-answered",
    "Maps are joined: unknown keys are added, lists are replaced.",
    {"name": "demo", "d": {"a": 1, "l": [1, 2], "deep": {"x": "1", "y": "2"}}},
    {"out.txt": "{{ cookiecutter.d }}\n"},
    {"d": {"new": "n", "l": [9], "deep": {"y": "{{ cookiecutter.name }}"}}},
)
case(
    "dict-answered-text",
    "A map that is answered with text is text.",
    {"name": "demo", "d": {"a": 1}},
    {"out.txt": "{{ cookiecutter.d }}\n"},
    {"d": "plain"},
)
case(
    "private",
    "One underscore: kept as it is; two: rendered and never asked; a map with two is rendered twice.",
    {
        "name": "demo",
        "_raw": "{{ cookiecutter.name }}",
        "_list": ["{{ x }}", 1],
        "_dict": {"a": "{{ x }}", "n": 1.50},
        "__rendered": "{{ cookiecutter.name }}!",
        "__list": ["{{ cookiecutter.name }}", 2],
        "__dict": {"k": "{{ '{{' }} cookiecutter.name }}"},
        "__n": 3,
    },
    {
        "out.txt": "{{ cookiecutter._raw }} {{ cookiecutter._list }} {{ cookiecutter._dict }} {{ cookiecutter.__rendered }} {{ cookiecutter.__list }} {{ cookiecutter.__dict }} {{ [cookiecutter.__n] }}\n"
    },
)
case(
    "prompts",
    "__prompts__ is about the asking alone.",
    {
        "name": "demo",
        "c": ["a", "b"],
        "__prompts__": {"name": "Name?", "c": {"__prompt__": "Which?", "a": "A!", "b": "B!"}},
    },
    SHOW,
)
case(
    "bookkeeping",
    "What Cookiecutter itself adds to the context.",
    {"name": "demo", "_own": "x", "n": 1},
    {
        "out.txt": "{{ cookiecutter._template }} {{ cookiecutter._repo_dir }} {{ cookiecutter._output_dir }} {{ cookiecutter._checkout }}\n{{ _cookiecutter }}\n"
    },
)
case(
    "context-dump",
    "The whole context as JSON, sorted and escaped.",
    {"name": "demo", "b": "é<", "a": {"z": [1, None], "y": True}, "_p": [1.5]},
    {
        "out.json": "{% set d = dict(cookiecutter) %}{% for k in ['_template', '_repo_dir', '_output_dir', '_checkout'] %}{% set _ = d.pop(k) %}{% endfor %}{{ d|jsonify }}\n{{ d|jsonify(2) }}\n{{ d }}\n"
    },
)
case("undefined", "An undefined value is an error.", {"name": "demo"}, {"a.txt": "{{ cookiecutter.absent }}\n"})
case(
    "undefined-default",
    "An undefined value may be asked for.",
    {"name": "demo"},
    {"a.txt": "{{ cookiecutter.absent is defined }} {{ cookiecutter.absent|default('d') }}\n"},
)
case(
    "json-wrong",
    "What is no JSON is refused.",
    {"name": "demo"},
    {"a.txt": "x\n"},
    beside={"nested/cookiecutter.json": "{'a': 1}"},
    arguments={"directory": "nested"},
)
case(
    "mutation",
    "An expression can change the context, and later files see it.",
    {"name": "demo", "v": "1"},
    {
        "a.txt": "{{ cookiecutter.v }}{{ cookiecutter.update({'v': '2', 'added': 'x'}) }}\n",
        "b.txt": "{{ cookiecutter.v }} {{ cookiecutter.added }}\n",
        "d/c.txt": "{% set _ = cookiecutter.update({'v': '3'}) %}{{ cookiecutter.v }}\n",
        "e/f.txt": "{{ cookiecutter.v }}\n",
        "z.txt": "{{ cookiecutter.v }}\n",
    },
)
case(
    "strings",
    "Values have Python's methods.",
    {"name": "My Demo App", "l": ["x"]},
    {
        "out.txt": text("""
        {{ cookiecutter.name.lower().replace(' ', '_') }} {{ cookiecutter.name.split(' ')[0] }} {{ cookiecutter.name.title() }} {{ cookiecutter.name|upper }} {{ cookiecutter.name.capitalize() }}
        {{ '%s' % cookiecutter.name }} {{ cookiecutter.name[:2] }} {{ cookiecutter.name|length }} {{ 'x'.join(['a', 'b']) }} {{ cookiecutter.name.startswith('My') }}
        {% raw %}{{ raw }}{% endraw %} {{ '{{' }} {% if cookiecutter.name == 'My Demo App' %}yes{% endif %}
        """)
    },
    root="{{cookiecutter.name.replace(' ', '-')}}",
)
NEST = {
    "templates": {
        "one": {"path": "./first", "title": "One"},
        "two": {"path": "./second", "title": "Two", "description": "The second"},
    }
}


def nested(settings):
    """Two templates in one repository, and what chooses among them."""
    import json

    inner = {
        "first/{{cookiecutter.n}}/a.txt": "first {{ cookiecutter.n }} {{ cookiecutter._template }}\n",
        "second/{{cookiecutter.n}}/b.txt": "second {{ cookiecutter.n }}\n",
    }
    return {
        **inner,
        "first/cookiecutter.json": json.dumps({"n": "n1"}),
        "second/cookiecutter.json": json.dumps({"n": "n2"}),
        "README.md": "x\n",
    }


case("nested", "Of several templates the first is taken.", NEST, {}, beside=nested(NEST))
case(
    "nested-old",
    "The older form of several templates.",
    {"template": ["First (./first)", "Second (./second)"]},
    {},
    beside=nested(None),
)
case(
    "nested-directory",
    "A template in a folder is chosen by its path.",
    NEST,
    {},
    {"n": "mine"},
    beside=nested(NEST),
    arguments={"directory": "second"},
)
update(
    "cruft-kept",
    "The recorded answers go to the new version; new questions take their defaults.",
    ({"name": "demo", "v": "1"}, shows("name", "v"), {"v": "mine"}),
    ({"name": "demo", "v": "2", "w": "{{ cookiecutter.v }}-w"}, shows("name", "v", "w"), {}),
)
update(
    "cruft-choice-gone",
    "An answer that is no longer a choice fails.",
    ({"name": "demo", "c": ["a", "b"]}, shows("c"), {"c": "b"}),
    ({"name": "demo", "c": ["a", "z"]}, shows("c"), {}),
)
update(
    "cruft-choice-order",
    "A recorded choice stays when the order changes.",
    ({"name": "demo", "c": ["a", "b"]}, shows("c"), {}),
    ({"name": "demo", "c": ["b", "a", "z"]}, shows("c"), {}),
)
update(
    "cruft-private",
    "Private values come from the new version, not from the record; computed ones as well.",
    ({"name": "demo", "_p": "1", "__c": "1-{{ cookiecutter.name }}"}, shows("_p", "__c"), {}),
    ({"name": "demo", "_p": "2", "__c": "2-{{ cookiecutter.name }}"}, shows("_p", "__c"), {}),
)
update(
    "cruft-question-gone",
    "A question that is gone leaves the record.",
    ({"name": "demo", "old": "x"}, shows("old"), {}),
    ({"name": "demo"}, shows("name"), {}),
)
update(
    "cruft-dict",
    "A recorded map is joined with the new one: a key that is gone comes back.",
    ({"name": "demo", "d": {"a": "1", "gone": "2"}}, shows("d"), {}),
    ({"name": "demo", "d": {"a": "9", "new": "3"}}, shows("d"), {}),
)
update(
    "cruft-boolean",
    "Booleans are recorded as such.",
    ({"name": "demo", "f": True}, shows("f"), {"f": "no"}),
    ({"name": "demo", "f": True}, shows("f"), {}),
)
update(
    "cruft-type-changed",
    "A text question becomes a choice or a boolean.",
    ({"name": "demo", "a": "x", "b": "yes", "c": True}, shows("a", "b", "c"), {}),
    ({"name": "demo", "a": ["y", "x"], "b": False, "c": "text"}, shows("a", "b", "c"), {}),
)
update(
    "cruft-answer-changed",
    "An answer that is given anew goes before the recorded one.",
    ({"name": "demo", "v": "1"}, shows("v"), {}),
    ({"name": "demo", "v": "1"}, shows("v"), {"v": "3"}),
)
update(
    "cruft-default-recorded",
    "A default that was computed is recorded, and does not follow what it was made of.",
    ({"name": "demo", "a": "1", "b": "{{ cookiecutter.a }}b"}, shows("a", "b"), {}),
    ({"name": "demo", "a": "1", "b": "{{ cookiecutter.a }}b"}, shows("a", "b"), {"a": "2"}),
)
update(
    "cruft-scalar",
    "A number that is not answered is recorded as text.",
    ({"name": "demo", "n": 1.50}, shows("n"), {}),
    ({"name": "demo", "n": 2}, shows("n"), {}),
)
case(
    "values-line-ends",
    "Values have line feeds, whatever their line ends are; private ones stay as they are.",
    {
        "name": "demo",
        "s": "a\r\nb",
        "t": "x\ry{{ 1 }}",
        "_q": "a\r\nb",
        "__q": "a\r\nb",
        "l": ["a\r\nb", "c"],
        "d": {"k\r\n": "a\r\nb"},
    },
    {
        "out.txt": "{{ [cookiecutter.s, cookiecutter.t, cookiecutter.l, cookiecutter.d, cookiecutter._q, cookiecutter.__q] }}\n",
        "pair.txt": "{{ cookiecutter.s }}\r\n",
    },
    cruft=True,
)
case(
    "numbers-odd",
    "Private numbers beyond 64 bits, infinities and what is no number go into the record as Python writes them.",
    {
        "name": "demo",
        "_e": float("inf"),
        "_m": float("-inf"),
        "_n": float("nan"),
        "_big": 123456789012345678901234567890,
        "_list": [1, [18446744073709551616], {"a": -9223372036854775809}],
    },
    {"out.txt": "{{ cookiecutter._e }} {{ cookiecutter._n }} {{ cookiecutter._big + 1 }} {{ cookiecutter._list[1] }}\n"},
    cruft=True,
)
for kind, template in [("text", "plain"), ("choice", ["basic", "full"])]:
    case(
        f"question-template-{kind}",
        "cruft has no choosers: a question called template is one like any other.",
        {"name": "demo", "template": template, "templates": ["x", "y"]},
        {"out.txt": "{{ cookiecutter.template }} {{ cookiecutter.templates }}\n"},
        cruft=True,
    )
update(
    "numbers-odd",
    "A record with numbers that JSON elsewhere does not have is read.",
    ({"name": "demo", "_big": 123456789012345678901234567890, "_e": float("inf")}, shows("_big", "_e"), {}),
    ({"name": "demo", "_big": 123456789012345678901234567891, "_e": float("-inf")}, shows("_big", "_e"), {}),
)
