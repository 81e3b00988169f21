"""Global functions: dict, range, cycler, joiner, namespace, lipsum."""

from corpus import exprs, templates

templates("global/cycler", ["{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}",
    "{% set c = cycler('a', 'b') %}{{ c.current }}{{ c.next() }}{{ c.current }}",
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.reset() }}{{ c.next() }}", "{% set c = cycler() %}",
    "{% set c = cycler(1) %}{{ c.next() + c.next() }}",
    "{% set c = cycler('odd', 'even') %}{% for i in range(3) %}{{ c.next() }} {% endfor %}",
    "{% set c = cycler(*['x', 'y']) %}{{ c.next() }}{{ c.pos }}{{ c.items }}", "{{ cycler('a', b=1) }}",
    "{% set c = cycler('a') %}{{ c.nope }}|{{ c.nope() }}",
    "{% set c = cycler('a', 'b') %}{% for i in [1, 2] %}{% for j in [1, 2, 3] %}{{ c.next() }}{% endfor %}|{% endfor %}"])
templates("global/joiner", ["{% set j = joiner() %}{% for i in [1, 2, 3] %}{{ j() }}{{ i }}{% endfor %}",
    "{% set j = joiner(' | ') %}{{ j() }}a{{ j() }}b", "{% set j = joiner(sep='-') %}[{{ j() }}{{ j() }}]",
    "{% set j = joiner() %}{{ j.sep }}{{ j.used }}{{ j() }}{{ j.used }}",
    "{% set j = joiner(5) %}{{ j() }}{{ j() + 1 }}", "{% set j = joiner() %}{{ j(1) }}",
    "{% set j = joiner('; ') %}{% if true %}{{ j() }}a{% endif %}{% if false %}{{ j() }}b{% endif %}{% if true %}{{ j() }}c{% endif %}",
    "{% set j = joiner() %}{{ j()|length }}{{ j()|length }}"])
exprs("global/dict", ["dict()", "dict(a=1, b='x')", "dict([['a', 1]], b=2)", "dict({'a': 1}, a=3)", "dict(5)",
    "dict('ab')", "dict(['ab', 'cd'])", "dict([[1, 2, 3]])", "dict(a=1).a", "dict(a=1) == {'a': 1}", "dict(none)",
    "dict([], a=1)|length", "dict([[[], 1]])", "dict(1, 2)", "dict(items=1)['items']", "dict(**{'a-b': 1})",
    "dict(z=1, a=2)|list", "dict(('k', v) for v in [1])", "dict([('a', 1), ('a', 2)])",
    "dict([1, 2]|map('string')|map('list'))"])
exprs("global/range", ["range(5)", "range(2, 5)|list", "range(5, 2, -1)|list", "range(0)|list", "range('5')",
    "range(2.0)", "range(none)", "range(missing)", "range(-5, 0, 2)|list", "range(10 ** 20) is iterable",
    "range(3)|first", "range(1, 4)|join('+')"])
exprs("global/lipsum", ["lipsum is callable", "lipsum(0)", "lipsum(n=0)", "lipsum(html=false, n=0)|length",
    "lipsum(1, false, 5, 6)|wordcount", "lipsum(2, html=false, min=1, max=2)|wordcount", "lipsum(1, true, 2, 3)[:3]",
    "lipsum(1) is escaped", "lipsum(1, false) is escaped", "lipsum('a')", "lipsum(3, false).split('\\n\\n')|length",
    "lipsum(1, false)[-1]"])
exprs("global/shadow", ["range", "dict|default('x')", "namespace"], {"range": "mine", "dict": "ours", "namespace": 5})
templates("global/shadow", ["{% set range = 3 %}{{ range }}", "{% macro range() %}m{% endmacro %}{{ range() }}",
    "{% for dict in [1] %}{{ dict }}{% endfor %}{{ dict(a=1) }}", "{% set dict = {'a': 1} %}{{ dict.a }}"])
