"""extras=redis,queue: services that really use a Redis and a RabbitMQ, and go on without them."""

import contextlib
import json
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness import environment, interpreter
from running import redis, servers
from running.contract import BODY, Problems, Subject, expect
from running.service import migrated_file, started

CONSUMER = Path(__file__).parent / "running" / "consumer.py"
RELEASES = ("2.4.1", "3.0.1")
EXTRAS = ["redis", "queue"]
SERVICE = "src/core/extended_product.py"
# A change of one file, and what the check says then.
FAULTS = {
    "nothing is kept": (SERVICE, "await cache.put(key, found)", "pass", "is not kept"),
    "what is kept is not read": (SERVICE, "if stored is not None:", "if stored is True:", "is not answered"),
    "what was replaced stays": (
        SERVICE,
        'super().replace(identifier, data)\n        await cache.forget(f"product:{identifier}")',
        "super().replace(identifier, data)",
        "after a replacement",
    ),
    "it is kept for ever": ("src/core/cache.py", ", ex=LIFETIME", "", "for ever"),
    "an event of another name": (SERVICE, '"product.created"', '"product.made"', "no event"),
}


@contextlib.contextmanager
def consumer(service: Path, url: str, names: str, identifier: str) -> Iterator[subprocess.Popen[str]]:
    """Another service that has bound its queue."""
    command = [interpreter(service), "-B", CONSUMER, url, names, identifier]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "bound\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def check_events(subject: Subject, service: Path, url: str, patience: float = 30) -> Problems:
    """What is created is told by an event that another service takes."""
    problems: Problems = []
    identifier = uuid.uuid4().hex
    with consumer(service, url, "product.created", identifier) as process:
        created = subject.call("POST", subject.path, BODY, X_Request_ID=identifier).json()
        try:
            said, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            return ["no event tells about what was created"]
    expect(problems, "event", json.loads(said), {"name": "product.created", "from": "product-service", "body": created})
    return problems


def check_cache(subject: Subject, server: servers.Server) -> Problems:
    """Redis has what was read, requests are answered from it, and it forgets what is changed or deleted."""
    problems: Problems = []
    expect(problems, "/ready", subject.call("GET", "/ready").json(), {"status": "ok", "cache": "ok"})
    created = subject.create()
    one, key = f"{subject.path}/{created['id']}", f"product-service:product:{created['id']}"
    expect(problems, "read", subject.call("GET", one).json(), created)
    kept = redis.value(server, "GET", key)
    if kept is None or json.loads(kept) != created:
        problems.append(f"what was read is not kept: {kept}")
    lifetime = redis.value(server, "TTL", key)
    if lifetime is not None and not 0 < int(lifetime) <= 60 and kept is not None:
        problems.append(f"it is kept for ever, or too long: {lifetime}")
    subject.execute(f"UPDATE products SET name = 'Behind' WHERE id = {created['id']}")
    answered = subject.call("GET", one).json()
    if answered != created:
        problems.append(f"what Redis has is not answered: {answered}")
    changed = subject.call("PUT", one, BODY | {"name": "Renamed"}).json()
    expect(problems, "read after a replacement", subject.call("GET", one).json(), changed)
    subject.call("DELETE", one)
    expect(problems, "read after a deletion", subject.call("GET", one).status, 404)
    expect(problems, "kept after a deletion", redis.value(server, "GET", key), None)
    return problems


def check_without_redis(subject: Subject) -> Problems:
    """A cache that is gone costs time, nothing else."""
    problems: Problems = []
    created = subject.create()
    one = f"{subject.path}/{created['id']}"
    expect(problems, "read without Redis", subject.call("GET", one).json(), created)
    expect(problems, "deletion without Redis", subject.call("DELETE", one).status, 204)
    ready = subject.call("GET", "/ready")
    expect(problems, "/ready without Redis", (ready.status, ready.json()["cache"]), (200, "unavailable"))
    return problems


@pytest.mark.row(28)
@pytest.mark.parametrize("release", RELEASES)
def test_it_uses_redis_and_tells_others(
    release: str,
    render: Callable[..., Path],
    work: Path,
    redis_server: servers.Server,
    broker_url: str,
    tmp_path: Path,
) -> None:
    service = render(f"fastapi-service@{release}", extras=EXTRAS)
    url = migrated_file(service, work, tmp_path / "test.db")
    addresses = {"REDIS_URL": redis.url(redis_server), "AMQP_URL": broker_url}
    with started(service, url, tmp_path / "log", **addresses) as running:
        subject = Subject(running, release, url)
        assert check_cache(subject, redis_server) == []
        assert check_events(subject, service, broker_url) == []
        servers.stop(redis_server)
        assert check_without_redis(subject) == []
        assert running.stop(5) is not None


@pytest.mark.parametrize("what", FAULTS)
def test_the_check_finds(
    what: str,
    render: Callable[..., Path],
    writable: Callable[[Path], Path],
    work: Path,
    redis_server: servers.Server,
    broker_url: str,
    tmp_path: Path,
) -> None:
    path, old, new, says = FAULTS[what]
    pristine = render("fastapi-service@3.0.1", extras=EXTRAS)
    service = writable(pristine)
    text = (service / path).read_text(encoding="utf-8")
    assert old in text, f"{what} cannot be seeded"
    (service / path).write_text(text.replace(old, new), encoding="utf-8")
    url = migrated_file(pristine, work, tmp_path / "test.db")
    addresses = {"REDIS_URL": redis.url(redis_server), "AMQP_URL": broker_url}
    with started(service, url, tmp_path / "log", **addresses) as running:
        subject = Subject(running, "3.0.1", url)
        problems = check_cache(subject, redis_server) + check_events(subject, service, broker_url, patience=3)
    assert any(says in problem for problem in problems), problems
