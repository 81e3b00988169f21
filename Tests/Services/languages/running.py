"""Starts a service as a process of its own, talks to it over HTTP, and stops it as an orchestrator does."""

import contextlib
import json
import re
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import harness
from languages.databases import free_port

START_SECONDS = 20
STOP_SECONDS = 5
EXIT_CONFIG = 78
LOG_KEYS = {"timestamp", "level", "message", "service", "request_id"}
NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Service:
    """How a service is started: its program, and the environment that the program needs."""

    command: Sequence[str | Path]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, output: Path, **settings: str) -> subprocess.Popen[bytes]:
        with output.open("wb") as stream:
            return subprocess.Popen(
                [str(part) for part in self.command],
                cwd=self.folder,
                env=harness.environment(**self.environment | settings),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str
    text: str

    def json(self) -> dict:
        return json.loads(self.text) if self.text else {}


@dataclass
class Running:
    port: int
    process: subprocess.Popen[bytes]
    output: Path

    def ask(self, method: str, path: str, body: object = None) -> Answer:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return Answer(reply.status, reply.headers.get_content_type(), reply.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers.get_content_type(), error.read().decode())

    def lines(self) -> list[str]:
        return self.output.read_text(encoding="utf-8").splitlines()


@contextlib.contextmanager
def running(service: Service, **settings: str) -> Iterator[Running]:
    """The service answers /health inside of the `with`."""
    with tempfile.TemporaryDirectory(prefix="scaffold-run-") as folder:
        output = Path(folder) / "log"
        port = free_port()
        process = service.start(output, APP_ENV="development", PORT=str(port), **settings)
        found = Running(port, process, output)
        try:
            deadline = time.monotonic() + START_SECONDS
            while True:
                with contextlib.suppress(OSError):
                    if found.ask("GET", "/health").status == 200:
                        break
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"the service does not start: {output.read_text(encoding='utf-8')}")
                time.sleep(0.05)
            yield found
        finally:
            process.kill()
            process.wait()


def check_serves(service: Service, resource: str = "/api/v1/products", **settings: str) -> list[str]:
    """Five verbs, errors as problems, log lines as JSON, and an end within five seconds of SIGTERM."""
    with running(service, **settings) as found:
        problems = talk(found, resource)
        started = time.monotonic()
        found.process.send_signal(signal.SIGTERM)
        try:
            code = found.process.wait(STOP_SECONDS)
            if code != 0:
                problems.append(f"after SIGTERM it ends with {code}")
        except subprocess.TimeoutExpired:
            problems.append(f"{time.monotonic() - started:.0f} s after SIGTERM it still runs")
        return problems + log_problems(found.lines())


def check_ends(service: Service, **settings: str) -> list[str]:
    """A command that does its work and ends."""
    with tempfile.TemporaryDirectory(prefix="scaffold-run-") as folder:
        output = Path(folder) / "log"
        process = service.start(output, APP_ENV="development", **settings)
        try:
            code = process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        return [] if code == 0 else [f"{service.command} ended with {code}: {output.read_text(encoding='utf-8')[:300]}"]


def talk(found: Running, resource: str) -> list[str]:
    """A life of one entry, and what is refused."""
    problems = []

    def want(status: int, method: str, path: str, body: object = None) -> Answer:
        answer = found.ask(method, path, body)
        if answer.status != status:
            problems.append(f"{method} {path}: {answer.status}, and not {status}: {answer.text[:200]}")
        if answer.status >= 400 and answer.kind != "application/problem+json":
            problems.append(f"{method} {path}: the error is {answer.kind}")
        return answer

    want(200, "GET", "/ready")
    one = f"{resource}/{want(201, 'POST', resource, {'name': 'First', 'price': 1.25}).json().get('id')}"
    want(200, "GET", one)
    changed = want(200, "PUT", one, {"name": "Second", "price": 2}).json()
    if changed.get("name") != "Second" or not changed.get("updated_at", "") > changed.get("created_at", ""):
        problems.append(f"PUT {one}: {changed}")
    if want(200, "GET", resource).json().get("items") != [changed]:
        problems.append(f"GET {resource}: not the one entry that was made")
    want(204, "DELETE", one)
    want(404, "GET", one)
    want(404, "GET", f"{resource}/{NOBODY}")
    want(422, "POST", resource, {"name": "x", "price": -1})
    want(422, "POST", resource, {"name": "x", "price": 1, "colour": "red"})
    return problems


def log_problems(lines: list[str]) -> list[str]:
    problems = [] if lines else ["nothing is logged"]
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            problems.append(f"a log line is not JSON: {line[:200]}")
            continue
        missing = LOG_KEYS - set(entry)
        if missing:
            problems.append(f"a log line lacks {', '.join(sorted(missing))}: {line[:200]}")
    return problems


def check_database_down(service: Service, url: str) -> list[str]:
    """With a database that is not there the service is alive, and not ready."""
    with running(service, DATABASE_URL=url) as found:
        wanted = {"/health": 200, "/ready": 503}
        answers = {path: found.ask("GET", path).status for path in wanted}
    return [
        f"{path} with the database down: {answers[path]}, and not {status}"
        for path, status in wanted.items()
        if answers[path] != status
    ]


def check_refusals(service: Service, placeholder: str) -> list[str]:
    """In production the service does not start without a database or with a placeholder, and says why."""
    problems = []
    for settings, wanted in (
        ({}, r"DATABASE_URL is missing"),
        ({"DATABASE_URL": placeholder}, r"DATABASE_URL.*placeholder"),
    ):
        with tempfile.TemporaryDirectory(prefix="scaffold-run-") as folder:
            output = Path(folder) / "log"
            process = service.start(output, PORT=str(free_port()), **settings)
            try:
                code = process.wait(START_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                code = process.wait()
            text = output.read_text(encoding="utf-8")
        if code != EXIT_CONFIG or not re.search(wanted, text):
            problems.append(f"started with {settings or 'nothing'}: exit status {code}: {text[:300]}")
    return problems
