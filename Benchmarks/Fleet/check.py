#!/usr/bin/env python3
"""Compares what an audit found with what was done to a made fleet: check.py TRUTH NDJSON. Exit code 1: they differ."""

import collections
import json
import sys


def counts(touched):
    """How many files must be found edited, gone and ahead; a file may have moved without anybody noticing that it is the same."""
    kinds = collections.Counter(touched.values())
    return {"touched": sum(kinds.values()), "ahead": kinds["raised"], "gone": kinds["deleted"], "moved": kinds["moved"]}


def complaints(truth, result):
    """What an audit says of a service that is not so."""
    if result is None:
        return ["not in the audit"]
    if result.get("failure"):
        return [result["failure"]["message"]]
    (service,) = result["services"]
    if (service["scaffold"], service["release"]) != (truth["scaffold"], truth["release"]):
        return [f"{service['scaffold']} {service['release']} is not what it was made from"]
    if "fidelity" not in service:
        return ["nothing compared: " + "; ".join(finding["message"] for finding in service["findings"])]
    fidelity, expected = service["fidelity"], counts(truth["touched"])
    found = {file["path"]: file for file in service["files"]}
    said = []
    if fidelity["managed"] - fidelity["identical"] != expected["touched"]:
        touched = set(truth["touched"])
        edited = {path for path, file in found.items() if file.get("edited") not in (None, "added")}
        said.append(f"touched {sorted(touched - edited)} not found, found {sorted(edited - touched)} untouched")
    if not expected["gone"] <= fidelity["missing"] <= expected["gone"] + expected["moved"]:
        said.append(f"{fidelity['missing']} files gone, not {expected['gone']}")
    for path, kind in truth["touched"].items():
        if kind == "raised" and not found.get(path, {}).get("isAhead"):
            said.append(f"{path}: raised versions are not taken for that")
        if kind == "edited" and found.get(path, {}).get("isAhead"):
            said.append(f"{path}: an edit is taken for raised versions")
        if kind == "held" and not found.get(path, {}).get("isHeld"):
            said.append(f"{path}: it is held, and nobody says so")
    return said


def main(truth_file, audit_file):
    with open(audit_file) as lines:
        results = [json.loads(line) for line in lines]
    results = {"/".join(result["id"].split("/")[-2:]): result for result in results if "id" in result}
    with open(truth_file) as lines:
        truths = [json.loads(line) for line in lines]
    bad = 0
    for truth in truths:
        for complaint in complaints(truth, results.get(truth["id"])):
            print(f"{truth['id']}: {complaint}")
            bad += 1
    for extra in set(results) - {truth["id"] for truth in truths}:
        print(f"{extra}: in the audit, and nobody made it")
        bad += 1
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
