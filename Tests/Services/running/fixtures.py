"""Fixtures of the tests that run services; conftest.py loads them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from running import mariadb, postgres, rabbitmq, redis, servers


@pytest.hookimpl(tryfirst=True)  # before the folder that names the servers is removed
def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "work_folder"):
        servers.stop_shared(Path(config.work_folder))


@pytest.fixture(name="database_url")
def database_url_fixture(work: Path, tmp_path: Path) -> Callable[[str], str]:
    """database_url("postgresql"): the address of a new, empty database; also "mysql" and "sqlite"."""

    def database_url(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/test.db"
        backend = {"postgresql": postgres, "mysql": mariadb}[kind]
        return backend.new_database(servers.shared(work, backend.RECIPE))

    return database_url


@pytest.fixture(name="redis_server")
def redis_server_fixture() -> Iterator[servers.Server]:
    """A Redis server of this test's own, which it may stop."""
    server = servers.start(redis.RECIPE)
    yield server
    servers.stop(server)


@pytest.fixture(name="broker_url")
def broker_url_fixture(work: Path) -> str:
    """The address of a RabbitMQ that all tests of this run share: it takes seconds to start."""
    return rabbitmq.url(servers.shared(work, rabbitmq.RECIPE))
