"""Servers that tests start themselves: one of a kind for all worker processes of a run, on a free loopback port.

Their data is thrown away: they don't wait for the disk, and they are ended without a farewell.
"""

import contextlib
import dataclasses
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from harness import locked, run

GUARD = Path(__file__).with_name("guard.py")
PATIENCE = 60  # seconds until a server that does not come up is given up


@dataclasses.dataclass(frozen=True)
class Server:
    """A server that accepts connections on 127.0.0.1."""

    kind: str
    port: int
    folder: str
    guard: int  # the process that ends it


@dataclasses.dataclass(frozen=True)
class Recipe:
    """How a kind of server is made: `make(folder)` prepares its data, `command(folder, port)` runs it."""

    kind: str
    account: str  # who runs it when the tests run as root: the servers refuse root, or should
    end: int
    make: Callable[[Path], None]
    command: Callable[[Path, int], list[str]]
    answers: Callable[[Server], bool]


def program(name: str, package: str, *folders: str) -> str:
    """The path of a program; says what to install where it is missing, since a skipped test proves nothing."""
    places = [str(path) for pattern in folders for path in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)]
    found = shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", ""), "/usr/sbin"]))
    if not found:
        raise RuntimeError(f"{name} is not installed: install {package} (Debian, Ubuntu: apt-get install {package})")
    return found


def as_account(account: str) -> list[str]:
    """What stands before a command that must not run as root."""
    if os.getuid() != 0:
        return []
    try:
        pwd.getpwnam(account)
    except KeyError:
        raise RuntimeError(f"there is no user {account}: install the server's package, or don't run as root") from None
    setpriv = program("setpriv", "util-linux")
    return [setpriv, f"--reuid={account}", f"--regid={account}", "--clear-groups", "--"]


def must(*command: str | Path) -> str:
    """The output of a command that has to succeed."""
    done = run(*command)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit status {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def owner() -> int:
    """The process that a run's servers live as long as: the one that started pytest's workers."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def start(recipe: Recipe) -> Server:
    """A server of its own; `stop` ends it, at the latest the end of the run does."""
    said = ""
    for _ in range(3):  # another process may take the free port first
        folder = Path(tempfile.mkdtemp(prefix=f"scaffold-{recipe.kind}."))
        if os.getuid() == 0:
            shutil.chown(folder, recipe.account)
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
            try:
                recipe.make(folder)
            except RuntimeError:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            server = launch(recipe, folder, log)
            if comes_up(recipe, server):
                return server
            stop(server)
            log.seek(0)
            said = log.read()
    raise RuntimeError(f"{recipe.kind} does not start: {said[-4000:]}")


def launch(recipe: Recipe, folder: Path, log: IO[str]) -> Server:
    port = free_port()
    command = [*as_account(recipe.account), *recipe.command(folder, port)]
    guard = subprocess.Popen(
        [sys.executable, "-S", str(GUARD), str(owner()), str(folder), str(int(recipe.end)), *command],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        start_new_session=True,
    )
    return Server(recipe.kind, port, str(folder), guard.pid)


def comes_up(recipe: Recipe, server: Server) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and Path(server.folder).exists():
        if recipe.answers(server):
            return True
        time.sleep(0.1)
    return False


def stop(server: Server) -> None:
    """Ends the server; its folder is gone when this returns."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(server.guard, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while Path(server.folder).exists():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{server.kind} (guard process {server.guard}) does not stop")
        time.sleep(0.05)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(server.guard, 0)


def shared(work: Path, recipe: Recipe) -> Server:
    """The one server of this kind in this run: the first process that wants it starts it."""
    record = work / "servers" / f"{recipe.kind}.json"
    with locked(record):
        if not record.exists():
            record.write_text(json.dumps(dataclasses.asdict(start(recipe))), encoding="utf-8")
    return Server(**json.loads(record.read_text(encoding="utf-8")))


def stop_shared(work: Path) -> None:
    """Ends the servers of a run."""
    for record in (work / "servers").glob("*.json"):
        stop(Server(**json.loads(record.read_text(encoding="utf-8"))))
        record.unlink()
