"""The workflow for GitHub, run for real by act: a plan, three parts side by side, and their merge.

GitHub's own actions for artifacts and caches need GitHub. Stand-ins in `actions` take their place; they have the same inputs
and keep everything below the folder STORE. Checking out is done by act itself, which copies the repository.
"""

import os
import re
import shutil

import pytest
from conftest import ROOT, report, results

WORKFLOW = ROOT / ".github/workflows/audit.yml"
CALL = "on: workflow_dispatch\njobs:\n  audit:\n    uses: ./.github/workflows/audit.yml\n    with:\n"


@pytest.fixture
def store(tmp_path):
    """Where artifacts and caches are."""
    return tmp_path / "store"


@pytest.fixture
def act(tmp_path, store, fleet, run):
    """Runs the workflow as another repository calls it, and returns its log."""
    caller = tmp_path / "caller"
    (caller / ".github/workflows").mkdir(parents=True)
    shutil.copy(WORKFLOW, caller / ".github/workflows/audit.yml")
    (caller / "fleet.yml").write_text(f"schema: 1\nsources:\n  - list: {fleet}/list.txt\n")
    shutil.copy(fleet / "fleet.yml", caller / "owned.yml")
    stand_ins = []
    for name, commit in sorted(set(re.findall(r"uses: actions/([\w-]+)@(\w+)", WORKFLOW.read_text()))):
        if name != "checkout":
            stand_ins += ["--local-repository", f"actions/{name}@{commit}={ROOT}/Tests/Fleet/actions/{name}"]

    def act(status=0, path=None, **inputs):
        lines = "".join(f"      {name.replace('_', '-')}: {value}\n" for name, value in inputs.items())
        (caller / ".github/workflows/call.yml").write_text(CALL + lines)
        if not (caller / ".git").exists():
            run(caller, "git", "init", "-q")
        run(caller, "git", "add", "-A")
        run(caller, "git", "commit", "-qm", "A fleet", "--allow-empty")
        more = {"PATH": path} if path else {}
        return run(
            caller, "act", "workflow_dispatch", "-W", ".github/workflows/call.yml", "-P", "ubuntu-24.04=-self-hosted",
            "--no-cache-server", "--action-cache-path", tmp_path / "act", "--env", f"STORE={store}",
            "--env", f"SCAFFOLD_BASELINES={ROOT}/baselines", *stand_ins, status=status, **more)  # fmt: skip

    return act


def without_owners(told):
    """A report as of a fleet whose file names no owners."""
    for repository in told["repositories"]:
        repository.pop("owner", None)
    return told


def test_three_parts_put_together_are_the_whole(act, store, whole):
    log = act(shards=3, fail_on="nothing", sarif="true")
    assert sorted(path.name for path in (store / "artifacts").iterdir()) == [
        "scaffold-audit", "scaffold-audit-part-0", "scaffold-audit-part-1", "scaffold-audit-part-2"]  # fmt: skip
    merged = report(store / "artifacts/scaffold-audit/audit.json")
    assert merged == without_owners(whole)
    made = sorted(path.name for path in (store / "artifacts/scaffold-audit").iterdir())
    assert made == ["audit.html", "audit.json", "audit.sarif", "audit.txt", "summary.md"]
    assert "Job succeeded" in log


def test_the_next_run_goes_on_from_the_journals(act, store):
    act(shards=3, fail_on="nothing")
    parts = [store / f"artifacts/scaffold-audit-part-{index}/part-{index}.ndjson" for index in range(3)]
    before = {}
    for part in parts:
        before |= results(part)
    shutil.rmtree(store / "artifacts")
    assert "restored scaffold-audit-0-of-3-" in act(shards=3, fail_on="nothing")
    after = {}
    for part in parts:
        after |= results(part)
    # Also the milliseconds are the same: nothing was looked at again.
    assert after == before


def test_a_part_that_failed_is_named(act, store, work, whole, tmp_path, environment):
    bin = tmp_path / "bin"
    bin.mkdir()
    wrapper = bin / "scaffold"
    wrapper.write_text(f'#!/bin/sh\ncase "$*" in *"--shard 1/3"*) exit 2 ;; esac\nexec {work}/bin/scaffold "$@"\n')
    wrapper.chmod(0o755)
    log = act(shards=3, fail_on="nothing", status=1, path=f"{bin}{os.pathsep}{environment['PATH']}")
    assert "missing or unfinished: 1/3" in log
    assert "::error::some repositories or parts are missing" in log
    merged = report(store / "artifacts/scaffold-audit/audit.json")
    assert 0 < len(merged["repositories"]) < len(whole["repositories"])


def test_drift_fails_the_last_job(act):
    assert "::error::services have drifted" in act(shards=1, fail_on="edited", status=1)


@pytest.mark.parametrize("shards", [0, 257, 1.5, -1])
def test_a_wrong_number_of_parts_is_refused(act, shards):
    assert "shards must be 1 to 256" in act(shards=shards, status=1)


def test_another_version_is_refused(act):
    assert "9.9.9 is asked for" in act(shards=1, version="9.9.9", status=1)
