"""Services started the way their images start them, on PostgreSQL, and called over HTTP."""

from collections.abc import Callable
from pathlib import Path

import pytest

from running.contract import CHECKS, Subject, problems_of
from running.faults import FAULTS, Fault
from running.faults import RELEASE as FAULT_RELEASE
from running.service import migrate, migrated_file, started

RELEASES = ("1.0.0", "1.4.2", "2.4.1", "3.0.1")


@pytest.mark.row(3, 7, 25, 27, 34, 40, 41, 44, 45, 48, 80, 81, 95, 96, 101, 102, 108)
@pytest.mark.parametrize("release", RELEASES)
def test_a_started_service_does_what_its_api_says(
    release: str, render: Callable[..., Path], database_url: Callable[[str], str], tmp_path: Path
) -> None:
    service, url = render(f"fastapi-service@{release}"), database_url("postgresql")
    migrate(service, url)
    with started(service, url, tmp_path / "log") as running:
        assert problems_of(Subject(running, release, url)) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_the_check_finds(
    fault: Fault,
    render: Callable[..., Path],
    writable: Callable[[Path], Path],
    work: Path,
    tmp_path: Path,
) -> None:
    """That the same checks find nothing in the service without the fault is what the test above says."""
    pristine = render(f"fastapi-service@{FAULT_RELEASE}")
    url = migrated_file(pristine, work, tmp_path / "test.db")
    service = writable(pristine)
    fault.seed(service)
    with started(service, url, tmp_path / "log") as running:
        problems = fault.check(Subject(running, FAULT_RELEASE, url))
    assert any(fault.says in problem for problem in problems), problems


def test_every_check_has_a_fault() -> None:
    assert {fault.check for fault in FAULTS} == set(CHECKS)
