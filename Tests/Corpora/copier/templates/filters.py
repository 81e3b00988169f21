"""Filters of jinja2-ansible-filters, which Copier always has. A line of a file is a use of one."""

from corpus import case, text

NAME = "name: {type: str, default: demo}\n"


def lines(name, what, *expressions):
    """A case with one expression a line."""
    case(name, what, NAME, {"out.txt.jinja": "".join(f"{{{{ {expression} }}}}\n" for expression in expressions)})


def failing(name, expression):
    """A case whose one expression fails."""
    case(
        f"filter-fails-{name}",
        f"What {name} makes of a wrong value.",
        NAME,
        {"out.txt.jinja": f"{{{{ {expression} }}}}\n"},
    )


lines(
    "filters-regex",
    "regex_search, regex_findall, regex_replace, regex_escape with Python's expressions.",
    r"'ab12cd'|regex_search('[0-9]+')",
    r"'abc'|regex_search('[0-9]+')",
    r"'ab12'|regex_search('([a-z]+)([0-9]+)', '\\1', '\\2')",
    r"'ab12'|regex_search('(?P<l>[a-z]+)(?P<d>[0-9]+)', '\\g<d>', '\\g<l>')",
    r"'ABC'|regex_search('b', ignorecase=True)",
    r"'a\nb'|regex_search('^b$', multiline=True)",
    r"'a\nb'|regex_search('^b$')",
    r"'x'|regex_search('y') is none",
    r"'a1b22'|regex_findall('[0-9]+')",
    r"'a1 b2'|regex_findall('([a-z])([0-9])')",
    r"'A a'|regex_findall('a', ignorecase=True)",
    r"'foo bar'|regex_replace('o+', '0')",
    r"'John Doe'|regex_replace('(\\w+) (\\w+)', '\\2, \\1')",
    r"'abc'|regex_replace('(?P<first>.)', '[\\g<first>]')",
    r"'AbC'|regex_replace('[a-z]', '.', ignorecase=True)",
    r"'abc'|regex_replace('', '-')",
    r"42|regex_replace('4', 'x')",
    r"'a.b*c'|regex_escape",
    r"'a.b[c]^d'|regex_escape('posix_basic')",
    r"'1.2.3'|regex_search('^\\d+\\.\\d+')",
    r"'née'|regex_search('\\w+')",
    r"'aXbX'|regex_replace('X(?=b)', '_')",
    r"'key = v'|regex_replace('\\s*=\\s*', '=')",
    r"'camelCaseName'|regex_replace('(?<!^)(?=[A-Z])', '_')|lower",
    r"'a1'|regex_search('^[a-z][a-z0-9]*$')",
)
lines(
    "filters-json-yaml",
    "to_json, to_nice_json, from_json, from_yaml, from_yaml_all, to_yaml, to_nice_yaml.",
    "{'b': [1, 2.5, none, true], 'a': 'é\"'}|to_json",
    "{'b': [1], 'a': {}}|to_nice_json",
    "{'b': 1, 'a': 2}|to_nice_json(indent=2, sort_keys=False)",
    "'é'|to_json",
    "[1, [], {}]|to_nice_json",
    "'{\"a\": [1, null, 1.0]}'|from_json",
    "'a: [yes, 010, 1.10]'|from_yaml",
    "'a: 1\n---\nb: 2\n'|from_yaml_all|list",
    "'[1, 2]'|from_yaml|first",
    "{'a': {'b': [1, {'c': 2}]}}|to_yaml",
    "[1, 2]|to_yaml",
    "'text'|to_yaml",
    "none|to_nice_yaml",
    "{'a': [{'b': 1, 'c': [2]}], 'd': 'x: y'}|to_nice_yaml",
    "{'z': 1, 'a': 2}|to_nice_yaml(sort_keys=False)",
    "{'a': {'b': 1}}|to_nice_yaml(indent=2)",
    "(1, 2)|to_json",
    "1|from_yaml",
    "{1: 'a', none: 'b', true: 'c'}|to_json",
)
lines(
    "filters-bool-ternary",
    "bool, ternary, mandatory, type_debug, default.",
    "'yes'|bool",
    "'on'|bool",
    "'1'|bool",
    "'true'|bool",
    "'True'|bool",
    "1|bool",
    "'no'|bool",
    "'y'|bool",
    "0|bool",
    "2|bool",
    "none|bool",
    "true|bool",
    "''|bool",
    "true|ternary('a', 'b')",
    "0|ternary('a', 'b')",
    "none|ternary('a', 'b', 'c')",
    "none|ternary('a', 'b')",
    "name|mandatory",
    "1|type_debug",
    "'a'|type_debug",
    "[]|type_debug",
    "none|type_debug",
    "{}|type_debug",
    "1.5|type_debug",
    "true|type_debug",
    "absent|default('d')",
    "absent|type_debug",
)
lines(
    "filters-hash",
    "b64encode, b64decode, hash, md5, sha1, checksum, to_uuid, quote.",
    "'Grüße'|b64encode",
    "'R3LDvMOfZQ=='|b64decode",
    "'a'|hash",
    "'a'|hash('md5')",
    "'a'|hash('sha256')",
    "'é'|hash('sha512')",
    "'a'|md5",
    "'a'|sha1",
    "'a'|checksum",
    "'example.org'|to_uuid",
    "'é'|to_uuid",
    '"it\'s"|quote',
    "'a b'|quote",
    "''|quote",
    "'safe-1.0/x'|quote",
    "'a;b'|quote",
)
lines(
    "filters-paths",
    "basename, dirname, splitext, relpath and the Windows ones.",
    "'/a/b/c.tar.gz'|basename",
    "'/a/b/'|basename",
    "'/a/b/c'|dirname",
    "'c'|dirname",
    "'a/c.tar.gz'|splitext",
    "'.hidden'|splitext",
    "'/a/b/c'|relpath('/a/d')",
    "'C:\\\\a\\\\b.txt'|win_basename",
    "'C:\\\\a\\\\b.txt'|win_dirname",
    "'C:\\\\a\\\\b.txt'|win_splitdrive",
    "'//host/share/x'|win_splitdrive",
    "'/a/../b/./c'|basename",
)
lines(
    "filters-collections",
    "combine, extract, flatten, subelements, ans_groupby.",
    "{'a': 1, 'b': {'c': 1}}|combine({'b': {'d': 2}})",
    "{'a': 1, 'b': {'c': 1}}|combine({'b': {'d': 2}}, recursive=True)",
    "{'a': 1}|combine({'a': 2}, {'b': 3})",
    "{'a': 1}|combine([{'a': 2}, {'c': 3}])",
    "{'a': [1]}|combine({'a': [2]})",
    "'a'|extract({'a': 7})",
    "1|extract(['x', 'y'])",
    "'a'|extract({'a': {'b': 8}}, 'b')",
    "'a'|extract({'a': {'b': [9]}}, ['b', 0])",
    "[0, 1]|map('extract', ['x', 'y', 'z'])|list",
    "[1, [2, [3, [4]]]]|flatten",
    "[1, [2, [3, [4]]]]|flatten(1)",
    "[1, none, 2]|flatten",
    "[1, ['null', 2], 3]|flatten",
    "[[], [[]]]|flatten",
    "[{'n': 'a', 'g': [1, 2]}, {'n': 'b', 'g': [3]}]|subelements('g')",
    "[{'n': 'a', 's': {'k': [1]}}]|subelements('s.k')",
    "{'x': {'g': [1]}}|subelements('g')",
    "[{'n': 'a'}]|subelements('g', skip_missing=True)",
    "[{'k': 2, 'v': 'a'}, {'k': 1, 'v': 'b'}, {'k': 2, 'v': 'c'}]|ans_groupby('k')",
)
case(
    "filters-comment",
    "comment in every style.",
    NAME,
    {
        "out.txt.jinja": text("""
        {{ "one\\ntwo"|comment }}
        {{ "one\\ntwo"|comment('erlang') }}
        {{ "one\\ntwo"|comment('c') }}
        {{ "one\\ntwo"|comment('cblock') }}
        {{ "one\\n\\ntwo"|comment('xml') }}
        {{ "one"|comment('plain', prefix='#######\\n#', postfix='#\\n###') }}
        {{ "one\\ntwo"|comment(decoration='; ') }}
        {{ "one"|comment('cblock', newline='\\r\\n', prefix_count=2) }}
        {{ ""|comment }}|
        """)
    },
)
lines(
    "filters-dates",
    "to_datetime and strftime.",
    "'2024-02-29 12:00:00'|to_datetime",
    "('2024-03-01'|to_datetime('%Y-%m-%d') - '2024-02-28'|to_datetime('%Y-%m-%d')).days",
    "('2024-02-29 12:00:00'|to_datetime).year",
    "'%Y-%m-%d'|strftime(0)",
    "'%H:%M %Z'|strftime(1709210096)",
    "(('2024-03-01 10:00:00'|to_datetime) - ('2024-02-29 12:30:00'|to_datetime)).total_seconds()",
    "'%s %%'|strftime(10)",
    "'%-d.%-m.%Y'|strftime(0)",
)
lines(
    "filters-seeded",
    "What is random, with a seed: ans_random, shuffle, random_mac.",
    "100|ans_random(seed='s')",
    "100|ans_random(start=90, seed='s')",
    "100|ans_random(0, 10, seed='s')",
    "[1, 2, 3]|ans_random(seed='s')",
    "['a', 'b', 'c', 'd']|shuffle(seed='s')",
    "'52:54:00'|random_mac(seed='s')",
    "1000000|ans_random(seed=name)|hash('md5')",
)
lines(
    "filters-jinja-common",
    "Jinja's own filters that templates use most.",
    "name|replace('d', 'x')",
    "'A B'|lower|replace(' ', '-')",
    "[3, 1, 2]|sort|list",
    "['a', 'b']|join(', ')",
    "{'b': '<&>\\'', 'a': [1, true, none]}|tojson",
    "'a b c'|title",
    "'x'|indent(2, true)",
    "'a\nb'|indent",
    "[1, 2, 3]|map('string')|list",
    "[1, 2, 3, 4]|select('even')|list",
    "[{'a': 1}, {'a': 2}]|map(attribute='a')|list",
    "[{'a': 1}, {'a': 2}]|rejectattr('a', 'equalto', 1)|list",
    "'%s %s'|format('a', 1)",
    "'12'|int + 1",
    "'x'|int(7)",
    "'1.5'|float",
    "[1, 2, 2]|unique|list",
    "[1, 5]|max",
    "' a '|trim",
    "'abc'|first",
    "'abc'|last",
    "[1, 2]|sum",
    "'a b c'|wordcount",
    "1.55|round(1)",
    "1.5|round|int",
    "'abc'|reverse",
    "'<b>'|escape",
    "'abcdef'|truncate(5, true, '')",
    "'a-b'|capitalize",
    "[1, 2, 3, 4, 5]|batch(2)|list",
    "'a'|center(5) ~ '|'",
    "1 is sameas(1)",
    "true is sameas true",
    "name is string",
    "absent is defined",
    "none is none",
    "[1] is iterable",
    "'b' in 'abc'",
    "{'a': 1}|dictsort",
    "{'a': 1}|items|list",
    "1234567|filesizeformat",
    "'a b'|urlencode",
)
failing("mandatory", "absent|mandatory")
failing("to_datetime", "'x'|to_datetime")
failing("from_json", "'{'|from_json")
failing("combine", "1|combine({})")
failing("regex", "'a'|regex_search('(')")
failing("regex-argument", "'a'|regex_search('a', 'b')")
failing("hash", "'a'|hash('no-such')")
failing("b64decode", "'a'|b64decode")
failing("comment", "'a'|comment('no-such')")
failing("subelements", "[{'n': 'a'}]|subelements('g')")
