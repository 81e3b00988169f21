"""Autoescaping and Markup: what is escaped, what stays safe."""

from corpus import exprs, templates

M = {"h": "<b>", "q": "\"'&", "n": 5, "l": ["<a>", 1], "d": {"<k>": "<v>"}, "f": "%s & %s", "none_": None}
ITEMS = [
    "h", "h|safe", "h|e", "h|escape|escape", "h|forceescape", "h|safe|forceescape", "h|e|forceescape", "h|safe|e", "q",
    "n", "none_", "missing", "l", "l|safe", "d", "true", "10.5", "'<lit>'", "'<lit>'|safe", "h ~ h", "h ~ h|safe",
    "(h|safe) ~ h", "(h|safe) + h", "h + (h|safe)", "h + h", "(h|safe) * 2", "h|safe|upper", "h|upper", "h|upper|safe",
    "(h|safe).upper()", "h|replace('b', '<')", "h|safe|replace('b', '<')", "h|replace('b', '<'|safe)", "l|join('<')",
    "l|join('<'|safe)", "l|map('e')|join('|')", "l|map('safe')|join('<')", "d|xmlattr", "d|tojson", "h|tojson",
    "[h]|tojson|safe", "h|string", "h|safe|string", "h|safe|string|e", "h|striptags", "h|e|striptags",
    "h|truncate(2, true, '…', 0)", "h|safe|truncate(2, true, '>', 0)", "h|indent", "h|safe|indent(2, true)", "h|format",
    "f|format(h, h|safe)", "(f|safe)|format(h, h|safe)", "(f|safe) % (h, h|safe)", "'{}'.format(h)",
    "('{}'|safe).format(h)", "h|title", "h|safe|title", "h|capitalize", "h|trim", "h|safe|trim", "h|center(7)",
    "h|safe|center(7)", "h|first", "h|safe|first", "h|list", "h|safe|list", "h|reverse", "h|safe|reverse",
    "h|wordwrap(1)", "h|urlencode", "h|safe|urlencode", "'http://x.com/?a=1&b=<'|urlize", "h|default('<')",
    "missing|default('<')", "missing|default('<'|safe)", "h if true else '<'", "(h if false)|default('<')",
    "h is escaped", "(h|safe) is escaped", "(h ~ 'x') is escaped", "(h|safe ~ 'x') is escaped",
    "('a'|upper) is escaped", "(h|safe)[0]", "(h|safe)[1:] is escaped", "(h|safe) == h", "(h|safe) in [h]", "h|pprint",
    "h|safe|pprint", "l|first", "l|sort(attribute=none)|first if false else 'x'", "range(2)",
    "h|filesizeformat if false", "n|filesizeformat", "namespace(a=h).a", "dict(a=h)", "[h|safe]", "{'a': h|safe}",
    "h|replace('<', '&lt;')", "h|lower|safe", "h|wordcount", "h|length", "(h|e)|length", "h|batch(2)|list",
    "l|sum(start='') if false", "''|e", "h|d|safe", "l|unique|join", "h|attr('upper')()", "'&amp;'", "'&amp;'|safe",
    "'&amp;'|e|e", "'\\''", "h|e ~ q|e",
]
exprs("markup/off", ITEMS, M)
exprs("markup/on", ITEMS, M, {"autoescape": True})
templates("markup/blocks", [
    "{% set v %}<i>{{ h }}</i>{% endset %}{{ v }}", "{% set v = '<i>' ~ h %}{{ v }}",
    "{% filter upper %}<i>{{ h }}{% endfilter %}", "{% filter e %}<i>{{ h }}{% endfilter %}",
    "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(h) }}",
    "{% macro m() %}<i>{{ caller() }}</i>{% endmacro %}{% call m() %}<u>{{ h }}{% endcall %}",
    "{% block b %}{{ h }}{% endblock %}{{ self.b() }}", "{% for c in h %}{{ c }}{% endfor %}",
    "{% for c in h|safe %}{{ c }}|{% endfor %}", "{% for k, v in d.items() %}{{ k }}{{ v }}{% endfor %}",
    "<raw>{{ '<' }}{{ \"<\" }}{% raw %}<{{ x }}>{% endraw %}", "{% with v = h|safe %}{{ v }}{% endwith %}",
    "{% set v | upper %}{{ h }}{% endset %}{{ v }}", "{% set v | safe %}{{ h }}{% endset %}{{ v }}",
    "{% autoescape false %}{{ h }}{% set v %}{{ h }}{% endset %}{% endautoescape %}{{ v }}", "{{ loop|default(h) }}",
    "{% for x in [h] recursive %}{{ x }}{{ loop([]) }}{% endfor %}",
    "{% set ns = namespace(v='') %}{% for x in l %}{% set ns.v = ns.v ~ x %}{% endfor %}{{ ns.v }}",
], M, {"autoescape": True})
