"""Services started the way their images start them, on PostgreSQL, and called over HTTP."""

from collections.abc import Callable
from pathlib import Path

import pytest

from running.contract import Subject, problems_of
from running.service import migrate, started

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
