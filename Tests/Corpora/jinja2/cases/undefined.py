"""Undefined values, lenient, strict and chainable, in every position."""

from corpus import exprs, templates

POSITIONS = [
    "x", "x.y", "x['y']", "x[0]", "x()", "x.y()", "x + 1", "1 + x", "x - 1", "x * 2", "2 * x", "x / 2", "x // 2",
    "x % 2", "x ** 2", "-x", "+x", "x ~ 'a'", "'a' ~ x", "x == 1", "x == x", "x != 1", "x == none", "x < 1", "x > 1",
    "x <= x", "1 < x", "x in [1]", "1 in x", "x and 1", "x or 1", "not x", "1 if x else 2", "x if true else 1",
    "x is defined", "x is undefined", "x is none", "x is string", "x is iterable", "x is sameas x", "x|default('d')",
    "x|default('d', true)", "x.y|default('d')", "x|length", "x|list", "x|upper", "x|string", "x|join(',')", "x|first",
    "x|int", "x|float", "x|abs", "x|sort", "x|sum", "x|tojson", "x|e", "x|safe", "x|map('upper')|list", "x|select|list",
    "x|trim", "x|replace('a', 'b')", "x|items|list", "x|dictsort", "[x]", "[x]|length", "{'k': x}", "(x,)", "[1, 2][x]",
    "{'a': 1}[x]", "'abc'[x:]", "x[1:2]", "range(x)|list", "'%s' % x", "'%d' % x", "'{}'.format(x)", "','.join([x])",
    "'abc'.replace('a', x)", "d.missing", "d.missing.deep", "d['missing']", "d.missing|default('d')",
    "d.missing.deep|default('d')", "d.missing is defined", "l[9]", "l[9].x", "l[9]|default('d')", "s.nope", "s.nope()",
    "n.attr", "n.attr.deep", "n.attr|default('d')", "dict(a=x)", "dict(**x)", "range(*x)|list", "x|attr('y')",
    "[[x]]|map('first')|map('default', 'd')|list", "[{'a': 1}, {}]|map(attribute='a')|list",
    "[{'a': 1}, {}]|map(attribute='a')|map('default', 0)|list", "[{'a': 1}, {}]|selectattr('a')|list",
    "[{'a': 1}, {}]|selectattr('a', 'defined')|list", "[{'a': 1}, {}]|sum(attribute='a')",
    "[{'a': 1}, {}]|groupby('a')|list", "[x, 1]|unique|list", "[x]|max", "x|pprint", "x|wordcount", "x|urlencode",
    "x|round", "x|batch(2)|list", "x|xmlattr", "namespace(a=x).a", "(x if false)", "(x if false) is defined",
    "d.get('zz')", "d.get(x)", "x|d", "x.y.z", "x.y.z is defined", "x['a']['b']|default('d')",
    "x.a.b.c.d|default('q', true)",
]
CONTEXT = {"d": {"a": 1}, "l": [1], "s": "text", "n": None}
for kind in (None, "strict", "chainable"):
    env = {"undefined": kind} if kind else None
    exprs(f"undefined/{kind or 'lenient'}", POSITIONS, CONTEXT, env)
    templates(f"undefined/{kind or 'lenient'}", ["{% for i in x %}a{% else %}e{% endfor %}",
        "{% for i in x.y %}a{% else %}e{% endfor %}", "{% if x %}a{% else %}b{% endif %}",
        "{% if x.y %}a{% else %}b{% endif %}", "{% set y = x %}ok", "{% set y = x %}{{ y }}", "{% set y = x.z %}ok",
        "{% with y = x %}{{ y is defined }}{% endwith %}", "{% include x %}", "{% for k, v in x.items() %}{% endfor %}",
        "{% macro m(a) %}{{ a }}{% endmacro %}[{{ m(x) }}]", "{% set a, b = x %}",
        "{{ x }}{% if false %}{{ x.y.z }}{% endif %}", "{% call x() %}{% endcall %}",
        "{% filter default(x) %}a{% endfilter %}", "{% set ns = namespace() %}{{ ns.q }}",
        "{% if x is defined and x.y %}a{% else %}b{% endif %}", "{% if d.zz == 'a' %}a{% else %}b{% endif %}",
        "{% block b %}{{ x }}{% endblock %}", "{{ loop.index }}", "{{ self.nope() }}", "{{ caller() }}",
        "{{ x|default(y) }}", "{{ 'a' if x is defined }}", "{% if not x %}n{% endif %}",
        "{% for i in l if x %}{{ i }}{% else %}e{% endfor %}"], CONTEXT, env)
