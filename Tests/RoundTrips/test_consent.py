"""Hooks and migrations that run with consent, and new projects: compared with what the real tools make of the same.

Run by scripts/check-dialects. SCAFFOLD names the executable.
"""

import json

from test_round_trips import LINES, SCAFFOLD, commit, run, upgraded, write


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


HOOK = """\
import os, pathlib, shutil, subprocess
import cookiecutter

assert cookiecutter.__version__
if "{{ cookiecutter.docs }}" != "yes":
    shutil.rmtree("docs")
names = sorted(str(path) for path in pathlib.Path(".").rglob("*") if path.is_file() and ".git" not in path.parts)
pathlib.Path("manifest.txt").write_text("\\n".join(names) + "\\n")
readme = pathlib.Path("README.md")
readme.write_text(readme.read_text().replace("line 12", "the last line of {{ cookiecutter.name }}"))
subprocess.run(["git", "init", "-q"], check=True)
"""
CRUFT_V1 = {
    "cookiecutter.json": json.dumps({"name": "shop", "docs": ["yes", "no"]}),
    "hooks/pre_gen_project.py": "import sys\nsys.exit('{{ cookiecutter.name }}' == 'bad')\n",
    "hooks/post_gen_project.py": HOOK,
    "{{cookiecutter.name}}/README.md": LINES,
    "{{cookiecutter.name}}/docs/index.md": "docs\n",
}
CRUFT_V2 = {
    "{{cookiecutter.name}}/README.md": LINES.replace("line 2\n", "two\n"),
    "{{cookiecutter.name}}/docs/more.md": "more docs\n",
    "{{cookiecutter.name}}/src/main.py": "print()\n",
}


def test_hooks_do_what_they_do_for_cruft(tmp_path, template):
    write(template, CRUFT_V1)
    commit(template, "1")
    run(tmp_path, "cruft", "create", "-y", str(template), "--extra-context", '{"docs": "no"}')
    made = tmp_path / "made"
    run(tmp_path, SCAFFOLD, "new", str(template), "made/shop", "--set", "docs=no", "--run-hooks", "--no-git")
    assert files(made / "shop") == files(tmp_path / "shop")

    project = tmp_path / "shop"
    commit(project, "Generate")
    write(template, CRUFT_V2)
    commit(template, "2")
    twin = tmp_path / "twin"
    run(tmp_path, "cp", "-R", str(project), str(twin))
    # A nested repository is more than cruft itself can bear in an update.
    write(template, {"hooks/post_gen_project.py": HOOK.replace('subprocess.run(["git", "init", "-q"], check=True)\n', "")})
    commit(template, "3")
    base = run(template, "git", "rev-parse", "HEAD~2").strip()
    run(project, SCAFFOLD, "upgrade", "--run-hooks", "--branch", "out")
    run(project, "git", "merge", "-q", "--ff-only", "out")
    assert (project / "manifest.txt").read_text() == "README.md\nsrc/main.py\n"
    assert not (project / "docs").exists()
    text = (project / "README.md").read_text()
    assert "two\n" in text and "the last line of shop\n" in text
    assert base not in (project / ".cruft.json").read_text()
    fresh = tmp_path / "fresh"
    run(tmp_path, "cruft", "create", "-y", str(template), "--output-dir", str(fresh), "--extra-context", '{"docs": "no"}')
    assert files(project) == files(fresh / "shop")


COPIER_V1 = {
    "copier.yml": "name: shop\n",
    "{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers|to_nice_yaml -}}\n",
    "settings.ini": "[a]\nx = 1\n",
    "README.md": LINES,
}
COPIER_V2 = {
    "copier.yml": """\
name: shop
_exclude: [copier.yml, .git, migrations]
_migrations:
  - version: v2.0.0
    command: python3 {{ _copier_conf.src_path }}/migrations/two.py {{ name }}
  - command: echo "$STAGE $VERSION_FROM $VERSION_TO $VERSION_CURRENT $VERSION_PEP440_FROM $VERSION_PEP440_TO" > step.txt
""",
    "migrations/two.py": "import pathlib, sys\n"
    "path = pathlib.Path('settings.ini')\n"
    "path.write_text(path.read_text() + f'name = {sys.argv[1]}\\n')\n"
    "path.rename('settings.cfg')\n",
    "README.md": LINES.replace("line 2\n", "two\n"),
}


def test_migrations_do_what_they_do_for_copier(tmp_path, template):
    write(template, COPIER_V1)
    commit(template, "1", "v1.0.0")
    project = tmp_path / "project"
    run(tmp_path, "copier", "copy", "--defaults", "--quiet", str(template), str(project))
    made = tmp_path / "made"
    run(tmp_path, SCAFFOLD, "new", str(template), str(made), "--no-git")
    assert files(made) == files(project)

    run(project, "git", "init", "-q")
    commit(project, "Generate")
    write(project, {"README.md": LINES.replace("line 9\n", "mine\n")})
    commit(project, "Edit")
    write(template, COPIER_V2)
    commit(template, "2", "v2.0.0")
    twin = tmp_path / "twin"
    run(tmp_path, "cp", "-R", str(project), str(twin))
    run(twin, "copier", "update", "--defaults", "--quiet", "--trust")
    run(project, SCAFFOLD, "upgrade", "--run-migrations", "--branch", "out")
    run(project, "git", "merge", "-q", "--ff-only", "out")
    assert files(project) == files(twin)
    assert (project / "settings.cfg").read_text() == "[a]\nx = 1\nname = shop\n"


def test_new_projects_go_on_with_their_own_tools(tmp_path, template):
    write(template, {key: text for key, text in CRUFT_V1.items() if not key.startswith("hooks/")})
    commit(template, "1")
    project = tmp_path / "shop"
    run(tmp_path, SCAFFOLD, "new", str(template), str(project), "--set", "docs=no")
    assert "no file edited" in run(project, SCAFFOLD, "status")
    run(project, "cruft", "check")
    twin = tmp_path / "made"
    run(tmp_path, "cruft", "create", "-y", str(template), "--output-dir", str(twin), "--extra-context", '{"docs": "no"}')
    assert files(project) == files(twin / "shop")
    write(template, CRUFT_V2)
    commit(template, "2")
    run(project, "cruft", "update", "-y")
    commit(project, "cruft's update")
    assert "no file edited" in run(project, SCAFFOLD, "status")

    copier = tmp_path / "copier-template"
    copier.mkdir()
    run(copier, "git", "init", "-q")
    write(copier, COPIER_V1)
    commit(copier, "1", "v1.0.0")
    project = tmp_path / "desk"
    run(tmp_path, SCAFFOLD, "new", str(copier), str(project), "--set", "name=desk")
    write(copier, {"settings.ini": "[a]\nx = 2\n"})
    commit(copier, "2", "v2.0.0")
    run(project, "copier", "update", "--defaults", "--quiet")
    commit(project, "Copier's update")
    write(copier, {"settings.ini": "[a]\nx = 3\n"})
    commit(copier, "3", "v3.0.0")
    upgraded(project)
    assert (project / "settings.ini").read_text() == "[a]\nx = 3\n"
