"""The seed's files are where it has them, and have what it asks for."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import harness
from answer_sets import NEWEST, all_cases, releases
from layout import L1, L2, L3, PLACES, Place, check_place

Render = Callable[..., Path]
Writable = Callable[[Path], Path]


@pytest.mark.parametrize(
    "place", [pytest.param(place, marks=pytest.mark.row(*place.rows)) for place in PLACES], ids=str
)
def test_place(place: Place, render: Render) -> None:
    assert check_place(render(place.release, **place.answers), place) == []


def test_a_file_that_is_gone_or_rewritten_is_found(render: Render, writable: Writable) -> None:
    for place in (one for one in PLACES if one.release == L3 and not one.answers and not one.absent):
        service = writable(render(L3))
        for path in service.glob(place.path):
            path.write_text("other\n", encoding="utf-8")
        assert not place.pattern or check_place(service, place), place
        for path in service.glob(place.path):
            path.unlink()
        assert check_place(service, place), place


@pytest.mark.row(71)
def test_no_release_renders_a_lock_file(render: Render) -> None:
    """A lock file holds a registry's addresses and depends on the day: it is the owners'."""
    locks = {"poetry.lock", "uv.lock", "package-lock.json", "yarn.lock", "go.sum", "Pipfile.lock"}
    for case in all_cases():
        found = {path.name for path in render(case.release, **case.answers).rglob("*")} & locks
        assert not found, f"{case}: {found}"


@pytest.mark.row(35, 70, 72)
@pytest.mark.parametrize("release", [L1, L3])
def test_requirements_are_those_of_pyproject(release: str, render: Render, writable: Writable) -> None:
    """What the pipeline runs to see that requirements*.txt are up to date; a changed pin is found."""
    service = writable(render(release))
    (script,) = service.rglob("requirements.py")
    command = [harness.sys.executable, script, "--check"]
    assert harness.run(*command, cwd=service).returncode == 0
    requirements = service / "requirements.txt"
    requirements.write_text(requirements.read_text().replace("fastapi==", "fastapi==9"), encoding="utf-8")
    assert harness.run(*command, cwd=service).returncode == 1


def deploy(service: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {"ENV_FILE": str(service / ".env.example")}
    return harness.run("bash", service / "scripts/deploy.sh", *arguments, **settings)


@pytest.mark.row(61)
@pytest.mark.parametrize("release", [r for r in releases() if re.match(r"fastapi-service@1\.[0-3]", r)])
def test_the_deploy_script_refuses_to_guess_the_image(release: str, render: Render) -> None:
    service = render(release)
    if not (service / "scripts/deploy.sh").exists():
        assert "scripts/deploy.sh" not in (service / "README.md").read_text(encoding="utf-8")
        return
    refused = deploy(service, "--dry-run")
    assert refused.returncode == 64
    assert "no image given" in refused.stderr
    shown = deploy(service, "--dry-run", "registry.internal/service:1")
    assert shown.returncode == 0, shown.stderr
    assert all(line.startswith("+ docker ") for line in shown.stdout.splitlines())
    assert "+ docker pull registry.internal/service:1" in shown.stdout


@pytest.mark.row(60, 62)
def test_scripts_become_executable(render: Render) -> None:
    """1.0.0 has them as plain files, the placeholder among them; 1.0.1 sets the bit, 1.1.0 makes migrate.sh real."""
    scripts = {
        release: render(f"fastapi-service@{release}") / "scripts/migrate.sh" for release in ("1.0.0", "1.0.1", "1.1.0")
    }
    assert [os.access(path, os.X_OK) for path in scripts.values()] == [False, True, True]
    assert scripts["1.0.0"].read_bytes() != scripts["1.1.0"].read_bytes()


@pytest.mark.row(92)
def test_only_the_image_for_development_has_tools(render: Render) -> None:
    production = (render(L1) / "docker/prod/Dockerfile").read_text(encoding="utf-8")
    assert "debugpy" not in production
    assert "--reload" not in production
    last = (render(L3) / "Dockerfile").read_text(encoding="utf-8").rpartition("FROM ")[2]
    assert "debugpy" not in last


@pytest.mark.row(56)
def test_the_generic_crud_is_strictly_typed(render: Render, writable: Writable, interpreter_for: Callable) -> None:
    """mypy --strict on the generic and what uses it; a wrong type in it is found."""
    service = writable(render(L3))
    command = ["mypy", "--strict", "--no-error-summary", "--cache-dir", service / ".mypy", "--python-executable"]
    command += [interpreter_for(service), "--follow-imports=silent", "src/crud"]
    done = harness.run(*command, cwd=service)
    assert done.returncode == 0, done.stdout
    with open(service / "src/crud/base.py", "a", encoding="utf-8") as code:
        code.write('\n\nLIMIT: int = "many"\n')
    assert harness.run(*command, cwd=service).returncode == 1


@pytest.mark.row(1, 112)
@pytest.mark.parametrize("release", NEWEST)
def test_the_plan_lists_files_answers_and_stack(release: str, scaffold: Path, render: Render, tmp_path: Path) -> None:
    """`new --plan` says what would be written, and writes nothing."""
    answers = [f"--set={name}={value}" for name, value in harness.required_answers(release).items()]
    done = harness.run(scaffold, "new", release, tmp_path / "planned", "--defaults", "--plan", *answers)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "planned").exists()
    service = render(release)
    for path in service.rglob("*"):
        if path.is_file():
            assert str(path.relative_to(service)) in done.stdout
    for question in harness.manifest(release)["questions"]:
        assert question["name"] in done.stdout


@pytest.mark.row(111)
def test_what_owners_are_expected_to_edit_is_marked(render: Render) -> None:
    """The README says which files are the owners'; what it names among them is there, and is never edited again."""
    service = render(L3)
    readme = (service / "README.md").read_text(encoding="utf-8")
    assert "yours to replace" in readme
    section = re.search(r"(?ms)^## Files of your own\n(.*?)^## ", readme)
    assert section
    kept = {rule["path"] for rule in harness.manifest(L3)["files"] if rule.get("class") == "create-once"}
    assert "requirements-extra.txt" in kept
    assert "requirements-extra.txt" in section.group(1)


@pytest.mark.row(38, 107)
def test_the_service_has_no_name_of_the_seed(render: Render) -> None:
    """Names come from the answers: a service of another name and entity has nothing of a product left."""
    for release in (L2, L1, L3):
        name = next(iter(harness.required_answers(release)))
        service = render(release, entity="invoice", description="Keeps invoices.", **{name: "billing"})
        for path in service.rglob("*"):
            if path.is_file() and path.suffix != ".ico":
                text = path.read_text(encoding="utf-8").lower()
                assert not re.search(r"\bproducts?\b|product[-_]?service", text), path
            assert "product" not in path.name.replace("production", "")
