"""The functions that declare cases; the modules in `templates/` call them, generate.py reads the lists."""

import textwrap

import trees

CASES = []
UPDATES = []
# The answers file of nearly every template.
ANSWERS = {"{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers|to_nice_yaml -}}\n"}


def text(source):
    """A text without the indent of its lines and without its first line end."""
    return textwrap.dedent(source).removeprefix("\n")


def template(config, files):
    """The template's tree: its settings as copier.yml, unless None, and its files."""
    whole = dict(files)
    if config is not None:
        whole["copier.yml"] = text(config)
    return trees.nodes(whole)


def case(name, what, config, files, answers=None, **more):
    """Declares a template that is rendered once.

    `tag` (default v1.0.0) is the commit's tag, or None. `later` adds that many commits after it, and renders the last.
    `existing` is what the project's folder holds before. `arguments` are Copier's own: exclude, skip_if_exists,
    answers_file, unsafe.
    """
    tag = more.pop("tag", "v1.0.0")
    CASES.append(
        {"name": name, "what": what, "template": template(config, files), "answers": answers or {}, "tag": tag, **more}
    )


def update(name, what, *steps):
    """Declares versions of a template that one project goes through. A step is (config, files, new answers)."""
    versions = [
        {"tag": f"v{number}.0.0", "template": template(config, files), "answers": answers}
        for number, (config, files, answers) in enumerate(steps, 1)
    ]
    UPDATES.append({"name": name, "what": what, "steps": versions})
