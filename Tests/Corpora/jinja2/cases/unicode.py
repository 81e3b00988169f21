"""Characters outside ASCII."""

from corpus import exprs, templates

WORDS = ["straße", "ŉ", "İstanbul", "ıI", "ΌΣΟΣ Σ", "ǆaǅǇ", "ﬁﬂ", "ᾳᾼ", "e\u0301cole", "E\u0301", "日本語", "Ω𐐀𐐨", "ⅷⅧ",
    "ⓐⒶ", "ẞß", "Ǆ ǅ ǆ", "ΐΰ", "ՙև", "\u1e9e", "ა ბ", "Ꭰꭰ", "İ"]
for word in WORDS:
    templates("unicode/case",
        ["{{ v|upper }}|{{ v|lower }}|{{ v|title }}|{{ v|capitalize }}|{{ v.casefold() }}|{{ v.swapcase() }}|{{ v|length }}|{{ v is upper }}{{ v is lower }}{{ v.istitle() }}"],
        {"v": word})
exprs("unicode/text", ["v|length", "v[0]", "v[::-1]", "v|reverse", "v|list", "v.find('b')", "v.index('😀')",
    "v|truncate(3, true, '', 0)", "v|center(12) ~ '|'", "v|tojson", "v|urlencode", "v|wordcount", "v|indent(2, true)",
    "v|replace('e', 'E')", "v == 'é😀\\u200d日b'", "'é' in v", "'e' in v", "v|first", "v|last", "v|pprint", "[v]",
    "v.split('😀')", "v.upper()", "v|unique|join('|')", "v|sort|join('|')", "v|max", "v|batch(2)|list", "v|e",
    "'%6s|' % v[:2]", "'{:>4}'.format(v[0])", "v.isalpha()", "v.zfill(9)", "v < 'z'", "v|wordwrap(2)",
    "v|upper|lower == v|lower"], {"v": "e\u0301😀\u200d日b"})
exprs("unicode/order", ["['é', 'z', 'a', 'É', 'Z']|sort", "['é', 'z', 'a']|sort(case_sensitive=true)",
    "'\\uffff' < '😀'", "['😀', '\\uffff', 'a']|sort(case_sensitive=true)|last == '😀'", "['ß', 'ss', 'sz']|sort",
    "['Straße', 'STRASSE']|unique|list", "'é' == 'e\\u0301'", "['é', 'e\\u0301']|unique|list|length",
    "{'é': 1, 'e\\u0301': 2}|length", "'ﬁ' == 'fi'", "'K' == 'K'", "'İ'|lower|length", "'\\u0130'|lower == 'i\\u0307'",
    "'ſ'|upper", "'µ'|upper", "'ÿ'|upper", "'ά'|upper|lower"])
exprs("unicode/space", ["'\\u00a0a\\u00a0'|trim", "'a\\u2003b'|wordcount", "'a\\u3000b'.split()",
    "'\\ufeffa'|trim|length", "'a\\u0085b'.splitlines()", "'a\\u2029b'|indent", "'\\u180ea'.strip()|length",
    "'a\\u00a0b'|title", "'a\\u00a0b'|urlencode", "'\\u1680'.isspace()", "'a\\u2028b'|wordwrap(1)", "'\\u00a0' ~ 1|int",
    "'\\u00a05\\u00a0'|int", "'\\u20035'|float"])
exprs("unicode/digits", ["'٣'|int", "'٣.٥'|float", "'１２'|int", "'²'|int", "'४२'|int + 1", "'٣'.isdigit()", "'𝟘𝟙'|int",
    "'Ⅷ'.isnumeric()", "'٣' is number", "'1٣'|int", "'٣e٢'|float"])
exprs("unicode/names", ["é", "日本", "x.é", "x['é']", "ünï ~ é", "{'é': 1}.é", "ﬁ|default('x')", "a\u0301|default('m')",
    "😀", "x.日本", "é2 + é_", "℘|default('s')", "a·b|default('dot')", "१|default('no')", "x|é"], {"é": 1, "日本": 2,
    "x": {"é": 3, "日本": 4}, "ünï": "u", "fi": "ligature", "á": "composed", "é2": 5, "é_": 6})
templates("unicode/source", ["é{{ 1 }}日\n{% if true %}😀{% endif %}", "\ufeff{{ 1 }}", "{% set é = 2 %}{{ é }}",
    "{% macro ñ(á=1) %}{{ á }}{% endmacro %}{{ ñ() }}", "a\u2028b\n{{ 'x\u2028y' }}", "{{ '\u2028' ~ '\u0085' }}|",
    "{% for ü in [1] %}{{ ü }}{% endfor %}", "{# é #}😀{#- 日 -#} x", "{% block ö %}o{% endblock %}",
    "x\u0085\n  {% if true %}y{% endif %}", "{{\u00a01\u00a0}}", "{%\u2003if true %}x{% endif %}", "{{ 1\u200b }}",
    "\u00a0 {%- if true -%} \u2003 x{% endif %}"])
