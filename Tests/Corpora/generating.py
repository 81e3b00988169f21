"""Writes a corpus of cases, or compares it with what would be written."""

import argparse
import importlib
import json
import pkgutil
import sys

import running


def document(entry):
    """One case as JSON, ASCII only."""
    return json.dumps(entry, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def documents(folder, corpus, oracle, chosen):
    """The text of every case's file, by its path; or of those whose name starts as chosen."""
    written = {}
    for entry in corpus.CASES:
        path = folder / "cases" / f"{entry['name']}.json"
        if path in written:
            raise SystemExit(f"two cases are named {entry['name']}")
        if entry["name"].startswith(chosen):
            written[path] = document({**entry, **running.isolated(oracle.render, entry)})
    for entry in corpus.UPDATES:
        if entry["name"].startswith(chosen):
            results = running.isolated(oracle.render_steps, entry)
            steps = [{**step, **result} for step, result in zip(entry["steps"], results)]
            written[folder / "updates" / f"{entry['name']}.json"] = document({**entry, "steps": steps})
    return written


def main(folder, corpus, oracle):
    """Does what the command line asks for, with the corpus in a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the files are not what would be written")
    parser.add_argument("--show", metavar="PREFIX", help="print the cases whose name starts so, write nothing")
    arguments = parser.parse_args()
    running.check_versions(oracle.VERSIONS)
    for module in sorted(info.name for info in pkgutil.iter_modules([str(folder / "templates")])):
        importlib.import_module(f"templates.{module}")
    with running.scratch() as home:
        running.surroundings(home)
        running.load(*oracle.MODULES)
        written = documents(folder, corpus, oracle, arguments.show or "")
    if arguments.show is not None:
        print("".join(written.values()))
        return
    present = {
        path: path.read_text(encoding="utf-8")
        for part in ("cases", "updates")
        for path in folder.glob(f"{part}/*.json")
    }
    if arguments.check:
        names = sorted(
            str(path.relative_to(folder))
            for path in written.keys() | present.keys()
            if written.get(path) != present.get(path)
        )
        if names:
            sys.exit("out of date: " + ", ".join(names))
    else:
        for path in present.keys() - written.keys():
            path.unlink()
        for path, text in written.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    failing = sum('"error"' in text for text in written.values())
    print(f"{len(corpus.CASES)} cases, {len(corpus.UPDATES)} updates, {failing} of them errors")
