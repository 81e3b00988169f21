"""Built-in tests."""

from corpus import case, exprs, templates

BAG = {"i": 3, "f": 2.5, "s": "abc", "u": "ABC", "l": [1, 2], "d": {"a": 1}, "n": None, "t": True, "z": 0, "e": ""}

exprs("test/odd", ["3 is odd", "4 is odd", "-1 is odd", "3.0 is odd", "2.5 is odd", "true is odd", "'a' is odd",
    "none is odd", "missing is odd", "10**20 is odd", "(-3) is odd"])
exprs("test/even", ["3 is even", "4 is even", "0 is even", "2.0 is even", "'a' is even", "'%d' is even", "none is even",
    "missing is even", "false is even", "4 is not even", "4 is even(1)"])
exprs("test/divisibleby", ["9 is divisibleby 3", "9 is divisibleby(4)", "9 is divisibleby 0", "4.5 is divisibleby 1.5",
    "'a' is divisibleby 2", "9 is divisibleby", "9 is divisibleby(num=3)", "true is divisibleby 1",
    "9 is divisibleby(3) and 10 is not divisibleby 3", "0 is divisibleby 5", "9 is divisibleby '3'",
    "i is divisibleby i"], BAG)
exprs("test/defined", ["i is defined", "missing is defined", "n is defined", "d.a is defined", "d.b is defined",
    "missing.a is defined", "missing is not defined", "d['x'] is defined", "l[5] is defined", "not missing is defined",
    "loop is defined", "range is defined", "self is defined", "d.b.c is defined", "i is defined(1)",
    "(missing or 1) is defined", "caller is defined"], BAG)
exprs("test/defined", ["missing is defined", "d.b is defined", "d.b.c is defined", "d.a.b is defined"], BAG,
    {"undefined": "strict"})
exprs("test/defined", ["d.b.c is defined", "d.b.c.d is undefined"], BAG, {"undefined": "chainable"})
exprs("test/undefined", ["missing is undefined", "i is undefined", "d.b is undefined", "missing is not undefined",
    "missing.x is undefined", "n is undefined", "s.nope is undefined", "missing() is undefined",
    "missing is undefined(1)"], BAG)
exprs("test/filter", ["'upper' is filter", "'nope' is filter", "'d' is filter", "1 is filter", "none is filter",
    "[] is filter", "missing is filter", "'Upper' is filter", "'e' is filter('x')"])
exprs("test/test", ["'odd' is test", "'nope' is test", "'==' is test", "'in' is test", "1 is test", "[] is test",
    "'sameas' is not test", "'true' is test", "'a' is test(1)"])
exprs("test/none", ["none is none", "None is none", "n is none", "0 is none", "missing is none", "'' is none",
    "none is not none", "1 is none(1)"], BAG)
exprs("test/boolean", ["true is boolean", "False is boolean", "1 is boolean", "0 is boolean", "none is boolean",
    "'true' is boolean", "missing is boolean", "t is boolean(1)", "(1 == 1) is boolean"], BAG)
exprs("test/false", ["false is false", "0 is false", "none is false", "False is false", "'' is false",
    "missing is false", "t is false", "true is not false", "false is false(1)"], BAG)
exprs("test/true", ["true is true", "1 is true", "t is true", "'x' is true", "1.0 is true", "missing is true",
    "not 0 is true", "true is true(1)"], BAG)
exprs("test/integer", ["1 is integer", "1.0 is integer", "true is integer", "'1' is integer", "10**30 is integer",
    "none is integer", "missing is integer", "1 is integer(2)"])
exprs("test/float", ["1.0 is float", "1 is float", "1e5 is float", "'1.0' is float", "1e999 is float", "true is float",
    "(1/1) is float", "1 is float(2)"])
exprs("test/lower", ["'abc' is lower", "'aBc' is lower", "'' is lower", "'1' is lower", "'a1' is lower", "1 is lower",
    "none is lower", "'é' is lower", "missing is lower", "'ª' is lower", "'a' is lower(1)", "true is lower"])
exprs("test/upper", ["'ABC' is upper", "'aBc' is upper", "'' is upper", "'1' is upper", "'A1!' is upper", "1 is upper",
    "none is upper", "'É' is upper", "missing is upper", "'ǅ' is upper", "'A' is upper(1)", "'Ⅷ' is upper"])
exprs("test/string", ["'a' is string", "1 is string", "'' is string", "('a'|safe) is string", "none is string",
    "missing is string", "[] is string", "'a' is string(1)"])
exprs("test/mapping", ["{} is mapping", "d is mapping", "[] is mapping", "'a' is mapping", "none is mapping",
    "missing is mapping", "dict(a=1) is mapping", "{}.items() is mapping", "{} is mapping(1)"], BAG)
exprs("test/number", ["1 is number", "1.5 is number", "true is number", "'1' is number", "none is number",
    "missing is number", "10**30 is number", "1e999 is number", "1 is number(1)"])
exprs("test/sequence", ["[] is sequence", "'a' is sequence", "{} is sequence", "() is sequence", "range(3) is sequence",
    "1 is sequence", "none is sequence", "missing is sequence", "{}.items() is sequence",
    "([1]|map('string')) is sequence", "[] is sequence(1)", "('a'|safe) is sequence"])
exprs("test/iterable", ["[] is iterable", "'a' is iterable", "{} is iterable", "1 is iterable", "none is iterable",
    "missing is iterable", "range(2) is iterable", "{}.items() is iterable", "([1]|map('string')) is iterable",
    "true is iterable", "[] is iterable(1)"])
exprs("test/iterable", ["missing is iterable", "missing is sequence", "missing is mapping", "missing is string",
    "missing is callable", "missing is none"], None, {"undefined": "strict"})
exprs("test/callable", ["range is callable", "1 is callable", "'a'.upper is callable", "dict is callable",
    "none is callable", "missing is callable", "cycler(1) is callable", "joiner() is callable",
    "namespace() is callable", "'a' is callable(1)"])
templates("test/callable", ["{% macro m() %}{% endmacro %}{{ m is callable }}",
    "{% for x in [1] %}{{ loop is callable }}{% endfor %}"])
exprs("test/sameas", ["true is sameas true", "1 is sameas true", "none is sameas none", "false is sameas(false)",
    "l is sameas l", "[] is sameas []", "1 is sameas 1.0", "missing is sameas none", "1 is sameas",
    "true is not sameas false", "n is sameas none", "d is sameas d", "z is sameas false", "false is sameas 0"], BAG)
exprs("test/escaped", ["'a' is escaped", "('a'|safe) is escaped", "('a'|e) is escaped", "1 is escaped",
    "missing is escaped", "none is escaped", "('a'|e ~ 'b') is escaped", "('a'|e|upper) is escaped",
    "('a'|e|string) is escaped", "'a' is escaped(1)", "('a'|e + 'b') is escaped", "('b' + 'a'|e) is escaped"])
exprs("test/escaped", ["'a' is escaped", "('a' ~ 'b') is escaped", "('a'|safe ~ 'b') is escaped"], None,
    {"autoescape": True})
exprs("test/in", ["1 is in [1, 2]", "3 is in [1, 2]", "'a' is in 'abc'", "'a' is in {'a': 1}", "1 is in 'abc'",
    "1 is in 5", "none is in [none]", "missing is in [1]", "1 is in missing", "1 is not in [2]", "'' is in ''",
    "1.0 is in [1]", "[] is in {}", "true is in [1]", "1 is in", "2 is in range(3)", "1 is in none"])
EQ = {"one": 1, "a": "a", "l": [1], "n": None}
for name in ("==", "eq", "equalto"):
    exprs(f"test/{name}", [f"[1, 2, true, '1']|select('{name}', 1)|list", f"[[1], [2]]|select('{name}', [1])|list",
        f"[none]|select('{name}', none)|list", f"[1]|select('{name}')|list", f"[1]|select('{name}', 1, 2)|list"], EQ)
for name in ("eq", "equalto"):
    exprs(f"test/{name}", [f"1 is {name} 1", f"1 is {name} 1.0", f"1 is {name} '1'", f"1 is {name}",
        f"missing is {name} missing", f"1 is not {name} 2", f"{{'a': 1}} is {name} {{'a': 1.0}}",
        f"'a' is {name}('a') and true"], EQ)
for name in ("!=", "ne"):
    exprs(f"test/{name}", [f"[1, 2, true, '1']|select('{name}', 1)|list", f"[1]|reject('{name}', 1)|list",
        f"[1]|select('{name}')|list", f"[x|float]|select('{name}', x|float)|list"], {"x": "nan"})
exprs("test/ne", ["1 is ne 1", "1 is ne 2", "'a' is not ne 'a'", "missing is ne 1", "1 is ne"], EQ)
ORDER = {">": "gt", ">=": "ge", "<": "lt", "<=": "le"}
for symbol, word in ORDER.items():
    for name in (symbol, word):
        exprs(f"test/{name}", [f"[1, 2, 3]|select('{name}', 2)|list", f"['a', 'b']|select('{name}', 'a')|list",
            f"[1]|select('{name}', 'a')|list", f"[none]|select('{name}', none)|list",
            f"[[1, 2]]|reject('{name}', [1, 3])|list"])
for name in ("gt", "ge", "lt", "le", "greaterthan", "lessthan"):
    exprs(f"test/{name}", [f"1 is {name} 2", f"2 is {name} 1", f"1 is {name} 1.0", f"'b' is {name} 'a'",
        f"1 is {name} 'a'", f"missing is {name} 1", f"[1, 2] is {name} [1, 3]", f"1 is {name}",
        f"true is not {name} false", f"none is {name} 1"])

# Tests take one argument without parentheses, bind tighter than comparison and chain with filters.
exprs("test/syntax", [
    "1 is odd and 2 is even", "not 1 is odd", "1 is not odd", "3 is divisibleby 3 == true", "'a' is string|string",
    "1 is odd is true", "1 + 2 is odd", "[1] is sequence and {} is mapping", "1 is defined or 1/0", "x.y is defined",
    "1 is eq 1 and 1 is eq 1", "1 is eq(1)", "1 is eq (1)", "1 is eq -1", "-1 is eq 1", "1 is odd if 1 is odd else 2",
    "'a' is in ['a'] ~ 'b'", "1 is nope", "1 is not nope", "1 is", "1 is not", "1 is 5", "1 is none",
    "none is none is true", "1 is not none", "'a' is eq 'a' 'b'", "l is eq [1]", "d is eq {'a': 1}", "i is eq i",
    "i is eq s.x", "s is eq s[0]", "1 is odd(", "i is divisibleby 3 or false", "i is divisibleby 3 else",
    "i is sameas i|int",
], BAG)
case("test/syntax", "{% if i is odd and s is string %}y{% else %}n{% endif %}", BAG)
