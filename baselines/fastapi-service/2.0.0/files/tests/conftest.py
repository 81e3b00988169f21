# tests/conftest.py
import os

# Tests never touch the database of the environment or of .env: they drop their tables.
# TEST_DATABASE_URL runs them against a real server; the default is SQLite in memory.
TEST_DATABASE_URL = os.getenv("TEST_DATABASE_URL", "sqlite://")
os.environ["DATABASE_URL"] = TEST_DATABASE_URL
os.environ["ENVIRONMENT"] = "development"

import pytest  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402
from sqlalchemy import StaticPool, create_engine  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

from app.database.models import Base  # noqa: E402
from app.database.session import get_session  # noqa: E402
from app.main import app  # noqa: E402


@pytest.fixture(name="engine", scope="session")
def engine_fixture():
    """
    Engine of the test database; SQLite in memory lives as long as its one connection.
    """
    if TEST_DATABASE_URL == "sqlite://":
        engine = create_engine(
            TEST_DATABASE_URL, connect_args={"check_same_thread": False}, poolclass=StaticPool
        )
    else:
        engine = create_engine(TEST_DATABASE_URL)
    yield engine
    engine.dispose()


@pytest.fixture(name="session")
def session_fixture(engine):
    """
    Session on empty tables, dropped after the test.
    """
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    Base.metadata.drop_all(engine)


@pytest.fixture(name="client")
def client_fixture(session):
    """
    HTTP client of the application, with the test's session in place of the real one.
    """
    app.dependency_overrides[get_session] = lambda: session
    yield TestClient(app)
    app.dependency_overrides.clear()
