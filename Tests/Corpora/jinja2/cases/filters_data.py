"""Built-in filters over numbers, sequences and mappings."""

from corpus import case, exprs, templates

USERS = {"users": [
    {"name": "Zoe", "age": 30, "city": "Oslo", "tags": ["a", "b"], "boss": {"name": "Ann"}},
    {"name": "adam", "age": 25, "city": "Rome", "tags": [], "boss": {"name": "bob"}},
    {"name": "Bob", "age": 30, "city": "Oslo", "tags": ["c"], "boss": {"name": "Ann"}},
    {"name": "carl", "age": 41, "city": "oslo", "tags": ["a"], "boss": {"name": "Zed"}},
]}

exprs("filter/abs", ["-5|abs", "(-5)|abs", "(-2.5)|abs", "true|abs", "-0.0|abs", "(-10**30)|abs", "'a'|abs", "none|abs",
    "missing|abs", "1|abs(2)", "[]|abs", "(-0.0)|abs"])
exprs("filter/attr", [
    "'a'|attr('upper') is callable", "{'a': 1}|attr('a')", "{'a': 1}|attr('a') is undefined", "none|attr('x')",
    "missing|attr('x')", "'abc'|attr('upper')()", "x|attr(1)", "'a'|attr()", "{'items': 1}|attr('items') is callable",
    "{'a': 1}|attr('a').b", "'a'|attr('up' ~ 'per')()", "'a'|attr(none)",
])
case("filter/attr", "{% set ns = namespace(a=5) %}{{ ns|attr('a') }}{{ ns|attr('b') is undefined }}")
exprs("filter/batch", [
    "[1,2,3,4,5]|batch(2)|list", "[1,2,3,4,5]|batch(2, 'x')|list", "[]|batch(2)|list", "[1]|batch(3, fill_with=0)|list",
    "'abcde'|batch(2)|list", "range(6)|batch(3)|list", "[1,2]|batch(0)|list", "[1,2,3]|batch(-1)|list",
    "[1,2]|batch(none)|list", "5|batch(2)|list", "missing|batch(2)|list", "[1,2,3]|batch(2, none)|list",
    "[1,2]|batch('2')|list", "{'a':1,'b':2,'c':3}|batch(2)|list", "[1,2,3]|batch(linecount=1)|list",
    "[1,2,3]|batch(2.0)|list", "[1, 2]|batch|list", "[1,2,3]|batch(2, false)|list",
])
exprs("filter/count", ["[1,2]|count", "'abc'|count", "{}|count", "5|count", "none|count", "missing|count",
    "range(10)|count"])
exprs("filter/length", ["[1,2,3]|length", "'日本'|length", "'e\\u0301😀'|length", "{'a':1}|length", "()|length",
    "range(0, 10, 3)|length", "5|length", "none|length", "missing|length", "([1]|map('string'))|length", "'<'|e|length",
    "[]|length(1)", "true|length"])
exprs("filter/d", ["missing|d('x')", "''|d('x')", "''|d('x', true)", "missing.a|d('x')", "none|d('x')", "missing|d",
    "1|d(2, 3, 4)"])
exprs("filter/default", [
    "missing|default('x')", "missing|default", "''|default('x')", "''|default('x', true)", "0|default(5, true)",
    "none|default('x')", "none|default('x', boolean=true)", "[]|default([1], true)",
    "missing|default(default_value='z')", "missing|default(missing2)", "{'a':1}.b|default('n')",
    "missing.a|default('x')", "missing.a.b|default('x')", "false|default('x')", "missing|default('x')|upper",
    "missing|default(1, 2, 3)", "'a'|default('b', true)", "missing['a']|default(1)", "missing()|default(1)",
    "(missing or 'y')|default('x')", "0.0|default('f', true)", "missing|default('', true)|default('again', true)",
    "[][0]|default('e')", "none.x|default('e')", "missing|upper|default('x')", "missing|default('x', 'truthy')",
    "{}|default({'a': 1}, true)",
])
exprs("filter/default", ["missing|default('x')", "missing.a|default('x')", "'a'|default(missing)", "a.b.c|default('x')",
    "a.b|default('x')"], {"a": {}}, {"undefined": "strict"})
exprs("filter/default", ["missing|default('x')", "missing.a.b.c|default('x')", "a.b.c['d']|default('x')"], {"a": {}},
    {"undefined": "chainable"})
exprs("filter/dictsort", [
    "d|dictsort", "d|dictsort(true)", "d|dictsort(false, 'value')", "d|dictsort(by='value', reverse=true)",
    "d|dictsort(reverse=true)", "d|dictsort(by='other')", "{}|dictsort", "{1:'x', 'a':2}|dictsort",
    "{'a':1,'b':'x'}|dictsort(by='value')", "[1]|dictsort", "missing|dictsort", "none|dictsort",
    "{3:1,1:2,2:0}|dictsort", "{'a':'B','b':'a'}|dictsort(by='value')", "{'a':'B','b':'a'}|dictsort(true, 'value')",
    "{'b': 1, 'B': 2, 'a': 3, 'A': 4}|dictsort", "{'b': 1, 'B': 2, 'a': 3, 'A': 4}|dictsort(reverse=true)",
    "{none: 1, 'a': 2}|dictsort", "{'é': 1, 'z': 2, 'É': 3}|dictsort",
], {"d": {"b": 3, "C": 1, "a": 2, "A": 2}})
templates("filter/dictsort", ["{% for k, v in d|dictsort %}{{ k }}={{ v }};{% endfor %}",
    "{% for k, v in d|dictsort(by='value') %}{{ k }}={{ v }};{% endfor %}"], {"d": {"z": 1, "y": 3, "x": 2}})
exprs("filter/first", ["[1,2]|first", "'abc'|first", "{'a':1,'b':2}|first", "[]|first", "[]|first is undefined",
    "''|first", "range(3,5)|first", "5|first", "none|first", "missing|first", "{}|first|default('e')", "[1]|first(2)",
    "([1,2]|map('string'))|first", "[none]|first"])
exprs("filter/last", ["[1,2]|last", "'abc'|last", "{'a':1,'b':2}|last", "[]|last", "[]|last is undefined",
    "range(3,9)|last", "5|last", "none|last", "missing|last", "([1,2]|map('string'))|last", "()|last", "[1]|last(1)",
    "{'a': 1}.items()|last"])
exprs("filter/float", ["'3.14'|float", "3|float", "'abc'|float", "'abc'|float(1.5)", "'abc'|float('x')", "none|float",
    "missing|float", "' 2.5 '|float", "'1e3'|float", "'inf'|float", "'-Infinity'|float", "'nan'|float",
    "'1_000.5'|float", "'0x10'|float", "true|float", "[]|float", "''|float", "'abc'|float(default=none)",
    "10**30|float", "'١٢'|float", "'.5'|float", "'5.'|float", "'+5'|float", "'1__0'|float", "'1e400'|float",
    "1|float(1, 2)", "'1,5'|float", "10**400|float", "{}|float(7)"])
exprs("filter/int", [
    "'42'|int", "3.99|int", "-3.99|int", "(-3.99)|int", "'abc'|int", "'abc'|int(7)", "'abc'|int('d')",
    "'0x1F'|int(0, 16)", "'1F'|int(0, 16)", "'0b101'|int(0, 2)", "'0o17'|int(0, 8)", "'z'|int(0, 36)",
    "'12'|int(base=8)", "'9'|int(5, 8)", "'0x1F'|int", "'0x1F'|int(base=0)", "' 5 '|int", "'1_000'|int", "'3.7'|int",
    "'3.7abc'|int", "none|int", "missing|int", "true|int", "[]|int", "''|int", "1e20|int", "'1e3'|int", "'-7'|int",
    "'+7'|int", "'--7'|int", "'١٢'|int", "12|int(base=2)", "'010'|int", "'010'|int(base=0)", "'12'|int(base=1)",
    "'12'|int(base=37)", "'12'|int(base='10')", "'nan'|int", "'inf'|int", "'99999999999999999999'|int", "1|int(1,2,3)",
    "'0b1'|int(base=0)", "'12.9e1'|int", "{}|int(4)", "'1 2'|int", "'_1'|int", "'1_'|int", "'zz'|int(-1, 35)",
    "('1' * 30)|int", "'x'|int(none)",
])
exprs("filter/int", ["x|float|int", "x|float|int(3)", "y|float|int(4)"], {"x": "inf", "y": "nan"})
exprs("filter/round", [
    "2.5|round", "3.5|round", "-2.5|round", "(-2.5)|round", "2.675|round(2)", "42.55|round(1)",
    "42.55|round(1, 'floor')", "42.55|round(1, 'ceil')", "42|round", "42.1|round|int", "1234|round(-2)",
    "1250.0|round(-2)", "1350|round(-2)", "-42.5|round(method='floor')", "(-42.5)|round(method='floor')",
    "(-42.5)|round(method='ceil')", "2.1|round(method='nope')", "'3.5'|round", "none|round", "missing|round",
    "1e16|round", "0.1|round(20)", "1.005|round(2)", "true|round", "2.5|round(0)", "2.5|round(none)", "2.5|round(1.0)",
    "5|round(1, 'floor')", "1e999|round", "0.5|round", "1.5|round", "0.05|round(1)", "0.15|round(1)", "0.25|round(1)",
    "0.35|round(1)", "1e-5|round(5)", "123.456|round(2)", "123.456|round(1, 'ceil')", "-0.4|round", "15|round(-1)",
    "25|round(-1)", "42|round(2)", "7|round(method='ceil')", "5.015|round(2)", "1e22|round(2)",
    "2.675|round(2, 'ceil')", "7|round(-1, 'ceil')", "10**30|round(-5)", "'a'|round(1, 'floor')",
])
exprs("filter/groupby", [
    "users|groupby('city')|map('first')|list", "users|groupby('age')|map(attribute='grouper')|list",
    "users|groupby('age')|map(attribute='list')|map('length')|list", "users|groupby('boss.name')|map('first')|list",
    "users|groupby('city', case_sensitive=true)|map('first')|list", "users|groupby('nope')|list|length",
    "users|groupby('nope', default='x')|map('first')|list", "[]|groupby('x')|list",
    "[[1,'a'],[2,'b'],[1,'c']]|groupby(0)|list", "[[1,'a'],[2,'b'],[1,'c']]|groupby('0')|map('last')|list",
    "5|groupby('x')", "users|groupby", "['a','b']|groupby('x')|list", "missing|groupby('a')|list",
    "[{'k': 1}, {'k': 'a'}]|groupby('k')", "[{'k': 2}, {'k': 1}]|groupby('k')", "[{'k': none}, {'k': 1}]|groupby('k')",
    "[{'k': 'B'}, {'k': 'a'}, {'k': 'b'}]|groupby('k')",
], USERS)
templates("filter/groupby", [
    "{% for city, items in users|groupby('city') %}{{ city }}:{{ items|map(attribute='name')|join(',') }};{% endfor %}",
    "{% for g in users|groupby('city', case_sensitive=true) %}{{ g.grouper }}={{ g.list|length }} {{ g[0] }}{{ g[1]|length }};{% endfor %}",
    "{% for g in users|groupby('age') %}{{ g.grouper }}{% for u in g.list %} {{ u.name }}{% endfor %};{% endfor %}",
    "{% for k, v in users|groupby('tags.0', default='-') %}{{ k }}:{{ v|map(attribute='name')|list }};{% endfor %}",
], USERS)
exprs("filter/items", ["{'a':1,'b':2}|items|list", "{}|items|list", "missing|items|list", "none|items|list",
    "[1]|items|list", "'a'|items|list", "{'a':1}|items(2)"])
case("filter/items", "{% for k, v in d|items %}{{ k }}{{ v }}{% endfor %}", {"d": {"x": 1, "y": 2}})
exprs("filter/join", [
    "[1,2,3]|join", "[1,2,3]|join(', ')", "['a']|join('-')", "[]|join('-')", "'abc'|join('.')",
    "users|join(', ', attribute='name')", "users|join('|', 'boss.name')", "users|join(',', attribute='nope')",
    "[none, true, 1.5]|join(' ')", "{'a':1,'b':2}|join(',')", "5|join(',')", "none|join", "missing|join(',')",
    "[1,2]|join(0)", "[1,2]|join(none)", "['<', '<'|safe]|join('&')", "['a','b']|join('<'|safe)",
    "[[1,2],[3,4]]|join(',', 1)", "[missing, 1]|join(',')", "range(4)|join('-')", "['a','b']|join(d='+')",
    "['a']|join('a','b','c')", "[['a', ['b']]]|join(';')", "{'a': 1}.items()|join",
], USERS)
templates("filter/join", ["{{ ['<a>', '<b>'|safe]|join('<br>') }}", "{{ ['<a>', '<b>']|join('<br>') }}",
    "{{ ['<a>', '<b>']|join('<br>'|safe) }}", "{{ [1, '<'|safe]|join('&') }}", "{{ [1, 2]|join('<') }}"],
    env={"autoescape": True})
exprs("filter/list", ["'abc'|list", "{'a':1}|list", "range(3)|list", "(1,2)|list", "[1]|map('string')|list", "5|list",
    "none|list", "missing|list", "''|list", "[]|list(1)", "'e\\u0301'|list", "'<a'|safe|list",
    "{'a': 1}.values()|list"])
exprs("filter/map", [
    "['a','B']|map('upper')|list", "users|map(attribute='name')|list", "users|map(attribute='boss.name')|list",
    "users|map(attribute='nope')|list", "users|map(attribute='nope', default='x')|list",
    "users|map(attribute='tags.0', default='-')|list", "['1','2']|map('int')|sum", "[1,2]|map('nope')|list",
    "[1,2]|map()|list", "[1.55, 2.44]|map('round', 1)|list", "['a']|map('replace', 'a', 'b')|list",
    "['ab','cd']|map('center', width=4)|list", "[1]|map(bogus='x')|list", "5|map('upper')|list",
    "missing|map('upper')|list", "[]|map('nope')|list", "[[1,2],[3]]|map('sum')|list",
    "[[1,2],[3,4]]|map(attribute=1)|list", "[[1,2],[3,4]]|map('first')|list", "'abc'|map('upper')|join",
    "{'a':1}|map('upper')|list", "users|map(attribute='name', bogus=1)|list",
    "users|map(attribute='age')|map('string')|map('length')|list", "['a', none]|map('upper')|list",
    "[1]|map('upper', 'x')|list", "users|map(attribute='name')|map('lower')|sort|join(' ')",
    "[{'a': {'b': 1}}, {'a': {}}]|map(attribute='a.b', default=0)|list", "[{}]|map(attribute='a.b')|list",
    "users|map(attribute=none)|list", "none|map('upper')|list", "[missing]|map('upper')|list",
    "users|map('attr', 'name')|list",
], USERS)
case("filter/map", "{{ users|map(attribute='nope')|list }}", USERS, {"undefined": "strict"})
exprs("filter/max", ["[1,3,2]|max", "['a','B']|max", "['a','B']|max(true)", "[]|max", "[]|max is undefined",
    "users|max(attribute='age')", "[1,'a']|max", "{'a':1,'c':2}|max", "'hello'|max", "5|max", "missing|max", "none|max",
    "[1, 1.0, true]|max", "[[1,2],[1,3]]|max", "users|map(attribute='name')|max", "[1]|max(1,2,3)",
    "users|max(attribute='nope')", "[none, 1]|max", "['b', 'B']|max", "['B', 'b']|max"], USERS)
exprs("filter/min", ["[1,3,2]|min", "['a','B']|min", "['a','B']|min(case_sensitive=true)", "[]|min",
    "[]|min|default('none')", "users|min(attribute='age')", "[1,'a']|min", "'hello'|min", "5|min", "missing|min",
    "[true, 1, 1.0]|min", "[{}, {}]|min", "users|min(false, 'boss.name')", "[none]|min", "[-1.5, -2]|min",
    "['b', 'B']|min"], USERS)
exprs("filter/random", ["[5]|random", "'x'|random", "[]|random", "[]|random is undefined", "{}|random", "5|random",
    "missing|random", "none|random", "''|random", "['a', 'a', 'a']|random", "{'a': 1}|random", "[1]|random(2)"])
SELECT = {"nums": [0, 1, 2, 3, 4, 5], "mixed": [0, None, "", "a", False, True, [], [1]]}
exprs("filter/select", ["nums|select('odd')|list", "mixed|select|list", "nums|select('divisibleby', 3)|list",
    "nums|select('>', 2)|list", "nums|select('in', [1, 9])|list", "nums|select('nope')|list", "[]|select('nope')|list",
    "5|select|list", "missing|select|list", "mixed|select('string')|list",
    "nums|select('even')|map('string')|join('+')", "['a']|select('equalto', 'a')|list", "nums|select('odd', 1)|list",
    "nums|select()|list", "[missing, 1]|select('defined')|list", "nums|select('<', 'a')|list",
    "'aBc'|select('lower')|list", "{'a': 1}|select|list", "nums|select(foo=1)|list", "none|select|list",
    "nums|select('divisibleby', 0)|list"], SELECT)
exprs("filter/reject", ["nums|reject('odd')|list", "mixed|reject|list", "nums|reject('divisibleby', 3)|list",
    "nums|reject('nope')|list", "[none, 1]|reject('none')|list", "5|reject|list", "missing|reject('odd')|list",
    "nums|reject('in', nums)|list", "nums|reject('ge', 3)|list", "'a b'|reject('equalto', ' ')|join",
    "nums|reject('odd')|reject('equalto', 0)|first"], SELECT)
exprs("filter/selectattr", ["users|selectattr('tags')|map(attribute='name')|list",
    "users|selectattr('age', '>', 28)|map(attribute='name')|list",
    "users|selectattr('boss.name', 'equalto', 'Ann')|map(attribute='name')|list", "users|selectattr('nope')|list",
    "users|selectattr('nope', 'defined')|list", "users|selectattr('nope', 'undefined')|list|length",
    "users|selectattr()|list", "users|selectattr('age', 'nope')|list", "5|selectattr('x')|list",
    "missing|selectattr('x')|list", "users|selectattr('city', 'in', ['Rome'])|map(attribute='name')|first",
    "[[0,'a'],[1,'b']]|selectattr(0)|list", "users|selectattr('age', 'lt', 'x')|list", "users|selectattr('a.b')|list",
    "[1, 2]|selectattr('x')|list", "users|selectattr('nope.deep', 'defined')|list",
    "users|selectattr('boss.name', '==', 'Ann')|rejectattr('name', 'eq', 'Zoe')|map(attribute='name')|list"], USERS)
exprs("filter/rejectattr", ["users|rejectattr('tags')|map(attribute='name')|list",
    "users|rejectattr('age', '>', 28)|map(attribute='name')|list",
    "users|rejectattr('age', 'eq', 30)|map(attribute='name')|join(',')", "users|rejectattr('nope')|list|length",
    "users|rejectattr()|list", "users|rejectattr('age', 'nope')|list", "5|rejectattr('x')|list",
    "users|rejectattr('nope.deep')|list", "[[0,'a'],[1,'b']]|rejectattr('0')|list"], USERS)
exprs("filter/reverse", ["'abc'|reverse", "[1,2,3]|reverse|list", "range(3)|reverse|list", "(1,2)|reverse|list",
    "{'a':1,'b':2}|reverse|list", "''|reverse", "5|reverse", "none|reverse", "missing|reverse|list",
    "'e\\u0301x'|reverse", "[]|reverse|list", "([1,2]|map('string'))|reverse|list", "'ab'|reverse(1)",
    "'<a>'|safe|reverse"])
exprs("filter/slice", ["range(10)|slice(3)|list", "range(7)|slice(3, 'x')|list", "[]|slice(2)|list",
    "[1]|slice(3)|list", "[1]|slice(3, 0)|list", "'abcdef'|slice(4)|list", "[1,2]|slice(0)|list",
    "[1,2]|slice(-1)|list", "5|slice(2)|list", "missing|slice(2)|list", "[1,2,3]|slice(none)|list",
    "[1,2,3]|slice('2')|list", "[1,2,3,4]|slice(2, fill_with='-')|list", "[1,2,3]|slice(slices=2)|list",
    "[1,2]|slice(2.0)|list", "[1,2,3]|slice|list", "{'a':1,'b':2,'c':3}|slice(2)|list",
    "[1, 2, 3]|slice(2, none)|list"])
exprs("filter/sort", [
    "[3,1,2]|sort", "[3,1,2]|sort(true)", "['b','A','c','B']|sort", "['b','A','c','B']|sort(case_sensitive=true)",
    "['b','A','c','B']|sort(reverse=true)", "users|sort(attribute='name')|map(attribute='name')|list",
    "users|sort(attribute='age,name')|map(attribute='name')|list",
    "users|sort(attribute='city,age', reverse=true)|map(attribute='name')|list",
    "users|sort(false, true, 'boss.name')|map(attribute='name')|list", "users|sort(attribute='nope')|list|length",
    "[1,'a']|sort", "[none,1]|sort", "{'b':1,'a':2}|sort", "'hello'|sort", "5|sort", "missing|sort", "[]|sort",
    "[true, 0, 1.5]|sort", "[[2,1],[1,2]]|sort", "[[2,'a'],[1,'b']]|sort(attribute=1)", "[{},{}]|sort",
    "['é','z','a','É']|sort", "(3,1)|sort", "[1.5, 1, 10**20, -1]|sort", "users|sort(attribute='boss')",
    "['a','b']|sort(foo=1)", "[[1,'b'],[1,'a'],[0,'c']]|sort(attribute='0,1')", "[['b', 1], ['B', 0]]|sort",
    "['a10','a9']|sort", "[(2, 'x'), (1, 'y')]|sort(reverse=true)", "['', 'a', '_', 'Z', '[']|sort",
    "[{'a': 'x'}, {'a': 1}]|sort(attribute='a')", "['b', 'a']|sort(none)",
], USERS)
exprs("filter/sum", ["[1,2,3]|sum", "[]|sum", "[1.5,2]|sum", "[1]|sum(start=10)", "users|sum(attribute='age')",
    "users|sum('age', 100)", "['a','b']|sum", "[[1],[2]]|sum(start=[])", "users|sum(attribute='nope')", "5|sum",
    "none|sum", "missing|sum", "[true,true]|sum", "{1:2,3:4}|sum", "[0.1]*3|sum", "([0.1]*3)|sum", "[1]|sum('x')",
    "['a']|sum(start='')", "[[1,2],[3,4]]|sum(attribute=0)", "[10**20, 1]|sum", "([0.1] * 10)|sum",
    "[1e16, 1, -1e16]|sum"], USERS)
exprs("filter/unique", ["[1,2,1,3]|unique|list", "['a','A','b']|unique|list", "['a','A','b']|unique(true)|list",
    "users|unique(attribute='city')|map(attribute='name')|list",
    "users|unique(attribute='boss.name')|map(attribute='name')|list",
    "users|unique(case_sensitive=true, attribute='city')|map(attribute='name')|list", "[]|unique|list",
    "'hello'|unique|list", "[1,1.0,true]|unique|list", "[[1],[1]]|unique|list", "[(1,),(1,)]|unique|list",
    "5|unique|list", "missing|unique|list", "[none,none,0,false]|unique|list",
    "users|unique(attribute='nope')|list|length", "[{}]|unique|list", "['ß','SS','ss']|unique|list",
    "[1]|unique(1,2,3)|list", "users|unique|list", "['1', 1]|unique|list"], USERS)
