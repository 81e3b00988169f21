"""What the fuzzer and first runs found wrong in the engine: one case for each bug."""

from corpus import case, exprs

BIG = {"big": 9007199254740993, "items": [3, 1, 2], "d": {"a": 1}, "missing_name": None}

exprs(
    "found/arguments",
    [
        "items|sort(big)",
        "range(4).index(1, 2)",
        "range(4).count(1, 2)",
        "''|tojson(nope)",
        "d|tojson(nope)",
        "1|tojson(nope)",
        "'+-7'|int",
        "'- 7'|int",
        "'%5%' % 1",
        "'{:z.1f}'.format(-0.01)",
        "'abc'|truncate(2, end='', leeway=none)",
        "[1, 2]|batch(0)|list",
        "[]|batch(0)|list",
        "('<'|safe) * nope",
        "nope * ('<'|safe)",
        "[nope, nope]|sort",
        "['b', nope]|sort",
        "'aXbXc'.replace('X', '', 1)",
        "'aaa'.replace('aa', 'b')",
        "'%s%%%d' % ('a', 7)",
        "1|replace(1, 1, nope)",
        "'a'|center(nope)",
        "'a'|indent(nope)",
        "'a'|wordwrap(nope)",
        "1|tojson(2 ** 63)",
        "''|wordwrap('')",
        "'a'|wordwrap('')",
        "'' % d.values",
        "'' % d.values()",
    ],
    BIG,
)
case("found/folding", "{% autoescape yes %}{{ d if '' else {'': 1} }}{{ '<' }}{% endautoescape %}", {"yes": True, "d": 1})
case("found/folding", "{{ false and d|nope_filter }}", {"d": 1})
case("found/folding", "{{ (d|nope_filter) if true else 1 }}", {"d": 1})
case("found/folding", "{{ 5[1:]|default('none') }}")
case("found/folding", "{{ d[1:3,] }}", {"d": [1]})
case("found/printing", "{{ '%(a)s' % nope }}", env={"undefined": "chainable"})
case("found/printing", "{{ '%(a)s' % nope }}")
case("found/printing", "{% filter length %}{% endfilter %}{{ 1 / f }}", {"f": 0.0})
case("found/printing", "{% filter length %}{% endfilter %}{{ nope.x }}")
case("found/printing", "{% filter length %}abc{% endfilter %}")
case("found/printing", "{% macro m() %}{% filter length %}{% endfilter %}{% endmacro %}{% set x = m() %}{{ 1 / 0 }}")
case("found/loops", "{% for x in [1] %}{% break %}{% else %}else{% endfor %}", env={"extensions": ["loopcontrols"]})
case("found/loops", "{% for x in [1] %}{% continue %}{% else %}else{% endfor %}", env={"extensions": ["loopcontrols"]})
case(
    "found/loops",
    "{% for x in [1, 2] %}{% if x == 2 %}{% continue %}{% endif %}{% else %}else{% endfor %}",
    env={"extensions": ["loopcontrols"]},
)
