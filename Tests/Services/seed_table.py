"""Reads and writes the table of docs/seed.md, and finds which tests carry which row.

Loaded as a plugin of pytest (`-p seed_table`) it writes what it collects to the file that SEED_MARKS names.
"""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import harness

TABLE = harness.ROOT / "docs" / "seed.md"
ROW = re.compile(r"^\| (\d+) \| (.*) \| (.*) \| ([1-4][1-4/]*) \| (.*) \|$", re.MULTILINE)
TEST = re.compile(r"`(test_\w+\.py::\w+(?:\[\w+\])?)`")
SWIFT = re.compile(r"`(\w+\.swift)`: “([^”]+)”")


def pytest_collection_finish(session: pytest.Session) -> None:
    if "SEED_MARKS" in os.environ:
        Path(os.environ["SEED_MARKS"]).write_text(json.dumps(marks(session.items)), encoding="utf-8")


def shown(node: str) -> str:
    """A test without its parameters, but for those of test_check, whose parameter is the tool."""
    if "::test_check[" in node and node.startswith("test_checks.py"):
        return node
    return node.partition("[")[0]


def marks(items: Iterable[pytest.Item]) -> dict[str, list[str]]:
    """The tests of each row."""
    found: dict[int, set[str]] = {}
    for item in items:
        for mark in item.iter_markers("row"):
            for number in mark.args:
                found.setdefault(number, set()).add(shown(item.nodeid.rpartition("Tests/Services/")[2]))
    return {str(number): sorted(tests) for number, tests in sorted(found.items())}


def collected(folder: Path) -> dict[int, list[str]]:
    """The marks of all tests there are, whatever this run selects."""
    target = folder / "marks.json"
    checks = Path(__file__).parent
    command = ["pytest", "--collect-only", "-q", "-n0", "-p", "seed_table"]
    command += [
        option for name in ("cacheprovider", "schemathesis", "hypothesispytest") for option in ("-p", f"no:{name}")
    ]
    done = harness.run(*command, cwd=checks, SEED_MARKS=str(target), PYTHONPATH=str(checks))
    if done.returncode != 0:
        raise RuntimeError(f"the tests cannot be collected: {done.stdout}{done.stderr}")
    return {int(number): tests for number, tests in json.loads(target.read_text(encoding="utf-8")).items()}


def rows() -> dict[int, re.Match[str]]:
    return {int(match.group(1)): match for match in ROW.finditer(TABLE.read_text(encoding="utf-8"))}


def record(found: dict[int, list[str]]) -> None:
    """Writes the tests of each row into the table; Swift suites and words stay as they are."""

    def replace(match: re.Match[str]) -> str:
        tests = [f"`{test}`" for test in found.get(int(match.group(1)), [])]
        kept = [part for part in match.group(5).split(" · ") if part and not TEST.fullmatch(part)]
        cells = [*match.groups()[:4], " · ".join([*tests, *kept])]
        return f"| {' | '.join(cells)} |"

    TABLE.write_text(ROW.sub(replace, TABLE.read_text(encoding="utf-8")), encoding="utf-8")
