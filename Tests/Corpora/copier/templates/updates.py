"""Versions of a template that a project goes through, with the answers that its answers file carries."""

from corpus import ANSWERS, text, update

OUT = {**ANSWERS, "out.txt.jinja": "{{ _copier_answers|to_json }}\n"}


def shows(*names):
    """A tree with the answers file and a file of these variables."""
    return {**ANSWERS, "out.txt.jinja": "".join(f"{name}={{{{ {name} }}}}\n" for name in names)}


update(
    "answers-kept",
    "Answers stay; what was left at the default stays at the old default, too.",
    ("name: {type: str, default: a}\nport: {type: int, default: 1}\n", shows("name", "port"), {"name": "shop"}),
    ("name: {type: str, default: b}\nport: {type: int, default: 2}\n", shows("name", "port"), {}),
)
update(
    "question-new",
    "A new question takes its default, which sees the old answers.",
    ("name: {type: str}\n", shows("name"), {"name": "shop"}),
    ("name: {type: str}\nslug: {type: str, default: '{{ name|upper }}'}\n", shows("name", "slug"), {}),
)
update(
    "question-new-required",
    "A new question without a default cannot be answered.",
    ("name: {type: str, default: a}\n", shows("name"), {}),
    ("name: {type: str, default: a}\nowner: {type: str}\n", shows("name", "owner"), {}),
)
update(
    "question-new-given",
    "A new question that is answered.",
    ("name: {type: str, default: a}\n", shows("name"), {}),
    ("name: {type: str, default: a}\nowner: {type: str}\n", shows("name", "owner"), {"owner": "team"}),
)
update(
    "question-gone",
    "A question that is gone is not recorded any more; its value is still a variable for one render.",
    ("name: {type: str, default: a}\nold: {type: str, default: o}\n", shows("name", "old"), {}),
    ("name: {type: str, default: a}\n", shows("name", "old"), {}),
    ("name: {type: str, default: a}\n", shows("name", "old"), {}),
)
update(
    "question-renamed",
    "A renamed question can take the old answer as its default.",
    ("project: {type: str, default: a}\n", shows("project"), {"project": "shop"}),
    ("name: {type: str, default: '{{ project }}'}\n", shows("name"), {}),
    ("name: {type: str, default: '{{ project|default(0) }}'}\n", shows("name"), {}),
)
update(
    "choice-gone",
    "An answer that is no longer a choice is dropped silently, and the default taken.",
    ("db: {type: str, choices: [pg, mysql], default: pg}\n", shows("db"), {"db": "mysql"}),
    ("db: {type: str, choices: [pg, sqlite], default: sqlite}\n", shows("db"), {}),
)
update(
    "choice-renamed",
    "Choices whose names change keep their values.",
    ("db: {type: str, choices: {Postgres: pg, MySQL: my}, default: pg}\n", shows("db"), {"db": "my"}),
    ("db: {type: str, choices: {PG: pg, Maria: my}, default: pg}\n", shows("db"), {}),
)
update(
    "choices-multiple-gone",
    "One item of several that is no longer a choice drops the whole answer.",
    ("m: {type: str, multiselect: true, choices: [a, b, c], default: [a]}\n", shows("m"), {"m": ["a", "c"]}),
    ("m: {type: str, multiselect: true, choices: [a, b], default: [b]}\n", shows("m"), {}),
)
update(
    "type-changed",
    "An answer is cast to the question's new type, or dropped.",
    (
        "a: {type: str, default: '1'}\nb: {type: str, default: 'x'}\nc: {type: int, default: 3}\nd: {type: bool, default: true}\n",
        shows("a", "b", "c", "d"),
        {},
    ),
    (
        "a: {type: int, default: 9}\nb: {type: int, default: 9}\nc: {type: str, default: z}\nd: {type: str, default: z}\n",
        shows("a", "b", "c", "d"),
        {},
    ),
)
update(
    "validator-new",
    "An answer that a new validator refuses is dropped.",
    ("n: {type: str}\n", shows("n"), {"n": "BAD"}),
    ('n: {type: str, default: good, validator: "{% if n != n|lower %}no{% endif %}"}\n', shows("n"), {}),
)
update(
    "yaml-parsed-again",
    "A text of a yaml question is parsed each time: it loses a level of quotes.",
    ("v: {type: yaml}\n", shows("v"), {"v": "'\"1.10\"'"}),
    ("v: {type: yaml}\n", shows("v"), {}),
    ("v: {type: yaml}\n", shows("v"), {}),
)
update(
    "when-toggled",
    "A question that is not asked any more loses its answer, and gets the default again later.",
    (
        "web: {type: bool, default: true}\nport: {type: int, default: 80, when: '{{ web }}'}\n",
        shows("web", "port"),
        {"port": 9000},
    ),
    (
        "web: {type: bool, default: true}\nport: {type: int, default: 80, when: '{{ web }}'}\n",
        shows("web", "port"),
        {"web": False},
    ),
    (
        "web: {type: bool, default: true}\nport: {type: int, default: 80, when: '{{ web }}'}\n",
        shows("web", "port"),
        {"web": True},
    ),
)
update(
    "computed-locked",
    "A computed value can hold on to what it was when it is asked for itself.",
    (
        "port: {type: int, default: 80}\nurl: {type: str, default: 'http://x:{{ port }}', when: false}\n",
        shows("port", "url"),
        {"port": 1},
    ),
    (
        "port: {type: int, default: 80}\nurl: {type: str, default: 'https://x:{{ port }}', when: false}\n",
        shows("port", "url"),
        {},
    ),
)
update(
    "secret-forgotten",
    "A secret is the default again when it is not given again.",
    ("key: {type: str, default: none, secret: true}\n", shows("key"), {"key": "s3"}),
    ("key: {type: str, default: none, secret: true}\n", shows("key"), {}),
)
update(
    "ask-false-kept",
    "An answer that is never asked for is kept.",
    ("year: {type: int, default: 2023, ask: false}\n", shows("year"), {}),
    ("year: {type: int, default: 2024, ask: false}\n", shows("year"), {}),
)
update(
    "extra-kept",
    "Values that are no questions are forgotten.",
    ("n: x\n", shows("n", "extra"), {"extra": "E"}),
    ("n: x\n", shows("n", "extra"), {}),
)
update(
    "settings-changed",
    "Suffix, delimiters, folder and excludes are each version's own.",
    (
        "_templates_suffix: .tmpl\nn: x\n",
        {
            "{{ _copier_conf.answers_file }}.tmpl": "{{ _copier_answers|to_nice_yaml -}}\n",
            "a.txt.tmpl": "{{ n }}\n",
            "b.txt.jinja": "{{ n }}\n",
        },
        {},
    ),
    (
        "_subdirectory: t\n_envops: {variable_start_string: '[[', variable_end_string: ']]'}\nn: x\n",
        {
            "t/[[ _copier_conf.answers_file ]].jinja": "[[ _copier_answers|to_nice_yaml -]]\n",
            "t/a.txt.jinja": "[[ n ]] {{ n }}\n",
            "out.txt": "x",
        },
        {},
    ),
)
update(
    "files-moved",
    "Files come, go and change their kind.",
    ("name: a\n", {**ANSWERS, "old/{{ name }}.txt.jinja": "1 {{ name }}\n", "gone.txt": "x\n", "kind": "file\n"}, {}),
    (
        "name: a\n",
        {**ANSWERS, "new/{{ name }}.txt.jinja": "2 {{ name }}\n", "kind/now": "folder\n", "added.txt": "y\n"},
        {},
    ),
)
update(
    "long-answers",
    "Long, odd and unicode answers come back as they were.",
    (
        "a: {type: str}\nb: {type: str}\nc: {type: json}\nd: {type: str}\n",
        OUT,
        {
            "a": "word " * 40,
            "b": "multi\n\n  line\twith tab\n",
            "c": {"k": ["1.10", 1.10, None, {"é": "ü: x"}]},
            "d": "'\"\\ {{ not }} #x",
        },
    ),
    ("a: {type: str}\nb: {type: str}\nc: {type: json}\nd: {type: str}\n", OUT, {}),
)
TYPED = {**ANSWERS, "out.txt.jinja": "{{ q }} {{ r }} {{ q[1]|d('-') }}\n"}
TYPED_QUESTIONS = "q: {type: yaml, default: 1}\nr: {type: yaml, default: 1}\n"
for name, what, q, r in [
    ("keys-numbers", "keys that are numbers", "{8080: web, 22: [ssh, {1: x}]}", "{a: {1: x, 2: y}}"),
    ("keys-mixed", "keys of several types", "{1: 2, null: x, true: y, 1.5: z}", "{true: a, no: b}"),
    ("keys-dates", "keys and items that are dates", "{2024-01-01: x}", "[2024-02-29, 2024-01-01 10:20:30]"),
    ("integers-big", "integers beyond 64 bits", "[9223372036854775808, {a: -9223372036854775809}]", "18446744073709551616"),
]:
    update(
        f"answers-{name}",
        f"Recorded answers with {what} come back as they were.",
        (TYPED_QUESTIONS, TYPED, {"q": q, "r": r}),
        (TYPED_QUESTIONS, {**TYPED, "new.txt.jinja": "{% for k in q %}{{ k }},{% endfor %}\n"}, {}),
    )
