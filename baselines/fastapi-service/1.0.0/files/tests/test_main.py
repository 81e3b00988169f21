# tests/test_main.py
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import inspect

from app import database
from app.main import app

EXAMPLE = {"name": "First", "description": "The first of its kind", "price": 9.5}


def create(client, **changes):
    response = client.post("/<%= plural_kebab %>", json={**EXAMPLE, **changes})
    assert response.status_code == 201
    return response.json()


def test_health(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_startup_creates_the_tables(engine, monkeypatch):
    monkeypatch.setattr(database, "engine", engine)
    with TestClient(app):
        pass
    assert "<%= plural_snake %>" in inspect(engine).get_table_names()


def test_create_<%= entity_snake %>(client):
    created = create(client)
    assert created["id"] == 1
    assert {key: created[key] for key in EXAMPLE} == EXAMPLE
    assert created["created_at"] and created["updated_at"]


@pytest.mark.parametrize(
    "changes",
    [
        {"price": -0.01},
        {"price": "a lot"},
        {"name": ""},
        {"name": None},
        {"name": "NUL \0"},
    ],
)
def test_create_<%= entity_snake %>_refuses_bad_values(client, changes):
    response = client.post("/<%= plural_kebab %>", json={**EXAMPLE, **changes})
    assert response.status_code == 422


def test_create_<%= entity_snake %>_refuses_missing_values(client):
    response = client.post("/<%= plural_kebab %>", json={"description": "no name, no price"})
    assert response.status_code == 422


def test_read_<%= entity_snake %>(client):
    created = create(client)
    response = client.get(f"/<%= plural_kebab %>/{created['id']}")
    assert response.status_code == 200
    assert response.json() == created


@pytest.mark.parametrize("method", ["get", "delete"])
def test_missing_<%= entity_snake %>(client, method):
    response = getattr(client, method)("/<%= plural_kebab %>/4711")
    assert response.status_code == 404
    assert response.json() == {"detail": "<%= entity_words | capitalize %> not found"}


def test_list_<%= plural_snake %>_by_page(client):
    names = ["First", "Second", "Third"]
    for name in names:
        create(client, name=name)
    everything = client.get("/<%= plural_kebab %>").json()
    assert [entry["name"] for entry in everything] == names
    page = client.get("/<%= plural_kebab %>", params={"skip": 1, "limit": 1}).json()
    assert [entry["name"] for entry in page] == ["Second"]


def test_update_<%= entity_snake %>(client):
    created = create(client)
    response = client.put(f"/<%= plural_kebab %>/{created['id']}", json={"name": "Renamed", "price": 12})
    assert response.status_code == 200
    updated = response.json()
    assert (updated["name"], updated["description"], updated["price"]) == ("Renamed", None, 12.0)
    assert updated["created_at"] == created["created_at"]
    assert updated["updated_at"] > created["updated_at"]


def test_update_missing_<%= entity_snake %>(client):
    assert client.put("/<%= plural_kebab %>/4711", json=EXAMPLE).status_code == 404


def test_delete_<%= entity_snake %>(client):
    created = create(client)
    assert client.delete(f"/<%= plural_kebab %>/{created['id']}").status_code == 204
    assert client.get(f"/<%= plural_kebab %>/{created['id']}").status_code == 404
