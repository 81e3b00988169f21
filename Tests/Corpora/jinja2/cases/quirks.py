"""Errors that come from the Python code that Jinja2 compiles to. An engine may well fail otherwise here, and say so."""

from corpus import exprs, templates

templates("quirk", ["{% break %}", "{% continue %}", "{% if true %}{% break %}{% endif %}"], None,
    {"extensions": ["loopcontrols"]})
templates("quirk", ["{% macro m(a, a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}"])
exprs("quirk", ["dict(a=1, a=2)", "[1, 2, 3][1:3, 2]", "1e999|int", "[1e999 - 1e999, x]"])
