"""Services whose database goes away, or never answers: alive, but not ready."""

import contextlib
import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from running import postgres, servers
from running.service import Started, in_venv, migrate, started

RELEASES = ("1.4.2", "2.4.1", "3.0.1")
HEALTH = "src/api/health.py"
# Changes of two files, the readiness route and the connection, and what the check says then.
FAULTS = {
    "always ready": (
        {HEALTH: [('raise HTTPException(status_code=503, detail="The database does not answer") from error', "pass")]},
        "/ready: 200",
    ),
    "a failure is no answer": (
        {HEALTH: [("(SQLAlchemyError, OSError, asyncio.TimeoutError) as error", "KeyError as error")]},
        "/ready: 500",
    ),
    "health asks the database": (
        {HEALTH: [("async def health():", "async def health(session: SessionDep):\n    await session.connection()")]},
        "/health: 500",
    ),
    # Longer than the check allows, and shorter than who asks waits.
    "readiness waits for long": (
        {HEALTH: [("TIMEOUT = 3 ", "TIMEOUT = 12 ")], "src/core/db.py": [('"timeout": 3', '"timeout": 12')]},
        "seconds",
    ),
}


def check_not_ready(running: Started) -> list[str]:
    """With its database away the service answers, soon: 503 for readiness, 200 for health."""
    problems = []
    start = time.monotonic()
    ready = running.call("GET", "/ready")
    seconds = time.monotonic() - start
    if ready.status != 503:
        problems.append(f"/ready: {ready.status} instead of 503")
    if seconds > 8:  # the limit is 3 seconds, the machine may be busy
        problems.append(f"/ready took {seconds:.1f} seconds")
    health = running.call("GET", "/health")
    if (health.status, health.json()) != (200, {"status": "ok"}):
        problems.append(f"/health: {health.status} {health.body!r}")
    return problems


@contextlib.contextmanager
def silent_server() -> Iterator[str]:
    """The address of a database server that accepts connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        yield f"postgresql://service:secret@127.0.0.1:{listener.getsockname()[1]}/nothing"


@pytest.mark.row(95)
@pytest.mark.parametrize("release", RELEASES)
def test_a_service_without_its_database_is_alive_but_not_ready(
    release: str, render: Callable[..., Path], tmp_path: Path
) -> None:
    """The PostgreSQL server is this test's own: it is stopped under the running service."""
    service, server = render(f"fastapi-service@{release}"), servers.start(postgres.RECIPE)
    try:
        url = postgres.new_database(server)
        migrate(service, url)
        with started(service, url, tmp_path / "log") as running:
            assert running.call("GET", "/ready").status == 200
            servers.stop(server)
            assert check_not_ready(running) == []
            assert running.stop(5) is not None
    finally:
        servers.stop(server)


@pytest.mark.row(95)
@pytest.mark.parametrize("release", RELEASES)
def test_a_database_that_never_answers_is_given_up(release: str, render: Callable[..., Path], tmp_path: Path) -> None:
    with silent_server() as url, started(render(f"fastapi-service@{release}"), url, tmp_path / "log") as running:
        assert check_not_ready(running) == []


@pytest.mark.parametrize("what", FAULTS)
def test_the_check_finds(
    what: str, render: Callable[..., Path], writable: Callable[[Path], Path], tmp_path: Path
) -> None:
    changes, says = FAULTS[what]
    service = writable(render("fastapi-service@3.0.1"))
    for path, replacements in changes.items():
        text = (service / path).read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text, f"{path} has no {old}: {what} cannot be seeded"
            text = text.replace(old, new)
        (service / path).write_text(text, encoding="utf-8")
    with silent_server() as url, started(service, url, tmp_path / "log") as running:
        problems = check_not_ready(running)
    assert any(says in problem for problem in problems), problems


@pytest.mark.row(63)
def test_the_health_check_script_says_what_readiness_says(render: Callable[..., Path], tmp_path: Path) -> None:
    service, script = render("fastapi-service@3.0.1"), ("deploy/scripts/health-check.sh",)
    url = f"sqlite:///{tmp_path}/test.db"
    with started(service, url, tmp_path / "log") as running:
        done = in_venv(service, *script, running.address)
        assert (done.returncode, done.stdout) == (0, f"{running.address} is ready.\n")
    with started(service, f"sqlite:///{tmp_path}/no/folder/test.db", tmp_path / "log") as running:
        done = in_venv(service, *script, running.address)
        assert (done.returncode, "answered 503" in done.stderr) == (1, True)
    assert in_venv(service, *script, running.address).returncode == 1
    assert json.loads((tmp_path / "log").read_text(encoding="utf-8").splitlines()[0])
