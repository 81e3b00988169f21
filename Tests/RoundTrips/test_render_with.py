"""Templates with Python of their own: rendered by the installed tool, merged as always.

Run by scripts/check-dialects. SCAFFOLD names the executable.
"""

import json
import os

import pytest
from test_round_trips import LINES, SCAFFOLD, commit, run, write

COPIER_EXTENSION = """\
import os
from jinja2.ext import Extension


class Shout(Extension):
    def __init__(self, environment):
        super().__init__(environment)
        environment.filters["shout"] = lambda text: text.upper() + "!"
        environment.globals["seen"] = lambda: (
            ",".join(sorted(name for name in os.environ if "TOKEN" in name)) + os.path.expanduser("~")
        )
        with open(os.path.expanduser("~/ran"), "w") as file:
            file.write("ran")
"""
COPIER_V1 = {
    "copier.yml": "name:\n  type: str\n  default: shop\nport:\n  type: int\n  default: 8000\n"
    "_jinja_extensions:\n  - copier_template_extensions.TemplateExtensionLoader\n  - shout.py:Shout\n"
    "_exclude: [copier.yml, shout.py, .git, '{% if _copier_operation == \"update\" %}once.txt{% endif %}']\n"
    "_tasks:\n  - touch task-ran\n",
    "shout.py": COPIER_EXTENSION,
    "{{ _copier_conf.answers_file }}.jinja": "# Changes here will be overwritten by Copier\n"
    "{{ _copier_answers|to_nice_yaml -}}\n",
    "README.md.jinja": "# {{ name|shout }} {{ port }}\n\n" + LINES,
    "about.txt.jinja": "{{ _src_path }} {{ _commit }} {{ seen() }}\n",
    "once.txt": "once\n",
}


@pytest.fixture(autouse=True)
def token(monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", "token-of-somebody")


def copier_project(tmp_path, template, address):
    write(template, COPIER_V1)
    commit(template, "1", "v1.0.0")
    project = tmp_path / "project"
    run(tmp_path, "copier", "copy", "--defaults", "--quiet", "--trust", "--skip-tasks", address, str(project))
    run(project, "git", "init", "-q")
    about = project / "about.txt"
    about.write_text(about.read_text().replace("GITHUB_TOKEN", "").replace(os.environ["HOME"], "/home"))
    commit(project, "Generate")
    (tmp_path / "home/ran").unlink()
    return project


@pytest.mark.parametrize("kind", ["folder", "address"])
def test_copier_renders_what_needs_its_own_python(tmp_path, template, kind):
    address = str(template)
    if kind == "address":
        # An address that nothing but git's own settings leads to, as a forge's would be.
        address = "https://git.example.com/team/template.git"
        with (tmp_path / "home/.gitconfig").open("a") as file:
            file.write(f'[url "file://{template}"]\n\tinsteadOf = {address}\n')
    project = copier_project(tmp_path, template, address)
    assert "unrendered" in run(project, SCAFFOLD, "status", "--json")
    status = run(project, SCAFFOLD, "status", "--render-with", "copier")
    assert "no file edited" in status and "rendered with copier 9." in status

    write(project, {"README.md": (project / "README.md").read_text().replace("line 9\n", "mine\n")})
    commit(project, "Edit")
    write(template, {"README.md.jinja": "# {{ name|shout }} on {{ port }}\n\n" + LINES.replace("line 2\n", "two\n")})
    commit(template, "2", "v2.0.0")
    difference = run(project, SCAFFOLD, "diff", "--render-with", "copier")
    assert "+# SHOP! on 9000" not in difference and "+# SHOP! on 8000" in difference
    run(project, SCAFFOLD, "upgrade", "--render-with", "copier", "--branch", "out", "--set", "port=9000")
    run(project, "git", "merge", "-q", "--ff-only", "out")
    text = (project / "README.md").read_text()
    assert text.startswith("# SHOP! on 9000\n") and "two\n" in text and "mine\n" in text
    assert not (project / "task-ran").exists()
    assert not (tmp_path / "home/ran").exists(), "the extension ran outside"
    about = (project / "about.txt").read_text()
    assert about == f"{address} v2.0.0 /home\n"

    # What Copier itself writes for the same version is the same, byte for byte.
    record = (project / ".copier-answers.yml").read_text()
    assert "_commit: v2.0.0\n" in record and "port: 9000\n" in record
    run(project, "copier", "recopy", "--defaults", "--quiet", "--overwrite", "--trust", "--skip-tasks")
    assert (project / ".copier-answers.yml").read_text() == record


def test_what_copier_says_is_told(tmp_path, template):
    project = copier_project(tmp_path, template, str(template))
    write(template, {"README.md.jinja": "{{ name|nothing }}\n"})
    commit(template, "2", "v2.0.0")
    output = run(project, SCAFFOLD, "upgrade", "--render-with", "copier", status=2)
    assert "No filter named 'nothing'" in output
    output = run(project, SCAFFOLD, "upgrade", "--render-with", "cookiecutter", status=2)
    assert "--render-with copier" in output
    assert run(project, "git", "branch", "--list", "scaffold/*") == ""


CRUFT = {
    "cookiecutter.json": json.dumps(
        {
            "name": "shop",
            "title": "{{ cookiecutter.name|shout }}",
            "license": ["MIT", "Apache"],
            "token": "x",
            "extras": {"a": "b"},
            "__derived": "{{ cookiecutter.license|shout }}",
            "_extensions": ["local_extensions.Shout"],
        }
    ),
    "local_extensions.py": COPIER_EXTENSION,
    "hooks/post_gen_project.py": "open('hook-ran', 'w').write('{{ cookiecutter.name }}')\n",
    "{{cookiecutter.name}}/README.md": "# {{cookiecutter.title}} {{cookiecutter.token}} {{cookiecutter.__derived}}\n\n" + LINES,
    "{{cookiecutter.name}}/extras.txt": "{{ cookiecutter.extras.a|shout }}\n",
}


def test_cookiecutter_renders_what_needs_its_own_python(tmp_path, template):
    write(template, CRUFT)
    commit(template, "1")
    out = tmp_path / "rendered"
    settings = ["--set", "license=Apache", "--set", "token=${{ secrets.X }} {% raw"]
    run(tmp_path, SCAFFOLD, "render", str(template), "--out", str(out), "--render-with", "cookiecutter", *settings)
    assert (out / "README.md").read_text() == "# SHOP! ${{ secrets.X }} {% raw APACHE!\n\n" + LINES
    assert (out / "extras.txt").read_text() == "B!\n"
    assert sorted(path.name for path in out.iterdir()) == ["README.md", "extras.txt"]

    run(tmp_path, "cruft", "create", "-y", f"file://{template}", "--extra-context", '{"license": "Apache"}')
    project = tmp_path / "shop"
    run(project, "git", "init", "-q")
    commit(project, "Generate")
    (tmp_path / "home/ran").unlink()
    write(project, {"README.md": (project / "README.md").read_text().replace("line 9\n", "mine\n")})
    commit(project, "Edit")
    write(
        template,
        {
            "{{cookiecutter.name}}/README.md": "# {{cookiecutter.title}} for {{cookiecutter.license|shout}}\n\n"
            + LINES.replace("line 2\n", "two\n"),
            "{{cookiecutter.name}}/new.txt": "{{ cookiecutter.name|shout }}\n",
        },
    )
    commit(template, "2")
    twin = tmp_path / "twin"
    run(tmp_path, "cp", "-R", str(project), str(twin))
    run(twin, "cruft", "update", "-y")
    (tmp_path / "home/ran").unlink()
    for extra in ([], ["--run-hooks"]):
        run(project, SCAFFOLD, "upgrade", "--render-with", "cookiecutter", "--branch", "out", *extra)
        run(project, "git", "checkout", "-q", "out")
        assert (project / "README.md").read_text() == "# SHOP! for APACHE!\n\n" + LINES.replace(
            "line 2\n", "two\n"
        ).replace("line 9\n", "mine\n")
        assert (project / "new.txt").read_text() == "SHOP!\n"
        assert (project / "hook-ran").read_text() == "shop"
        assert (project / ".cruft.json").read_text() == (twin / ".cruft.json").read_text()
        run(project, "git", "checkout", "-q", "-")
    assert not (tmp_path / "home/ran").exists(), "the extension ran outside"
    run(project, "git", "checkout", "-q", "out")
    run(project, "cruft", "check")


def test_a_tool_that_is_not_there_is_an_error_that_says_so(tmp_path, template, monkeypatch):
    write(template, CRUFT)
    commit(template, "1")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    arguments = ["--out", str(tmp_path / "out"), "--render-with", "cookiecutter"]
    output = run(tmp_path, SCAFFOLD, "render", str(template), *arguments, status=2)
    assert "there is no working cookiecutter on PATH" in output
