"""Built-in filters that make text."""

from corpus import exprs, templates

exprs("filter/capitalize", [
    "'hello WORLD'|capitalize", "''|capitalize", "42|capitalize", "'éCOLE'|capitalize", "'ßa'|capitalize",
    "none|capitalize", "missing|capitalize", "[1, 'A']|capitalize", "'ǆ'|capitalize", "' a'|capitalize",
    "'x'|capitalize(1)", "'ﬁX'|capitalize",
])
exprs("filter/center", [
    "'abc'|center(9)", "'abc'|center(8)", "'abcd'|center(9)", "'abc'|center(2)", "('[' ~ 'abc'|center ~ ']')",
    "42|center(6) ~ '|'", "'abc'|center(width=5) ~ '|'", "'abc'|center(-1)", "'abc'|center('5')", "'abc'|center(5.0)",
    "missing|center(3) ~ '|'", "'é日'|center(6) ~ '|'", "''|center(3) ~ '|'", "'a'|center(true) ~ '|'",
])
exprs("filter/filesizeformat", [
    "0|filesizeformat", "1|filesizeformat", "999|filesizeformat", "1000|filesizeformat", "1024|filesizeformat(true)",
    "1023|filesizeformat(binary=true)", "1500000|filesizeformat", "'1234567'|filesizeformat", "3.7|filesizeformat",
    "1|filesizeformat(true)", "1e9|filesizeformat", "10**12|filesizeformat", "10**15|filesizeformat",
    "10**18|filesizeformat",
    "10**21|filesizeformat", "10**24|filesizeformat", "10**27|filesizeformat", "2**80|filesizeformat(true)",
    "-5|filesizeformat", "-5000|filesizeformat", "999999|filesizeformat", "'x'|filesizeformat", "none|filesizeformat",
    "missing|filesizeformat", "true|filesizeformat", "999.9|filesizeformat", "1.0|filesizeformat",
    "1536|filesizeformat(true)", "'1.5e3'|filesizeformat", "0.5|filesizeformat",
])
exprs("filter/forceescape", [
    "'<a&b>'|forceescape", "'<b>'|safe|forceescape", "'&lt;'|forceescape", "1|forceescape", "none|forceescape",
    "missing|forceescape", "'<a>'|escape|forceescape", "'x'|forceescape('y')", "['<']|forceescape",
])
exprs("filter/e", ["'<>&\"\\''|e", "1|e", "none|e", "'<i>'|safe|e", "'a'|e|e", "'&'|e(1)", "missing|e"])
exprs("filter/escape", [
    "'<>&\"\\''|escape", "'<'|escape|escape", "'<'|safe|escape", "3.5|escape", "['<', \"'\"]|escape",
    "{'a': '<'}|escape",
    "none|escape", "missing|escape", "('<'|escape) ~ '<'", "('<'|escape) + '<'", "'<' + ('<'|escape)", "''|escape",
    "'<'|escape(x=1)", "true|escape",
])
exprs("filter/format", [
    "'%s-%s'|format('a', 'b')", "'%(x)s!'|format(x=3)", "'%d'|format(3.99)",
    "'%05.1f|%-5s|%+d'|format(3.14159, 'ab', 7)",
    "'%x %X %o %#x %#o'|format(255, 255, 8, 255, 8)", "'%e %E %g %G'|format(12345.678, 0.00012, 1e10, 1e-10)",
    "'%c%c'|format(65, 'B')", "'%%'|format", "'%%'|format()", "'100%'|format()", "'%r'|format('a')", "'%a'|format('é')",
    "'%s'|format(none)", "'%s'|format([1, 'a'])", "'%s'|format((1, 2))", "'%d'|format('x')", "'%s %s'|format('a')",
    "'%s'|format('a', 'b')", "'%s'|format('a', x=1)", "'%(x)s'|format('a')", "'%(y)s'|format(x=1)", "'%z'|format(1)",
    "'%*d|%-*d|'|format(5, 42, 5, 42)", "'%.*f'|format(2, 3.14159)", "'%5.2s|'|format('abc')", "'% d'|format(5)",
    "'%s'|format(missing)", "'%i %u'|format(3, 4)", "'%.3d'|format(5)", "'%(a)s %(b)05d'|format(a='x', b=42)",
    "'%s'|format(true)", "'%d'|format(true)", "'%s'|safe|format('<')", "'<%s>'|format('<'|safe)", "42|format(1)",
    "'%f'|format(1)", "'%.0f %.0f %.0f'|format(0.5, 1.5, 2.5)", "'%c'|format('ab')", "'%c'|format(-1)", "'%'|format(1)",
    "'%s'|format({'a': 1})", "'%ld'|format(5)", "'%(a'|format(a=1)", "'%d'|format(10**25)", "'%x'|format(-255)",
    "'%x'|format(1.5)", "'%s'|format(1e16)", "'%10s|'|format('日本')", "'%-10r|'|format('a')", "'%g'|format(100000.0)",
    "'%g'|format(1000000.0)", "'%#g'|format(1.0)", "'%.10g'|format(0.1)", "'%e'|format(0)", "'%f'|format(1e999)",
    "'%05d'|format(-42)", "'%+.2e'|format(-12345.678)", "'%5%|'|format()", "'%d'|format(none)",
])
exprs("filter/indent", [
    "'a\\nb\\nc'|indent", "'a\\nb'|indent(2)", "'a\\nb'|indent(2, true)", "'a\\n\\nb'|indent(2)",
    "'a\\n\\nb'|indent(2, blank=true)",
    "'a\\n\\nb'|indent(2, first=true, blank=true)", "'a\\nb'|indent('> ')", "'a\\nb'|indent('> ', true)",
    "'a\\nb\\n'|indent(2)",
    "''|indent(2, true)", "'\\n'|indent(2, true)", "'\\n'|indent(2, true, true)", "'a\\r\\nb'|indent(1)",
    "'a'|indent(width=3, first=true)",
    "42|indent(2, true)", "missing|indent", "'a\\nb'|indent(0)", "'a\\nb'|indent(-1)", "'a\\nb'|indent(none)",
    "'a\\n  \\nb'|indent(2)",
    "('<a>\\n<b>'|safe)|indent(2)", "'a\\nb'|indent(2.0)", "'a\\x0bb\\x0cc'|indent(1)", "'a\\u2028b'|indent(1)",
    "'a\\nb'|indent(true)",
    "'\\na'|indent(2, true)", "[1]|indent", "none|indent",
])
exprs("filter/lower", [
    "'ABC'|lower", "'ÀÉÎ'|lower", "'İ'|lower", "'ΑΣ'|lower", "42|lower", "none|lower", "true|lower", "missing|lower",
    "'A'|lower('x')", "['A']|lower", "'ẞ'|lower", "''|lower", "'<A>'|safe|lower", "'Σ'|lower", "'ΑΣ Β'|lower",
    "'ΣΑΣ.'|lower",
])
exprs("filter/upper", [
    "'abc'|upper", "'straße'|upper", "'ŉ'|upper", "'ﬃ'|upper", "'ı'|upper", "42|upper", "none|upper", "missing|upper",
    "'a'|upper(1)", "{'a': 1}|upper", "'ǆ'|upper", "'ΐ'|upper", "'<a>'|safe|upper", "''|upper", "'𐐨'|upper",
])
exprs("filter/title", [
    "'hello world'|title", "\"it's a dog's life\"|title", "'HELLO'|title", "'foo-bar_baz'|title",
    "'a(b) [c] {d} <e>'|title",
    "'x1y2'|title", "'ßa'|title", "42|title", "none|title", "missing|title", "'  two  spaces'|title",
    "'tab\\tnew\\nline'|title",
    "'x'|title(1)", "'ǆabc'|title", "'éa éb'|title", "'a/b.c,d;e'|title", "''|title", "'3rd place'|title",
    "'-a--b'|title",
])
exprs("filter/replace", [
    "'aaa'|replace('a', 'b')", "'aaa'|replace('a', 'b', 2)", "'aaa'|replace('a', 'b', count=1)",
    "'aaa'|replace('a', 'b', 0)",
    "'aaa'|replace('a', 'b', -1)", "'abc'|replace('', '-')", "'abc'|replace('x', 'y')", "'abc'|replace('b', '')",
    "123|replace(2, 'x')",
    "123|replace('2', 5)", "'abc'|replace('a')", "'abc'|replace()", "'abc'|replace(none, 'x')",
    "missing|replace('a', 'b')",
    "'aXbX'|replace('X', '<')", "''|replace('', 'x')", "'abc'|replace('', '-', 2)", "'aaa'|replace('aa', 'b')",
    "'abc'|replace(old='a', new='z')",
    "'<a>'|safe|replace('<', '&')", "'a'|replace('a', '<'|safe)", "'a<'|replace('a', '<'|safe)",
    "'aaa'|replace('a', 'b', '1')",
    "'aaa'|replace('a', 'b', none)", "'aaa'|replace('a', 'b', 1.0)", "'日本'|replace('日', 'x')", "none|replace('N', 'n')",
    "[1, 2]|replace('1', '9')",
    "''|replace('', 'x', 0)", "'aaa'|replace('a', missing)", "'aaa'|replace('a', 'b', true)",
])
exprs("filter/striptags", [
    "'<b>x</b>'|striptags", "'a <!-- c --> b'|striptags", "' a  \\n b '|striptags",
    "'&lt;b&gt; &amp; &quot;'|striptags", "42|striptags",
    "none|striptags", "missing|striptags", "'a < b > c'|striptags", "'<a'|striptags", "'a>b'|striptags",
    "'<!-- open'|striptags",
    "'<b>x'|safe|striptags", "'&copy;&#65;&#x42;&nope;'|striptags", "'<b>'|striptags(1)",
    "'<a title=\">\">y</a>'|striptags",
    "'x<br/>y'|striptags", "'<!-->a-->b'|striptags", "'&nbsp;a&nbsp;'|striptags", "'&ampx;&lt'|striptags",
])
exprs("filter/trim", [
    "'  a  '|trim", "'xxaxx'|trim('x')", "'xyaxy'|trim('yx')", "'\\t\\na\\r\\n'|trim", "''|trim", "'   '|trim ~ '|'",
    "42|trim", "none|trim",
    "missing|trim", "'a'|trim('')", "'a'|trim(1)", "'\\u00a0a\\u2003'|trim", "'--a--'|trim(chars='-')",
    "' <a> '|safe|trim",
    "'\\x1ca\\x85'|trim", "'\\u200ba'|trim|length", "' a'|trim(none)", "121|trim('1')", "'a'|trim('a', 'b')",
])
exprs("filter/truncate", [
    "'hello big world'|truncate(9)", "'hello big world'|truncate(9, true)", "'hello big world'|truncate(9, true, '…')",
    "'hello big world'|truncate(11)", "'hello big world'|truncate(11, false, '...', 0)",
    "'hello big world'|truncate(15)",
    "'hello big world'|truncate(10, leeway=0)", "'hello big world'|truncate(10, leeway=5)",
    "'hello big world'|truncate(10, leeway=4)",
    "'helloworldlong'|truncate(5, leeway=0)", "'helloworldlong'|truncate(3, true, leeway=0)",
    "'hello'|truncate(2, leeway=0)",
    "'hello'|truncate(3, end='....', leeway=0)", "'hello'|truncate(0, end='', leeway=0)", "''|truncate(5)",
    "missing|truncate(5)",
    "12345678901234567890|truncate(5, true)", "'a b c d e f g h'|truncate(6, false, '', 0)",
    "'日本語テキスト長い'|truncate(5, true, '…', 0)",
    "('x ' * 200)|truncate|length", "('x ' * 200)|truncate", "'hello world'|truncate('5')", "'hello'|truncate(-1)",
    "none|truncate(2, leeway=0, end='')",
    "'foo bar baz qux'|truncate(9, killwords=False, leeway=0, end='..')",
    "'<b>bold text here</b>'|safe|truncate(8, true)", "[1,2,3,4,5,6]|truncate(5)",
    "'foo bar baz'|truncate(6, leeway=none)", "'hello big world'|truncate(3, leeway=0)",
])
exprs("filter/urlencode", [
    "'a b&c=d/e'|urlencode", "'é日'|urlencode", "{'a': 1, 'b c': 'x y&'}|urlencode", "[('a', 1), ('b', '/')]|urlencode",
    "'~-._'|urlencode",
    "42|urlencode", "none|urlencode", "true|urlencode", "missing|urlencode", "''|urlencode", "{}|urlencode",
    "[]|urlencode", "[1, 2]|urlencode",
    "'a+b%20'|urlencode", "'!*()\\'\"'|urlencode", "[('a', 1, 2)]|urlencode", "['ab', 'cd']|urlencode",
    "'a'|urlencode(1)", "{1: none}|urlencode", "'?#[]@:$,;'|urlencode",
    "3.5|urlencode", "'<>'|safe|urlencode", "'😀'|urlencode",
])
exprs("filter/urlize", [
    "'see http://example.com now'|urlize", "'www.example.com'|urlize", "'example.org'|urlize", "'x@example.com'|urlize",
    "'mailto:x@example.com'|urlize",
    "'(http://example.com)'|urlize", "'http://example.com.'|urlize", "'http://example.com/a_(b)'|urlize",
    "'<http://example.com>'|urlize",
    "'http://example.com'|urlize(nofollow=true)", "'http://example.com'|urlize(target='_blank')",
    "'http://example.com'|urlize(rel='me')",
    "'http://example.com/very/long/path'|urlize(12)", "'http://example.com/very/long/path'|urlize(trim_url_limit=100)",
    "'http://example.com'|urlize(10, true, '_top', 'x y')", "'ftp://example.com'|urlize",
    "'ftp://example.com'|urlize(extra_schemes=['ftp:'])",
    "'tel:+123'|urlize(extra_schemes=['tel:'])", "'a'|urlize(extra_schemes=['bad scheme'])", "'plain'|urlize",
    "''|urlize", "none|urlize", "42|urlize",
    "'https://example.com?a=1&b=2'|urlize", "'a\\n  http://example.com'|urlize", "'http://example.com,'|urlize",
    "'http://localhost:8000/x'|urlize",
    "'HTTP://EXAMPLE.COM'|urlize", "'http://example.com!'|urlize", "'foo.com/bar'|urlize", "'foo.net foo.io'|urlize",
    "'\"http://example.com\"'|urlize",
    "missing|urlize", "'http://example.com'|urlize(rel='nofollow b a')", "'<b>&'|urlize",
    "'<b>www.example.com</b>'|safe|urlize",
    "'http://exa mple.com'|urlize", "'http://'|urlize", "'http://a.b/&gt;'|urlize",
    "'http://example.com'|urlize(target='\"')", "'((www.example.com))'|urlize",
])
exprs("filter/wordcount", [
    "'hello big world'|wordcount", "''|wordcount", "'a-b_c'|wordcount", "\"it's\"|wordcount", "'  '|wordcount",
    "42|wordcount", "none|wordcount",
    "'é日 b'|wordcount", "missing|wordcount", "'1.5'|wordcount", "'a'|wordcount(1)", "'a\\u0301b'|wordcount",
])
exprs("filter/wordwrap", [
    "'hello big wide world'|wordwrap(10)", "'hello big wide world'|wordwrap(10, wrapstring='|')",
    "'abcdefghij'|wordwrap(4)",
    "'abcdefghij k'|wordwrap(4, false)", "'a-b-c-d-e-f'|wordwrap(4)",
    "'a-b-c-d-e-f'|wordwrap(4, break_on_hyphens=false)", "'aa\\n\\nbb cc'|wordwrap(4)",
    "''|wordwrap(5)", "'a'|wordwrap(0)", "'abc'|wordwrap(-1)", "'  lead and trail  '|wordwrap(8)",
    "'a\\tb'|wordwrap(3)", "missing|wordwrap(3)",
    "42|wordwrap(1)", "none|wordwrap", "'well-known semi-automatic'|wordwrap(12)", "'foo--bar baz'|wordwrap(6)",
    "'a   b   c'|wordwrap(4)",
    "('word ' * 30)|wordwrap", "'x\\r\\ny z'|wordwrap(1)", "'trailing\\n'|wordwrap(20) ~ '|'",
    "'<b> c'|safe|wordwrap(2)", "'日本語 テキスト'|wordwrap(3)",
    "'one two'|wordwrap('3')", "'aaa bb-cc-dd ee'|wordwrap(7, true, '/', true)", "'a-bb --flag x'|wordwrap(5)",
    "'supercalifragilistic is long'|wordwrap(10, false, '\\n')",
], env={})
exprs("filter/string", ["1|string + 'a'", "none|string", "[1, 'a']|string", "('<'|safe|string) ~ '<'",
    "missing|string + 'x'", "1.0|string", "true|string", "''|string", "1|string(2)"])
exprs("filter/safe", [
    "'<b>'|safe", "'<b>'|safe|escape", "1|safe", "none|safe", "missing|safe", "('<b>'|safe) ~ '<'",
    "('<b>'|safe) + '<'", "['<']|safe", "'a'|safe(1)",
    "('<'|safe) * 3", "('a%s'|safe) % '<'", "('<b>'|safe)[0] ~ '<'", "('a<b'|safe).split('<')",
    "('<'|safe).join(['<', 'x'])",
])
exprs("filter/xmlattr", [
    "{'a': 1, 'b': 'x\"y'}|xmlattr", "{'a': none, 'b': missing, 'c': ''}|xmlattr", "{}|xmlattr",
    "{'a': 1}|xmlattr(false)", "{'a b': 1}|xmlattr",
    "{'a/b': 1}|xmlattr", "{'a>b': 1}|xmlattr", "{'a=b': 1}|xmlattr", "{'a': '<'|safe}|xmlattr",
    "{'a': true, 'b': 0, 'c': false}|xmlattr", "[1]|xmlattr",
    "missing|xmlattr", "{'&': '&'}|xmlattr", "{1: 2}|xmlattr", "{'a': [1, '<']}|xmlattr(autospace=true)",
    "{'a\\tb': 1}|xmlattr", "none|xmlattr", "{'': 1}|xmlattr",
])
templates("filter/xmlattr", ["<a{{ d|xmlattr }}>", "<a {{ d|xmlattr(false) }}>"], {"d": {"id": "x<y", "class": None}},
    {"autoescape": True})
exprs("filter/tojson", [
    "{'a': 1, 'b': [true, none, 1.5]}|tojson", "{'b': 1, 'a': 2}|tojson", "'<script>&\\''|tojson", "'é日😀'|tojson",
    "'\"\\\\/\\n\\t\\b\\f'|tojson", "[1, 2]|tojson(2)",
    "{'a': {'b': [1, {}], 'c': []}}|tojson(indent=2)", "[]|tojson(2)", "none|tojson", "1.0|tojson", "1e16|tojson",
    "1e100|tojson", "10**30|tojson", "(1, 2)|tojson", "{1: 'a', 2: 'b'}|tojson",
    "{none: 1}|tojson", "{true: 1, false: 0}|tojson", "{1.5: 1}|tojson", "missing|tojson", "range(3)|tojson",
    "{'a': 1, 2: 3}|tojson", "{(1, 2): 1}|tojson", "'\\x00\\x1f\\x7f\\u2028'|tojson",
    "'<b>'|safe|tojson", "1e999|tojson", "-0.0|tojson", "[]|tojson(0)", "[1, [2]]|tojson(0)", "[1]|tojson('\\t')",
    "[1]|tojson(-1)", "{}|tojson(4)", "''|tojson", "\"a'b\"|tojson", "{'z': {'y': 1, 'x': 2}}|tojson",
    "{}.items()|tojson", "true|tojson", "'x'|tojson(1, 2)", "0.1|tojson", "[[]]|tojson(1)", "('<'|tojson) ~ '<'",
    "[1, [2, {'a': []}]]|tojson(indent=4)", "{'é': 1}|tojson", "[0.1, 1e-7, 123456789.123]|tojson",
])
exprs("filter/pprint", [
    "1|pprint", "'a'|pprint", "'a\"b'|pprint", "[1, 2, 3]|pprint", "{'b': 1, 'a': 2}|pprint", "range(40)|list|pprint",
    "{'key' ~ 1: 'v' * 30, 'other': 'w' * 40}|pprint",
    "none|pprint", "missing|pprint", "'<'|safe|pprint", "(1, 2)|pprint", "(1,)|pprint", "()|pprint", "{}|pprint",
    "[]|pprint", "1.5|pprint",
    "('word ' * 30)|pprint", "['a' * 50, 'b' * 50]|pprint", "{'outer': {'inner': ['x' * 30, 'y' * 30], 'z': 1}}|pprint",
    "[['a' * 20] * 5, ['b' * 5]]|pprint",
    "{'long': 'some words that go on ' * 6}|pprint", "['line one\\nline two\\n' * 5]|pprint", "{2: 'a', 1: 'b'}|pprint",
    "{'a': 1, 1: 'b'}|pprint", "'a'|pprint(true, 1)", "(('a' * 50,),)|pprint",
    "[('k' * 40, 'v' * 40)]|pprint",
    "[{'name': 'service-one', 'port': 8080, 'tags': ['a', 'b']}, {'name': 'service-two', 'port': 9090, 'tags': []}]|pprint",
    "'é\\n'|pprint", "['x' * 76]|pprint", "['x' * 77]|pprint", "['x' * 75, 1]|pprint",
    "{'a' * 90: 'b'}|pprint", "('x' * 100)|pprint", "('x' * 100 ~ ' y')|pprint", "{'k': ('w ' * 45)}|pprint",
    "[('w ' * 45)]|pprint", "{'a': {}, 'b': []}|pprint", "[1.0, none, true]|pprint",
])
