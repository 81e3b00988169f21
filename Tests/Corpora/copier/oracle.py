"""Runs the real Copier on a case, with the clock stopped and without this machine's settings."""

import contextlib
import datetime
import importlib
import importlib.metadata
import multiprocessing
import os
import pathlib
import re
import tempfile
import time
import warnings

import trees

VERSIONS = {"copier": "9.19.", "jinja2": "3.1.6", "jinja2-ansible-filters": "1.3.2", "PyYAML": "6.0."}


def check_versions():
    """Fails when the tools are not the ones that the corpus is made with."""
    for package, wanted in VERSIONS.items():
        found = importlib.metadata.version(package)
        if not found.startswith(wanted):
            raise SystemExit(f"{package} {found} is installed, {wanted} is wanted")


def load():
    """Imports the tool, once for all cases; after `surroundings`, as it keeps what the environment was."""
    for name in ("arrow", "copier", "copier._user_data", "jinja2_time", "copier_template_extensions", "jinja2_ansible_filters"):
        importlib.import_module(name)


def stop_clock():
    """Every way in which a template can ask for the time gives the same answer."""
    import arrow
    import copier._user_data

    local = time.localtime
    time.localtime = lambda seconds=None: local(trees.CLOCK if seconds is None else seconds)
    moment = datetime.datetime.fromtimestamp(trees.CLOCK, datetime.timezone.utc)
    arrow.now = lambda timezone=None: arrow.Arrow.fromdatetime(moment).to(timezone or "local")
    arrow.utcnow = lambda: arrow.Arrow.fromdatetime(moment)
    copier._user_data.DEFAULT_DATA["now"] = lambda: moment


def surroundings(home):
    """No settings, no caches and no identity of the person who runs this."""
    os.environ.update(trees.QUIET_GIT)
    os.environ.update(HOME=str(home), XDG_CONFIG_HOME=str(home), TZ="UTC", LC_ALL="C.UTF-8")
    for kind in ("AUTHOR", "COMMITTER"):
        os.environ[f"GIT_{kind}_NAME"] = "Corpus"
        os.environ[f"GIT_{kind}_EMAIL"] = "corpus@example.org"
    time.tzset()


def isolated(function, *arguments):
    """The function's result, computed in a process of its own: extensions and settings leave nothing behind."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)

    def work():
        with open(os.devnull, "w") as nothing:
            os.dup2(nothing.fileno(), 1)
            if not os.environ.get("CORPUS_VERBOSE"):
                os.dup2(nothing.fileno(), 2)
        sending.send(function(*arguments))

    process = context.Process(target=work)
    process.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError:
        raise SystemExit(f"the oracle died on {arguments[0].get('name')}") from None
    finally:
        process.join()


@contextlib.contextmanager
def scratch():
    """The resolved path of a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="corpus.") as folder:
        yield pathlib.Path(folder).resolve()


def places(root):
    """What stands in expected files for the folders of this run."""
    return [(str(root / "source").encode(), b"@SRC@"), (str(root / "project").encode(), b"@DST@")]


def failure(error, root):
    """An exception as the corpus writes it down: its class, and its words for people to read."""
    words = str(error)
    for place, name in ((str(root / "source"), "@SRC@"), (str(root / "project"), "@DST@"), (str(root), "@TMP@")):
        words = words.replace(place, name)
    words = re.sub(r"copier\._vcs\.clone\.\w+", "@CLONE@", words)
    if "PosixPath(" in words:  # a list in the order of the disk
        return {"error": type(error).__name__}
    return {"error": type(error).__name__, "message": words.strip().split("\n")[0][:200]}


def render(declared):
    """What the real tool makes of a case: the commits, and the expected tree or the error."""
    import copier

    with scratch() as root, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tempfile.tempdir = str(root)
        stop_clock()
        source, project = root / "source", root / "project"
        source.mkdir()
        tag = declared.get("tag", "v1.0.0")
        versions = [(declared["template"], tag)] + [(declared["template"], None)] * declared.get("later", 0)
        commit = trees.commit_all(source, versions)[-1]
        if "existing" in declared:
            trees.write(project, declared["existing"])
        result = {"commit": commit, "version": trees.git(source, "describe", "--tags", "--always")}
        options = {"unsafe": True, **declared.get("arguments", {})}
        try:
            copier.run_copy(
                str(source), str(project), data=declared["answers"], defaults=True, overwrite=True, quiet=True,
                vcs_ref="HEAD" if tag is None or declared.get("later") else tag, skip_tasks=True, **options,
            )
        except (Exception, RecursionError) as error:  # the error is the result
            return {**result, **failure(error, root)}
        return {**result, "expected": trees.read(project, places(root))}


def render_steps(declared):
    """What a project is at each version, with the answers that the answers file carried from the one before."""
    import copier

    with scratch() as root, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tempfile.tempdir = str(root)
        stop_clock()
        source = root / "source"
        source.mkdir()
        commits = trees.commit_all(source, [(step["template"], step["tag"]) for step in declared["steps"]])
        carried, results = None, []
        for step, commit in zip(declared["steps"], commits):
            project = root / "project"
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
                results.append({"commit": commit, **failure(error, root)})
                break
            results.append({"commit": commit, "expected": trees.read(project, places(root))})
            carried = (project / ".copier-answers.yml").read_bytes()
            project.rename(root / step["tag"])
        return results

