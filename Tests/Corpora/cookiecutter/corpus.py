"""The functions that declare cases; the modules in `templates/` call them, generate.py reads the lists."""

import json
import textwrap

import trees

CASES = []
UPDATES = []
# The folder that nearly every template renders.
ROOT = "{{cookiecutter.name}}"


def text(source):
    """A text without the indent of its lines and without its first line end."""
    return textwrap.dedent(source).removeprefix("\n")


def template(settings, files, root=ROOT, beside=None):
    """The template's tree: its settings as cookiecutter.json, its files below the root, and what is beside the root."""
    whole = {f"{root}/{path}": content for path, content in files.items()}
    whole.update(beside or {})
    whole["cookiecutter.json"] = json.dumps(settings, indent=4, ensure_ascii=False) + "\n"
    return trees.nodes(whole)


def case(name, what, settings, files, answers=None, root=ROOT, beside=None, **more):
    """Declares a template that is rendered once.

    `cruft` makes it with cruft create, which writes `.cruft.json`. `hooks` lets hooks run. `arguments` are
    Cookiecutter's own: directory, overwrite_if_exists. `tag` (default v1.0.0) is the commit's tag.
    """
    entry = {"name": name, "what": what, "template": template(settings, files, root, beside), "answers": answers or {}}
    CASES.append({**entry, "tag": more.pop("tag", "v1.0.0"), **more})


def update(name, what, *steps):
    """Declares versions of a template that one project goes through. A step is (settings, files, new answers)."""
    versions = [
        {"tag": f"v{number}.0.0", "template": template(settings, files), "answers": answers}
        for number, (settings, files, answers) in enumerate(steps, 1)
    ]
    UPDATES.append({"name": name, "what": what, "steps": versions})
