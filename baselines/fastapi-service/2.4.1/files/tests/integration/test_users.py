# tests/integration/test_users.py
import pytest
from sqlalchemy import select

from app.core.security import verify_password
from app.database.user import User

pytestmark = pytest.mark.anyio

USERS = "/api/v1/users"
USER = {"email": "somebody@example.com", "password": "correct horse battery"}


async def test_registration_stores_a_hash_and_returns_no_password(client, session):
    response = await client.post(USERS, json=USER)
    assert response.status_code == 201
    assert response.json() == {"id": 1, "email": "somebody@example.com", "role": "reader"}
    stored = (await session.scalars(select(User))).one()
    assert stored.password_hash != USER["password"]
    assert verify_password(USER["password"], stored.password_hash)


@pytest.mark.parametrize("email", ["somebody@example.com", "Somebody@Example.com"])
async def test_an_address_registers_once(client, email):
    await client.post(USERS, json=USER)
    response = await client.post(USERS, json={**USER, "email": email})
    assert response.status_code == 409
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("changes", [{"password": "hunter2"}, {"email": "nobody"}, {"role": "admin"}])
async def test_registration_refuses_bad_values(client, changes):
    response = await client.post(USERS, json={**USER, **changes})
    assert response.status_code == 422
    assert "hunter2" not in response.text


async def test_the_token_of_a_login_opens_what_its_role_may_do(client):
    await client.post(USERS, json=USER)
    token = (await client.post(f"{USERS}/token", json=USER)).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert (await client.get("/api/v1/<%= plural_kebab %>", headers=headers)).status_code == 200
    body = {"name": "First", "price": 1}
    assert (await client.post("/api/v1/<%= plural_kebab %>", json=body, headers=headers)).status_code == 403


@pytest.mark.parametrize("changes", [{"password": "wrong horse battery"}, {"email": "nobody@example.com"}])
async def test_no_token_without_the_right_password(client, changes):
    await client.post(USERS, json=USER)
    response = await client.post(f"{USERS}/token", json={**USER, **changes})
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
