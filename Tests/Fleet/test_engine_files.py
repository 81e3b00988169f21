"""The files for engines are what those engines read, and the checkers would notice if they were not."""

import re

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
MANIFESTS = sorted((ROOT / "engines/kubernetes").glob("*.yaml"))
SCRIPTS = sorted((ROOT / "engines").glob("*.sh"))
GITLAB = ROOT / "engines/gitlab.yml"
ALL = [ROOT / ".github/workflows/audit.yml", GITLAB, *MANIFESTS, *SCRIPTS]


def broken(path, folder, old, new):
    """A copy of a file with a fault in it."""
    text = path.read_text()
    assert old in text
    copy = folder / path.name
    copy.write_text(text.replace(old, new, 1))
    return copy


def test_workflows_are_safe(run, tmp_path):
    run(ROOT, "zizmor", "--offline", "--no-progress", *WORKFLOWS)
    audit = ROOT / ".github/workflows/audit.yml"
    unsafe = broken(audit, tmp_path, "found=$(scaffold --version)", 'found="${{ inputs.version }}"')
    assert "template-injection" in run(ROOT, "zizmor", "--offline", "--no-progress", unsafe, status=14)


def test_workflows_fit_their_schema(run, tmp_path):
    schema = ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    run(ROOT, *schema, *WORKFLOWS)
    run(ROOT, *schema, broken(WORKFLOWS[0], tmp_path, "runs-on:", "run-on:"), status=1)


def test_actions_are_pinned_and_get_no_credentials():
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text())["jobs"].values():
            for step in job["steps"]:
                if "uses" not in step:
                    assert "${{" not in step["run"], step
                    continue
                assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", step["uses"])
                if step["uses"].startswith("actions/checkout@"):
                    assert step["with"]["persist-credentials"] is False


def test_gitlab_reads_its_file(run, tmp_path):
    schema = ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    run(ROOT, *schema, GITLAB)
    run(ROOT, *schema, broken(GITLAB, tmp_path, "parallel: 4", "parallel: many"), status=1)


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_kubernetes_takes_the_manifests(path, run):
    run(ROOT, "kubernetes-validate", "--strict", path)


def test_a_misspelt_manifest_is_noticed(run, tmp_path):
    wrong = broken(ROOT / "engines/kubernetes/audit.yaml", tmp_path, "completionMode:", "completionMod:")
    assert "completionMod" in run(ROOT, "kubernetes-validate", "--strict", wrong, status=1)


def test_kubernetes_counts_the_parts_as_the_tool_does():
    spec = yaml.safe_load((ROOT / "engines/kubernetes/audit.yaml").read_text())["spec"]
    (container,) = spec["template"]["spec"]["containers"]
    assert {"name": "TOTAL", "value": str(spec["completions"])} in container["env"]


def test_scripts_are_sound(run):
    run(ROOT, "shellcheck", *SCRIPTS)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_the_tool_knows_every_report_and_option_that_is_asked_for(path, run):
    known = run(ROOT, "scaffold", "audit", "run", "--help") + run(ROOT, "scaffold", "audit", "merge", "--help")
    formats = re.search(r"\(values:\s+([^;]*);", known)[1].replace(",", " ").split()
    text = path.read_text()
    assert set(re.findall(r"--report (\w+)=", text)) <= set(formats)
    commands = re.findall(r"scaffold audit (?:.*\\\n)*.*", text)
    for option in set(re.findall(r"(--[a-z][a-z-]+)", "\n".join(commands))):
        assert re.search(rf"{option}\b", known), option
