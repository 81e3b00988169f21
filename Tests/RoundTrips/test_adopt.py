"""Projects of the real Copier and cruft that lost their record: what scaffold finds is what their tools go on with.

Run by scripts/check-dialects. SCAFFOLD names the executable.
"""

import json

from test_round_trips import LINES, SCAFFOLD, commit, run, write

README = "# {{ %s }}\n\n" + LINES


def test_copier_goes_on_with_a_record_that_was_found(tmp_path, template):
    write(
        template,
        {
            "copier.yml": "name: app\ndb: {type: str, choices: [pg, lite], default: pg}\nport: 80\n",
            "{{ _copier_conf.answers_file }}.jinja": "# Made by Copier\n{{ _copier_answers|to_nice_yaml -}}\n",
            "README.md.jinja": README % "name",
            "app.ini.jinja": "[app]\ndb = {{ db }}\nport = {{ port }}\n",
        },
    )
    commit(template, "1")
    run(template, "git", "tag", "v1.0.0")
    project = tmp_path / "clone"
    data = [word for pair in ("name=desk", "db=lite", "port=9000") for word in ("-d", pair)]
    run(tmp_path, "copier", "copy", "--defaults", *data, str(template), str(project))
    record = (project / ".copier-answers.yml").read_text()
    (project / ".copier-answers.yml").unlink()
    run(project, "git", "init", "-q")
    write(project, {"README.md": (project / "README.md").read_text() + "ours\n"})
    commit(project, "Generate")
    write(template, {"new.txt": "new\n"})
    commit(template, "2")
    run(template, "git", "tag", "v2.0.0")

    run(project, SCAFFOLD, "adopt", "--source", str(template))
    assert (project / ".copier-answers.yml").read_text() == record
    commit(project, "Adopt")
    run(project, "copier", "update", "--defaults")
    assert (project / "new.txt").read_text() == "new\n"
    assert (project / "README.md").read_text().endswith("ours\n")
    assert (project / "app.ini").read_text() == "[app]\ndb = lite\nport = 9000\n"
    assert "_commit: v2.0.0\n" in (project / ".copier-answers.yml").read_text()


def test_cruft_goes_on_with_a_record_that_was_found(tmp_path, template):
    write(
        template,
        {
            "cookiecutter.json": json.dumps({"name": "shop", "license": ["MIT", "BSD"], "docs": "n"}),
            "{{cookiecutter.name}}/README.md": README % "cookiecutter.name",
            "{{cookiecutter.name}}/LICENSE": "{{ cookiecutter.license }}\n",
            "{{cookiecutter.name}}/{% if cookiecutter.docs == 'y' %}docs.md{% endif %}": "docs\n",
        },
    )
    commit(template, "1")
    answers = {"name": "desk", "license": "BSD", "docs": "y"}
    run(tmp_path, "cruft", "create", "-y", str(template), "--extra-context", json.dumps(answers))
    project = tmp_path / "desk"
    record = json.loads((project / ".cruft.json").read_text())
    (project / ".cruft.json").unlink()
    run(project, "git", "init", "-q")
    commit(project, "Generate")

    run(project, SCAFFOLD, "adopt", "--source", str(template))
    found = json.loads((project / ".cruft.json").read_text())
    assert found["template"] == record["template"] and found["commit"] == record["commit"]
    assert {name: found["context"]["cookiecutter"][name] for name in answers} == answers
    commit(project, "Adopt")
    run(project, "cruft", "check")
    write(template, {"{{cookiecutter.name}}/new.txt": "new\n"})
    commit(template, "2")
    run(project, "cruft", "update", "-y")
    assert (project / "new.txt").read_text() == "new\n"
    assert (project / "LICENSE").read_text() == "BSD\n"
