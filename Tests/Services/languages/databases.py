"""Real database servers for tests, started by themselves in folders of their own and gone afterwards."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def program(name: str, package: str) -> str:
    """A program of a server: Debian keeps those of PostgreSQL outside of PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    path = os.pathsep.join([*map(str, versions), os.environ.get("PATH", ""), "/usr/sbin"])
    found = shutil.which(name, path=path)
    if not found:
        raise RuntimeError(f"{name} is not installed: install {package}")
    return found


def account(name: str) -> dict[str, object]:
    """Servers refuse to run as root: what makes a process run as their account."""
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}


def call(command: list[str], **options: object) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}{done.stdout}")


@contextlib.contextmanager
def running(command: list[str], answers: Callable[[], bool], log: Path, **options: object) -> Iterator[None]:
    """The server runs inside of the `with`, and answers."""
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers():
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} does not answer: {log.read_text(encoding='utf-8')}")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def folder_of(owner: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="scaffold-db-") as name:
        if os.geteuid() == 0:
            shutil.chown(name, owner)
        yield Path(name)


@contextlib.contextmanager
def postgresql() -> Iterator[Callable[[str], str]]:
    """database("shop") makes an empty database, and is its URL."""
    psql = program("psql", "postgresql")
    with folder_of("postgres") as folder:
        options = account("postgres") | {"cwd": folder}
        call(
            [
                program("initdb", "postgresql"),
                "-D",
                f"{folder}/data",
                "-A",
                "trust",
                "-U",
                "postgres",
                "--no-sync",
                "-E",
                "UTF8",
            ],
            **options,
        )
        port = free_port()
        server = [program("postgres", "postgresql"), "-D", f"{folder}/data", "-p", str(port)]
        server += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]

        def url(name: str) -> str:
            return f"postgresql://postgres@127.0.0.1:{port}/{name}"

        def answers() -> bool:
            return (
                subprocess.run(
                    [psql, "-d", url("postgres"), "-c", "SELECT 1"], check=False, capture_output=True
                ).returncode
                == 0
            )

        def database(name: str) -> str:
            call([psql, "-d", url("postgres"), "-c", f'CREATE DATABASE "{name}"'])
            return url(name)

        with running(server, answers, folder / "log", **options):
            yield database


@contextlib.contextmanager
def mariadb() -> Iterator[Callable[[str], str]]:
    """MariaDB in the place of MySQL: database("shop") makes an empty database, and is its URL."""
    client = program("mariadb", "mariadb-server")
    with folder_of("mysql") as folder:
        options = account("mysql") | {"cwd": folder}
        make = [program("mariadb-install-db", "mariadb-server"), "--no-defaults", f"--datadir={folder}/data"]
        call([*make, "--auth-root-authentication-method=normal", "--skip-test-db"], **options)
        port = free_port()
        at = ["--no-defaults", f"--socket={folder}/socket"]
        server = [program("mariadbd", "mariadb-server"), *at, f"--datadir={folder}/data", f"--port={port}"]
        server += ["--bind-address=127.0.0.1", "--innodb-flush-log-at-trx-commit=0"]

        def answers() -> bool:
            return (
                subprocess.run(
                    [client, *at, "-u", "root", "-e", "SELECT 1"], check=False, capture_output=True
                ).returncode
                == 0
            )

        def database(name: str) -> str:
            call([client, *at, "-u", "root", "-e", f"CREATE DATABASE `{name}`"])
            return f"mysql://root@127.0.0.1:{port}/{name}"

        with running(server, answers, folder / "log", **options):
            yield database
