"""The files that teams take over: engines and checkers read them, and the checkers would notice if they were wrong."""

import fcntl
import json
import re

import pytest
import yaml
from conftest import ROOT

WORKFLOW = ROOT / ".github/workflows/upgrade.yml"
COMPONENT = ROOT / "engines/gitlab-upgrade.yml"
CRON = ROOT / "engines/upgrade-cron.sh"


def broken(path, folder, old, new):
    """A copy of a file with a fault in it."""
    text = path.read_text()
    assert old in text
    copy = folder / path.name
    copy.write_text(text.replace(old, new, 1))
    return copy


def steps():
    return yaml.safe_load(WORKFLOW.read_text())["jobs"]["upgrade"]["steps"]


def component():
    return list(yaml.safe_load_all(COMPONENT.read_text()))


def script():
    """The one script of the component."""
    (job,) = component()[1].values()
    (text,) = job["script"]
    return text


FAULTS = {
    "template-injection": ("found=$(scaffold --version)", 'found="${{ inputs.version }}"'),
    "artipacked": ("          persist-credentials: false\n", ""),
    "unpinned-uses": ("@1b10c78c7865c340bc4f6099eb2f838309f1e8c3", "@v3"),
}


def test_the_workflow_is_safe(run, tmp_path):
    run(ROOT, "zizmor", "--offline", "--no-progress", WORKFLOW)
    unsafe = WORKFLOW
    for old, new in FAULTS.values():
        unsafe = broken(unsafe, tmp_path, old, new)
    found = run(ROOT, "zizmor", "--offline", "--no-progress", unsafe, status=14)
    assert [fault for fault in FAULTS if f"[{fault}]" not in found] == []


def test_the_jobs_own_token_may_only_read():
    workflow = yaml.safe_load(WORKFLOW.read_text())
    assert workflow["permissions"] == {}
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}]


def test_the_workflow_fits_its_schema(run, tmp_path):
    schema = ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    run(ROOT, *schema, WORKFLOW)
    run(ROOT, *schema, broken(WORKFLOW, tmp_path, "        required: false\n", "        requird: false\n"), status=1)


def test_the_component_fits_its_schema(run, tmp_path):
    schema = ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    for number, part in enumerate(component()):
        (tmp_path / f"{number}.yml").write_text(yaml.safe_dump(part))
        run(ROOT, *schema, tmp_path / f"{number}.yml")
    wrong = broken(tmp_path / "1.yml", tmp_path / "..", "resource_group:", "resource_groups:")
    run(ROOT, *schema, wrong, status=1)


def test_the_component_uses_the_inputs_that_it_has():
    specified, _ = component()
    used = set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", COMPONENT.read_text()))
    assert used == set(specified["spec"]["inputs"])
    assert "$[[" not in script()


def test_scripts_are_sound(run, tmp_path):
    run(ROOT, "shellcheck", CRON)
    texts = [step["run"] for step in steps() if "run" in step] + [script()]
    assert len(texts) == 3
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.sh"
        path.write_text("#!/bin/sh -e\n" + text)
        run(ROOT, "shellcheck", path)
    fault = tmp_path / "fault.sh"
    fault.write_text("#!/bin/sh\n" + texts[0].replace('"$@"', "$@"))
    assert "SC2068" in run(ROOT, "shellcheck", fault, status=1)


@pytest.mark.parametrize("path", [WORKFLOW, COMPONENT, CRON], ids=lambda path: path.name)
def test_the_tool_knows_every_option(path, run):
    command = "fleet upgrade" if path == CRON else "upgrade"
    told = run(ROOT, "scaffold", *command.split(), "--help")
    lines = [line for line in path.read_text().splitlines() if "set -- " in line or f"scaffold {command} " in line]
    options = set(re.findall(r"(?<!-)--[a-z][a-z-]+", "\n".join(lines))) - {"--nonblock"}
    assert options
    for option in options:
        assert re.search(rf"{option}\b", told), option


HOSTILE = "</pre>\n::set-output name=outcome::created\n::error::nothing<img src=x onerror=alert(1)>@acme/all\n"


ENDS = {
    0: "",
    1: "::notice::people have to look at the pull request: see the summary\n",
    2: "::error::the upgrade failed: see the summary\n",
    75: "::error::it could not be done now; the next run tries again\n",
}


@pytest.mark.parametrize("status", ENDS)
def test_what_files_and_servers_say_is_neither_command_nor_markup(status, run, tmp_path):
    """The last step of the workflow, on words that somebody chose to do harm with."""
    (text,) = [step["run"] for step in steps() if step.get("id") == "result"]
    told = {
        "outcome": "updated", "number": 7, "url": "https://forge/7\nnumber=9", "reason": HOSTILE, "steps": ["push", HOSTILE],
        "upgrade": {"scaffold": "gin-service", "from": "1.0.0", "to": "1.1.0", "files": [{"action": "hold", "path": HOSTILE}]},
    }  # fmt: skip
    (tmp_path / "upgrade.json").write_text(json.dumps(told) if status < 2 else "")
    (tmp_path / "upgrade.txt").write_text(HOSTILE)
    said = run(
        tmp_path, "sh", "-e", "-c", text, status=0 if status < 2 else status, STATUS=status, DIRECTORY="a/<b>",
        RUNNER_TEMP=tmp_path, GITHUB_OUTPUT=tmp_path / "output", GITHUB_STEP_SUMMARY=tmp_path / "summary")  # fmt: skip
    start = re.match(r"::stop-commands::([0-9a-f]{32})\n", said)
    inside, after = said[start.end():].split(f"\n::{start[1]}::\n")  # fmt: skip
    assert "::set-output" in inside
    assert after == ENDS[status]
    output = (tmp_path / "output").read_text().splitlines()
    assert len(output) == 3
    assert output[:2] == (["outcome=updated", "number=7"] if status < 2 else ["outcome=error", "number="])
    summary = (tmp_path / "summary").read_text()
    assert "<img" not in summary and "a/&lt;b&gt;" in summary
    assert summary.count("</pre>") == 1
    assert ("Waiting for a decision" in summary) == (status < 2)


def test_the_workflow_asks_for_a_token_first(run, tmp_path):
    (text,) = [step["run"] for step in steps() if step.get("id") == "upgrade"]
    assert "there is no token" in run(tmp_path, "sh", "-e", "-c", text, status=2, SCAFFOLD_TOKEN="")


def test_cron_runs_one_at_a_time(run, tmp_path):
    """With a stand-in that says what it was asked."""
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin/scaffold"
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    fake.chmod(0o755)
    more = {"PATH": f"{fake.parent}:/usr/bin:/bin", "FLEET": "fleet.yml", "OUT": tmp_path / "out"}
    assert run(tmp_path, CRON, "--limit", "20", **more) == ""
    asked = (tmp_path / "out/upgrades.ndjson").read_text().split()
    assert asked == "fleet upgrade --fleet fleet.yml --json --limit 20".split()
    with open(tmp_path / "out/lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run(tmp_path, CRON, status=75, **more)
