"""Random templates as trees, so that a mismatch can be reduced by dropping and hoisting nodes."""

import random

from fuzzing import tables
from fuzzing.expressions import KINDS, Expressions, Node, quoted

DEFAULT_DELIMITERS = ("{%", "%}", "{{", "}}", "{#", "#}")
DELIMITER_OPTIONS = (
    "block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string",
    "comment_end_string",
)


class Grammar(Expressions):
    """Draws one template. The same generator state draws the same template."""

    def __init__(self, rng, env):
        super().__init__(rng)
        self.env = env
        self.block_start, self.block_end, self.variable_start, self.variable_end, self.comment_start, self.comment_end = (
            env.get(option, default) for option, default in zip(DELIMITER_OPTIONS, DEFAULT_DELIMITERS)
        )
        self.macros = []
        self.blocks = 0
        self.loops = 0
        self.includes = {}

    def tag(self, *parts):
        left = self.rng.choice(["", "", "", "", "-", "+"])
        right = self.rng.choice(["", "", "", "", "-", "+"])
        return [self.block_start + left + " ", *parts, " " + right + self.block_end]

    def output(self, depth):
        left, right = self.rng.choice(["", "", "", "-"]), self.rng.choice(["", "", "", "-"])
        return Node("stmt", self.variable_start + left + " ", self.expr(self.rng.choice(KINDS), depth),
            " " + right + self.variable_end)

    def plain(self):
        return Node("stmt", self.rng.choice(["x", " ", "\n", "\n  ", " y ", "<b>", "a\n\nb", "  \n", "\t", "é", "-",
            "\r\n", "}} ", "{ ", "# ", "$"]))

    def body(self, depth, size=3):
        return Node("body", *[self.statement(depth) for _ in range(self.rng.randint(1, size))])

    def scoped(self, names, depth):
        outside = list(self.locals)
        self.locals += names
        inner = self.body(depth - 1)
        self.locals = outside
        return inner

    def statement(self, depth):
        rng = self.rng
        if depth <= 0:
            return self.output(1) if rng.random() < 0.6 else self.plain()
        roll = rng.random()
        if roll < 0.2:
            return self.plain()
        if roll < 0.5:
            return self.output(depth)
        builders = [self.condition, self.condition, self.loop, self.loop, self.assignment, self.assignment,
            self.set_block, self.with_block, self.filter_block, self.macro, self.raw, self.comment, self.block,
                self.namespace, self.include, self.extension, self.import_, self.autoescape]
        return rng.choice(builders)(depth)

    def condition(self, depth):
        parts = [*self.tag("if ", self.expr("bool", depth - 1)), self.body(depth - 1)]
        if self.rng.random() < 0.3:
            parts.append(Node("stmt", *self.tag("elif ", self.expr("any", depth - 1)), self.body(depth - 1)))
        if self.rng.random() < 0.4:
            parts.append(Node("stmt", *self.tag("else"), self.body(depth - 1)))
        return Node("stmt", *parts, *self.tag("endif"))

    def loop(self, depth):
        rng = self.rng
        target, names, source = rng.choice([("v", ["v"], "list"), ("v", ["v"], "list"), ("v", ["v"], "str"), ("k, v",
            ["k", "v"], "pairs"), ("k, v", ["k", "v"], "items")])
        if source == "pairs":
            source_expr = Node("expr", rng.choice(["pairs", "d|dictsort", "[[1, 2], ['a', 'b']]"]))
        elif source == "items":
            source_expr = Node("expr", self.grouped("dict", depth - 2), ".items()")
        else:
            source_expr = self.expr(source, depth - 1)
        condition = [" if ", self.grouped("bool", depth - 2)] if rng.random() < 0.2 else []
        self.loops += 1
        loop_names = ["loop.index", "loop.last", "loop.first", "loop.length", "loop.revindex0", "loop.previtem",
            "loop.nextitem", "loop.cycle('a', 'b')", "loop.changed(v)", "loop.depth"]
        parts = [*self.tag(f"for {target} in ", source_expr, *condition), self.scoped([*names, rng.choice(loop_names)],
            depth)]
        self.loops -= 1
        if rng.random() < 0.25:
            parts.append(Node("stmt", *self.tag("else"), self.body(depth - 1)))
        return Node("stmt", *parts, *self.tag("endfor"))

    def assignment(self, depth):
        name = self.rng.choice(["a1", "a2", "s", "i", "v"])
        node = Node("stmt", *self.tag(f"set {name} = ", self.expr("any", depth)))
        self.locals.append(name)
        return node

    def set_block(self, depth):
        filters = self.rng.choice(["", "", " | upper", " | trim | length", " | e"])
        node = Node("stmt", *self.tag(f"set a3{filters}"), self.body(depth - 1), *self.tag("endset"))
        self.locals.append("a3")
        return node

    def with_block(self, depth):
        value = self.expr("any", depth - 1)
        return Node("stmt", *self.tag("with w1 = ", value, *([", i = ", self.expr("int",
            depth - 1)] if self.rng.random() < 0.4 else [])), self.scoped(["w1"], depth), *self.tag("endwith"))

    def filter_block(self, depth):
        name = self.rng.choice(["upper", "trim", "indent(2)", "replace('a', 'b')", "e", "title", "wordwrap(8)",
            "length", "upper|lower"])
        return Node("stmt", *self.tag(f"filter {name}"), self.body(depth - 1), *self.tag("endfilter"))

    def macro(self, depth):
        rng = self.rng
        name = f"m{len(self.macros)}"
        default = self.expr("any", 1)
        self.macros.append(name)
        use_caller = rng.random() < 0.3
        inner = self.scoped(["p", "q", "varargs", "kwargs"], depth)
        definition = [*self.tag(f"macro {name}(p, q=", default, ")"), inner, *(["{{ caller() }}".replace("{{",
            self.variable_start).replace("}}", self.variable_end)] if use_caller else []), *self.tag("endmacro")]
        arguments = self.argument_list(["any", "any", "q=any" if rng.random() < 0.4 else "any",
            *(["extra=any"] if rng.random() < 0.1 else [])], depth)
        if use_caller:
            usage = [*self.tag(f"call {name}(", *arguments, ")"), self.body(depth - 1), *self.tag("endcall")]
        else:
            usage = [f"{self.variable_start} {name}(", *arguments, f") {self.variable_end}"]
        return Node("stmt", Node("stmt", *definition), Node("stmt", *usage))

    def raw(self, depth):
        # The lexer knows `+` at the start of these two tags only.
        left, right = self.rng.choice(["", "-", "+"]), self.rng.choice(["", "-"])
        inside = self.rng.choice([" x ", "{{ y }}", "\n{% if %}\n", "{# c #}"])
        return Node("stmt", f"{self.block_start}{left} raw {right}{self.block_end}", inside,
            f"{self.block_start}{left} endraw {right}{self.block_end}")

    def comment(self, depth):
        left, right = self.rng.choice(["", "-", "+"]), self.rng.choice(["", "-", "+"])
        return Node("stmt", f"{self.comment_start}{left} note\n {right}{self.comment_end}")

    def block(self, depth):
        self.blocks += 1
        name = f"b{self.blocks}"
        again = [f"{self.variable_start} self.{name}() {self.variable_end}"] if self.rng.random() < 0.2 else []
        return Node("stmt", *self.tag(f"block {name}" + self.rng.choice(["", " scoped"])), self.body(depth - 1),
            *self.tag("endblock"), *again)

    def namespace(self, depth):
        define = Node("stmt", *self.tag("set ns = namespace(x=", self.expr("any", 1), ")"))
        change = Node("stmt", *self.tag("for v in ", self.expr("list", 1)), Node("stmt", *self.tag("set ns.x = ",
            self.rng.choice(["v", "ns.x ~ v", "ns.x + v", "loop.index"]))), *self.tag("endfor"))
        return Node("stmt", define, change, f"{self.variable_start} ns.x {self.variable_end}")

    def source(self, name):
        text = tables.INCLUDES[name]
        options = (self.block_start, self.block_end, self.variable_start, self.variable_end)
        for default, own in zip(DEFAULT_DELIMITERS, options):
            text = text.replace(default, own)
        self.includes[name] = text

    def include(self, depth):
        name = self.rng.choice(["part", "part", "part", "tail", "tail", "nope"])
        if name != "nope":
            self.source(name)
        # Not `without context`: inside a macro Jinja2 prints a generator then, with its address.
        tail = self.rng.choice(["", "", " ignore missing", " with context"])
        return Node("stmt", *self.tag(f"include {quoted(name)}{tail}"))

    def import_(self, depth):
        self.source("lib")
        if self.rng.random() < 0.5:
            return Node("stmt", *self.tag("import 'lib' as lib" + self.rng.choice(["", " with context"])),
                f"{self.variable_start} lib.show(", self.expr("any", depth - 1), f") ~ lib.const {self.variable_end}")
        return Node("stmt", *self.tag("from 'lib' import show, const as c1"), f"{self.variable_start} show(",
            self.expr("any", depth - 1), f", c1) {self.variable_end}")

    def extension(self, depth):
        if "extensions" not in self.env:
            return self.output(depth)
        if self.loops and self.rng.random() < 0.6:
            jump = Node("stmt", *self.tag(self.rng.choice(["break", "continue"])))
            return Node("stmt", *self.tag("if ", self.expr("bool", depth - 1)), jump, *self.tag("endif"))
        return Node("stmt", *self.tag("do ", self.method("any", depth - 1)))

    def autoescape(self, depth):
        return Node("stmt", *self.tag("autoescape " + self.rng.choice(["true", "false", "yes"])), self.body(depth - 1),
            *self.tag("endautoescape"))

    def template(self):
        """A whole template; one in twelve extends another."""
        if self.rng.random() < 0.08:
            self.source("base")
            one = Node("stmt", *self.tag("block one"), self.body(2), *self.tag("endblock"))
            two = Node("stmt", *self.tag("block two"), self.body(1),
                f"{self.variable_start} super() {self.variable_end}", *self.tag("endblock"))
            return Node("body", *self.tag("extends 'base'"), self.plain(), one, two)
        return self.body(self.rng.choice([1, 1, 2, 2, 2, 3]), 3)


def context(rng):
    """Values for the variables that the tables name; `missing` and `missing2` stay undefined."""
    scalars = [*tables.INTS, *tables.FLOATS, *tables.STRINGS, None, True, False]
    users = [{"name": rng.choice(tables.STRINGS), "a": rng.choice(tables.INTS),
        "b": rng.choice(scalars)} for _ in range(rng.randint(0, 3))]
    if users and rng.random() < 0.2:
        del users[-1]["b"]
    return {
        "i": rng.choice(tables.INTS), "j": rng.choice(tables.INTS), "f": rng.choice(tables.FLOATS),
        "g": rng.choice(tables.FLOATS),
        "s": rng.choice(tables.STRINGS), "t": rng.choice(tables.STRINGS), "w": rng.choice(tables.STRINGS),
        "l": [rng.choice(tables.INTS) for _ in range(rng.randint(0, 4))],
        "m": [rng.choice(scalars) for _ in range(rng.randint(0, 4))],
        "words": [rng.choice(tables.STRINGS) for _ in range(rng.randint(0, 4))], "users": users,
        "pairs": [[rng.choice(tables.KEYS), rng.choice(scalars)] for _ in range(rng.randint(0, 3))],
        "d": {rng.choice(tables.KEYS): rng.choice(scalars) for _ in range(rng.randint(0, 3))},
        "deep": {"a": {"b": [rng.choice(scalars), {"c": rng.choice(scalars)}]}, "items": [rng.choice(tables.STRINGS),
        rng.choice(tables.STRINGS)], "name": None},
        "yes": True, "no": False, "none_": None, "big": rng.choice([10**20, 2**63, -(10**30), 9007199254740993]),
    }


def mutated(rng, text):
    """The text with one or two characters dropped, doubled or swapped for a delimiter: mostly syntax errors."""
    for _ in range(rng.randint(1, 2)):
        if not text:
            break
        place = rng.randrange(len(text))
        piece = rng.choice(["", text[place] * 2, "{{", "%}", "'", "(", ")", "-", "|", " ", "[", "}"])
        text = text[:place] + piece + text[place + 1:]
    return text


def draw(seed, index):
    """Case number `index` of a seed: the tree, and everything else of the case."""
    rng = random.Random(f"{seed}:{index}")
    env = rng.choice(tables.ENVIRONMENTS)
    grammar = Grammar(rng, env)
    tree = grammar.template()
    if rng.random() < 0.06:
        tree = Node("body", mutated(rng, tree.text()))
    return tree, {"context": context(rng), "env": env, "templates": grammar.includes}
