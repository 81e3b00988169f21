#!/usr/bin/env python3
"""Writes cases/ and updates/: what the real Copier makes of every template in `templates/`. `--check` only compares."""

import argparse
import importlib
import json
import pathlib
import pkgutil
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER.parent), str(FOLDER)]

import corpus  # noqa: E402
import oracle  # noqa: E402


def documents(chosen):
    """The text of every case's file, by its path; or of those whose name starts as chosen."""
    for module in sorted(info.name for info in pkgutil.iter_modules([str(FOLDER / "templates")])):
        importlib.import_module(f"templates.{module}")
    written = {}
    for entry in corpus.CASES:
        path = FOLDER / "cases" / f"{entry['name']}.json"
        if path in written:
            raise SystemExit(f"two cases are named {entry['name']}")
        if entry["name"].startswith(chosen):
            written[path] = document({**entry, "tag": entry.get("tag", "v1.0.0"), **oracle.isolated(oracle.render, entry)})
    for entry in corpus.UPDATES:
        if entry["name"].startswith(chosen):
            results = oracle.isolated(oracle.render_steps, entry)
            steps = [{**step, **result} for step, result in zip(entry["steps"], results)]
            written[FOLDER / "updates" / f"{entry['name']}.json"] = document({**entry, "steps": steps})
    return written


def document(entry):
    """One case as JSON, ASCII only."""
    return json.dumps(entry, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the files are not what would be written")
    parser.add_argument("--show", metavar="PREFIX", help="print the cases whose name starts so, write nothing")
    arguments = parser.parse_args()
    oracle.check_versions()
    with oracle.scratch() as home:
        oracle.surroundings(home)
        oracle.load()
        written = documents(arguments.show or "")
    if arguments.show is not None:
        print("".join(written.values()))
        return
    present = {path: path.read_text(encoding="utf-8") for part in ("cases", "updates") for path in FOLDER.glob(f"{part}/*.json")}
    if arguments.check:
        wrong = sorted(str(path.relative_to(FOLDER)) for path in written.keys() | present.keys()
                       if written.get(path) != present.get(path))
        if wrong:
            sys.exit("out of date: " + ", ".join(wrong))
    else:
        for path in present.keys() - written.keys():
            path.unlink()
        for path, text in written.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    failing = sum('"error"' in text for text in written.values())
    print(f"{len(corpus.CASES)} cases, {len(corpus.UPDATES)} updates, {failing} of them errors")


if __name__ == "__main__":
    main()
