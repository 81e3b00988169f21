"""A small fleet, and what its audit says without any engine around it; scripts/check-fleet runs these tests.

SCAFFOLD names the executable.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pytest_addoption(parser):
    parser.addoption("--services", type=int, default=200, help="how many services the audit has that is killed")


@pytest.fixture(scope="session")
def work(tmp_path_factory):
    """A folder in which `scaffold` is on the PATH, and nothing of the user's settings is seen."""
    folder = tmp_path_factory.mktemp("fleet")
    for name in ("bin", "home"):
        (folder / name).mkdir()
    (folder / "bin/scaffold").symlink_to(Path(os.environ["SCAFFOLD"]).resolve())
    (folder / "home/.gitconfig").write_text(
        "[user]\n\tname = Owner\n\temail = owner@example.com\n[init]\n\tdefaultBranch = main\n"
    )
    return folder


@pytest.fixture(scope="session")
def environment(work):
    """The environment of programs that the tests start."""
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR", "USER") if name in os.environ}
    return kept | {
        "HOME": str(work / "home"),
        "PATH": f"{work}/bin:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "GIT_CONFIG_NOSYSTEM": "1",
        "SCAFFOLD_BASELINES": str(ROOT / "baselines"),
        "XDG_CACHE_HOME": str(work / "cache"),
    }


@pytest.fixture(scope="session")
def run(environment):
    """Runs a program and returns what it printed; any exit status but the expected one fails."""

    def run(folder, *arguments, status=0, **more):
        words = [str(argument) for argument in arguments]
        settings = environment | {name: str(value) for name, value in more.items()}
        ran = subprocess.run(
            words, cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert ran.returncode == status, f"{words} ended with {ran.returncode}:\n{ran.stdout}"
        return ran.stdout

    return run


@pytest.fixture(scope="session")
def make_fleet(work, run):
    """Makes a fleet of some services and returns its folder."""

    def make(count):
        folder = work / f"services-{count}"
        program = ROOT / "Benchmarks/Fleet/generate.py"
        run(
            work,
            sys.executable,
            program,
            "--scaffold",
            work / "bin/scaffold",
            "--count",
            count,
            "--of",
            "gin-service",
            folder,
        )
        return folder

    return make


@pytest.fixture(scope="session")
def fleet(make_fleet):
    """The folder of a small fleet: fleet.yml, list.txt, truth.ndjson and the services."""
    return make_fleet(12)


@pytest.fixture(scope="session")
def whole(fleet, work, run):
    """What an audit says of the fleet that was not cut into parts."""
    run(fleet, "scaffold", "audit", "--fleet", "fleet.yml", "--fail-on", "nothing", "--diffs", "--journal", work / "whole",
        "--out", work / "whole.json", "--format", "json")  # fmt: skip
    return report(work / "whole.json")


def report(path):
    """A report without the moment when it was made."""
    told = json.loads(path.read_text())
    told.pop("moment", None)
    return told


def results(path):
    """The results in a journal or a part, by name."""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return {line["id"]: line for line in lines[1:]}
