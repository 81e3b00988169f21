#!/usr/bin/env python3
"""Makes a fleet: git repositories of services of the built-in scaffolds, with their owners' edits, from a seed.

  generate.py --scaffold PATH --count 1000 OUT

OUT gets a bare repository for each service, `team-NN/NAME`, as a clone has it: one pack, two commits. The first is what
the scaffold generated, the second what the owners made of it. Beside them `list.txt` (all services, in order),
`fleet.yml` (the same with owners) and `truth.ndjson` (what was done to each). A service depends on the seed and its number only,
so the first 1,000 of 10,000 are the same services as a fleet of 1,000.
"""

import argparse
import concurrent.futures
import functools
import json
import os
import pathlib
import random

import bases
import edits
import packs

# Of six letters each, as the one that they replace.
WORDS = (
    "orders quotes stocks claims photos search places events labels prices alerts tokens assets badges budget client "
    "course credit device drafts emails offers parcel people pledge points policy refund report review routes salary "
    "seller skills states stores studio survey tariff ticket trades travel visits wallet"
).split()  # noqa: SIM905
TEAMS = 25
OWN_TEXTS = 200


def name(number):
    """The service's name: as long as the one that it replaces, so that nothing is laid out in another way."""
    letters, rest = "", number
    for _ in range(len(bases.SECOND)):
        letters, rest = chr(97 + rest % 26) + letters, rest // 26
    return WORDS[number % len(WORDS)], letters


def team(number):
    return f"team-{number * 7 % TEAMS:02}"


def own_text(number):
    """A source file that no scaffold knows."""
    chance = random.Random(f"own {number}")
    lines = [f"# Rules of part {number}."]
    for line in range(chance.randrange(10, 120)):
        lines.append(f"value_{line} = {chance.randrange(10**6)} + rule({chance.randrange(100)})")
    return ("\n".join(lines) + "\n").encode()


def service(number, seed, known, pack):
    """The files as generated, as they are now, and what was done; `known` are the bases."""
    chance = random.Random(f"{seed} {number}")
    base = chance.choices(known, [base.weight for base in known])[0]
    first, second = name(number)
    generated = base.named(first, second, pack)
    files = dict(generated)
    truth = {
        "id": f"{team(number)}/{first}-{second}",
        "scaffold": base.scaffold,
        "release": base.release,
        "touched": {},
    }
    if base.olds and chance.random() < 0.08:
        edits.hold(chance, base, files, (first, second), pack, truth)
    edits.edit(chance, base, files, pack, truth)
    for _ in range(chance.randrange(40)):
        text = own_text_of(chance.randrange(OWN_TEXTS))
        path = f"src/rules/{chance.choice(WORDS)}/part_{chance.randrange(1000)}.py".encode()
        files[path] = (packs.FILE, pack.shared(text))
    return generated, files, truth


own_text_of = functools.lru_cache(None)(own_text)


def write(numbers, out, seed, known):
    """Writes the services of some numbers, in a process of its own; returns their truths."""
    truths = []
    for number in numbers:
        pack = packs.Pack()
        generated, files, truth = service(number, seed, known, pack)
        moment = 1_750_000_000 + number * 60
        first = pack.commit(generated, [], moment, f"Generate from {truth['scaffold']} {truth['release']}")
        last = pack.commit(files, [first], moment + 86_400, "Work of the owners")
        pack.write(out / truth["id"], last)
        truths.append(truth)
    return truths


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scaffold", required=True, type=pathlib.Path, help="the binary")
    options.add_argument("--count", type=int, default=100, help="how many services; 100 by default")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--of", action="append", choices=sorted(bases.ANSWERS), help="only of this scaffold; repeatable"
    )
    options.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many processes write")
    options.add_argument("out", type=pathlib.Path, help="a folder that is not there yet, or empty")
    given = options.parse_args()
    out = given.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        options.error(f"{given.out} is not empty")
    known = bases.make(given.scaffold.resolve(), out / ".bases", given.of or bases.ANSWERS)
    numbers = range(given.count)
    chunks = [numbers[start : start + 50] for start in range(0, given.count, 50)]
    with concurrent.futures.ProcessPoolExecutor(given.jobs) as pool:
        made = pool.map(functools.partial(write, out=out, seed=given.seed, known=known), chunks)
        truths = [truth for part in made for truth in part]
    (out / "truth.ndjson").write_text("".join(json.dumps(truth) + "\n" for truth in truths))
    (out / "list.txt").write_text("".join(f"{out}/{truth['id']}\n" for truth in truths))
    owners = "".join(f'  "**/team-{number:02}/**": "@acme/team-{number:02}"\n' for number in range(TEAMS))
    (out / "fleet.yml").write_text(f"schema: 1\nsources:\n  - list: list.txt\nowners:\n{owners}")


if __name__ == "__main__":
    main()
