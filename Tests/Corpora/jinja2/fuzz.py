#!/usr/bin/env python3
"""Compares an engine with real Jinja2 on random templates. The same seed draws the same templates."""

import argparse
import collections
import copy
import gc
import json
import resource
import signal
import sys
import time

import oracle
from fuzzing.engine import Engine
from fuzzing.grammar import draw
from fuzzing.reducer import Reducer
from generate import ARTEFACTS, pruned

BATCH = 200
LONGEST_OUTPUT = 20_000
LONGEST_SECONDS = 1.0
MEMORY_BYTES = 2 << 30
ENVIRONMENTS = {}


class TooSlow(BaseException):
    """The oracle took too long. Not an Exception, so that no template can catch it."""


def give_up(number, frame):
    raise TooSlow


def expected(case):
    """What Jinja2 makes of the case, or nothing where that is no fair question: too slow, too long, or an artefact."""
    key = json.dumps(case["env"], sort_keys=True)
    if key not in ENVIRONMENTS:
        ENVIRONMENTS[key] = oracle.environment(case["env"], {})
    env = ENVIRONMENTS[key]
    env.loader.mapping = case["templates"]
    signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
    try:
        result = oracle.run(case, env)
    except (TooSlow, MemoryError):
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if len(result.get("output", "")) > LONGEST_OUTPUT or oracle.has_address(result):
        return None
    if result.get("error", {}).get("class") in ARTEFACTS:
        return None
    return result


def outcome(result):
    """`output`, or the class of the error."""
    return "output" if "output" in result else result.get("error", {}).get("class", "no answer")


def signature(wanted, got):
    """How two results differ, or nothing when they match: same text, or errors of the same class."""
    if "output" in wanted and "output" in got and wanted["output"] != got["output"]:
        return "output", "other output"
    if outcome(wanted) != outcome(got):
        return outcome(wanted), outcome(got)
    return None


def reduced(engine, tree, case, wanted, got):
    """The smallest case found that differs in the same way, with both answers; the case itself if it differed only once."""
    difference = signature(wanted, got)

    def differs(candidate):
        answer = expected(candidate)
        return answer is not None and signature(answer, engine.ask([candidate])[0]) == difference

    if not differs(case):
        return {**case, **wanted, "engine": got}
    small = Reducer(differs).reduce(copy.deepcopy(tree), case)
    wanted = expected(small)
    return {**pruned(small, wanted), **wanted, "engine": engine.ask([small])[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", required=True, help="the command that answers one JSON line with one JSON line")
    parser.add_argument("--count", type=int, default=10_000, help="how many templates (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which templates (default: %(default)s)")
    parser.add_argument("--report", metavar="FILE", help="write reduced mismatches there, as corpus cases")
    parser.add_argument("--limit", type=int, default=50, help="how many mismatches to reduce (default: %(default)s)")
    parser.add_argument("--each", type=int, default=8, help="how many of each kind to reduce (default: %(default)s)")
    arguments = parser.parse_args()
    oracle.check_version()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    signal.signal(signal.SIGALRM, give_up)
    engine = Engine(arguments.engine)
    kinds, outcomes = collections.Counter(), collections.Counter()
    report, oracle_seconds, started = [], 0.0, time.monotonic()
    gc.disable()  # a compiler makes many short-lived objects; collecting once a batch is a fifth faster
    for first in range(0, arguments.count, BATCH):
        gc.collect()
        batch = []
        before = time.monotonic()
        for index in range(first, min(first + BATCH, arguments.count)):
            tree, case = draw(arguments.seed, index)
            case = {"id": f"fuzz/{arguments.seed}-{index}", "template": tree.text(), **case}
            wanted = expected(case)
            if wanted is None:
                outcomes["skipped"] += 1
            else:
                outcomes["output" if "output" in wanted else "error"] += 1
                batch.append((tree, case, wanted))
        oracle_seconds += time.monotonic() - before
        answers = engine.ask([case for _, case, _ in batch])
        for (tree, case, wanted), got in zip(batch, answers):
            difference = signature(wanted, got)
            if difference is None:
                continue
            kinds[difference] += 1
            if arguments.report and len(report) < arguments.limit and kinds[difference] <= arguments.each:
                report.append(reduced(engine, tree, case, wanted, got))
    engine.stop()
    if arguments.report:
        with open(arguments.report, "w", encoding="utf-8") as file:
            file.write("[\n" + ",\n".join(json.dumps(entry) for entry in report) + "\n]\n")
    tally = ", ".join(f"{number} {name}" for name, number in sorted(outcomes.items()))
    print(f"{arguments.count} templates ({tally}) in {time.monotonic() - started:.1f} s, the oracle took {oracle_seconds:.1f} s")
    for (wanted, got), number in kinds.most_common():
        print(f"{number:7} Jinja2: {wanted}, engine: {got}")
    print(f"{sum(kinds.values())} mismatches")
    sys.exit(1 if kinds else 0)


if __name__ == "__main__":
    main()
