"""How the corpora of the dialects run the real tools: each case alone, with the clock stopped, without this machine's
settings."""

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

import trees


def check_versions(wanted):
    """Fails when the tools are not the ones that the corpus is made with. Takes the starts of versions by package."""
    for package, version in wanted.items():
        found = importlib.metadata.version(package)
        if not found.startswith(version):
            raise SystemExit(f"{package} {found} is installed, {version} is wanted")


@contextlib.contextmanager
def scratch():
    """The resolved path of a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="corpus.") as folder:
        yield pathlib.Path(folder).resolve()


def surroundings(home):
    """No settings, no caches and no identity of the person who runs this."""
    os.environ.update(trees.QUIET_GIT)
    os.environ.update(HOME=str(home), XDG_CONFIG_HOME=str(home), TZ="UTC", LC_ALL="C.UTF-8")
    for kind in ("AUTHOR", "COMMITTER"):
        os.environ[f"GIT_{kind}_NAME"] = "Corpus"
        os.environ[f"GIT_{kind}_EMAIL"] = "corpus@example.org"
    time.tzset()


def load(*names):
    """Imports the tools, once for all cases; after `surroundings`, as they keep what the environment was."""
    for name in names:
        importlib.import_module(name)


def stop_clock():
    """Every way in which a template can ask for the time gives the same answer; the moment."""
    import arrow

    local = time.localtime
    time.localtime = lambda seconds=None: local(trees.CLOCK if seconds is None else seconds)
    moment = datetime.datetime.fromtimestamp(trees.CLOCK, datetime.timezone.utc)
    arrow.now = lambda timezone=None: arrow.Arrow.fromdatetime(moment).to(timezone or "local")
    arrow.utcnow = lambda: arrow.Arrow.fromdatetime(moment)
    return moment


def isolated(function, declared):
    """The function's result for a case, computed in a process of its own: nothing that is loaded stays behind."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)

    def work():
        with open(os.devnull, "w") as nothing:
            os.dup2(nothing.fileno(), 1)
            if not os.environ.get("CORPUS_VERBOSE"):
                os.dup2(nothing.fileno(), 2)
        sending.send(function(declared))

    process = context.Process(target=work)
    process.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError:
        raise SystemExit(f"the oracle died on {declared['name']}; CORPUS_VERBOSE=1 shows why") from None
    finally:
        process.join()


def places(root):
    """What stands in expected files for the folders of this run."""
    return [(str(root / "source").encode(), b"@SRC@"), (str(root / "project").encode(), b"@DST@")]


def failure(error, root):
    """An exception as the corpus writes it down: its class, and the first line of its words for people to read."""
    words = str(error)
    for place, name in ((str(root / "source"), "@SRC@"), (str(root / "project"), "@DST@"), (str(root), "@TMP@")):
        words = words.replace(place, name)
    words = re.sub(r"copier\._vcs\.clone\.\w+|/tmp[a-z0-9_]{8}\b", "@CLONE@", words).split(" Context: ")[0]
    if "PosixPath(" in words:  # a list in the order of the disk
        return {"error": type(error).__name__}
    return {"error": type(error).__name__, "message": words.strip().split("\n")[0][:200]}
