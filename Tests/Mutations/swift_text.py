"""Just enough of Swift's syntax to find places in formatted source: what is text, what is code, and which brackets belong together."""

import re

OPENING, CLOSING = "([{", ")]}"


def masked(source: str) -> str:
    """The source with the inside of comments, string literals and regular expressions replaced, character by character.

    Line feeds stay, and so do the quotation marks, so that every index means the same in both.
    """
    out = list(source)

    def blank(start: int, end: int, filler: str) -> None:
        for index in range(start, end):
            if out[index] != "\n":
                out[index] = filler

    index = 0
    while index < len(source):
        if source.startswith("//", index):
            end = source.find("\n", index)
            end = len(source) if end < 0 else end
            blank(index, end, " ")
        elif source.startswith("/*", index):
            end = source.index("*/", index) + 2
            blank(index, end, " ")
        elif source[index] == '"' or re.match(r'#+"', source[index:]):
            end = _end_of_string(source, index)
            blank(index + 1, end - 1, "_")
        elif source.startswith("#/", index):
            end = source.index("/#", index + 2) + 2
            blank(index, end, "_")
        elif source[index] == "/" and _starts_expression(source, index):
            end = _end_of_regex(source, index)
            blank(index, end, "_")
        else:
            end = index + 1
        index = end
    return "".join(out)


def _end_of_string(source: str, start: int) -> int:
    pounds = len(source[start:]) - len(source[start:].lstrip("#"))
    mark = '"""' if source.startswith('"""', start + pounds) else '"'
    escape = "\\" + "#" * pounds
    index = start + pounds + len(mark)
    while True:
        if source.startswith(escape + "(", index):
            # What stands in a text is code, and may have texts of its own.
            inner = index + len(escape)
            depth = 0
            while True:
                if source[inner] == '"':
                    inner = _end_of_string(source, inner)
                    continue
                depth += (source[inner] == "(") - (source[inner] == ")")
                inner += 1
                if depth == 0:
                    break
            index = inner
        elif source.startswith(escape, index):
            index += len(escape) + 1
        elif source.startswith(mark + "#" * pounds, index):
            return index + len(mark) + pounds
        else:
            index += 1


def _starts_expression(source: str, index: int) -> bool:
    """Whether a slash begins a regular expression: a division has spaces around it."""
    before = source[:index].rstrip(" ")[-1:]
    return before in "(,=:[{\n" and source[index + 1 : index + 2] not in (" ", "\n", "/", "*", ",", ")")


def _end_of_regex(source: str, start: int) -> int:
    index = start + 1
    while source[index] != "/":
        index += 2 if source[index] == "\\" else 1
    return index + 1


def closing(code: str, opening: int) -> int:
    """The index behind the bracket that closes the one at an index."""
    depth = 0
    for index in range(opening, len(code)):
        depth += (code[index] in OPENING) - (code[index] in CLOSING)
        if depth == 0:
            return index + 1
    raise ValueError("a bracket stays open: " + code[opening : opening + 60])


def find_outside(code: str, pattern: str, start: int, end: int) -> re.Match[str] | None:
    """The first match of a pattern that is in no brackets."""
    expression = re.compile(pattern)
    index = start
    while index < end:
        found = expression.match(code, index)
        if found:
            return found
        index = closing(code, index) if code[index] in OPENING else index + 1
    return None


def split_outside(code: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a list between commas that are in no brackets, without the space around them."""
    parts = []
    while start < end:
        comma = find_outside(code, ",", start, end)
        stop = comma.start() if comma else end
        part = code[start:stop]
        parts.append((start + len(part) - len(part.lstrip()), stop - len(part) + len(part.rstrip())))
        start = stop + 1
    return parts
