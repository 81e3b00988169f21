"""MariaDB for tests: it stands in for MySQL, whose server Debian doesn't have."""

import signal
import uuid
from pathlib import Path
from urllib.parse import urlsplit

from harness import run
from running.servers import Recipe, Server, as_account, must, program

# Nothing of it has to survive a crash.
CARELESS = ("--skip-log-bin", "--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite", "--skip-name-resolve")


def server_tool(name: str) -> str:
    return program(name, "mariadb-server")


def client(server: Server, *arguments: str) -> list[str]:
    options = ["--no-defaults", f"--socket={server.folder}/socket", "--user=root", *arguments]
    return [*as_account("mysql"), program("mariadb", "mariadb-client"), *options]


def make(folder: Path) -> None:
    install = [server_tool("mariadb-install-db"), "--no-defaults", "--auth-root-authentication-method=normal"]
    must(*as_account("mysql"), *install, "--skip-test-db", f"--datadir={folder / 'data'}")


def command(folder: Path, port: int) -> list[str]:
    place = [f"--datadir={folder / 'data'}", f"--socket={folder / 'socket'}", f"--pid-file={folder / 'pid'}"]
    network = ["--bind-address=127.0.0.1", f"--port={port}"]
    return [server_tool("mariadbd"), "--no-defaults", *place, *network, *CARELESS]


def answers(server: Server) -> bool:
    return run(*client(server, "--execute=SELECT 1")).returncode == 0


RECIPE = Recipe("mariadb", "mysql", signal.SIGKILL, make, command, answers)


def new_database(server: Server) -> str:
    """The address of a new, empty database with a user of its own."""
    name = f"test_{uuid.uuid4().hex[:24]}"
    statements = (
        f"CREATE DATABASE {name} CHARACTER SET utf8mb4",
        f"CREATE USER {name}@'127.0.0.1' IDENTIFIED BY 'secret'",
        f"GRANT ALL ON {name}.* TO {name}@'127.0.0.1'",
    )
    must(*client(server, "--execute=" + "; ".join(statements)))
    return f"mysql://{name}:secret@127.0.0.1:{server.port}/{name}"


def ask(url: str, statement: str) -> str:
    """What a statement answers, one row a line, columns separated by tabs."""
    given = urlsplit(url)
    place = ["--protocol=tcp", f"--host={given.hostname}", f"--port={given.port}", f"--user={given.username}"]
    command = [program("mariadb", "mariadb-client"), "--no-defaults", *place, f"--password={given.password}"]
    return must(*command, "--batch", "--skip-column-names", f"--execute={statement}", given.path[1:]).strip()
