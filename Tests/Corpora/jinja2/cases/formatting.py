"""str.format and its mini-language, and % formatting in expressions."""

from itertools import product

from corpus import exprs

VALUES = {"i": 42, "n": -42, "z": 0, "big": 1234567890, "f": 3.14159, "nf": -2.5, "s": "abc", "u": "é日", "t": True,
    "none_": None, "l": [1, "a"], "d": {"k": "v", "n": {"m": 5}, "0": "zero"}, "o": [{"name": "x"}, {"name": "y"}]}
for spec, name in product(["d", "5", "<6", ">6", "^7", "*^7", "05", "+", " ", "-", ",", "_", "x", "X", "o", "b", "#x",
    "#o", "#b", "#010x", "c", "e", ".2f", "f", "g", "%", "n", "+,", "08,", "_x", "=+6", "0=6", "s", ".2", "z"], ["i",
    "n"]):
    exprs("format/int", [f"'[{{:{spec}}}]'.format({name})"], VALUES)
for spec, name in product(["", "f", ".0f", ".1f", ".3f", "8.2f", "<8.2f", "^9.2f", "08.2f", "+.2f", " .2f", "e", ".2e",
    "E", "g", ".3g", "G", "%", ".1%", ",.2f", "_.2f", "n", "d", "s", "x", "#.0f", "=+9.2f", "x^9", ".2", "10", ".10"],
    ["f", "nf"]):
    exprs("format/float", [f"'[{{:{spec}}}]'.format({name})"], VALUES)
for spec in ["", "s", "5", "<5", ">5", "^6", "-^6", ".2", "5.2", ">5.1s", "05", "=5", "d", "+", ",", "日<5", "}<5",
    "{<5", "#", "5.", "c", "<<5", "0<5", "<05", "{}", "5x"]:
    exprs("format/text", [f"'[{{:{spec}}}]'.format(s)"], VALUES)
exprs("format/values", [
    "'{:5}'.format(t)", "'{:d}'.format(t)", "'{}'.format(t)", "'{:>6}'.format(t)", "'{}'.format(none_)",
    "'{:>6}'.format(none_)", "'{:s}'.format(none_)", "'{}'.format(l)", "'{:>12}'.format(l)", "'{}'.format(d)",
    "'{:,}'.format(big)", "'{:_}'.format(big)", "'{:,}'.format(-big)", "'{:,.2f}'.format(big)", "'{:_b}'.format(255)",
    "'{:_x}'.format(big)", "'{:,x}'.format(big)", "'{:015,}'.format(big)", "'{:e}'.format(big)", "'{:g}'.format(big)",
    "'{:.3g}'.format(0.00001234)", "'{:g}'.format(1e20)", "'{:.0f} {:.0f} {:.0f}'.format(0.5, 1.5, 2.5)",
    "'{:.2f}'.format(2.675)", "'{:.1f}'.format(0.25)", "'{:.1f}'.format(0.35)", "'{}'.format(1e16)",
    "'{}'.format(1e-5)", "'{:.20f}'.format(0.1)", "'{:f}'.format(1e20)", "'{:.3}'.format(1234.5)",
    "'{:.3}'.format(0.0001)", "'{:.10}'.format(1/3)", "'{:%}'.format(0.125)", "'{:.0%}'.format(0.125)",
    "'{:%}'.format(1)", "'{:5%}'.format(0)", "'{:e}'.format(0)", "'{:g}'.format(0.0)", "'{:g}'.format(100000)",
    "'{:g}'.format(1000000)", "'{:#g}'.format(1.0)", "'{:d}'.format(1.0)", "'{:d}'.format('1')",
    "'{:x}'.format(10**20)", "'{:,}'.format(10**20)", "'{:b}'.format(0)", "'{:#b}'.format(-5)", "'{:+d}'.format(0)",
    "'{:c}'.format(233)", "'{:c}'.format(-1)", "'{:.2f}'.format('a')", "'{:.2f}'.format(none_)",
    "'{:10}'.format(missing)", "'{}'.format(missing)", "'{:,}'.format(1234.5)", "'{:,.1f}'.format(-1234567.25)",
    "'{:012,.1f}'.format(1234.5)", "'{:+e}'.format(1.5)", "'{:.0e}'.format(15)", "'{:.0e}'.format(25)",
    "'{:f}'.format(x|float)", "'{:5.1f}'.format(x|float)", "'{:05}'.format(x|float)", "'{}'.format(-0.0)",
    "'{:.1f}'.format(-0.04)", "'{:+.1f}'.format(0.0)", "'{:5}'.format(u) ~ '|'", "'{:*^6}'.format(u)",
    "'{:>4}'.format(('<'|safe))", "'{:,}'.format('a')", "'{:n}'.format(big)", "'{:a}'.format(1)", "'{:5d}'.format(t)",
    "'{:x}'.format(1.5)", "'{:<}'.format(1)", "'{:5}'.format((1,))", "'{:.1f}'.format(10**25)", "'{:.1000}'.format(s)",
    "'{:99999999999999999999}'.format(1)",
], {**VALUES, "x": "inf"})
exprs("format/fields", [
    "'{} {}'.format(1, 2)", "'{0} {1} {0}'.format('a', 'b')", "'{a} {b}'.format(a=1, b=2)", "'{} {a}'.format(1, a=2)",
    "'{0} {}'.format(1, 2)", "'{} {0}'.format(1, 2)", "'{}'.format()", "'{1}'.format(1)", "'{x}'.format(y=1)",
    "'{{}}'.format()", "'{{{}}}'.format(1)", "'{'.format()", "'}'.format()", "'{}}'.format(1)", "'{{'.format()",
    "'{0[0]}'.format(l)", "'{0[k]}'.format(d)", "'{0[n][m]}'.format(d)", "'{0[0]}'.format(d)", "'{0[9]}'.format(l)",
    "'{0[zz]}'.format(d)", "'{o[1][name]}'.format(o=o)", "'{0.real}'.format(5)", "'{0.nope}'.format(5)",
    "'{0.k}'.format(d)", "'{0[-1]}'.format(l)", "'{!r}'.format('a')", "'{!s}'.format('a')", "'{!a}'.format('é')",
    "'{!x}'.format(1)", "'{!r:>5}'.format('a')", "'{0!r} {0!s}'.format('é')", "'{!}'.format(1)", "'{!rr}'.format(1)",
    "'{:{}}'.format('a', 5) ~ '|'", "'{:{w}.{p}f}'.format(3.14159, w=8, p=2)", "'{0:{1}}'.format('a', '>4')",
    "'{:{:{}}}'.format(1, 2, 3)", "'{a.b}'.format(a={'b': 1})", "'{a[b]}'.format(a={'b': 1})", "'{ }'.format(1)",
    "'{ 0}'.format(1)", "'{0 }'.format(1)", "'{-1}'.format(1)", "'{0x1}'.format(1)", "'{a b}'.format(**{'a b': 1})",
    "'{[0]}'.format('xy')", "'{[0]} {[1]}'.format('ab', 'cd')", "'{.real}'.format(3)", "'{0[}'.format(l)",
    "'{0]}'.format(l)", "'{0[]}'.format(l)", "'{0.}'.format(1)", "'{0[0]x}'.format(l)", "'no fields'.format(1, 2)",
    "''.format()", "'{:d}{:s}'.format(1, 'a')", "'{0:d}'.format('a')", "'{a!r:*^9}'.format(a='q')",
    "'{!r}'.format(missing)", "'{a}'.format(a=none)", "'é{}日'.format('ü')", "'{00}'.format('z')", "'{0[00]}'.format(l)",
    "'{:}'.format(1)", "'{!s:}'.format(1)", "'{0:}'.format([1])", "'{0[a.b]}'.format({'a.b': 1})", "'{:%Y}'.format(1)",
    "'{:{{}}}'.format(1)", "'{99999999999999999999}'.format(1)",
], VALUES)
exprs("format/percent", [
    "'%s' % 'a'", "'%s %s' % ('a', 1)", "'%(k)s' % d", "'%(k)s %(k)r' % d", "'%d' % 3.9", "'%d' % true", "'%i' % 5",
    "'%5d|' % 42", "'%-5d|' % 42", "'%05d' % 42", "'%+d' % 42", "'% d' % 42", "'%x' % 255", "'%#X' % 255", "'%o' % 8",
    "'%e' % 12345.6789", "'%.2e' % 0", "'%f' % 1", "'%.3f' % 2.0005", "'%g' % 0.0001", "'%g' % 0.00001", "'%G' % 1e-10",
    "'%c' % 'x'", "'%c' % 120", "'%r' % 'it\\'s'", "'%a' % 'é'", "'%%' % ()", "'%' % 1", "'%s'", "'%s' % ()",
    "'%s %s' % 'a'", "'a' % 1", "'a' % ()", "'a' % d", "'a' % l", "'%s' % l", "'%s' % (l,)", "'%d' % 'a'",
    "'%d' % none", "'%x' % 'a'", "'%.2s' % 'abc'", "'%(zz)s' % d", "'%(k)s' % 5", "'%(k)s %s' % (1, 2)",
    "'%*d' % (5, 1)", "'%.*f' % (1, 2.55)", "'%5s|%-5s|' % ('a', 'b')", "'%s' % none", "'%s' % missing", "'%y' % 1",
    "'%5.1f%%' % 99.55", "'%08.3f' % -3.14159", "'%+.1e' % 1234", "'%#o %#x' % (8, 255)", "'%.0f' % 0.5",
    "'%.15g' % 0.1", "'%.17g' % 0.1", "'%5%' % ()", "'%-+5d|' % 3", "'%+-5d|' % 3", "'%0-5d|' % 3",
    "'%s' % (('a', 'b'),)", "'%(n)s' % d", "'%s%s' % ('a',) * 2", "'%s' % 1 ~ 2", "'%d items' % l|length",
    "'%.3x' % 10", "'%.5d' % -42", "'%u' % -1", "'%hd %lld' % (1, 2)", "'%#.3g' % 1.0", "'%s' % t", "'%5s' % t",
    "'%e' % 10**20", "'%d' % 1e20", "'%d' % '5'", "'%f' % '5'", "'%c' % 1114112", "'%c' % ''", "'%10.4s|' % 'abcdefg'",
    "'%(k)5s|%(k)-5s|' % d", "'%()s' % {'': 1}", "'%(a(b))s' % {'a(b)': 1}",
], VALUES)
