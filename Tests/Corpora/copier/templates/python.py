"""What a template's own Python computes: one line of a file for each expression."""

from corpus import case

NUMBERS = """
1e3, 0x10, 0b11, 0o17, 1_000, 1., .5, 1.5e-7, 2 ** 10, 2 ** -1, 2 ** 0.5, -2 ** 2, 10 ** 20
7 // -2, -7 % 3, 7 / 2, divmod(7, -2), pow(2, 10), abs(-3), abs(-2.5), abs(True)
round(2.5), round(3.5), round(-0.5), round(2.675, 2), round(3.14159, 2), round(7), round(7, 2), round(1e20)
5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 70, -1 >> 1, True & False, True | False, 6 & -2, +True, - -3
1 + 2 * 3 - 4 // 2 ** 2, (1 | 2) & 3 ^ 1 << 1, not 1 == 2
sum([1, 2, 3]), sum(x for x in range(5)), sum([[1], [2]], []), sum(1 for c in s if c > "d"), sum([], 4)
min([3, 1, 2]), max("a", "b"), min([2], [1]), max([], default=0), min(["bb", "a"], key=len), max("aB", key=str.lower)
float("2"), float("1e5"), float(3), int("  12 "), int(3.9), int(True), bin(5), hex(255), oct(8), hex(-10), chr(233), ord("e")
repr("it's"), repr([1, "a", None]), f"{s!r}|{1.5!r}|{[s]!r}", str(1e16), str(1e-7), str((1,))
"""
COLLECTIONS = """
sorted([3, 1, 2]), sorted(["b", "A"]), sorted("bac", reverse=True), sorted(["bb", "a"], key=len)
sorted(["b", "a", "C"], key=str.lower, reverse=True), sorted({"b": 1, "a": 2}.items(), key=lambda p: p[1])
sorted([("x", 2), ("y", 1), ("z", 2)], key=lambda pair: -pair[1]), sorted({3, 1, 2}), sorted(set("hello"))
list(reversed([1, 2])), "".join(reversed(s)), list(enumerate(s, 1)), list(enumerate("ab", start=5))
list(zip("ab", [1, 2, 3])), list(zip("ab", "cd", "ef")), list(zip()), dict(zip("ab", [1, 2])), list(map(str.upper, "ab"))
list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", s])), list(filter(str.isupper, "aBc"))
dict(a=1, b=2), dict({"x": 1}, y=2), dict([("a", 1)]), {**{"x": 1}, "y": 2}, {"a": 1} | {"a": 2, "b": 3}, dict.fromkeys("aba", 0)
[*s], [*range(2), 9], (1, *s), [*[1], *[2]], {k: v for k, v in zip("ab", "cd")}
[x + y for x in "ab" for y in "cd" if y != "c"], [c for row in [[1, 2], [3]] for c in row if c > 1]
len({1, 1}), 2 in {1, 2}, {1, 2} == {2, 1}, {1} < {1, 2}, sorted({1, 2} & {2, 3}), sorted({1, 2} | {3}), sorted({1, 2} - {1}), sorted({1} ^ {2})
sorted({x % 2 for x in range(5)}), bool(set()), len(frozenset([1, 1])), list({"only"}), {1, 2}.isdisjoint({3}), sorted({1}.union([2], [3]))
isinstance(s, str), isinstance(1.5, float), isinstance(True, int), isinstance({1}, set), isinstance([], (list, tuple))
any(c == "m" for c in s), all(c.isalpha() for c in s), list(c for c in s), tuple(i * i for i in range(3))
"\\x41\\u00e9\\t", "\\u2603".encode("ascii", "ignore").decode(), "é".encode("utf-8").decode(), "aé".encode("ascii", "replace").decode("ascii")
unicodedata.normalize("NFKD", "Zoë ﬁ Å ½").encode("ascii", "ignore").decode("ascii"), unicodedata.normalize("NFC", "e\\u0301") == "é"
unicodedata.normalize("NFKC", "ﬁ①Ａ"), len(unicodedata.normalize("NFD", "é각")), string.ascii_lowercase[:3] + string.digits[-1]
"""
PATTERNS = """
bool(re.match("d", s)), bool(re.search("z", s)), bool(re.fullmatch("demo", s)), bool(re.fullmatch("de", s)), re.match("z", s) is None
re.match(r"(\\w)(\\w+)", s).group(2), re.match(r"(\\w)(\\w+)", s).groups(), re.search(r"(?P<x>m)(z)?", s).groupdict(), re.search("m", s).span()
re.match(r"(a)|(d)", s).groups(), re.match(r"(a)|(d)", s).group(1, 2), re.match(r"(a)|(d)", s)[2], re.search("m.", s).start(), re.search("m.", s).end()
re.fullmatch("d|demo", s).group(), re.fullmatch("(?:d|de)(mo|m)", s).group(1), bool(re.fullmatch("demo", "demo\\n")), bool(re.match("demo$", "demo\\n"))
re.sub("e", lambda m: m.group(0).upper() + "!", s), re.sub(r"(d)(e)", r"\\2\\1", s), re.sub(r"D", "x", "dDd", flags=re.I), re.sub("d", "x", "ddd", count=2)
re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseHTTPName").lower(), re.sub("x*", "-", "abxd"), re.sub("", "-", "ab"), re.sub(r"\\W|^(?=\\d)", "_", "9 a-b")
re.split(r"[-_]", "a-b_c"), re.split(r"([-_])", "a-b_c"), re.split("-", "a-b-c", maxsplit=1), re.split("x*", "axbc")
re.findall(r"[a-z]+", "ab1cd"), re.findall(r"(\\w)(\\d)", "a1b2"), [m.group() for m in re.finditer(r"\\d", "a1b2")]
PATTERN.sub("-", "a  b"), PATTERN.search("ab c").start(), WORDS.findall("One TWO three"), bool(WORDS.match("two")), re.escape("a.b-c d")
"yes" if re.match(r"^\\d+$", "123") else "no", "yes" if not re.search("q", s) else "no"
"""
FUNCTIONS = """
closure(s), counted(s), unpacked((1, [2, 3], 4)), augmented(s), looped(s), halves(17), spread(1, 2, 3), spread(*[1, 2], *(3,), **{"end": "!"})
counter(3), unicode_slug("Über  Projekt_1"), version(), late(), adders(), nested_generator(s), dictionary(s), default_key([("b", 2), ("a", 3)])
datetime.date(2024, 2, 29).isoformat(), datetime.date(2024, 2, 29).strftime("%d %B %Y %j %U %a"), datetime.date(2024, 1, 1) < datetime.date(2024, 1, 2)
datetime.datetime(2024, 1, 2, 3, 4).isoformat(), str(datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone.utc)), datetime.date(year=2024, month=3, day=1).weekday()
datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc).date().isoformat(), datetime.datetime(2024, 2, 29).year
cast(str, s), cast("list[str]", [1]), K().total(s), K.made(2).n, K.LIMIT
"""
MODULE = '''\
import datetime
import re
import string
import sys
import unicodedata
from typing import cast

from jinja2.ext import Extension

if sys.version_info >= (3, 12):
    from typing import override
else:
    from typing_extensions import override

if sys.version_info >= (3, 8):
    LEAST = "new"
else:
    LEAST = "old"

PATTERN = re.compile(r"\\s+")
WORDS = re.compile("[a-z]+", re.IGNORECASE | re.M)
RESERVED = {"if", "for"}


class K:
    LIMIT = 1_000

    def __init__(self, n=0):
        self.n = n

    @classmethod
    def made(cls, n):
        return cls(n)

    @override
    def total(self, s):
        for c in s:
            self.n += 1
        self.n *= 2
        return self.n


def closure(s):
    mark = "<"

    def wrap(text, end=">"):
        return mark + text + end

    mark = "["
    return wrap(s)


def counted(s):
    counts = {}
    for c in s + "e":
        counts[c] = counts.get(c, 0)
        counts[c] += 1
    return counts


def unpacked(t):
    a, (b, c), *rest = t
    first, *middle, last = [1, 2, 3, 4]
    a, b = b, a
    return [a, b, c, rest, first, middle, last]


def augmented(s):
    n = 1
    n += 2
    n *= 3
    n -= 1
    n //= 2
    n **= 2
    n %= 7
    t = s
    t += "x"
    l = [1]
    m = l
    l += [2]
    l[0] = 9
    l[-1] -= 1
    return n, t, m


def looped(s):
    n = 0
    while n < 10:
        n += 1
        if n % 2:
            continue
        if n > 5:
            break
    else:
        return "all"
    while n < 8:
        n += 1
    else:
        n = -n
    return n


def halves(n):
    found = []
    while n:
        found.append(n % 2)
        n //= 2
    return found


def spread(first, *rest, end=".", **more):
    return f"{first}{list(rest)}{end}{more}"


def counter(n):
    seen = set()
    for i in range(n):
        seen.add(i % 2)
    seen |= set()
    return len(seen), sorted(seen)


def unicode_slug(value):
    value = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode("ascii")
    value = re.sub(r"[^\\w\\s-]", "", value.lower())
    return re.sub(r"[-_\\s]+", "-", value).strip("-_")


def version():
    return LEAST, sys.version_info[0], sys.version_info >= (3,), sys.version_info < (3, 6), sys.version_info.major


def late():
    fs = [lambda: i for i in range(3)]
    return [f() for f in fs]


def adders():
    return [add(10) for add in [(lambda x, n=n: x + n) for n in range(3)]]


def nested_generator(s):
    def each():
        for c in s:
            yield c * 2

    return "-".join(each())


def dictionary(s):
    base = {"a": 1}
    return {**base, s: [*s][:1], **{"a": 2}}


def default_key(pairs):
    return min(pairs, key=lambda pair: pair[1])[0] + max(pairs)[0]


'''.replace("seen |= set()\n", "seen.update([1])\n")


def declare(name, what, lines):
    parts = []
    depth = 0
    for line in lines.strip().splitlines():
        import ast

        found = ast.parse(f"({line.strip()},)", mode="eval").body
        parts += [ast.get_source_segment(f"({line.strip()},)", part) for part in found.elts]
    functions = "".join(f"def f{i}(s):\n    return {part}\n\n\n" for i, part in enumerate(parts))
    filters = "".join(f'        environment.filters["f{i}"] = f{i}\n' for i in range(len(parts)))
    head = "class Own(Extension):\n    def __init__(self, environment):\n        super().__init__(environment)\n"
    texts = "".join("{% raw %}" + part + "{% endraw %} => {{ word|f" + str(i) + " }}\n" for i, part in enumerate(parts))
    case(
        name,
        what,
        """
        _jinja_extensions: [copier_templates_extensions.TemplateExtensionLoader, "ext.py:Own"]
        _exclude: [ext.py, copier.yml]
        word: {type: str, default: demo}
        """,
        {"ext.py": MODULE + functions + head + filters, "a.txt.jinja": texts},
        arguments={"unsafe": True},
    )


declare("extension-python-numbers", "Arithmetic in a template's own Python.", NUMBERS)
declare("extension-python-collections", "Lists, dicts, sets, sorting and Unicode in a template's own Python.", COLLECTIONS)
declare("extension-python-patterns", "The module re in a template's own Python.", PATTERNS)
declare("extension-python-functions", "Closures, loops, unpacking, dates and versions in a template's own Python.", FUNCTIONS)

case(
    "extension-python-globals",
    "What a template's own Python hands to templates besides functions: builtins, dates, and what its __init__ computed.",
    """
    _jinja_extensions: [copier_templates_extensions.TemplateExtensionLoader, "ext.py:Own"]
    _exclude: [ext.py, copier.yml]
    word: {type: str, default: demo}
    """,
    {
        "ext.py": '''\
import datetime

from jinja2.ext import Extension


class Own(Extension):
    def __init__(self, environment):
        super().__init__(environment)
        now = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.timezone.utc)
        label = "today"
        environment.globals.update({"year": now.year, "day": now.date().isoformat(), label: now})
        environment.globals.update(zip=zip, sorted=sorted, first=min)
        environment.filters["shout"] = lambda text: text.upper() + mark(label)


def mark(label):
    return "!" + label
'''.replace("label: now", '"now_": now'),
        "a.txt.jinja": "{% for a, b in zip([1, 2], 'xy') %}{{ a }}{{ b }}{% endfor %} {{ sorted(word) }} {{ first([2, 1]) }} {{ year }} {{ day }} {{ now_.month }} {{ word|shout }}\n",
    },
    arguments={"unsafe": True},
)
