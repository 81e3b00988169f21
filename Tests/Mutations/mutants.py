"""Finds what can be broken in the guards of Sources/Merge, and writes a copy of the module with all of it in.

Every place asks `Mutant.on(NUMBER)` whether it is the broken one, so that one build holds all mutants. Places are found in the text,
which `swift format` keeps in one shape; no Swift parser is needed. Four kinds:

- *off*: a function or computed property whose result is nil, empty or a Bool gives nothing at once (`nil`, `[]`, `false`, `true`);
- *if*: an `if` of which the whole block returns a problem is never taken; a problem is anything but nil, nothing and, for a Bool,
  what lets a merge pass;
- *guard*: one condition of a `guard` whose `else` returns a problem always holds;
- *effect*: a statement that notes a problem is left out: `found.insert(…)`, `found += …`, `… .conflict = …`, `isContested = true`.

Not covered: what chooses between merges (`FormatMerge`), conditions joined by `&&`, `||` and `where`, bindings
(`guard let`), cases of a `switch`, the rows of tables, and functions with other results.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from swift_text import closing, find_outside, masked, split_outside

# Where the guards are, and the rules that tell a problem or veto a merge.
FOLDERS = ("Guards/", "LostNames/", "Profiles/", "Outline/", "Hunks/", "Structure/", "Formats/Dockerfile/", "Formats/Lines/")
FILES = (
    "Formats/TOML/ArrayTables.swift", "Formats/YAML/AnchorUses.swift", "Formats/YAML/BooleanKeys.swift",
    "Formats/YAML/MergeKeys.swift", "Formats/YAML/YAMLAgreement.swift",
)  # fmt: skip
# What only reads a format: a broken reader is another one's to notice.
READERS = re.compile(r"Formats/Dockerfile/Dockerfile(Lexer|Parser|Reader)|Formats/Lines/AssignmentReader")
# A Bool function of such a name says that nothing is wrong.
PERMITTING = re.compile(r"(accepts|agree|may|can|allows|fits|refersWell|counts)([A-Z]|$)")
STATEMENTS = re.compile(r"(return|guard|let|var|for|while|func|defer|repeat|do|throw|lazy|_)\b")


@dataclass
class Function:
    """A function, initialiser or computed property with a body."""

    name: str
    result: str
    body: tuple[int, int]

    @property
    def nothings(self) -> list[str]:
        """What it gives when it is switched off."""
        if self.result == "Bool":
            return ["false", "true"]
        if self.result.endswith("?"):
            return ["nil"]
        if self.result.startswith("[") and self.result.endswith("]"):
            has_keys = find_outside(self.result, ":", 1, len(self.result) - 1)
            return ["[:]" if has_keys else "[]"]
        return ["[]"] if self.result.startswith("Set<") else []

    def is_problem(self, value: str) -> bool:
        """Whether a value that it returns stands for something that is wrong."""
        if self.result == "Bool" and PERMITTING.match(self.name.split(".")[-1]):
            return value != "true"
        return value not in ("nil", "[]", "[:]", "false", '""', "")


@dataclass
class Mutant:
    """One place that can be broken."""

    file: str
    line: int
    function: str
    kind: str
    text: str
    number: int = 0
    key: str = ""


@dataclass
class Edit:
    """Text put in at an index; of two at one index, what closes comes before what opens."""

    index: int
    order: int
    mutant: Mutant
    text: str


@dataclass
class Source:
    """A file of the module."""

    name: str
    text: str
    edits: list[Edit] = field(default_factory=list)
    mutants: list[Mutant] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.code = masked(self.text)
        self.functions = self._functions()
        for function in self.functions:
            self._switch_off(function)
        self._ifs()
        self._guards()
        self._effects()
        self.mutants.sort(key=lambda mutant: mutant.line)

    # Finding functions

    def _functions(self) -> list[Function]:
        found = []
        for match in re.finditer(r"\bfunc ([\w]+|[^\s\w(]+)|\b(init)(\??)(?=[(<])(?<![.]init)|\bvar (\w+): ", self.code):
            if match[4]:
                function = self._property(match[4], match.end())
            else:
                function = self._callable(match[1] or match[2], match.end(), failable=match[3] == "?")
            if function:
                found.append(function)
        # What is in another function is named after it.
        for inner in found:
            around = [one.name for one in found if one.body[0] < inner.body[0] and inner.body[1] < one.body[1]]
            inner.name = ".".join([around[-1]] if around else []) + ("." if around else "") + inner.name
        return found

    def _callable(self, name: str, index: int, failable: bool) -> Function | None:
        parameters = self.code.find("(", index)
        after = closing(self.code, parameters)
        opening = find_outside(self.code, r"\{", after, len(self.code))
        if not opening:
            return None
        head = self.code[after : opening.start()]
        # A call of an initialiser, or a requirement without a body.
        if not re.fullmatch(r"\s*((async|throws|rethrows)\s*)*(->[^=;]*)?(where [^=]*)?", head, re.S):
            return None
        result = re.search(r"->\s*(.*?)\s*(where .*)?$", head, re.S)
        return Function(
            name, "Self?" if failable else re.sub(r"\s+", " ", result[1]) if result else "",
            (opening.start() + 1, closing(self.code, opening.start()) - 1))  # fmt: skip

    def _property(self, name: str, index: int) -> Function | None:
        match = re.compile(r"([^={\n]+?) \{").match(self.code, index)
        if not match:
            return None
        body = (match.end(), closing(self.code, match.end() - 1) - 1)
        if re.match(r"\s*(get|set|didSet|willSet)\b", self.code[body[0] : body[1]]):
            return None
        return Function(name, match[1], body)

    def _function_around(self, index: int) -> Function | None:
        around = [function for function in self.functions if function.body[0] <= index < function.body[1]]
        return around[-1] if around else None

    # Breaking places

    def _add(self, index: int, function: Function | None, kind: str, text: str) -> Mutant:
        text = re.sub(r"\s+", " ", text).strip()
        line = self.text.count("\n", 0, index) + 1
        mutant = Mutant(self.name, line, function.name if function else "", kind, text)
        self.mutants.append(mutant)
        return mutant

    def _edit(self, mutant: Mutant, index: int, text: str, order: int = 0) -> None:
        self.edits.append(Edit(index, order, mutant, text))

    def _switch_off(self, function: Function) -> None:
        start, end = function.body
        body = self.code[start:end]
        if not body.strip() or not function.nothings:
            return
        index = start + len(body) - len(body.lstrip())
        for nothing in function.nothings:
            mutant = self._add(index, function, "off", nothing)
            mutant.line = self.text.count("\n", 0, start) + 1
            self._edit(mutant, index, f"if Mutant.on(NUMBER) {{ return {nothing} }}; ", order=-1)
        if self._is_expression(body):
            self._edit(mutant, index, "return ", order=-1)

    @staticmethod
    def _is_expression(body: str) -> bool:
        """Whether a body is one expression, for which no `return` need be written."""
        lines = [line for line in body.split("\n") if line.strip()]
        indent = min(len(line) - len(line.lstrip()) for line in lines)
        heads = [line.strip() for line in lines if len(line) - len(line.lstrip()) == indent or len(lines) == 1]
        # What goes on with the line above, and the cases of a `switch`.
        heads = [head for head in heads if not re.match(r"[)\]}.?:&|+*/<>={-]|(case|default)\b", head)]
        if len(heads) != 1 or STATEMENTS.match(heads[0]) or ";" in body:
            return False
        return not (re.match(r"(if|switch)\b", heads[0]) and re.search(r"\breturn\b", body))

    def _block_value(self, opening: int, function: Function | None) -> str | None:
        """What a block returns that does nothing else; nil for another one, or where that is no problem."""
        end = closing(self.code, opening)
        inner = self.text[opening + 1 : end - 1].strip()
        inner = re.sub(r"^(//[^\n]*\n\s*)+", "", inner)
        match = re.fullmatch(r"return\b\s*(.*)", inner, re.S)
        if not match or not function or not function.is_problem(match[1].strip()):
            return None
        return match[1]

    def _ifs(self) -> None:
        for match in re.finditer(r"(?:^ *|\{ |; |else )(if )", self.code, re.M):
            start = match.end(1)
            opening = find_outside(self.code, r"\{", start, len(self.code))
            function = self._function_around(start)
            if not opening or self._block_value(opening.start(), function) is None:
                continue
            mutant = self._add(start, function, "if", self.text[start : opening.start()])
            self._edit(mutant, start, "!Mutant.on(NUMBER), ")

    def _guards(self) -> None:
        for match in re.finditer(r"(?:^ *|\{ |; )guard\s", self.code, re.M):
            ending = find_outside(self.code, r"\selse \{", match.end(), len(self.code))
            function = self._function_around(match.end())
            if not ending or self._block_value(ending.end() - 1, function) is None:
                continue
            for start, end in split_outside(self.code, match.end(), ending.start()):
                if re.match(r"(let|var|case)\b", self.code[start:end]):
                    continue
                mutant = self._add(start, function, "guard", self.text[start:end])
                self._edit(mutant, start, "(Mutant.on(NUMBER) || (")
                self._edit(mutant, end, "))", order=-2)

    def _effects(self) -> None:
        calls = r"found\w*(?:\[[^\n]*?\])?\.(?:insert|formUnion|append)\("
        assignments = r"found\w* \+= |[\w.\[\] ?:!&]*\.conflict = \.|(?:isC|c)ontested = true"
        for match in re.finditer(rf"(?:^ *|\{{ |; )({calls}|{assignments})", self.code, re.M):
            start = match.start(1)
            if match[1].endswith("("):
                end = closing(self.code, match.end() - 1)
            else:
                ending = find_outside(self.code, r"\n|[ ]\}|;", match.end(), len(self.code))
                end = ending.start() if ending else len(self.code)
            rest = self.code[end:].lstrip(" ")
            if rest[:1] not in ("\n", "}", ";"):
                continue
            function = self._function_around(start)
            mutant = self._add(start, function, "effect", self.text[start:end])
            self._edit(mutant, start, "if !Mutant.on(NUMBER) { ")
            self._edit(mutant, end, " }", order=-2)

    def mutated(self) -> str:
        """The text with all mutants in it."""
        parts = []
        last = 0
        for edit in sorted(self.edits, key=lambda edit: (edit.index, edit.order)):
            parts += [self.text[last : edit.index], edit.text.replace("NUMBER", str(edit.mutant.number))]
            last = edit.index
        return "".join(parts + [self.text[last:]])


def sources(module: Path) -> list[Source]:
    """The files of the module that have guards, with their mutants, numbered from 1."""
    names = sorted(str(path.relative_to(module)) for path in module.rglob("*.swift"))
    wanted = [name for name in names if (name.startswith(FOLDERS) or name in FILES) and not READERS.match(name)]
    found = [Source(name, (module / name).read_text()) for name in wanted]
    number = 0
    for source in found:
        known: dict[str, int] = {}
        for mutant in source.mutants:
            number += 1
            mutant.number = number
            # What stands there, not where: a key stays when lines move.
            key = f"{mutant.file}: {mutant.function}: {mutant.kind}: {mutant.text}"
            known[key] = known.get(key, 0) + 1
            mutant.key = key if known[key] == 1 else f"{key} #{known[key]}"
    return found
