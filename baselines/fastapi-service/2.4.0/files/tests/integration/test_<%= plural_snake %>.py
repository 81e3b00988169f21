# tests/integration/test_<%= plural_snake %>.py
import asyncio
from datetime import datetime, timedelta
<%= slot("test_imports") %>

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
    assert response.json() == {"status": "ok"<% if 'redis' in extras %>, "cache": "off"<% endif %>}


<%= slot("test_database") %>


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
<% if database == 'mongodb' %>
    await asyncio.sleep(0.002)  # timestamps are as exact as a millisecond
<% endif %>
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


@pytest.mark.parametrize("error, status", [(<%= conflict_error %>(<% if database == 'mongodb' %>""<% else %>"", {}, Exception()<% endif %>), 409), (RuntimeError("secret"), 500)])
async def test_errors_tell_nothing_about_the_inside(<%= store %>, error, status):
    def fail():
        raise error

    app.dependency_overrides[get_<%= store %>] = fail
    transport = ASGITransport(app=app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://service", headers=HEADERS) as client:
        response = await client.get("/api/v1/<%= plural_kebab %>")
    app.dependency_overrides.clear()
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
