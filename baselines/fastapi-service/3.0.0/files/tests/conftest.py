# tests/conftest.py
import os
<% if auth == 'jwt' %>
import time
<% endif %>

# Tests never touch the database of the environment or of .env: they drop their tables.
# TEST_DATABASE_URL runs them against a real server; the default is SQLite in memory.
TEST_DATABASE_URL = os.getenv("TEST_DATABASE_URL", "sqlite://")
os.environ["DATABASE_URL"] = TEST_DATABASE_URL
os.environ["ENVIRONMENT"] = "development"
<% for key in extra_keys.split() %>
os.environ["<%= key %>"] = ""
<% endfor %>
<% if auth == 'jwt' %>
os.environ["AUTH_JWT_SECRET"] = "only for tests, at least 32 characters"
<% endif %>

<% if auth == 'jwt' %>
import jwt  # noqa: E402
<% endif %>
import pytest  # noqa: E402
from httpx import ASGITransport, AsyncClient  # noqa: E402
from sqlalchemy import StaticPool  # noqa: E402
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine  # noqa: E402

from src.core.config import settings  # noqa: E402
from src.core.db import get_session  # noqa: E402
from src.main import app  # noqa: E402
from src.models.base import Base  # noqa: E402

# What every request of the tests carries
<% if auth == 'jwt' %>
CLAIMS = {"sub": "tester", "exp": time.time() + 3600, "roles": ["admin"]}
HEADERS = {"Authorization": "Bearer " + jwt.encode(CLAIMS, os.environ["AUTH_JWT_SECRET"])}
<% else %>
HEADERS = {}
<% endif %>


@pytest.fixture(scope="session")
def anyio_backend():
    """
    The event loop for asynchronous tests; Uvicorn has no other either.
    """
    return "asyncio"


@pytest.fixture(name="engine")
async def engine_fixture():
    """
    Engine of the test database; SQLite in memory lives as long as its one connection.
    """
    options = {"poolclass": StaticPool} if TEST_DATABASE_URL == "sqlite://" else {}
    engine = create_async_engine(settings.async_database_url, **options)
    yield engine
    await engine.dispose()


@pytest.fixture(name="session")
async def session_fixture(engine):
    """
    Session on empty tables, dropped after the test.
    """
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine, expire_on_commit=False) as session:
        yield session
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)


@pytest.fixture(name="client")
async def client_fixture(session):
    """
    HTTP client of the application, with the test's session in place of the real one.
    """
    app.dependency_overrides[get_session] = lambda: session
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://service", headers=HEADERS) as client:
        yield client
    app.dependency_overrides.clear()
