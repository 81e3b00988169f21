"""A service started on MariaDB: its requests share the connections of a pool, and what one wrote the next reads."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from running import mariadb
from running.contract import BODY, Problems, Subject, expect, problems_of
from running.service import migrate, started

RELEASE = "2.4.1"
# A change of one file, and what the check says then.
FAULTS = {
    "no pool": (
        "app/database/session.py",
        "pool_pre_ping=True",
        "poolclass=__import__('sqlalchemy').NullPool",
        "connections",
    ),
    "nothing is committed": ("app/crud/product.py", "session.commit()", "session.flush()", "read after a creation"),
}


def check_one_connection(subject: Subject) -> Problems:
    """Requests that come one after the other use one connection, and each reads what was written before it."""
    problems: Problems = []
    mine = f"user = '{urlsplit(subject.url).username}' AND id <> CONNECTION_ID()"

    def connections() -> list[str]:
        return mariadb.ask(subject.url, f"SELECT id FROM information_schema.processlist WHERE {mine}").split()

    created = subject.create()
    one, used = f"{subject.path}/{created['id']}", connections()
    expect(problems, "read after a creation", subject.call("GET", one).json(), created)
    subject.execute(f"UPDATE products SET name = 'Behind' WHERE id = {created['id']}")
    expect(problems, "read after a change behind its back", subject.call("GET", one).json().get("name"), "Behind")
    expect(problems, "replacement", subject.call("PUT", one, BODY | {"name": "Renamed"}).status, 200)
    expect(problems, "read after a replacement", subject.call("GET", one).json().get("name"), "Renamed")
    expect(problems, "connections", (len(used), connections()), (1, used))
    return problems


@pytest.mark.row(8)
def test_requests_share_a_connection(
    render: Callable[..., Path], database_url: Callable[[str], str], tmp_path: Path
) -> None:
    service, url = render(f"fastapi-service@{RELEASE}", database="mysql"), database_url("mysql")
    migrate(service, url)
    with started(service, url, tmp_path / "log") as running:
        subject = Subject(running, RELEASE, url)
        assert check_one_connection(subject) == []
        assert problems_of(subject) == {}


@pytest.mark.parametrize("what", FAULTS)
def test_the_check_finds(
    what: str,
    render: Callable[..., Path],
    writable: Callable[[Path], Path],
    database_url: Callable[[str], str],
    tmp_path: Path,
) -> None:
    path, old, new, says = FAULTS[what]
    service, url = writable(render(f"fastapi-service@{RELEASE}", database="mysql")), database_url("mysql")
    text = (service / path).read_text(encoding="utf-8")
    assert old in text, f"{what} cannot be seeded"
    (service / path).write_text(text.replace(old, new), encoding="utf-8")
    migrate(service, url)
    with started(service, url, tmp_path / "log") as running:
        problems = check_one_connection(Subject(running, RELEASE, url))
    assert any(says in problem for problem in problems), problems
