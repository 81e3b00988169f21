"""Whitespace control, comments, raw blocks, newlines at the end, line endings."""

from itertools import product

from corpus import case, templates

TRIM = {"trim_blocks": True}
LSTRIP = {"lstrip_blocks": True}
BOTH = {"trim_blocks": True, "lstrip_blocks": True}
KEEP = {"keep_trailing_newline": True}
ALL = {**BOTH, **KEEP}
ENVIRONMENTS = (None, TRIM, LSTRIP, BOTH)

for left, right in product(["", "-", "+"], repeat=2):
    for env in ENVIRONMENTS:
        case("whitespace/block", f"a \n  {{%{left} if true {right}%}} \n  b \n {{%{right} endif {left}%}}\n c\n", None,
            env)
        case("whitespace/comment", f"a \n\t {{#{left} note {right}#}}\n  b", None, env)
    case("whitespace/raw", f"a \n {{%{left} raw {right}%}} \n {{{{ x }}}} \n {{%{right} endraw {left}%}}\n c\n", None,
        BOTH)
    case("whitespace/raw", f"a \n {{%{left} raw {right}%}} \n {{% x %}} \n {{%{right} endraw {left}%}}\n c\n")
for left, right in product(["", "-"], repeat=2):
    for env in ENVIRONMENTS:
        case("whitespace/print", f"a \n  {{{{{left} 1 {right}}}}} \n  b\n", None, env)
for env in ENVIRONMENTS:
    templates("whitespace/mix", [
        "<ul>\n  {% for x in [1, 2] %}\n  <li>{{ x }}</li>\n  {% endfor %}\n</ul>\n",
        "{% if true %}\n\n\nx\n{% endif %}\n\n\n",
        "a {% if true %} b {% endif %} c",
        "a\n    {{ 1 }}{% if true %}\n    {% endif %}\nb",
        "x  {% set a = 1 %}  y\n  {% set b = 2 %}  \nz",
        "{# one #}\n{# two #}\n  {# three #} x\n",
        "  {% if true %}{% if true %}\n  a\n  {% endif %}{% endif %}\n",
        "a\r\n  {% if true %}\r\nb\r\n  {% endif %}\r\nc",
        "a\r  {% if true %}\rb{% endif %}",
        "\t{%- if true -%}\t\n{%- endif -%}\nx",
        "  {{ 'a' }}\n  {{- 'b' -}}\n  {{ 'c' }}\n",
        "a\n\n  {%- set x = 1 %}\n\nb",
        "{% macro m() %}\n  in\n{% endmacro %}\n[{{ m() }}]\n",
        "{% set a %}\n  x\n  {% endset %}\n[{{ a }}]",
        "a\n  {% if true +%}\n  b\n  {%+ endif %}\nc",
        "1  {#- c -#}  2  {#+ c +#}  3",
        "   {% raw %}   {{ x }}   {% endraw %}   \n",
        "a\u00a0{% if true %}\u00a0b{%- endif -%}\u2003c",
        "{% filter upper %}\n  a\n{% endfilter %}\n",
        "a\n \t {% if true %} \t\n b",
        "{% if true %}a{% endif %}  \n\nb", "text {# c #}\nnext", "text\n    {# c #} more\n",
        "\n\n{% if true %}x{% endif %}",
        "\x0b{% if true %}\x0ca{% endif %}", "{{ 1 }}\n{{ 2 }}\n", "    {% block b %}\n    x\n    {% endblock %}\n",
    ], None, env)
    templates("whitespace/end", ["a\n", "a\n\n", "a", "\n", "", "{{ 1 }}\n", "{% if true %}a\n{% endif %}\n", "a\r\n",
        "a\r\n\r\n", "a\n{# c #}\n", "a\n{#- c -#}\n", "a\r"], None, {**(env or {}), **KEEP})
templates("whitespace/end", ["a\n", "a\n\n", "a", "\n", "", "{{ 1 }}\n", "a\r\n", "a\n\r\n", "a\n{# c #}\n", "a\r",
    "\n\n", "a\n "])
for sequence in ("\r\n", "\r", "\n"):
    templates("whitespace/newlines", ["a\nb\r\nc\rd\n", "{{ 'x\ny' }}\n{% raw %}\n{% endraw %}|", "{{ 'a\\nb' }}\nz",
        "{% set a %}\n1\r\n{% endset %}{{ a|length }}", "a\n\n{{ 1 }}\n{# c\n #}\nb", "{{ 'a\nb'|length }}"], None,
        {"newline_sequence": sequence})
    templates("whitespace/newlines", ["a\nb\r\n", "\r\n\n", "{% if true %}\r\na\n{% endif %}\r\n"], None,
        {"newline_sequence": sequence, **ALL})
templates("raw", [
    "{% raw %}{{ x }}{% endraw %}", "{% raw %}{% if %}{% endraw %}", "{% raw %}{# c #}{% endraw %}", "{% raw %}",
    "{% raw %}{% endraw %}|", "{%raw%}a{%endraw%}", "{% raw %}a{% raw %}b{% endraw %}",
    "{% raw %}\n  a\n{% endraw %}\nb", "{% raw -%}  a  {%- endraw %} b", "{%- raw %} a {% endraw -%} b", "{% endraw %}",
    "{% raw x %}a{% endraw %}", "{% raw %}${{ secrets.TOKEN }}{% endraw %}", "x{% raw %}{% endraw x %}",
    "{% raw %}'}}'\"%}{% endraw %}", "{% raw %}{% endrawx %}{% endraw %}",
    "{% raw %}{{{% endraw %}{{ 1 }}{% raw %}}}{% endraw %}", "{%  raw  %} a {%  endraw  %}",
    "{% raw %}a{%endraw%}{% raw %}b{%endraw%}", "{% raw %}{%- endraw %}|", "{% raw %}#}%}}}{% endraw %}",
    "{% if true %}{% raw %}{% endif %}{% endraw %}{% endif %}",
])
templates("comment", [
    "a{# x #}b", "a{# {{ 1/0 }} {% nope %} #}b", "a{# multi\nline #}b", "a{##}b", "a{# unclosed", "a{# # } #}b",
    "a #} b", "{#- x -#} a", "{# a {# b #} c #}", "a{#-#}b", "a {#-#} b", "{#--#}x", "a {#+ x +#} b", "{# '#}' #}",
    "{% if true #}x", "{{ 1 # 2 }}", "{# ünï #}x", "{%# x %}", "{{# x }}", "a{# #}{# #}b", "{#\n#}\n{#\n#}{{ 1 }}",
    "{{ '{# x #}' }}",
])
