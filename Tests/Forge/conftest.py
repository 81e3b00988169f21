"""Services, the servers that they are pushed to, and what a run of scaffold said; scripts/check-forge runs these tests.

SCAFFOLD and FAKE_FORGE name the executables.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from servers import TOKEN, FakeForge, SSHServer, WebServer

ROOT = Path(__file__).resolve().parents[2]
BRANCH = "scaffold/gin-service"


@pytest.fixture(scope="session")
def work(tmp_path_factory):
    """A folder in which `scaffold` is on the PATH, and nothing of the user's settings is seen."""
    folder = tmp_path_factory.mktemp("forge")
    for name in ("bin", "home"):
        (folder / name).mkdir()
    (folder / "bin/scaffold").symlink_to(Path(os.environ["SCAFFOLD"]).resolve())
    (folder / "home/.gitconfig").write_text(
        "[user]\n\tname = Owner\n\temail = owner@example.com\n[init]\n\tdefaultBranch = main\n"
    )
    return folder


@pytest.fixture(scope="session")
def environment(work):
    """The environment of programs that the tests start."""
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR", "USER") if name in os.environ}
    return kept | {
        "HOME": str(work / "home"),
        "PATH": f"{work}/bin:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "SCAFFOLD_BASELINES": str(ROOT / "baselines"),
        "XDG_CACHE_HOME": str(work / "cache"),
    }


@pytest.fixture(scope="session")
def run(environment):
    """Runs a program and returns what it printed; any exit status but the expected one fails, and so does the token in it."""

    def run(folder, *arguments, status=0, **more):
        words = [str(argument) for argument in arguments]
        settings = environment | {name: str(value) for name, value in more.items()}
        ran = subprocess.run(
            words, cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)  # fmt: skip
        assert TOKEN not in ran.stdout
        assert ran.returncode == status, f"{words} ended with {ran.returncode}:\n{ran.stdout}"
        return ran.stdout

    return run


@pytest.fixture(scope="session")
def web(tmp_path_factory):
    server = WebServer(tmp_path_factory.mktemp("web") / "server")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def ssh(tmp_path_factory):
    server = SSHServer(tmp_path_factory.mktemp("ssh") / "server")
    yield server
    server.stop()


@pytest.fixture
def forge(tmp_path):
    server = FakeForge(tmp_path / "forge")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def generated(work, run):
    """A service that is a release behind, as its owners have it. The new release changes files of workflows, too."""
    folder = work / "generated"
    run(work, "scaffold", "new", "gin-service@1.0.0", folder, "--defaults")
    return folder


@pytest.fixture(scope="session")
def many_releases(work, run):
    """A service of a scaffold with many releases."""
    folder = work / "many-releases"
    run(work, "scaffold", "new", "fastapi-service@1.0.0", folder, "--defaults")
    return folder


class Service:
    """A clone of a repository at a server, and the repository there."""

    def __init__(self, folder, bare, url, run):
        self.folder, self.bare, self.url, self.run = folder, bare, url, run
        self.options = []

    def git(self, *words):
        return self.run(self.folder, "git", *words).strip()

    def remote(self, *words):
        return self.run(self.bare, "git", *words).strip()

    def refs(self):
        """The branches at the server."""
        lines = self.remote("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads").splitlines()
        return dict(line.removeprefix("refs/heads/").split() for line in lines)

    def state(self):
        """All that must stay as it is in the clone: branches, HEAD, index and files."""
        return self.git("for-each-ref", "refs/heads", "refs/tags"), self.git("rev-parse", "HEAD"), self.git("status", "--porcelain")

    def upgrade(self, *words, status=0, says=(), how="--push", **settings):
        """Runs `scaffold upgrade --push`; returns what it answers, or where that fails what it says."""
        before = self.state()
        if status in (0, 1):
            words = ["--json", *words]
        out = self.run(self.folder, "scaffold", "upgrade", how, *self.options, *words, status=status, **settings)
        assert self.state() == before
        for word in says:
            assert word in out, out
        return json.loads(out[out.index("{"):]) if status in (0, 1) else out  # fmt: skip

    def person(self, path="NOTES.md", branch=BRANCH, text="by hand\n", to=None):
        """Somebody commits a file on the branch at the server, from a clone of their own; without a text it goes away."""
        clone = self.folder.parent / f"person-{len(list(self.folder.parent.iterdir()))}"
        self.run(self.folder.parent, "git", "clone", "-q", "-b", branch, self.bare, clone)
        if text is None:
            self.run(clone, "git", "rm", "-rq", path)
        else:
            (clone / path).write_text(text)
        for words in (["add", "-A"], ["commit", "-qm", "By hand"], ["push", "-q", "origin", f"HEAD:{to or branch}"]):
            self.run(clone, "git", *words)
        return self.refs()[to or branch]

    def resolve(self, path):
        """Somebody keeps their version of a file that waits, on the update branch, from a clone of their own."""
        clone = self.folder.parent / "resolver"
        self.run(self.folder.parent, "git", "clone", "-q", "-b", BRANCH, self.bare, clone)
        self.run(clone, "scaffold", "resolve", "--mine", path)
        for words in (["add", "-A"], ["commit", "-qm", "Ours is right"], ["push", "-q"]):
            self.run(clone, "git", *words)

    def by_hand(self, parent):
        """A commit of somebody at the server that changes nothing and is on no branch."""
        return self.remote("commit-tree", "-p", parent, "-m", "By hand", f"{parent}^{{tree}}")


@pytest.fixture
def serve(tmp_path, generated, run):
    """Puts the service into a repository of a server, and clones it."""

    def serve(server, of=None, **more):
        name = tmp_path.name
        bare = server.repositories / f"{name}.git"
        run(tmp_path, "git", "clone", "-q", "--bare", of or generated, bare)
        folder = tmp_path / "service"
        run(tmp_path, "git", "clone", "-q", bare, folder)
        url = server.url(name, **more)
        run(folder, "git", "remote", "set-url", "origin", url)
        return Service(folder, bare, url, run)

    return serve


@pytest.fixture
def helper(tmp_path):
    """Settings by which git asks a credential helper for the password."""
    store = tmp_path / "credentials"
    store.write_text(f"username=bot\npassword={TOKEN}\n")
    return {
        "GIT_CONFIG_COUNT": 1,
        "GIT_CONFIG_KEY_0": "credential.helper",
        "GIT_CONFIG_VALUE_0": f"!f() {{ test $1 = get && cat {store}; }}; f",
    }


@pytest.fixture
def git_before_push(tmp_path, environment):
    """A `git` that first runs a command of ours when it is about to push, and then the real one."""

    def make(command):
        folder = tmp_path / "wrapped"
        folder.mkdir()
        real = shutil.which("git", path=environment["PATH"])
        wrapper = folder / "git"
        wrapper.write_text(f'#!/bin/sh\ncase " $* " in *" push "*) ({command}) ;; esac\nexec {real} "$@"\n')
        wrapper.chmod(0o755)
        return f"{folder}:{environment['PATH']}"

    return make


@pytest.fixture
def settings(web, helper):
    """What lets one in at the web server."""
    return helper | {"GIT_SSL_CAINFO": web.certificate}


@pytest.fixture
def service(serve, web):
    """A service at the web server."""
    return serve(web)


@pytest.fixture
def forge_service(forge, generated, tmp_path, run):
    """The service on the fake forge as acme/shop, with a branch `topic` beside `main`, and the person ann."""
    forge.control("user", name="ann")
    forge.control("repository", repository="acme/shop")
    bare = forge.repositories / "acme/shop.git"
    run(generated, "git", "push", "-qf", bare, "main:main")
    folder = tmp_path / "service"
    run(tmp_path, "git", "clone", "-q", bare, folder)
    url = f"{forge.url}/acme/shop.git"
    run(folder, "git", "remote", "set-url", "origin", url)
    service = Service(folder, bare, url, run)
    service.person("TOPIC.md", "main", to="topic")
    return service
