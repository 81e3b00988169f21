"""PostgreSQL for tests."""

import signal
import uuid
from pathlib import Path

from harness import run
from running.servers import Recipe, Server, as_account, must, program

FOLDERS = ("/usr/lib/postgresql/*/bin",)
# Nothing of it has to survive a crash.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_senders=0", "wal_level=minimal")


def tool(name: str) -> str:
    return program(name, "postgresql", *FOLDERS)


def make(folder: Path) -> None:
    initdb = [tool("initdb"), "--auth=trust", "--username=service", "--encoding=UTF8", "--locale=C", "--no-sync"]
    must(*as_account("postgres"), *initdb, "-D", folder / "data")


def command(folder: Path, port: int) -> list[str]:
    settings = ("listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", *CARELESS)
    return [tool("postgres"), "-D", str(folder / "data"), *(part for entry in settings for part in ("-c", entry))]


def answers(server: Server) -> bool:
    return run(tool("pg_isready"), "-h", "127.0.0.1", "-p", str(server.port), "-U", "service").returncode == 0


RECIPE = Recipe("postgresql", "postgres", signal.SIGQUIT, make, command, answers)


def new_database(server: Server) -> str:
    """The address of a new, empty database."""
    name = f"test_{uuid.uuid4().hex}"
    must(tool("createdb"), "-h", "127.0.0.1", "-p", str(server.port), "-U", "service", name)
    return f"postgresql://service:secret@127.0.0.1:{server.port}/{name}"


def ask(url: str, statement: str) -> str:
    """What a statement answers, one row a line, columns separated by `|`."""
    return must(tool("psql"), "--no-psqlrc", "--tuples-only", "--no-align", url, "--command", statement).strip()
