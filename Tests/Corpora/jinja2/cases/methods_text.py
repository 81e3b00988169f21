"""Methods of str."""

from corpus import exprs, templates

S = {"s": "Hello World", "e": "", "u": "ÀßǆİŉΣ", "w": "  pad\t\n", "n": "42", "c": "a,b,,c", "lines": "one\ntwo\r\nthree\rfour\n"}
METHODS = {
    "capitalize": ["s.capitalize()", "e.capitalize()", "u.capitalize()", "'ǆx'.capitalize()", "'1a'.capitalize()", "s.capitalize(1)"],
    "casefold": ["s.casefold()", "u.casefold()", "'STRASSE' == 'straße'.casefold()|upper", "'ﬃ'.casefold()", "'Σς'.casefold()", "s.casefold(1)"],
    "center": ["s.center(15) ~ '|'", "s.center(15, '*')", "s.center(16, '*')", "s.center(3)", "s.center(15, 'ab')", "s.center(15, '')", "s.center()", "s.center(-1)", "'a'.center(4, '日')", "'ab'.center(5, '*')", "'abc'.center(6, '*')", "s.center('5')", "s.center(width=5)"],
    "count": ["s.count('o')", "s.count('l', 4)", "s.count('l', 4, 9)", "s.count('')", "e.count('')", "s.count('l', -3)", "s.count(1)", "s.count()", "'aaa'.count('aa')", "s.count('l', none, 4)", "s.count('', 20)"],
    "encode": ["'abc'.encode()|length", "'é'.encode('utf-8')|length"],
    "endswith": ["s.endswith('World')", "s.endswith(('x', 'ld'))", "s.endswith('o', 0, 5)", "s.endswith('')", "s.endswith(['ld'])", "s.endswith(1)", "s.endswith('Hello', none, 5)", "s.endswith(())", "s.endswith('', 20)"],
    "expandtabs": ["'a\\tb'.expandtabs()", "'a\\tb'.expandtabs(4)", "'abcd\\tb'.expandtabs(4)", "'a\\tb'.expandtabs(0)", "'a\\n\\tb'.expandtabs(3)", "'a\\tb'.expandtabs(-1)", "'a\\tb'.expandtabs('x')", "'\\t\\t|'.expandtabs(tabsize=2)", "'日\\tb'.expandtabs(4)"],
    "find": ["s.find('o')", "s.find('o', 5)", "s.find('zz')", "s.find('')", "s.find('o', -4)", "s.find('H', 1)", "s.find('o', 0, 4)", "s.find(1)", "s.find('', 50)", "'é😀x'.find('x')", "s.find('', 11)"],
    "index": ["s.index('o')", "s.index('zz')", "s.index('o', 5, 9)", "s.index()", "s.index('W', none)"],
    "isalnum": ["s.isalnum()", "'a1'.isalnum()", "e.isalnum()", "'½'.isalnum()", "'a_'.isalnum()"],
    "isalpha": ["'abc'.isalpha()", "'a1'.isalpha()", "e.isalpha()", "'éß日'.isalpha()", "'e\\u0301'.isalpha()"],
    "isascii": ["'abc'.isascii()", "'é'.isascii()", "e.isascii()", "'\\x7f'.isascii()"],
    "isdecimal": ["'42'.isdecimal()", "'²'.isdecimal()", "'٣'.isdecimal()", "'1.0'.isdecimal()", "e.isdecimal()"],
    "isdigit": ["'42'.isdigit()", "'²'.isdigit()", "'½'.isdigit()", "'-1'.isdigit()", "e.isdigit()", "'１'.isdigit()"],
    "isidentifier": ["'abc'.isidentifier()", "'1a'.isidentifier()", "'a-b'.isidentifier()", "'_'.isidentifier()", "'é'.isidentifier()", "e.isidentifier()", "'class'.isidentifier()", "'a b'.isidentifier()", "'日本'.isidentifier()", "'a٣'.isidentifier()"],
    "islower": ["'abc'.islower()", "'aBc'.islower()", "'1'.islower()", "'a1'.islower()", "e.islower()", "'ª'.islower()"],
    "isnumeric": ["'42'.isnumeric()", "'½'.isnumeric()", "'四'.isnumeric()", "'1.5'.isnumeric()", "e.isnumeric()"],
    "isprintable": ["'abc'.isprintable()", "'a\\n'.isprintable()", "e.isprintable()", "'\\u00a0'.isprintable()", "'é '.isprintable()", "'\\u200b'.isprintable()"],
    "isspace": ["' '.isspace()", "' a'.isspace()", "e.isspace()", "'\\u2003\\t'.isspace()", "'\\u200b'.isspace()", "'\\x1c'.isspace()"],
    "istitle": ["s.istitle()", "'hello'.istitle()", "'A B'.istitle()", "'AB'.istitle()", "e.istitle()", "'1 A'.istitle()", "'ǅ'.istitle()"],
    "isupper": ["'ABC'.isupper()", "'A1'.isupper()", "'Ab'.isupper()", "'1'.isupper()", "e.isupper()"],
    "join": ["', '.join(['a', 'b'])", "e.join('abc')", "'-'.join([])", "'-'.join({'a': 1, 'b': 2})", "'-'.join([1, 2])", "'-'.join(5)", "'-'.join(['a', 1])", "'-'.join(c.split(','))", "', '.join(['x'])", "'-'.join(none)", "'-'.join([1, 2]|map('string'))", "'-'.join([missing])", "'-'.join()", "', '.join(range(3)|map('string'))", "'-'.join(('a', 'b'))"],
    "ljust": ["s.ljust(13) ~ '|'", "s.ljust(13, '.')", "s.ljust(2)", "s.ljust(13, '..')", "s.ljust('a')", "'日'.ljust(3, '-')"],
    "lower": ["s.lower()", "u.lower()", "'ΑΣ'.lower()", "'İ'.lower()|length", "s.lower(1)", "e.lower()"],
    "lstrip": ["w.lstrip() ~ '|'", "'xxa'.lstrip('x')", "'abcab'.lstrip('ba')", "'a'.lstrip('')", "'a'.lstrip(none)", "'a'.lstrip(1)", "'\\u2003a'.lstrip()", "'https://x'.lstrip('https://')"],
    "partition": ["c.partition(',')", "c.partition('z')", "c.partition('')", "c.partition()", "c.partition(1)", "'a::b::c'.partition('::')"],
    "removeprefix": ["s.removeprefix('Hello ')", "s.removeprefix('x')", "s.removeprefix('')", "s.removeprefix(1)", "'aaa'.removeprefix('a')"],
    "removesuffix": ["s.removesuffix(' World')", "s.removesuffix('x')", "s.removesuffix('')", "s.removesuffix(none)", "'aaa'.removesuffix('a')"],
    "replace": ["s.replace('o', '0')", "s.replace('o', '0', 1)", "s.replace('', '-')", "s.replace('', '-', 3)", "e.replace('', 'x')", "s.replace('o')", "s.replace('o', 1)", "s.replace('o', '0', -1)", "s.replace('o', '0', 0)", "s.replace('ll', '')", "'aaaa'.replace('aa', 'a')", "s.replace('o', '0', count=1)", "s.replace(none, 'x')", "s.replace('o', '0', none)", "e.replace('', 'x', 0)", "s.replace('World', s)"],
    "rfind": ["s.rfind('o')", "s.rfind('o', 0, 6)", "s.rfind('z')", "s.rfind('')", "'aaa'.rfind('aa')", "s.rfind('H', 1)"],
    "rindex": ["s.rindex('o')", "s.rindex('z')", "s.rindex('l', 0, 4)"],
    "rjust": ["s.rjust(13) ~ '|'", "s.rjust(13, '.')", "s.rjust(2)", "s.rjust(13, none)", "n.rjust(5, '0')"],
    "rpartition": ["c.rpartition(',')", "c.rpartition('z')", "c.rpartition('')", "'a::b::c'.rpartition('::')"],
    "rsplit": ["c.rsplit(',')", "c.rsplit(',', 1)", "' a  b '.rsplit()", "' a  b '.rsplit(none, 1)", "c.rsplit('')", "c.rsplit(',', 0)", "c.rsplit(sep=',', maxsplit=2)", "'aaa'.rsplit('aa')", "'a b c d'.rsplit(maxsplit=2)"],
    "rstrip": ["w.rstrip() ~ '|'", "'axx'.rstrip('x')", "'a/b//'.rstrip('/')", "'a'.rstrip(1)", "'name.txt'.rstrip('.txt')"],
    "split": ["c.split(',')", "c.split(',', 1)", "' a  b '.split()", "' a  b '.split(' ')", "e.split()", "e.split(',')", "c.split('')", "c.split(none)", "c.split(',', -1)", "c.split(',', 0)", "' a  b  c '.split(none, 1)", "c.split(1)", "'a\\u2003b\\u200bc'.split()", "'aXXbXXc'.split('XX')", "c.split(sep=',', maxsplit=1)", "c.split(',', '1')", "'a\\x1cb'.split()", "c.split(',')[0]", "'a b c'.split(maxsplit=1)", "' x '.split(none, 0)", "'a,b'.split(',', 99)"],
    "splitlines": ["lines.splitlines()", "lines.splitlines(true)", "e.splitlines()", "'\\n'.splitlines()", "'a\\x0bb\\x0cc\\x1cd\\x85e\\u2028f'.splitlines()", "lines.splitlines(keepends=true)|length", "'a\\n\\nb'.splitlines()", "'a'.splitlines('x')", "'a\\n'.splitlines(1, 2)"],
    "startswith": ["s.startswith('Hello')", "s.startswith(('x', 'He'))", "s.startswith('World', 6)", "s.startswith('')", "s.startswith('', 12)", "s.startswith('x')", "s.startswith(['H'])", "s.startswith(none)", "s.startswith('o', -7)", "s.startswith(('H', 1))", "s.startswith((1, 'H'))"],
    "strip": ["w.strip() ~ '|'", "'xxaxx'.strip('x')", "'abcba'.strip('ab')", "e.strip()", "w.strip(none) ~ '|'", "w.strip(' ') ~ '|'", "s.strip(1)", "'\\x85a\\u3000'.strip()", "'\\u200ba'.strip()|length", "'...a.b...'.strip('.')"],
    "swapcase": ["s.swapcase()", "'aß'.swapcase()", "e.swapcase()", "'ǅ'.swapcase()"],
    "title": ["'hello world'.title()", "\"they're bill's\".title()", "'a1b c-d_e'.title()", "u.title()", "e.title()", "'ǆ x'.title()", "'ﬁx'.title()", "'ŉa'.title()", "s.title(1)"],
    "translate": ["'abc'.translate({97: 'X', 98: none})", "'abc'.translate({97: 98})"],
    "upper": ["s.upper()", "u.upper()", "'ŉ'.upper()", "'ﬁ'.upper()", "e.upper()", "s.upper('x')", "'ᾳ'.upper()"],
    "zfill": ["n.zfill(5)", "'-42'.zfill(5)", "'+42'.zfill(5)", "e.zfill(3)", "n.zfill(1)", "'--1'.zfill(5)", "n.zfill('5')", "n.zfill(-1)", "'é'.zfill(3)", "n.zfill()"],
    "format_map": ["'{a}'.format_map({'a': 1})", "'{a}'.format_map({})", "'{a.b}'.format_map({'a': 1})"],
    "maketrans": ["'abc'.translate('abc'.maketrans('ab', 'xy'))", "'abc'.translate('abc'.maketrans('ab', 'xy', 'c'))"],
}
for method, items in METHODS.items():
    exprs(f"str/{method}", items, S)
exprs("str/other", ["s.nope()", "s.length", "s.size()", "s.contains('x')", "s.split().reverse()", "s.push('x')", "s[0].lower().center(3, '-')", "s.lower().split(' ')|map('capitalize')|join(' ')", "s.Upper()", "s|string.upper()", "s.split(' ')[1][0]", "s.lower().replace(' ', '-').strip('-')"], S)
templates("str/markup", ["{{ ('<b>'|safe).upper() is escaped }}{{ ('<b>'|safe).lower() }}", "{{ ('a<b'|e).split('&lt;') }}", "{{ ('<a>'|safe).replace('a', '<') }}", "{{ ('-'|safe).join(['<', '>'|safe]) }}", "{{ (' <a> '|safe).strip() }}", "{{ ('a'|safe).center(5, '<') }}", "{{ ('{}'|safe).format('<') }}", "{{ ('{x}{0!r}'|safe).format('<', x='>'|safe) }}", "{{ ('a,b'|safe).partition(',') }}", "{{ ('<i>&amp;</i>'|safe).striptags() }}", "{{ ('&lt;i&gt;'|safe).unescape() }}", "{{ ('a\nb'|safe).splitlines() }}", "{{ ('ab'|safe).zfill(4) is escaped }}", "{{ ('a'|safe).join('<>') }}", "{{ ('<'|safe) in '<a>' }}", "{{ ('a'|safe)[0] is escaped }}", "{{ ('%s|%d|%(x)s'|safe)[:5] % ('<', 3) }}", "{{ ('<b>'|safe).count('b') }}", "{{ ('ab'|safe).removeprefix('a') is escaped }}"])
