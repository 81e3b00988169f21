"""Random expressions as trees of nodes."""

from fuzzing import tables

KINDS = ("int", "float", "str", "list", "dict", "bool", "any")


class Node:
    """A piece of a template: `kind` says what may stand in its place, `parts` are strings and nodes."""

    __slots__ = ("kind", "parts")

    def __init__(self, kind, *parts):
        self.kind = kind
        self.parts = list(parts)

    def text(self):
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)


def quoted(text):
    """A string literal, in single quotes."""
    escapes = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t"}
    return "'" + "".join(escapes.get(character, character) for character in text) + "'"


class Expressions:
    """Draws expressions. The same generator state draws the same ones."""

    def __init__(self, rng):
        self.rng = rng
        self.locals = []

    def literal(self, kind):
        rng = self.rng
        if kind == "int":
            return str(abs(rng.choice(tables.INTS)))
        if kind == "float":
            return repr(abs(rng.choice(tables.FLOATS)))
        if kind in ("str", "percent"):
            return quoted(rng.choice(tables.STRINGS if kind == "str" else tables.PERCENTS))
        if kind == "bool":
            return rng.choice(["true", "false", "True", "False"])
        if kind in ("list", "iter"):
            return rng.choice(["[]", "[1, 2, 3]", "['a', 'B', 'c']", "(1, 'x')", "[none, 0, '']", "range(4)",
                "[[1, 2], [3, 4]]"])
        if kind == "dict":
            return rng.choice(["{}", "{'a': 1}", "{'b': 'x', 'a': [1]}", "{1: 2, 'k': none}"])
        return rng.choice(["none", "1", "'a'", "[]", "missing"])

    def atom(self, kind):
        rng = self.rng
        if kind == "users":
            return Node("expr", "users")
        if kind == "key":
            return Node("expr", quoted(rng.choice(tables.KEYS)))
        if kind == "attr":
            return Node("expr", quoted(rng.choice(["a", "a", "name", "name", "b", "name.0", "a.b", "nope"])))
        if kind == "count":
            return Node("expr", rng.choice(["1", "2", "3", "3", "j", "0"]))
        if kind == "testname":
            return Node("expr", quoted(rng.choice(tables.TESTS)[0]))
        if kind == "filtername":
            return Node("expr", quoted(rng.choice(tables.FILTERS)[0]))
        if kind == "by":
            return Node("expr", rng.choice(["'key'", "'value'"]))
        if kind == "method":
            return Node("expr", rng.choice(["'common'", "'ceil'", "'floor'"]))
        if kind == "base":
            return Node("expr", rng.choice(["2", "8", "10", "16", "36", "0"]))
        if kind == "char":
            return Node("expr", rng.choice(["'*'", "'é'", "' '", "'ab'"]))
        names = tables.VARIABLES.get("list" if kind == "iter" else kind)
        roll = rng.random()
        if self.locals and roll < (0.3 if kind == "any" else 0.06):
            return Node("expr", rng.choice(self.locals))
        if names and roll < 0.65:
            return Node("expr", rng.choice(names))
        return Node("expr", self.literal(kind))

    def argument_list(self, specs, depth):
        parts = []
        for spec in specs:
            required = spec.endswith("!")
            if not required and self.rng.random() < 0.45:
                break
            name, _, kind = spec.rstrip("!").rpartition("=")
            if parts:
                parts.append(", ")
            parts += [f"{name}="] if name else []
            parts.append(self.expr(kind, depth - 2))
        return parts

    def expr(self, kind, depth):
        """An expression that probably has the kind asked for, now and then another one."""
        rng = self.rng
        if kind not in KINDS and kind not in ("iter", "percent"):
            return self.atom(kind)
        if rng.random() < 0.025:
            kind = rng.choice(KINDS)
        if depth <= 0 or rng.random() < 0.2:
            return self.atom(kind)
        if kind == "any":
            kind = rng.choice(KINDS)
        roll = rng.random()
        if roll < 0.35:
            return self.filtered(kind, depth)
        if roll < 0.5:
            return self.method(kind, depth)
        if roll < 0.6:
            return Node("expr", "(", self.expr(kind, depth - 1), " if ", self.expr("bool", depth - 1), *([" else ",
                self.expr(kind, depth - 1)] if rng.random() < 0.85 else []), ")")
        if roll < 0.67:
            return self.access(depth)
        return self.operation(kind, depth)

    def filtered(self, kind, depth):
        wanted = [entry for entry in tables.FILTERS if entry[3] == kind] if self.rng.random() < 0.8 else tables.FILTERS
        name, takes, specs, _ = self.rng.choice(wanted or tables.FILTERS)
        arguments = self.argument_list(specs, depth)
        node = Node("expr", self.grouped(takes, depth - 1), f"|{name}", *(["(", *arguments, ")"] if arguments else []))
        if name in ("batch", "slice", "map", "select", "reject", "selectattr", "rejectattr", "unique", "items",
            "reverse") and kind != "iter":
            node.parts.append(self.rng.choice(["|list", "|list", "|join(',')", "|length", "|first"]))
        return node

    def grouped(self, kind, depth):
        """The operand of a filter, test, call or subscript: in parentheses unless it is a single word, usually."""
        inner = self.expr(kind, depth)
        if len(inner.parts) == 1 or self.rng.random() < 0.15:
            return inner
        return Node("expr", "(", inner, ")")

    def method(self, kind, depth):
        wanted = [entry for entry in tables.METHODS if entry[3] == kind] if self.rng.random() < 0.8 else tables.METHODS
        owner, name, specs, gives = self.rng.choice(wanted or tables.METHODS)
        tail = "|list" if gives == "iter" and self.rng.random() < 0.7 else ""
        return Node("expr", self.grouped(owner, depth - 1), f".{name}(", *self.argument_list(specs, depth), ")", tail)

    def access(self, depth):
        rng = self.rng
        roll = rng.random()
        if roll < 0.3:
            return Node("expr", self.grouped(rng.choice(["dict", "dict", "dict", "any"]), depth - 1), ".",
                rng.choice(["a", "b", "name", "nope", "c"]))
        if roll < 0.6:
            return Node("expr", self.grouped(rng.choice(["list", "str"]), depth - 1), "[", self.expr("int", depth - 2),
                "]")
        bounds = [self.expr("int", depth - 2) if rng.random() < 0.6 else "" for _ in range(2)]
        step = [":", rng.choice(["-1", "2", "-2", "1", "0"])] if rng.random() < 0.3 else []
        return Node("expr", self.grouped(rng.choice(["list", "str"]), depth - 1), "[", bounds[0], ":", bounds[1], *step,
            "]")

    def operation(self, kind, depth):
        rng = self.rng
        one, two = depth - 1, depth - 1
        if kind in ("int", "float"):
            if rng.random() < 0.12:
                # Only small powers of single words: a tower of powers would never end.
                return Node("expr", "(", self.atom(kind), " ** ", rng.choice(["0", "1", "2", "3", "-1", "0.5"]), ")")
            if rng.random() < 0.15:
                return Node("expr", "-", self.grouped(kind, one))
            parts = [self.expr(kind, one), f" {rng.choice(['+', '-', '*', '/', '//', '%'])} ", self.expr(kind, two)]
        elif kind == "str":
            roll = rng.random()
            if roll < 0.45:
                parts = [self.expr("str", one), rng.choice([" ~ ", " + ", " ~ "]), self.expr(rng.choice(["str", "any"]),
                    two)]
            elif roll < 0.6:
                parts = [self.atom("str"), " * ", self.atom("int")]
            elif roll < 0.75:
                parts = [self.expr("percent", 0), " % ", self.grouped("any", two)]
            else:
                fields = "".join("{" + rng.choice(["", "", "0", "!r", "1", "0.a",
                "0[0]"]) + ":" + rng.choice(tables.SPECS) + "}" for _ in range(rng.randint(1, 2)))
                return Node("expr", quoted(fields.replace(":}", "}")), ".format(", self.expr(rng.choice(["int", "float",
                    "str", "any"]), two), ", ", self.expr("any", two), ")")
        elif kind == "list":
            if rng.random() < 0.35:
                parts = [self.expr("list", one), " + ", self.expr("list", two)]
            else:
                items = []
                for _ in range(rng.randint(0, 3)):
                    items += [", ", self.expr("any", two)] if items else [self.expr("any", two)]
                opening, closing = rng.choice(["[]", "[]", "()"])
                return Node("expr", opening, *items, "," if opening == "(" and items else "", closing)
        elif kind == "dict":
            items = []
            for _ in range(rng.randint(0, 3)):
                items += [", "] if items else []
                items += [rng.choice([quoted(rng.choice(tables.KEYS)), str(rng.choice(tables.INTS)), "none", "1.0",
                    "true"]), ": ", self.expr("any", two)]
            return Node("expr", "{", *items, "}")
        elif kind == "bool":
            roll = rng.random()
            if roll < 0.3:
                other = rng.choice(KINDS)
                signs = ["==", "!=", "<", ">", "<=", ">="] if other in ("int", "float",
                    "str") or rng.random() < 0.2 else ["==", "!="]
                parts = [self.expr(other, one), f" {rng.choice(signs)} ", self.expr(other, two)]
            elif roll < 0.45:
                parts = [self.expr("bool", one), rng.choice([" and ", " or "]), self.expr("bool", two)]
            elif roll < 0.55:
                parts = ["not ", self.expr("bool", one)]
            elif roll < 0.7:
                parts = [self.expr("any", one), rng.choice([" in ", " not in "]), self.expr(rng.choice(["list", "str",
                    "dict"]), two)]
            else:
                name, specs = rng.choice(tables.TESTS)
                arguments = [self.expr(spec, two) for spec in specs]
                parts = [self.grouped("any", one), rng.choice([" is ", " is not "]), name, *(["(", *arguments,
                    ")"] if arguments else [])]
        else:
            parts = [self.atom(kind)]
        if rng.random() < 0.6:
            return Node("expr", "(", *parts, ")")
        return Node("expr", *parts)
