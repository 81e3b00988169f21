# tests/integration/test_<%= plural_snake %>.py
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.database.session import get_session
from app.main import app

EXAMPLE = {"name": "First", "description": "The first of its kind", "price": 9.5}


def create(client, **changes):
    response = client.post("/api/v1/<%= plural_kebab %>", json={**EXAMPLE, **changes})
    assert response.status_code == 201
    return response.json()


def test_health(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_ready(client):
    response = client.get("/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_not_ready_without_database(client, tmp_path):
    broken = create_engine(f"sqlite:///{tmp_path}/missing/test.db")
    app.dependency_overrides[get_session] = lambda: Session(broken)
    response = client.get("/ready")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == "The database does not answer"
    assert client.get("/health").status_code == 200


def test_migrations_make_the_tables_of_the_models(engine):
    with engine.begin() as connection:
        config = Config(str(Path(__file__).parents[2] / "alembic.ini"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        assert "<%= plural_snake %>" in inspect(connection).get_table_names()
        command.check(config)
        command.downgrade(config, "base")
        assert "<%= plural_snake %>" not in inspect(connection).get_table_names()


def test_application_starts_and_stops():
    with TestClient(app) as client:
        assert client.get("/health").status_code == 200


def test_create_<%= entity_snake %>(client):
    created = create(client)
    assert created["id"] == 1
    assert {key: created[key] for key in EXAMPLE} == EXAMPLE


def test_timestamps_are_in_utc(client):
    created = create(client)
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
def test_create_<%= entity_snake %>_refuses_bad_values(client, changes):
    response = client.post("/api/v1/<%= plural_kebab %>", json={**EXAMPLE, **changes})
    assert response.status_code == 422


def test_create_<%= entity_snake %>_refuses_missing_values(client):
    response = client.post("/api/v1/<%= plural_kebab %>", json={"description": "no name, no price"})
    assert response.status_code == 422


def test_read_<%= entity_snake %>(client):
    created = create(client)
    response = client.get(f"/api/v1/<%= plural_kebab %>/{created['id']}")
    assert response.status_code == 200
    assert response.json() == created


@pytest.mark.parametrize("method", ["get", "delete"])
def test_missing_<%= entity_snake %>(client, method):
    response = getattr(client, method)("/api/v1/<%= plural_kebab %>/4711")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "<%= entity_words | capitalize %> not found",
        "instance": "/api/v1/<%= plural_kebab %>/4711",
    }


def test_list_<%= plural_snake %>_by_page(client):
    names = ["First", "Second", "Third"]
    for name in names:
        create(client, name=name)
    everything = client.get("/api/v1/<%= plural_kebab %>").json()
    assert [entry["name"] for entry in everything] == names
    page = client.get("/api/v1/<%= plural_kebab %>", params={"skip": 1, "limit": 1}).json()
    assert [entry["name"] for entry in page] == ["Second"]


def test_update_<%= entity_snake %>(client):
    created = create(client)
    response = client.put(f"/api/v1/<%= plural_kebab %>/{created['id']}", json={"name": "Renamed", "price": 12})
    assert response.status_code == 200
    updated = response.json()
    assert (updated["name"], updated["description"], updated["price"]) == ("Renamed", None, 12.0)
    assert updated["created_at"] == created["created_at"]
    assert updated["updated_at"] > created["updated_at"]


def test_update_missing_<%= entity_snake %>(client):
    assert client.put("/api/v1/<%= plural_kebab %>/4711", json=EXAMPLE).status_code == 404


def test_delete_<%= entity_snake %>(client):
    created = create(client)
    assert client.delete(f"/api/v1/<%= plural_kebab %>/{created['id']}").status_code == 204
    assert client.get(f"/api/v1/<%= plural_kebab %>/{created['id']}").status_code == 404


def test_unknown_path_is_a_problem_too(client):
    response = client.get("/nothing-here")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_unknown_method_tells_the_known_ones(client):
    response = client.patch("/api/v1/<%= plural_kebab %>/1")
    assert response.status_code == 405
    assert response.headers["allow"] == "DELETE, GET, PUT"


@pytest.mark.parametrize("error, status", [(IntegrityError("", {}, Exception()), 409), (RuntimeError("secret"), 500)])
def test_errors_tell_nothing_about_the_inside(session, error, status):
    def fail():
        raise error

    app.dependency_overrides[get_session] = fail
    response = TestClient(app, raise_server_exceptions=False).get("/api/v1/<%= plural_kebab %>")
    app.dependency_overrides.clear()
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
