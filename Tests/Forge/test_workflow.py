"""The workflow for GitHub, run for real by act as another repository calls it, at a schedule.

`actions/create-github-app-token` needs GitHub; a stand-in in `actions` takes its place. Checking out is done by act itself, which copies
the repository.
"""

import json
import re
import shutil

import pytest
import yaml
from conftest import BRANCH, ROOT
from recorder import Recorder
from servers import TOKEN

WORKFLOW = ROOT / ".github/workflows/upgrade.yml"
CALL = """
on:
  schedule: [{{ cron: "37 4 * * 1-5" }}]
jobs:
  upgrade:
    uses: ./.github/workflows/upgrade.yml
    with: {inputs}
    secrets: {secrets}
  after:
    needs: upgrade
    runs-on: ubuntu-24.04
    steps:
      - env:
          OUTCOME: ${{{{ needs.upgrade.outputs.outcome }}}}
          NUMBER: ${{{{ needs.upgrade.outputs.number }}}}
          URL: ${{{{ needs.upgrade.outputs.url }}}}
        run: |
          echo "it is $OUTCOME, number $NUMBER at $URL."
          sleep 0.2
"""
APP = {"private-key": "${{ secrets.KEY }}"}
PERSON = {"token": "${{ secrets.KEY }}"}


@pytest.fixture
def act(tmp_path, run, environment):
    """Runs the workflow in a clone of a service, and returns its log."""
    stand_in = re.search(r"uses: (actions/create-github-app-token@\w+)", WORKFLOW.read_text())[1]

    def act(folder, path, status=0, secrets=PERSON, key=TOKEN, **inputs):
        workflows = folder / ".github/workflows"
        shutil.copy(WORKFLOW, workflows / "upgrade.yml")
        named = {name.replace("_", "-"): value for name, value in inputs.items()}
        (workflows / "call.yml").write_text(CALL.format(inputs=json.dumps(named), secrets=json.dumps(secrets)))
        return run(
            folder, "act", "schedule", "-W", ".github/workflows/call.yml", "-P", "ubuntu-24.04=-self-hosted",
            "--no-cache-server", "--action-cache-path", tmp_path / "act", "--env",
            f"SCAFFOLD_BASELINES={ROOT}/baselines", "-s", "KEY",
            "--local-repository", f"{stand_in}={ROOT}/Tests/Forge/actions/create-github-app-token",
            status=status, PATH=f"{path}:{environment['PATH']}", KEY=key)  # fmt: skip

    return act


@pytest.fixture
def asked(tmp_path):
    """A folder with a `scaffold` that keeps what it is asked, and answers like one that opened a pull request."""
    folder = tmp_path / "stand-in"
    folder.mkdir()
    answer = {"schema": 1, "outcome": "created", "reason": "there is a new release", "number": 12, "url": "https://forge/12", "steps": []}
    (folder / "answer").write_text(json.dumps(answer))
    (folder / "scaffold").write_text(
        f'#!/bin/sh\nif [ "$1" = --version ]; then echo 1.2.3; exit; fi\nprintf "%s\\n" "$@" > {folder}/asked\n'
        f'printf "%s" "$SCAFFOLD_TOKEN" > {folder}/token\ncat {folder}/answer\nexit "$(cat {folder}/status 2> /dev/null || echo 0)"\n'
    )
    (folder / "scaffold").chmod(0o755)
    return folder


@pytest.fixture
def clone(tmp_path, generated, run):
    folder = tmp_path / "service"
    run(tmp_path, "git", "clone", "-q", generated, folder)
    return folder


def test_inputs_are_options(act, asked, clone):
    log = act(
        clone, asked, directory="services/a b", base="main", labels="dependencies\ntwo words\n", reviewers="ann\nacme/platform",
        codeowners=True, automerge=True, verify='make "test" $HOME', split_workflows=True)  # fmt: skip
    assert "it is created, number 12 at https://forge/12." in log
    assert (asked / "token").read_text() == TOKEN
    assert (asked / "asked").read_text().splitlines() == [
        "upgrade", "--pr", "--forge", "github", "--forge-url=https://api.github.com", "--json", "--base=main",
        '--verify=make "test" $HOME', "--codeowners", "--automerge", "--split-workflows", "--label=dependencies", "--label=two words",
        "--reviewer=ann", "--reviewer=acme/platform", "--", "services/a b"]  # fmt: skip


def test_an_app_gives_the_token(act, asked, clone):
    act(clone, asked, secrets=APP, app_id="Iv23liEXAMPLE")
    assert (asked / "token").read_text() == TOKEN
    assert (asked / "asked").read_text().splitlines()[-2:] == ["--", "."]


@pytest.mark.parametrize(("status", "fails"), [(1, 0), (2, 1), (75, 1)])
def test_what_is_left_to_people_fails_no_job(status, fails, act, asked, clone):
    # What the step says last is seen by another test: act loses the last line of a step now and then
    (asked / "status").write_text(str(status))
    log = act(clone, asked, status=fails)
    assert "Upgrade of <code>.</code>: created" in log
    assert (f"exit status {status}" in log) == bool(fails)


def test_another_version_is_refused(act, asked, clone):
    act(clone, asked, status=1, version="9.9.9")
    assert not (asked / "asked").exists()
    act(clone, asked, version="1.2.3")
    assert (asked / "asked").exists()


@pytest.fixture
def recorder(forge):
    """What the workflow sees of the forge."""
    recorder = Recorder(forge.port, "/api/v3")
    yield recorder
    recorder.stop()


@pytest.fixture
def tool(tmp_path, work, recorder):
    """A folder with the real `scaffold`, for which GitHub's API is at the fake forge: act gives another address."""
    folder = tmp_path / "tool"
    folder.mkdir()
    (folder / "scaffold").write_text(
        f"""#!/bin/sh
for word; do
    shift
    case $word in --forge-url=*) word=--forge-url={recorder.api} ;; esac
    set -- "$@" "$word"
done
exec {work}/bin/scaffold "$@"
"""
    )
    (folder / "scaffold").chmod(0o755)
    return folder


def test_one_night_after_the_other(act, tool, forge_service, recorder):
    service = forge_service
    log = act(service.folder, tool, labels="dependencies")
    assert "it is created, number 1 at http" in log
    assert "gin-service 1.0.0 → 1.1.0" in log
    first = service.refs()
    assert set(first) == {"main", "topic", BRANCH}
    assert service.remote("rev-list", "--count", f"main..{BRANCH}") == "1"
    assert "POST /repos/acme/shop/pulls" in recorder.writes()

    recorder.exchanges.clear()
    assert "it is unchanged, number 1 at http" in act(service.folder, tool, labels="dependencies")
    assert service.refs() == first
    assert recorder.exchanges and recorder.writes() == []


def test_a_token_that_is_refused_fails_the_job(act, tool, forge_service):
    log = act(forge_service.folder, tool, status=1, key="ghp_expired")
    assert "exit status 2" in log
    assert BRANCH not in forge_service.refs()


def test_gitlabs_job_does_the_same(run, tmp_path, forge, forge_service):
    """Its script, with the variables that GitLab gives it."""
    specified, jobs = yaml.safe_load_all((ROOT / "engines/gitlab-upgrade.yml").read_text())
    (job,) = jobs.values()
    (script,) = job["script"]
    variables = {"DIRECTORY": ".", "BASE": "", "LABELS": "dependencies\n", "REVIEWERS": "ann\n", "CODEOWNERS": "false", "AUTOMERGE": "false", "VERIFY": ""}
    assert set(job["variables"]) == {"GIT_STRATEGY", *variables}

    def night():
        log = run(
            tmp_path, "sh", "-c", script, SCAFFOLD_TOKEN=TOKEN, CI_PROJECT_URL=f"{forge.url}/acme/shop",
            CI_API_V4_URL=f"{forge.url}/api/v4", **variables)  # fmt: skip
        return log, json.loads((tmp_path / "upgrade.json").read_text())

    log, told = night()
    assert told["outcome"] == "created" and '"outcome": "created"' in log
    first = forge_service.refs()
    assert first[BRANCH] == told["commit"]
    assert night()[1]["outcome"] == "unchanged"
    assert forge_service.refs() == first


def test_cron_does_the_same_for_a_fleet(run, tmp_path, forge, forge_service):
    (tmp_path / "fleet.yml").write_text(f"schema: 1\nsources:\n  - repository: {forge.url}/acme/shop.git\n")

    def night():
        said = run(
            tmp_path, ROOT / "engines/upgrade-cron.sh", "--forge", "gitea", "--forge-url", f"{forge.url}/api/v1",
            FLEET=tmp_path / "fleet.yml", OUT=tmp_path / "out", SCAFFOLD_TOKEN=TOKEN)  # fmt: skip
        assert said == ""
        return [json.loads(line)["outcome"] for line in (tmp_path / "out/upgrades.ndjson").read_text().splitlines()]

    assert night() == ["created"]
    first = forge_service.refs()
    assert BRANCH in first
    assert night() == ["unchanged"]
    assert forge_service.refs() == first
    (tmp_path / "fleet.yml").write_text(f"schema: 1\nsources:\n  - repository: {forge.url}/acme/gone.git\n")
    said = run(
        tmp_path, ROOT / "engines/upgrade-cron.sh", "--forge", "gitea", "--forge-url", f"{forge.url}/api/v1", status=3,
        FLEET=tmp_path / "fleet.yml", OUT=tmp_path / "out", SCAFFOLD_TOKEN=TOKEN)  # fmt: skip
    assert "acme/gone" in said and len(said.splitlines()) == 1
