"""docs/seed.md and the marks of the tests say the same; SCAFFOLD_RECORD_SEED=1 writes the tests into the table."""

import os
from pathlib import Path

import pytest

import harness
import seed_table

NUMBERS = range(1, 116)


@pytest.fixture(scope="module", name="found")
def found_fixture(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[str]]:
    found = seed_table.collected(tmp_path_factory.mktemp("seed"))
    if os.environ.get("SCAFFOLD_RECORD_SEED"):
        seed_table.record(found)
    return found


def problems(found: dict[int, list[str]]) -> list[str]:
    """Rows without a test, marks without a row, and rows whose tests are others than those that carry it."""
    rows = seed_table.rows()
    wrong = [f"row {number} is missing in the table" for number in NUMBERS if number not in rows]
    wrong += [
        f"row {number} does not exist, and is marked by {tests}"
        for number, tests in found.items()
        if number not in NUMBERS
    ]
    for number, row in rows.items():
        named, carried = set(seed_table.TEST.findall(row.group(5))), set(found.get(number, []))
        if named != carried:
            wrong.append(f"row {number}: the table and the marks differ in {sorted(named ^ carried)}")
        if not named and not seed_table.SWIFT.search(row.group(5)):
            wrong.append(f"row {number} ({row.group(2)}) has no test")
    return wrong


def test_every_row_has_its_tests(found: dict[int, list[str]]) -> None:
    assert problems(found) == []


def test_a_lost_and_a_strange_mark_are_found(found: dict[int, list[str]]) -> None:
    lost = {number: tests for number, tests in found.items() if number != 17}
    assert [text for text in problems(lost) if "row 17" in text]
    assert [text for text in problems({**found, 116: ["test_x.py::test_y"]}) if "row 116" in text]


def test_the_swift_suites_that_are_named_exist() -> None:
    named = seed_table.SWIFT.findall(seed_table.TABLE.read_text(encoding="utf-8"))
    assert named
    for name, title in named:
        sources = [path.read_text(encoding="utf-8") for path in Path(harness.ROOT, "Tests").rglob(name)]
        assert any(f'"{title}"' in source for source in sources), f"{name} has no test or suite called {title}"


def test_what_cannot_run_is_said() -> None:
    """Rows of priority 4 say what is checked instead, and the project's README points to them."""
    for number, row in seed_table.rows().items():
        if row.group(4) == "4":
            assert "Static" in row.group(5), f"row {number} does not say what is checked instead"
    assert "docs/seed.md" in (harness.ROOT / "README.md").read_text(encoding="utf-8")
