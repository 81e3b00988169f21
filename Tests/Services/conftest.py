"""Options, marks and fixtures of the checks; scripts/check-services calls them."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import harness

# Servers for tests, and what else the tests that start services need.
pytest_plugins = ("running.fixtures",)

# One folder for all worker processes of a run: the process that starts them makes and removes it.
WORK = "SCAFFOLD_CHECK_WORK"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--scaffold", help="the scaffold executable (default: $SCAFFOLD)", default=os.environ.get("SCAFFOLD")
    )
    parser.addoption("--only", help="only this scaffold or scaffold@release")
    parser.addoption("--all", action="store_true", help="also the tests marked slow")


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("SCAFFOLD_BASELINES", str(harness.BASELINES))
    if WORK not in os.environ:
        os.environ[WORK] = config.work_folder = tempfile.mkdtemp(prefix="check-services.")  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "work_folder"):
        shutil.rmtree(config.work_folder, ignore_errors=True)
        del os.environ[WORK]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--all"):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="slow: runs with --all"))


@pytest.fixture(scope="session", name="scaffold")
def scaffold_fixture(pytestconfig: pytest.Config) -> Path:
    """The executable under test."""
    given = pytestconfig.getoption("--scaffold")
    if not given or not os.access(given, os.X_OK):
        pytest.exit(f"give the scaffold executable with --scaffold PATH, not {given}", returncode=64)
    return Path(given).resolve()


@pytest.fixture(scope="session", name="work")
def work_fixture() -> Path:
    """A folder that all worker processes of this run share."""
    return Path(os.environ[WORK])


@pytest.fixture(scope="session", name="render")
def render_fixture(scaffold: Path, work: Path, pytestconfig: pytest.Config) -> Callable[..., Path]:
    """render("fastapi-service@3.0.1", database="sqlite"): the pristine service. Never write in it."""
    only = pytestconfig.getoption("--only")

    def render(release: str, **answers: object) -> Path:
        if only and only not in (release, release.partition("@")[0]):
            pytest.skip(f"only {only}")
        return harness.rendered(scaffold, release, answers, work)

    return render


@pytest.fixture(name="writable")
def writable_fixture(work: Path) -> Iterator[Callable[[Path], Path]]:
    """writable(path): a private copy of a render, gone after the test."""
    folder = Path(tempfile.mkdtemp(prefix="copy-", dir=work))
    count = iter(range(1_000_000))

    def writable(service: Path) -> Path:
        return harness.copied(service, folder / str(next(count)) / "service")

    yield writable
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", name="interpreter_for")
def interpreter_for_fixture() -> Callable[[Path], Path]:
    """interpreter_for(path): the python of a virtual environment with that service's pins."""
    return harness.interpreter
