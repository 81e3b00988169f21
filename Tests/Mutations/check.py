"""Breaks every guard of the merge, one at a time, and tells which of them no hand-made case would miss."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import mutants
from survivors import Survivors

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "Tests/Mutations"
CASES = ROOT / "Tests/MergeTests/Cases"
# A mutant that loops is stopped: some cases have this many seconds of the processor together, and so many times what they took unbroken.
BATCH = 40
SECONDS = 5
TIMES = 10
BYTES = 8 << 30


@dataclass(frozen=True)
class Reach:
    """A case that reaches a mutant."""

    # FILE:NUMBER
    case: str
    milliseconds: int
    # How many mutants it reaches.
    places: int
    # What its name and its file's name are about.
    words: frozenset[str]


def words_of(text: str) -> frozenset[str]:
    """The beginnings of the longer words of a text or a Swift name, by which cases and guards are found to be about one thing."""
    return frozenset(word[:5].lower() for word in re.findall(r"[A-Z]?[a-z]+", text) if len(word) > 3)


class Kit:
    """The built module with all mutants in it."""

    def __init__(self, folder: Path, sources: list[mutants.Source]) -> None:
        self.folder = folder
        self.sources = sources
        self.mutants = [mutant for source in sources for mutant in source.mutants]
        self.reaching: dict[int, list[Reach]] = {}
        # The cases that killed mutants of a file, the last one first: they may well kill the next one.
        self.killers: dict[str, list[str]] = {}

    def build(self) -> None:
        """Writes the package and builds it; what has not changed is left alone, so that little is built anew."""
        wanted = {Path("Package.swift"): (HERE / "Package.swift").read_text()}
        module = ROOT / "Sources/Merge"
        for path in module.rglob("*.swift"):
            wanted["Sources/Merge" / path.relative_to(module)] = path.read_text()
        for source in self.sources:
            wanted[Path("Sources/Merge") / source.name] = source.mutated()
        wanted[Path("Sources/Merge/Mutant.swift")] = (HERE / "Switch/Mutant.swift").read_text()
        for path in [HERE / "Runner/main.swift", ROOT / "Tests/MergeTests/CaseFile.swift"]:
            wanted[Path("Runner") / path.name] = path.read_text()
        for name in ["Sources", "Runner"]:
            for path in (self.folder / name).rglob("*.swift"):
                if path.relative_to(self.folder) not in wanted:
                    path.unlink()
        for name, text in wanted.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text() != text:
                path.write_text(text)
        build = ["swift", "build", "-c", "release", "-Xswiftc", "-enable-testing", "--package-path", str(self.folder)]
        done = subprocess.run(build + ["--product", "mutation-runner"], stdout=sys.stderr, check=False)
        if done.returncode != 0:
            sys.exit("check-mutations: the module with mutants does not build")

    @property
    def runner(self) -> str:
        return str(self.folder / ".build/release/mutation-runner")

    def reach(self) -> int:
        """Learns which cases reach which mutants, and how many cases there are; what is known of a file is kept."""
        code = hashlib.sha256("".join(source.mutated() for source in self.sources).encode()).hexdigest()
        count = 0
        for file in sorted(CASES.glob("*.txt")):
            known = self.folder / "reach" / file.name
            head = f"{code} {hashlib.sha256(file.read_bytes()).hexdigest()}\n"
            if not known.exists() or not known.read_text().startswith(head):
                known.parent.mkdir(exist_ok=True)
                run = [self.runner, "reach", str(CASES), file.name]
                found = subprocess.run(run, stdout=subprocess.PIPE, text=True, check=True)
                known.write_text(head + found.stdout)
            names = [line[4:] for line in file.read_text().splitlines() if line.startswith("=== ")]
            for line in known.read_text().splitlines()[1:]:
                number, took, *places = line.split("\t")
                if took == "failed":
                    sys.exit(f"check-mutations: a case fails although nothing is broken: {places[0]}")
                count += 1
                words = words_of(f"{file.stem} {names[int(number)]}")
                reach = Reach(f"{file.name}:{number}", int(took), len(places), words)
                for place in places:
                    self.reaching.setdefault(int(place), []).append(reach)
        return count

    def cases(self, mutant: mutants.Mutant) -> list[Reach]:
        """The cases that reach a mutant, those first that are likely to kill it.

        Those are what killed others of its file and what has its words in the name; then some of every file of cases, in each
        the one first that reaches least.
        """
        reaching = sorted(self.reaching.get(mutant.number, []), key=lambda reach: reach.places)
        likely = set(self.killers.get(mutant.file, [])[:40])
        about = words_of(f"{Path(mutant.file).stem} {mutant.function} {mutant.text}")
        ranks: dict[tuple[str, bool, int], int] = {}
        ranked = []
        for reach in reaching:
            score = (reach.case not in likely, -len(about & reach.words))
            group = (reach.case.split(":")[0], *score)
            ranks[group] = ranks.get(group, 0) + 1
            ranked.append((*score, ranks[group], reach.places, reach.case, reach))
        return [one[-1] for one in sorted(ranked, key=lambda one: one[:-1])]

    def verdict(self, mutant: mutants.Mutant, cases: list[Reach]) -> str:
        """What becomes of a mutant: `killed by …` or why it survived."""
        if not cases:
            return "survived: no case reaches it"
        for start in range(0, len(cases), BATCH):
            batch = cases[start : start + BATCH]
            verdict = self._killer(mutant, batch)
            if verdict:
                return f"killed by {verdict}"
        return f"survived: none of {len(cases)} cases fails"

    def _killer(self, mutant: mutants.Mutant, cases: list[Reach]) -> str:
        """What kills a mutant; nothing where no case fails."""
        seconds = SECONDS + TIMES * sum(reach.milliseconds for reach in cases) // 1000

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        environment = {**os.environ, "MUTANT": str(mutant.number), "SWIFT_BACKTRACE": "enable=no"}
        try:
            found = subprocess.run(
                [self.runner, "try", str(CASES), *(reach.case for reach in cases)], env=environment, preexec_fn=limit,
                text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60 * seconds, check=False)  # fmt: skip
        except subprocess.TimeoutExpired:
            return "the time limit"
        if found.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return "the time limit"
        if found.returncode != 0:
            return "a crash"
        word, *case = found.stdout.rstrip("\n").split("\t")
        if word == "survived":
            return ""
        killer, name = case
        self.killers.setdefault(mutant.file, []).insert(0, killer)
        return name


def control(kit: Kit) -> None:
    """The check must be able to fail: without the cases that kill it, a guard's mutant is a survivor that is not in the list."""
    for guard in kit.mutants:
        cases = kit.cases(guard)
        # Each case is tried alone here.
        if guard.kind != "off" or not 4 <= len(cases) <= 30 or not kit.verdict(guard, cases).startswith("killed"):
            continue
        others = [case for case in cases if not kit.verdict(guard, [case]).startswith("killed")]
        if not others:
            continue
        verdict = kit.verdict(guard, others)
        if not Survivors({}).complaints([(guard, verdict)]):
            sys.exit(f"check-mutations: the check can't fail: {guard.key}: {verdict} without the cases that kill it")
        print(f"control: {guard.key}: killed by {len(cases) - len(others)} of {len(cases)} cases, and found without them", flush=True)
        return
    sys.exit("check-mutations: no mutant for the control")


def worked() -> float:
    """The seconds that the processor spent on builds and cases: on a busy machine it is this that says how much there was to do."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(prog="check-mutations", description=__doc__)
    parser.add_argument("--list", action="store_true", help="list the mutants and do nothing else")
    parser.add_argument("--only", metavar="PATTERN", help="only mutants with this regular expression in FILE: FUNCTION: KIND: TEXT")
    parser.add_argument("--again", action="store_true", help="only mutants that survived the last time")
    parser.add_argument("--build", metavar="FOLDER", type=Path, default=ROOT / ".build-mutations", help="where to build")
    options = parser.parse_args()

    sources = mutants.sources(ROOT / "Sources/Merge")
    kit = Kit(options.build.resolve(), sources)
    results = kit.folder / "results.tsv"
    wanted = [mutant for mutant in kit.mutants if re.search(options.only or "", mutant.key)]
    if options.again:
        last = dict(line.split("\t") for line in results.read_text().splitlines())
        wanted = [mutant for mutant in wanted if not last.get(mutant.key, "").startswith("killed")]
    if options.list:
        for mutant in wanted:
            print(f"{mutant.file}:{mutant.line}: {mutant.function}: {mutant.kind}: {mutant.text}")
        return

    os.nice(5)
    known = Survivors.read(HERE / "survivors.txt")
    start = time.monotonic()
    kit.build()
    built = time.monotonic()
    count = kit.reach()
    reached = time.monotonic()
    print(f"{len(kit.mutants)} mutants, {len(wanted)} of them tried with {count} cases; built in {built - start:.0f} s, "
          f"unbroken cases took {reached - built:.0f} s", flush=True)  # fmt: skip
    control(kit)
    found = []
    with results.open("a" if options.again or options.only else "w") as log:
        # What few cases reach is told soon.
        for mutant in sorted(wanted, key=lambda mutant: len(kit.cases(mutant))):
            verdict = kit.verdict(mutant, kit.cases(mutant))
            found.append((mutant, verdict))
            log.write(f"{mutant.key}\t{verdict}\n")
            log.flush()
            if not verdict.startswith("killed"):
                print(f"{mutant.file}:{mutant.line}: {mutant.key.split(': ', 1)[1]}: {known.about(mutant, verdict)}", flush=True)
    killed = sum(verdict.startswith("killed") for _, verdict in found)
    complaints = known.complaints(found, {mutant.key for mutant in kit.mutants})
    print(f"{len(found)} mutants, {killed} killed, {len(found) - killed} survived, {len(complaints)} complaints; "
          f"took {time.monotonic() - start:.0f} s, of which the processor worked {worked():.0f} s")  # fmt: skip
    for complaint in complaints:
        print(complaint)
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
