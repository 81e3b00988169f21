"""What owners and bots do to a service, from a seeded source of chance."""

import re

import packs
from bases import exchange

# How many files of a service were touched, and how often.
AMOUNTS = [(0, 35), (1, 20), (2, 15), (4, 20), (9, 10)]
KINDS = {"edited": 60, "deleted": 8, "moved": 7, "raised": 25}
# Where bots raise versions, and what one looks like; addresses look like versions, too.
RAISED = re.compile(
    rb"(^|/)(requirements[\w-]*\.txt|package\.json|go\.mod|pom\.xml|Dockerfile)$|^\.github/workflows/[^/]+\.ya?ml$"
)
VERSION = re.compile(rb"(?<![\w.])(v?[1-9]\d*\.(?:\d+\.)*)(\d+)(?![\w.])")


def edit(chance, base, files, pack, truth):
    """Touches some of the files that the scaffold manages; each one is touched once."""
    words = tuple(truth["id"].partition("/")[2].split("-"))
    names = {exchange(path, words): path for path in sorted(base.managed)}
    free = [path for path in names if path in files and path.decode() not in truth["touched"]]
    most = chance.choices(*zip(*AMOUNTS, strict=True))[0]
    for path in chance.sample(free, min(most, len(free))):
        mode, text = files[path][0], base.text(names[path], words)
        kind = chance.choices(list(KINDS), KINDS.values())[0]
        if kind == "raised" and not (RAISED.search(path) and VERSION.search(text)):
            kind = "edited"
        if kind == "edited" and b"\0" in text:
            kind = "deleted"
        if kind == "deleted":
            del files[path]
        elif kind == "moved":
            files[b"moved/" + path] = files.pop(path)
        else:
            changed = raise_versions(chance, text) if kind == "raised" else edit_lines(chance, text)
            files[path] = (mode, pack.blob(changed))
        truth["touched"][path.decode()] = kind


def edit_lines(chance, text):
    """Adds, replaces or takes away a few lines in one to three places."""
    lines = text.split(b"\n")
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(lines))
        what = chance.choice(["add", "add", "replace", "remove"]) if len(lines) > 3 else "add"
        new = [b"# of the owners: %d" % chance.randrange(10**9) for _ in range(chance.randrange(1, 4))]
        if what == "remove":
            # Never only that: a line and its twin beside it would leave the text as it was.
            new = [b"# taken out %d" % chance.randrange(10**9)]
        end = place + (0 if what == "add" else chance.randrange(1, 3))
        lines[place:end] = new
    return b"\n".join(lines)


def raise_versions(chance, text):
    """Raises the last number of one to three versions, as update bots do."""
    found = list(VERSION.finditer(text))
    for match in sorted(
        chance.sample(found, min(len(found), chance.randrange(1, 4))), key=lambda match: -match.start()
    ):
        number = int(match[2]) + chance.randrange(1, 9)
        text = text[: match.start()] + match[1] + b"%d" % number + text[match.end() :]
    return text


def hold(chance, base, files, words, pack, truth):
    """Leaves a file at an older release, as an upgrade does that could not merge it; the record says so."""
    old = chance.choice(base.olds)
    differing = [
        path
        for path in sorted(base.managed)
        if path in old.files
        and path in old.managed
        and old.files[path] != base.files[path]
        and b"\0" not in old.files[path][1]
    ]
    if not differing:
        return
    path = chance.choice(differing)
    named = exchange(path, words)
    files[named] = (old.files[path][0], pack.blob(edit_lines(chance, old.text(path, words))))
    record = pack.text(files[b".scaffold.yml"][1])
    line = b"    held:\n      - { path: %s, release: %s }\n" % (named, old.release.encode())
    files[b".scaffold.yml"] = (packs.FILE, pack.blob(record.replace(b"    held: []\n", line)))
    truth["touched"][named.decode()] = "held"
