"""What the random templates are made of: values, filters, tests and methods, with the types they go with."""

STRINGS = [
    "", "a", "B", "hello", "Hello World", "a b  c", "x<y>&'z'", 'q"t', "line\nbreak\n", " pad ", "é", "日本", "42", "3.5",
    "-7", "straße", "a,b,,c", "%s", "{}", "{0!r:>5}", "0", "true", "foo-bar_baz", "http://ex.com/a?b=1&c", "tab\t|",
    "A1", "aaa", "İ", "e\u0301", "😀", "back\\slash", "one two three four five",
]
INTS = [0, 1, 2, 3, 5, 7, 10, -1, -2, -5, 12, 100, 255]
FLOATS = [0.0, 1.0, 0.5, 2.5, -1.5, 3.14159, 1e16, 1e-5, -0.0, 100.0, 0.1, 2.675, 1234567.891]
KEYS = ["a", "b", "name", "items", "x y", "1", "é"]
SPECS = ["", "5", "<6", ">6", "^7", "*^9", "05", "+", ",", "_", "x", "#b", "e", ".2f", "8.3f", "g", "%", "s", ".2", "d",
    "c", "=+6"]
PERCENTS = ["%s", "%d", "%5s|", "%-5s|", "%05d", "%.2f", "%x", "%r", "%e", "%g", "%+d", "%c", "%%", "%i%%", "%s %s",
    "%(a)s"]
VARIABLES = {
    "int": ["i", "j"], "float": ["f", "g"], "str": ["s", "t", "w"], "list": ["l", "l", "words", "words", "m", "pairs"],
    "dict": ["d", "deep"], "bool": ["yes", "no"], "any": ["none_", "missing", "big", "missing2"],
}
# name, type it takes, arguments (all optional; `name=` makes one a keyword), type it gives.
FILTERS = [
    ("abs", "int", [], "int"), ("attr", "any", ["key!"], "any"), ("batch", "list", ["count!", "any"], "iter"),
    ("capitalize", "str", [], "str"), ("center", "str", ["int"], "str"), ("count", "list", [], "int"), ("d", "any",
    ["any"], "any"), ("default", "any", ["any", "bool"], "any"), ("dictsort", "dict", ["bool", "by", "bool"], "list"),
    ("e", "str", [], "str"), ("escape", "any", [], "str"), ("filesizeformat", "int", ["bool"], "str"), ("first", "list",
    [], "any"), ("float", "str", ["float"], "float"), ("forceescape", "str", [], "str"), ("format", "percent", ["any!",
    "any"], "str"), ("groupby", "users", ["attr!"], "list"), ("indent", "str", ["int", "bool", "bool"], "str"), ("int",
    "str", ["int", "base"], "int"), ("items", "dict", [], "iter"), ("join", "list", ["str"], "str"), ("join", "users",
    ["str!", "attribute=attr"], "str"), ("last", "list", [], "any"), ("length", "list", [], "int"), ("list", "str", [],
    "list"), ("lower", "str", [], "str"), ("max", "list", ["bool"], "any"), ("min", "list", ["bool"], "any"), ("pprint",
    "any", [], "str"), ("replace", "str", ["str!", "str!", "int"], "str"), ("round", "float", ["int", "method"],
    "float"), ("safe", "str", [], "str"), ("slice", "list", ["count!", "any"], "iter"), ("sort", "list", ["bool",
    "bool"], "list"), ("sort", "users", ["attribute=attr!", "reverse=bool"], "list"), ("string", "any", [], "str"),
    ("striptags", "str", [], "str"), ("sum", "list", ["start=int"], "any"), ("sum", "users", ["attribute=attr!"],
    "any"), ("title", "str", [], "str"), ("tojson", "any", ["int"], "str"), ("trim", "str", ["str"], "str"),
    ("truncate", "str", ["int", "bool", "str", "int"], "str"), ("unique", "list", ["bool"], "iter"), ("unique", "users",
    ["attribute=attr!"], "iter"), ("upper", "str", [], "str"), ("urlencode", "any", [], "str"), ("urlize", "str",
    ["int", "bool"], "str"), ("wordcount", "str", [], "int"), ("wordwrap", "str", ["int", "bool"], "str"), ("xmlattr",
    "dict", ["bool"], "str"), ("map", "list", ["filtername!"], "iter"), ("map", "users", ["attribute=attr!"], "iter"),
    ("select", "list", ["testname!", "any"], "iter"), ("reject", "list", ["testname!", "any"], "iter"), ("selectattr",
    "users", ["attr!", "testname", "any"], "iter"), ("rejectattr", "users", ["attr!", "testname", "any"], "iter"),
    ("reverse", "str", [], "str"), ("reverse", "list", [], "iter"), ("upper", "any", [], "str"), ("int", "any", [],
    "int"),
]
TESTS = [
    ("odd", []), ("even", []), ("divisibleby", ["int"]), ("defined", []), ("undefined", []), ("none", []), ("boolean",
    []), ("false", []), ("true", []), ("integer", []), ("float", []), ("lower", []), ("upper", []), ("string", []),
    ("mapping", []), ("number", []), ("sequence", []), ("iterable", []), ("callable", []), ("escaped", []), ("in",
    ["list"]), ("eq", ["any"]), ("equalto", ["any"]), ("ne", ["any"]), ("gt", ["any"]), ("ge", ["any"]), ("lt",
    ["any"]), ("le", ["any"]), ("filter", []), ("test", []),
]
METHODS = [
    ("str", "upper", [], "str"), ("str", "lower", [], "str"), ("str", "title", [], "str"), ("str", "capitalize", [],
    "str"), ("str", "swapcase", [], "str"), ("str", "casefold", [], "str"), ("str", "strip", ["str"], "str"), ("str",
    "lstrip", ["str"], "str"), ("str", "rstrip", ["str"], "str"), ("str", "split", ["str", "int"], "list"), ("str",
    "rsplit", ["str", "int"], "list"), ("str", "splitlines", ["bool"], "list"), ("str", "replace", ["str!", "str!",
    "int"], "str"), ("str", "startswith", ["str!", "int"], "bool"), ("str", "endswith", ["str!"], "bool"), ("str",
    "find", ["str!", "int", "int"], "int"), ("str", "find", ["str!"], "int"), ("str", "rfind", ["str!", "int"], "int"),
    ("str", "index", ["str!"], "int"), ("str", "count", ["str!", "int"], "int"), ("str", "join", ["list!"], "str"),
    ("str", "center", ["int!", "char"], "str"), ("str", "ljust", ["int!", "char"], "str"), ("str", "rjust", ["int!",
    "char"], "str"), ("str", "zfill", ["int!"], "str"), ("str", "partition", ["str!"], "list"), ("str", "rpartition",
    ["str!"], "list"), ("str", "removeprefix", ["str!"], "str"), ("str", "removesuffix", ["str!"], "str"), ("str",
    "expandtabs", ["int"], "str"), ("str", "isdigit", [], "bool"), ("str", "isalpha", [], "bool"), ("str", "isalnum",
    [], "bool"), ("str", "isspace", [], "bool"), ("str", "isupper", [], "bool"), ("str", "islower", [], "bool"), ("str",
    "istitle", [], "bool"), ("str", "isidentifier", [], "bool"), ("str", "format", ["any", "any"], "str"), ("list",
    "index", ["any!", "int"], "int"), ("list", "count", ["any!"], "int"), ("list", "append", ["any!"], "any"), ("list",
    "pop", ["int"], "any"), ("list", "insert", ["int!", "any!"], "any"), ("list", "extend", ["list!"], "any"), ("list",
    "remove", ["any!"], "any"), ("list", "reverse", [], "any"), ("list", "sort", [], "any"), ("list", "copy", [],
    "list"), ("dict", "get", ["key!", "any"], "any"), ("dict", "items", [], "iter"), ("dict", "keys", [], "iter"),
    ("dict", "values", [], "iter"), ("dict", "pop", ["key!", "any"], "any"), ("dict", "setdefault", ["key!", "any"],
    "any"), ("dict", "update", ["dict!"], "any"), ("dict", "copy", [], "dict"),
]
ENVIRONMENTS = [
    {}, {}, {}, {"trim_blocks": True}, {"lstrip_blocks": True}, {"trim_blocks": True, "lstrip_blocks": True,
    "keep_trailing_newline": True}, {"keep_trailing_newline": True}, {"undefined": "strict"},
    {"undefined": "chainable"}, {"autoescape": True}, {"newline_sequence": "\r\n"}, {"extensions": ["do",
    "loopcontrols"]}, {"extensions": ["do", "loopcontrols"], "undefined": "strict", "keep_trailing_newline": True},
    {"line_statement_prefix": "%%", "line_comment_prefix": "##"},
    {"block_start_string": "[%", "block_end_string": "%]", "variable_start_string": "[[", "variable_end_string": "]]",
    "comment_start_string": "[#", "comment_end_string": "#]"},
    {"block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "${", "variable_end_string": "}",
    "comment_start_string": "<#", "comment_end_string": "#>"},
]
INCLUDES = {
    "part": "[{{ i }}{{ s }}]", "tail": "t\n",
    "lib": "{% macro show(v, sep=':') %}{{ sep }}{{ v }}{% endmacro %}{% set const = 3 %}",
    "base": "<{% block one %}1{% endblock %}|{% block two scoped %}{{ i }}{% endblock %}>",
}
