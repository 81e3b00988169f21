"""Templates that Jinja2 refuses, and where it says the mistake is."""

from corpus import case, templates

templates("syntax", [
    "{{", "{{ ", "{{ x", "{{ x }", "{{ x %}", "{{ x }}}", "{{ x }} }}", "}}", "%}", "#}", "{%", "{% ", "{% %}", "{% if",
    "{% if %}", "{% if x", "{% if x }}", "{% if x %}", "{% endif %}", "{% else %}", "{% elif x %}", "{% endfor %}",
    "{% nope %}", "{% nope x %}{% endnope %}", "{% IF x %}{% ENDIF %}",
    "{% if x %}{% for y in z %}{% endif %}{% endfor %}", "{% if x %}{% endfor %}",
    "{% if x %}{% else %}{% elif y %}{% endif %}", "{% if x %}{% else %}{% else %}{% endif %}",
    "{% if x y %}{% endif %}", "{% endif x %}", "{% if x %}{% endif x %}", "{% for %}{% endfor %}",
    "{% for x %}{% endfor %}", "{% for x in y z %}{% endfor %}", "{% set x = 1 2 %}", "{% set x 1 %}",
    "{% set x == 1 %}", "{% set 'x' = 1 %}", "{% set x() = 1 %}", "{% set [a] = 1 %}", "{% set a = 1 %}{% endset %}",
    "{% endset %}", "{% macro %}", "{% macro m( %}", "{% macro m(a=) %}{% endmacro %}", "{% macro m(a) %}{% endmacro",
    "{% endmacro %}", "{% call %}{% endcall %}", "{% call m( %}{% endcall %}", "{% endcall %}",
    "{% filter upper %}{% endif %}", "{% block b %}{% endfor %}", "{% with a=1 %}{% endfor %}",
    "{% include 'a' with %}", "{% import 'a' as %}", "{% from 'a' %}", "{% from import a %}", "{% extends 'a' 'b' c %}",
    "{% raw %}{{ x }}", "{% autoescape %}x{% endautoescape %}", "{% do x %}", "{% break %}", "{% continue %}",
    "{% trans %}x{% endtrans %}", "{% debug %}", "{% print x %}", "{% while x %}{% endwhile %}", "{% import 'a' %}",
    "{% if x: %}a{% endif %}", "{{ x. }}", "{{ .x }}", "{{ x..y }}", "{{ x[ }}", "{{ x] }}", "{{ x[1 }}", "{{ (x }}",
    "{{ x) }}", "{{ (x] }}", "{{ [x) }}", "{{ {x) }}", "{{ {'a' 1} }}", "{{ {'a': 1 'b': 2} }}", "{{ [1 2] }}",
    "{{ f(1 2) }}", "{{ f(a=1, 2) }}", "{{ f(a=) }}", "{{ f(=1) }}", "{{ f(*) }}", "{{ f(**) }}", "{{ f(*a, *b) }}",
    "{{ f(**a, **b) }}", "{{ f(**a, b) }}", "{{ f(*a, b) }}", "{{ f(1=2) }}", "{{ f('a'=2) }}", "{{ 'abc }}",
    "{{ \"abc }}", "{{ 'abc\" }}", "{{ abc' }}", "{{ 1 + }}", "{{ + }}", "{{ * 1 }}", "{{ 1 * * 2 }}", "{{ 1 ** }}",
    "{{ / }}", "{{ 1 / / 2 }}", "{{ a b }}", "{{ a 1 }}", "{{ 1 a }}", "{{ 'a' b }}", "{{ a = 1 }}", "{{ a == }}",
    "{{ == a }}", "{{ a < }}", "{{ a ! b }}", "{{ a ? b : c }}", "{{ a & b }}", "{{ a && b }}", "{{ a ^ b }}",
    "{{ @a }}", "{{ $a }}", "{{ a; b }}", "{{ a: b }}", "{{ `a` }}", "{{ \\a }}", "{{ a| }}", "{{ |a }}", "{{ a|b( }}",
    "{{ a|1 }}", "{{ a|'x' }}", "{{ a|b.c }}", "{{ a is }}", "{{ a is not }}", "{{ a is 1 }}", "{{ a is b is c }}",
    "{{ a not b }}", "{{ not }}", "{{ a in }}", "{{ in a }}", "{{ a not in }}", "{{ if a }}", "{{ a if }}",
    "{{ a if b else }}", "{{ a else b }}", "{{ for x in y }}", "{{ lambda x: x }}", "{{ x := 1 }}", "{{ ... }}",
    "{{ a.1.b }}", "{{ a.'b' }}", "{{ a.[0] }}", "{{ a[] }}", "{{ a[1:2:3:4] }}", "{{ 1.2.3 }}", "{{ 1a }}", "{{ 08 }}",
    "{{ a,, b }}", "{{ , }}", "{{ a, }}", "{{ }}", "{{}}", "{{ {{ a }} }}", "{{ {% a %} }}", "{{ {# a #} }}",
    "{% {{ a }} %}", "{% if {{ a }} %}x{% endif %}", "{%- %}", "{{- }}", "{{ -}}", "{{--}}", "{# }}", "{{ and }}",
    "{{ or a }}", "{{ a and }}", "{{ a or or b }}", "{{ a ~ }}", "{{ ~ a }}", "{{ self }}x{{ }}", "{{ a.b.c( }}",
    "{{ [a, b }}", "{{ {'a': 1, }}", "{% set a, = %}", "{% for a, in %}{% endfor %}", "{% if not %}{% endif %}",
    "{% block 1 %}{% endblock %}", "{% block a %}{% endblock b %}", "{% if x %}{{ y }",
    "{% for x in [1] %}{% if x %}{% endfor %}", "{% macro a() %}{% block %}{% endmacro %}", "{% elif %}",
    "{% endblock %}", "{% endwith %}", "{% endfilter %}", "{% endautoescape %}", "{% recursive %}",
    "{% import 'a' as b with %}", "{% import 'a' as b with contexts %}",
])
PAD = "one\ntwo\n"
templates("syntax/line", [
    PAD + "{{ a b }}", PAD + "{% nope %}\nmore", "{% if x %}\n" + PAD, "{% for x in y %}\n{% if x %}\n{% endfor %}",
        PAD + "{{ x|nope }}", PAD + "{{ x is nope }}", PAD + "{{\n\nx y\n}}", PAD + "{{ 'a\nb' c }}",
            "{# a\nb\nc #}{{ a b }}", "{% raw %}\n\n{% endraw %}\n{{ a b }}", PAD + "{{ x", PAD + "{% if x",
            "{{ [1,\n2,\n3 4] }}", "{% set a = 1\n%}\n{% set b = %}", "\r\n\r\n{{ a b }}", "\r\r{{ a b }}",
            "a\n{%- if x -%}\n\n{%- nope -%}", "{# x\n\n", "a\n{% raw %}\n\n",
            "{% macro m() %}\n\n{% block b %}\n\n{% endmacro %}", "{{ a\n}}\n{{ b c }}", "a\n\n{{ 'unclosed\n }}\n\n",
            "{{ (\n\n}}", "\n\n{% extends 'a' %}\n{{ x y }}", "\n{{ x|upper|nope\n}}", "\n{{\nx|nope }}",
            "\n{% if x is\nnope %}{% endif %}", "\n{% filter\nnope %}{% endfilter %}",
            "{% block a %}\n{% endblock %}\n{% block a %}{% endblock %}", "\n{{ f(a=1,\n2) }}",
            "{% if a %}\n{% elif b %}\n{% else %}\n{% nope %}\n{% endif %}", "\n\n}}\n{{ a b }}",
            "a\n{{ {\n'a': 1\n 2} }}", "\n{% set x %}\n", "\n\n{% endif %}", "\n{% include %}", "\n{{ 1 ++ }}",
            "\n{{ x }}{{ '\\N{nope}' }}",
])
LIB = {"bad": "ok\n{% if %}", "deep": "\n{% include 'bad' %}", "runtime": "\n\n{{ 1/0 }}",
    "unknown": "a\n\n{{ x|nope }}"}
templates("syntax/line", ["{% include 'bad' %}", "\n\n{% include 'deep' %}", "{% import 'bad' as b %}",
    "{% extends 'bad' %}", "{% include 'unknown' %}", "{% include ['bad'] ignore missing %}"], None, None, LIB)
templates("runtime", ["{{ 1/0 }}", "{{ nope() }}", "{{ 'a' + 1 }}", "{{ [1][5].x }}", "{{ {}['a'].b }}",
    "{{ 'abc'|int + none }}", "{{ none() }}", "{{ none.x() }}", "{{ 'a'.nope() }}", "{{ [].pop() }}",
    "{{ {}.pop('a') }}", "{{ [1, 'a']|sort }}", "{{ 'a'|round }}", "{{ range(1, 2, 0) }}", "{{ 'x'|batch }}",
    "{{ {}|first.x }}", "{{ [3, 1].index(2) }}", "{{ 'abc'.index('z') }}", "{{ dict(1) }}", "{{ 'a' < 1 }}",
    "{{ -'a' }}", "{{ [] in {} }}", "{% for a, b in [1] %}{% endfor %}", "{% for x in 1 %}{% endfor %}",
    "{% set a, b = 1 %}", "{% include 'runtime' %}", "before {{ 1/0 }} after", "{{ 10 ** 5000 }}", "{{ '5' * 5 + 5 }}",
    "{{ '%d' % 'a' }}", "{{ 2 ** 'a' }}", "{{ [1, 2] - [1] }}", "{{ 'a'.join([1]) }}", "{{ {}.update(1) }}",
    "{{ int(5) }}", "{{ len([1]) }}", "{{ str(1) }}", "{{ print('a') }}", "{{ cycler() }}", "{{ namespace(1, 2) }}",
    "{{ joiner(1, 2) }}", "{{ 'a'|default('b')|nope }}", "{{ x|attr }}", "{{ loop.first }}", "{{ varargs[0].x }}",
    "{{ kwargs.a.b }}", "{{ open('x') }}", "{{ 'a' 1 }}", "{{ true.x.y }}", "{{ 'x'|map('upper')|first|nope }}",
    "{{ 1 if x.y.z else 2 }}", "{{ [x.y.z] }}", "{{ {'a': x.y.z} }}"], None, None, LIB)
case("runtime", "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}")
case("runtime", "{% include 'me' %}", None, None, {"me": "{% include 'me' %}"})
case("runtime", "{% extends 'me' %}", None, None, {"me": "{% extends 'me' %}"})
