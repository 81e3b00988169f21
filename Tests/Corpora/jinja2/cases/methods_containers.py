"""Methods of list, dict, tuple, range, int and float."""

from corpus import exprs, templates

C = {"l": [3, 1, 2], "d": {"b": 1, "a": {"x": 2}}, "names": ["b", "A", "c"], "e": [], "f": 2.5, "i": 42}


def mutate(group, calls, name):
    """Prints what the call returns and what it left behind."""
    templates(group, [f"{{{{ {call} }}}}|{{{{ {name} }}}}" for call in calls], C)


mutate("list/append", ["l.append(4)", "l.append([1])", "l.append()", "l.append(1, 2)", "l.append(none)"], "l")
mutate("list/extend", ["l.extend([4, 5])", "l.extend('ab')", "l.extend({'k': 1})", "l.extend(5)", "l.extend(range(2))",
    "l.extend(l)"], "l")
mutate("list/insert", ["l.insert(0, 9)", "l.insert(-1, 9)", "l.insert(99, 9)", "l.insert(-99, 9)", "l.insert('a', 9)",
    "l.insert(1)"], "l")
mutate("list/remove", ["l.remove(1)", "l.remove(99)", "l.remove(1.0)", "l.remove(true)"], "l")
mutate("list/pop", ["l.pop()", "l.pop(0)", "l.pop(-2)", "l.pop(9)", "e.pop()", "l.pop('a')", "l.pop(-9)"], "l")
mutate("list/clear", ["l.clear()", "l.clear(1)"], "l")
mutate("list/sort", ["l.sort()", "l.sort(reverse=true)", "names.sort()", "[1, 'a'].sort()", "l.sort(true)"], "l, names")
mutate("list/reverse", ["l.reverse()", "e.reverse()"], "l")
exprs("list/index", ["l.index(1)", "l.index(99)", "l.index(3, 1)", "[1, 2, 1].index(1, 1)", "l.index(1.0)", "l.index()",
    "l.index(2, 0, 2)", "l.index(2, -1)"], C)
exprs("list/count", ["l.count(1)", "[1, true, 1.0].count(1)", "l.count('x')", "[[1], [1]].count([1])", "l.count()"], C)
exprs("list/copy", ["l.copy()", "l.copy() is sameas l", "l.copy() == l", "l.copy(1)"], C)
exprs("list/other", ["l.nope", "l.nope()", "l.length", "l.push(1)", "l + 1", "l + 'a'", "l.items()", "l.keys()",
    "l == l[:]", "l.0.nope"], C)
templates("list/other", ["{% set a = l %}{{ a.append(9) }}{{ l }}", "{% set a = l[:] %}{{ a.append(9) }}{{ l }}",
    "{% set a = l + [] %}{{ a.append(9) or '' }}{{ l|length }}", "{{ e.append(1) or e.append(2) or e }}",
    "{% set a = [] %}{% if a.append(1) %}{% endif %}{{ a }}", "{% set m = [[0]] * 2 %}{{ m[0].append(1) or m }}",
    "{% for x in l %}{% if x == 3 %}{{ l.append(5) or '' }}{% endif %}{{ x }}{% endfor %}",
    "{% set _ = l.append(7) %}{{ l }}{{ _ }}", "{% set a = [] %}{{ a.append(a) or a }}"], C)

mutate("dict/update", ["d.update({'c': 1})", "d.update(c=1, b=2)", "d.update([['k', 'v']])", "d.update(5)",
    "d.update({'z': 1}, y=2)", "d.update()", "d.update([1])", "d.update('ab')", "d.update(['ab'])"], "d")
mutate("dict/pop", ["d.pop('b')", "d.pop('zz')", "d.pop('zz', 5)", "d.pop()", "d.pop('zz', none)", "d.pop([])"], "d")
mutate("dict/popitem", ["d.popitem()", "{}.popitem()"], "d")
mutate("dict/setdefault", ["d.setdefault('b', 5)", "d.setdefault('c', 5)", "d.setdefault('c')", "d.setdefault()",
    "d.setdefault([], 1)"], "d")
mutate("dict/clear", ["d.clear()"], "d")
exprs("dict/get", ["d.get('b')", "d.get('zz')", "d.get('zz', 'x')", "d.get('a').x", "d.get('zz').x",
    "d.get('zz', {}).get('y', 0)", "d.get()", "d.get([])", "{1: 'a'}.get(1.0)", "{1: 'a'}.get(true)",
    "{1: 'a'}.get('1')", "d.get(key='b')", "d.get('b', default=1)", "d.get(missing)", "{none: 1}.get(none)"], C)
exprs("dict/items", ["d.items()", "d.items()|list", "d.items()|first", "d.items()|length", "d.items()[0]", "d.items(1)",
    "{}.items()", "('b', 1) in d.items()", "{'a': 1}.items() == {'a': 1}.items()", "{'b': 1, 'a': 2}.items()|sort",
    "d.iteritems()"], C)
exprs("dict/keys", ["d.keys()", "d.keys()|list", "'a' in d.keys()", "d.keys()[0]", "d.keys()|sort|join(',')",
    "{}.keys()", "{'a': 1}.keys() == {'a': 2}.keys()", "d.keys()|length", "d.has_key('a')"], C)
exprs("dict/values", ["d.values()", "d.values()|list", "1 in d.values()", "{'a': 2, 'b': 1}.values()|sum",
    "{}.values()", "{'a': 1}.values() == {'a': 1}.values()", "d.values()|length", "{'a': 1}.values()|sum + 1"], C)
exprs("dict/copy", ["d.copy()", "d.copy() is sameas d", "d.copy() == d"], C)
exprs("dict/fromkeys", ["{}.fromkeys(['a', 'b'])", "{}.fromkeys('ab', 0)", "dict.fromkeys([1, 1.0, true])",
    "{}.fromkeys(5)"], C)
exprs("dict/keys-equal", ["{1: 'a', 1.0: 'b', true: 'c'}", "{1: 'a'}[1.0]", "{1: 'a'}[true]", "{0: 'a'}[false]",
    "{'1': 'a'}[1]", "{(1, 2): 'a'}[(1, 2)]", "{(1, 2): 'a'}[1, 2]", "{none: 'a'}[none]", "{true: 1, 'true': 2}",
    "{1.5: 'x'}[1.5]", "{10**20: 'x'}[1e20]", "{'a': 1, 'b': 2, 'a': 3}", "{missing: 1}", "{(1, [2]): 3}", "{1: 2}.1",
    "{-1: 2}[-1]", "{0.0: 1}[-0.0]", "{('a'|safe): 1}['a']", "1.0 in {1: 2}", "[] in {1: 2}",
    "{range(2): 1}[range(0, 2)]"], C)
exprs("dict/other", ["d.nope", "d.nope()", "d.a.x", "d['a']['x']", "d.length", "d|length", "d + {}", "d|first",
    "d|list", "d['nope'].x", "dict(d, **{'z': 1})", "dict(d, b=5)", "dict(d)|length", "d['get']('b')", "d.a['x'].y"], C)
templates("dict/other", ["{% for k, v in d.items() %}{{ d.update({'n': 1}) or '' }}{% endfor %}",
    "{% for k in d|list %}{{ d.pop(k) }},{% endfor %}{{ d }}", "{% set q = dict(d) %}{{ q.update(b=9) or d.b }}",
    "{% set a = {} %}{{ a.update(me=a) or a }}"], C)

exprs("tuple", ["(1, 2).index(2)", "(1, 2, 1).count(1)", "(1, 2).index(9)", "(1, 2).append(3)", "(1, 2)[0]",
    "(1, 2)[5]", "(1, 2)[::-1]", "(1, 2) + (3,)", "(1, 2) * 2", "2 in (1, 2)", "(1, 2)|length", "((1, 2), 3)[0][1]",
    "()|list", "(1,)|first", "(1, 2).nope", "(1, 2) < (1, 3)", "((1,),)", "(1, 2)|join('-')", "() + 1",
    "(1, (2, (3,)))"])
exprs("range", ["range(5)|list", "range(0)", "range(1, 10, 2)", "range(5).start", "range(1, 10, 2).stop",
    "range(5).step", "range(5).index(3)", "range(5).count(3)", "range(5).index(9)", "range(5)|sum", "range(5)|last",
    "range(5) + [1]", "range(3)|list == [0, 1, 2]", "5 in range(5)", "range(5)|reverse|list", "range(2)|join",
    "range(10)[3:7][1]", "range(0, 10, 3)[-1]", "range(3) == range(0, 3, 1)", "range(0) == range(2, 2)",
    "1.5 in range(3)", "range(-3)|length", "range(2, 0, -1)|map('string')|join('>')", "range(3) * 2"])
exprs("int", ["i.real", "i.imag", "i.numerator", "i.denominator", "i.bit_length()", "i.bit_count()", "i.conjugate()",
    "(5).bit_length()", "i.nope", "i.to_bytes(2, 'big')|length", "i.upper()", "true.real", "i.as_integer_ratio()"], C)
exprs("float", ["f.is_integer()", "(2.0).is_integer()", "f.as_integer_ratio()", "f.hex()", "f.real", "f.imag", "f.nope",
    "f.conjugate()", "1.0.is_integer()", "f.upper()"], C)
