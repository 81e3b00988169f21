"""Makes a mismatch small: hoists and drops nodes of the tree, then tokens of the text, then what surrounds it."""

import re

from fuzzing.expressions import Node

TOKENS = re.compile(r"\w+|\s+|[{(\[<$][{%#\[=]?|[%#}\]]?[})\]>]|.", re.DOTALL)
MOST_ATTEMPTS = 600


class Reducer:
    """`differs(case)` says whether a candidate still shows the same mismatch."""

    def __init__(self, differs):
        self.differs = differs
        self.attempts = 0

    def holds(self, case):
        self.attempts += 1
        return self.attempts <= MOST_ATTEMPTS and self.differs(case)

    def reduce(self, tree, case):
        self.attempts = 0
        self.shrink_tree(tree, case)
        case = {**case, "template": tree.text()}
        case = {**case, "template": self.shrink_text(case)}
        for field in ("env", "templates", "context"):
            case = self.shrink_mapping(case, field)
        return case

    def shrink_tree(self, tree, case):
        """Replaces nodes by nothing, by a descendant of the same kind or by a plain word, until nothing more goes."""
        again = True
        while again and self.attempts < MOST_ATTEMPTS:
            again = False
            for parent, place in list(places(tree)):
                if place >= len(parent.parts) or not isinstance(parent.parts[place], Node):
                    continue
                original = parent.parts[place]
                for candidate in replacements(original):
                    parent.parts[place] = candidate
                    if self.holds({**case, "template": tree.text()}):
                        again = True
                        break
                    parent.parts[place] = original

    def shrink_text(self, case):
        """Drops runs of tokens, long runs first."""
        tokens = TOKENS.findall(case["template"])
        size = max(len(tokens) // 2, 1)
        while size >= 1:
            place, dropped = 0, False
            while place < len(tokens):
                shorter = tokens[:place] + tokens[place + size:]
                if self.holds({**case, "template": "".join(shorter)}):
                    tokens, dropped = shorter, True
                else:
                    place += 1
            if not dropped or size > 1:
                size //= 2
        return "".join(tokens)

    def shrink_mapping(self, case, field):
        for name in list(case.get(field, {})):
            smaller = {**case, field: {key: value for key, value in case[field].items() if key != name}}
            if self.holds(smaller):
                case = smaller
        return case


def places(node):
    """Every place in the tree that holds a node, outer ones first."""
    for index, part in enumerate(node.parts):
        if isinstance(part, Node):
            yield node, index
            yield from places(part)


def replacements(node):
    """What may stand where the node stands, smallest first."""
    if node.kind in ("stmt", "body"):
        yield ""
    elif node.text() not in ("1", "''"):
        yield Node("expr", "1")
        yield Node("expr", "''")
    descendants = [parent.parts[place] for parent, place in places(node)]
    for descendant in sorted(descendants, key=lambda each: len(each.text())):
        if descendant.kind == node.kind or {descendant.kind, node.kind} == {"stmt", "body"}:
            yield descendant
