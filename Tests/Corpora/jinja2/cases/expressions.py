"""The expression grammar: literals, operators, precedence, access, calls."""

from corpus import case, exprs, templates

V = {"a": 7, "b": 3, "f": 2.5, "s": "hello", "l": [10, 20, 30, 40, 50], "d": {"k": "v", "items": "mine", "n": {"m": [1,
    {"z": "deep"}]}, "1": "str", "a b": 2}, "t": True, "none_": None, "e": ""}
exprs("expr/literal", [
    "1", "0", "00", "007", "1_000", "1__0", "1_", "_1", "0x1F", "0XfF", "0b101", "0o17", "0x", "0b2", "1.5", "1.", ".5",
    "1e3", "1E-3", "1.5e+10", "1_0.5_0", "1e", "1.e3", "10**30", "123456789012345678901234567890", "1e999", "-1e999",
    "1e-400", "1j", "12abc", "'a'", "\"a\"", "'it\\'s'", "\"q\\\"q\"", "'\\n\\t\\\\'|length",
    "'\\x41\\u0042\\U00000043'", "'\\101'", "'\\q'", "'\\N{BULLET}'", "'a' 'b'", "'a' \"b\" 'c'", "'a\nb'", "''",
    "'unclosed", "True", "TRUE", "false", "False", "none", "None", "NONE", "null", "nil", "[]", "[1,]",
    "[1, 'a', none]", "[,]", "()", "(1)", "(1,)", "(1, 2)", "1, 2", "1,", "(,)", "{}", "{'a': 1}", "{'a': 1,}",
    "{a: 1}", "{1: 2, 'x': [3]}", "{'a'}", "{'a': }", "{'a': 1, 'a': 2}", "{**d}", "[*l]", "[x for x in l]",
    "{(1, 2): 3}", "{[]: 1}", "{{}: 1}", "[[1, [2]], [3]]", "'\\u00e9'", "'é'", "'😀'|length", "1.0", "100.0", "0.1",
    "1e15", "1e16", "1e17", "123456789.0", "1e-4", "1e-5", "0.1 + 0.2", "1/3", "2/3", "1e100", "1.7976931348623157e308",
    "5e-324", "0.00001234", "123456789012345680.0", "-0.0", "1e22", "1e23", "4.35", "2.675", "1 .real", "\"a'b\"",
    "'a\"b'", "0_1", "0x_f", "1e1_0", "'\\\n'", "'\\r\\n'|length", "'\\0'|length", "'\\x4'", "'\\u12'",
], V)
exprs("expr/arithmetic", [
    "1 + 2", "5 - 8", "3 * 4", "7 / 2", "8 / 2", "7 // 2", "-7 // 2", "7 // -2", "-7 // -2", "7.5 // 2", "-7.5 // 2",
    "7 % 3", "-7 % 3", "7 % -3", "-7 % -3", "7.5 % 2", "-7.5 % 2", "7.5 % -2", "5 % 5.0", "-5 % 5.0", "2 ** 10",
    "2 ** -1", "2 ** 0.5", "(-2) ** 2", "-2 ** 2", "2 ** 3 ** 2", "(2 ** 3) ** 2", "2 ** -2 ** 2", "0 ** 0", "0 ** -1",
    "0.0 ** -1", "(-8) ** (1/3)", "10 ** 20", "2 ** 100", "2.0 ** 3", "1 / 0", "1 // 0", "1 % 0", "1.0 / 0",
    "1.0 // 0.0", "1.0 % 0", "0 / 5", "-0 / 5", "0.0 * -1", "+5", "-5", "--5", "-+5", "+-5", "- 5", "not 5", "+'a'",
    "-'a'", "-none", "-true", "+true", "true + true", "true * 3", "1 + 1.0", "10 ** 400 / 1.0", "10 ** 400 / 10 ** 399",
    "1e308 * 10", "1e999 - 1e999", "1e200 ** 2", "7 // 0.5", "1e20 // 3", "10 ** 20 // 7", "-10 ** 20 // 7",
    "10 ** 20 % 7", "-(10 ** 20) % 7", "10 ** 20 - 1", "10 ** 20 * 10 ** 20", "-(10 ** 20)", "10 ** 20 / 3",
    "9007199254740993 + 0.0", "9223372036854775807 + 1", "-9223372036854775808 - 1", "9223372036854775807 * 2",
    "3037000500 * 3037000500", "a / b", "a // b", "a % b", "a ** b", "a - -b", "a+b", "a-b", "a -1", "a if a -1",
    "f * 2", "f + a", "f // 1", "1 - 0.9", "0.1 * 3", "1e16 + 1", "3 - 3.0", "5 // 2 * 2 + 5 % 2", "1 + 2 * 3 - 4 / 2",
    "(1 + 2) * 3", "2 * 3 ** 2", "-3 ** 2", "7 // 2 / 2", "8 / 4 / 2", "2 - 3 - 4", "10 % 4 * 2", "1 ~ 2 + 3",
    "1 + 2 ~ 3", "1 ~ 2 * 3", "'a' ~ 1 + 2 ~ 'b'", "2 * 'ab'", "'ab' * -1", "[1] * 2", "2 * [1]", "(1,) * 2",
    "[1] + [2]", "(1,) + (2,)", "[1] + (2,)", "'a' + 'b'", "'a' + 1", "1 + 'a'", "'a' - 'b'", "[1] - [1]", "{} + {}",
    "none + 1", "'a' * 'b'", "'a' * 1.5", "'ab' * true", "[1] * 'a'", "'a' / 'b'", "'%s' % 5", "'%s %s' % (1, 2)",
    "'%d%%' % 50", "'%s' % (1, 2)", "'%(k)s' % d", "5 % 'a'", "[] % 2", "1e3 ** 200", "0 * 1e999", "5.0 % 1e999",
    "-5.0 % 1e999", "1e999 % 2", "6.0 // 0.1", "1 % 0.1", "0.3 % 0.1", "-0.0 + 0", "-1 % 1e-20", "2 ** 0", "2 ** 1.0",
    "4 ** 0.5", "(-1) ** 0.5", "(-8) ** -1", "1 - -1", "1 - - 1", "1 + + 1", "2 ** 64 - 2 ** 64", "-7 / 2", "7 / -2",
    "0 // 5", "0 % -5", "0.0 % -5", "-1 // 10 ** 20", "1 << 2", "5 & 3", "5 | 3", "5 ^ 3", "~5", "1 @ 2",
], V)
exprs("expr/concat", ["'a' ~ 'b'", "1 ~ 2", "none ~ true", "1.0 ~ 'x'", "[1] ~ {}", "missing ~ 'x'", "'a' ~ -1",
    "'a' ~ not true", "'a' ~ 'b' ~ 'c'", "s ~ ' ' ~ a + 1", "('<'|e) ~ '<'", "'<' ~ ('<'|e)", "'' ~ ''", "('' ~ 1) + 1",
    "a ~", "~ a", "1 ~ 2 == '12'", "'a' ~ 'b' in 'cab'", "'x' ~ 'y'|upper", "('x' ~ 'y')|upper", "1 ~ 2 if true else 3",
    "a ~ (b, a)"], V)
exprs("expr/compare", [
    "1 < 2", "1 < 2 < 3", "3 > 2 > 1", "1 < 3 < 2", "1 < 2 > 1", "1 == 1.0 == true", "1 != 2 != 1", "a == 7",
    "a == '7'", "'a' < 'b'", "'B' < 'a'", "'a' < 'aa'", "'é' > 'z'", "[1, 2] < [1, 3]", "[1] < [1, 0]",
    "(1, 2) == (1, 2)", "(1, 2) == [1, 2]", "[1] == [1.0]", "{'a': 1} == {'a': 1.0}",
    "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "none == none", "none == 0", "none == false", "none < 1", "1 < 'a'",
    "'a' < 1", "[1] < 1", "{} < {}", "[1, 'a'] < [1, 2]", "[1, 'a'] < [2, 2]", "true < 2", "true == 1", "false == 0",
    "true > false", "'1' == 1", "1 in [1]", "1 in [true]", "1.0 in [1]", "'a' in 'abc'", "'' in 'abc'", "'ac' in 'abc'",
    "1 in 'abc'", "'k' in d", "'v' in d", "none in [none]", "1 in (1, 2)", "1 in 5", "1 in none", "1 not in [1]",
    "not 1 in [1]", "'x' not in s", "1 in [1] in [[1]]", "1 in [1] == true", "1 < 2 in [true]", "2 in range(3)",
    "2.0 in range(3)", "'a' in range(3)", "missing == missing", "missing == none", "missing in [1]", "1 in missing",
    "missing < 1", "1e999 == 1e999", "(1e999 - 1e999) == (1e999 - 1e999)", "1e999 > 10 ** 400", "10 ** 20 == 1e20",
    "10 ** 20 + 1 == 1e20", "10 ** 20 + 1 > 1e20", "9007199254740993 == 9007199254740992.0",
    "9007199254740993 > 9007199254740992.0", "0.1 + 0.2 == 0.3", "0.0 == -0.0", "1 = 1", "1 === 1", "1 <> 2", "1 is 1",
    "1 =< 2", "a == b == a", "a != b", "a >= 7 <= 7", "1 == 1 == 1 == 1", "1 < 1/0 < 2", "2 < 1 < 1/0",
    "'a' == 'a'|upper", "not a == b", "(not a) == b", "a == not b", "{1: 2} == {true: 2}", "[] == []", "[] == ()",
    "'' == none", "[[1], [2]] == [[1], [2]]", "{'a': [1]} == {'a': [1]}", "'a' > 'B'|lower", "range(3) == range(3)",
    "range(3) == [0, 1, 2]", "[1, 2] == (1, 2)|list", "(1, 'a') < (1, 'b')", "(2,) > (1, 9)", "1 <= 1.0",
    "[none] == [none]", "[none] < [none]", "[none] < [1]", "('a'|safe) == 'a'", "{} == none",
], V)
exprs("expr/logic", [
    "true and false", "1 and 2", "0 and 1/0", "1 or 1/0", "0 or 'x'", "'' or none", "'' or [] or {}", "1 and '' or 3",
    "not true", "not not 1", "not ''", "not none and true", "not (true and false)", "true or false and false",
    "(true or false) and false", "1 and 2 and 3", "0 or 0.0", "a and b or f", "not a > b", "not a in l",
    "a > 1 and b > 1", "a > 1 or 1/0", "missing and 1", "missing or 1", "not missing", "none or missing or 'z'",
    "true && true", "true || false", "!true", "and 1", "1 and", "[] or 'empty'", "{} and 1", "none and 1",
    "'a' and none", "not 0 == 1", "1 if 1 and 0 else 2", "not [] and not {}", "1 or 2 ~ 3", "not 'a' ~ 'b'",
    "(not 'a') ~ 'b'", "1 and not 0", "not 1 if 1 else 2", "0 and 0 or 0",
], V)
exprs("expr/inline-if", [
    "1 if true else 2", "1 if false else 2", "1 if false", "(1 if false) is defined", "(1 if false)|default('d')",
    "1 if true", "1 if 0 else 2 if 0 else 3", "1 if 1 else 2 if 1 else 3", "(1 if 0 else 2) + 1", "1 + 1 if 0 else 5",
    "1 if a > b else 2", "'a' if s is defined else 'b'", "'x' ~ 'y' if false else 'z'", "1 if not t else 2",
    "1/0 if false else 'safe'", "'safe' if true else 1/0", "[1 if t else 2, 3]", "{'k': 1 if t else 2}",
    "(1 if false).x", "(1 if false) + 1", "1 if else 2", "1 if true else", "if true", "s|upper if t else s|lower",
    "a if a else b if b else f", "1, 2 if false else 3", "(a if t else b) ~ '!'", "a if t else b ~ '!'",
    "'p' if missing else 'q'", "l[0 if t else 1]", "1 if false else ''", "1 if t and a else 2",
    "s if s|length > 3 else s ~ s",
], V)
exprs("expr/inline-if", ["1 if false", "(1 if false) is defined", "1 if false else missing", "'p' if missing else 'q'",
    "[1 if false]|length"], V, {"undefined": "strict"})
exprs("expr/access", [
    "d.k", "d['k']", "d.nope", "d['nope']", "d.n.m[1].z", "d['n']['m'][1]['z']", "d['items']", "d.items is callable",
    "d['1']", "d[1]", "d.1",
    "d['a b']", "l[0]", "l[-1]", "l[9]", "l[-9]", "l.0", "l.0.real", "l['0']", "l[1.0]", "l[true]", "l[none]", "l['a']",
    "l.nope", "s[0]", "s[-1]",
    "s[99]", "s.nope", "s['nope']", "a.nope", "a[0]", "none_.x", "none.x", "missing.x", "missing['x']", "missing.x.y",
    "d.nope.x",
    "d.nope is defined", "d.n.m[0]", "d.n.m.1.z", "d.get('k')", "d.get('nope')", "d.get('nope', 5)", "(1, 2)[1]",
    "[1, 2][0]", "{'a': 1}.a",
    "{'a': 1}['a']", "'abc'[1]", "(l)[0]", "d .k", "d. k", "d.k.upper()", "d['k']|upper", "l[a - 7]", "l[l[0] - 10]",
    "d[missing]", "l[missing]",
    "d[s]", "d[none]", "d[[1]]", "d.k[0][0][0]", "range(5)[2]", "range(5)[9]", "range(5)[-1]", "l[10 ** 20]", "d.",
    "d.'k'", "d[", "d[]", "l[1, 2]",
    "d['k', 'v']", "5.x", "5 .x", "'a'.x", "t.x", "l|first", "l[0]|string|length", "d.keys()|list|first", "d.update.x",
    "l.count(10)",
    "d.n.items()|list", "d.if", "d.for", "d.in", "d.not", "d.none", "d.true", "d.n['m'][0:1]", "(d.k)", "d.k == d['k']",
    "s.upper().lower()[1:3]",
    "s[1.0]", "s['0']", "s[none]", "e[0]", "none_[0]", "none[0]", "d.0", "l.0.1", "l.-1", "l[0].x.y",
], V)
exprs("expr/slice", [
    "l[1:3]", "l[:2]", "l[3:]", "l[:]", "l[::2]", "l[::-1]", "l[-2:]", "l[:-2]", "l[1:-1]", "l[4:1]", "l[4:1:-1]",
    "l[-1:-4:-1]", "l[10:]", "l[:10]", "l[-10:2]", "l[1:4:2]", "l[::0]", "l[::-2]", "l[none:2]", "l['a':]", "l[1.0:]",
    "l[true:]", "s[1:3]", "s[::-1]", "s[-3:]", "s[:-1]", "s[10:]", "'日本語'[1:]", "'e\\u0301x'[:1]", "(1, 2, 3)[1:]",
    "range(10)[2:8:3]", "range(10)[::-1]", "range(10)[2:5]|list", "d[1:2]", "5[1:]", "none[1:]", "missing[1:]", "l[a:]",
    "l[:b]", "l[b - 2:b]", "l[1:2:3:4]", "l[1:][0]", "l[1:3]|sum", "l[:-1] + l[-1:]", "l[:missing]", "s[0:1] ~ s[4:5]",
    "l[10 ** 20:]", "l[:10 ** 20]", "l[: :]", "l[1 :3]", "''[1:]", "l[5:0:-1]", "l[-5:-1]", "l[0:0]", "s[5:0:-2]",
    "l[1:3,]", "('<b>'|safe)[0:2]",
], V)
exprs("expr/call", [
    "range(1, 10, 3)|list", "range(10, 0, -4)|list", "range(3, 1)|list", "s.upper()", "s.replace('l', 'L')",
    "s.replace('l', 'L', 1)", "s.split('l')", "s.split(sep='l', maxsplit=1)", "range(*[1, 4])|list",
    "dict(a=1, **{'b': 2})", "dict(**d.n)", "dict(*[[['a', 1]]])", "s()", "missing()", "missing.x()", "d.nope()", "5()",
    "s.nope()", "s.upper(1)", "s.upper(a=1)", "s.replace('l')", "'{}-{}'.format(*[1, 2])", "'{a}'.format(**{'a': 1})",
    "'{}{x}'.format(1, x=2)", "range(a=1)", "range(1, *[5], **{})|list", "range(*5)", "dict(**5)", "dict(**{1: 2})",
    "f(1 2)", "range(,)", "range(3,)|list", "range(1, a=2, 3)", "range(**{}, *[])", "range(*[3], *[])",
    "s.upper().lower().title()", "(s.upper)()", "[s.upper][0]()", "{'f': s.upper}.f()", "s.split()[0].upper()",
    "l.index(30)", "dict([('a', 1)])", "dict({'a': 1}, b=2)", "dict(a=1).items()|list",
    "range(3)|map('string')|list|join('-')", "s|replace(*['l', 'L'])", "s|replace('l', **{'new': 'N'})", "s|upper()",
    "s|upper(*[])", "s.join(['a', 'b'])", "range('a')", "range(1.5)", "range()", "range(1,2,3,4)", "range(true)|list",
    "range(10 ** 20)|length", "range(-3)|list", "range(10)|length", "range(0, 1)[0]", "range(1, 5, 2)",
    "range(1, 2, 1)",
], V)
exprs("expr/filter", [
    "s|upper|lower", "s | upper", "s|upper()|lower()", "-1|abs", "(-1)|abs", "1 + -1|abs", "2 ** 3|string|length",
    "not s|length == 5", "s|length > 3", "s|length + 1", "s|upper ~ '!'", "[s|upper, s]", "s|nope", "s|", "|upper",
    "s|'upper'", "s|5", "s|upper lower", "s|replace('l', 'x'|upper)", "s|replace(s[0], d.k)",
    "l|join('-')|replace('0', 'o')", "a|float|string", "s.upper()|lower|title", "(s|upper).lower()", "s|upper.lower()",
    "s|first|upper", "{'a': 1}|length", "[1, 2]|sum + 1", "'a,b'|replace(',', ';').split", "1 if s|length else 2",
    "s|default('x')|upper if t", "s|a.b", "-f|round", "2 * f|round", "f|round|int", "s|upper|", "s||upper",
    "(1, 2)|sum", "1, 2|sum", "'x' in s|list", "s|list == s|list", "'%d' % 3|abs", "s|d|e",
], V)
# A name is looked up when it is used, an unknown filter or test is an error only where it is reached in a condition.
templates("expr/late-names", ["{% if false %}{{ s|nope }}{% endif %}ok", "{% if true %}{{ s|nope }}{% endif %}",
    "{{ s|nope if false else 'ok' }}", "{{ s is nope if false else 'ok' }}",
    "{% if false %}{{ 1 is nope }}{% endif %}ok", "{% if 'nope' is filter %}{{ s|nope }}{% else %}no{% endif %}",
    "{% macro m() %}{{ s|nope }}{% endmacro %}ok", "{{ (s|nope) if true else 1 }}", "{{ false and s|nope }}",
    "{% for x in [] %}{{ x|nope }}{% endfor %}", "{{ [s|nope] if false }}",
    "{% if false %}{% filter nope %}x{% endfilter %}{% endif %}ok",
    "{% if false %}{% set x|nope %}y{% endset %}{% endif %}ok"], V)
case("expr/multiline", "{{ [\n  1,\n  2\n]|sum }}")
case("expr/multiline", "{{\n  'a'\n  ~\n  'b'\n}}")
case("expr/multiline", "{{ {\n'a':\n1}\n.a }}")
case("expr/multiline", "a\n{{ 1 +\n}}\nb")
case("expr/multiline", "{{ 'a\n b' }}")
