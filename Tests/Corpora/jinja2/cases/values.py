"""How values print, on their own and nested; truth; what equals what; every operator over every pair of types."""

from corpus import exprs, templates

TEXTS = ["", "plain", "it's", 'say "hi"', "both ' and \"", "back\\slash", "new\nline", "tab\tcr\r", "bell\x07nul\x00",
    "del\x7f", "é", "日本", "😀", "e\u0301", "\u00a0", "\u200b", "\u2028", "\u00ad", "\ufeff", "\U000e0001", "\x85",
    "a\x1bb", "'", '"', "\\'", "\u0378", "\ue000", "ñ'\"", "\U0001f469\u200d\U0001f4bb"]
for text in TEXTS:
    templates("repr/text", ["{{ v }}|{{ [v] }}|{{ {v: v} }}|{{ (v,) }}|{{ [[v]]|string }}"], {"v": text})
NUMBERS = [0, -1, 10**18, 10**30, -(10**30), 1.0, -1.5, 0.1, 1e15, 1e16, 1.5e16, 123456789012345678.0, 1e22, 1e-4, 1e-5,
    1.5e-7, 1e100, 5e-324, 1.7976931348623157e308, 0.30000000000000004, -0.0, 3.141592653589793, 100.0, 1e21, 2.5e-10,
    9007199254740993, 9223372036854775807, 9223372036854775808, -9223372036854775808, -9223372036854775809]
for number in NUMBERS:
    templates("repr/number", ["{{ v }}|{{ [v] }}|{{ v|string|length }}|{{ v + 1 }}|{{ -v }}"], {"v": number})
exprs("repr/nested", ["[true, false, none]", "[1, 1.0, '1']", "{'a': [1, {'b': (2,)}]}", "[missing]", "{'a': missing}",
    "(missing, 1)", "[range(3)]", "['<'|safe]", "{'k': '<'|e}", "[('a'|safe) ~ 'b']", "[[], {}, (), '']",
    "[{}.items()]", "[{'a': 1}.keys()]", "{'a': {'b': {'c': {}}}}", "[x|float, -(x|float)]", "(y|float, [y|float])",
    "['it\\'s', \"q\\\"\"]", "{'a': \"it's\"}", "{1: 2, 1.5: 'x', none: true, (1,): []}", "[1e16, 1e-5, 0.1, -0.0]",
    "[10 ** 30]", "([1, 2]|map('string')|list, 1)", "[loop]", "[namespace(a='x')]", "[joiner is callable]",
    "{'n': none}|string", "[none]|join", "[1, [2, [3, [4]]]]", "['a\\nb']|string", "[1, 2]|string|length", "[['é']]",
    "['\\x00']"], {"x": "inf", "y": "nan"})
TRUTH = {"zero": 0, "one": 1, "fzero": 0.0, "nzero": -0.0, "half": 0.5, "empty": "", "space": " ", "text": "0",
    "false_text": "false", "elist": [], "list_": [0], "edict": {}, "dict_": {"a": None}, "no": False, "yes": True,
    "nothing": None}
for name in [*TRUTH, "missing", "range(0)", "range(1)", "()", "(none,)", "(empty|safe)", "(space|safe)", "namespace()",
    "{}.items()", "dict_.keys()"]:
    templates("truth",
        [f"{{{{ 'T' if {name} else 'F' }}}}{{{{ not {name} }}}}{{{{ {name} and 1 }}}}|{{{{ {name} or 1 }}}}|{{% if {name} %}}t{{% endif %}}"],
        TRUTH)

OPERANDS = {"int": "3", "negative": "-2", "float": "2.5", "bool": "true", "none": "none", "text": "'ab'",
    "list": "[1, 2]", "tuple": "(1, 2)", "dict": "{'a': 1}", "undefined": "missing", "markup": "('<'|safe)",
    "range": "range(2)"}
OPERATORS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "floor": "//", "modulo": "%", "power": "**",
    "less": "<", "equal": "==", "in": "in"}
for operator, sign in OPERATORS.items():
    items = [f"{left} {sign} {right}" for left in OPERANDS.values() for right in OPERANDS.values()]
    items = [item for item in items if item not in {"missing in [1, 2]", "1 in missing"}]
    exprs(f"matrix/{operator}", [f"({item})" for item in items])
UNARY = ["-", "+", "not "]
exprs("matrix/unary", [f"({sign}{operand})" for sign in UNARY for operand in OPERANDS.values()])
exprs("matrix/concat", [f"({left} ~ {right})" for left in OPERANDS.values() for right in ("1", "'<'", "('<'|safe)",
    "none", "[missing]")])
exprs("matrix/string-filters", [f"({operand})|{name}" for operand in ("-2", "2.5", "true", "[1, 'a']", "{'a': 1}",
    "('<'|safe)") for name in ("upper", "capitalize", "title", "trim", "replace('1', 'x')", "wordcount", "urlencode",
    "center(8)", "length", "first", "last", "join('-')", "list", "sort", "sum", "max", "unique|list", "int", "float",
    "abs", "string", "tojson", "e", "reverse|list", "batch(1)|list", "default('d')", "round", "pprint", "striptags",
    "truncate(3)", "indent")])
