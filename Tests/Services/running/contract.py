"""What a started service has to do: each check calls it and lists what is wrong."""

import dataclasses
import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any

from openapi_spec_validator import validate

from running import mariadb, postgres
from running.service import Answer, Started

Problems = list[str]
BODY = {"name": "First", "description": "The first of its kind", "price": 9.5}
MISSING = 4711
LOG_FIELDS = {"timestamp", "level", "message", "service", "request_id"}
# What a client must never read: names of libraries, exceptions, statements, and what the database said.
INSIDE = (b"traceback", b"sqlalchemy", b"select ", b"error(", b"no such table", b"does not exist")
PROBLEM_FIELDS = {"type", "title", "status", "detail", "instance"}


@dataclasses.dataclass
class Subject:
    """A started service, and what its release is expected to have."""

    service: Started
    release: str  # 3.0.1
    url: str  # of its database
    token: str | None = None

    @property
    def number(self) -> tuple[int, ...]:
        return tuple(map(int, self.release.split(".")))

    @property
    def path(self) -> str:
        return "/api/v1/products" if self.number >= (2,) else "/products"

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        if self.token is not None:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        return self.service.call(method, path, body, **headers)

    def create(self, **changes: object) -> dict[str, Any]:
        answer = self.call("POST", self.path, BODY | changes)
        assert answer.status == 201, f"cannot create: {answer}"
        return answer.json()

    def execute(self, statement: str) -> None:
        """Changes the database behind the service's back."""
        if self.url.startswith("sqlite:///"):
            with sqlite3.connect(self.url.removeprefix("sqlite:///")) as connection:
                connection.execute(statement)
        else:
            server = mariadb if self.url.startswith("mysql:") else postgres
            server.ask(self.url, statement)


def expect(problems: Problems, what: str, found: object, wanted: object) -> None:
    if found != wanted:
        problems.append(f"{what}: {found!r} instead of {wanted!r}")


def check_probes(subject: Subject) -> Problems:
    """The process lives, and its database answers."""
    problems: Problems = []
    for path in ("/health", "/ready") if subject.number >= (1, 2) else ("/health",):
        answer = subject.service.call("GET", path)
        expect(problems, path, (answer.status, answer.body), (200, b'{"status":"ok"}'))
    return problems


def check_verbs(subject: Subject) -> Problems:
    """List, create, read, replace and delete, and 404 for what is not there."""
    problems: Problems = []
    created = subject.call("POST", subject.path, BODY)
    expect(problems, "create", created.status, 201)
    if problems:
        return problems
    first = created.json()
    one = f"{subject.path}/{first['id']}"
    expect(problems, "what was created", {name: first[name] for name in BODY}, BODY)
    expect(problems, "read", subject.call("GET", one).json(), first)
    listed = subject.call("GET", f"{subject.path}?skip=0&limit=100")
    expect(problems, "list", (listed.status, first in listed.json()), (200, True))
    changed = subject.call("PUT", one, {"name": "Renamed", "price": 12})
    expect(problems, "replace", changed.status, 200)
    problems += moved(first, changed.json())
    expect(problems, "delete", subject.call("DELETE", one).status, 204)
    for method, path, body in (
        ("GET", one, None),
        ("DELETE", one, None),
        ("GET", f"{subject.path}/{MISSING}", None),
        ("PUT", f"{subject.path}/{MISSING}", BODY),
    ):
        expect(problems, f"{method} of what is not there", subject.call(method, path, body).status, 404)
    return problems


def moved(before: dict[str, Any], after: dict[str, Any]) -> Problems:
    """What a replacement changes: the client's fields and the time of the update, nothing else."""
    problems: Problems = []
    wanted = before | {"name": "Renamed", "description": None, "price": 12.0, "updated_at": after.get("updated_at")}
    expect(problems, "what was replaced", after, wanted)
    if not datetime.fromisoformat(after["updated_at"]) > datetime.fromisoformat(before["updated_at"]):
        problems.append(f"updated_at does not move: {before['updated_at']} then {after['updated_at']}")
    return problems


def check_validation(subject: Subject) -> Problems:
    """422 for bodies and parameters that are not what they should be."""
    problems: Problems = []
    bodies: list[dict[str, Any]] = [
        BODY | {"price": -0.01},
        BODY | {"price": "a lot"},
        BODY | {"name": ""},
        {"description": "no name, no price"},
    ]
    if subject.number >= (2,):
        bodies.append(BODY | {"colour": "red"})
    stored = f"{subject.path}/{subject.create()['id']}"
    for body in bodies:
        expect(problems, f"POST {body}", subject.call("POST", subject.path, body).status, 422)
        expect(problems, f"PUT {body}", subject.call("PUT", stored, body).status, 422)
    for query in ("skip=-1", "limit=0", "limit=101"):
        expect(problems, query, subject.call("GET", f"{subject.path}?{query}").status, 422)
    expect(problems, "an id that is no number", subject.call("GET", f"{subject.path}/first").status, 422)
    return problems


def check_errors(subject: Subject) -> Problems:
    """404, 405, 409, 422 and 500 are problems as RFC 9457 has them, and tell nothing about the inside."""
    found = {
        404: subject.call("GET", f"{subject.path}/{MISSING}"),
        405: subject.call("PATCH", subject.path, {}),
        422: subject.call("POST", subject.path, b"{"),
    }
    subject.execute("CREATE UNIQUE INDEX only_one ON products (name)")
    subject.call("POST", subject.path, BODY | {"name": "Only one"})
    found[409] = subject.call("POST", subject.path, BODY | {"name": "Only one"})
    subject.execute("ALTER TABLE products RENAME TO gone")
    found[500] = subject.call("GET", subject.path)
    subject.execute("ALTER TABLE gone RENAME TO products")
    subject.execute("DROP INDEX only_one" + (" ON products" if subject.url.startswith("mysql:") else ""))
    return [entry for status, answer in found.items() for entry in no_problem(status, answer)]


def no_problem(status: int, answer: Answer) -> Problems:
    problems: Problems = []
    expect(problems, f"status for {status}", answer.status, status)
    expect(problems, f"type of a {status}", answer.headers.get("content-type"), "application/problem+json")
    try:
        content = answer.json()
    except ValueError:
        return [*problems, f"the body of a {status} is no JSON: {answer.body!r}"]
    if not set(content) >= PROBLEM_FIELDS or content["status"] != status:
        problems.append(f"the body of a {status} is no problem: {content}")
    if any(word in answer.body.lower() for word in INSIDE):
        problems.append(f"a {status} tells about the inside: {answer.body!r}")
    return problems


def check_request_id(subject: Subject) -> Problems:
    """The client's id comes back; without a usable one the service makes one up."""
    problems: Problems = []
    given = subject.call("GET", subject.path, X_Request_ID="abc-123").headers.get("x-request-id")
    expect(problems, "the client's request id", given, "abc-123")
    made = {subject.call("GET", subject.path).headers.get("x-request-id") for _ in range(2)}
    if None in made or len(made) != 2:
        problems.append(f"two requests without an id got {made}")
    odd = subject.call("GET", subject.path, X_Request_ID='two words "').headers.get("x-request-id")
    if odd is None or " " in odd:
        problems.append(f"an unusable id got {odd!r}")
    return problems


def check_logs(subject: Subject) -> Problems:
    """Every line is JSON with the agreed fields; the line about a request has the id of the request."""
    subject.call("GET", subject.path, X_Request_ID="log-line-1")
    subject.service.wait_for_line("log-line-1")  # it is written after the answer
    problems, entries = [], []
    for line in subject.service.lines():
        try:
            entry = json.loads(line)
        except ValueError:
            problems.append(f"a line of the log is no JSON: {line}")
            continue
        if not isinstance(entry, dict) or not set(entry) >= LOG_FIELDS:
            problems.append(f"a line of the log lacks fields: {line}")
            continue
        entries.append(entry)
    mine = [entry for entry in entries if entry["request_id"] == "log-line-1"]
    wanted = [("INFO", f"GET {subject.path} 200", "product-service")]
    expect(problems, "log of a request", [(e["level"], e["message"], e["service"]) for e in mine], wanted)
    for entry in entries:
        if datetime.fromisoformat(entry["timestamp"]).utcoffset() is None:
            problems.append(f"a timestamp has no time zone: {entry['timestamp']}")
    return problems


def check_openapi(subject: Subject) -> Problems:
    """The description of the API is valid, and has the five operations."""
    answer = subject.service.call("GET", "/openapi.json")
    if answer.status != 200:
        return [f"/openapi.json: {answer.status}"]
    description = answer.json()
    problems: Problems = []
    try:
        validate(description)
    except Exception as error:  # whatever the validator raises is its verdict
        problems.append(f"/openapi.json is not valid: {error}")
    one = f"{subject.path}/{{product_id}}"
    found = {(method, path) for path, item in description["paths"].items() for method in item if "product" in path}
    wanted = {("get", subject.path), ("post", subject.path), ("get", one), ("put", one), ("delete", one)}
    expect(problems, "operations", sorted(found), sorted(wanted))
    expect(problems, "title", description["info"]["title"], "Product Service")
    expect(problems, "description", description["info"]["description"], "Manages products.")
    expect(problems, "/docs", subject.service.call("GET", "/docs").status, 200)
    return problems


def check_stop(subject: Subject) -> Problems:
    """SIGTERM ends the service in less than five seconds, as an end that was asked for. Call it last."""
    seconds = subject.service.stop(patience=5)
    if seconds is None:
        return ["the service still runs five seconds after SIGTERM"]
    problems: Problems = []
    if subject.service.process.returncode not in (0, -15):
        problems.append(f"the service ended with exit status {subject.service.process.returncode}")
    return problems


Check = Callable[[Subject], Problems]
# In the order in which they are made: nothing is called after check_stop.
CHECKS: dict[Check, tuple[int, ...]] = {
    check_probes: (1, 0),
    check_verbs: (1, 0),
    check_validation: (1, 0),
    check_request_id: (1, 3),
    check_openapi: (1, 0),
    check_errors: (2, 0),
    check_logs: (1, 3),
    check_stop: (1, 0),
}


def problems_of(subject: Subject) -> dict[str, Problems]:
    """What each check of the release finds; checks that find nothing are left out."""
    found = {check.__name__: check(subject) for check, since in CHECKS.items() if subject.number >= since}
    return {name: problems for name, problems in found.items() if problems}
