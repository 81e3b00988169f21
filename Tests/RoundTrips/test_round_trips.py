"""Projects that the real tools made, upgraded by scaffold, and updated again by the real tools: nobody notices.

Run by scripts/check-dialects. SCAFFOLD names the executable.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

SCAFFOLD = os.environ["SCAFFOLD"]
LINES = "".join(f"line {number}\n" for number in range(1, 13))


def run(folder, *arguments, status=0):
    """Runs a program and returns its output; any exit status but the expected one fails."""
    result = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == status, f"{arguments} ended with {result.returncode}:\n{result.stdout}{result.stderr}"
    return result.stdout + result.stderr


def commit(folder, message, tag=None):
    run(folder, "git", "add", "-A")
    run(folder, "git", "commit", "-qm", message)
    if tag:
        run(folder, "git", "tag", tag)


def write(folder, files):
    for path, text in files.items():
        place = folder / path
        if text is None:
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)


COPIER_V1 = {
    "copier.yml": """\
project_name:
  type: str
  default: shop
port:
  type: int
  default: 8000
docs:
  type: bool
  default: true
tags:
  type: yaml
  default: [a, b]
version:
  type: str
  default: "1.10"
""",
    "{{ _copier_conf.answers_file }}.jinja": "# Changes here will be overwritten by Copier\n"
    "{{ _copier_answers|to_nice_yaml -}}\n",
    "README.md.jinja": "# {{ project_name }}\n\n" + LINES,
    "{% if docs %}docs.md{% endif %}.jinja": "docs of {{ project_name }}\n",
    "settings.ini": "[a]\nx = 1\n",
}
COPIER_V2 = {
    "copier.yml": COPIER_V1["copier.yml"] + "region:\n  type: str\n  default: 'eu: west'\n",
    "README.md.jinja": "# {{ project_name }} in {{ region }}\n\n" + LINES.replace("line 2\n", "line two\n"),
    "settings.ini": "[a]\nx = 2\n",
    "new.txt": "new\n",
}
COPIER_V3 = {"settings.ini": "[a]\nx = 3\n", "new.txt": "newer\n"}


@pytest.fixture
def copier_template(tmp_path):
    folder = tmp_path / "template"
    folder.mkdir()
    run(folder, "git", "init", "-q")
    write(folder, COPIER_V1)
    commit(folder, "1", "v1.0.0")
    return folder


def copier_project(tmp_path, template, *data):
    project = tmp_path / "project"
    arguments = [part for item in data for part in ("--data", item)]
    run(tmp_path, "copier", "copy", "--defaults", "--quiet", *arguments, str(template), str(project))
    run(project, "git", "init", "-q")
    commit(project, "Generate")
    return project


def upgraded(project, status=0):
    run(project, SCAFFOLD, "upgrade", "--branch", "out", status=status)
    run(project, "git", "merge", "-q", "--ff-only", "out")


@pytest.mark.parametrize("data", [(), ("project_name=It's: #1 \"é\"", "port=9", "docs=false", "version=007")])
def test_a_copier_project_goes_on_with_copier(tmp_path, copier_template, data):
    project = copier_project(tmp_path, copier_template, *data)
    assert "no file edited" in run(project, SCAFFOLD, "status")
    write(project, {"README.md": (project / "README.md").read_text().replace("line 9\n", "owners' line 9\n")})
    commit(project, "Edit")
    write(copier_template, COPIER_V2)
    commit(copier_template, "2", "v2.0.0")
    upgraded(project)
    record = (project / ".copier-answers.yml").read_text()
    assert "_commit: v2.0.0\n" in record and "region:" in record

    # What Copier itself writes for the same version is the same, byte for byte.
    run(project, "copier", "recopy", "--defaults", "--quiet", "--overwrite")
    assert (project / ".copier-answers.yml").read_text() == record
    run(project, "git", "checkout", "-q", ".")

    write(copier_template, COPIER_V3)
    commit(copier_template, "3", "v3.0.0")
    output = run(project, "copier", "update", "--defaults", "--conflict", "inline")
    assert "conflict" not in output.lower()
    changed = run(project, "git", "status", "--porcelain").split("\n")
    assert sorted(line[3:] for line in changed if line) == [".copier-answers.yml", "new.txt", "settings.ini"]
    commit(project, "Copier's update")
    assert "no file edited" in run(project, SCAFFOLD, "status", status=1) or "1 file edited" in run(
        project, SCAFFOLD, "status", status=1
    )


def test_copier_upgrades_alternate(tmp_path, copier_template):
    project = copier_project(tmp_path, copier_template)
    write(copier_template, COPIER_V2)
    commit(copier_template, "2", "v2.0.0")
    run(project, "copier", "update", "--defaults", "--quiet")
    commit(project, "Copier's update")
    write(copier_template, COPIER_V3)
    commit(copier_template, "3", "v3.0.0")
    upgraded(project)
    assert (project / "new.txt").read_text() == "newer\n"
    assert "no file edited" in run(project, SCAFFOLD, "status")
    run(project, "copier", "update", "--defaults", "--quiet")
    assert run(project, "git", "status", "--porcelain") == ""


CRUFT_V1 = {
    "cookiecutter.json": json.dumps(
        {"name": "shop", "license": ["MIT", "Apache"], "port": "8000", "_private": ["x"], "extras": {"a": "b"}}
    ),
    "{{cookiecutter.name}}/README.md": "# {{cookiecutter.name}} {{cookiecutter.license}}\n\n" + LINES,
    "{{cookiecutter.name}}/settings.ini": "[a]\nx = 1\n",
}
CRUFT_V2 = {
    "cookiecutter.json": json.dumps(
        {
            "name": "shop",
            "license": ["MIT", "Apache"],
            "port": "8000",
            "_private": ["x", "y"],
            "extras": {"a": "b"},
            "region": "eu é",
        }
    ),
    "{{cookiecutter.name}}/README.md": "# {{cookiecutter.name}} {{cookiecutter.license}} {{cookiecutter.region}}\n\n"
    + LINES.replace("line 2\n", "line two\n"),
    "{{cookiecutter.name}}/settings.ini": "[a]\nx = 2\n",
}
CRUFT_V3 = {"{{cookiecutter.name}}/settings.ini": "[a]\nx = 3\n"}


def test_a_cruft_project_goes_on_with_cruft(tmp_path):
    template = tmp_path / "template"
    template.mkdir()
    run(template, "git", "init", "-q")
    write(template, CRUFT_V1)
    commit(template, "1")
    run(
        tmp_path, "cruft", "create", "-y", f"file://{template}", "--extra-context", '{"name": "demo", "license": "Apache"}'
    )
    project = tmp_path / "demo"
    run(project, "git", "init", "-q")
    commit(project, "Generate")
    assert "no file edited" in run(project, SCAFFOLD, "status")
    write(project, {"README.md": (project / "README.md").read_text().replace("line 9\n", "owners' line 9\n")})
    commit(project, "Edit")
    write(template, CRUFT_V2)
    commit(template, "2")

    # What cruft itself writes into its record for the same update, for comparison.
    twin = tmp_path / "twin"
    run(tmp_path, "cp", "-R", str(project), str(twin))
    run(twin, "cruft", "update", "-y")
    upgraded(project)
    assert json.loads((project / ".cruft.json").read_text()) == json.loads((twin / ".cruft.json").read_text())
    assert (project / ".cruft.json").read_text() == (twin / ".cruft.json").read_text()
    assert (project / "README.md").read_text() == (twin / "README.md").read_text()
    run(project, "cruft", "check")

    write(template, CRUFT_V3)
    commit(template, "3")
    run(project, "cruft", "update", "-y")
    changed = run(project, "git", "status", "--porcelain").split("\n")
    assert sorted(line[3:] for line in changed if line) == [".cruft.json", "settings.ini"]
    assert not list(Path(project).rglob("*.rej"))
