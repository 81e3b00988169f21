#!/usr/bin/env python3
"""Writes cases.json: what real Jinja2 makes of every template in `cases/`. `--check` only compares."""

import argparse
import importlib
import json
import pathlib
import pkgutil
import re
import sys

from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_TESTS

import corpus
import oracle

FOLDER = pathlib.Path(__file__).resolve().parent
CASES_FILE = FOLDER / "cases.json"
LEAST_CASES = 1500
LEAST_PER_BUILT_IN = 4
# What the Python code that Jinja2 compiles a template to trips over; only the group `quirk` may show it.
ARTEFACTS = {"NameError", "UnboundLocalError", "SyntaxError", "NotImplementedError", "UnicodeEncodeError"}


def names(variable, text):
    """True when the text has the variable as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(variable)}(?!\w)", text) is not None


def pruned(entry, result):
    """The case without the variables and templates that its text does not name, so that a line shows what matters."""
    texts = [entry["template"]]
    left = dict(entry.get("templates", {}))
    mentioned = True
    while mentioned:
        mentioned = [name for name in left if any(name in text for text in texts)]
        texts += [left.pop(name) for name in mentioned]
    kept = {
        "context": {k: v for k, v in entry.get("context", {}).items() if any(names(k, text) for text in texts)},
        "templates": {k: v for k, v in entry.get("templates", {}).items() if k not in left},
    }
    smaller = {key: kept.get(key, value) for key, value in entry.items() if kept.get(key, value)}
    return smaller if oracle.run(smaller) == result else entry


def collect():
    """Every declared case with the oracle's answer, sorted by group and number."""
    for module in sorted(info.name for info in pkgutil.iter_modules([str(FOLDER / "cases")])):
        importlib.import_module(f"cases.{module}")
    answered = []
    for entry in corpus.CASES:
        result = oracle.run(entry)
        if oracle.has_address(result):
            raise SystemExit(f"{entry['id']} shows a memory address: {result}")
        if result.get("error", {}).get("class") in ARTEFACTS and not entry["id"].startswith("quirk/"):
            raise SystemExit(f"{entry['id']} fails on how Jinja2 compiles to Python, not on what it means: {result}")
        answered.append({**pruned(entry, result), **result})

    def key(entry):
        group, number = entry["id"].rsplit("/", 1)
        return group, int(number)

    return sorted(answered, key=key)


def check_coverage(cases):
    """Every built-in filter and test has enough cases, at least one of them an error, and no case is there twice."""
    problems = []
    for kind, names in (("filter", DEFAULT_FILTERS), ("test", DEFAULT_TESTS)):
        for name in names:
            own = [entry for entry in cases if entry["id"].rsplit("/", 1)[0] == f"{kind}/{name}"]
            if len(own) < LEAST_PER_BUILT_IN:
                problems.append(f"{kind} {name}: {len(own)} cases, at least {LEAST_PER_BUILT_IN} wanted")
            if not any("error" in entry for entry in own):
                problems.append(f"{kind} {name}: no case that fails")
    seen = {}
    for entry in cases:
        body = json.dumps([entry.get(key) for key in ("template", "context", "env", "templates")])
        if body in seen:
            problems.append(f"{entry['id']} repeats {seen[body]}: {entry['template']!r}")
        seen[body] = entry["id"]
    if len(cases) < LEAST_CASES:
        problems.append(f"{len(cases)} cases, at least {LEAST_CASES} wanted")
    return problems


def document(cases):
    """The JSON text: an array with one case a line, ASCII only, so that diffs can be read."""
    return "[\n" + ",\n".join(json.dumps(entry, ensure_ascii=True, allow_nan=False) for entry in cases) + "\n]\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when cases.json is not what would be written")
    parser.add_argument("--show", metavar="PREFIX", help="print the cases whose id starts so, write nothing")
    arguments = parser.parse_args()
    oracle.check_version()
    cases = collect()
    if arguments.show is not None:
        for entry in cases:
            if entry["id"].startswith(arguments.show):
                print(entry["id"], repr(entry["template"]), "->", repr(entry.get("output", entry.get("error"))))
        return
    problems = check_coverage(cases)
    if problems:
        sys.exit("\n".join(problems))
    text = document(cases)
    if arguments.check:
        if not CASES_FILE.exists() or CASES_FILE.read_text(encoding="utf-8") != text:
            sys.exit("cases.json is out of date: run generate.py")
    else:
        CASES_FILE.write_text(text, encoding="utf-8")
    failing = sum("error" in entry for entry in cases)
    print(f"{len(cases)} cases in {len(corpus.COUNTS)} groups, {failing} of them errors")


if __name__ == "__main__":
    main()
