# tests/integration/test_<%= plural_snake %>.py
import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from httpx import ASGITransport, AsyncClient
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from app.api import health
from app.database.session import get_session
from app.main import app, lifespan
from tests.conftest import HEADERS

pytestmark = pytest.mark.anyio

EXAMPLE = {"name": "First", "description": "The first of its kind", "price": 9.5}


async def create(client, **changes):
    response = await client.post("/api/v1/<%= plural_kebab %>", json={**EXAMPLE, **changes})
    assert response.status_code == 201
    return response.json()


async def test_health(client):
    response = await client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


async def test_ready(client):
    response = await client.get("/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


async def test_not_ready_without_database(client, tmp_path):
    broken = create_async_engine(f"sqlite+aiosqlite:///{tmp_path}/missing/test.db")
    app.dependency_overrides[get_session] = lambda: AsyncSession(broken)
    response = await client.get("/ready")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == "The database does not answer"
    assert (await client.get("/health")).status_code == 200


async def test_not_ready_when_the_database_hangs(client, monkeypatch):
    async def hang(engine):
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if hung.is_set():
                    raise

    hung = asyncio.Event()
    monkeypatch.setattr(health, "ask", hang)
    monkeypatch.setattr(health, "TIMEOUT", 0.1)
    response = await client.get("/ready")
    assert response.status_code == 503
    hung.set()
    for question in list(health.given_up):
        question.cancel()
        with pytest.raises(asyncio.CancelledError):
            await question


async def test_migrations_make_the_tables_of_the_models(engine):
    def migrate(connection):
        config = Config(str(Path(__file__).parents[2] / "alembic.ini"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        assert "<%= plural_snake %>" in inspect(connection).get_table_names()
        command.check(config)
        command.downgrade(config, "base")
        assert "<%= plural_snake %>" not in inspect(connection).get_table_names()

    async with engine.begin() as connection:
        await connection.run_sync(migrate)


async def test_application_starts_and_stops():
    async with lifespan(app):
        pass


async def test_create_<%= entity_snake %>(client):
    created = await create(client)
    assert created["id"] == 1
    assert {key: created[key] for key in EXAMPLE} == EXAMPLE


async def test_timestamps_are_in_utc(client):
    created = await create(client)
    for key in ("created_at", "updated_at"):
        moment = datetime.fromisoformat(created[key].replace("Z", "+00:00"))
        assert moment.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "changes",
    [
        {"price": -0.01},
        {"price": "a lot"},
        {"price": "1"},
        {"price": True},
        {"name": ""},
        {"name": None},
        {"name": "NUL \0"},
        {"colour": "an unknown field"},
    ],
)
async def test_create_<%= entity_snake %>_refuses_bad_values(client, changes):
    response = await client.post("/api/v1/<%= plural_kebab %>", json={**EXAMPLE, **changes})
    assert response.status_code == 422


async def test_create_<%= entity_snake %>_refuses_missing_values(client):
    response = await client.post("/api/v1/<%= plural_kebab %>", json={"description": "no name, no price"})
    assert response.status_code == 422


async def test_read_<%= entity_snake %>(client):
    created = await create(client)
    response = await client.get(f"/api/v1/<%= plural_kebab %>/{created['id']}")
    assert response.status_code == 200
    assert response.json() == created


@pytest.mark.parametrize("method", ["get", "delete"])
async def test_missing_<%= entity_snake %>(client, method):
    response = await getattr(client, method)("/api/v1/<%= plural_kebab %>/4711")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "<%= entity_words | capitalize %> not found",
        "instance": "/api/v1/<%= plural_kebab %>/4711",
    }


async def test_list_<%= plural_snake %>_by_page(client):
    names = ["First", "Second", "Third"]
    for name in names:
        await create(client, name=name)
    everything = (await client.get("/api/v1/<%= plural_kebab %>")).json()
    assert [entry["name"] for entry in everything] == names
    page = (await client.get("/api/v1/<%= plural_kebab %>", params={"skip": 1, "limit": 1})).json()
    assert [entry["name"] for entry in page] == ["Second"]


async def test_update_<%= entity_snake %>(client):
    created = await create(client)
    response = await client.put(f"/api/v1/<%= plural_kebab %>/{created['id']}", json={"name": "Renamed", "price": 12})
    assert response.status_code == 200
    updated = response.json()
    assert (updated["name"], updated["description"], updated["price"]) == ("Renamed", None, 12.0)
    assert updated["created_at"] == created["created_at"]
    assert updated["updated_at"] > created["updated_at"]


async def test_update_missing_<%= entity_snake %>(client):
    assert (await client.put("/api/v1/<%= plural_kebab %>/4711", json=EXAMPLE)).status_code == 404


async def test_delete_<%= entity_snake %>(client):
    created = await create(client)
    assert (await client.delete(f"/api/v1/<%= plural_kebab %>/{created['id']}")).status_code == 204
    assert (await client.get(f"/api/v1/<%= plural_kebab %>/{created['id']}")).status_code == 404


async def test_favicon(client):
    response = await client.get("/favicon.ico")
    assert response.status_code == 200
    assert response.content.startswith(b"\0\0\1\0")


async def test_unknown_path_is_a_problem_too(client):
    response = await client.get("/nothing-here")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


async def test_unknown_method_tells_the_known_ones(client):
    response = await client.patch("/api/v1/<%= plural_kebab %>/1")
    assert response.status_code == 405
    assert response.headers["allow"] == "DELETE, GET, PUT"


@pytest.mark.parametrize("error, status", [(IntegrityError("", {}, Exception("secret")), 409), (RuntimeError("secret"), 500)])
async def test_errors_tell_nothing_about_the_inside(session, caplog, error, status):
    def fail():
        raise error

    app.dependency_overrides[get_session] = fail
    transport = ASGITransport(app=app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://service", headers=HEADERS) as client:
        response = await client.get("/api/v1/<%= plural_kebab %>")
    app.dependency_overrides.clear()
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
    assert status == 500 or "secret" not in caplog.text
