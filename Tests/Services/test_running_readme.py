"""A new service, and its README typed in line by line."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from harness import environment, run

STAND_INS = Path(__file__).parent / "running" / "typed.py"
# Every line of the README's shell blocks has to be one of these: what the test does not know, it has not tried.
KNOWN = (
    r"git clone https://github\.com/platform-team/shop\.git",
    r"cd shop",
    r"cp \.env\.example \.env",
    r"docker compose up --build",
    r"python3 -m venv \.venv",
    r"\. \.venv/bin/activate",
    r"pip install -r requirements-dev\.txt",
    r"export ENVIRONMENT=development DATABASE_URL=sqlite:///\./test\.db",
    r"deploy/scripts/migrate\.sh( revision --autogenerate -m \"[^\"]*\")?",
    r"uvicorn src\.main:app --reload --port 8000",
    r"ruff check \.",
    r"pytest --cov",
    r"kubectl create namespace shop",
    r"kubectl create secret generic shop --namespace shop --from-env-file production\.env",
)
# pip's work is done by uv, whose files are links into its cache. Between the blocks the README says to edit .env.
PRELUDE = """
set -euo pipefail
docker() { typed docker "$@"; }
uvicorn() { typed uvicorn "$@"; }
kubectl() { typed kubectl "$@"; }
pip() { uv pip --quiet "$@"; }
typed() { "$TOOLS_PYTHON" "$STAND_INS" "$@"; }
"""
EDIT = "sed -i.bak s/change-me/a-password/ .env && rm .env.bak"
# A change of the README, and what the check says then.
FAULTS = {
    "an unknown command": ("pip install -r", "poetry install -r", "unknown: poetry install"),
    "a file that is not there": (".env.example .env", ".env.sample .env", "unknown: cp .env.sample"),
    "no settings": ("cp .env.example .env\n", "", "copy .env.example to .env"),
}


def commands(service: Path) -> list[str]:
    """The lines of the README's shell blocks, in order."""
    readme = (service / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    joined = re.sub(r" *\\\n *", " ", "".join(blocks))
    return [line for line in joined.splitlines() if line.strip()]


def check_readme(service: Path, folder: Path) -> list[str]:
    """What goes wrong when someone types in the README of `service`, a repository, in an empty folder."""
    lines = commands(service)
    unknown = [f"unknown: {line}" for line in lines if not any(re.fullmatch(known, line) for known in KNOWN)]
    if unknown:
        return unknown
    script = PRELUDE
    for line in lines:
        script += line + "\n"
        if line == "cp .env.example .env":
            script += EDIT + "\n"
    (folder / "typed.sh").write_text(script, encoding="utf-8")
    instead = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{service}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/platform-team/shop.git",
    }
    # Whoever types this in has byte code written, too: without it each command takes seconds more.
    known = environment(TOOLS_PYTHON=sys.executable, STAND_INS=str(STAND_INS), PYTHONDONTWRITEBYTECODE="", **instead)
    done = subprocess.run(["bash", "typed.sh"], cwd=folder, env=known, capture_output=True, text=True, check=False)
    return (
        [] if done.returncode == 0 else [f"exit status {done.returncode}: {done.stdout[-2000:]}{done.stderr[-3000:]}"]
    )


def new_service(scaffold: Path, folder: Path) -> Path:
    """The service called shop, with the defaults."""
    done = run(scaffold, "new", "fastapi-service", "shop", "--defaults", "--set", "name=shop", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "shop"


@pytest.mark.row(1, 78, 109, 110)
def test_the_readme_of_a_new_service_works(scaffold: Path, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "typed").mkdir()
    service = new_service(scaffold, tmp_path / "made")
    assert check_readme(service, tmp_path / "typed") == []
    used = tmp_path / "typed" / "shop"
    assert (used / "test.db").exists()
    assert run("git", "status", "--porcelain", cwd=used).stdout.strip().startswith("?? migrations/versions/")


@pytest.mark.parametrize("what", FAULTS)
def test_the_check_finds(what: str, scaffold: Path, tmp_path: Path) -> None:
    old, new, says = FAULTS[what]
    (tmp_path / "made").mkdir()
    service = new_service(scaffold, tmp_path / "made")
    readme = service / "README.md"
    text = readme.read_text(encoding="utf-8")
    assert old in text, f"{what} cannot be seeded"
    readme.write_text(text.replace(old, new), encoding="utf-8")
    problems = check_readme(service, tmp_path)
    assert any(says in problem for problem in problems), problems
