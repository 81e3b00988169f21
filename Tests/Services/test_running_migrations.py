"""Alembic on every database: upgrade, check, downgrade, and the script that people call."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from harness import interpreter, run
from repetitions import slow_unless
from running import postgres
from running.service import in_venv, settings
from test_running_suites import MYSQL

STEPS = Path(__file__).parent / "running" / "migrations.py"
PATIENCE = "120"  # seconds: a lock that nobody lets go is waited for longer
INITIAL = "migrations/versions/0001_initial.py"
CASES = [
    *((release, {}, kind) for release in ("1.1.0", "1.4.2", "2.4.1", "3.0.1") for kind in ("sqlite", "postgresql")),
    *((release, {"auth": "jwt", "accounts": "example"}, "postgresql") for release in ("2.4.1", "3.0.1")),
    *((release, {"database": "mysql", "auth": "jwt", "accounts": "example"}, "mysql") for release in MYSQL),
]
REPEATED = {("1.1.0", "sqlite"), ("2.4.0", "mysql"), ("3.0.0", "mysql")}
# A change of one file, and what the check says then.
FAULTS = {
    "a column without a migration": (
        "src/models/product.py",
        r"^    price: Mapped\[float\]",
        "    weight: Mapped[float]\n    price: Mapped[float]",
        "models and migrations differ",
    ),
    "a downgrade that does nothing": (
        INITIAL,
        r"^def downgrade\(\).*:\n",
        "def downgrade() -> None:\n    return\n",
        "downgrade leaves something behind",
    ),
    "an upgrade that does nothing": (
        INITIAL,
        r"^def upgrade\(\).*:\n",
        "def upgrade() -> None:\n    return\n",
        "models and migrations differ",
    ),
}


def check_migrations(service: Path, url: str) -> list[str]:
    """What is wrong with the migrations of the service on the empty database `url`."""
    done = run("timeout", PATIENCE, interpreter(service), "-B", STEPS, cwd=service, **settings(url))
    if done.returncode != 0:
        return [f"exit status {done.returncode}: {done.stderr[-3000:]}"]
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


@pytest.mark.row(8, 33, 47)
@pytest.mark.parametrize(
    ("release", "answers", "kind"),
    slow_unless(lambda release, answers, kind: (release, kind) not in REPEATED, CASES),
    ids=["-".join([r, *a.values(), k]) for r, a, k in CASES],
)
def test_up_and_down(
    release: str, answers: dict[str, str], kind: str, render: Callable[..., Path], database_url: Callable[[str], str]
) -> None:
    assert check_migrations(render(f"fastapi-service@{release}", **answers), database_url(kind)) == []


@pytest.mark.parametrize("what", FAULTS)
def test_the_check_finds(
    what: str, render: Callable[..., Path], writable: Callable[[Path], Path], database_url: Callable[[str], str]
) -> None:
    path, pattern, replacement, says = FAULTS[what]
    service = writable(render("fastapi-service@3.0.1"))
    text, count = re.subn(pattern, replacement, (service / path).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count, f"{what} cannot be seeded"
    (service / path).write_text(text, encoding="utf-8")
    problems = check_migrations(service, database_url("sqlite"))
    assert any(says in problem for problem in problems), problems


@pytest.mark.row(33, 62)
def test_the_script_migrates_and_writes_the_next_migration(
    render: Callable[..., Path], writable: Callable[[Path], Path], database_url: Callable[[str], str]
) -> None:
    service, url = writable(render("fastapi-service@3.0.1")), database_url("postgresql")
    model = service / "src/models/product.py"
    assert in_venv(service, "deploy/scripts/migrate.sh", **settings(url)).returncode == 0
    added = model.read_text(encoding="utf-8").replace("    price: ", "    weight: Mapped[Optional[float]]\n    price: ")
    model.write_text(added, encoding="utf-8")
    written = in_venv(
        service, "deploy/scripts/migrate.sh", "revision", "--autogenerate", "-m", "Weigh", **settings(url)
    )
    assert written.returncode == 0, written.stderr
    assert len(list((service / "migrations/versions").glob("*_weigh.py"))) == 1
    assert in_venv(service, "deploy/scripts/migrate.sh", **settings(url)).returncode == 0
    columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'products' ORDER BY 1"
    assert "weight" in postgres.ask(url, columns).splitlines()
