"""Other delimiters, line statements and line comments."""

from corpus import templates

STYLES = {
    "copier": ("[%", "%]", "[[", "]]", "[#", "#]"), "erb": ("<%", "%>", "<%=", "%>", "<%#", "%>"), "percent": ("{%%",
    "%%}", "{{%", "%}}", "{##", "##}"),
    "dollar": ("<%", "%>", "${", "}", "<!--", "-->"), "latex": ("\\BLOCK{", "}", "\\VAR{", "}", "\\#{", "}"),
    "at": ("@@", "@@", "@{", "}@", "@#", "#@"), "html": ("<!--%", "%-->", "<<", ">>", "<!--#", "#-->"), "paren": ("(%",
    "%)", "((", "))", "(#", "#)"),
}
KEYS = ("block_start_string", "block_end_string", "variable_start_string", "variable_end_string",
    "comment_start_string", "comment_end_string")
BODIES = [
    "BS if x BE a VS x VE BS else BE b BS endif BE", "aBS- if x -BE  b  BS- endif -BEc", "CS note CEx CS- y -CE z",
    "VS 'a' ~ x VE VS- x -VE .", "BS raw BEVS x VEBS endraw BE", "BS for i in [1, 2] BEVS i VE,BS endfor BE",
    "VS {'a': 1}['a'] VE", "VS [[1, 2], [3]][0][1] VE", "{{ x }}{% if %}{# c #}", "VS x", "BS if x BE",
    "  BS set y = 1 BE\n\nVS y VE\n", "VS x|default('d') if x else (1, 2) VE", "VS '}' ~ ']' VE",
    "BSif xBEVSxVEBSendifBE", "BS+ if x +BE\nb BS endif BE", "CS multi\nline CE\nend", "VS (x * 2) % 3 VE",
    "VS x < 2 and 2 > x VE", "BS set q = {'k': [x]} BEVS q VE", "VS VE", "BS raw -BE  VS  BS- endraw BE.", "CS open",
]
for style, delimiters in STYLES.items():
    env = dict(zip(KEYS, delimiters))
    sources = []
    for body in BODIES:
        for mark, text in zip(("BS", "BE", "VS", "VE", "CS", "CE"), delimiters):
            body = body.replace(mark, text)
        sources.append(body)
    templates(f"delimiters/{style}", sources, {"x": 1}, env)
    templates(f"delimiters/{style}", [sources[0] + "\n" + sources[11], sources[1] + "\n"], {"x": 1}, {**env,
        "trim_blocks": True, "lstrip_blocks": True})
templates("delimiters/partial", ["[[ x ]]{% if x %}y{% endif %}{{ x }}", "[[ [[1]][0] ]]", "[[ x[0] ]]", "[[x]]"],
    {"x": [1]}, {"variable_start_string": "[[", "variable_end_string": "]]"})
templates("delimiters/partial", ["{{ x }}<% if x %>y<% endif %>{% raw %}", "<% raw %>{{ x }}<% endraw %>"], {"x": 1},
    {"block_start_string": "<%", "block_end_string": "%>"})

LINE = {"line_statement_prefix": "#", "line_comment_prefix": "##"}
templates("line/hash", [
    "# for i in [1, 2]\n{{ i }}\n# endfor\n", "# if x\na\n# else\nb\n# endif\nc", "  # if x\n  a\n  # endif\n",
    "# if x:\na\n# endif\n", "a # not a statement\nb", "a ## comment\nb", "## whole line\nb", "  ## indented\nb",
    "# for i in [1,\n2]\n{{ i }}\n# endfor", "# set y = 5\n{{ y }}", "# if x ## why\na\n# endif", "#if x\na\n#endif",
    "# for i in (1,\n  2)\n[{{ i }}]\n# endfor\nend", "# nope\n", "#\na", "# if x\na", "{# c #}\n# if x\na\n# endif\n",
    "# raw\n{{ x }}\n# endraw\n", "a\n\n# if x\n\nb\n\n# endif\n\nc", "# macro m(a)\n<{{ a }}>\n# endmacro\n{{ m(1) }}",
    "{{ '# x' }}", "# if x\r\na\r\n# endif\r\nb", "x\n# include 'q'\n", "#- if x\na\n#- endif\nb",
    "a\n  #- if x\n b\n  # endif -\nc", "a{% if x %}\n# set z = 1\n{{ z }}{% endif %}",
    "# for i in [1]\n  # if i\n  deep {{ i }}\n  # endif\n# endfor", "a ##\nb", "{{ x }} ## {{ 1/0 }}\nend",
    "# if x\n## c\na\n# endif", "# set a = '#'\n{{ a }}", "#+ if x\na\n# endif",
], {"x": 1}, LINE)
templates("line/percent", ["% if x\na\n% endif\n", "100% sure\n% if x\n  b\n% endif", "%% comment\na",
    "<% if x %>b<% endif %>{% if x %}c{% endif %}", "  % for i in [1, 2]:\n    ${ i }\n  % endfor",
    "{{ 5 % 3 }}\n% set q = 7 % 4\n{{ q }}"], {"x": 1}, {"line_statement_prefix": "%", "line_comment_prefix": "%%"})
templates("line/slashes", ["// c\na", "a // c\nb", "{{ 7 // 2 }}\nx", "http://x\ny", "{{ 7 }} // {{ 2 }}\nx",
    "a //- c\nb"], None, {"line_comment_prefix": "//"})
templates("line/words", [">> if x\na\n>> endif", "a >> b", ">>if x\na\n>>endif\nend", "text\n   >> set v = 2\n{{ v }}",
    "{{ 1 }}>> set v = 2\n{{ v }}"], {"x": 1}, {"line_statement_prefix": ">>"})
templates("line/trim", ["# if x\n  a\n# endif\nb\n", "  # if x\n\n  a\n  # endif\n\nb\n", "a\n## c\nb\n",
    "  ## c\n  {% if x %}\n  y\n  {% endif %}\n"], {"x": 1}, {**LINE, "trim_blocks": True, "lstrip_blocks": True,
    "keep_trailing_newline": True})
