"""Starts a rendered service the way its image does, calls it, and stops it."""

import contextlib
import dataclasses
import http.client
import json
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness import environment, interpreter, locked, run

PATIENCE = 60  # seconds until a service that does not come up is given up
SECRET = "only for tests, at least 32 characters"


@dataclasses.dataclass(frozen=True)
class Answer:
    """An answer to a request."""

    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclasses.dataclass
class Started:
    """A service that serves."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Underscores in the names of headers become dashes; a body is sent as JSON, bytes as they are."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, path, data, sent)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def lines(self) -> list[str]:
        """What the service has logged so far."""
        return self.log.read_text(encoding="utf-8").splitlines()

    def wait_for_line(self, part: str, patience: float = 10) -> None:
        """Returns when a line of the log has this in it, or after a while."""
        deadline = time.monotonic() + patience
        while not any(part in line for line in self.lines()) and time.monotonic() < deadline:
            time.sleep(0.05)

    def stop(self, patience: float = 15) -> float | None:
        """Sends SIGTERM; the seconds until the process was gone, None when it is still there."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            return None
        return time.monotonic() - start


def package(service: Path) -> str:
    """The name of the folder with the application: `app` until 2.x, then `src`."""
    return "src" if (service / "src").is_dir() else "app"


def command_of_image(service: Path) -> list[str]:
    """What the image runs: the last CMD of the Dockerfile for production."""
    dockerfile = service / ("docker/prod/Dockerfile" if (service / "docker").is_dir() else "Dockerfile")
    commands = re.findall(r"^CMD (\[.*\])$", dockerfile.read_text(encoding="utf-8"), re.MULTILINE)
    return json.loads(commands[-1])


def settings(url: str, **extra: str) -> dict[str, str]:
    """The environment of a service in production, with all that any release or option requires."""
    return {"ENVIRONMENT": "production", "DATABASE_URL": url, "AUTH_JWT_SECRET": SECRET} | extra


def in_venv(service: Path, *command: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of the service's environment in its folder."""
    folder = interpreter(service).parent
    path = f"{folder}:{environment()['PATH']}"
    program = folder / command[0]
    return run(program if program.exists() else command[0], *command[1:], cwd=service, PATH=path, **extra)


def migrate(service: Path, url: str, **extra: str) -> None:
    """Brings the database up to date, where the service has migrations."""
    if (service / "alembic.ini").exists():
        done = in_venv(service, "alembic", "upgrade", "head", **settings(url, **extra))
        if done.returncode != 0:
            raise AssertionError(f"alembic upgrade head: {done.stderr}")


def migrated_file(service: Path, work: Path, target: Path) -> str:
    """The address of a new SQLite file with the tables of this release: made once, then copied."""
    made = work / f"tables-{service.name}.db"
    if not made.exists():
        with locked(made):
            if not made.exists():
                partial = made.with_suffix(".partial")
                migrate(service, f"sqlite:///{partial}")
                partial.rename(made)
    shutil.copyfile(made, target)
    return f"sqlite:///{target}"


@contextlib.contextmanager
def started(service: Path, url: str, log: Path, **extra: str) -> Iterator[Started]:
    """The service as its image starts it, but on a free port of the loopback; killed at the end if still there."""
    name, *arguments = command_of_image(service)
    for option, value in (("--host", "127.0.0.1"), ("--port", "0")):
        arguments[arguments.index(option) + 1] = value
    with open(log, "w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [str(interpreter(service).parent / name), *arguments],
            cwd=service,
            env=environment(**settings(url, **extra), PYTHONUNBUFFERED="1"),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
        )
    try:
        yield Started(process, port_in(process, log), log)
    finally:
        process.kill()
        process.wait()


def port_in(process: subprocess.Popen[str], log: Path) -> int:
    """The port that the service says it listens on; the system chose it, so nothing else has it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"running on http://127\.0\.0\.1:(\d+)", log.read_text(encoding="utf-8"))
        if found:
            return int(found.group(1))
        time.sleep(0.05)
    raise AssertionError(
        f"the service does not start (exit status {process.poll()}): {log.read_text(encoding='utf-8')}"
    )
