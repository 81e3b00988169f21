#!/usr/bin/env python3
"""Makes twenty projects with cruft and twenty with Copier, from small twins of one template: projects.py OUT.

Run by a Python whose environment has both tools. Each template has 30 files and two releases; the projects are of the first
one, and their owners edited some of the files.
"""

import pathlib
import random
import subprocess
import sys

FILES = 30
COUNT = 20


def run(folder, *words):
    subprocess.run([str(word) for word in words], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def commit(folder, message, tag=None):
    if not (folder / ".git").exists():
        run(folder, "git", "init", "-q")
    run(folder, "git", "add", "-A")
    run(folder, "git", "commit", "-qm", message)
    if tag:
        run(folder, "git", "tag", tag)


def lines(number, release, variable):
    chance = random.Random(number)
    text = [f"# Part {number} of {{{{ {variable} }}}}"]
    text += [f"value_{line} = {chance.randrange(10**6)}" for line in range(60)]
    if release == 2 and number % 3 == 0:
        text[30:32] = ["# of the newer release"] * 3
    return "\n".join(text) + "\n"


def release(folder, place, variable, number):
    """A release of a template whose files are below a folder of it."""
    for file in range(FILES):
        path = folder / place / f"src/area{file // 10}/part{file}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(lines(file, number, variable))
    commit(folder, f"Release {number}", f"v{number}.0.0")


def edit(project, number):
    chance = random.Random(f"edit {number}")
    for path in chance.sample(sorted((project / "src").rglob("*.py")), chance.randrange(6)):
        text = path.read_text().splitlines()
        text.insert(chance.randrange(5, 55), f"# of the owners: {number}")
        path.write_text("\n".join(text) + "\n")


TEMPLATES = {
    "cruft": (
        "{{ cookiecutter.name }}",
        "cookiecutter.name",
        {"cookiecutter.json": '{ "name": "shop" }\n'},
    ),
    "copier": (
        "template",
        "name",
        {
            "copier.yml": "_subdirectory: template\n_templates_suffix: ''\nname: { type: str, default: shop }\n",
            "template/{{ _copier_conf.answers_file }}": "{{ _copier_answers | to_nice_yaml }}\n",
        },
    ),
}


def main(out):
    for tool, (place, variable, files) in TEMPLATES.items():
        source = out / "templates" / tool
        for path, text in files.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text)
        release(source, place, variable, 1)
        (out / tool).mkdir()
        for number in range(COUNT):
            project = out / tool / f"shop-{number:02}"
            if tool == "cruft":
                context = ["--extra-context", f'{{"name": "{project.name}"}}']
                run(out, "cruft", "create", source, "--no-input", "--output-dir", out / tool, *context)
            else:
                run(out, "copier", "copy", "--quiet", "--defaults", "--data", f"name={project.name}", source, project)
            edit(project, number)
            commit(project, "Work")
        release(source, place, variable, 2)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
