"""Writes the cases of this folder with the real PyYAML: what it reads of texts, and what it writes of values.

python generate.py [SEED [COUNT]]

It writes `read.json` and `write.json` into the current folder. Without arguments they are the committed ones; with a
seed and a count there are as many random cases, for a long comparison.
"""

import json
import random
import sys
import unicodedata

import yaml

WORDS = [
    "a", "b", "key", "name", "yes", "no", "on", "off", "true", "False", "null", "~", "1", "1.10", "010", "0x1F", "1e3",
    "1:30", "1_000", "2024-01-01", "2024-01-01 10:00:00", "-", "--", "---", "...", "?", ":", "#", "x #y", "x: y", "x:y",
    "a,b", "[a]", "{a}", "&a", "*a", "!a", "|", ">", "'", '"', "%a", "@a", "`a", "=", "<<", "", " ", "  ", "é", "日本",
    "\u00a0", "\u2028", "\x85", "\ufeff", "😀", "\t", "\n", "\n\n", "\r", "\x07", "\x1b", "\\", "\\n", "word", "Lorem",
    "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit,", "sed", "http://example.com/a?b=c",
    "it's", 'say "x"', "y", "n", "Y", "N", ".5", "5.", "+1", "-1", ".inf", ".nan", "1.5e+3", "1.5e3", "0b11", "0o17", "08",
    "12:30:45", "0", "00", "-0", "1,2", "50%", "C:\\dir", "a: b", "- a", "-a", "?a", ":a", "#a", "a#", "a:", ": ", "€",
]


def text(random):
    kind = random.random()
    if kind < 0.35:
        return random.choice(WORDS)
    if kind < 0.6:
        return " ".join(random.choice(WORDS) for _ in range(random.randint(2, 5)))
    if kind < 0.8:
        return random.choice([" ", "  ", "\n"]).join(random.choice(WORDS) for _ in range(random.randint(8, 40)))
    if kind < 0.9:
        return "".join(random.choice(WORDS) for _ in range(random.randint(1, 40)))
    characters = (chr(random.choice([random.randint(32, 126), random.randint(0, 300), random.randint(0x2000, 0x20ff)]))
                  for _ in range(random.randint(1, 120)))
    return "".join(each for each in characters if unicodedata.category(each) != "Cn")


def scalar(random):
    kind = random.random()
    if kind < 0.7:
        return text(random)
    return random.choice([
        None, True, False, 0, 1, -1, 42, 10**20, 1.0, 1.5, -0.0, 1e16, 1e-7, 1e100, 1.5e300, 123456789.123, 0.1,
        1e22, 5e-324,
    ])


def value(random, depth=0):
    kind = random.random()
    if depth > 3 or kind < 0.4:
        return scalar(random)
    if kind < 0.65:
        return [value(random, depth + 1) for _ in range(random.randint(0, 4))]
    keys = [text(random) if random.random() < 0.8 else random.choice([1, 2.5, None, True, "a", "z", -3])
            for _ in range(random.randint(0, 5))]
    if random.random() < 0.05:
        keys.append("k" * random.randint(115, 135))
    return {key: value(random, depth + 1) for key in keys}


STYLES = [
    ("to_nice_yaml", {}), ("to_nice_yaml", {}), ("to_nice_yaml", {}), ("to_nice_yaml", {"indent": 2}),
    ("to_nice_yaml", {"indent": 2, "sort_keys": False}), ("to_nice_yaml", {"width": 40}),
    ("to_nice_yaml", {"width": 1000}), ("to_nice_yaml", {"indent": 8, "width": 20}), ("to_yaml", {}),
    ("to_yaml", {"default_flow_style": True}), ("to_yaml", {"default_flow_style": False, "indent": 3}),
    ("to_nice_yaml", {"default_style": '"'}), ("to_nice_yaml", {"default_style": "'"}),
    ("to_nice_yaml", {"explicit_start": True}), ("to_yaml", {"explicit_start": True, "explicit_end": True}),
]


def dump(data, name, keywords):
    settings = {"allow_unicode": True}
    if name == "to_nice_yaml":
        settings.update(indent=4, default_flow_style=False)
    else:
        settings.update(default_flow_style=None)
    settings.update(keywords)
    return yaml.dump(data, **settings)


def write_case(data, name, keywords):
    # The value is written as Python writes it: the engine reads the same expression.
    return {"value": repr(data), "filter": name, "keywords": keywords, "yaml": dump(data, name, keywords)}


def encodable(data):
    try:
        data = str(data)
        data.encode("utf-8")
        # Versions of Unicode differ in what is printable.
        return all(unicodedata.category(each) not in ("Cn", "Co") for each in data)
    except UnicodeEncodeError:
        return False


def read_text(random):
    kind = random.random()
    if kind < 0.25:
        data = value(random)
        return yaml.dump(data, allow_unicode=random.random() < 0.5, default_flow_style=random.choice([None, True, False]),
                         indent=random.choice([2, 4]), sort_keys=random.random() < 0.5)
    if kind < 0.6:
        # Plain scalars: numbers, dates and what looks like them.
        alphabet = random.choice(["0123456789", "01_", "0123456789_.:-+eE", "0x1fFaA_", "0b01_", "0123456789-: TZ.+",
                                  "yesnotrufalNOYESTRU~", "<=-.inaINA"])
        word = "".join(random.choice(alphabet) for _ in range(random.randint(1, 9)))
        return random.choice(["%s", "a: %s", "- %s", "{a: %s}", "[%s, b]", "%s: 1", "a: !!str %s", "a: ! %s"]) % word
    if kind < 0.8:
        date = "%04d-%s-%s" % (random.randint(0, 3000), random.choice(["1", "01", "12", "13", "02"]),
                               random.choice(["1", "01", "31", "30", "29", "00"]))
        time = "%s%s:%02d:%02d%s%s" % (random.choice(["T", "t", " ", "  "]), random.randint(0, 24), random.randint(0, 61),
                                       random.randint(0, 61), random.choice(["", ".5", ".1234567", "."]),
                                       random.choice(["", "Z", " Z", "+01:00", "-5", " +05:30", "+25:00"]))
        return "a: " + date + (time if random.random() < 0.7 else "")
    lines = []
    for _ in range(random.randint(1, 6)):
        indent = " " * random.choice([0, 0, 0, 2, 2, 4])
        lines.append(indent + random.choice([
            "- %s", "%s: %s", "%s:", "? %s", ": %s", "# %s", "%s", "- %s: %s", "key: |", "key: >", "key: >-", "key: |+",
            "  %s", "&x %s", "*x", "a: &x {b: 1}", "c: {<<: *x, d: %s}", "<<: *x", "a: '%s'", 'a: "%s"', "---", "...",
            "- [%s, %s]", "- {%s: %s}", "a: !!int '%s'", "a: !!float %s", "a: !!null %s", "a: !foo %s",
            "a: !!python/tuple [%s]", "a: !!timestamp 2001-01-01", "!!map {a: %s}",
        ]).replace("%s", "\0").replace("\0", random.choice(WORDS), 1).replace("\0", random.choice(WORDS)))
    return "\n".join(lines) + random.choice(["", "\n"])


HAND_READ = [
    "", "# only a comment\n", "a: 1\n---\nb: 2\n", "---\n...\n---\na", "%YAML 1.1\n---\na: yes", "%YAML 1.2\n---\na: yes",
    "a: &x [1, 2]\nb: *x", "&a [*a]", "a: 1\na: 2", "1: a\n1.0: b\ntrue: c", "? [a]\n: b", "=: 1", "a: =", "a: <<",
    "a: &x {b: 1, c: 2}\nd: {<<: *x, b: 3}", "a: &x {b: 1}\ny: &y {c: 1}\nd: {<<: [*x, *y], e: 1}", "d: {<<: 1}",
    "d: {<<: [1]}", "a: &x {k: 1}\nb: &y {<<: *x, l: 2}\nc: {<<: *y, m: 3}", "a: &x {k: 1}\nd: {<<: *x, <<: *x}",
    "a: &x 1\nb: &x 2", "a: *x", "a: 0o17\nb: 017\nc: 0x_1\nd: 1__0", "a: 190:20:30\nb: 190:20:30.15\nc: -1:30",
    "a: |\n  x\n   y\n\n  z\nb: >\n  x\n  y\n\n  z\n", "a: \"\\x41\\u00e9\\U0001F600\\n\\t\\_\\N\\L\\P\\e\\0\"", "a: 'it''s'",
    "a: 2024-02-30", "a: 2024-13-01", "!!python/object:os.system x", "!!set {a, b}", "!!omap [a: 1]", "!!binary aGk=",
    "a: !!bool maybe", "a: !!int x", "a: \tb", "\ta: b", "a:\tb", "- a\n -b", "a: b: c", "[a, b", "{a: b", "a: 'b",
    "a: @b", "a: %b", "key: [a: 1, b]", "- - - a\n    - b", "a:\n- b\n- c", "a: >2\n   x", "a\x00b", "a: \x07",
    "\ufeffa: 1", "a: x\ufeffy", "a:\r\n  - b\r\n", "a: b\u2028c", "a: 'b\x85c'", "? a\n? b", "? |\n  a\n: b",
    "a: !<tag:yaml.org,2002:str> 1", "%TAG ! tag:x,2000:\n---\n!foo 1", "a: ! 12\nb: ! '12'", "a: 1.\nb: .5\nc: +.5\nd: 1.e+1",
    "1_000.5", "._", "+.inf", "-.INF", "+.nan", ".NaN", "1e3", "1.0e+3", "1.0e3", "-0", "-0.0", "+0b1", "-0x_f", "09", "0_",
    "{a, b: , c: 1}", "[,]", "[a,]", "{,}", "a: [1, 2]: 3", "- !!str\n- !!str 1", "x: !!float 1\ny: !!float '2'",
    "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "2001-12-15 2:59:43.10", "2002-1-1", "2002-01-01T1:02:03Z",
]

HAND_WRITE = [
    {}, [], "", None, True, 1, 1.5, "a", "a: b", {"a": {}}, {"a": []}, {"a": [[]]}, {"a": [{"b": [1, 2]}]}, [[1, [2, [3]]]],
    {"a": None, "b": True, "c": 1.0}, {1: "a", 2: "b"}, {None: 1, "a": 2}, {True: 1}, {1.5: 2}, {"": 1}, {"a\nb": 1},
    {"k" * 122: 1}, {"k" * 123: 1}, {"k" * 127: [1]}, {"k" * 128: 1}, {"a": "x" * 200}, {"a": "word " * 40},
    {"a": "word  two " * 30}, {"a": "it's " * 30}, {"a": "é " * 60}, {"a": "\t" + "x " * 60}, {"a": "line\n" * 3},
    {"a": "line\n\n\nline"}, {"a": " lead"}, {"a": "trail "}, {"a": "x\n y"}, {"a": "x \ny"}, {"a": "- x"}, {"a": "é"},
    {"a": "😀"}, {"a": "\t😀"}, {"a": "1.10", "b": "yes", "c": "2024-01-01", "d": "1:30", "e": "010", "f": "0o17", "g": "1e3"},
    {"Zeta": 1, "_under": 2, "alpha": 3, "ärger": 4}, [(1, 2)], {"a": ()}, {(1, 2): 3}, {"a": (1, [2])}, "multi\nline", "- a",
    ["a", "b"], ["a b " * 30, {"k": "v " * 50}], {"a": ["x"], "b": [["y"]], "c": [{"d": "e", "f": ["g"]}]},
    {"_commit": "v1.0", "_src_path": "gh:a/b", "project_name": "My Project", "use_docker": True, "license": "MIT",
     "description": "A long description that has to be folded since it is longer than eighty columns, isn't it?"},
]


def read_case(source):
    case = {"text": source}
    try:
        case["value"] = repr(yaml.safe_load(source))
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, AttributeError, IndexError, KeyError) as error:
        case["error"] = type(error).__name__
    try:
        case["all"] = repr(list(yaml.safe_load_all(source)))
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, AttributeError, IndexError, KeyError) as error:
        pass
    return case


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 250
    source = random.Random(seed)
    reads = [read_case(text) for text in HAND_READ]
    writes = [write_case(data, name, keywords) for data in HAND_WRITE
              for name, keywords in [("to_nice_yaml", {}), ("to_yaml", {})]]
    while len(reads) < count + len(HAND_READ):
        text = read_text(source)
        if encodable(text):
            reads.append(read_case(text))
    while len(writes) < count + 2 * len(HAND_WRITE):
        data = value(source)
        if encodable(data):
            writes.append(write_case(data, *source.choice(STYLES)))
    for name, cases in [("read.json", reads), ("write.json", writes)]:
        with open(name, "w", encoding="utf-8") as file:
            lines = ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases)
            file.write("[\n" + lines + "\n]\n")


if __name__ == "__main__":
    main()
