"""Runs the real Cookiecutter, or cruft, on a case."""

import json
import os
import pathlib
import tempfile
import warnings

import running
import trees

VERSIONS = {
    "cookiecutter": "2.7.",
    "cruft": "2.16.",
    "jinja2": "3.1.6",
    "binaryornot": "0.6.0",
    "python-slugify": "9.2.",
    "arrow": "1.",
}
MODULES = ("arrow", "cookiecutter.main", "cookiecutter.extensions", "cruft", "jinja2_time", "slugify")


def prepare(root):
    """The clock stands, and temporary folders of the tool are inside of the case's own."""
    tempfile.tempdir = str(root)
    running.stop_clock()
    warnings.simplefilter("ignore")
    (root / "source").mkdir()
    (root / "project").mkdir()
    return root / "source", root / "project"


def made(project, root):
    """The tree below the folder that was made, and that folder's path."""
    folder = pathlib.Path(project)
    outside = [path for path in (root / "project").rglob("*") if path.is_file() and not path.is_relative_to(folder)]
    if outside:
        raise SystemExit(f"written outside of the project: {outside}")
    return {
        "root": folder.relative_to(root / "project").as_posix(),
        "expected": trees.read(folder, running.places(root)),
    }


def render(declared):
    """What the real tool makes of a case: the commit, and the expected tree or the error."""
    import cruft
    from cookiecutter.main import cookiecutter

    with running.scratch() as root:
        source, project = prepare(root)
        commit = trees.commit_all(source, [(declared["template"], declared["tag"])])[-1]
        arguments = declared.get("arguments", {})
        try:
            if declared.get("cruft"):
                made_in = cruft.create(
                    str(source),
                    output_dir=project,
                    default_config=True,
                    extra_context=declared["answers"],
                    no_input=True,
                    **arguments,
                )
            else:
                made_in = cookiecutter(
                    str(source),
                    no_input=True,
                    extra_context=declared["answers"],
                    output_dir=str(project),
                    default_config=True,
                    accept_hooks=declared.get("hooks", False),
                    **arguments,
                )
        except Exception as error:  # the error is the result
            return {"commit": commit, **running.failure(error, root)}
        return {"commit": commit, **made(made_in, root)}


def render_steps(declared):
    """What a project is at each version, with the answers that `.cruft.json` carried from the one before."""
    import cruft

    with running.scratch() as root:
        source, project = prepare(root)
        commits = trees.commit_all(source, [(step["template"], step["tag"]) for step in declared["steps"]])
        carried, results = {}, []
        for step, commit in zip(declared["steps"], commits):
            # As cruft's own update does: the recorded context, without what starts with an underscore.
            answers = {key: value for key, value in carried.items() if not key.startswith("_")} | step["answers"]
            try:
                made_in = cruft.create(
                    str(source),
                    output_dir=project,
                    default_config=True,
                    extra_context=answers,
                    no_input=True,
                    checkout=step["tag"],
                )
            except Exception as error:  # the error is the result
                results.append({"commit": commit, **running.failure(error, root)})
                break
            results.append({"commit": commit, **made(made_in, root)})
            carried = json.loads((made_in / ".cruft.json").read_text(encoding="utf-8"))["context"]["cookiecutter"]
            os.rename(project, root / step["tag"])
            project.mkdir()
        return results
