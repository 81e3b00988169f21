"""What a service does with its settings, and without them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from harness import environment, interpreter, run
from running.refusals import check_settings
from running.service import command_of_image, in_venv, package

CONFIG = "src/core/config.py"
# A change of the settings, and what the check says then.
FAULTS = {
    "placeholders are welcome": ("PLACEHOLDER in value", "False", "does not name DATABASE_URL"),
    "a default for the database": (
        'Field(validation_alias="DATABASE_URL", min_length=1',
        'Field("sqlite://", validation_alias="DATABASE_URL"',
        "'DATABASE_URL': None",
    ),
    "errors show the value": ("hide_input_in_errors=True", "hide_input_in_errors=False", "shows the value"),
}


@pytest.mark.row(42, 94)
@pytest.mark.parametrize("release", ["2.4.1", "3.0.1"])
def test_bad_settings_are_refused_by_name(release: str, render: Callable[..., Path], tmp_path: Path) -> None:
    assert check_settings(render(f"fastapi-service@{release}", auth="jwt"), tmp_path) == []


@pytest.mark.parametrize("what", FAULTS)
def test_the_check_finds(
    what: str, render: Callable[..., Path], writable: Callable[[Path], Path], tmp_path: Path
) -> None:
    old, new, says = FAULTS[what]
    service = writable(render("fastapi-service@3.0.1", auth="jwt"))
    text = (service / CONFIG).read_text(encoding="utf-8")
    assert old in text, f"{what} cannot be seeded"
    (service / CONFIG).write_text(text.replace(old, new), encoding="utf-8")
    problems = check_settings(service, tmp_path)
    assert any(says in problem for problem in problems), problems


@pytest.mark.row(42)
@pytest.mark.parametrize("release", ["2.4.1", "3.0.1"])
def test_the_process_ends_when_a_setting_is_missing(release: str, render: Callable[..., Path]) -> None:
    service = render(f"fastapi-service@{release}")
    done = in_venv(service, *command_of_image(service), ENVIRONMENT="production")
    assert done.returncode != 0
    assert "DATABASE_URL" in done.stderr


@pytest.mark.row(10, 104)
@pytest.mark.parametrize("release", ["1.0.0", "1.4.2"])
def test_without_an_address_the_database_is_a_file(
    release: str, render: Callable[..., Path], writable: Callable[[Path], Path]
) -> None:
    """The seed's comment says in-memory; its address is a file. python-dotenv reads .env, the environment wins."""
    service = writable(render(f"fastapi-service@{release}"))
    show = "from app.database import engine; print(engine.url)"

    def address(**extra: str) -> str:
        return run(interpreter(service), "-B", "-c", show, cwd=service, **extra).stdout.splitlines()[-1]

    assert address() == "sqlite:///./test.db"
    (service / ".env").write_text("DATABASE_URL=sqlite:///./from-file.db\n", encoding="utf-8")
    assert address() == "sqlite:///./from-file.db"
    assert address(DATABASE_URL="sqlite:///./given.db") == "sqlite:///./given.db"


@pytest.mark.row(40)
@pytest.mark.parametrize("release", ["1.0.0", "1.4.2", "2.4.1", "3.0.1"])
def test_the_application_is_importable_without_what_is_deprecated(release: str, render: Callable[..., Path]) -> None:
    service = render(f"fastapi-service@{release}")
    show = (
        f"from {package(service)}.main import app; from fastapi import FastAPI; assert isinstance(app, FastAPI); "
        "assert not app.router.on_startup and not app.router.on_shutdown; print(app.title)"
    )
    strict = ["-W", "error::DeprecationWarning:app", "-W", "error::DeprecationWarning:src"]
    done = run(
        interpreter(service),
        "-B",
        *strict,
        "-c",
        show,
        cwd=service,
        DATABASE_URL="sqlite://",
        ENVIRONMENT="development",
    )
    assert (done.returncode, done.stdout.strip()) == (0, "Product Service"), done.stderr


def test_the_callers_settings_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///mine.db")
    assert "DATABASE_URL" not in environment()
