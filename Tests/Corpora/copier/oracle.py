"""Runs the real Copier on a case."""

import tempfile
import warnings

import running
import trees

VERSIONS = {"copier": "9.19.", "jinja2": "3.1.6", "jinja2-ansible-filters": "1.3.2", "PyYAML": "6.0."}
MODULES = (
    "arrow",
    "copier",
    "copier._user_data",
    "jinja2_time",
    "copier_template_extensions",
    "jinja2_ansible_filters",
)


def prepare(root):
    """The clock stands, and temporary folders of the tool are inside of the case's own."""
    import copier._user_data

    tempfile.tempdir = str(root)
    moment = running.stop_clock()
    copier._user_data.DEFAULT_DATA["now"] = lambda: moment
    warnings.simplefilter("ignore")
    (root / "source").mkdir()
    return root / "source", root / "project"


def render(declared):
    """What the real tool makes of a case: the commits, and the expected tree or the error."""
    import copier

    with running.scratch() as root:
        source, project = prepare(root)
        tag = declared["tag"]
        versions = [(declared["template"], tag)] + [(declared["template"], None)] * declared.get("later", 0)
        commit = trees.commit_all(source, versions)[-1]
        if "existing" in declared:
            trees.write(project, declared["existing"])
        result = {"commit": commit, "version": trees.git(source, "describe", "--tags", "--always")}
        options = {"unsafe": True, **declared.get("arguments", {})}
        try:
            copier.run_copy(
                str(source),
                str(project),
                data=declared["answers"],
                defaults=True,
                overwrite=True,
                quiet=True,
                vcs_ref="HEAD" if tag is None or declared.get("later") else tag,
                skip_tasks=True,
                **options,
            )
        except Exception as error:  # the error is the result
            return {**result, **running.failure(error, root)}
        return {**result, "expected": trees.read(project, running.places(root))}


def render_steps(declared):
    """What a project is at each version, with the answers that the answers file carried from the one before."""
    import copier

    with running.scratch() as root:
        source, project = prepare(root)
        commits = trees.commit_all(source, [(step["template"], step["tag"]) for step in declared["steps"]])
        carried, results = None, []
        for step, commit in zip(declared["steps"], commits):
            project.mkdir()
            shared = {"data": step["answers"], "defaults": True, "overwrite": True, "quiet": True, "unsafe": True}
            shared |= {"vcs_ref": step["tag"], "skip_tasks": True}
            try:
                if carried is None:
                    copier.run_copy(str(source), str(project), **shared)
                else:
                    (project / ".copier-answers.yml").write_bytes(carried)
                    copier.run_recopy(str(project), **shared)
            except Exception as error:  # the error is the result
                results.append({"commit": commit, **running.failure(error, root)})
                break
            results.append({"commit": commit, "expected": trees.read(project, running.places(root))})
            carried = (project / ".copier-answers.yml").read_bytes()
            project.rename(root / step["tag"])
        return results
