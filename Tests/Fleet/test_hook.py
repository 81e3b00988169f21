"""The hook, run by the real pre-commit in a service."""

import shutil

import pytest
from conftest import ROOT


@pytest.fixture
def service(tmp_path, run):
    """A service that is behind, with the hook."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    commit(hooks, run, new=True)
    folder = tmp_path / "shop"
    run(tmp_path, "scaffold", "new", "gin-service@1.0.0", folder, "--defaults")
    return folder


def commit(folder, run, new=False):
    if new:
        run(folder, "git", "init", "-q")
    run(folder, "git", "add", "-A")
    run(folder, "git", "commit", "-qm", "Work")


def configure(service, run, arguments=""):
    """Writes the service's configuration as docs/fleet.md shows it."""
    revision = run(service.parent / "hooks", "git", "rev-parse", "HEAD").strip()
    (service / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {service.parent}/hooks\n    rev: {revision}\n    hooks:\n      - id: scaffold-status\n{arguments}"
    )
    commit(service, run)


CHECK = ["pre-commit", "run", "--all-files", "--hook-stage", "pre-push"]


def test_a_service_that_is_behind_may_be_pushed(service, run):
    configure(service, run)
    assert "Passed" in run(service, *CHECK)


def test_a_service_can_ask_for_more(service, run):
    configure(service, run, "        args: [--fail-on, behind]\n")
    assert "1.1.0 is out" in run(service, *CHECK, status=1)


def test_a_broken_record_is_not_pushed(service, run):
    configure(service, run)
    record = service / ".scaffold.yml"
    record.write_text(record.read_text().replace("held: []", "held: [ {"))
    commit(service, run)
    assert ".scaffold.yml" in run(service, *CHECK, status=1)


def test_it_says_nothing_at_a_commit(service, run):
    """What is checked is HEAD, which a commit has yet to make."""
    configure(service, run, "        args: [--fail-on, behind]\n")
    assert "Failed" not in run(service, "pre-commit", "run", "--all-files")
