"""Rich templates: made by the real tool, upgraded by scaffold, updated again by the real tool, which has nothing to say.

Run by scripts/check-dialects. SCAFFOLD names the executable.
"""

import json
import os
import re
from dataclasses import dataclass, field

import pytest
from test_round_trips import LINES, SCAFFOLD, commit, run, upgraded, write

ANSWERS = "# Changes here will be overwritten by Copier\n{{ _copier_answers|to_nice_yaml -}}\n"
NAME = "name:\n  type: str\n  default: shop\n"


@dataclass
class Shape:
    """A template in three versions: files by path, None for one that goes; `-> x` is a link, `#!` makes it executable."""

    name: str
    v1: dict
    v2: dict
    v3: dict
    # What the real tool's update to v3 changes, but for the record.
    changes: set
    # Answers, and further options of `copier copy` or `cruft create`.
    options: list = field(default_factory=list)
    # Options of every `copier update` and `cruft update`.
    update: list = field(default_factory=list)
    record: str = ".copier-answers.yml"
    # What the owners do before the upgrade.
    edit: dict = field(default_factory=dict)
    # Whether v2 is a tag; else the upgrade goes to HEAD.
    is_tagged: bool = True

    def __str__(self):
        return self.name


def put(folder, files):
    """Writes files, links and executables."""
    for path, text in files.items():
        place = folder / path
        if text is not None and place.is_symlink():
            place.unlink()
        if text is not None and text.startswith("-> "):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            place.symlink_to(text[3:])
        else:
            write(folder, {path: text})
            if text is not None:
                place.chmod(0o755 if text.startswith("#!") else 0o644)


def state(project, record):
    """What git has of a project, but for its record: mode, id and path."""
    return [line for line in run(project, "git", "ls-files", "-s").splitlines() if not line.endswith("\t" + record)]


def changed(project):
    """The paths that differ from HEAD."""
    return {entry[3:] for entry in run(project, "git", "-c", "core.quotePath=off", "status", "--porcelain", "-z").split("\0") if entry}


COPIER = [
    Shape(
        "a subdirectory, a suffix, delimiters of its own and a setting file that includes another",
        {
            "copier.yml": "_subdirectory: template\n_templates_suffix: .tmpl\n"
            "_envops: {variable_start_string: '[[', variable_end_string: ']]', keep_trailing_newline: false}\n"
            "---\n!include more.yml\n",
            "more.yml": NAME,
            "template/[[ _copier_conf.answers_file ]].tmpl": ANSWERS.replace("{{", "[[").replace("}}", "]]"),
            "template/[[ name ]]/main.txt.tmpl": "[[ name ]] {{ kept }}\n" + LINES,
            "template/plain.jinja": "{{ kept }}\n",
            "README.md": "about the template\n",
        },
        {"template/[[ name ]]/main.txt.tmpl": "[[ name ]] {{ kept }}\n" + LINES.replace("line 2\n", "two\n")},
        {"template/plain.jinja": "{{ kept }} 3\n", "README.md": "more about it\n"},
        {"plain.jinja"},
        options=["--data", "name=desk"],
        edit={"desk/main.txt": "desk {{ kept }}\n" + LINES.replace("line 9\n", "mine\n").rstrip("\n")},
    ),
    Shape(
        "an answers file with a name of its own",
        {
            "copier.yml": NAME + "_answers_file: .config/made.yml\n",
            "{{ _copier_conf.answers_file }}.jinja": ANSWERS,
            "a.txt.jinja": "{{ name }}\n" + LINES,
        },
        {"a.txt.jinja": "{{ name }}\n" + LINES.replace("line 2\n", "two\n"), "b.txt": "2\n"},
        {"b.txt": "3\n"},
        {"b.txt"},
        update=["--answers-file", ".config/made.yml"],
        record=".config/made.yml",
        edit={"a.txt": "shop\n" + LINES.replace("line 9\n", "mine\n")},
    ),
    Shape(
        "answers of every type, several at once, secret, computed, under conditions, and over several lines",
        {
            "copier.yml": NAME
            + """\
parts:
  type: str
  multiselect: true
  choices: {One: one, "Two: 2": two, three: three}
  default: [three, one]
text:
  type: str
  multiline: true
  default: |
    first: "line"
      second   line

    # fourth 'line'
token:
  type: str
  secret: true
  default: none
flag:
  type: bool
  default: true
count:
  type: int
  default: 007
ratio:
  type: float
  default: 1.50
nothing:
  type: yaml
  default: null
tree:
  type: json
  default: '{"a": {"c": null}, "b": [1, 2.0, "é"]}'
when_flag:
  type: str
  default: asked
  when: "{{ flag }}"
unless_flag:
  type: str
  default: "un{{ name }}"
  when: "{{ not flag }}"
octal:
  type: str
  default: "0o17"
date:
  type: str
  default: "2024-01-01"
emoji:
  type: str
  default: "shop \\U0001F6CD # no comment"
""",
            "{{ _copier_conf.answers_file }}.jinja": ANSWERS,
            "all.txt.jinja": "{{ parts }} {{ count }} {{ ratio }} {{ nothing }} {{ tree }} {{ when_flag }} {{ unless_flag }}\n"
            "{{ octal }} {{ date }} {{ emoji }}\n{{ text }}\n" + LINES,
            "{% if 'two' in parts %}two.txt{% endif %}": "2\n",
        },
        {
            "all.txt.jinja": "{{ parts }} {{ count }} {{ ratio }} {{ nothing }} {{ tree }} {{ when_flag }} {{ unless_flag }}\n"
            "{{ octal }} {{ date }} {{ emoji }}\n{{ text }}\n" + LINES.replace("line 2\n", "two\n"),
            "{% if 'two' in parts %}two.txt{% endif %}": "2 2\n",
        },
        {"c.txt.jinja": "{{ text }}\n"},
        {"c.txt"},
        options=["--data", "parts=[one, two]", "--data", "text=a: b\n\n  'c'\n", "--data", "token=hidden", "--data", "flag=false"],
        edit={"own.txt": "own\n"},
    ),
    Shape(
        "a state after the newest tag, by the name that git describe gives it",
        {
            "copier.yml": NAME,
            "{{ _copier_conf.answers_file }}.jinja": ANSWERS,
            "a.txt.jinja": "{{ _copier_conf.vcs_ref_hash[:0] }}{{ name }}\n" + LINES,
        },
        {"a.txt.jinja": "{{ name }}\n" + LINES.replace("line 2\n", "two\n")},
        {"b.txt": "3\n"},
        {"b.txt"},
        edit={"a.txt": "shop\n" + LINES.replace("line 9\n", "mine\n")},
        is_tagged=False,
    ),
    Shape(
        "files that are made once, go, come, and are renamed, and a condition that changes with an answer's default",
        {
            "copier.yml": NAME + "_skip_if_exists: [CHANGELOG.md, docs/]\n_exclude: [copier.yml, '*.tmp', '!keep.tmp', .git]\n",
            "{{ _copier_conf.answers_file }}.jinja": ANSWERS,
            "CHANGELOG.md": "# Changes\n",
            "docs/index.md": "# Docs\n",
            "gone/deep/file.txt": "1\n",
            "old.txt": LINES,
            "left.tmp": "1\n",
            "keep.tmp": "1\n",
            "a.txt": "1\n",
        },
        {
            "CHANGELOG.md": "# Changes 2\n",
            "docs/index.md": "# Docs 2\n",
            "gone/deep/file.txt": None,
            "old.txt": None,
            "new.txt": LINES.replace("line 2\n", "two\n"),
            "keep.tmp": "2\n",
        },
        {"CHANGELOG.md": "# Changes 3\n", "new.txt": LINES.replace("line 2\n", "three\n"), "keep.tmp": None},
        {"new.txt", "keep.tmp"},
        edit={"CHANGELOG.md": "# Changes\n\nA year.\n"},
    ),
    Shape(
        "bits, links, folders whose names are answers, and names with blanks and beyond ASCII",
        {
            "copier.yml": NAME + "_preserve_symlinks: true\n",
            "{{ _copier_conf.answers_file }}.jinja": ANSWERS,
            "run.sh": "#!/bin/sh\necho 1\n",
            "bare.sh": "echo 1\n",
            "link": "-> run.sh",
            "src/{{ name }}/é ü.txt.jinja": "{{ name }}\n" + LINES,
            "src/{{ name }}/ up": "-> ../../run.sh",
        },
        {
            "run.sh": "echo 2\n",
            "bare.sh": "#!/bin/sh\necho 2\n",
            "link": "-> bare.sh",
            "src/{{ name }}/é ü.txt.jinja": "{{ name }}\n" + LINES.replace("line 2\n", "zwei: ß\n"),
        },
        {"link": "-> run.sh", "run.sh": "#!/bin/sh\necho 3\n"},
        {"link", "run.sh"},
        options=["--data", "name=lädchen"],
        edit={"src/lädchen/é ü.txt": "lädchen\n" + LINES.replace("line 9\n", "meins\n")},
    ),
    Shape(
        "data of another template's answers, computed answers, and a version that asks for less",
        {
            "copier.yml": "_external_data:\n  base: .copier-answers.base.yml\n" + NAME
            + "extra:\n  type: str\n  default: more\ncomputed:\n  type: str\n  default: \"{{ name|upper }}\"\n  when: false\n"
            "team:\n  type: str\n  default: \"{{ _external_data.base.team|default('nobody') }}\"\n",
            "{{ _copier_conf.answers_file }}.jinja": ANSWERS,
            "a.txt.jinja": "{{ name }} {{ computed }} {{ team }} {{ extra|default('-') }}\n" + LINES,
        },
        {
            "copier.yml": "_external_data:\n  base: .copier-answers.base.yml\n" + NAME
            + "computed:\n  type: str\n  default: \"{{ name|upper }}\"\n  when: false\n"
            "team:\n  type: str\n  default: \"{{ _external_data.base.team|default('nobody') }}\"\n",
            "a.txt.jinja": "{{ name }} {{ computed }} {{ team }}\n" + LINES,
        },
        {"b.txt.jinja": "{{ computed }}\n"},
        {"b.txt"},
        options=["--data", "team=red"],
        edit={"a.txt": "shop SHOP red more\n" + LINES.replace("line 9\n", "mine\n")},
    ),
    Shape(
        "an answers file that the template writes in its own way, with more in it",
        {
            "copier.yml": NAME + "port:\n  type: int\n  default: 80\n",
            "{{ _copier_conf.answers_file }}.jinja": "# Mine: do not touch\n---\n{{ _copier_answers|to_yaml }}# end {{ name }}\n",
            "a.txt.jinja": "{{ name }} {{ port }}\n",
        },
        {"a.txt.jinja": "{{ name }}:{{ port }}\n"},
        {"a.txt.jinja": "{{ name }}:{{ port }}/\n"},
        {"a.txt"},
        options=["--data", "port=8080"],
        edit={"own.txt": "own\n"},
    ),
]


@pytest.mark.parametrize("shape", COPIER, ids=str)
def test_copier_has_nothing_to_add(tmp_path, template, shape):
    put(template, shape.v1)
    commit(template, "1", "v1.0.0")
    project = tmp_path / "project"
    run(tmp_path, "copier", "copy", "--defaults", "--quiet", *shape.options, str(template), str(project))
    run(project, "git", "init", "-q")
    commit(project, "Generate")
    named = ["--answers-file", shape.record] if shape.update else []
    assert "no file edited" in run(project, SCAFFOLD, "status", *named)
    put(project, shape.edit)
    commit(project, "Edit")
    put(template, shape.v2)
    commit(template, "2", "v2.0.0" if shape.is_tagged else None)

    # What Copier itself makes of it, for comparison.
    twin = tmp_path / "twin"
    run(tmp_path, "cp", "-R", str(project), str(twin))
    head = [] if shape.is_tagged else ["--vcs-ref", "HEAD"]
    run(twin, "copier", "update", "--defaults", "--quiet", *shape.update, *head)
    commit(twin, "Copier's update")
    run(project, SCAFFOLD, "upgrade", "--branch", "out", *named, *(["--to", "HEAD"] if head else []))
    run(project, "git", "merge", "-q", "--ff-only", "out")
    assert (project / shape.record).read_bytes() == (twin / shape.record).read_bytes()
    assert state(project, shape.record) == state(twin, shape.record)

    output = run(project, "copier", "update", "--defaults", *shape.update, *head)
    assert "conflict" not in output.lower()
    assert changed(project) == set()
    put(template, shape.v3)
    commit(template, "3", "v3.0.0")
    output = run(project, "copier", "update", "--defaults", "--conflict", "inline", *shape.update)
    assert "conflict" not in output.lower()
    assert changed(project) == shape.changes | {shape.record}
    commit(project, "Copier's update")
    run(project, SCAFFOLD, "upgrade", "--branch", "again", *named)
    assert run(project, "git", "branch", "--list", "again") == ""


def cookie(files):
    """Files of a Cookiecutter template: those without a `/` before them are the project's."""
    return {path[1:] if path.startswith("/") else "{{cookiecutter.name}}/" + path: text for path, text in files.items()}


def within(folder, files):
    return {f"{folder}/{path}": text for path, text in files.items()}


CONTEXT = {"name": "shop", "license": ["MIT", "Apache"], "_private": ["x", {"y": 1}]}
CRUFT = [
    Shape(
        "a checkout that is pinned to a branch",
        cookie({"/cookiecutter.json": json.dumps(CONTEXT), "a.txt": "{{cookiecutter.license}}\n" + LINES}),
        cookie({"a.txt": "{{cookiecutter.license}}\n" + LINES.replace("line 2\n", "two\n")}),
        cookie({"b.txt": "3\n"}),
        {"b.txt"},
        options=["--checkout", "stable"],
        update=["--checkout", "stable"],
        edit={"a.txt": "Apache\n" + LINES.replace("line 9\n", "mine\n")},
    ),
    Shape(
        "a template in a folder of its repository",
        within("templates/one", cookie({"/cookiecutter.json": json.dumps(CONTEXT), "a.txt": "{{cookiecutter.license}}\n" + LINES})),
        within("templates/one", cookie({"a.txt": "{{cookiecutter.license}}\n" + LINES.replace("line 2\n", "two\n")}))
        | {"other.txt": "2\n"},
        within("templates/one", cookie({"b.txt": "3\n"})),
        {"b.txt"},
        options=["--directory", "templates/one"],
        edit={"a.txt": "Apache\n" + LINES.replace("line 9\n", "mine\n")},
    ),
    Shape(
        "files that are skipped",
        cookie({"/cookiecutter.json": json.dumps(CONTEXT), "once.txt": "1\n", "docs/a.md": "1\n", "a.txt": "1\n"}),
        cookie({"once.txt": "2\n", "docs/a.md": "2\n", "a.txt": "2\n"}),
        cookie({"once.txt": "3\n", "docs/a.md": "3\n", "a.txt": "3\n"}),
        {"a.txt"},
        options=["--skip", "once.txt", "--skip", "docs"],
        edit={"once.txt": "mine\n"},
    ),
    Shape(
        "answers of every kind, and questions that come and go",
        cookie(
            {
                "/cookiecutter.json": json.dumps(
                    CONTEXT
                    | {"slug": "{{ cookiecutter.name|lower }}", "flag": True, "extras": {"a": {"b": "é"}}, "old": "x",
                       "_copy_without_render": ["*.tmpl"], "__computed": "{{ cookiecutter.slug|upper }}"}
                ),
                "a.txt": "{{cookiecutter.slug}} {{cookiecutter.flag}} {{cookiecutter.extras.a.b}} {{cookiecutter.__computed}}\n"
                + LINES,
                "raw.tmpl": "{{ raw }}\n",
            }
        ),
        cookie(
            {
                "/cookiecutter.json": json.dumps(
                    CONTEXT
                    | {"slug": "{{ cookiecutter.name|lower }}", "flag": True, "extras": {"a": {"b": "é"}}, "new": ["p", "q"],
                       "_copy_without_render": ["*.tmpl", "*.raw"], "__computed": "{{ cookiecutter.slug|upper }}"}
                ),
                "a.txt": "{{cookiecutter.slug}} {{cookiecutter.flag}} {{cookiecutter.extras.a.b}} {{cookiecutter.__computed}}\n"
                + LINES.replace("line 2\n", "{{cookiecutter.new}}\n"),
                "raw.raw": "{{ raw }}\n",
            }
        ),
        cookie({"raw.tmpl": "{{ raw }} 3\n"}),
        {"raw.tmpl"},
        edit={"a.txt": "demo True é DEMO\n" + LINES.replace("line 9\n", "mine\n")},
    ),
    Shape(
        "deletions, renames, bits, links and names beyond ASCII",
        cookie(
            {"/cookiecutter.json": json.dumps(CONTEXT), "gone/deep.txt": "1\n", "old.txt": LINES, "run.sh": "#!/bin/sh\n",
             "bare.sh": "echo\n", "link": "-> run.sh", "{{cookiecutter.license}}/é ü.txt": LINES}
        ),
        cookie(
            {"gone/deep.txt": None, "old.txt": None, "new.txt": LINES.replace("line 2\n", "two\n"), "run.sh": "echo\n",
             "bare.sh": "#!/bin/sh\n", "link": "-> bare.sh"}
        ),
        cookie({"link": "-> run.sh", "{{cookiecutter.license}}/é ü.txt": LINES.replace("line 2\n", "zwei\n")}),
        {"link", "Apache/é ü.txt"},
        edit={"Apache/é ü.txt": LINES.replace("line 9\n", "meins\n")},
    ),
]


@pytest.mark.parametrize("shape", CRUFT, ids=str)
def test_cruft_has_nothing_to_add(tmp_path, template, shape):
    put(template, shape.v1)
    commit(template, "1")
    run(template, "git", "branch", "stable")
    extra = json.dumps({"name": "demo", "license": "Apache"})
    run(tmp_path, "cruft", "create", "-y", f"file://{template}", "--extra-context", extra, *shape.options)
    project = tmp_path / "demo"
    run(project, "git", "init", "-q")
    commit(project, "Generate")
    assert "no file edited" in run(project, SCAFFOLD, "status")
    put(project, shape.edit)
    commit(project, "Edit")
    put(template, shape.v2)
    commit(template, "2")
    run(template, "git", "branch", "-f", "stable")

    # What cruft itself makes of it, for comparison.
    twin = tmp_path / "twin"
    run(tmp_path, "cp", "-R", str(project), str(twin))
    run(twin, "cruft", "update", "-y", *shape.update)
    commit(twin, "cruft's update")
    upgraded(project)
    assert (project / ".cruft.json").read_text() == (twin / ".cruft.json").read_text()
    assert state(project, ".cruft.json") == state(twin, ".cruft.json")

    run(project, "cruft", "check", *shape.update)
    assert re.search("nothing to do", run(project, "cruft", "update", "-y", *shape.update), re.I)
    assert changed(project) == set()
    put(template, shape.v3)
    commit(template, "3")
    run(template, "git", "branch", "-f", "stable")
    run(project, "cruft", "update", "-y", *shape.update)
    assert changed(project) == shape.changes | {".cruft.json"}
    commit(project, "cruft's update")
    run(project, SCAFFOLD, "upgrade", "--branch", "again")
    assert run(project, "git", "branch", "--list", "again") == ""
    assert not [name for _, _, names in os.walk(project) for name in names if name.endswith((".rej", ".orig"))]
