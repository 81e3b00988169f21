"""Fixtures of the tests that run services; conftest.py loads them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from running import mariadb, postgres, redis, servers


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
def redis_server_fixture(work: Path) -> servers.Server:
    """A Redis server that all tests of this run share: use keys of your own."""
    return servers.shared(work, redis.RECIPE)
